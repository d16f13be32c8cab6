"""Tables put together again: a table that a page break cut is one table, its repeated row of headings dropped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policyextract.document import Cell, Table
from policyextract.paragraphs import Paragraph

Piece = Paragraph | Table
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class JoinedTable:
    """A table as its author wrote it: all its rows, and the tables of the document that it was put together from."""

    rows: tuple[Row, ...]
    parts: tuple[Table, ...]

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


def join_tables(pieces: Iterable[Piece]) -> list[Paragraph | JoinedTable]:
    """Join neighbouring tables of the same width where a page ends between them. Empty tables are left out."""
    joined: list[Paragraph | JoinedTable] = []
    for piece in pieces:
        if isinstance(piece, Paragraph):
            joined.append(piece)
            continue
        before = joined[-1] if joined else None
        if isinstance(before, JoinedTable) and goes_on(before, piece):
            rows = piece.rows[1:] if _same_words(before.rows[0], piece.rows[0]) else piece.rows
            joined[-1] = JoinedTable(before.rows + rows, (*before.parts, piece))
        elif piece.rows:
            joined.append(JoinedTable(piece.rows, (piece,)))
    return joined


def goes_on(before: JoinedTable, after: Table) -> bool:
    """Whether a table is the rest of the one before it."""
    if before.width != after.width or not after.rows:
        return False
    repeated = _same_words(before.rows[0], after.rows[0])
    last = before.rows[-1][0]
    if after.page is None or last.page is None:
        # A text has no pages: only a repeated row of headings, or none at all, tells that the table goes on.
        return repeated or not _looks_like_head(after.rows)
    return after.page == last.page + 1 and (repeated or not _looks_like_head(after.rows))


def _same_words(a: Row, b: Row) -> bool:
    return [cell.text for cell in a] == [cell.text for cell in b]


def _looks_like_head(rows: Sequence[Row]) -> bool:
    """Whether a table begins with a row of headings: in bold, or without figures above rows that have some."""
    first, rest = rows[0], rows[1:]
    filled = [cell for cell in first if cell.text.strip()]
    if not filled:
        return False
    if len(filled) > 1 and all(cell.bold for cell in filled) and not any(map(_figures, filled)):
        return True
    return not any(map(_figures, filled)) and any(_figures(cell) for row in rest for cell in row) and len(filled) > 1


def _figures(cell: Cell) -> bool:
    return any(character.isdigit() for character in cell.text)
