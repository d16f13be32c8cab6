"""Excel workbooks: a summary to read, sheets to filter, and cells to fill in."""

from collections.abc import Sequence

from policydiff.changes import VersionDiff
from policydiff.comparison import Comparison
from policydiff.explained import ExplainedDiff
from policydiff.history import History
from policydiff.reports import phrases
from policydiff.reports.report import Report
from policydiff.reports.workbook.book import workbook
from policydiff.reports.workbook.comparison_sheets import comparison_sheets
from policydiff.reports.workbook.diff_sheets import diff_sheets
from policydiff.reports.workbook.history_sheets import history_sheets
from policydiff.reports.workbook.record_sheets import record_sheets
from policydiff.reports.workbook.table_sheet import table_sheet
from policyextract.explained import ExplainedRecord
from policyextract.records import PolicyRecord

Read = PolicyRecord | ExplainedRecord


def render(report: Report) -> bytes:
    """The workbook of a report. What has no sheets of its own is one sheet with the report's rows."""
    title = report.chapters[0].title if report.chapters else ""
    match report.data:
        case VersionDiff() as diff:
            return workbook(phrases.policy_name(diff.new), diff_sheets(diff, report.decisions))
        case ExplainedDiff(diff=diff):
            return workbook(phrases.policy_name(diff.new), diff_sheets(diff, report.decisions))
        case Comparison() as comparison:
            return workbook(title, comparison_sheets(comparison))
        case History() as history:
            return workbook(history.policy.name, history_sheets(history))
        case PolicyRecord() | ExplainedRecord() as read:
            return render_records((read,))
        case _:
            return workbook(title, (table_sheet("Table", report.rows),))


def render_records(read: Sequence[Read]) -> bytes:
    """One workbook of several records, at least one."""
    records = [each.record if isinstance(each, ExplainedRecord) else each for each in read]
    title = records[0].title or records[0].source.name if len(records) == 1 else f"{len(records)} policies"
    return workbook(title, record_sheets(records))
