"""The report of a version diff: changes grouped by direction, and what the revision log is worth."""

from policydiff.changes import Change, Direction, Echo, Evidence, LogCheck, Version, VersionDiff
from policydiff.history import Decision
from policydiff.reports import phrases
from policydiff.reports.change_rows import changes_table
from policydiff.reports.report import UNDECIDED, Chapter, Decisions, Entry, Fact, Report, Section


def diff_report(diff: VersionDiff, *, echoes: bool = False, decisions: Decisions = UNDECIDED) -> Report:
    """Lay out one diff. ``rows`` has a line for each change, in the order of the diff.

    ``echoes`` lists beneath a flip of coverage what it stands for. ``decisions`` are those that hold.
    """
    sections = (*_direction_sections(diff, echoes, decisions), *_log_sections(diff))
    chapter = Chapter(phrases.policy_name(diff.new), _facts(diff), sections)
    return Report((chapter,), changes_table((diff,), decisions), diff, decisions)


def _facts(diff: VersionDiff) -> tuple[Fact, ...]:
    return (
        Fact("old", _version_line(diff.old)),
        Fact("new", _version_line(diff.new)),
        Fact("verdict", phrases.VERDICTS[diff.verdict]),
        Fact("log", log_sentence(diff.revision_log)),
    )


def _version_line(version: Version) -> str:
    dates = (
        ("effective", version.effective_date),
        ("last review", version.last_review_date),
        ("next review", version.next_review_date),
    )
    return ", ".join((version.source.name, *(f"{label} {date}" for label, date in dates if date)))


def _direction_sections(diff: VersionDiff, echoes: bool, decisions: Decisions) -> tuple[Section, ...]:
    """One section for each direction that occurs, the gravest first."""
    if not diff.changes:
        return (Section("Changes", remark=phrases.VERDICTS[diff.verdict]),)
    sections = []
    for direction in Direction:
        changes = [change for change in diff.changes if change.direction is direction]
        if changes:
            heading = phrases.counted(direction.value.capitalize(), len(changes))
            entries = tuple(
                change_entry(change, decisions.get(change.fingerprint), echoes=echoes) for change in changes
            )
            sections.append(Section(heading, direction, entries=entries))
    return tuple(sections)


def change_entry(change: Change, decision: Decision | None, *, echoes: bool = False, named: bool = False) -> Entry:
    """A change with its quotes, its derivation and what was decided on it.

    ``named`` adds the fingerprint of one that can be decided on by it: a change that is stored.
    """
    told = (
        Fact("why", change.why),
        Fact("who", phrases.witness(change.witness) if change.witness else ""),
        Fact("decided", phrases.decision(decision) if decision else ""),
        Fact("id", change.fingerprint if named else ""),
    )
    facts = (*_sides(change), *(fact for fact in told if fact.text))
    service = f" · {change.service}" if change.service else ""
    beneath = tuple(Entry(echo.rule, facts=_sides(echo)) for echo in change.echoes) if echoes else ()
    return Entry(f"{change.rule}{service}", change.direction, facts, beneath)


def _sides(change: Change | Echo) -> tuple[Fact, ...]:
    sides = (_evidence("old", change.old), _evidence("new", change.new))
    return tuple(side for side in sides if side is not None)


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


def log_sentence(checks: tuple[LogCheck, ...]) -> str:
    """What the log is worth, in one line, the worst first."""
    verdicts = phrases.log_verdicts(check.verdict for check in checks)
    return phrases.listed(phrases.LOG_VERDICTS[verdict] for verdict in verdicts) or "no entry concerns these versions"
