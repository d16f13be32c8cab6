"""How the untagged PDFs look, per layout: styles, column widths, front page, running headers and footers."""

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, HRFlowable, Spacer
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from facsimile.content import Facsimile, Heading
from facsimile.inline import words
from facsimile.tagged import MARGINS


@dataclass(frozen=True, slots=True)
class Look:
    """``columns`` are widths in points by a table's look. ``front`` gets the pages of the sections, none on the first
    pass; ``furniture`` the number of pages in all."""

    body: ParagraphStyle
    cell: ParagraphStyle
    section: ParagraphStyle
    subheadings: tuple[ParagraphStyle, ParagraphStyle]
    columns: dict[str, tuple[float, ...]]
    front: Callable[[Facsimile, dict[str, int]], list[Flowable]]
    furniture: Callable[[Facsimile, Canvas, int], None]


def _styles(size: float, band: Color, justified: bool) -> dict[str, ParagraphStyle]:
    body = ParagraphStyle("body", fontName="Helvetica", fontSize=size, leading=size * 1.22, spaceAfter=size * 0.8)
    body.alignment = 4 if justified else 0
    bold = ParagraphStyle("bold", parent=body, fontName="Helvetica-Bold", spaceBefore=size * 0.5, keepWithNext=1)
    return {
        "body": body,
        "cell": ParagraphStyle("cell", parent=body, spaceAfter=0, alignment=0),
        "bold": bold,
        "slanted": ParagraphStyle("slanted", parent=bold, fontName="Helvetica-BoldOblique"),
        "section": ParagraphStyle(
            "section", parent=bold, fontSize=size * 1.2, leading=size * 1.5, textColor=white, backColor=band,
            borderPadding=(2, 2, 3, 2), spaceBefore=size * 1.4, spaceAfter=size * 1.3,
        ),
    }  # fmt: skip


_NAVY, _TEAL = HexColor("#10007f"), HexColor("#00a0af")
_CIGNA = _styles(10, _NAVY, justified=False)
_MOLINA = _styles(9, _TEAL, justified=True)


def _cigna_front(facsimile: Facsimile, pages: dict[str, int]) -> list[Flowable]:
    body, bold = _CIGNA["body"], _CIGNA["bold"]
    title = ParagraphStyle("title", parent=bold, fontSize=17, leading=21)
    block = ParagraphStyle("block", parent=bold, leftIndent=300, spaceBefore=0, spaceAfter=1)
    sections = [words(item.runs) for item in facsimile.blocks if isinstance(item, Heading) and item.level == 1]
    entry = ParagraphStyle("entry", parent=body, spaceAfter=1)
    entries = [Text(f"{name} {'.' * (52 - len(name))} {pages.get(name, 0)}", entry) for name in sections]
    related = [Text(f'<u><font color="#0563c1">{name}</font></u>', entry) for name in facsimile.lines("related")]
    columns = [
        [Text("Table of Contents", _CIGNA["section"]), Text("Related Coverage Resources", _CIGNA["section"])],
        [entries, related],
    ]
    return [
        Text("Medical Coverage Policy", ParagraphStyle("kind", parent=block, fontSize=13, leading=18)),
        Text(f"Effective Date ..................... {facsimile.field('effective_date')}", block),
        Text(f"Next Review Date ................ {facsimile.field('next_review_date')}", block),
        Text(f"Coverage Policy Number ............... {facsimile.field('number')}", block),
        Spacer(0, 10),
        Text(facsimile.field("title"), title),
        Grid(columns, colWidths=(252, 252), hAlign="LEFT", style=[("VALIGN", (0, 0), (-1, -1), "TOP")]),
        Spacer(0, 10),
        HRFlowable(width="100%", thickness=1.6, color=_NAVY),
        Spacer(0, 8),
    ]


def _cigna_furniture(facsimile: Facsimile, canvas: Canvas, total: int) -> None:
    margin = MARGINS["cigna"]
    canvas.setFont("Helvetica", 9)
    canvas.drawString(margin["left"], 42, f"Page {canvas.getPageNumber()} of {total}")
    canvas.drawString(margin["left"], 31, f"Medical Coverage Policy: {facsimile.field('number')}")
    canvas.setFont("Helvetica", 6)
    canvas.drawRightString(letter[0] - margin["right"], 31, facsimile.field("disclosure"))


def _molina_furniture(facsimile: Facsimile, canvas: Canvas, total: int) -> None:
    margin = MARGINS["molina"]
    *names, approval, review = facsimile.lines("running")
    top = letter[1] - 30
    for size, lines in ((10, names), (6.5, [approval, review])):
        canvas.setFont("Helvetica-Bold", size)
        for line in lines:
            canvas.drawString(margin["left"], top, line)
            top -= size * 1.2
    canvas.setFillColor(_TEAL)
    for place in range(3):
        canvas.circle(letter[0] - margin["right"] - 40 + 16 * place, letter[1] - 42, 6, stroke=0, fill=1)
    canvas.setFillColor(black)
    canvas.setFont("Helvetica-Oblique", 6.5)
    canvas.drawString(margin["left"], 36, facsimile.field("disclosure"))
    canvas.drawRightString(letter[0] - margin["right"], 36, f"page {canvas.getPageNumber()} of {total}")


LOOKS = {
    "cigna": Look(
        body=_CIGNA["body"],
        cell=_CIGNA["cell"],
        section=_CIGNA["section"],
        subheadings=(_CIGNA["bold"], _CIGNA["bold"]),
        columns={"codes": (72, 432), "medicare": (40, 120, 200, 144), "revisions": (130, 260, 114)},
        front=_cigna_front,
        furniture=_cigna_furniture,
    ),
    "molina": Look(
        body=_MOLINA["body"],
        cell=_MOLINA["cell"],
        section=_MOLINA["section"],
        subheadings=(_MOLINA["bold"], _MOLINA["slanted"]),
        columns={"acronyms": (90, 260), "codes": (60, 468), "history": (70, 458)},
        front=lambda facsimile, pages: [],
        furniture=_molina_furniture,
    ),
}
