"""JSON: the contract itself, indented by two, in UTF-8."""

from pydantic_core import to_json

from policydiff.reports.report import Report


def render(report: Report) -> str:
    """The published data of a report, with a newline at the end."""
    return to_json(report.data, indent=2).decode() + "\n"
