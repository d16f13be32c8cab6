"""The page of a history: the years as a picture and as a table, then each version with what it changed."""

from collections import Counter
from dataclasses import dataclass

from policydiff.changes import Area, Direction, VersionDiff
from policydiff.history import History, HistoryStep
from policydiff.reports import phrases
from policydiff.reports.answer import Answer
from policydiff.reports.diff_summary import STRICTER, diff_summary
from policydiff.reports.history_summary import history_summary, step_date
from policydiff.reports.html.change_view import SIGNS, Group, area_name, groups
from policydiff.reports.html.log_view import LogView, log_views
from policydiff.reports.html.page import render_page
from policydiff.reports.html.parts_view import Choice
from policydiff.reports.html.summary_view import answer_views
from policydiff.reports.html.timeline import timeline
from policydiff.reports.report import Decisions


@dataclass(frozen=True, slots=True)
class StepView:
    """A version with what it changed; ``stricter`` is null for the first."""

    anchor: str
    date: str
    facts: tuple[tuple[str, str], ...]
    stricter: Answer | None
    groups: tuple[Group, ...]
    log: tuple[LogView, ...]


def render_history(history: History, decisions: Decisions) -> str:
    """The page of one policy over time, the newest version first."""
    steps = tuple(_step(step, f"version-{at}", decisions) for at, step in enumerate(history.steps, 1))
    diffs = [step.diff for step in history.steps if step.diff is not None]
    summary = history_summary(history, decisions)
    return render_page(
        "history.html",
        title=summary.title,
        answers=answer_views(summary),
        picture=timeline(history),
        dates=tuple(step_date(step) for step in history.steps if step.in_force_from),
        steps=steps[::-1],
        directions=_directions(diffs),
        areas=_areas(diffs),
        signs=tuple((SIGNS[each], each.value, phrases.DIRECTIONS[each]) for each in Direction if each.substantive),
        count=sum(len(diff.changes) for diff in diffs),
    )


def _directions(diffs: list[VersionDiff]) -> tuple[Choice, ...]:
    counts = Counter(change.direction for diff in diffs for change in diff.changes)
    return tuple(Choice(each.value, each.value, counts[each], SIGNS[each]) for each in Direction)


def _areas(diffs: list[VersionDiff]) -> tuple[Choice, ...]:
    counts = Counter(change.area for diff in diffs for change in diff.changes)
    return tuple(Choice(each.value, area_name(each), counts[each]) for each in Area if counts[each])


def _step(step: HistoryStep, anchor: str, decisions: Decisions) -> StepView:
    diff = step.diff
    shown = groups(diff, decisions, f"{anchor}-") if diff else ()
    stricter = None
    if diff is not None:
        stricter = next(answer for answer in diff_summary(diff, decisions).answers if answer.question == STRICTER)
    return StepView(
        anchor=anchor,
        date=step_date(step),
        facts=_facts(step),
        stricter=stricter,
        groups=shown,
        log=log_views(diff, shown) if diff else (),
    )


def _facts(step: HistoryStep) -> tuple[tuple[str, str], ...]:
    facts = (
        ("In force", _in_force(step)),
        ("File", step.version.source.name),
        ("Same version", phrases.listed(source.name for source in step.renderings)),
        ("Next review", step.version.next_review_date or ""),
        ("Remarks", phrases.listed(step.remarks)),
    )
    return tuple((label, text) for label, text in facts if text)


def _in_force(step: HistoryStep) -> str:
    if step.in_force_from is None:
        return "no date is printed"
    if step.in_force_until is None:
        return f"from {step.in_force_from}; no later version is stored"
    return f"from {step.in_force_from} until {step.in_force_until}, the date of the next version"
