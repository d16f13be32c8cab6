"""Cells of a grid and the glyphs in them, made into a Table."""

from collections.abc import Sequence
from dataclasses import dataclass

from policyextract.document import Box, Cell, Table
from policyextract.readers.pdf.grids import Grid
from policyextract.readers.pdf.page import Glyph
from policyextract.readers.pdf.rows import Row, find_rows, row_text


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A cell's place and the lines in it; without a box where another cell reaches into its place."""

    box: Box | None
    lines: tuple[Row, ...]


FilledRow = tuple[FilledCell, ...]


def fill(grid: Grid, glyphs: Sequence[Glyph]) -> tuple[list[FilledRow], list[Glyph]]:
    """Put each glyph into the one cell that its middle lies in. Returns the rows, and the glyphs that lie in no cell.

    Rows and columns in which nothing is printed are left out.
    """
    contents: dict[Box, list[Glyph]] = {cell: [] for row in grid.rows for cell in row if cell is not None}
    outside: list[Glyph] = []
    for glyph in glyphs:
        home = _cell_at(glyph.middle, contents)
        (outside if home is None else contents[home]).append(glyph)
    lines = {box: tuple(find_rows(inside)) for box, inside in contents.items()}
    rows = [tuple(FilledCell(box, lines[box] if box else ()) for box in row) for row in grid.rows]
    return _without_empty(rows), outside


def _cell_at(point: tuple[float, float], cells: dict[Box, list[Glyph]]) -> Box | None:
    x, y = point
    return next((box for box in cells if box[0] <= x < box[2] and box[1] <= y < box[3]), None)


def _without_empty(rows: list[FilledRow]) -> list[FilledRow]:
    rows = [row for row in rows if any(cell.lines for cell in row)]
    width = len(rows[0]) if rows else 0
    columns = [column for column in range(width) if any(row[column].lines for row in rows)]
    return [tuple(row[column] for column in columns) for row in rows]


def is_table(rows: Sequence[FilledRow]) -> bool:
    """Whether this is a table and not a frame around text: it has two columns with something in them."""
    return bool(rows) and len(rows[0]) >= 2


def make_table(rows: Sequence[FilledRow], box: Box, page: int, number: int) -> Table:
    """The table as data. ``number`` is the line on the page that its first row stands on."""
    made = []
    at = number
    for row in rows:
        made.append(tuple(_cell(cell, page, at) for cell in row))
        at += height_in_lines(row)
    return Table(rows=tuple(made), page=page, number=number, box=box)


def height_in_lines(row: FilledRow) -> int:
    return max(len(cell.lines) for cell in row)


def _cell(cell: FilledCell, page: int, number: int) -> Cell:
    texts = [row_text(line) for line in cell.lines]
    text = "\n".join(line.text for line in texts)
    bold = bool(texts) and all(line.bold_until >= len(line.text.rstrip(" :.*†")) for line in texts)
    return Cell(text=text, start=0, page=page, number=number, box=cell.box, bold=bold)
