"""Did the payer's log admit what changed? The check of the log in plain sentences."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from policydiff.changes import Area, LogCheck, LogVerdict, VersionDiff
from policydiff.reports import phrases
from policydiff.reports.answer import Answer, Point, capital, joined
from policydiff.reports.change_words import shortened

QUESTION = "Did the payer’s log admit it?"

_COVERAGE = frozenset({Area.STATEMENT, Area.CRITERION, Area.CODE})

_MOST_ENTRIES = 3


def log_answer(diff: VersionDiff) -> Answer:
    """The worst that can be said of the log, with the entries that it is said of."""
    coverage = {
        change.fingerprint for change in diff.changes if change.area in _COVERAGE and change.direction.substantive
    }
    checks = diff.revision_log
    admitted = {name for check in checks if check.verdict is LogVerdict.CONSISTENT for name in check.changes} & coverage
    short, text = _told({check.verdict for check in checks}, checks, len(coverage), len(admitted))
    if coverage and any(change.area not in _COVERAGE and change.direction.substantive for change in diff.changes):
        text += " Text besides statements, criteria and codes is not held against it."
    points = tuple(_entries(check for check in checks if check.date))
    rest = len(points) - _MOST_ENTRIES
    if rest > 0:
        points = (*points[:_MOST_ENTRIES], Point(f"{rest} more, under “Revision log” below"))
    return Answer(QUESTION, short, text, points=points)


def _told(verdicts: set[LogVerdict], checks: Sequence[LogCheck], coverage: int, admitted: int) -> tuple[str, str]:
    accounted = _accounted(coverage, admitted)
    if LogVerdict.NO_LOG in verdicts:
        return "There is no log", f"The new version prints no revision log. {accounted}"
    if LogVerdict.LOG_GAP in verdicts:
        gap = next((check.why for check in checks if check.date is None), "the log does not reach back")
        return "Cannot be told", f"{capital(gap.split(';')[0])}. {accounted}"
    if LogVerdict.SILENT_CHANGE in verdicts:
        return ("In part" if admitted else "No"), accounted
    if LogVerdict.CLAIM_WITHOUT_CHANGE in verdicts:
        return "It claims more than was found", f"An entry names a change that was not found. {accounted}"
    if coverage:
        return ("Yes" if admitted else "No"), accounted
    return "Nothing to admit", "No change of coverage was found, and no entry since the old version claims one."


def _accounted(coverage: int, admitted: int) -> str:
    """How many of the changes of coverage the entries since the old version account for."""
    if not coverage:
        return "No change of statements, criteria or codes was found."
    number = "none" if not admitted else "all" if admitted == coverage else str(admitted)
    if coverage == 1:
        return f"Its entries since the old version {'' if admitted else 'do not '}account for the change of coverage."
    return f"Its entries since the old version account for {number} of the {coverage} changes of coverage."


def _entries(checks: Iterator[LogCheck]) -> Iterator[Point]:
    """The entries, those that say and are worth the same together."""
    for (says, verdict, why), alike in groupby(checks, key=lambda check: (check.says, check.verdict, check.why)):
        dates = [check.date or "" for check in alike]
        entry = f"{joined(dates)}: “{shortened(phrases.one_line(says))}”" if says else f"{joined(dates)}: no words"
        yield Point(entry, why=None if verdict is LogVerdict.CONSISTENT else why.split("; but ")[0])
