"""The calls that are made for every character or object of a page, declared anew so that handles are plain numbers.

pypdfium2 declares pdfium's handles as pointers to structures, and makes an object of each pointer that comes back: that
costs five times as much as the call. What a function does stands in pdfium's headers under the name it is taken from.
"""

from collections.abc import Callable
from ctypes import CFUNCTYPE, addressof, c_int, c_void_p, cast
from typing import TypeAlias

import pypdfium2.raw as pdfium

Handle: TypeAlias = int
"""An object of pdfium's: what its pointer points at."""


def address_of(pointer: pdfium.FPDF_PAGE | pdfium.FPDF_TEXTPAGE) -> Handle:
    """The handle that a pointer of pypdfium2 stands for."""
    return addressof(pointer.contents)


def _declared(function: object, gives: type, *takes: type) -> Callable[..., int]:
    return CFUNCTYPE(gives, *takes)(cast(function, c_void_p).value or 0)  # type: ignore[arg-type]


# Text pages: of (text page, index of a character)
text_object_at: Callable[[Handle, int], Handle | None] = _declared(
    pdfium.FPDFText_GetTextObject, c_void_p, c_void_p, c_int
)
"""None for a character that pdfium added."""
loose_box_into = _declared(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)

# Objects: of (page or form, index), and of (object)
object_of_page = _declared(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
object_of_form = _declared(pdfium.FPDFFormObj_GetObject, c_void_p, c_void_p, c_int)
count_of_form = _declared(pdfium.FPDFFormObj_CountObjects, c_int, c_void_p)
kind_of = _declared(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
matrix_into = _declared(pdfium.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
bounds_into = _declared(pdfium.FPDFPageObj_GetBounds, c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)

# Text objects
font_of = _declared(pdfium.FPDFTextObj_GetFont, c_void_p, c_void_p)
font_size_into = _declared(pdfium.FPDFTextObj_GetFontSize, c_int, c_void_p, c_void_p)
render_mode_of = _declared(pdfium.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)

# Paths
draw_mode_into = _declared(pdfium.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
count_of_path = _declared(pdfium.FPDFPath_CountSegments, c_int, c_void_p)
segment_of_path = _declared(pdfium.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int)
kind_of_segment = _declared(pdfium.FPDFPathSegment_GetType, c_int, c_void_p)
point_into = _declared(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
closes = _declared(pdfium.FPDFPathSegment_GetClose, c_int, c_void_p)
fill_colour_into = _declared(pdfium.FPDFPageObj_GetFillColor, c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
