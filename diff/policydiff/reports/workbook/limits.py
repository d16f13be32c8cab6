"""What a spreadsheet takes: the rest is cut, and the cell says so."""

from policydiff.reports import phrases
from policydiff.reports.characters import showable

MOST_CHARACTERS = 32_767
"""Of a cell, in UTF-16 units, as Excel counts them."""
MOST_LINE_ENDS = 253
MOST_LINES = 1_048_576
"""Of a sheet, its heading included."""


def text_of(text: str) -> str:
    """The text as a cell can hold it: signs for what cannot be shown, blanks for line ends beyond the limit, cut."""
    shown = showable(text)
    if shown.count("\n") > MOST_LINE_ENDS:
        shown = phrases.one_line(shown)
    return cut(shown)


def cut(text: str) -> str:
    """The text, or as much of it as a cell holds with a note of how long it was."""
    if fits(text):
        return text
    note = f" … [cut here: {len(text):,} characters do not fit into a cell; the CSV has them all]"
    units = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - len(note))]
    return units.decode("utf-16-le", "ignore") + note


def fits(text: str) -> bool:
    return len(text.encode("utf-16-le")) <= 2 * MOST_CHARACTERS
