"""Revision logs set as tables: with one column of dates or more, several dates in a cell, a title, or no heads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyextract.dates import FoundDate, bare_year, find_dates, only_dates
from policyextract.document import Cell, Provenance
from policyextract.lexicon.claims import claims_of
from policyextract.lexicon.revisionlogs import (
    APPROVAL_COLUMN,
    DATE_COLUMN,
    DATED_LABEL,
    HEADER_ROW,
    KIND_COLUMN,
    LOG_HEADING,
    SUMMARY_COLUMN,
)
from policyextract.lexicon.sections import SectionKind, section_kind
from policyextract.records import Revision
from policyextract.tables import JoinedTable, Row

_DATED_SHARE = 0.6
"""A column holds the dates of a log where at least this share of its cells are dates."""
_LABEL_WORDS = 4
_LIST_JOINT = re.compile(r"\n|;|(?<=\d),(?!\s*\d{4}\b)")
"""What stands between listed dates; the comma of "July 15, 2021" does not."""
_BULLET = re.compile(r"(?:^|\n)\s*[•●○◦▪■✓–-]\s+")


@dataclass(frozen=True, slots=True)
class LogLayout:
    """Which column of a log holds what, the ``dates`` in order of preference; ``body`` is the first row of entries."""

    dates: tuple[int, ...]
    summary: tuple[int, ...]
    approval: int | None
    kind: int | None
    body: int
    described: bool
    """Whether a column is headed as the summary of changes."""


def log_layout(table: JoinedTable, *, of_log: bool) -> LogLayout | None:
    """How a table is laid out as a log, by its heads and by where its dates stand; None where it is none.

    ``of_log`` says that the section is headed as a log; elsewhere the table's own heads must say so.
    """
    rows = table.rows
    title = _title(rows)
    of_log = of_log or (title is not None and _names_log(title))
    top = 1 if title is not None else 0
    head = [" ".join(cell.text.split()) for cell in rows[top]] if top < len(rows) and not _dated(rows[top]) else None
    body = rows[top + (head is not None) :]
    heads = head or [""] * table.width
    if not body or not (of_log or _headed_as_log(heads)):
        return None
    dates = _date_columns(body, heads)
    if not dates:
        return None
    approval = next((at for at in dates if APPROVAL_COLUMN.compiled.search(heads[at]) and len(dates) > 1), None)
    entry = tuple(at for at in dates if at != approval and not APPROVAL_COLUMN.compiled.search(heads[at])) or dates[:1]
    kind = _kind_column(body, heads, dates)
    summary = tuple(at for at in range(table.width) if at not in dates and at != kind)
    described = any(SUMMARY_COLUMN.compiled.search(heads[at]) for at in summary)
    if not summary and kind is not None:
        summary, kind = (kind,), None
    return LogLayout(entry, summary, approval, kind, len(rows) - len(body), described)


def revisions_of_table(table: JoinedTable, layout: LogLayout) -> Iterator[Revision]:
    """The entries of a log. A row without a date goes on with the one before it: a page break cut the cell."""
    pending: list[Row] = []
    for row in table.rows[layout.body :]:
        if not any(cell.text.strip() for cell in row) or _is_of_header(row, layout):
            continue
        if not _row_dates(row, layout) and not _approvals(row, layout) and not _opens_entry(row, layout):
            if pending and any(row[at].text.strip() for at in layout.summary):
                pending.append(row)
            continue
        if pending:
            yield from _entries(pending, layout)
        pending = [row]
    if pending:
        yield from _entries(pending, layout)


def _title(rows: Sequence[Row]) -> str | None:
    """The text of a first row that holds one cell only, above the heads or the entries."""
    filled = [cell for cell in rows[0] if cell.text.strip()]
    if len(rows) > 1 and len(rows[0]) > 1 and len(filled) == 1 and not _dated(rows[0]):
        return " ".join(filled[0].text.split())
    return None


def _names_log(text: str) -> bool:
    return section_kind(text) is SectionKind.REVISIONS or bool(LOG_HEADING.compiled.search(text))


def _headed_as_log(heads: Sequence[str]) -> bool:
    summarised = any(SUMMARY_COLUMN.compiled.search(text) for text in heads)
    dated = any(DATE_COLUMN.compiled.search(text) or _names_log(text) for text in heads)
    own = any(_names_log(text) or KIND_COLUMN.compiled.search(text) for text in heads)
    return summarised and dated and own


def _date_columns(rows: Sequence[Row], heads: Sequence[str]) -> tuple[int, ...]:
    """The columns of dates; where most entries keep theirs in different columns, all those headed as dates together."""
    width = range(len(heads))
    full = tuple(at for at in width if _share(rows, (at,)) >= _DATED_SHARE)
    headed = tuple(
        at for at in width if DATE_COLUMN.compiled.search(heads[at]) and any(_cell_dates(row[at]) for row in rows)
    )
    if full:
        return tuple(at for at in width if at in full or at in headed)
    kinds = tuple(at for at in width if KIND_COLUMN.compiled.search(heads[at]))
    return headed if headed and _share(rows, headed + kinds, anywhere=True) >= _DATED_SHARE else ()


def _share(rows: Sequence[Row], columns: tuple[int, ...], *, anywhere: bool = False) -> float:
    filled = [row for row in rows if any(row[at].text.strip() for at in columns)]
    found = sum(
        any(_cell_dates(row[at]) or (anywhere and find_dates(row[at].text)) for at in columns) for row in filled
    )
    return found / len(filled) if filled else 0.0


def _kind_column(rows: Sequence[Row], heads: Sequence[str], dates: tuple[int, ...]) -> int | None:
    named = next((at for at, text in enumerate(heads) if KIND_COLUMN.compiled.search(text) and at not in dates), None)
    if named is not None or any(heads):
        return named
    before = [at for at in range(dates[0]) if any(row[at].text.strip() for row in rows)]
    labels = [row[before[0]].text.split() for row in rows] if before and len(heads) > len(dates) + 1 else []
    # A label may hold for the rows below it, and is then printed once.
    return before[0] if labels and labels[0] and all(len(words) <= _LABEL_WORDS for words in labels) else None


def _dated(row: Row) -> bool:
    return any(_cell_dates(cell) for cell in row)


def _cell_dates(cell: Cell) -> tuple[FoundDate, ...]:
    """The dates of a cell that holds dates and, at most, words that say of what ("Posted 12-01-2023")."""
    text = cell.text
    if (year := bare_year(text)) is not None:
        start = text.index(year)
        return (FoundDate(year, start, start + len(year)),)
    if only_dates(text):
        return only_dates(text)
    return find_dates(text) if only_dates(DATED_LABEL.compiled.sub(" ", text)) else ()


def _row_dates(row: Row, layout: LogLayout) -> tuple[FoundDate, ...]:
    """The dates of an entry: of the first column that has any, else those that stand with its status."""
    for at in layout.dates:
        if dates := _cell_dates(row[at]):
            return dates
    return find_dates(row[layout.kind].text) if layout.kind is not None else ()


def _approvals(row: Row, layout: LogLayout) -> tuple[FoundDate, ...]:
    return find_dates(row[layout.approval].text) if layout.approval is not None else ()


def _opens_entry(row: Row, layout: LogLayout) -> bool:
    """Whether a row without a date is an entry all the same: it has a status and a summary of its own."""
    if layout.kind is None or not row[layout.kind].text.strip():
        return False
    return any(row[at].text.strip() for at in (*layout.summary, *layout.dates))


def _is_of_header(row: Row, layout: LogLayout) -> bool:
    """Whether a row repeats a date of the header: from when the version is in force, and nothing that was done."""
    if layout.kind is None or any(row[at].text.strip() for at in layout.summary):
        return False
    return bool(HEADER_ROW.compiled.search(" ".join(row[layout.kind].text.split())))


def _entries(rows: Sequence[Row], layout: LogLayout) -> Iterator[Revision]:
    """The entry of a row (and of those that go on with it), or one for each date that a cell lists."""
    first = rows[0]
    dates = _row_dates(first, layout)
    summary = parts_of("\n".join(row[at].text for row in rows for at in layout.summary if row[at].text.strip()))
    listed = _listed_dates(first, layout, dates)
    if not listed:
        yield _entry(first, layout, dates, summary)
        return
    for at, date in enumerate(listed):
        # Only bullets tell which date a text belongs to; else it stands for all of them.
        own = (summary[at],) if len(summary) == len(listed) else summary
        yield _entry(first, layout, (date,), own)


def _listed_dates(row: Row, layout: LogLayout, dates: tuple[FoundDate, ...]) -> tuple[FoundDate, ...]:
    """The dates of a cell that lists several of equal standing, with commas or each on a line of its own; else none."""
    for at in layout.dates:
        text = row[at].text.strip()
        parts = [part for part in _LIST_JOINT.split(text) if part.strip()]
        if len(dates) > 1 and len(parts) == len(dates) and all(len(only_dates(part)) == 1 for part in parts):
            return dates
    return ()


def _entry(row: Row, layout: LogLayout, dates: tuple[FoundDate, ...], summary: tuple[str, ...]) -> Revision:
    approvals = _approvals(row, layout)
    kind = " ".join(row[layout.kind].text.split()) if layout.kind is not None else ""
    texts = [row[at].text for at in layout.dates if row[at].text.strip()]
    summary = summary or ((kind,) if kind else ())
    return Revision(
        date=dates[0].iso if dates else None,
        date_end=_range_end(texts[0], dates) if texts else None,
        approval_date=approvals[0].iso if approvals else None,
        kind=kind or None,
        summary=summary,
        claims=claims_of(" ".join([kind, *summary])),
        provenance=_around_row(row),
    )


def _range_end(text: str, dates: Sequence[FoundDate]) -> str | None:
    """The end of a range of dates ("11/2011-4/2012"); two dates without a dash between are no range."""
    if len(dates) < 2:
        return None
    between = text[dates[0].end : dates[1].start]
    return dates[1].iso if re.fullmatch(r"\s*(?:[-–—]|to|through)\s*", between) else None


def _around_row(row: Row) -> Provenance:
    filled = [cell for cell in row if cell.text]
    first, last = filled[0], filled[-1]
    boxes = [cell.box for cell in filled if cell.box]
    box = (
        (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        if boxes
        else None
    )
    return Provenance(first.page, first.number, (first.start, last.end), box)


def parts_of(text: str) -> tuple[str, ...]:
    """A summary's bullets, or its one text."""
    pieces = _BULLET.split(text) if _BULLET.search(text) else [text]
    return tuple(joined for piece in pieces if (joined := " ".join(piece.split())))
