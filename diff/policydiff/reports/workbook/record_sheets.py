"""The workbook of records: the documents, their statements, criteria, codes and revisions, and what to know of them."""

from collections.abc import Sequence

from policydiff.reports import phrases
from policydiff.reports.record_rows import PARTS, part_rows
from policydiff.reports.report import Table, Value
from policydiff.reports.workbook.layout import Sheet
from policydiff.reports.workbook.table_sheet import table_sheet
from policyextract.records import PolicyRecord

_DOCUMENTS = tuple(
    """payer policy_number title lines_of_business effective_date last_review_date next_review_date file pages
    statements codes revisions issues unparsed_share read sha256""".split()
)
_ISSUES = ("payer", "policy_number", "file", "severity", "issue", "message", "page", "line")


def record_sheets(records: Sequence[PolicyRecord]) -> tuple[Sheet, ...]:
    """One sheet for each part, with the rows of all records."""
    documents = Table(_DOCUMENTS, tuple(_document(record) for record in records), "no documents were read")
    issues = Table(_ISSUES, tuple(row for record in records for row in _issues(record)), "no issues")
    parts = (table_sheet(part.capitalize(), _rows(records, part), frozen=3) for part in PARTS)
    return (table_sheet("Documents", documents, frozen=3), *parts, table_sheet("Issues", issues))


def _rows(records: Sequence[PolicyRecord], part: str) -> Table:
    tables = [part_rows(record, part) for record in records]
    rows = tuple(row for table in tables for row in table.rows)
    return Table(tables[0].columns, rows, tables[0].empty)


def _document(record: PolicyRecord) -> tuple[Value, ...]:
    return (
        record.payer.name,
        record.policy_number,
        record.title,
        phrases.listed(record.lines_of_business),
        record.effective_date,
        record.last_review_date,
        record.next_review_date,
        record.source.name,
        record.source.pages,
        len(record.statements),
        len(record.codes),
        len(record.revisions),
        len(record.issues),
        round(record.accounting.unparsed_share, 4),
        phrases.accounting(record.accounting),
        record.source.sha256,
    )


def _issues(record: PolicyRecord) -> list[tuple[Value, ...]]:
    head = (record.payer.name, record.policy_number, record.source.name)
    return [
        (
            *head,
            issue.severity,
            issue.code,
            issue.message,
            phrases.page(issue.provenance),
            phrases.line(issue.provenance),
        )
        for issue in record.issues
    ]
