"""Short documents in markdown (headings, paragraphs, lists, tables) rendered as other formats, for tests."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from xml.sax.saxutils import escape

import docx
from markdown_it import MarkdownIt
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

_ROW, _RULE = re.compile(r"^\|.*\|$"), re.compile(r"^[|\s:-]+$")
_GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])


def as_html(source: str) -> bytes:
    """A web page."""
    body = MarkdownIt("commonmark", {"breaks": True}).enable("table").render(source)
    return f"<!doctype html><html><head><title>page</title></head><body>{body}</body></html>".encode()


def as_docx(source: str) -> bytes:
    """A Word document with headings and tables of its own."""
    written = docx.Document()
    for block in _blocks(source):
        if isinstance(block, str):
            level = len(block) - len(block.lstrip("#"))
            text = block.lstrip("# ")
            written.add_heading(text, level) if level else written.add_paragraph(text)
            continue
        table = written.add_table(len(block), len(block[0]))
        for at, row in enumerate(block):
            for cell, text in zip(table.rows[at].cells, row, strict=False):
                cell.text = text
    file = BytesIO()
    written.save(file)
    return file.getvalue()


def as_pdf(source: str) -> bytes:
    """A PDF with headings in large type and ruled tables."""
    styles, file = getSampleStyleSheet(), BytesIO()
    story: list[Flowable] = []
    for block in _blocks(source):
        if isinstance(block, str):
            level = len(block) - len(block.lstrip("#"))
            story.append(Paragraph(escape(block.lstrip("# ")), styles[f"Heading{level}" if level else "BodyText"]))
        else:
            cells = [[Paragraph(escape(text), styles["BodyText"]) for text in row] for row in block]
            story.append(Table(cells, style=_GRID))
        story.append(Spacer(1, 3))
    SimpleDocTemplate(file, invariant=1).build(story)
    return file.getvalue()


FORMATS: dict[str, Callable[[str], bytes]] = {
    "md": str.encode,
    "html": as_html,
    "docx": as_docx,
    "pdf": as_pdf,
}


def _blocks(source: str) -> Iterator[str | list[list[str]]]:
    """The lines that are not blank, and the tables as rows of cells of one width."""
    rows: list[list[str]] = []
    for line in [*source.splitlines(), ""]:
        if _ROW.match(line):
            if not _RULE.match(line):
                rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            width = max(map(len, rows))
            yield [row + [""] * (width - len(row)) for row in rows]
            rows = []
        if line.strip():
            yield line.strip()
