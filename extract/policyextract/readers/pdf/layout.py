"""The blocks of a page in reading order."""

from collections.abc import Iterator, Sequence

from policyextract.document import Line
from policyextract.readers.pdf.bullets import drawn_bullets
from policyextract.readers.pdf.columns import in_reading_order
from policyextract.readers.pdf.marks import put_right
from policyextract.readers.pdf.page import PageContent
from policyextract.readers.pdf.rows import Row, find_rows
from policyextract.readers.pdf.spacing import PlacedBlock
from policyextract.readers.pdf.spelling import row_text
from policyextract.readers.pdf.tables import PlacedTable, find_tables, height_in_lines, make_table


def lay_out_page(content: PageContent) -> list[Row | PlacedTable]:
    """The lines and tables of a page in reading order."""
    glyphs = put_right(content.glyphs)
    glyphs += drawn_bullets(content.marks, glyphs)
    tables, rest = find_tables(content, glyphs)
    return list(_ordered(find_rows(rest), tables))


def _ordered(rows: Sequence[Row], tables: Sequence[PlacedTable]) -> Iterator[Row | PlacedTable]:
    """Rows and tables by their tops; between the tables, blocks side by side one after the other."""
    pending: list[Row] = []
    parts: list[Row | PlacedTable] = [*rows, *tables]
    for part in sorted(parts, key=lambda part: part.box[1]):
        if isinstance(part, Row):
            pending.append(part)
        else:
            yield from in_reading_order(pending)
            yield part
            pending = []
    yield from in_reading_order(pending)


def make_blocks(parts: Sequence[Row | PlacedTable], page: int) -> list[PlacedBlock]:
    """Number the parts of a page and spell them out."""
    placed: list[PlacedBlock] = []
    number = 1
    for part in parts:
        if isinstance(part, Row):
            placed.append(PlacedBlock(_line(part, page, number), part.baseline))
            number += 1
        else:
            placed.append(PlacedBlock(make_table(part.rows, part.box, page, number)))
            number += sum(height_in_lines(row) for row in part.rows)
    return placed


def _line(row: Row, page: int, number: int) -> Line:
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
    )
