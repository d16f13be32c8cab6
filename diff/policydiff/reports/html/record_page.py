"""The page of what policies say: statements with their criteria as trees, codes, the log, and how well all was read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policydiff.reports import phrases
from policydiff.reports.answer import Answer, Point, Summary, capital, joined, number_of
from policydiff.reports.html.page import render_page
from policydiff.reports.html.parts_view import Choice
from policydiff.reports.html.summary_view import AnswerView, answer_views
from policyextract.explained import AccountedLine, ExplainedRecord
from policyextract.records import Code, Criterion, Determination, PolicyRecord, Statement

_SIGNS = {True: "✓", False: "✗"}
_TONES = {True: "permissive", False: "restrictive"}
_ROOM = 6


@dataclass(frozen=True, slots=True)
class NodeView:
    """A list of criteria, or one item of it; ``asks`` says how a list's items combine."""

    label: str | None
    asks: str
    text: str
    numbers: str | None
    place: str
    items: tuple["NodeView", ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    anchor: str
    determination: str
    words: str
    sign: str
    tone: str
    services: str
    residual: bool
    text: str
    place: str
    facts: tuple[tuple[str, str], ...]
    criteria: NodeView | None
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """Named columns and their rows, for the log, the issues and the account of lines."""

    heading: str
    anchor: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


@dataclass(frozen=True, slots=True)
class CodeView:
    determination: str
    words: str
    sign: str
    tone: str
    system: str
    code: str
    description: str
    group: str
    place: str


@dataclass(frozen=True, slots=True)
class RecordView:
    """``holds`` says in one line which file it is and how much is in it."""

    anchor: str
    title: str
    holds: str
    facts: tuple[tuple[str, str], ...]
    statements: tuple[StatementView, ...]
    codes: tuple[CodeView, ...]
    tables: tuple[TableView, ...]


def render_records(read: Sequence[PolicyRecord | ExplainedRecord]) -> str:
    """One page for all the records, with the account of their lines where they come with one."""
    records = [each.record if isinstance(each, ExplainedRecord) else each for each in read]
    accounts = [each.accounting if isinstance(each, ExplainedRecord) else () for each in read]
    only = records[0] if len(records) == 1 else None
    return render_page(
        "records.html",
        title=_title(only) if only else f"{len(records)} policies",
        answers=_answers(only) if only else (),
        records=tuple(
            _record(record, account, f"record-{at}")
            for at, (record, account) in enumerate(zip(records, accounts, strict=True), 1)
        ),
        determinations=_determinations(records),
        count=sum(len(record.statements) + len(record.codes) for record in records),
    )


def _title(record: PolicyRecord) -> str:
    parts = (record.payer.name, record.policy_number, record.title)
    return " · ".join(part for part in parts if part) or record.source.name


def _answers(record: PolicyRecord) -> tuple[AnswerView, ...]:
    statements = record.statements
    said = tuple(Point(_said(statement)) for statement in statements[:_ROOM])
    rest = len(statements) - _ROOM
    points = (*said, Point(f"{rest} more below")) if rest > 0 else said
    account, issues = record.accounting, Counter(issue.severity for issue in record.issues)
    worst = f"{number_of(issues['error'], 'error')} and {number_of(issues['warning'], 'warning')} below"
    read = Answer(
        "How well was it read?",
        f"{1 - account.unparsed_share:.1%} accounted for",
        capital(f"{phrases.accounting(account)}; {worst}."),
    )
    codes = Counter(_determination(code.determination) for code in record.codes)
    listed = Answer(
        "Which codes does it list?",
        number_of(len(record.codes), "code"),
        f"With {joined([f'{words} ({count})' for words, count in codes.items()])}." if codes else "",
    )
    what = Answer("What does it say?", number_of(len(statements), "coverage statement"), "", points=points)
    return answer_views(Summary(_title(record), (what, _when(record), listed, read)))


def _when(record: PolicyRecord) -> Answer:
    """The effective date, without one the last review, and what is announced."""
    reviewed = f"Reviewed {record.last_review_date}" if record.last_review_date else "Not stated"
    told = [
        "" if record.effective_date else "No effective date is printed.",
        f"The next review is announced for {record.next_review_date}." if record.next_review_date else "",
    ]
    return Answer("From when?", record.effective_date or reviewed, " ".join(text for text in told if text))


def _said(statement: Statement) -> str:
    other = " for any other indication" if statement.residual else ""
    return f"{_services(statement)}: {phrases.determination(statement.determination)}{other}"


def _services(statement: Statement) -> str:
    return capital(phrases.listed(statement.services)) or "Service not named"


def _determinations(records: Sequence[PolicyRecord]) -> tuple[Choice, ...]:
    counts = Counter(statement.determination for record in records for statement in record.statements)
    counts.update(code.determination for record in records for code in record.codes)
    return tuple(Choice(each.value, _determination(each), counts[each]) for each in Determination if counts[each])


def _determination(value: Determination) -> str:
    return "no determination" if value is Determination.UNSPECIFIED else phrases.determination(value)


def _record(record: PolicyRecord, account: Sequence[AccountedLine], anchor: str) -> RecordView:
    facts = (
        ("File", record.source.name),
        ("Effective", record.effective_date),
        ("Last review", record.last_review_date),
        ("Next review", record.next_review_date),
        ("Lines of business", phrases.listed(record.lines_of_business)),
        *((date.label, date.date) for date in record.other_dates),
        ("Related policies", phrases.listed(policy.title for policy in record.related_policies)),
        ("References", str(len(record.references))),
        ("Read", phrases.accounting(record.accounting)),
        ("SHA-256", record.source.sha256),
    )
    return RecordView(
        anchor=anchor,
        title=_title(record),
        holds=_holds(record),
        facts=tuple((label, text or phrases.NOT_STATED) for label, text in facts),
        statements=tuple(
            _statement(statement, f"{anchor}-statement-{at}") for at, statement in enumerate(record.statements, 1)
        ),
        codes=tuple(map(_code, record.codes)),
        tables=(*_tables(record, anchor), *_accounted(account, anchor)),
    )


def _holds(record: PolicyRecord) -> str:
    statements, codes = number_of(len(record.statements), "statement"), number_of(len(record.codes), "code")
    return f"{record.source.name}: {statements}, {codes}"


def _statement(statement: Statement, anchor: str) -> StatementView:
    covered = statement.determination.covered
    facts = (
        ("Section", statement.section or ""),
        ("Patients", phrases.listed(statement.populations)),
        ("Lines of business", phrases.listed(statement.lines_of_business)),
        ("Codes", phrases.listed(statement.codes)),
    )
    return StatementView(
        anchor=anchor,
        determination=statement.determination.value,
        words=phrases.determination(statement.determination),
        sign=_SIGNS[covered],
        tone=_TONES[covered],
        services=_services(statement),
        residual=statement.residual,
        text=statement.text,
        place=phrases.place(statement.provenance),
        facts=tuple((label, text) for label, text in facts if text),
        criteria=_node(statement.criteria) if statement.criteria else None,
        notes=tuple((note.text, phrases.place(note.provenance)) for note in statement.notes),
    )


def _node(criterion: Criterion) -> NodeView:
    return NodeView(
        label=criterion.label,
        asks=phrases.operator(criterion),
        text=criterion.text,
        numbers=phrases.thresholds(criterion.thresholds),
        place=phrases.place(criterion.provenance),
        items=tuple(map(_node, criterion.items)),
    )


def _code(code: Code) -> CodeView:
    stated = code.determination is not Determination.UNSPECIFIED
    covered = code.determination.covered
    return CodeView(
        determination=code.determination.value,
        words=_determination(code.determination),
        sign=_SIGNS[covered] if stated else "●",
        tone=_TONES[covered] if stated else "indeterminate",
        system=code.system.value,
        code=code.code,
        description=code.description or "",
        group=code.group or "",
        place=phrases.place(code.provenance),
    )


def _accounted(account: Sequence[AccountedLine], anchor: str) -> Iterator[TableView]:
    if account:
        rows = tuple(
            (line.fate.value, line.reason or "", line.text, phrases.place(line.provenance)) for line in account
        )
        columns = ("Fate", "Reason", "Line", "Place")
        yield TableView("What became of each line", f"{anchor}-account", columns, rows, "")


def _tables(record: PolicyRecord, anchor: str) -> Iterator[TableView]:
    revisions = tuple(
        (
            revision.date or revision.approval_date or phrases.NOT_STATED,
            revision.kind or "",
            phrases.listed(revision.summary),
            phrases.listed(claim.value.replace("_", " ") for claim in revision.claims),
            phrases.place(revision.provenance),
        )
        for revision in record.revisions
    )
    issues = tuple(
        (issue.severity, issue.message, issue.code, phrases.place(issue.provenance)) for issue in record.issues
    )
    yield TableView(
        "Revision log",
        f"{anchor}-log",
        ("Date", "Kind", "Says", "Claims", "Place"),
        revisions,
        "No revision log was found.",
    )
    yield TableView("Issues", f"{anchor}-issues", ("Severity", "Message", "Code", "Place"), issues, "None.")
