"""Tables put together again: a table that a page break cut is one table, its repeated row of headings dropped."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from policyextract.document import Cell, Table
from policyextract.paragraphs import Paragraph

Piece = Paragraph | Table
Row = tuple[Cell, ...]

_SAME_EDGE = 2.0
"""Points within which two columns begin at the same place."""


@dataclass(frozen=True)
class JoinedTable:
    """A table as its author wrote it: all its rows, and the tables of the document that it was put together from."""

    rows: tuple[Row, ...]
    parts: tuple[Table, ...]

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


def join_tables(pieces: Iterable[Piece]) -> list[Paragraph | JoinedTable]:
    """Join neighbouring tables of the same columns where a page ends between them. Empty tables are left out."""
    joined: list[Paragraph | JoinedTable] = []
    for piece in pieces:
        if isinstance(piece, Paragraph):
            joined.append(piece)
            continue
        before = joined[-1] if joined else None
        wide = _with_empty_columns(before, piece) if isinstance(before, JoinedTable) else piece
        if isinstance(before, JoinedTable) and goes_on(before, wide):
            rows = wide.rows[1:] if _same_words(before.rows[0], wide.rows[0]) else wide.rows
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


def _with_empty_columns(before: JoinedTable, table: Table) -> Table:
    """A table on the next page with those columns of the one before in which that page prints nothing.

    A reader leaves empty columns out; that they are there is seen from where the others begin.
    """
    last = before.parts[-1]
    if not 1 < table.width < before.width or not (last.box and table.box):
        return table
    edges = zip(last.box[::2], table.box[::2], strict=True)
    if any(abs(one - other) > _SAME_EDGE for one, other in edges):
        return table
    starts = [_start(before.rows, at) for at in range(before.width)]
    places = [_nearest(_start(table.rows, at), starts) for at in range(table.width)]
    if None in places or len(set(places)) < table.width:
        return table
    return replace(table, rows=tuple(_spread(row, places, before.width) for row in table.rows))


def _start(rows: Sequence[Row], column: int) -> float | None:
    """Where a column begins on the page."""
    lefts = Counter(box[0] for row in rows if (box := row[column].box) is not None)
    return lefts.most_common(1)[0][0] if lefts else None


def _nearest(start: float | None, starts: Sequence[float | None]) -> int | None:
    if start is None:
        return None
    return next((at for at, each in enumerate(starts) if each is not None and abs(each - start) <= _SAME_EDGE), None)


def _spread(row: Row, places: Sequence[int | None], width: int) -> Row:
    empty = replace(row[-1], text="", start=row[-1].end, box=None)
    cells = dict(zip(places, row, strict=True))
    return tuple(cells.get(at, empty) for at in range(width))


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
