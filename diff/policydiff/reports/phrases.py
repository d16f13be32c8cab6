"""How values of the contract are put in words, the same in every output."""

from collections.abc import Iterable

from policydiff.changes import Direction, LogVerdict, Qualified, Verdict, Version, Witness
from policydiff.comparison import Agreement
from policydiff.history import Decision
from policyextract.document import Provenance
from policyextract.records import Accounting, Criterion, Determination, Operator, Threshold

NOT_STATED = "not stated"

VERDICTS = {
    Verdict.NO_CHANGE: "no changes were found",
    Verdict.EDITORIAL: "editorial only: wording changed, meaning did not",
    Verdict.ADMINISTRATIVE: "administrative only: dates, numbers, references and the like",
    Verdict.RESTRICTIVE: "restrictive: fewer patients or services qualify",
    Verdict.PERMISSIVE: "permissive: more patients or services qualify",
    Verdict.MIXED: "mixed: some changes restrict, others permit",
    Verdict.LATERAL: "lateral: covered neither before nor after, but the ground of denial differs",
    Verdict.INDETERMINATE: "indeterminate: the text does not settle what the changes do",
}

DIRECTIONS = {
    Direction.RESTRICTIVE: "fewer patients or services qualify",
    Direction.PERMISSIVE: "more patients or services qualify",
    Direction.LATERAL: "covered neither before nor after, but the ground of denial differs",
    Direction.INDETERMINATE: "the text does not settle what the change does",
    Direction.EDITORIAL: "other words of the same meaning",
    Direction.ADMINISTRATIVE: "dates, numbers, references and the like",
}
"""What a change of each direction does."""

AGREEMENTS = {
    Agreement.SAME: "all agree",
    Agreement.CONDITIONS_DIFFER: "covered, conditions differ",
    Agreement.GROUNDS_DIFFER: "denied on different grounds",
    Agreement.DIFFERENT: "payers differ",
    Agreement.ONE_SPEAKS: "one speaks",
    Agreement.NOT_STATED: "not stated",
}
"""How the payers of a row stand to one another."""

LOG_VERDICTS = {
    LogVerdict.SILENT_CHANGE: "the log does not mention a change that was found",
    LogVerdict.LOG_GAP: "the log does not reach back to the old version",
    LogVerdict.CLAIM_WITHOUT_CHANGE: "the log claims a change that was not found",
    LogVerdict.NO_LOG: "the new version has no revision log",
    LogVerdict.CONSISTENT: "the log agrees with what was found",
}
"""The worst news first: several verdicts are named in this order."""

_OPERATORS = {
    Operator.ALL: "ALL of",
    Operator.ANY: "ANY of",
    Operator.AT_LEAST: "AT LEAST {minimum} of",
    Operator.NONE_OF: "NONE of",
    Operator.UNCLEAR: "UNCLEAR how these combine",
}


def determination(value: Determination | None) -> str:
    return NOT_STATED if value is None else value.value.replace("_", " ")


def operator(criterion: Criterion) -> str:
    """How a list's items combine, such as "AT LEAST 2 of"; empty for an item without sub-items."""
    if criterion.operator is None:
        return ""
    return _OPERATORS[criterion.operator].format(minimum=criterion.minimum)


def thresholds(values: Iterable[Threshold]) -> str | None:
    """Numbers that decide, such as "age >= 18 years; BMI > 40 kg/m2"; None where there are none."""
    parts = ((each.quantity, each.comparator, f"{each.value:g}", each.unit) for each in values)
    return listed(" ".join(part for part in of_one if part) for of_one in parts) or None


def place(provenance: Provenance | None) -> str:
    """Page and line, such as "p. 2, line 14"; without pages the line alone."""
    return "" if provenance is None else place_of(provenance.page, provenance.line)


def place_of(page: int | None, line: int | None) -> str:
    """The same of a page and a line that are at hand by themselves."""
    told = (f"p. {page}" if page is not None else "", f"line {line}" if line is not None else "")
    return ", ".join(part for part in told if part)


def page(provenance: Provenance | None) -> int | None:
    return None if provenance is None else provenance.page


def line(provenance: Provenance | None) -> int | None:
    return None if provenance is None else provenance.line


def quoted(text: str) -> str:
    """A quote on one line, in quotation marks."""
    return f"“{one_line(text)}”"


def one_line(text: str) -> str:
    return " ".join(text.split())


def listed(values: Iterable[str]) -> str:
    return "; ".join(values)


def counted(heading: str, number: int) -> str:
    return f"{heading} ({number})"


def accounting(value: Accounting) -> str:
    """What became of the lines of the policy part, in one line."""
    share = f"{value.unparsed_share:.1%}"
    return (
        f"{value.lines} lines of the policy part: {value.parsed} parsed, {value.ignored} ignored, "
        f"{value.unparsed} unparsed ({share})"
    )


def log_verdicts(found: Iterable[LogVerdict]) -> tuple[LogVerdict, ...]:
    """Each verdict once, the worst first."""
    distinct = set(found)
    return tuple(verdict for verdict in LOG_VERDICTS if verdict in distinct)


def version_name(version: Version) -> str:
    """The date that a version goes by: effective, else last reviewed, else the file's name."""
    return version.effective_date or version.last_review_date or version.source.name


def witness(found: Witness) -> str:
    """The patient who qualifies on one side alone, in words."""
    when = "before and not now" if found.qualified is Qualified.BEFORE else "now and not before"
    holds = listed(map(quoted, found.holds)) or "nothing"
    fails = listed(map(quoted, found.fails))
    return f"qualified {when}: whoever has {holds}" + (f", and not {fails}" if fails else "")


def decision(made: Decision) -> str:
    """What was decided, by whom and when, in one line."""
    by = f" by {made.owner}" if made.owner else ""
    note = f": {one_line(made.note)}" if made.note else ""
    return f"{made.status.value}{by}, {made.decided_at}{note}"


def policy_name(version: Version) -> str:
    """Whose policy, its number and its title; of a version that prints none of them the name of its file."""
    parts = (version.payer.name, version.policy_number, version.title)
    return " · ".join(part for part in parts if part) or version.source.name
