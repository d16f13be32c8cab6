"""What the payer's own revision log is worth: each entry is a claim, set against the changes that were found.

An entry concerns a diff where it is newer than the old version. Dates are compared as precisely as both are printed,
so that 2023-11 is not earlier than 2023-11-05. The old version's date is its effective date, else its last review, else
the newest entry of its own log. A log whose oldest entry is later than that does not reach back: what was found may
have been done before the log begins, so neither a denial nor a silence can be held against it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policydiff.align.lists import align_revisions
from policydiff.changes import Action, Area, Change, Direction, LogCheck, LogVerdict
from policydiff.glossary import texts
from policydiff.partial_dates import surely_later
from policydiff.rules.unread import UNREAD
from policydiff.wording import words
from policyextract.records import Claim, PolicyRecord, Revision

_POLICY = frozenset({Area.STATEMENT, Area.CRITERION})
_COVERAGE = _POLICY | {Area.CODE}
_SENTENCE = re.compile(r"(?<=[a-z)\d])[.;]\s+")

_ADDING = re.compile(r"\b(?:add(?:ed|ing|s|ition)?|new|includ(?:ed|es|ing)|expand(?:ed|s)?)\b", re.IGNORECASE)
_REMOVING = re.compile(r"\b(?:remov(?:ed|al|es)|delet(?:ed|ion|es)|eliminat(?:ed|es))\b", re.IGNORECASE)
_ALTERING = re.compile(
    r"\b(?:updat\w+|revis(?:ed|es)|chang\w+|clarif\w+|modif\w+|reword\w*|replac\w+|edit\w*|restructur\w+|reformat\w*"
    r"|align\w*|reclassif\w+|moved?|renamed?)\b",
    re.IGNORECASE,
)
_OCCASION = re.compile(r"\b(?:per|following|due to|based on|in line with) [^,;.]*,", re.IGNORECASE)
"""What gave rise to an entry, before what was done: "Per label update, added ..."."""
_OPENING = re.compile(r"\b(?:indications?|coverage|diagnos[ei]s|uses?|approvals?)\b", re.IGNORECASE)

_ENOUGH = 2
"""Words of a change that a sentence of the log has to name, where none of them is new."""
_NOT_TOPICS = frozenset(
    "policy criterion criteria statement coverage section update updated revise revised revision review reviewed "
    "annual interim change changed add added addition remove removed removal delete deleted clarify clarified edit "
    "clarification language wording verbiage minor no impact reference background description code coding medical "
    "necessity necessary clinical indication per new reflect current position note title effective date and or all "
    "any not without include including included information approved committee specialist internal external therapy "
    "patient use list following above below reworded edited replace replaced guideline intent requirement".split()
)


@dataclass(frozen=True, slots=True)
class _Read:
    """An entry with the changes that it explains."""

    entry: Revision
    explained: tuple[Change, ...]


def reconcile(old: PolicyRecord, new: PolicyRecord, changes: Sequence[Change]) -> tuple[LogCheck, ...]:
    """Check the new version's log: each entry newer than the old version, and the whole log where it fails.

    The check of the whole has no date. It is there where the version prints no log, where the log does not reach back,
    or where no entry explains a change.
    """
    if not new.revisions:
        found = tuple(change.fingerprint for change in changes if _in_coverage(change))
        why = "the new version prints no revision log"
        return (LogCheck(date=None, says="", verdict=LogVerdict.NO_LOG, changes=found, why=why),)
    since = version_date(old)
    topics = _topics(old, new, changes)
    entries = [_Read(entry, tuple(_explained(entry, changes, topics))) for entry in newer_entries(old, new, since)]
    explained = {change.fingerprint for read in entries for change in read.explained}
    silent = [change for change in changes if _in_coverage(change) and change.fingerprint not in explained]
    gap = _gap(new, since)
    checks = [_check(read, changes, silent, gap) for read in entries]
    return (*checks, *_whole(silent, gap))


def version_date(record: PolicyRecord) -> str | None:
    """The date that a version goes by, or None where it states none."""
    return record.effective_date or record.last_review_date or newest_entry_date(record)


def newest_entry_date(record: PolicyRecord) -> str | None:
    """The date of the newest entry of a version's own log, or None where no entry bears one."""
    return max((end for entry in record.revisions if (end := _end(entry)) is not None), default=None)


