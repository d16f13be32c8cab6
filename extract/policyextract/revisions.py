"""Revision logs: tables with one or two columns of dates, lists of bullets in a cell, plain rows, and ranges of dates."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyextract.dates import FoundDate, bare_year, find_dates, only_dates
from policyextract.document import Cell, Provenance, Table
from policyextract.lexicon.claims import claims_of
from policyextract.lexicon.sections import SectionKind, section_kind
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.records import Revision
from policyextract.tables import join_tables

_APPROVAL = re.compile(r"\bapprov", re.IGNORECASE)
_REVISION_DATE = re.compile(r"\bdates?\b|\beffective\b|\brevised\b|\breviewed\b|^approval\b", re.IGNORECASE)
_KIND = re.compile(r"\btype\b|\bstatus\b|\breview type\b", re.IGNORECASE)
_SUMMARY = re.compile(
    r"\bsummary\b|\baction\b|\bchanges?\b|\bdescription\b|\breviews?, revisions\b|\brevision(?:s)?\b|\bcomments?\b|\bdetails?\b|\bhistory\b|\breason\b|\bupdates?\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:^|\n)\s*[•●○◦▪■✓–-]\s+")
_LABELLED = re.compile(r"^(?P<label>[A-Z][A-Za-z /]{2,40}?):?\s*$")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column of a log holds what; ``approval`` and ``kind`` may be missing."""

    date: int
    summary: tuple[int, ...]
    approval: int | None = None
    kind: int | None = None


@dataclass(frozen=True)
class Found:
    revisions: tuple[Revision, ...]
    used: frozenset[int]


def find_revisions(sections: Iterable[Section]) -> Found:
    """Read the revision log: from the sections headed as one, and from any table whose headings are a log's."""
    revisions: list[Revision] = []
    used: set[int] = set()
    for section in sections:
        of_log = section.kind is SectionKind.REVISIONS
        pieces = join_tables(section.pieces)
        for piece in pieces:
            if isinstance(piece, Table) and (columns := _columns(piece, of_log)):
                revisions.extend(_table_rows(piece, columns))
                used.add(id(piece))
        if of_log and not revisions:
            revisions.extend(_plain_rows([piece for piece in pieces if isinstance(piece, Paragraph)]))
            used.update(id(piece) for piece in section.pieces)
    return Found(tuple(revisions), frozenset(used))


def _columns(table: Table, of_log: bool) -> _Columns | None:
    """How a table is laid out as a log, by its headings, else by where its dates stand; None where it is no log."""
    head = [cell.text for cell in table.rows[0]]
    body = table.rows[1:] if not _dated(table.rows[0]) else table.rows
    dated = [at for at in range(table.width) if _share_dated(body, at) >= 0.6]
    if not dated or not body:
        return None
    named = any(_SUMMARY.search(text) for text in head) and any(_REVISION_DATE.search(text) for text in head)
    if not of_log and not (
        named and any(section_kind(text) is SectionKind.REVISIONS or _KIND.search(text) for text in head)
    ):
        return None
    approval = next((at for at in dated if _APPROVAL.search(head[at]) and len(dated) > 1), None)
    date = next((at for at in dated if at != approval), dated[0])
    kind = next((at for at, text in enumerate(head) if _KIND.search(text) and at not in dated), None)
    rest = tuple(at for at in range(table.width) if at not in dated and at != kind)
    return _Columns(date, rest or (kind or 0,), approval, None if not rest else kind)


def _dated(row: Sequence[Cell]) -> bool:
    return any(only_dates(cell.text) or bare_year(cell.text) for cell in row)


def _share_dated(rows: Sequence[Sequence[Cell]], at: int) -> float:
    filled = [row[at].text for row in rows if row[at].text.strip()]
    return sum(bool(only_dates(text) or bare_year(text)) for text in filled) / len(filled) if filled else 0.0


