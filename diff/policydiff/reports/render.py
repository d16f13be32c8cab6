"""One way from a report to its text or bytes. Renderers are imported when asked for: pandas and rich load slowly."""

from typing import TYPE_CHECKING, Literal

from policydiff.reports.report import Report

if TYPE_CHECKING:
    from rich.console import Console

Format = Literal["table", "json", "csv", "md", "xlsx", "html"]


def render(report: Report, form: Format, terminal: "Console | None" = None) -> str | bytes:
    """The report as text, or as bytes where the format is no text.

    ``terminal`` is where a table is going to be shown, if it is; else it comes out plain.
    """
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
        case "md":
            from policydiff.reports import to_md

            return to_md.render(report)
        case "xlsx":
            from policydiff.reports import to_xlsx

            return to_xlsx.render(report)
        case "html":
            from policydiff.reports import to_html

            return to_html.render(report)
