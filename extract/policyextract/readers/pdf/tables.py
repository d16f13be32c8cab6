"""Cells of a grid and the glyphs in them, made into a Table."""

from collections.abc import Sequence
from dataclasses import dataclass

from policyextract.document import Box, Cell, Table
from policyextract.readers.pdf.dated_rows import parted_by_dates
from policyextract.readers.pdf.grids import Grid, closed_grids, without_underlines
from policyextract.readers.pdf.open_grids import open_grids
from policyextract.readers.pdf.page import Glyph, PageContent, Rule, rounded
from policyextract.readers.pdf.rows import Row, find_rows
from policyextract.readers.pdf.spelling import row_text


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A cell's place and the lines in it; without a box where another cell reaches into its place."""

    box: Box | None
    lines: tuple[Row, ...]


FilledRow = tuple[FilledCell, ...]


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table's filled rows and its place on the page."""

    rows: tuple[FilledRow, ...]
    box: Box


def find_tables(content: PageContent, glyphs: Sequence[Glyph]) -> tuple[list[PlacedTable], list[Glyph]]:
    """The tables of a page, and the glyphs that are in none of them."""
    rules = without_underlines(content.rules, glyphs)
    closed, rest = _take(closed_grids(rules), glyphs)
    taken = [table.box for table in closed]
    free_rules = [rule for rule in rules if not any(_runs_inside(rule, box) for box in taken)]
    free_shades = [shade for shade in content.shades if not any(_overlap(shade, box) for box in taken)]
    opened, rest = _take(open_grids(free_rules, free_shades, rest), rest)
    return [*closed, *opened], rest


def _take(grids: Sequence[Grid], glyphs: Sequence[Glyph]) -> tuple[list[PlacedTable], list[Glyph]]:
    """Fill the grids one by one, and leave aside those that are no tables."""
    tables = []
    rest = list(glyphs)
    for grid in grids:
        around = grid.box
        inside = [glyph for glyph in rest if _holds(around, glyph)]
        rows, outside = fill(grid, inside)
        rows = parted_by_dates(rows)
        if is_table(rows):
            tables.append(PlacedTable(tuple(rows), around))
            gone = set(map(id, inside)) - set(map(id, outside))
            rest = [glyph for glyph in rest if id(glyph) not in gone]
    return tables, rest


def _holds(box: Box, glyph: Glyph) -> bool:
    x, y = glyph.middle
    left, top, right, bottom = box
    return top <= y < bottom and left <= x < right


def _runs_inside(rule: Rule, box: Box) -> bool:
    """Whether the rule's middle lies inside the box; rules on its border may belong to what comes next as well."""
    x, y = (rule.x0 + rule.x1) / 2, (rule.top + rule.bottom) / 2
    return box[0] - 2 < x < box[2] + 2 and box[1] + 2 < y < box[3] - 2


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def fill(grid: Grid, glyphs: Sequence[Glyph]) -> tuple[list[FilledRow], list[Glyph]]:
    """Put each glyph into the one cell that its middle lies in. Returns the rows, and the glyphs that lie in no cell.

    Rows and columns in which nothing is printed are left out.
    """
    contents: dict[Box, list[Glyph]] = {cell: [] for row in grid.rows for cell in row if cell is not None}
    outside: list[Glyph] = []
    home: Box | None = None
    for glyph in glyphs:
        if home is None or not _holds(home, glyph):  # most are in the same cell as the one before
            home = next((box for box in contents if _holds(box, glyph)), None)
        (outside if home is None else contents[home]).append(glyph)
    lines = {box: tuple(find_rows(inside)) for box, inside in contents.items()}
    rows = [tuple(FilledCell(box, lines[box] if box else ()) for box in row) for row in grid.rows]
    return _without_empty(rows), outside


def _without_empty(rows: list[FilledRow]) -> list[FilledRow]:
    rows = [row for row in rows if any(cell.lines for cell in row)]
    width = len(rows[0]) if rows else 0
    columns = [column for column in range(width) if any(row[column].lines for row in rows)]
    return [tuple(row[column] for column in columns) for row in rows]


def is_table(rows: Sequence[FilledRow]) -> bool:
    """Whether this is a table and not a frame around text: side by side in some row are two cells with text."""
    return any(sum(bool(cell.lines) for cell in row) >= 2 for row in rows)


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
    return Cell(text=text, start=0, page=page, number=number, box=cell.box and rounded(cell.box), bold=bold)
