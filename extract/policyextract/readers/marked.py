"""Paragraphs and tables as formats with markup give them, and the lines and tables of a Document they become.

HTML and DOCX say what is a paragraph, a list item, a heading and a cell. Their readers say it in these terms; what is
then done with blanks, superscripts, merged cells and tables that only lay out a page is the same for both.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from policyextract.document import Block, Cell, Line, Table
from policyextract.markers import split_marker
from policyextract.readers.raised import superscript
from policyextract.readers.symbols import shown

HANG = 2
"""Columns by which the further lines of a list item are set in under its marker."""
WIDEST = 60
"""Columns that a table may have. A cell that claims to span more is one that says "to the end"."""
_SYMBOLS = re.compile("[\uf000-\uf0ff]")
"""The private-use codes of symbol fonts, which outlive the font's name."""
_BLANKS = re.compile(r"\s+")
_NOT_SEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look. Newlines in it are line breaks that are shown; ``number`` is that of the line."""

    text: str
    number: int
    bold: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph, heading or list item.

    ``marker`` is what the format prints before the text ("1.", "a)"), ``bullet`` whether it prints a bullet instead;
    ``indent`` is the left edge in columns, of the marker where there is one. ``running`` marks a line of a page header
    or footer.
    """

    runs: tuple[Run, ...]
    indent: float = 0.0
    heading: int | None = None
    marker: str = ""
    bullet: bool = False
    running: bool = False


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """A cell and what stands in it, spanning ``columns`` and ``rows``. ``head`` marks a cell of headings."""

    parts: tuple["Part", ...]
    number: int
    columns: int = 1
    rows: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class MarkedTable:
    """Rows of cells as marked up. ``layout`` is true where the format says that it is no table of data."""

    rows: tuple[tuple[MarkedCell, ...], ...]
    layout: bool = False


Part = MarkedParagraph | MarkedTable
MarkedRow = tuple[MarkedCell, ...]


def blocks_of(parts: Iterable[Part]) -> Iterator[Block]:
    """The blocks that the parts make, in order. Paragraphs and tables without text are left out."""
    for part in parts:
        if isinstance(part, MarkedParagraph):
            yield from _lines(part)
        elif _lays_out(part):
            yield from _laid_out(part)
        else:
            yield from _table(part.rows)


def _lines(paragraph: MarkedParagraph) -> Iterator[Line]:
    """A line for each line that the author set. A blank line between two of them is a gap."""
    rows = _rows(paragraph.runs)
    if paragraph.heading:
        rows = [[replace(run, text=run.text.replace("\n", " ")) for run in paragraph.runs]]
    first, gap = True, True
    for row in rows:
        spelled = _spell(row)
        if not spelled.text:
            gap = True
            continue
        marker = f"{paragraph.marker} " if first and paragraph.marker else ""
        hang = HANG if not first and (paragraph.marker or paragraph.bullet) else 0
        text = marker + spelled.text
        yield Line(
            text=text,
            start=0,
            page=None,
            number=spelled.number,
            indent=paragraph.indent + hang,
            bold_until=len(marker) + spelled.bold_until if spelled.bold_until else 0,
            heading=paragraph.heading,
            gap=gap,
            bullet=_is_item(paragraph, text) if first else False,
            running=paragraph.running,
        )
        first, gap = False, False


