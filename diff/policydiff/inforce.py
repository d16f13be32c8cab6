"""Which version of a policy was in force on a date of service, and how sure that is."""

from collections.abc import Iterator, Sequence

from policydiff.history import AsOf, Certainty
from policydiff.lineage import Line
from policydiff.partial_dates import first_day, is_partial_date, last_day, may_agree, surely_later
from policydiff.revision_log import entry_date, newest_entry_date
from policydiff.succession import Placed
from policydiff.versions import version_of
from policyextract.records import Claim, PolicyRecord, Revision

_HARMLESS = frozenset(
    {
        Claim.NO_CRITERIA_CHANGE,
        Claim.REFERENCES_UPDATED,
        Claim.BACKGROUND_UPDATED,
        Claim.EDITORIAL,
        Claim.ADMINISTRATIVE,
        Claim.REVIEWED,
    }
)
"""What a log may claim without that coverage was another before."""


_REVIEWED_WITHIN = 3
"""Years within which payers review their policies. A text whose next review is further off was written later."""


def asof(line: Line, date: str) -> AsOf:
    """The version in force on a date: a day, or a month or year throughout which it must have been.

    ``date`` is ISO at any precision; raises ValueError for what the calendar does not have.
    """
    if not is_partial_date(date):
        raise ValueError(f"no date: {date!r} (2024, 2024-05 and 2024-05-31 are)")
    dated = [version for version in line.versions if version.in_force_from is not None]
    if not dated:
        return _unknown(line, date, line.versions, "no stored version prints a date")
    begun = [at for at, version in enumerate(dated) if last_day(_start(version)) <= first_day(date)]
    at = begun[-1] if begun else None
    during = [version for version in dated[at + 1 if begun and at is not None else 0 :] if _may_begin(version, date)]
    if during:
        return _during(line, date, dated[at] if at is not None else None, during)
    if at is None:
        why = f"before the first stored version, in force from {_start(dated[0])}"
        return _unknown(line, date, (), why)
    alike = _of_one_date(dated, at)
    if len(alike) > 1:
        why = (
            f"versions of the same date {_start(dated[at])} and other content: nothing says when one replaced the other"
        )
        return _unknown(line, date, alike, why)
    return _found(line, date, dated, at)


def _start(version: Placed) -> str:
    return version.in_force_from or ""


def _may_begin(version: Placed, date: str) -> bool:
    return first_day(_start(version)) <= last_day(date)


def _during(line: Line, date: str, before: Placed | None, during: Sequence[Placed]) -> AsOf:
    """What cannot be told because a version came into force within the span of days asked for."""
    starts = [_start(version) for version in during]
    begins, first = " and ".join(starts), "" if before else ", and nothing older is stored"
    if all(len(start) > len(date) for start in starts):
        why = f"within {date} another version took force: {begins}{first}"
    else:
        why = f"the date from which another version is in force, {begins}, is not precise enough for {date}{first}"
    return _unknown(line, date, (*([before] if before else []), *during), why)


def _of_one_date(dated: Sequence[Placed], at: int) -> list[Placed]:
    """A version and those just before it of which no date says that they were over when it began."""
    first = at
    while first > 0 and _start(dated[first - 1]) == _start(dated[at]):
        first -= 1
    return list(dated[first : at + 1])


def _unknown(line: Line, date: str, candidates: Sequence[Placed], why: str) -> AsOf:
    return AsOf(
        policy=line.policy,
        date=date,
        certainty=Certainty.UNKNOWN,
        why=(why,),
        version=None,
        candidates=tuple(version_of(candidate.primary.record) for candidate in candidates),
    )


def _found(line: Line, date: str, dated: Sequence[Placed], at: int) -> AsOf:
    version, after = dated[at], dated[at + 1] if at + 1 < len(dated) else None
    record = version.primary.record
    if changed := _changed_since(record, date):
        return _unknown(line, date, [version], changed)
    doubts = (
        *_own_doubts(version, date),
        *_doubts_after(version, after, date),
        *_retirements(version, after, date),
        *(
            f"{version.primary.record.source.name} prints no date"
            for version in line.versions
            if not version.in_force_from
        ),
    )
    return AsOf(
        policy=line.policy,
        date=date,
        certainty=Certainty.LIKELY if doubts else Certainty.CERTAIN,
        why=(_place(version, after, date), *doubts),
        version=version_of(record),
        record=record,
    )


