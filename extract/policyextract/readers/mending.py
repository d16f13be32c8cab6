"""Mends what a text rendering of a PDF breaks, row by row, so that rows keep their numbers.

Slanted or overlaid type comes out as letters scattered over lines of their own, and a list marker may be parted from
its item by a blank line.
"""

import re
from collections.abc import Iterator, Sequence

from policyextract.markers import split_marker

_SHORT = 8
_FEWEST = 12
"""Short lines in a row below which they may be a list or the cells of a column."""
_GLUED = re.compile(r"^\s*(?:[a-z]|\d{1,2}|[ivx]{2,4})\)(?=[A-Z][a-z])")
"""Matches the marker of "a)Severe pain", not "(a)" or "f(x)"."""
_DIGITS = re.compile(r"\s*\d{4}\s*")
_LETTER = re.compile(r"\s*[AFMTU]\s*")
"""The letters that end a CPT code of another category than I: AMA, CPT, Introduction."""
_NEAR = 4
"""Rows within which an item follows its marker."""
_SINGLE = 0.6
"""Share of words of one character from which short lines are no words at all."""


def scattered_runs(rows: Sequence[str]) -> Iterator[range]:
    """The runs of rows (indexes from 0) that hold nothing but scattered letters, blank rows between them included.

    A list marker at the end of such a run belongs to what follows, and is no part of it.
    """
    run: list[int] = []
    for at, row in enumerate((*rows, "x" * (_SHORT + 1))):
        if len(row.strip()) > _SHORT:
            if run and _is_marker(rows[run[-1]]):
                run.pop()
            if len(run) >= _FEWEST and _single_characters([rows[one] for one in run]) >= _SINGLE:
                yield range(run[0], run[-1] + 1)
            run = []
        elif row.strip():
            run.append(at)


def _is_marker(row: str) -> bool:
    marker, text = split_marker(f"{row.strip()} x")
    return marker is not None and not marker.bullet and text == "x"


def _single_characters(rows: Sequence[str]) -> float:
    words = [word for row in rows for word in row.split()]
    return sum(len(word) == 1 for word in words) / len(words)


def mend_markers(rows: list[str]) -> None:
    """Part a marker from the item that it is glued to, and put one that stands alone before its item, in place.

    The item is the next row with text, unless that has a marker of its own or is a heading.
    """
    for at, row in enumerate(rows):
        rows[at] = _GLUED.sub(r"\g<0> ", row)
        if not _is_marker(row):
            continue
        below = next((one for one in range(at + 1, min(at + _NEAR, len(rows))) if rows[one].strip()), None)
        if below is not None and _may_be_item(rows[below]):
            rows[below] = f"{row.rstrip()} {rows[below].strip()}"
            rows[at] = ""


def mend_codes(rows: list[str]) -> None:
    """Join a code that is broken before its letter ("0350" above "U"), in place. A year stands above no such letter."""
    for at in range(len(rows) - 1):
        if _DIGITS.fullmatch(rows[at]) and _LETTER.fullmatch(rows[at + 1]):
            rows[at], rows[at + 1] = "", f"{rows[at].strip()}{rows[at + 1].strip()}"


def _may_be_item(row: str) -> bool:
    text = row.strip()
    return split_marker(text)[0] is None and not text.startswith(("#", "|")) and "\t" not in text and text[0].isalpha()
