"""The report of a version diff: changes grouped by direction, and what the revision log is worth."""

from policydiff.changes import (
    Change,
    Direction,
    Echo,
    Evidence,
    LogCheck,
    Qualified,
    Version,
    VersionDiff,
    Witness,
)
from policydiff.reports import phrases
from policydiff.reports.report import Chapter, Entry, Fact, Report, Section, Table, Value

COLUMNS = (
    "payer",
    "policy_number",
    "title",
    "old_version",
    "new_version",
    "area",
    "rule",
    "action",
    "direction",
    "service",
    "before",
    "after",
    "before_page",
    "before_line",
    "after_page",
    "after_line",
    "why",
    "log_verdict",
    "fingerprint",
)


def diff_report(diff: VersionDiff, *, echoes: bool = False) -> Report:
    """Lay out one diff. ``rows`` has a line for each change, in the order of the diff.

    ``echoes`` lists beneath a flip of coverage what it stands for.
    """
    chapter = Chapter(_title(diff), _facts(diff), (*_direction_sections(diff, echoes), *_log_sections(diff)))
    identity = _identity(diff)
    rows = tuple((*identity, *_cells(change, diff)) for change in diff.changes)
    nothing = phrases.VERDICTS[diff.verdict]
    if not rows:
        told = {"why": nothing, "log_verdict": _log_words(diff.revision_log)}
        rows = ((*identity, *(told.get(column) for column in COLUMNS[len(identity) :])),)
    return Report((chapter,), Table(COLUMNS, rows, nothing), diff)


def _title(diff: VersionDiff) -> str:
    new = diff.new
    return " · ".join(part for part in (new.payer.name, new.policy_number, new.title) if part) or new.source.name


def _identity(diff: VersionDiff) -> tuple[Value, ...]:
    new = diff.new
    return (new.payer.name, new.policy_number, new.title, _version_name(diff.old), _version_name(diff.new))


def _version_name(version: Version) -> str:
    """The date that a version goes by: effective, else last reviewed, else the file's name."""
    return version.effective_date or version.last_review_date or version.source.name


def _facts(diff: VersionDiff) -> tuple[Fact, ...]:
    return (
        Fact("old", _version_line(diff.old)),
        Fact("new", _version_line(diff.new)),
        Fact("verdict", phrases.VERDICTS[diff.verdict]),
        Fact("log", _log_sentence(diff.revision_log)),
    )


def _version_line(version: Version) -> str:
    dates = (
        ("effective", version.effective_date),
        ("last review", version.last_review_date),
        ("next review", version.next_review_date),
    )
    return ", ".join((version.source.name, *(f"{label} {date}" for label, date in dates if date)))


def _direction_sections(diff: VersionDiff, echoes: bool) -> tuple[Section, ...]:
    """One section for each direction that occurs, the gravest first."""
    if not diff.changes:
        return (Section("Changes", remark=phrases.VERDICTS[diff.verdict]),)
    sections = []
    for direction in Direction:
        changes = [change for change in diff.changes if change.direction is direction]
        if changes:
            heading = phrases.counted(direction.value.capitalize(), len(changes))
            sections.append(Section(heading, direction, entries=tuple(_entry(change, echoes) for change in changes)))
    return tuple(sections)


def _entry(change: Change, echoes: bool) -> Entry:
    facts = (*_sides(change), Fact("why", change.why), *_witness(change.witness))
    service = f" · {change.service}" if change.service else ""
    beneath = tuple(Entry(echo.rule, facts=_sides(echo)) for echo in change.echoes) if echoes else ()
    return Entry(f"{change.rule}{service}", change.direction, facts, beneath)


def _sides(change: Change | Echo) -> tuple[Fact, ...]:
    sides = (_evidence("old", change.old), _evidence("new", change.new))
    return tuple(side for side in sides if side is not None)


def _witness(witness: Witness | None) -> tuple[Fact, ...]:
    """The patient who qualifies on one side alone, in words."""
    if witness is None:
        return ()
    when = "before and not now" if witness.qualified is Qualified.BEFORE else "now and not before"
    holds = phrases.listed(map(phrases.quoted, witness.holds)) or "nothing"
    fails = phrases.listed(map(phrases.quoted, witness.fails))
    told = f"qualified {when}: whoever has {holds}" + (f", and not {fails}" if fails else "")
    return (Fact("who", told),)


def _evidence(label: str, evidence: Evidence | None) -> Fact | None:
    if evidence is None:
        return None
    place = phrases.place(evidence.provenance)
    return Fact(label, f"{place}: {phrases.quoted(evidence.text)}" if place else phrases.quoted(evidence.text))


def _log_sections(diff: VersionDiff) -> tuple[Section, ...]:
    if not diff.revision_log:
        return ()
    entries = tuple(
        Entry(
            f"{check.date or 'the log as a whole'}: {phrases.LOG_VERDICTS[check.verdict]}",
            facts=tuple(Fact(label, text) for label, text in (("says", check.says), ("why", check.why)) if text),
        )
        for check in diff.revision_log
    )
    return (Section(phrases.counted("Revision log", len(entries)), entries=entries),)


def _log_sentence(checks: tuple[LogCheck, ...]) -> str:
    verdicts = phrases.log_verdicts(check.verdict for check in checks)
    return phrases.listed(phrases.LOG_VERDICTS[verdict] for verdict in verdicts) or "no entry concerns these versions"


def _log_words(checks: tuple[LogCheck, ...]) -> str:
    return phrases.listed(phrases.log_verdicts(check.verdict for check in checks))


def _checks_of(change: Change, checks: tuple[LogCheck, ...]) -> tuple[LogCheck, ...]:
    """What is said of the log with regard to one change. Of most dates and references it says nothing."""
    return tuple(check for check in checks if change.fingerprint in check.changes)


def _cells(change: Change, diff: VersionDiff) -> tuple[Value, ...]:
    old, new = change.old, change.new
    return (
        change.area.value,
        change.rule,
        change.action.value,
        change.direction.value,
        change.service,
        old.text if old else None,
        new.text if new else None,
        phrases.page(old.provenance) if old else None,
        phrases.line(old.provenance) if old else None,
        phrases.page(new.provenance) if new else None,
        phrases.line(new.provenance) if new else None,
        change.why,
        _log_words(_checks_of(change, diff.revision_log)),
        change.fingerprint,
    )