def newer_entries(old: PolicyRecord, new: PolicyRecord, since: str | None) -> list[Revision]:
    """The entries later than the old version, and those of its own time that its log did not have yet."""
    unknown = {id(lone.part) for lone in align_revisions(old.revisions, new.revisions).added}
    return [entry for entry in new.revisions if _is_newer(entry, since, bool(old.revisions) and id(entry) in unknown)]


def _is_newer(entry: Revision, since: str | None, unknown: bool) -> bool:
    end = _end(entry)
    if since is None or end is None:
        return unknown
    return surely_later(end, since) or (unknown and not surely_later(since, end))


def entry_date(entry: Revision) -> str | None:
    """The date that an entry of a log goes by: its own, else that of its approval."""
    return entry.date or entry.approval_date


def _end(entry: Revision) -> str | None:
    return entry.date_end or entry_date(entry)


def _gap(new: PolicyRecord, since: str | None) -> str | None:
    """Why the log does not reach back to the old version, or None where it does."""
    starts = [start for entry in new.revisions if (start := entry_date(entry)) is not None]
    if not starts:
        return "no entry of the log bears a date"
    # Of entries in one month or year, the least precise may be the earliest.
    oldest = min(starts)
    if since is None or not surely_later(oldest, since):
        return None
    return f"the log begins {oldest}, after the old version of {since}"


def _in_coverage(change: Change) -> bool:
    return change.area in _COVERAGE and change.direction.substantive


def _check(read: _Read, changes: Sequence[Change], silent: Sequence[Change], gap: str | None) -> LogCheck:
    """What one entry is worth."""
    entry = read.entry
    denied = [change for change in silent if change.area in _POLICY]
    if read.explained:
        verdict, found = LogVerdict.CONSISTENT, list(read.explained)
        why = f"changes found that it accounts for: {len(found)}"
    elif missing := _missing_claim(entry, changes):
        verdict, found, why = LogVerdict.CLAIM_WITHOUT_CHANGE, [], missing
    elif Claim.NO_CRITERIA_CHANGE in entry.claims and denied:
        found = denied
        verdict = LogVerdict.LOG_GAP if gap else LogVerdict.SILENT_CHANGE
        why = f"it denies a change of criteria; changes found: {len(denied)}" + (f"; but {gap}" if gap else "")
    else:
        verdict, found, why = LogVerdict.CONSISTENT, [], "nothing that was found contradicts it"
        if Claim.CRITERIA_CHANGED in entry.claims and (found := _unread(changes)):
            why = "text changed in which no statement was read, and which may hold what it claims"
    fingerprints = tuple(change.fingerprint for change in found)
    return LogCheck(date=entry_date(entry), says=_says(entry), verdict=verdict, changes=fingerprints, why=why)


def _says(entry: Revision) -> str:
    return "; ".join(entry.summary) or entry.kind or ""


def _whole(silent: Sequence[Change], gap: str | None) -> Iterator[LogCheck]:
    found = tuple(change.fingerprint for change in silent)
    if gap:
        why = f"{gap}; changes of coverage that no entry explains: {len(silent)}" if silent else gap
        yield LogCheck(date=None, says="", verdict=LogVerdict.LOG_GAP, changes=found, why=why)
    elif silent:
        why = f"changes of coverage that no entry newer than the old version explains: {len(silent)}"
        yield LogCheck(date=None, says="", verdict=LogVerdict.SILENT_CHANGE, changes=found, why=why)


