"""The workbook of a policy over time: summary, the timeline, all changes to decide on, codes and the log."""

from collections import Counter
from collections.abc import Iterator

from policydiff.changes import Direction, VersionDiff
from policydiff.history import History, HistoryStep, decisions_in_force
from policydiff.reports import phrases
from policydiff.reports.change_words import rule_words
from policydiff.reports.history_summary import history_summary
from policydiff.reports.workbook.diff_sheets import changes_sheet, codes_sheet, log_sheet
from policydiff.reports.workbook.layout import Cell, Content, Line, Look, Sheet, SheetColumn
from policydiff.reports.workbook.summary_sheet import summary_sheet

_TIMELINE = (
    SheetColumn("From", 11),
    SheetColumn("Until", 11),
    SheetColumn("What", 10),
    SheetColumn("File or service", 34),
    SheetColumn("Says", 22),
    SheetColumn("In words", 70),
    SheetColumn("Payer's log", 36),
)


def history_sheets(history: History) -> tuple[Sheet, ...]:
    decisions = decisions_in_force(history.decisions)
    diffs = [step.diff for step in history.steps if step.diff is not None]
    return (
        summary_sheet(history_summary(history, decisions), ()),
        _timeline(history),
        changes_sheet(diffs, decisions),
        codes_sheet(diffs),
        log_sheet(diffs),
    )


def _timeline(history: History) -> Sheet:
    """Each version, what it says of each service, and what changed with it that somebody has to decide on."""
    lines = tuple(line for step in history.steps for line in _step(step))
    return Sheet("Timeline", _TIMELINE, lines, "no versions are stored", frozen=3)


def _step(step: HistoryStep) -> Iterator[Line]:
    dates: tuple[Content, ...] = (step.in_force_from or phrases.NOT_STATED, step.in_force_until)
    files = "\n".join(source.name for source in (step.version.source, *step.renderings))
    verdict = step.diff.verdict.value.replace("_", " ") if step.diff else None
    words = "\n".join((*_told(step.diff), *step.remarks))
    log = "\n".join(_log(step.diff))
    yield tuple(Cell(content, Look.STRONG) for content in (*dates, "version", files, verdict, words, log))
    for position in step.positions:
        says = Cell(phrases.determination(position.determination), position.determination)
        residual = "for any other indication" if position.residual else None
        yield (*dates, "position", position.service, says, residual, None)
    for change in step.diff.changes if step.diff else ():
        if change.direction.substantive:
            direction = Cell(change.direction.value, change.direction)
            yield (*dates, "change", change.service, direction, f"{rule_words(change.rule)}: {change.why}", None)


def _told(diff: VersionDiff | None) -> Iterator[str]:
    """What changed with a version, in words and numbers."""
    if diff is not None:
        yield phrases.VERDICTS[diff.verdict]
        counts = Counter(change.direction for change in diff.changes)
        if counts:
            yield ", ".join(f"{counts[direction]} {direction.value}" for direction in Direction if counts[direction])


def _log(diff: VersionDiff | None) -> Iterator[str]:
    if diff is not None:
        for verdict in phrases.log_verdicts(check.verdict for check in diff.revision_log):
            yield phrases.LOG_VERDICTS[verdict]
