"""What a sheet holds, before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from policydiff.reports.redline import Run
from policydiff.reports.report import Tone, Value

Content: TypeAlias = Value | tuple[Run, ...]
"""What stands in a cell: a value, or words with what was struck out and put in."""


class Look(StrEnum):
    """How a cell looks that stands for no direction and no determination."""

    TITLE = "title"
    HEADING = "heading"
    STRONG = "strong"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Cell:
    content: Content
    look: Look | Tone = None


Line: TypeAlias = Sequence[Cell | Content]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """``width`` in characters. ``choices`` are the values that a person may fill in; any where there are none."""

    heading: str
    width: int
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines under their columns.

    ``headed``: the columns' headings stand on top, with filters. ``frozen`` columns stay in view. ``printed`` is how
    many columns go on paper, all where it is None. ``empty`` is what is said in one line where there are no lines.
    """

    name: str
    columns: tuple[SheetColumn, ...]
    lines: tuple[Line, ...]
    empty: str
    headed: bool = True
    frozen: int = 0
    printed: int | None = None


def parts(sheet: Sheet, most: int) -> tuple[Sheet, ...]:
    """The sheet in parts of at most so many lines, numbered from the second on."""
    if len(sheet.lines) <= most:
        return (sheet,)
    starts = range(0, len(sheet.lines), most)
    return tuple(_part(sheet, number, start, most) for number, start in enumerate(starts, start=1))


def _part(sheet: Sheet, number: int, start: int, most: int) -> Sheet:
    name = f"{sheet.name} {number}" if number > 1 else sheet.name
    return replace(sheet, name=name, lines=sheet.lines[start : start + most])
