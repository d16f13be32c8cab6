"""The blocks of a page in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass

from policyextract.document import Block, Box, Line
from policyextract.readers.pdf.grids import find_grids
from policyextract.readers.pdf.marks import put_right
from policyextract.readers.pdf.page import PageContent
from policyextract.readers.pdf.rows import Row, find_rows, row_text
from policyextract.readers.pdf.tables import FilledRow, fill, height_in_lines, is_table, make_table


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table's filled rows and its place."""

    rows: tuple[FilledRow, ...]
    box: Box


def lay_out_page(content: PageContent) -> list[Row | PlacedTable]:
    """The lines and tables of a page in reading order."""
    glyphs = put_right(content.glyphs)
    tables: list[PlacedTable] = []
    for grid in find_grids(content.rules, content.shades):
        inside = [glyph for glyph in glyphs if _within(glyph.middle, grid.box)]
        rows, outside = fill(grid, inside)
        if not is_table(rows):
            continue
        tables.append(PlacedTable(tuple(rows), grid.box))
        taken = set(map(id, inside)) - set(map(id, outside))
        glyphs = [glyph for glyph in glyphs if id(glyph) not in taken]
    return sorted([*find_rows(glyphs), *tables], key=lambda part: part.box[1])


def _within(point: tuple[float, float], box: Box) -> bool:
    return box[0] <= point[0] < box[2] and box[1] <= point[1] < box[3]


def make_blocks(parts: Sequence[Row | PlacedTable], page: int) -> list[Block]:
    """Number the parts of a page and spell them out."""
    blocks: list[Block] = []
    number = 1
    before: Row | PlacedTable | None = None
    for part in parts:
        if isinstance(part, Row):
            blocks.append(_line(part, page, number, _is_set_off(part, before)))
            number += 1
        else:
            blocks.append(make_table(part.rows, part.box, page, number))
            number += sum(height_in_lines(row) for row in part.rows)
        before = part
    return blocks


def _is_set_off(row: Row, before: Row | PlacedTable | None) -> bool:
    if not isinstance(before, Row):
        return True
    return row.baseline - before.baseline > 1.6 * row.size


def _line(row: Row, page: int, number: int, gap: bool) -> Line:
    spelled = row_text(row)
    return Line(
        text=spelled.text,
        start=0,
        page=page,
        number=number,
        indent=round(row.box[0], 1),
        box=row.box,
        size=row.size,
        bold_until=spelled.bold_until,
        gap=gap,
    )
