"""The versions of one policy in their order: which files are one version, which came after which, and from when on.

All of it is a function of the set of records: in which order they are given makes no difference.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from policydiff.changes import VersionDiff
from policydiff.partial_dates import may_agree, surely_later
from policydiff.revision_log import newest_entry_date, version_date
from policyextract.records import PolicyRecord

Diff = Callable[[PolicyRecord, PolicyRecord], VersionDiff]

UNDATED = "no date is printed: it stands at the end and is not compared"
UNSETTLED = "nothing that is printed settles whether it came before or after the version before it"

_MEDIA = ("application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text/html")
"""Of several files of one version the first of these speaks for it; texts come last."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored file with what was read from it."""

    sha256: str
    record: PolicyRecord


@dataclass(frozen=True, slots=True)
class Placed:
    """One version in its line. ``renderings`` are other files of it, ``remarks`` say what is not settled.

    It is in force from ``in_force_from`` until ``in_force_until`` (excluded); None where that is not known.
    """

    primary: Candidate
    renderings: tuple[Candidate, ...]
    in_force_from: str | None
    in_force_until: str | None
    remarks: tuple[str, ...]


def succeed(candidates: Iterable[Candidate], diff: Diff) -> tuple[Placed, ...]:
    """The versions that candidates of one line are, the oldest first; those without any date at the end."""
    versions = _versions(candidates, diff)
    dated = _in_order([each for each in versions if version_date(each.primary.record)])
    undated = sorted((each for each in versions if not version_date(each.primary.record)), key=_last_resort)
    return (*_placed_in_time(dated), *(replace(each, remarks=(UNDATED,)) for each in undated))


def diffable(older: Placed, newer: Placed) -> bool:
    """Whether it is known that the one came before the other, so that what changed can be said."""
    return older.in_force_from is not None and newer.in_force_from is not None


def _versions(candidates: Iterable[Candidate], diff: Diff) -> list[Placed]:
    """One for each version, files that are renderings of it gathered under the one that speaks for it."""
    gathered: list[list[Candidate]] = []
    for candidate in sorted(candidates, key=_telling):
        of = next((files for files in gathered if _one_version(files[0], candidate, diff)), None)
        if of is None:
            gathered.append([candidate])
        else:
            of.append(candidate)
    return [Placed(files[0], tuple(files[1:]), None, None, ()) for files in gathered]


def _telling(candidate: Candidate) -> tuple[int, int, str]:
    source = candidate.record.source
    rank = _MEDIA.index(source.media_type) if source.media_type in _MEDIA else len(_MEDIA)
    return rank, -(source.pages or 0), candidate.sha256


def _one_version(a: Candidate, b: Candidate, diff: Diff) -> bool:
    """Whether two files are one version: the dates that both print agree, and nobody has to decide on a change."""
    if not all(_agree(one, other) for one, other in zip(_dates(a.record), _dates(b.record), strict=True)):
        return False
    if (version_date(a.record) is None) != (version_date(b.record) is None):
        return False
    return not any(change.direction.substantive for change in diff(a.record, b.record).changes)


def _dates(record: PolicyRecord) -> tuple[str | None, ...]:
    return (version_date(record), record.effective_date, record.last_review_date, record.next_review_date)


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or may_agree(one, other)


def _in_order(versions: Sequence[Placed]) -> list[Placed]:
    """Versions with dates, the oldest first.

    "2026-02" is neither before nor after "2026-02-11". Of those that no other must precede, the one goes first that was
    reviewed and revised earlier, has the shorter log, and at the last resort the smaller hash.
    """
    waiting, ordered = sorted(versions, key=_tie), []
    while waiting:
        first = next(each for each in waiting if not any(_before(other, each) for other in waiting))
        waiting.remove(first)
        ordered.append(first)
    return ordered


def _before(one: Placed, other: Placed) -> bool:
    return surely_later(_date(other), _date(one))


def _date(version: Placed) -> str:
    return version_date(version.primary.record) or ""


def _tie(version: Placed) -> tuple[str, str, int, str]:
    record = version.primary.record
    return (
        record.last_review_date or "",
        newest_entry_date(record) or "",
        len(record.revisions),
        _last_resort(version),
    )


def _last_resort(version: Placed) -> str:
    return version.primary.sha256


def _placed_in_time(ordered: Sequence[Placed]) -> list[Placed]:
    """Versions with the time in which each is in force: from its own date to that of the next."""
    placed: list[Placed] = []
    for at, version in enumerate(ordered):
        following = ordered[at + 1 :]
        start, remarks = _start(version, placed[-1], following) if placed else (_date(version), ())
        if placed:
            placed[-1] = replace(placed[-1], in_force_until=start)
        placed.append(replace(version, in_force_from=start, remarks=remarks))
    return placed


def _start(version: Placed, before: Placed, following: Sequence[Placed]) -> tuple[str, tuple[str, ...]]:
    """From when on a version is in force, and what has to be said of that.

    A payer that prints on every version the day on which the policy first took effect dates its versions by their
    reviews, unless a review is later than what followed.
    """
    own, since = _date(version), before.in_force_from or ""
    if surely_later(own, since):
        return own, ()
    record = version.primary.record
    name = before.primary.record.source.name
    later = [day for each in following if surely_later(day := _date(each), own)]
    for label, date in (("last review", record.last_review_date), ("newest revision", newest_entry_date(record))):
        if date and surely_later(date, since) and not any(surely_later(date, day) for day in later):
            return date, (f"prints the date {own}, no later than {name}: taken from its {label} {date}",)
    if surely_later(since, own):
        return since, (f"prints the date {own}, earlier than {name} begins", UNSETTLED)
    remarks = (f"same dates as {name}, other content",)
    return own, remarks if _settled(before, version) else (*remarks, UNSETTLED)


def _settled(before: Placed, after: Placed) -> bool:
    """Whether something printed tells that one version came after the other."""
    one, other = before.primary.record, after.primary.record
    pairs = (
        (one.last_review_date, other.last_review_date),
        (newest_entry_date(one), newest_entry_date(other)),
    )
    later = any(a and b and surely_later(b, a) for a, b in pairs)
    return later or 0 < len(one.revisions) < len(other.revisions)
