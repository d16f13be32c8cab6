"""The report of a policy over time: each version, what changed with it, what its log said, and what was decided."""

from collections.abc import Iterator

from policydiff.changes import Direction, VersionDiff
from policydiff.history import History, HistoryStep, decisions_in_force
from policydiff.reports import phrases
from policydiff.reports.diff_report import change_entry, log_sentence
from policydiff.reports.report import Chapter, Decisions, Entry, Fact, Report, Section
from policydiff.reports.timeline_rows import timeline_table


def history_report(history: History) -> Report:
    """Lay out a history, the oldest version first. Of changes that nobody has to decide on only the number is told."""
    policy, decisions = history.policy, decisions_in_force(history.decisions)
    title = " · ".join(part for part in (policy.payer.name, policy.policy_number, policy.title) if part) or policy.name
    facts = [
        Fact("policy", policy.name),
        Fact("versions", str(len(history.steps))),
        Fact("for", phrases.listed(policy.lines_of_business)),
    ]
    sections = tuple(_section(step, decisions) for step in history.steps)
    chapter = Chapter(title, tuple(fact for fact in facts if fact.text), sections)
    return Report((chapter,), timeline_table((history,)), history, decisions)


def _section(step: HistoryStep, decisions: Decisions) -> Section:
    start = step.in_force_from or "no date printed"
    until = f" until {step.in_force_until}" if step.in_force_until else ""
    verdict = f" · {step.diff.verdict.value.replace('_', ' ')}" if step.diff else ""
    entries = [Entry(step.version.source.name, facts=tuple(_facts(step)))]
    if step.diff:
        entries.extend(
            change_entry(change, decisions.get(change.fingerprint), named=True)
            for change in step.diff.changes
            if change.direction.substantive
        )
    return Section(f"{start}{until}{verdict}", entries=tuple(entries))


def _facts(step: HistoryStep) -> Iterator[Fact]:
    if step.renderings:
        yield Fact("also", phrases.listed(source.name for source in step.renderings))
    for remark in step.remarks:
        yield Fact("remark", remark)
    for position in step.positions:
        residual = ", for any other indication" if position.residual else ""
        yield Fact("says", f"{phrases.determination(position.determination)}: {position.service}{residual}")
    if step.diff:
        yield Fact("change", phrases.VERDICTS[step.diff.verdict])
        yield Fact("log", log_sentence(step.diff.revision_log))
        if besides := _besides(step.diff):
            yield Fact("besides", besides)


def _besides(diff: VersionDiff) -> str:
    """How many changes there are that nobody has to decide on."""
    counts = (
        (direction, sum(change.direction is direction for change in diff.changes))
        for direction in (Direction.EDITORIAL, Direction.ADMINISTRATIVE)
    )
    return ", ".join(f"{number} {direction.value}" for direction, number in counts if number)
