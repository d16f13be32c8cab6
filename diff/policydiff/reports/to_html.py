"""HTML: one file that needs no network, to read, filter, print and pass on."""

from policydiff.changes import VersionDiff
from policydiff.comparison import Comparison
from policydiff.explained import ExplainedDiff
from policydiff.history import History, decisions_in_force
from policydiff.reports.html.comparison_page import render_comparison
from policydiff.reports.html.diff_page import render_diff
from policydiff.reports.html.history_page import render_history
from policydiff.reports.html.record_page import render_records
from policydiff.reports.report import Report
from policyextract.explained import ExplainedRecord
from policyextract.records import PolicyRecord


def render(report: Report) -> str:
    """The published data of a report as a page. Raises TypeError for data that has no page."""
    match report.data:
        case VersionDiff() as diff:
            return render_diff(diff, report.decisions)
        case ExplainedDiff() as explained:
            return render_diff(explained.diff, report.decisions, explained.alignment)
        case Comparison() as comparison:
            return render_comparison(comparison)
        case History() as history:
            return render_history(history, report.decisions or decisions_in_force(history.decisions))
        case PolicyRecord() | ExplainedRecord() as record:
            return render_records((record,))
    raise TypeError(f"no page shows {type(report.data).__name__}")
