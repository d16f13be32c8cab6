"""CSV after RFC 4180 for spreadsheets: CRLF, quotes where needed, a header always.

A spreadsheet may take text for a formula that begins with ``= + - @`` or their full-width forms, also behind blanks,
and text that begins with a tab or a line break. Such text gets an apostrophe in front; so does text that begins with
apostrophes before one of these, so that taking one off always gives back what was there.
"""

import re

import pandas as pd

from policydiff.reports.characters import showable
from policydiff.reports.report import Report, Table, Value

FILE_ENCODING = "utf-8-sig"
"""With the byte order mark, by which Excel knows the encoding of a file."""

_LIKE_A_FORMULA = re.compile(r"[\s'\u200b\u2060\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫]|'*[\t\n]")


def render(report: Report, *, header: bool = True) -> str:
    """The rows of a report; where there are none, one line that says so in the first column.

    ``header`` is false for rows that follow others of the same columns.
    """
    return table_csv(report.rows, header=header)


def table_csv(table: Table, *, header: bool = True) -> str:
    """One table as CSV."""
    columns = [_cell(name) for name in table.columns]
    frame = pd.DataFrame(_cells(table), columns=columns, dtype=object)
    return frame.to_csv(index=False, header=header, lineterminator="\r\n")


def harmless(text: str) -> str:
    """The text as no spreadsheet takes it for a formula."""
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def _cells(table: Table) -> list[list[Value]]:
    if table.rows:
        return [[_cell(value) for value in row] for row in table.rows]
    return [[table.empty, *[None] * (len(table.columns) - 1)]]


def _cell(value: Value) -> Value:
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(showable(value)) if isinstance(value, str) else value
