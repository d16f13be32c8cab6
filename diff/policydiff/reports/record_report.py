"""The report of extraction: for each record its header, statements with their criteria, codes, revisions and issues."""

from policydiff.reports import phrases
from policydiff.reports.record_rows import part_rows
from policydiff.reports.report import Chapter, Entry, Fact, Published, Report, Section, Table
from policyextract.records import Criterion, PolicyRecord, Statement


def record_report(record: PolicyRecord, part: str, data: Published) -> Report:
    """Lay out a record. ``rows`` holds one ``part`` of it; ``data`` is what is published of it."""
    return Report((_chapter(record),), part_rows(record, part), data)


def _chapter(record: PolicyRecord) -> Chapter:
    return Chapter(record.title or record.source.name, _facts(record), record_sections(record))


def record_sections(record: PolicyRecord) -> tuple[Section, ...]:
    """What a record says, without its header."""
    return (_statements(record), _codes(record), _revisions(record), _issues(record))


def _facts(record: PolicyRecord) -> tuple[Fact, ...]:
    pages = "" if record.source.pages is None else f", {record.source.pages} pages"
    stated = (
        ("payer", record.payer.name),
        ("policy number", record.policy_number),
        ("effective", record.effective_date),
        ("last review", record.last_review_date),
        ("next review", record.next_review_date),
        ("line of business", phrases.listed(record.lines_of_business)),
        *((date.label, date.date) for date in record.other_dates),
        ("related policies", phrases.listed(policy.title for policy in record.related_policies)),
        ("references", str(len(record.references))),
        ("file", f"{record.source.name}{pages}"),
        ("read", phrases.accounting(record.accounting)),
    )
    return tuple(Fact(label, text or phrases.NOT_STATED) for label, text in stated)


def _statements(record: PolicyRecord) -> Section:
    return Section(
        phrases.counted("Statements", len(record.statements)),
        remark=None if record.statements else "no statements were found",
        entries=tuple(_statement(statement) for statement in record.statements),
    )


def _statement(statement: Statement) -> Entry:
    residual = " · residual" if statement.residual else ""
    services = phrases.listed(statement.services) or "service not named"
    facts = [
        Fact("says", f"{phrases.place(statement.provenance)}: {phrases.quoted(statement.text)}"),
        Fact("for", phrases.listed((*statement.populations, *statement.lines_of_business))),
        Fact("codes", phrases.listed(statement.codes)),
        *(Fact("note", f"{phrases.place(note.provenance)}: {phrases.quoted(note.text)}") for note in statement.notes),
    ]
    return Entry(
        f"{phrases.determination(statement.determination)} · {services}{residual}",
        statement.determination,
        tuple(fact for fact in facts if fact.text),
        (_criteria(statement.criteria),) if statement.criteria else (),
    )


def _criteria(node: Criterion) -> Entry:
    """One criterion with its sub-items; a list names the way its items combine at its end, where reading goes on."""
    parts = (node.label, phrases.one_line(node.text), f"[{phrases.operator(node)}]" if node.items else "")
    return Entry(" ".join(part for part in parts if part), entries=tuple(_criteria(item) for item in node.items))


def _codes(record: PolicyRecord) -> Section:
    rows = tuple(
        (
            code.system.value,
            code.code,
            phrases.determination(code.determination),
            code.description,
            phrases.place(code.provenance),
        )
        for code in record.codes
    )
    columns = ("system", "code", "determination", "description", "place")
    return Section(phrases.counted("Codes", len(rows)), table=Table(columns, rows, "no codes were found"))


def _revisions(record: PolicyRecord) -> Section:
    rows = tuple(
        (
            " to ".join(date for date in (entry.date, entry.date_end) if date),
            entry.approval_date,
            entry.kind,
            "\n".join(entry.summary),
            phrases.place(entry.provenance),
        )
        for entry in record.revisions
    )
    columns = ("date", "approved", "kind", "summary", "place")
    return Section(phrases.counted("Revisions", len(rows)), table=Table(columns, rows, "no revision log was found"))


def _issues(record: PolicyRecord) -> Section:
    entries = tuple(
        Entry(
            f"{issue.severity} · {issue.code}",
            facts=(Fact(phrases.place(issue.provenance) or "document", issue.message),),
        )
        for issue in record.issues
    )
    return Section(phrases.counted("Issues", len(entries)), remark=None if entries else "none", entries=entries)
