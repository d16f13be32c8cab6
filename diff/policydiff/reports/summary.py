"""The plain sentences over any result that somebody decides on."""

from policydiff.changes import VersionDiff
from policydiff.comparison import Comparison
from policydiff.explained import ExplainedDiff
from policydiff.history import History
from policydiff.reports.answer import Summary
from policydiff.reports.comparison_summary import comparison_summary
from policydiff.reports.diff_summary import diff_summary
from policydiff.reports.history_summary import history_summary
from policydiff.reports.report import UNDECIDED, Decisions

Summarised = VersionDiff | ExplainedDiff | Comparison | History


def summarise(result: Summarised, decisions: Decisions = UNDECIDED) -> Summary:
    """``decisions`` are those that hold, by the fingerprint of the change they are on."""
    match result:
        case VersionDiff():
            return diff_summary(result, decisions)
        case ExplainedDiff():
            return diff_summary(result.diff, decisions)
        case Comparison():
            return comparison_summary(result)
        case History():
            return history_summary(result, decisions)
