"""Revision logs set as lines: entries that begin with a date or a status, and labels with lists of dates under them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from policyextract.dates import FoundDate, find_dates, only_dates
from policyextract.document import Provenance
from policyextract.lexicon.claims import claims_of
from policyextract.lexicon.revisionlogs import COMMITTEE, DATE_LABEL, HEADER_DATE, NEXT_DATE, STATED, STATUS
from policyextract.markers import BULLETS
from policyextract.paragraphs import Paragraph
from policyextract.records import Revision
from policyextract.revisiontables import parts_of

_INDENT_STEP = 3.0
_YEAR_FIRST = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)\s*[:–-]\s*(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\b"
)
_LEADING = re.compile(r"^\s*(?:[•●▪◦○–*-]\s*)?")
_LOWER = re.compile(r",?\s+[a-z]")
_SMALLER = 0.5
_STATUS_LENGTH = 32
_RUN_IN_LABEL = re.compile(r"^(?P<label>[^:\d]{4,60}:)\s*(?=\d|[A-Z][a-z]{2,8}\.? \d|$)")
_HEAD = re.compile(r"^\s*(?:\(\d+\)\s*:)?[\s:–.-]*")
"""What stands between the date of an entry and its text: a dash, a colon, the number of a meeting."""
_ENDED = re.compile(r"[.;:!?)\]\d][\"”’]?\s*$")


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of a log. ``opens``: a paragraph begins with it.

    ``indent`` and ``size`` are None where the format knows none.
    """

    text: str
    provenance: Provenance
    indent: float | None = None
    opens: bool = False
    size: float | None = None


@dataclass
class _Entry:
    dates: tuple[FoundDate, ...]
    status: str | None
    lines: list[tuple[str, Provenance]] = field(default_factory=list)
    text_from: int = 0
    """Where the text begins on the line of the dates."""


def only_header_dates(revisions: Sequence[Revision]) -> bool:
    """Whether entries are but dates of the header under a log's name: one for each label, and nothing said of it."""
    labels = [revision.kind for revision in revisions]
    silent = all(revision.summary in ((), (revision.kind,)) for revision in revisions)
    return silent and len(set(labels)) == len(labels)


def log_lines(paragraphs: Iterable[Paragraph]) -> Iterator[LogLine]:
    """The lines of a log's paragraphs, each bullet in front of its text."""
    for paragraph in paragraphs:
        bullet = "• " if paragraph.marker and paragraph.marker.bullet else ""
        for line in paragraph.lines:
            first = line is paragraph.first
            text = bullet + line.text if first and bullet and line.text[:1] not in BULLETS + "-" else line.text
            place = Provenance(line.page, line.number, (line.start, line.end), line.box)
            yield LogLine(text, place, line.indent if line.page is not None else None, first, line.size)


def begins_entry(text: str) -> bool:
    """Whether a line begins an entry: with a date, or with the status of a version and its date."""
    return _opening(_months_in_order(text)) is not None


def revisions_of_lines(lines: Sequence[LogLine]) -> Iterator[Revision]:
    """The entries of a log without a table.

    A line that begins with a date (or "Revised 01/02/2020") begins an entry, and the lines under it go on with it. A
    line of dates alone under a label ("Revised Dates:") is an entry for each date, with the label for its summary.
    """
    wrapped, margin = _wrapped_indents(lines), _margin(lines)
    entry: _Entry | None = None
    label: str | None = None
    size: float | None = None
    ended = True
    for line in lines:
        named, text = _label_of(_months_in_order(line.text))
        label = named or label
        dated = _dates_under(label, text, line.provenance)
        to_come = named is not None and NEXT_DATE.compiled.search(named)
        opening = None if dated or to_come else _opening(text)
        if opening and not named and not ended and (_within(line.indent, wrapped) or _goes_on(line, opening)):
            opening = None
        if entry and (dated or opening or named or _leaves(line, margin) or _smaller(line, size)):
            yield _revision(entry)
            entry = None
        yield from map(_revision, dated)
        if opening:
            entry, label, size = opening, None, line.size
        if entry:
            entry.lines.append((text[opening.text_from :] if opening else line.text, line.provenance))
        elif text.strip() and not dated:
            label = named
        ended = bool(_ENDED.search(line.text))
    if entry:
        yield _revision(entry)


def revisions_by_who_decided(lines: Sequence[LogLine]) -> tuple[Revision, ...]:
    """The entries of a list of who decided and when, by the state that came of it: "Revised: Lamp Board May 1, 2020".

    None unless two states stand so, for a sentence may begin and end like one. A state holds for the lines below it
    that are of its paragraph or name who decided before. The date may also stand behind a label of its own:
    "Re-Review Date(s): 5/1/2021 - lamps of 2022".
    """
    entries: list[_Entry] = []
    states: set[str | None] = set()
    state: str | None = None
    deciders: set[str] = set()
    for line in lines:
        entry = _behind_label(line)
        if entry is None and not _label_of(line.text)[0]:
            entry = _decided(line, state, deciders)
            state = entry.status if entry else None
            states.add(state)
        if entry:
            deciders.add(entry.lines[0][0])
            entries.append(entry)
    return tuple(map(_revision, entries)) if len(states - {None}) > 1 else ()