def _missing_claim(entry: Revision, changes: Sequence[Change]) -> str | None:
    """The claim of an entry that nothing bears out, or None."""
    if Claim.CRITERIA_CHANGED in entry.claims and not _unread(changes):
        found = sum(change.area in _POLICY for change in changes)
        besides = f", and what was found ({found}) is not what it names" if found else ", and none was found"
        return f"it claims a change of criteria{besides}"
    if Claim.CODES_CHANGED in entry.claims and not any(change.area is Area.CODE for change in changes):
        return "it claims a change of codes, and none was found"
    if Claim.TITLE_CHANGED in entry.claims and not any(change.rule == "title-changed" for change in changes):
        return "it claims another title, and the title is the same"
    return None


def _unread(changes: Sequence[Change]) -> list[Change]:
    """Changed text in which no statement was read: it may hold what an entry claims."""
    return [change for change in changes if change.rule == UNREAD.id]


@dataclass(frozen=True, slots=True)
class _Topic:
    """What a change is about: the words that not both versions have anyway (or all), and all but those of the title."""

    own: frozenset[str] = frozenset()
    all: frozenset[str] = frozenset()

    def is_named(self, named: set[str]) -> bool:
        """Whether what a sentence names is this: a word of its own, or for the most part its other words."""
        shared = named & self.all
        return bool(named & self.own) or (len(shared) >= _ENOUGH and len(shared) * 2 >= len(named))


def _topics(old: PolicyRecord, new: PolicyRecord, changes: Sequence[Change]) -> dict[str, _Topic]:
    """What each change of coverage is about, by fingerprint."""
    changes = [change for change in changes if change.area in _COVERAGE]
    if not changes:
        return {}
    before, after = ({word for text in texts(record) for word in words(text)} for record in (old, new))
    subject = {word for record in (old, new) for word in words(record.title or "")}
    found = {}
    for change in changes:
        said = words(" ".join((change.service or "", *(side.text for side in (change.old, change.new) if side))))
        own = frozenset(said) - (before & after) or frozenset(said)
        found[change.fingerprint] = _Topic(own, frozenset(said) - _NOT_TOPICS - subject)
    return found


def _explained(entry: Revision, changes: Sequence[Change], topics: Mapping[str, _Topic]) -> Iterator[Change]:
    """The changes that an entry accounts for."""
    for change in changes:
        title = change.rule == "title-changed" and Claim.TITLE_CHANGED in entry.claims
        code = change.area is Area.CODE and Claim.CODES_CHANGED in entry.claims
        policy = change.area in _COVERAGE and Claim.CRITERIA_CHANGED in entry.claims
        about = topics.get(change.fingerprint, _Topic())
        if title or code or (policy and any(_accounts_for(said, change, about) for said in _sentences(entry))):
            yield change


def _sentences(entry: Revision) -> Iterator[str]:
    for said in entry.summary:
        yield from _SENTENCE.split(said)


def _accounts_for(sentence: str, change: Change, about: _Topic) -> bool:
    """Whether a sentence of the log speaks of a change: what it says was done fits, and so does what it names."""
    if not _deed_fits(sentence, change):
        return False
    named = set(words(sentence)) - _NOT_TOPICS
    # "Criteria updated" may mean any change of criteria, but says nothing of codes.
    return about.is_named(named) if named else change.area in _POLICY


def _deed_fits(sentence: str, change: Change) -> bool:
    sentence = _OCCASION.sub("", sentence)
    altering = _ALTERING.search(sentence)
    adding, removing = _ADDING.search(sentence), _REMOVING.search(sentence)
    if altering or (adding and removing):
        return True
    if adding and _OPENING.search(sentence) and change.direction is Direction.RESTRICTIVE:
        return False
    if adding:
        return change.action is Action.ADDED or change.rule.endswith(("-added", "-widened", "-gained"))
    if removing:
        return change.action is Action.REMOVED or change.rule.endswith(("-removed", "-narrowed", "-lost"))
    return False
