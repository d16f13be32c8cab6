"""Tables that hold the policy itself: statements in their cells, or a service beside its criteria.

Payers also set prose in tables ("Service | Medical necessity"). Such a table is taken apart into the paragraphs of its
cells, so that statements are read from it as from running text.
"""

from collections.abc import Iterable, Iterator

from policyextract.criteriatables import Columns, cell_lines, columns_of, rows_of
from policyextract.document import Cell, Table
from policyextract.lexicon.operators import stated_operator
from policyextract.paragraphs import Paragraph, paragraphs
from policyextract.predicates import sentences
from policyextract.tables import JoinedTable, goes_on

_HEAD_WORDS = 5
_MIN_WORDS = 8
"""Words that a cell must have to hold a statement; "Not covered" in a column of a table is none."""


def unfold(pieces: Iterable[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """The pieces of a policy section, with tables of statements and of criteria taken apart into paragraphs."""
    return tuple(_unfolded(pieces))


def _unfolded(pieces: Iterable[Paragraph | Table]) -> Iterator[Paragraph | Table]:
    columns: Columns | None = None
    before: Table | None = None
    for piece in pieces:
        if isinstance(piece, Table):
            columns = columns_of(piece) or (columns if before and _is_rest(before, piece) else None)
            before = piece
        if isinstance(piece, Table) and columns:
            yield from rows_of(piece, columns)
        else:
            yield from _parted(piece)


def _is_rest(before: Table, table: Table) -> bool:
    """Whether a table without heads goes on with the one before it: on the next page, or set off from its heads."""
    if len(before.rows) == 1 and len(before.rows[0]) == len(table.rows[0]):
        return True
    return table.page is not None and goes_on(JoinedTable(before.rows, (before,)), table)


def _parted(piece: Paragraph | Table) -> Iterator[Paragraph | Table]:
    if isinstance(piece, Table) and holds_statements(piece):
        for at, row in enumerate(piece.rows):
            if not _heads_columns(row, first=at == 0):
                for cell in row:
                    yield from paragraphs(cell_lines(cell))
    else:
        yield piece


def _heads_columns(row: tuple[Cell, ...], *, first: bool) -> bool:
    """Whether a row, the first or one in bold, only heads columns ("Service | Investigational")."""
    filled = [cell for cell in row if cell.text.strip()]
    short = all(len(cell.text.split()) <= _HEAD_WORDS and not cell.text.rstrip().endswith(".") for cell in filled)
    return len(filled) > 1 and short and (first or all(cell.bold for cell in filled))


def _sets_versions_beside(table: Table) -> bool:
    """Whether a table sets the text of this version beside that of the one before."""
    heads = [" ".join(cell.text.casefold().split()) for row in table.rows[:2] for cell in row]
    return any(head.startswith("before") for head in heads) and any(head.startswith("after") for head in heads)


def holds_statements(table: Table) -> bool:
    """Whether a cell of the table states a determination in a sentence of its own.

    Wordings that have other uses do so where they introduce criteria ("will be approved when ALL of the following").
    """
    if _sets_versions_beside(table):
        return False
    texts = (" ".join(cell.text.split()) for cell in table.cells())
    return any(
        sentence.predicate is not None and (sentence.predicate.firm or stated_operator(sentence.text) is not None)
        for text in texts
        if len(text.split()) >= _MIN_WORDS
        for sentence in sentences(text)
    )
