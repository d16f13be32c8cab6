"""What an engine must give of a page: its characters, its rules and its size. All that follows works on these alone.

Coordinates are points from the top left corner of the page as it is read: with its rotation applied, and turned where
most of its text is set sideways.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from policyextract.document import Box

UNKNOWN = "\ufffd"
"""The text of a character for which the font names none."""
THIN = 3.0
"""Points up to which a rectangle is a drawn line."""


class Glyph(NamedTuple):
    """One or more characters as printed side by side in one font on one line, without a blank.

    ``text`` is what the font says they stand for, which may be a private-use code (a symbol font). ``baseline`` is the
    height of the foot of the letters, raised where they are raised, and ``order`` the place in the order of drawing.
    ``blank_before`` and ``blank_after`` tell that a blank was drawn right before or after them on their line. There are
    hundreds on a page: tuples are made three times as fast as frozen dataclasses.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str
    order: int
    blank_before: bool = False
    blank_after: bool = False

    @property
    def top(self) -> float:
        """The head of the letters. Fonts disagree on ascent and descent, so 80 and 20 percent of the size are taken."""
        return self.baseline - 0.8 * self.size

    @property
    def bottom(self) -> float:
        return self.baseline + 0.2 * self.size

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of a small letter, horizontally and vertically."""
        return (self.x0 + self.x1) / 2, self.baseline - 0.3 * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight horizontal (``top == bottom``) or vertical (``x0 == x1``) line, or one side of a rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float


class Mark(NamedTuple):
    """Something small that is drawn, and the sign that it looks like."""

    box: Box
    sign: str


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page as the engine read it, glyphs in the order of drawing.

    ``rules`` are drawn lines, ``shades`` boxes of filled areas (white ones left out), ``marks`` what is drawn so small
    that it may be a bullet. ``pictures`` counts the images, ``outlines`` the bent shapes of the size of letters,
    ``askew`` the characters left out for standing at an angle.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    shades: tuple[Box, ...]
    marks: tuple[Mark, ...]
    pictures: int
    outlines: int
    askew: int


def rectangle_rules(box: Box) -> Iterator[Rule]:
    """The sides of a rectangle; a thin one is the single line as which it is seen."""
    x0, top, x1, bottom = box
    if is_thin(box) and bottom - top <= x1 - x0:
        middle = (top + bottom) / 2
        yield Rule(x0, middle, x1, middle)
    elif is_thin(box):
        centre = (x0 + x1) / 2
        yield Rule(centre, top, centre, bottom)
    else:
        yield Rule(x0, top, x1, top)
        yield Rule(x0, bottom, x1, bottom)
        yield Rule(x0, top, x0, bottom)
        yield Rule(x1, top, x1, bottom)


def is_thin(box: Box) -> bool:
    """Whether a rectangle is a drawn line and not an area."""
    return min(box[2] - box[0], box[3] - box[1]) <= THIN


def box_around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of ``boxes`` (at least one), to a hundredth of a point."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return rounded((min(left), min(top), max(right), max(bottom)))


def rounded(box: Box) -> Box:
    """The box to a hundredth of a point: engines differ in the digits after that."""
    x0, top, x1, bottom = box
    return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)
