"""The plain sentences over the history of a policy."""

from collections.abc import Iterator

from policydiff.changes import VersionDiff
from policydiff.history import History, HistoryStep, Position
from policydiff.reports import phrases
from policydiff.reports.answer import Answer, Point, Summary, capital, joined, number_of
from policydiff.reports.diff_summary import diff_summary
from policydiff.reports.report import Decisions

NOW, WHEN, LOG, OPEN, UNDECIDED = (
    "What does the newest version say?",
    "When did coverage change?",
    "Did the payer’s log admit it?",
    "What is not known?",
    "What is undecided?",
)

_MOST = 8
"""Services that the first screen has room for."""


def history_summary(history: History, decisions: Decisions) -> Summary:
    """``decisions`` are those that hold, by fingerprint."""
    policy = history.policy
    title = " · ".join(part for part in (policy.payer.name, policy.policy_number, policy.title) if part) or policy.name
    if not history.steps:
        return Summary(title, (Answer(NOW, "Nothing", "No version of the policy is stored."),))
    changed = [(step, step.diff) for step in history.steps if step.diff is not None and _substantive(step.diff)]
    answers = (
        _now(history.steps[-1]),
        _when(history, changed),
        _log(changed),
        _open(history),
        _undecided(changed, decisions),
    )
    return Summary(title, answers)


def step_date(step: HistoryStep) -> str:
    """The date that a version of a history goes by, or its file's name."""
    return step.in_force_from or step.version.source.name


def _substantive(diff: VersionDiff) -> int:
    return sum(change.direction.substantive for change in diff.changes)


def _now(newest: HistoryStep) -> Answer:
    points = tuple(Point(f"{capital(service)}: {words}") for service, words in _positions(newest.positions))
    if len(points) > _MOST + 1:
        points = (*points[:_MOST], Point(f"{len(points) - _MOST} more services"))
    return Answer(NOW, step_date(newest), "" if points else "No coverage statement was read in it.", points=points)


def _positions(positions: tuple[Position, ...]) -> Iterator[tuple[str, str]]:
    """Each service with all that is said of it."""
    for service in dict.fromkeys(position.service for position in positions):
        said = dict.fromkeys(
            phrases.determination(position.determination) + (" for any other indication" if position.residual else "")
            for position in positions
            if position.service == service
        )
        yield service, joined(list(said))


def _when(history: History, changed: list[tuple[HistoryStep, VersionDiff]]) -> Answer:
    points = []
    for step, diff in changed:
        answers = {answer.question: answer for answer in diff_summary(diff, {}).answers}
        stricter = answers["Is it stricter?"]
        points.append(Point(f"{step_date(step)}: {stricter.short}. {stricter.text}", stricter.tone))
    versions = number_of(len(history.steps), "version")
    first, last = step_date(history.steps[0]), step_date(history.steps[-1])
    text = f"{versions} are stored, from {first} to {last}." if len(history.steps) > 1 else "One version is stored."
    times = number_of(len(changed), "time") if changed else "Never, as far as is stored"
    return Answer(WHEN, times, text, points=tuple(points))


def _log(changed: list[tuple[HistoryStep, VersionDiff]]) -> Answer:
    if not changed:
        return Answer(LOG, "Nothing to admit", "No change of coverage was found.")
    points, shorts = [], []
    for step, diff in changed:
        answer = next(answer for answer in diff_summary(diff, {}).answers if answer.question == LOG)
        points.append(Point(f"{step_date(step)}: {answer.short}. {answer.text}"))
        shorts.append(answer.short)
    short = shorts[0] if len(set(shorts)) == 1 else "Not always alike"
    return Answer(LOG, short, "", points=tuple(points))


def _open(history: History) -> Answer:
    points = tuple(Point(f"{step_date(step)}: {remark}") for step in history.steps for remark in step.remarks)
    if not points:
        return Answer(OPEN, "Nothing", "The place of every stored version is settled.")
    return Answer(OPEN, number_of(len(points), "remark"), "On the place of versions in the line.", points=points)


def _undecided(changed: list[tuple[HistoryStep, VersionDiff]], decisions: Decisions) -> Answer:
    names = {change.fingerprint for _, diff in changed for change in diff.changes if change.direction.substantive}
    decided = len(names & set(decisions))
    if not names:
        return Answer(UNDECIDED, "Nothing", "No change that was found calls for a decision.")
    told = f"{decided} of {number_of(len(names), 'change')} of coverage have a decision on record."
    return Answer(UNDECIDED, number_of(len(names) - decided, "change") if decided < len(names) else "Nothing", told)
