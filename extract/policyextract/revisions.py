"""Revision logs: tables with columns of dates, lines that begin with a date, lists of dates under a label."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyextract.document import Cell, Provenance
from policyextract.lexicon.revisionlogs import DATES_HEADING, HEADER_DATE, LOG_HEADING, STATED
from policyextract.lexicon.sections import SectionKind, section_kind
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.records import Revision
from policyextract.revisionlines import (
    LogLine,
    begins_entry,
    log_lines,
    only_header_dates,
    revisions_by_who_decided,
    revisions_of_lines,
)
from policyextract.revisiontables import LogLayout, log_layout, revisions_of_table
from policyextract.tables import JoinedTable, join_tables

_HEADING_WORDS = 9
_STATES = 2
"""States of a version that head a list of who decided."""


@dataclass(frozen=True)
class Found:
    """The entries of a document's log, and the ``id`` of every paragraph and table that gave one."""

    revisions: tuple[Revision, ...]
    used: frozenset[int]


@dataclass(frozen=True)
class _Part:
    """A stretch of the document, read together: the pieces of a section, and of those that go on with its log."""

    of_log: bool
    pieces: tuple[Paragraph | JoinedTable, ...]


def find_revisions(sections: Iterable[Section]) -> Found:
    """Read the revision log: from the sections headed as one, and from any table whose heads are a log's."""
    revisions: list[Revision] = []
    used: set[int] = set()
    for part in _parts(sections):
        tables = _tables(part)
        for table, layout in tables:
            revisions.extend(revisions_of_table(table, layout))
            used.update(id(piece) for piece in table.parts)
        if tables:
            continue
        found = _listed(part) or (_of_log(part) if part.of_log else ())
        if found:
            revisions.extend(found)
            used.update(id(piece) for piece in part.pieces if isinstance(piece, Paragraph))
    return Found(tuple(revisions), frozenset(used))


def _listed(part: _Part) -> Sequence[Revision]:
    """The entries of a list of who decided what, which tells itself wherever it stands."""
    texts = [piece for piece in part.pieces if isinstance(piece, Paragraph)]
    if sum(bool(STATED.compiled.match(piece.text)) for piece in texts) < _STATES:
        return ()
    return revisions_by_who_decided(list(log_lines(texts)))


def _of_log(part: _Part) -> Sequence[Revision]:
    found = _without_header_dates(list(revisions_of_lines(_lines(part.pieces))))
    return () if only_header_dates(found) else found


def _without_header_dates(found: Sequence[Revision]) -> list[Revision]:
    """The entries of a log without dates of the header that are printed again above them."""
    entries = [
        each for each in found if not HEADER_DATE.compiled.search(each.kind or "") or each.summary != (each.kind,)
    ]
    return entries if any(each.summary for each in entries) else list(found)


def _parts(sections: Iterable[Section]) -> Iterator[_Part]:
    pending: _Part | None = None
    for section in sections:
        pieces = tuple(join_tables(section.pieces))
        if pending and pending.of_log and section.heading and _goes_on(section.heading, pieces):
            pending = _Part(True, (*pending.pieces, section.heading, *pieces))
            continue
        if pending:
            yield pending
        pending = _Part(_is_log(section), pieces)
    if pending:
        yield pending


def _is_log(section: Section) -> bool:
    """Whether a section is a log: the nearest heading that is known for one says so, and not for a date alone."""
    title = section.title
    if section.kind is SectionKind.REVISIONS:
        named = next((name for name in reversed(section.path) if section_kind(name) is SectionKind.REVISIONS), title)
        return not DATES_HEADING.compiled.search(named)
    return bool(LOG_HEADING.compiled.search(title)) and len(title.split()) <= _HEADING_WORDS


def _goes_on(heading: Paragraph, pieces: Sequence[Paragraph | JoinedTable]) -> bool:
    """Whether a section goes on with the log before it: its heading, in plain type, is a word of an entry."""
    set_apart = heading.bold or heading.first.heading is not None or heading.text.isupper()
    first = pieces[0] if pieces else None
    return not set_apart and isinstance(first, Paragraph) and begins_entry(first.first.text)


def _tables(part: _Part) -> list[tuple[JoinedTable, LogLayout]]:
    """The tables that are logs; where one of them is headed as the summary of changes, only those."""
    found = [
        (piece, layout)
        for piece in part.pieces
        if isinstance(piece, JoinedTable) and (layout := log_layout(piece, of_log=part.of_log))
    ]
    described = [(table, layout) for table, layout in found if layout.described]
    return described or found


def _lines(pieces: Sequence[Paragraph | JoinedTable]) -> list[LogLine]:
    """The lines of a log, and those in the cells of a table that has no column of dates."""
    lines: list[LogLine] = []
    for piece in pieces:
        if isinstance(piece, Paragraph):
            lines.extend(log_lines([piece]))
        else:
            lines.extend(line for row in piece.rows for cell in row for line in _cell_lines(cell))
    return lines


def _cell_lines(cell: Cell) -> Iterator[LogLine]:
    place = Provenance(cell.page, cell.number, (cell.start, cell.end), cell.box)
    return (LogLine(text, place) for text in cell.text.split("\n") if text.strip())
