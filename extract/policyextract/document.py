"""What every reader makes of a file: a Document of lines and tables in reading order.

A Document is the common ground of all formats. Its ``text`` is free of markup; every line and every table cell knows
the span of that text it stands for, its page, its line and, in a PDF, its box. What is extracted later keeps the span,
so that ``document.text[start:end]`` reproduces what was read (line breaks stand where the text has blanks).

Pages and lines count from 1. A line's number counts on its page; in a file without pages it counts in the file. Boxes
are (left, top, right, bottom) in points from the top left corner of the page. Superscripts are kept as Unicode
superscript characters, whatever the format wrote them as.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

Span = tuple[int, int]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value was read: page and line from 1, half-open span of ``Document.text``, box on the page."""

    page: int | None
    line: int
    span: Span
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of running text, without markup and with single blanks.

    ``indent`` is the left edge: points in a PDF, columns in a text file. ``heading`` is the level (from 1) where the
    format itself says that the line is a heading, else None. ``gap`` is true where white space above sets the line off
    from the one before. ``bold_until`` counts the leading characters that are set in bold, so that a bold run-in is
    seen. ``bullet`` is true where the format, not the text, marks the line as a list item, ``running`` where it says
    that the line is a running header or footer.
    """

    text: str
    start: int
    page: int | None
    number: int
    indent: float = 0.0
    box: Box | None = None
    size: float | None = None
    bold_until: int = 0
    heading: int | None = None
    gap: bool = False
    bullet: bool = False
    running: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def bold(self) -> bool:
        """Whether the whole line is set in bold."""
        return bool(self.text) and self.bold_until >= len(self.text.rstrip(" :.*†"))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. Line breaks inside the cell stand in its text as newlines."""

    text: str
    start: int
    page: int | None
    number: int
    box: Box | None = None
    bold: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def provenance(self) -> Provenance:
        """Where the whole cell stands."""
        return Provenance(self.page, self.number, (self.start, self.end), self.box)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells in reading order. Every row has the same number of cells; an empty cell has an empty text."""

    rows: tuple[tuple[Cell, ...], ...]
    page: int | None
    number: int
    box: Box | None = None

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def cells(self) -> Iterator[Cell]:
        for row in self.rows:
            yield from row


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size in points, and whether its words came from optical character recognition."""

    number: int
    width: float
    height: float
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its blocks in reading order, and what could not be read (``problems``, with the page).

    ``engine`` names the library that opened the file, where there is a choice of them.
    """

    name: str
    sha256: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    problems: tuple[tuple[int | None, str], ...] = ()
    engine: str | None = None

    def lines(self) -> Iterator[Line]:
        """The lines of running text, tables left out."""
        return (block for block in self.blocks if isinstance(block, Line))

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks if isinstance(block, Table))

    def recognised(self) -> frozenset[int]:
        """The numbers of the pages whose words came from optical character recognition."""
        return frozenset(page.number for page in self.pages if page.ocr)


def lay_out(blocks: Iterable[Block]) -> tuple[str, tuple[Block, ...]]:
    """Put blocks one after the other into one text, and give each line and cell its place in it.

    Lines are separated by newlines, the cells of a row by tabs. The ``start`` that a block came with is not looked at,
    so readers make blocks with ``start=0``, and whoever takes blocks out or moves them lays out the rest anew.
    """
    parts: list[str] = []
    placed: list[Block] = []
    offset = 0

    def put(text: str, separator: str) -> int:
        nonlocal offset
        start = offset
        parts.extend((text, separator))
        offset += len(text) + len(separator)
        return start

    for block in blocks:
        if isinstance(block, Line):
            placed.append(replace(block, start=put(block.text, "\n")))
            continue
        rows = tuple(
            tuple(replace(cell, start=put(cell.text, "\n" if cell is row[-1] else "\t")) for cell in row)
            for row in block.rows
        )
        placed.append(replace(block, rows=rows))
    return "".join(parts), tuple(placed)
