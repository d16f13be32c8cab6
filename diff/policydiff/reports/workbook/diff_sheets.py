"""The workbook of a version diff: summary, changes to decide on, codes, and the check of the payer's log."""

from collections import Counter
from collections.abc import Iterable, Sequence

from policydiff.changes import Area, Change, Direction, LogCheck, Verdict, Version, VersionDiff
from policydiff.history import Decision, DecisionStatus
from policydiff.reports import phrases
from policydiff.reports.change_words import rule_words
from policydiff.reports.diff_summary import diff_summary
from policydiff.reports.redline import redline
from policydiff.reports.report import Decisions
from policydiff.reports.workbook.layout import Cell, Line, Look, Sheet, SheetColumn
from policydiff.reports.workbook.summary_sheet import Block, summary_sheet

_DECISION = SheetColumn("Decision", 11, tuple(status.value for status in DecisionStatus))

_CHANGES = (
    SheetColumn("Version", 11),
    SheetColumn("Direction", 14),
    SheetColumn("Change", 24),
    SheetColumn("Service", 18),
    SheetColumn("Old words struck out, new words underlined", 56),
    SheetColumn("Where", 17),
    SheetColumn("Why this direction", 28),
    _DECISION,
    SheetColumn("Owner", 13),
    SheetColumn("Note", 22),
)
_BEYOND_PAPER = (
    SheetColumn("Decided at", 20),
    SheetColumn("Before", 70),
    SheetColumn("After", 70),
    SheetColumn("Who shows it", 60),
    SheetColumn("Payer's log", 30),
    SheetColumn("The log says", 80),
    SheetColumn("Area", 11),
    SheetColumn("Rule", 30),
    SheetColumn("Confidence", 11),
    SheetColumn("Fingerprint", 14),
)
_CODES = (
    SheetColumn("Version", 11),
    SheetColumn("System", 12),
    SheetColumn("Code", 12),
    SheetColumn("Direction", 14),
    SheetColumn("Change", 30),
    SheetColumn("Before", 40),
    SheetColumn("After", 40),
    SheetColumn("Where", 17),
    SheetColumn("Why this direction", 36),
)
_LOG = (
    SheetColumn("Version", 11),
    SheetColumn("Date of entry", 13),
    SheetColumn("The log says", 56),
    SheetColumn("What it is worth", 34),
    SheetColumn("Why", 50),
    SheetColumn("Changes", 10),
    SheetColumn("Which", 40),
)


def diff_sheets(diff: VersionDiff, decisions: Decisions) -> tuple[Sheet, ...]:
    """``decisions`` are those that hold, by fingerprint; undecided changes have blank cells to fill in."""
    summary = diff_summary(diff, decisions)
    blocks = (_directions(diff), _log_block(diff), _versions(diff))
    return (
        summary_sheet(summary, blocks),
        changes_sheet((diff,), decisions),
        codes_sheet((diff,)),
        log_sheet((diff,)),
    )


def changes_sheet(diffs: Sequence[VersionDiff], decisions: Decisions) -> Sheet:
    """One change a line. On paper go the columns up to the note; what is for looking up stands to their right."""
    lines = tuple(_change(change, diff, decisions.get(change.fingerprint)) for diff in diffs for change in diff.changes)
    nothing = phrases.VERDICTS[Verdict.NO_CHANGE]
    return Sheet("Changes", (*_CHANGES, *_BEYOND_PAPER), lines, nothing, frozen=3, printed=len(_CHANGES))


def _directions(diff: VersionDiff) -> Block:
    counts = Counter(change.direction for change in diff.changes)
    lines: tuple[Line, ...] = tuple(
        (Cell(direction.value, direction), counts[direction], phrases.DIRECTIONS[direction]) for direction in Direction
    )
    return Block("Changes by direction", ((Cell("Verdict", Look.STRONG), None, phrases.VERDICTS[diff.verdict]), *lines))


