"""The check of the payer's log as a page shows it."""

from dataclasses import dataclass

from policydiff.changes import LogCheck, LogVerdict, VersionDiff
from policydiff.reports import phrases
from policydiff.reports.answer import capital
from policydiff.reports.html.change_view import Group


@dataclass(frozen=True, slots=True)
class LogView:
    """One entry of the log and what it is worth. ``changes`` are anchors with what they lead to."""

    date: str
    says: str
    verdict: str
    words: str
    why: str
    changes: tuple[tuple[str, str], ...]


_LOG_SIGNS = {
    LogVerdict.CONSISTENT: "✓",
    LogVerdict.SILENT_CHANGE: "✗",
    LogVerdict.CLAIM_WITHOUT_CHANGE: "✗",
    LogVerdict.LOG_GAP: "?",
    LogVerdict.NO_LOG: "?",
}


def log_views(diff: VersionDiff, shown: tuple[Group, ...]) -> tuple[LogView, ...]:
    """What the check of the log found, each entry with links to the changes that it is about."""
    leads = {
        view.fingerprint: (view.anchor, f"{view.service}: {view.told}" if view.service else view.told)
        for group in shown
        for block in group.blocks
        for view in block.changes
    }
    return tuple(
        _entry(check, tuple(leads[name] for name in check.changes if name in leads)) for check in diff.revision_log
    )


def _entry(check: LogCheck, changes: tuple[tuple[str, str], ...]) -> LogView:
    return LogView(
        date=check.date or "The log as a whole",
        says=check.says,
        verdict=_LOG_SIGNS[check.verdict],
        words=capital(phrases.LOG_VERDICTS[check.verdict]),
        why=capital(check.why),
        changes=changes,
    )
