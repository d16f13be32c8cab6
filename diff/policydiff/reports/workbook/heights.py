"""How high a row must be for what stands in it. Not every program works that out when it opens a file."""

import unicodedata
from collections.abc import Iterable
from math import ceil

LINE_HEIGHT = 12.75
"""Of one line of text, in points."""
_PADDING = 3.0
HIGHEST = 409.0
"""The most that a spreadsheet takes, in points: what needs more is there, and seen when the cell is opened."""
_TO_A_WIDTH = 1.15
"""Letters of running text for one character of width, which is a digit's."""
_LOST = 1.08
"""Words are not broken, so a line is rarely full."""
_CAPITAL = 0.35
"""By how much a capital is wider than the common letter."""


def row_height(cells: Iterable[tuple[str, float]], scale: float = 1.0) -> float:
    """Points for a row of texts, each with the width of its column in characters."""
    most = max((_lines(text, width) for text, width in cells), default=1)
    return min(HIGHEST, round(most * LINE_HEIGHT * scale + _PADDING, 2))


def _lines(text: str, width: float) -> int:
    return sum(_broken(line, width) for line in text.split("\n"))


def _broken(line: str, width: float) -> int:
    room = width * _TO_A_WIDTH
    length = len(line) + _CAPITAL * sum(map(str.isupper, line))
    if not line.isascii():
        length += sum(unicodedata.east_asian_width(one) in "WF" for one in line)
    return 1 if length <= room else ceil(length * _LOST / room)
