"""Tables that hold the policy itself: statements in their cells, or a service beside its criteria.

Payers also set prose in tables ("Service | Medical necessity"). Such a table is taken apart into the paragraphs of its
cells, so that statements are read from it as from running text.
"""

from collections.abc import Iterable, Iterator

from policyextract.document import Cell, Line, Table
from policyextract.paragraphs import Paragraph, paragraphs
from policyextract.predicates import sentences

_MIN_WORDS = 8
"""Words that a cell must have to hold a statement; "Not covered" in a column of a table is none."""


def unfold(pieces: Iterable[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """The pieces of a policy section, with tables of statements taken apart into paragraphs."""
    return tuple(each for piece in pieces for each in _unfolded(piece))


def _unfolded(piece: Paragraph | Table) -> Iterator[Paragraph | Table]:
    if isinstance(piece, Table) and holds_statements(piece):
        for cell in piece.cells():
            yield from paragraphs(_lines(cell))
    else:
        yield piece


def holds_statements(table: Table) -> bool:
    """Whether a cell of the table states a determination in a sentence of its own."""
    texts = (" ".join(cell.text.split()) for cell in table.cells())
    return any(
        sentence.predicate is not None and sentence.predicate.firm
        for text in texts
        if len(text.split()) >= _MIN_WORDS
        for sentence in sentences(text)
    )


def _lines(cell: Cell) -> Iterator[Line]:
    """The lines of a cell. Cells keep no indents, so the lines come without a box, as lines of a text do."""
    start = cell.start
    for at, text in enumerate(cell.text.split("\n")):
        if text.strip():
            bold = len(text) if cell.bold else 0
            yield Line(text, start, cell.page, cell.number, bold_until=bold, gap=at == 0)
        start += len(text) + 1
