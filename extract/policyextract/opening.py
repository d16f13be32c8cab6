"""Where a document says what it is: the lines and table cells above its first real section, and its running headers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyextract.document import Cell, Document, Line, Table
from policyextract.lexicon.labels import labels_in, other_date_label
from policyextract.lexicon.mastheads import only_kind
from policyextract.lexicon.sections import SectionKind, section_kind
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph

_MOST_LINES = 200
_COVER_PAGES = 3
"""A cover, a form and a contents list may stand before the page that begins the policy."""
_MASTHEAD_PARAGRAPHS = 3
"""Behind so few paragraphs "Medical Policy" says what the document is, and heads no section."""
_BEFORE_POLICY = frozenset(
    {SectionKind.HEADER, SectionKind.CONTENTS, SectionKind.RELATED, SectionKind.BOILERPLATE, SectionKind.DESCRIPTION}
)
_ABOVE_SECTIONS = frozenset({SectionKind.HEADER, SectionKind.CONTENTS, SectionKind.RELATED})


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that may hold a label and its value.

    ``after`` is where the value stands if not on the line: the next line, or in a table the cell to the right or below.
    ``rest`` are the further lines of its paragraph, over which a long value may run on. ``running`` marks furniture.
    """

    line: Line
    after: Line | None = None
    rest: tuple[Line, ...] = ()
    running: bool = False


def header_entries(document: Document, sections: Sequence[Section], furniture: Sequence[Line]) -> tuple[Entry, ...]:
    """The entries of the first page, of further pages before the policy begins, and of the running headers.

    In a text they end where the policy begins. The table of a revision log is left out: its dates are those of older
    versions.
    """
    own = list(_own_entries(document, sections))
    running = [Entry(line, after, (), True) for line, after in zip(furniture, [*furniture[1:], None], strict=False)]
    return (*own[:_MOST_LINES], *running)


def _own_entries(document: Document, sections: Sequence[Section]) -> Iterator[Entry]:
    logs = {id(piece) for section in sections if section.kind is SectionKind.REVISIONS for piece in section.pieces}
    follows = _followers(sections)
    stop = _policy_begins(document, sections)
    for at, block in enumerate(document.blocks):
        start = block.start if isinstance(block, Line) else block.rows[0][0].start
        if start >= stop and block.page != 1:
            break
        if isinstance(block, Table):
            if id(block) not in logs:
                yield from _table_entries(block)
            continue
        after = document.blocks[at + 1] if at + 1 < len(document.blocks) else None
        yield Entry(block, after if isinstance(after, Line) else None, follows.get(id(block), ()))


def _policy_begins(document: Document, sections: Sequence[Section]) -> int:
    """Where the first section of the policy proper begins; 0 where a PDF has none within the pages of a cover."""
    heads = (section.heading for section in sections if section.heading and section.kind not in _BEFORE_POLICY)
    first = next(heads, None)
    if first is None:
        return 0 if document.pages else len(document.text)
    if document.pages and (first.first.page or 1) > _COVER_PAGES:
        return 0
    return first.start


def _followers(sections: Sequence[Section]) -> dict[int, tuple[Line, ...]]:
    """For each line of a paragraph the lines behind it."""
    found: dict[int, tuple[Line, ...]] = {}
    for section in sections:
        for piece in (section.heading, *section.pieces):
            if isinstance(piece, Paragraph):
                found.update({id(line): piece.lines[at + 1 :] for at, line in enumerate(piece.lines)})
    return found


def _table_entries(table: Table) -> Iterator[Entry]:
    for at, row in enumerate(table.rows):
        below = table.rows[at + 1] if at + 1 < len(table.rows) else None
        for column, cell in enumerate(row):
            if cell.text.strip():
                yield Entry(as_line(cell), _value_cell(row, column, below))


def _value_cell(row: Sequence[Cell], column: int, below: Sequence[Cell] | None) -> Line | None:
    """The cell to the right, or the one below where the right one is another label or there is none."""
    right = next((cell for cell in row[column + 1 :] if cell.text.strip()), None)
    if right is not None and not _is_label(right):
        return as_line(right)
    if below is not None and below[column].text.strip() and not _is_label(below[column]):
        return as_line(below[column])
    return None


def _is_label(cell: Cell) -> bool:
    """Whether a cell labels something, a known field or another date, so that it is no value."""
    return bool(labels_in(cell.text)) or other_date_label(" ".join(cell.text.split())) is not None


def as_line(cell: Cell) -> Line:
    """A cell as one line. Line breaks become blanks, so that places in the text stay what they are."""
    return Line(text=cell.text.replace("\n", " "), start=cell.start, page=cell.page, number=cell.number, box=cell.box)


def opening_paragraphs(sections: Sequence[Section]) -> tuple[Paragraph, ...]:
    """The paragraphs and headings of the first page above its first section, contents and related policies left out."""
    return tuple(_opening(sections))


def _opening(sections: Sequence[Section]) -> Iterator[Paragraph]:
    seen = 0
    for section in sections:
        if section.heading is not None:
            named = section_kind(section.title)
            masthead = seen <= _MASTHEAD_PARAGRAPHS and only_kind(section.title)
            if named and section.kind not in _ABOVE_SECTIONS and not masthead:
                return
            if (masthead or not named) and section.heading.first.page in (None, 1):
                seen += 1
                yield section.heading
        if section.kind in (SectionKind.CONTENTS, SectionKind.RELATED):
            continue
        for piece in section.pieces:
            if isinstance(piece, Paragraph) and piece.first.page in (None, 1):
                seen += 1
                yield piece
