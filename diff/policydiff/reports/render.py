"""One way from a report to its text. A renderer is imported when it is asked for: pandas and rich load slowly."""

from typing import TYPE_CHECKING, Literal

from policydiff.reports.report import Report

if TYPE_CHECKING:
    from rich.console import Console

Format = Literal["table", "json", "csv"]


def render(report: Report, form: Format, terminal: "Console | None" = None) -> str:
    """The report as text. ``terminal`` is where a table is going to be shown, if it is; else it comes out plain."""
    match form:
        case "table":
            from policydiff.reports import to_table

            return to_table.render(report, terminal)
        case "json":
            from policydiff.reports import to_json

            return to_json.render(report)
        case "csv":
            from policydiff.reports import to_csv

            return to_csv.render(report)
