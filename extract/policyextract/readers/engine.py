"""Which library opens a PDF. Other formats have one reader each."""

from typing import Literal

Engine = Literal["pdfium", "pdfplumber"]
"""``pdfium`` is fast and the usual one; ``pdfplumber`` is the reference that it is tested against."""

DEFAULT: Engine = "pdfium"
