"""One way from any result to its report. What lays out other results is not loaded for a record: it takes its time."""

from typing import TYPE_CHECKING

from policydiff.reports.explained_report import explained_report
from policydiff.reports.record_report import record_report
from policydiff.reports.report import UNDECIDED, Decisions, Report
from policyextract.explained import ExplainedRecord
from policyextract.records import PolicyRecord

if TYPE_CHECKING:
    from policydiff.changes import VersionDiff
    from policydiff.comparison import Comparison
    from policydiff.explained import ExplainedDiff
    from policydiff.history import History


def build(
    result: "PolicyRecord | ExplainedRecord | VersionDiff | ExplainedDiff | Comparison | History",
    part: str = "statements",
    decisions: Decisions = UNDECIDED,
) -> Report:
    """Lay out a result.

    ``part`` says which part of records becomes rows (a key of ``record_rows.PARTS``), ``decisions`` are those that
    hold on the changes of a diff; a history brings its own.
    """
    match result:
        case PolicyRecord():
            return record_report(result, part, data=result)
        case ExplainedRecord():
            return explained_report(result, part)
        case _:
            return _of_several(result, decisions)


def _of_several(result: "VersionDiff | ExplainedDiff | Comparison | History", decisions: Decisions) -> Report:
    """Lay out what was found between records."""
    from policydiff.changes import VersionDiff
    from policydiff.comparison import Comparison
    from policydiff.explained import ExplainedDiff
    from policydiff.reports.comparison_report import comparison_report
    from policydiff.reports.diff_report import diff_report
    from policydiff.reports.explained_diff_report import explained_diff_report
    from policydiff.reports.history_report import history_report

    match result:
        case VersionDiff():
            return diff_report(result, decisions=decisions)
        case ExplainedDiff():
            return explained_diff_report(result, decisions)
        case Comparison():
            return comparison_report(result)
        case _:
            return history_report(result)
