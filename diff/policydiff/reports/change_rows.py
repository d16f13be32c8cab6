"""The changes of a diff as rows of a spreadsheet, one change a line: ``changes.csv``."""

from collections.abc import Iterable

from policydiff.changes import Action, Area, Change, Direction, Evidence, LogCheck, LogVerdict, Version, VersionDiff
from policydiff.history import Decision, DecisionStatus
from policydiff.reports import phrases
from policydiff.reports.columns import Column, Kind, names, one_of, some_of
from policydiff.reports.report import Decisions, Table, Values, table_of

COLUMNS = (
    Column("payer", Kind.TEXT, "Name of the payer, from the new version."),
    Column("policy_number", Kind.CODE, "Number of the policy, from the new version."),
    Column("title", Kind.TEXT, "Title of the policy, from the new version."),
    Column(
        "old_version", Kind.TEXT, "Date of the old version: effective, else last reviewed, else the name of its file."
    ),
    Column("new_version", Kind.TEXT, "The same of the new version."),
    Column("old_effective_date", Kind.DATE, "Effective date printed in the old version."),
    Column("new_effective_date", Kind.DATE, "Effective date printed in the new version."),
    Column("old_file", Kind.TEXT, "File of the old version, without folders."),
    Column("new_file", Kind.TEXT, "File of the new version, without folders."),
    one_of("area", Area, "What part of the policy changed."),
    Column("rule", Kind.TEXT, "Kind of change; `docs/rules.md` lists them."),
    one_of("action", Action, "What was done."),
    one_of("direction", Direction, "What the change does to the patients and services that qualify."),
    Column("service", Kind.TEXT, "What the change is about, as printed."),
    Column("before", Kind.TEXT, "Words of the old version; empty where something was added."),
    Column("after", Kind.TEXT, "Words of the new version; empty where something was removed."),
    Column("before_page", Kind.INTEGER, "Page of the words in the old version, from 1; empty where it has no pages."),
    Column("before_line", Kind.INTEGER, "Line on that page, or of the text, from 1."),
    Column("after_page", Kind.INTEGER, "Page of the words in the new version."),
    Column("after_line", Kind.INTEGER, "Line on that page, or of the text."),
    Column("derivation", Kind.TEXT, "How the direction follows from the text. A diff without changes says so here."),
    Column("witness", Kind.TEXT, "The smallest set of criteria that shows who qualified on one side alone."),
    some_of("log_verdict", LogVerdict, "What the check of the payer's log says of the change, the worst first."),
    Column("log_says", Kind.TEXT, "The entries of the log that this is about: date and words, divided by “ / ”."),
    Column("log_why", Kind.TEXT, "Why the check says so, divided by “ / ”."),
    Column("confidence", Kind.NUMBER, "How sure it is that old and new words belong together, from 0 to 1."),
    Column("fingerprint", Kind.CODE, "Name of the change, under which decisions are kept: 12 hex digits."),
    one_of("decision", DecisionStatus, "What was decided on the change; empty where nothing was."),
    Column("decision_owner", Kind.TEXT, "Who answers for the decision."),
    Column("decision_note", Kind.TEXT, "What was noted with it."),
    Column("decided_at", Kind.MOMENT, "When it was decided, UTC."),
)


_BETWEEN_ENTRIES = " / "
"""Between sentences, which hold semicolons of their own."""


def changes_table(diffs: Iterable[VersionDiff], decisions: Decisions) -> Table:
    """The changes of the diffs in their order. A diff without changes is one line that says so."""
    lines = (line for diff in diffs for line in _lines(diff, decisions))
    return table_of(names(COLUMNS), lines, "no versions to compare")


def change_values(change: Change, diff: VersionDiff, decisions: Decisions) -> Values:
    """What the columns hold of one change, besides the two versions."""
    checks = [check for check in diff.revision_log if change.fingerprint in check.changes]
    return {
        "area": change.area.value,
        "rule": change.rule,
        "action": change.action.value,
        "direction": change.direction.value,
        "service": change.service,
        **_quoted("before", change.old),
        **_quoted("after", change.new),
        "derivation": change.why,
        "witness": phrases.witness(change.witness) if change.witness else None,
        **log_values(checks),
        "confidence": change.confidence,
        "fingerprint": change.fingerprint,
        **_decided(decisions.get(change.fingerprint)),
    }


def log_values(checks: Iterable[LogCheck]) -> Values:
    """What a check of the log amounts to. Of most dates and references the log says nothing."""
    told = tuple(checks)
    says = (": ".join(part for part in (check.date, phrases.one_line(check.says)) if part) for check in told)
    return {
        "log_verdict": phrases.listed(phrases.log_verdicts(check.verdict for check in told)) or None,
        "log_says": _BETWEEN_ENTRIES.join(dict.fromkeys(part for part in says if part)) or None,
        "log_why": _BETWEEN_ENTRIES.join(dict.fromkeys(check.why for check in told)) or None,
    }


def _lines(diff: VersionDiff, decisions: Decisions) -> Iterable[Values]:
    versions = _versions(diff)
    if not diff.changes:
        yield {**versions, **log_values(diff.revision_log), "derivation": phrases.VERDICTS[diff.verdict]}
    for change in diff.changes:
        yield {**versions, **change_values(change, diff, decisions)}


def _versions(diff: VersionDiff) -> Values:
    new = diff.new
    return {
        "payer": new.payer.name,
        "policy_number": new.policy_number,
        "title": new.title,
        **_side("old", diff.old),
        **_side("new", new),
    }


def _side(side: str, version: Version) -> Values:
    return {
        f"{side}_version": phrases.version_name(version),
        f"{side}_effective_date": version.effective_date,
        f"{side}_file": version.source.name,
    }


def _quoted(side: str, evidence: Evidence | None) -> Values:
    if evidence is None:
        return {}
    return {
        side: evidence.text,
        f"{side}_page": phrases.page(evidence.provenance),
        f"{side}_line": phrases.line(evidence.provenance),
    }


def _decided(decision: Decision | None) -> Values:
    if decision is None:
        return {}
    return {
        "decision": decision.status.value,
        "decision_owner": decision.owner,
        "decision_note": decision.note,
        "decided_at": decision.decided_at,
    }