def _decided(line: LogLine, state: str | None, deciders: Iterable[str]) -> _Entry | None:
    """The entry of a line that ends in its only date, behind words, under its own state or the one above."""
    head = STATED.compiled.match(line.text)
    text = line.text[head.end() if head else 0 :]
    dates = find_dates(text)
    if len(dates) != 1 or text[dates[0].end :].strip(" ."):
        return None
    who = text[: dates[0].start].strip()
    stated = head[0].strip(" :•*") if head else state if not line.opens or who in deciders else None
    return _Entry(dates, stated, [(who, line.provenance)]) if stated and who else None


def _behind_label(line: LogLine) -> _Entry | None:
    """The entry of a line with a label, its date, and words on it."""
    label, text = _label_of(line.text)
    dates = find_dates(text)
    if not label or not dates or dates[0].start > 0:
        return None
    if HEADER_DATE.compiled.search(label) or NEXT_DATE.compiled.search(label):
        return None
    return _Entry(dates[:1], label, [(text[dates[0].end :], line.provenance)])


def _months_in_order(text: str) -> str:
    """The text with "2023: September" as "September 2023"; nothing else is touched."""
    return _YEAR_FIRST.sub(lambda match: f"{match['month']} {match['year']}", text)


def _label_of(text: str) -> tuple[str | None, str]:
    """The label of a list of dates that a line begins with, and the rest of the line."""
    match = _RUN_IN_LABEL.match(text)
    if match is None or not DATE_LABEL.compiled.search(match["label"]):
        return None, text
    return match["label"].rstrip(" :"), text[match.end() :]


def _dates_under(label: str | None, text: str, provenance: Provenance) -> list[_Entry]:
    """The entries of a line of dates alone under a label; none for a date to come."""
    if not label or not text.strip() or NEXT_DATE.compiled.search(label):
        return []
    return [_Entry((date,), label, [("", provenance)]) for date in only_dates(text)]


def _opening(text: str) -> _Entry | None:
    """The entry that a line begins, by its leading date or range of dates, behind a status at most."""
    dates = find_dates(text)
    if not dates:
        return None
    start = _LEADING.match(text)
    before = text[start.end() if start else 0 : dates[0].start].strip()
    if before and not _may_lead(before, text[dates[0].end :]):
        return None
    leading = dates[:1]
    if len(dates) > 1 and re.fullmatch(r"\s*[-–—]\s*", text[dates[0].end : dates[1].start]):
        leading = dates[:2]
    return _Entry(leading, before.rstrip(" :–-,") or None, text_from=_end_of_list(text, dates, len(leading)))


def _end_of_list(text: str, dates: Sequence[FoundDate], at: int) -> int:
    """Where a list of dates ends that goes on behind the first ones: "11/1/2018, 4/5/2018, 4/6/2017 No changes"."""
    while at < len(dates) and re.fullmatch(r"\s*[,;&]\s*", text[dates[at - 1].end : dates[at].start]):
        at += 1
    return dates[at - 1].end


def _may_lead(before: str, after: str) -> bool:
    """Whether words before a date may begin an entry: the status of a version, or who decided ("Panel, May 2020:")."""
    if len(before) <= _STATUS_LENGTH and STATUS.compiled.search(before):
        return True
    return bool(COMMITTEE.compiled.search(before) and re.match(r"\s*(?:\(\d+\))?\s*(?::|$)", after))


def _wrapped_indents(lines: Sequence[LogLine]) -> tuple[float, ...]:
    """Where lines stand that go on with an entry, if entries begin further left: a date there may be mid-sentence."""
    starts = [line.indent for line in lines if line.indent is not None and begins_entry(line.text)]
    others = {line.indent for line in lines if line.indent is not None and not begins_entry(line.text)}
    return tuple(indent for indent in others if any(start < indent - _INDENT_STEP for start in starts))


def _within(indent: float | None, indents: Sequence[float]) -> bool:
    return indent is not None and any(abs(indent - other) <= _INDENT_STEP for other in indents)


def _margin(lines: Sequence[LogLine]) -> float | None:
    """Where the leftmost entries begin."""
    starts = [line.indent for line in lines if line.indent is not None and begins_entry(line.text)]
    return min(starts) if starts else None


def _leaves(line: LogLine, margin: float | None) -> bool:
    """Whether a paragraph stands left of all entries: the log has ended."""
    return line.opens and margin is not None and line.indent is not None and line.indent < margin - _INDENT_STEP


def _smaller(line: LogLine, size: float | None) -> bool:
    """Whether a paragraph is set in smaller type than the entry before it: a remark on the whole document."""
    return line.opens and size is not None and line.size is not None and line.size < size - _SMALLER


def _goes_on(line: LogLine, opening: _Entry) -> bool:
    """Whether a line goes on with the sentence that its date stands in: "given / 4/1/2019 for lamps"."""
    date = opening.dates[-1]
    return not line.opens and date.start == 0 and bool(_LOWER.match(line.text, date.end))


def _revision(entry: _Entry) -> Revision:
    texts = [text for text, _ in entry.lines]
    summary = parts_of("\n".join([_HEAD.sub("", texts[0]), *texts[1:]])) or ((entry.status,) if entry.status else ())
    first, last = entry.lines[0][1], entry.lines[-1][1]
    return Revision(
        date=entry.dates[0].iso,
        date_end=entry.dates[1].iso if len(entry.dates) > 1 else None,
        approval_date=None,
        kind=entry.status,
        summary=summary,
        claims=claims_of(" ".join([entry.status or "", *summary])),
        provenance=Provenance(first.page, first.line, (first.span[0], last.span[1]), first.box),
    )
