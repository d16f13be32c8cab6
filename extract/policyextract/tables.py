"""Tables put together again: a table that a page break cut is one table, its repeated row of headings dropped."""

from collections.abc import Iterable

from policyextract.document import Table
from policyextract.paragraphs import Paragraph

Piece = Paragraph | Table


def join_tables(pieces: Iterable[Piece]) -> list[Piece]:
    """Join neighbouring tables of the same width where a page ends between them."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if isinstance(piece, Table) and isinstance(before, Table) and _goes_on(before, piece):
            rows = piece.rows[1:] if _same_words(before.rows[0], piece.rows[0]) else piece.rows
            joined[-1] = Table(before.rows + rows, before.page, before.number, before.box)
        else:
            joined.append(piece)
    return joined


def _goes_on(before: Table, after: Table) -> bool:
    if before.width != after.width or not before.rows or not after.rows:
        return False
    last = before.rows[-1][0]
    if after.page is None or last.page is None:
        # A text has no pages: only a repeated row of headings, or none at all, tells that the table goes on.
        return _same_words(before.rows[0], after.rows[0]) or not _looks_like_head(after)
    return after.page == last.page + 1 and (_same_words(before.rows[0], after.rows[0]) or not _looks_like_head(after))


def _same_words(a: tuple[object, ...], b: tuple[object, ...]) -> bool:
    return [getattr(cell, "text", "") for cell in a] == [getattr(cell, "text", "") for cell in b]


def _looks_like_head(table: Table) -> bool:
    first = table.rows[0]
    if all(cell.bold or not cell.text for cell in first):
        return True
    return not any(any(c.isdigit() for c in cell.text) for cell in first) and any(
        any(c.isdigit() for c in cell.text) for row in table.rows[1:] for cell in row
    )
