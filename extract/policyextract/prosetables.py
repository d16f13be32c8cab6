"""Tables that hold the policy itself: statements in their cells, or a service beside its criteria.

Payers also set prose in tables ("Service | Medical necessity"). Such a table is taken apart into the paragraphs of its
cells, so that statements are read from it as from running text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from policyextract.criteriatables import Columns, RowName, cell_lines, columns_of, rows_of
from policyextract.document import Cell, Table
from policyextract.lexicon.operators import stated_operator
from policyextract.paragraphs import Paragraph, paragraphs
from policyextract.predicates import sentences
from policyextract.tables import JoinedTable, goes_on

_APPROVAL = re.compile(r"(?:initial |renewal |re-?authorization )?(?:approval|authorization) criteria", re.IGNORECASE)
_HEAD_WORDS = 5
_MIN_WORDS = 8
"""Words that a cell must have to hold a statement; "Not covered" in a column of a table is none."""


def unfold(pieces: Iterable[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """The pieces of a policy section, with tables of statements and of criteria taken apart into paragraphs."""
    return tuple(_unfolded(pieces))


def _unfolded(pieces: Iterable[Paragraph | Table]) -> Iterator[Paragraph | Table]:
    columns: Columns | None = None
    before: Table | None = None
    for piece in _approvals(list(pieces)):
        if isinstance(piece, Table):
            columns = columns_of(piece) or (columns if before and _is_rest(before, piece) else None)
            before = piece
        if isinstance(piece, Table) and columns:
            yield from rows_of(piece, columns)
        else:
            yield from _parted(piece)


def _is_rest(before: Table, table: Table) -> bool:
    """Whether a table without heads goes on with the one before it: on the next page, or set off from its heads."""
    if len(before.rows) == 1 and before.width == table.width:
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


def _approvals(pieces: Sequence[Paragraph | Table]) -> Iterator[Paragraph | Table]:
    """The pieces, with tables that say what one product is approved for taken apart.

    Such a table names the product in its first row, and in its last, a cell over its whole width, the criteria. Where
    the page cuts that cell, its rest is no table: the text behind it on the next page.
    """
    rest: list[Paragraph] = []
    for at, piece in enumerate(pieces):
        found = _approval(piece) if isinstance(piece, Table) else None
        if found is None or not isinstance(piece, Table):
            if not any(each is piece for each in rest):
                yield piece
            continue
        head, criteria = found
        rest = list(_behind(piece, pieces[at + 1 :]))
        yield RowName(tuple(cell_lines(piece.rows[0][0])), (*criteria, *rest), head)
        yield from (*criteria, *rest)


def _behind(table: Table, pieces: Sequence[Paragraph | Table]) -> Iterator[Paragraph]:
    """The paragraphs right behind a table that stand on another page than it begins on."""
    for piece in pieces:
        if not isinstance(piece, Paragraph) or piece.first.page == table.page:
            return
        yield piece


def _approval(table: Table) -> tuple[str, tuple[Paragraph, ...]] | None:
    """The name of the criteria in the last row of a table and what they are; None where it holds none."""
    filled = [cell for cell in table.rows[-1] if cell.text.strip()] if len(table.rows) > 1 else []
    lines = list(cell_lines(filled[0])) if len(filled) == 1 else []
    head = lines[0].text.strip(" :") if lines else ""
    if not _APPROVAL.fullmatch(head):
        return None
    return head, tuple(each for each in paragraphs(lines[1:]) if isinstance(each, Paragraph))


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