def _table_rows(table: Table, columns: _Columns) -> Iterator[Revision]:
    pending: list[Sequence[Cell]] = []
    rows = [row for row in table.rows if any(cell.text.strip() for cell in row)]
    if rows and not _dated(rows[0]):
        rows = rows[1:]
    for row in rows:
        # A row without a date goes on with the one before it (a page break cut the cell).
        if (
            pending
            and not row[columns.date].text.strip()
            and (columns.approval is None or not row[columns.approval].text.strip())
        ):
            pending.append(row)
            continue
        if pending:
            yield _from_cells(pending, columns)
        pending = [row]
    if pending:
        yield _from_cells(pending, columns)


def _from_cells(rows: Sequence[Sequence[Cell]], columns: _Columns) -> Revision:
    first = rows[0]
    dates = find_dates(first[columns.date].text)
    approvals = find_dates(first[columns.approval].text) if columns.approval is not None else ()
    summary = _parts("\n".join(row[at].text for row in rows for at in columns.summary if row[at].text.strip()))
    kind = first[columns.kind].text.replace("\n", " ").strip() if columns.kind is not None else ""
    date = dates[0].iso if dates else bare_year(first[columns.date].text)
    return Revision(
        date=date,
        date_end=_range_end(first[columns.date].text, dates),
        approval_date=approvals[0].iso if approvals else None,
        kind=kind or None,
        summary=summary,
        claims=claims_of(" ".join([kind, *summary])),
        provenance=_around_row(first),
    )


def _range_end(text: str, dates: Sequence[FoundDate]) -> str | None:
    """The end of a range of dates ("11/2011-4/2012"); two dates without a dash between are no range."""
    if len(dates) < 2:
        return None
    between = text[dates[0].end : dates[1].start]
    return dates[1].iso if re.fullmatch(r"\s*(?:[-–—]|to|through)\s*", between) else None


def _around_row(row: Sequence[Cell]) -> Provenance:
    filled = [cell for cell in row if cell.text]
    first, last = filled[0], filled[-1]
    boxes = [cell.box for cell in filled if cell.box]
    box = (
        (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        if boxes
        else None
    )
    return Provenance(first.page, first.number, (first.start, last.end), box)


def _parts(text: str) -> tuple[str, ...]:
    """A summary's bullets, or its one text."""
    pieces = _BULLET.split(text) if _BULLET.search(text) else [text]
    return tuple(joined for piece in pieces if (joined := " ".join(piece.split())))


def _plain_rows(paragraphs: Sequence[Paragraph]) -> Iterator[Revision]:
    """A log without a table: each line that begins with a date begins an entry, the lines under it go on with it."""
    entry: list[tuple[str, Provenance]] = []
    date: FoundDate | None = None
    for text, provenance in _log_lines(paragraphs):
        leading = next((found for found in find_dates(text) if found.start <= 2), None)
        if leading is None:
            if entry:
                entry.append((text, provenance))
            continue
        if entry and date:
            yield _from_lines(date, entry)
        date, entry = leading, [(text, provenance)]
    if entry and date:
        yield _from_lines(date, entry)


def _log_lines(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, Provenance]]:
    for paragraph in paragraphs:
        bullet = "• " if paragraph.marker and paragraph.marker.bullet else ""
        for line in paragraph.lines:
            text = line.text
            yield (
                (bullet + text if line is paragraph.first and bullet and not text.startswith(bullet[0]) else text),
                Provenance(line.page, line.number, (line.start, line.end), line.box),
            )


def _from_lines(date: FoundDate, lines: Sequence[tuple[str, Provenance]]) -> Revision:
    first, provenance = lines[0]
    head = first[date.end :].lstrip(" :–-.")
    follow = find_dates(head)
    end = (
        follow[0].iso
        if follow and follow[0].start == 0 and first[date.end : date.end + 2].strip() in {"-", "–"}
        else None
    )
    summary = _parts("\n".join([head[follow[0].end :].strip() if end else head, *(text for text, _ in lines[1:])]))
    last = lines[-1][1]
    span = (provenance.span[0], last.span[1])
    return Revision(
        date=date.iso,
        date_end=end,
        approval_date=None,
        kind=None,
        summary=summary,
        claims=claims_of(" ".join(summary)),
        provenance=Provenance(provenance.page, provenance.line, span, provenance.box),
    )
