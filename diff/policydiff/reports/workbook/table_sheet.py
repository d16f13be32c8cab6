"""Any table of a report as a sheet, its columns as wide as their words need."""

from collections.abc import Iterable, Mapping, Sequence

from policydiff.changes import Direction
from policydiff.reports.report import Table, Tone, Value
from policydiff.reports.workbook.layout import Cell, Line, Sheet, SheetColumn
from policyextract.records import Determination

_NARROWEST, _WIDEST = 8, 48
_COLOURED: Mapping[str, Iterable[Tone]] = {"direction": Direction, "determination": Determination}
"""Columns whose words have a colour."""


def table_sheet(name: str, table: Table, *, frozen: int = 0) -> Sheet:
    """The rows of a table under its columns' names."""
    columns = tuple(
        SheetColumn(column, _width(column, [row[at] for row in table.rows])) for at, column in enumerate(table.columns)
    )
    tones = [{str(tone): tone for tone in _COLOURED.get(column, ())} for column in table.columns]
    lines = tuple(_line(row, tones) for row in table.rows)
    return Sheet(name, columns, lines, table.empty, frozen=frozen)


def _line(row: Sequence[Value], tones: Sequence[Mapping[str, Tone]]) -> Line:
    return tuple(Cell(value, tone.get(str(value))) for value, tone in zip(row, tones, strict=True))


def _width(heading: str, values: Sequence[Value]) -> int:
    """Room for most of the column's lines without breaking them."""
    longest = sorted(max(map(len, str(value).split("\n")), default=0) for value in values if value is not None)
    usual = longest[len(longest) * 9 // 10] if longest else 0
    return max(_NARROWEST, len(heading) + 3, min(usual + 2, _WIDEST))
