"""Untagged PDFs, set by ReportLab with the standard fonts: the content of the tagged ones, without their structure.

Pages are not compressed, since the compressor differs between machines and the bytes must not.
"""

from collections.abc import Iterator
from html import escape
from io import BytesIO

from reportlab.lib.colors import black, blue, lightgrey
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from facsimile.content import Block, Facsimile, Heading, Listing, Paragraph, Table
from facsimile.inline import Run, Runs, words
from facsimile.tagged import MARGINS
from facsimile.untagged_looks import LOOKS, Look

_INDENT = 18.0


class Section(Text):  # type: ignore[misc]  # reportlab brings no types
    """The heading of a section; its page goes into the contents."""

    title: str = ""


class _Setting(BaseDocTemplate):  # type: ignore[misc]
    """One pass of setting: notes the page of each section."""

    def __init__(self, facsimile: Facsimile, look: Look, out: BytesIO, total: int) -> None:
        margin = MARGINS[facsimile.layout]
        width, height = letter
        super().__init__(out, pagesize=letter, invariant=1, pageCompression=0)
        self.title, self.author, self.subject = facsimile.name, "policydiff", facsimile.field("disclosure")
        self.section_pages: dict[str, int] = {}
        frame = Frame(
            margin["left"],
            margin["bottom"],
            width - margin["left"] - margin["right"],
            height - margin["top"] - margin["bottom"],
            *(0, 0, 0, 0),
        )

        def furniture(canvas: Canvas, _: BaseDocTemplate) -> None:
            look.furniture(facsimile, canvas, total)

        self.addPageTemplates(PageTemplate(frames=[frame], onPage=furniture))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  # reportlab calls it so
        if isinstance(flowable, Section):
            self.section_pages[flowable.title] = self.page


def render(facsimile: Facsimile) -> bytes:
    """The facsimile as an untagged PDF, the same bytes each time.

    It is set twice, for the contents and the footers name pages that only the first pass knows. Raises KeyError for a
    layout without an untagged look, ValueError for a character that the standard fonts lack.
    """
    look = LOOKS[facsimile.layout]
    pages: dict[str, int] = {}
    total = 0
    out = BytesIO()
    for _ in range(2):
        out = BytesIO()
        setting = _Setting(facsimile, look, out, total)
        flowables = [*look.front(facsimile, pages)]
        for block in facsimile.blocks:
            flowables += _flowables(block, look)
        setting.build(flowables)
        pages, total = setting.section_pages, setting.page
    return out.getvalue()


def _flowables(block: Block, look: Look, depth: int = 0) -> Iterator[Flowable]:
    if isinstance(block, Heading):
        yield _heading(block, look)
    elif isinstance(block, Paragraph):
        style = ParagraphStyle("indented", parent=look.body, leftIndent=depth * _INDENT)
        yield Text(_markup(block.runs), style)
    elif isinstance(block, Listing):
        yield from _list(block, look, depth)
    else:
        yield _table(block, look)
        yield Spacer(0, look.body.spaceAfter)


def _heading(block: Heading, look: Look) -> Flowable:
    if block.level > 1:
        return Text(_markup(block.runs), look.subheadings[block.level - 2])
    section = Section(_markup(block.runs), look.section)
    section.title = words(block.runs)
    return section


def _list(block: Listing, look: Look, depth: int) -> Iterator[Flowable]:
    left = (depth + 1) * _INDENT + 8
    style = ParagraphStyle("item", parent=look.body, leftIndent=left, bulletIndent=left - 14, spaceAfter=2)
    for item in block.items:
        yield Text(_markup(item.runs), style, bulletText=item.label)
        for inner in item.body:
            yield from _flowables(inner, look, depth + 1)
    if depth == 0:
        yield Spacer(0, look.body.spaceAfter)


def _table(block: Table, look: Look) -> Flowable:
    head = [[Text(f"<b>{_markup(cell)}</b>", look.cell) for cell in block.header]] if block.header else []
    rows = [[_cell(cell, look) for cell in row] for row in block.rows]
    rules: list[tuple[object, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    if block.header:
        rules += [("GRID", (0, 0), (-1, -1), 0.6, black), ("BACKGROUND", (0, 0), (-1, 0), lightgrey)]
    return Grid([*head, *rows], colWidths=look.columns[block.look], style=rules, hAlign="LEFT")


def _cell(cell: Paragraph | Listing, look: Look) -> Flowable | list[Flowable]:
    if isinstance(cell, Paragraph):
        return Text(_markup(cell.runs), look.cell)
    style = ParagraphStyle("cell item", parent=look.cell, leftIndent=14, bulletIndent=4)
    return [Text(_markup(item.runs), style, bulletText=item.label) for item in cell.items]


def _markup(runs: Runs) -> str:
    return "".join(_marked(run) for run in runs)


def _marked(run: Run) -> str:
    run.text.encode("cp1252")  # the standard fonts have these characters and no others
    text = escape(run.text, quote=False)
    for on, tag in ((run.bold, "b"), (run.italic, "i"), (run.underlined or run.linked, "u"), (run.raised, "super")):
        text = f"<{tag}>{text}</{tag}>" if on else text
    return f'<font color="{blue.hexval()}">{text}</font>' if run.linked else text
