"""CSV after RFC 4180 for spreadsheets: CRLF, quotes where needed, a header always.

A spreadsheet takes a cell that begins with ``= + - @``, a tab or a carriage return for a formula, so such text gets an
apostrophe in front (OWASP, "CSV Injection").
"""

import pandas as pd

from policydiff.reports.report import Report, Table, Value

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def render(report: Report, *, header: bool = True) -> str:
    """The rows of a report; where there are none, one line that says so in the first column.

    ``header`` is false for rows that follow others of the same columns.
    """
    table = report.rows
    frame = pd.DataFrame(_cells(table), columns=list(table.columns), dtype=object)
    return frame.to_csv(index=False, header=header, lineterminator="\r\n")


def _cells(table: Table) -> list[list[Value]]:
    if table.rows:
        return [[_harmless(value) for value in row] for row in table.rows]
    return [[table.empty, *[None] * (len(table.columns) - 1)]]


def _harmless(value: Value) -> Value:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
