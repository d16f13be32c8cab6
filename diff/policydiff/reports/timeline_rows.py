"""A policy over time as rows of a spreadsheet: ``timeline.csv``.

Each version has a line for itself, one for each service that it speaks of, and one for each change from the version
before it; ``kind`` tells them apart, and what identifies policy and version stands on all of them.
"""

from collections.abc import Iterator, Sequence

from policydiff.changes import Action, Area, Direction, LogVerdict, Verdict
from policydiff.history import DecisionStatus, History, HistoryStep, Position, decisions_in_force
from policydiff.reports import phrases
from policydiff.reports.change_rows import change_values, log_values
from policydiff.reports.columns import Column, Kind, names, one_of, some_of
from policydiff.reports.report import Decisions, Table, Values, table_of
from policyextract.records import Determination

VERSION, POSITION, CHANGE = "version", "position", "change"

COLUMNS = (
    Column(
        "policy", Kind.TEXT, "Name of the policy in the library, such as cigna/0261. No version at all is said here."
    ),
    Column("payer", Kind.TEXT, "Name of the payer."),
    Column("policy_number", Kind.CODE, "Number of the policy."),
    Column("date", Kind.DATE, "Date from which the version was in force, as far as is known."),
    Column("until", Kind.DATE, "Date from which the next version was; empty for the newest."),
    one_of("kind", (VERSION, POSITION, CHANGE), "What the line is; a position is what the version says of a service."),
    Column("version", Kind.TEXT, "Date that the version goes by, else the name of its file."),
    Column("title", Kind.TEXT, "Title of this version."),
    Column("file", Kind.TEXT, "File of this version, without folders."),
    Column("renderings", Kind.TEXT, "Versions: other files of the same version, divided by “; ”."),
    one_of("verdict", Verdict, "Versions: what changed from the version before, in one word; empty for the first."),
    Column("changes", Kind.INTEGER, "Versions: how many changes that were."),
    Column("remarks", Kind.TEXT, "Versions: what is not settled about its place, divided by “; ”."),
    Column("service", Kind.TEXT, "Positions and changes: the service, as printed."),
    one_of("determination", Determination, "Positions: what the version says of it."),
    Column("residual", Kind.BOOLEAN, "Positions: whether it is about everything else."),
    one_of("area", Area, "Changes: what part of the policy changed."),
    Column("rule", Kind.TEXT, "Changes: kind of change; `docs/rules.md` lists them."),
    one_of("action", Action, "Changes: what was done."),
    one_of("direction", Direction, "Changes: what it does to the patients and services that qualify."),
    Column("before", Kind.TEXT, "Changes: words of the version before."),
    Column("after", Kind.TEXT, "Changes: words of this version."),
    Column("before_page", Kind.INTEGER, "Changes: page of the words in the version before."),
    Column("after_page", Kind.INTEGER, "Changes: page of the words in this version."),
    Column("derivation", Kind.TEXT, "Changes: how the direction follows from the text."),
    some_of(
        "log_verdict", LogVerdict, "Versions and changes: what the check of the payer's log says, the worst first."
    ),
    Column("log_says", Kind.TEXT, "Versions and changes: the entries of the log that this is about."),
    Column("fingerprint", Kind.CODE, "Changes: name under which decisions are kept."),
    one_of("decision", DecisionStatus, "Changes: what was decided; empty where nothing was."),
    Column("decision_owner", Kind.TEXT, "Changes: who answers for the decision."),
    Column("decision_note", Kind.TEXT, "Changes: what was noted with it."),
    Column("decided_at", Kind.MOMENT, "Changes: when it was decided, UTC."),
)


def timeline_table(histories: Sequence[History]) -> Table:
    """The lines of the policies, version by version, the oldest first."""
    lines = (line for history in histories for line in _lines(history))
    return table_of(names(COLUMNS), lines, "no versions are stored")


def _lines(history: History) -> Iterator[Values]:
    decisions = decisions_in_force(history.decisions)
    for step in history.steps:
        head = _head(history, step)
        yield {**head, **_version(step)}
        for position in step.positions:
            yield {**head, **_position(position)}
        for change in _changes(step, decisions):
            yield {**head, **change, "kind": CHANGE}


def _head(history: History, step: HistoryStep) -> Values:
    policy, version = history.policy, step.version
    return {
        "policy": policy.name,
        "payer": policy.payer.name,
        "policy_number": version.policy_number,
        "date": step.in_force_from,
        "until": step.in_force_until,
        "version": phrases.version_name(version),
        "title": version.title,
        "file": version.source.name,
    }


def _version(step: HistoryStep) -> Values:
    told: Values = {
        "kind": VERSION,
        "renderings": phrases.listed(source.name for source in step.renderings) or None,
        "remarks": phrases.listed(step.remarks) or None,
    }
    if step.diff is None:
        return told
    counted: Values = {"verdict": step.diff.verdict.value, "changes": len(step.diff.changes)}
    return {**told, **counted, **log_values(step.diff.revision_log)}


def _position(position: Position) -> Values:
    return {
        "kind": POSITION,
        "service": position.service,
        "determination": position.determination.value,
        "residual": position.residual,
    }


def _changes(step: HistoryStep, decisions: Decisions) -> Iterator[Values]:
    if step.diff is not None:
        for change in step.diff.changes:
            yield change_values(change, step.diff, decisions)
