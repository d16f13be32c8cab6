"""Rows that no rule parts, told by a column of dates: logs that are drawn as one row with a date on each line."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from policyextract.document import Box
from policyextract.readers.pdf.rows import Row
from policyextract.readers.pdf.spelling import row_text

if TYPE_CHECKING:
    from policyextract.readers.pdf.tables import FilledCell, FilledRow

_DATE = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}/\d{4}|\d{4}-\d{2}(?:-\d{2})?|[A-Z][a-z]{2,8}\.? (?:\d{1,2}, )?\d{4}"
)
_LEVEL_SHARE = 0.6
"""Dates that must have text beside them on their line, so that they part it."""
_ON_LINE = 0.35
"""Share of the size by which the baselines of one line may differ."""


def parted_by_dates(rows: Sequence["FilledRow"]) -> list["FilledRow"]:
    """The rows of a table, those parted in which a cell of dates, one on each line, stands beside the text of each."""
    return [part for row in rows for part in _parted(row)]


def _parted(row: "FilledRow") -> list["FilledRow"]:
    dated = next((cell for cell in row if _dates(cell) and _level(cell, row)), None)
    if dated is None:
        return [row]
    starts = [line.baseline - line.size for line in dated.lines[1:]]
    return [tuple(_part(cell, top, bottom) for cell in row) for top, bottom in pairwise([None, *starts, None])]


def _dates(cell: "FilledCell") -> bool:
    return len(cell.lines) > 1 and all(_DATE.fullmatch(row_text(line).text.strip()) for line in cell.lines)


def _level(dated: "FilledCell", row: "FilledRow") -> bool:
    """Whether some cell has a line of text beside most of the dates, and lines that stand beside none."""
    return any(
        cell is not dated
        and sum(any(_on_line(date, line) for line in cell.lines) for date in dated.lines)
        >= max(2.0, _LEVEL_SHARE * len(dated.lines))
        for cell in row
    )


def _on_line(one: Row, other: Row) -> bool:
    return abs(one.baseline - other.baseline) <= _ON_LINE * min(one.size, other.size)


def _part(cell: "FilledCell", top: float | None, bottom: float | None) -> "FilledCell":
    """What of a cell stands between two heights; None is its own edge."""
    lines = tuple(
        line
        for line in cell.lines
        if (top is None or line.baseline > top) and (bottom is None or line.baseline <= bottom)
    )
    return replace(cell, box=_cut(cell.box, top, bottom), lines=lines)


def _cut(box: Box | None, top: float | None, bottom: float | None) -> Box | None:
    if box is None:
        return None
    return (box[0], box[1] if top is None else top, box[2], box[3] if bottom is None else bottom)