def _place(version: Placed, after: Placed | None, date: str) -> str:
    start = _start(version)
    if date == start:
        return f"in force from this day: {start}"
    return (
        f"in force from {start} until {_start(after)}" if after else f"in force from {start}, the newest stored version"
    )


def _changed_since(record: PolicyRecord, date: str) -> str | None:
    """Why the text of a version is not that of the date asked for, though its effective date is earlier."""
    told = [(entry_date(entry), entry) for entry in record.revisions]
    later = [(day, entry) for day, entry in told if day and surely_later(day, date)]
    if any(not _harmless(entry) for _, entry in later):
        first = min(day for day, entry in later if not _harmless(entry))
        return f"its text was revised {first}, after the date asked for: an earlier text is not in the library"
    due = record.next_review_date
    if due and int(due[:4]) - int(date[:4]) > _REVIEWED_WITHIN:
        return f"its next review is due {due}, so its text is of a later review than the date asked for"
    reviewed = record.last_review_date
    if reviewed and surely_later(reviewed, date) and not any(may_agree(reviewed, day) for day, _ in later):
        return f"its text was reviewed {reviewed}, after the date asked for: an earlier text is not in the library"
    return None


def _harmless(entry: Revision) -> bool:
    return bool(entry.claims) and set(entry.claims) <= _HARMLESS


def _own_doubts(version: Placed, date: str) -> Iterator[str]:
    """What keeps the version's own dates from settling that it was in force."""
    record = version.primary.record
    if record.effective_date is None:
        yield "it prints no effective date: the date that it goes by is that of a review or revision"
    elif record.effective_date != version.in_force_from:
        yield from version.remarks
    newest = newest_entry_date(record)
    if newest and surely_later(newest, date):
        yield f"it was revised {newest}, after the date asked for; its log claims no change of coverage"


def _doubts_after(version: Placed, after: Placed | None, date: str) -> Iterator[str]:
    """What keeps it from being certain that the version was in force still."""
    if date == _start(version):
        return
    record = version.primary.record
    if after is None:
        yield "no newer version is in the library"
        due = record.next_review_date
        if due and surely_later(date, due):
            yield f"its next review was due {due}, before the date asked for"
        return
    following = after.primary.record
    if following.effective_date is None:
        yield "the next version prints no effective date"
    for day in _unaccounted(version, after):
        if first_day(day) <= last_day(date):
            yield f"a revision of {day} is named in a later log and is not in the library"
    if not any(not surely_later(day, _start(version)) for day in _log_dates(following)):
        yield "the log of the next version does not reach back: a version between them is not ruled out"


def _log_dates(record: PolicyRecord) -> list[str]:
    return [day for entry in record.revisions if (day := entry_date(entry))]


def _unaccounted(version: Placed, after: Placed) -> list[str]:
    """The dates between two versions under which the log of the later one names a revision that neither of them is.

    The newest entry of a log is that of the version itself.
    """
    record, following = version.primary.record, after.primary.record
    known = [*_log_dates(record), *(day for day in (record.effective_date, record.last_review_date) if day)]
    own = newest_entry_date(following)
    return sorted(
        {
            day
            for day in _log_dates(following)
            if day != own
            and surely_later(day, _start(version))
            and surely_later(_start(after), day)
            and not any(may_agree(day, other) for other in known)
        }
    )


def _retirements(version: Placed, after: Placed | None, date: str) -> Iterator[str]:
    """Entries that say that the policy was given up while the version was in force."""
    entries = (*version.primary.record.revisions, *(after.primary.record.revisions if after else ()))
    for entry in entries:
        day = entry_date(entry)
        if Claim.RETIRED not in entry.claims or (day and surely_later(_start(version), day)):
            continue
        if day is None or first_day(day) <= last_day(date):
            said = "; ".join(entry.summary) or entry.kind or "retired"
            yield f"its log says of {day or 'a day that is not printed'}: “{said}”; it may not have been in force"