def _log_block(diff: VersionDiff) -> Block:
    verdicts = phrases.log_verdicts(check.verdict for check in diff.revision_log)
    counts = Counter(check.verdict for check in diff.revision_log)
    lines: tuple[Line, ...] = tuple(
        (verdict.value.replace("_", " "), counts[verdict], phrases.LOG_VERDICTS[verdict]) for verdict in verdicts
    )
    return Block("The payer's revision log", lines or (("no entry concerns these versions",),))


def _versions(diff: VersionDiff) -> Block:
    heads = ("Version", "Policy number", "Title and file", "Effective", "Last review", "Next review")
    return Block(
        "Versions",
        (tuple(Cell(head, Look.STRONG) for head in heads), _version("old", diff.old), _version("new", diff.new)),
    )


def _version(label: str, version: Version) -> Line:
    dates = (version.effective_date, version.last_review_date, version.next_review_date)
    title = "\n".join(part for part in (version.title, version.source.name, f"SHA-256 {version.source.sha256}") if part)
    return (label, version.policy_number, title, *(date or phrases.NOT_STATED for date in dates))


def _change(change: Change, diff: VersionDiff, decision: Decision | None) -> Line:
    checks = [check for check in diff.revision_log if change.fingerprint in check.changes]
    before, after = _words(change)
    return (
        phrases.version_name(diff.new),
        Cell(change.direction.value, change.direction),
        rule_words(change.rule),
        change.service,
        redline(before or "", after or ""),
        _where(change),
        change.why,
        decision.status.value if decision else None,
        decision.owner if decision else None,
        decision.note if decision else None,
        decision.decided_at if decision else None,
        before,
        after,
        phrases.witness(change.witness) if change.witness else None,
        _log_words(checks),
        "\n".join(dict.fromkeys(_entry(check) for check in checks)),
        change.area.value,
        change.rule,
        change.confidence,
        change.fingerprint,
    )


def _words(change: Change) -> tuple[str | None, str | None]:
    """Both sides on one line each: where a PDF breaks its lines says nothing."""
    old, new = (phrases.one_line(side.text) if side else None for side in (change.old, change.new))
    return old, new


def _where(change: Change) -> str:
    sides = (("old", change.old), ("new", change.new))
    places = ((label, phrases.place(side.provenance)) for label, side in sides if side)
    return "\n".join(f"{label}: {place}" for label, place in places if place)


def _log_words(checks: Iterable[LogCheck]) -> str:
    verdicts = phrases.log_verdicts(check.verdict for check in checks)
    return "\n".join(phrases.LOG_VERDICTS[verdict] for verdict in verdicts)


def _entry(check: LogCheck) -> str:
    return ": ".join(part for part in (check.date, phrases.one_line(check.says)) if part)


def codes_sheet(diffs: Sequence[VersionDiff]) -> Sheet:
    lines = tuple(_code(change, diff) for diff in diffs for change in diff.changes if change.area is Area.CODE)
    return Sheet("Codes", _CODES, lines, "no codes changed", frozen=3)


def _code(change: Change, diff: VersionDiff) -> Line:
    system, _, code = (change.service or "").partition(" ")
    before, after = _words(change)
    direction = Cell(change.direction.value, change.direction)
    version, words = phrases.version_name(diff.new), rule_words(change.rule)
    return (version, system, code, direction, words, before, after, _where(change), change.why)


def log_sheet(diffs: Sequence[VersionDiff]) -> Sheet:
    lines = tuple(_check(check, diff) for diff in diffs for check in diff.revision_log)
    return Sheet("Log check", _LOG, lines, "no entry of the log concerns these versions")


def _check(check: LogCheck, diff: VersionDiff) -> Line:
    rules = {change.fingerprint: rule_words(change.rule) for change in diff.changes}
    counts = Counter(rules.get(name, name) for name in check.changes)
    which = "\n".join(f"{words} ({count})" if count > 1 else words for words, count in counts.items())
    return (
        phrases.version_name(diff.new),
        check.date or "as a whole",
        phrases.one_line(check.says),
        phrases.LOG_VERDICTS[check.verdict],
        check.why,
        len(check.changes),
        which,
    )
