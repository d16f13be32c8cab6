"""Tagged PDFs, set by Typst with the payer's layout of ``corpus/layouts``.

The fonts are those inside the typst package and the Bitstream Vera that ReportLab brings; the fonts of the machine are
left out, so that the same versions of the two packages give the same bytes everywhere.
"""

import json
from dataclasses import asdict
from pathlib import Path

import reportlab
import typst

from facsimile.content import Facsimile
from facsimile.inline import parse

LAYOUTS = Path(__file__).resolve().parent.parent / "layouts"
_FONTS = Path(reportlab.__file__).resolve().parent / "fonts"

MARGINS = {
    "cigna": {"left": 54, "right": 54, "top": 54, "bottom": 66},
    "molina": {"left": 42, "right": 42, "top": 86, "bottom": 56},
    "centene": {"left": 72, "right": 72, "top": 92, "bottom": 76},
    "bcbsma": {"left": 72, "right": 72, "top": 64, "bottom": 72},
}
"""Points from each edge of a US letter page to the body. Running headers and footers stand outside."""


def render(facsimile: Facsimile) -> bytes:
    """The facsimile as a tagged PDF, the same bytes each time. Raises typst.TypstError where the layout fails."""
    header: dict[str, object] = {**facsimile.header, "document_title": facsimile.name}
    if "reminder" in facsimile.header:
        header["reminder"] = [asdict(run) for run in parse(facsimile.field("reminder"))]
    content = {
        "header": header,
        "margin": MARGINS[facsimile.layout],
        "blocks": [asdict(block) for block in facsimile.blocks],
    }
    rendered = typst.compile(
        LAYOUTS / f"{facsimile.layout}.typ",
        root=LAYOUTS,
        font_paths=[_FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
    )
    if not isinstance(rendered, bytes):
        raise TypeError(f"typst gave {type(rendered).__name__}, not the bytes of a PDF")
    return rendered