def _is_item(paragraph: MarkedParagraph, text: str) -> bool:
    """Whether the mark of a list item has to be told: it is a bullet, or a number that does not look like a marker."""
    numbered = bool(paragraph.marker) and paragraph.heading is None and split_marker(text)[0] is None
    return paragraph.bullet or numbered


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs parted at the line breaks in them."""
    rows: list[list[Run]] = [[]]
    for run in runs:
        for at, text in enumerate(run.text.split("\n")):
            if at:
                rows.append([])
            rows[-1].append(replace(run, text=text))
    return rows


@dataclass(frozen=True, slots=True)
class _Spelled:
    text: str
    bold_until: int
    number: int


def _spell(runs: Sequence[Run]) -> _Spelled:
    """One line with single blanks and superscripts, how far it is bold from its beginning, and its number."""
    text = ""
    bold_until, all_bold = 0, True
    for run in runs:
        piece = _clean(run.text)
        if run.raised and (raised := piece.strip()):
            piece = piece.replace(raised, superscript(raised) or raised)
        if not text or text.endswith(" "):
            piece = piece.removeprefix(" ")
        text += piece
        all_bold = all_bold and (run.bold or not any(character.isalnum() for character in piece))
        if all_bold and run.bold:
            bold_until = len(text.rstrip())
    filled = next((run for run in runs if run.text.strip()), None)
    return _Spelled(text.rstrip(), bold_until, filled.number if filled else 0)


def _clean(text: str) -> str:
    """Text with single blanks, those at its ends kept, and without characters that show nothing."""
    text = _SYMBOLS.sub(lambda found: shown(found[0], "") or found[0], text)
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text).translate(_NOT_SEEN))


def _table(rows: Sequence[MarkedRow]) -> Iterator[Table]:
    """A table of data, its merged cells parted into the first, which holds the text, and empty ones."""
    grid = _without_empty([[_cell(cell) for cell in row] for row in _parted(rows)])
    if grid:
        yield Table(rows=tuple(map(tuple, grid)), page=None, number=grid[0][0].number)


def _parted(rows: Sequence[MarkedRow]) -> list[list[MarkedCell]]:
    """Rows of the same number of cells, none of them merged (as HTML, 4.9.12.1, "forming a table", places them)."""
    taken: dict[tuple[int, int], MarkedCell] = {}
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            for down in range(min(max(cell.rows, 1), len(rows) - at)):
                for across in range(min(max(cell.columns, 1), WIDEST)):
                    part = cell if not down and not across else replace(cell, parts=())
                    taken.setdefault((at + down, column + across), part)
    width = max((column + 1 for _, column in taken), default=0)
    numbers = [row[0].number if row else 0 for row in rows]
    return [
        [taken.get((at, column), MarkedCell((), numbers[at])) for column in range(width)] for at in range(len(rows))
    ]


def _without_empty(grid: list[list[Cell]]) -> list[list[Cell]]:
    """Without rows and columns in which nothing is printed: spacers, and what is left of merged columns."""
    grid = [row for row in grid if any(cell.text for cell in row)]
    columns = [at for at in range(len(grid[0]) if grid else 0) if any(row[at].text for row in grid)]
    return [[row[at] for at in columns] for row in grid]


def _cell(cell: MarkedCell) -> Cell:
    lines = list(_cell_lines(cell.parts))
    text = "\n".join(text for text, _ in lines)
    number = next((block.number for block in blocks_of(cell.parts)), cell.number)
    return Cell(text, 0, None, number, bold=bool(lines) and (cell.head or all(bold for _, bold in lines)))


def _cell_lines(parts: Iterable[Part]) -> Iterator[tuple[str, bool]]:
    """The lines in a cell, each with whether it is bold. Tables in the cell are read across, row by row."""
    for block in blocks_of(parts):
        if isinstance(block, Line):
            yield f"• {block.text}" if block.bullet else block.text, block.bold
            continue
        for row in block.rows:
            filled = [cell for cell in row if cell.text]
            yield " | ".join(cell.text.replace("\n", " ") for cell in filled), all(cell.bold for cell in filled)


def _lays_out(table: MarkedTable) -> bool:
    """Whether a table only puts things in their places on the page, and is no table of data.

    So it is where nothing stands side by side, where headings or further tables stand in its cells, or where its one
    row sets prose beside prose; a table with cells of headings of its own is one of data.
    """
    if table.layout or all(sum(map(_filled, row)) <= 1 for row in table.rows):
        return True
    if any(cell.head for row in table.rows for cell in row):
        return False
    return any(_structured(cell) for row in table.rows for cell in row) or (
        len(table.rows) == 1 and any(len(cell.parts) > 1 for cell in table.rows[0])
    )


def _filled(cell: MarkedCell) -> bool:
    return any(isinstance(part, MarkedTable) or any(run.text.strip() for run in part.runs) for part in cell.parts)


def _structured(cell: MarkedCell) -> bool:
    return any(isinstance(part, MarkedTable) or part.heading for part in cell.parts)


def _laid_out(table: MarkedTable) -> Iterator[Block]:
    """What stands in a table that lays out the page, cell after cell; rows of labels and values stay a table."""
    for across, rows in groupby(table.rows, key=_reads_across):
        if across:
            yield from _table(list(rows))
        else:
            yield from (block for row in rows for cell in row for block in blocks_of(cell.parts))


def _reads_across(row: MarkedRow) -> bool:
    filled = [cell for cell in row if _filled(cell)]
    return len(filled) > 1 and all(len(cell.parts) == 1 and not _structured(cell) for cell in filled)
