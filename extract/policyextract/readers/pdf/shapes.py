"""What the drawn shapes of a page are: rules, shaded areas, or letters turned into drawings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policyextract.document import Box
from policyextract.readers.pdf.page import Mark, Rule, is_thin, rectangle_rules

STRAIGHT = 0.5
"""Points by which a level or upright line may be off."""
SMALLEST_MARK, LARGEST_MARK = 1.0, 12.0
"""Width, in points, of what may be a bullet."""
THINNEST = 0.3
"""Height, in points, of what may be a dash."""
OBLONG = 2.0
"""How much longer a bullet may be on one side than on the other."""
LETTER_SIZE = range(2, 40)
"""Heights, in points, of shapes that may be letters turned into drawings."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One run of a pen over the page as it is read.

    ``box`` is what it covers. ``corners`` are where it goes, in order; none for a line or a rectangle, of which the box
    tells all. ``stroked`` and ``filled`` say how it is painted, ``white`` that it is filled with white.
    """

    box: Box
    corners: tuple[tuple[float, float], ...]
    stroked: bool
    filled: bool
    white: bool


def rules_of(shapes: Iterable[Shape]) -> Iterator[Rule]:
    """The straight level and upright lines that are drawn with a pen, or as thin as if they were."""
    for shape in shapes:
        if _is_shade(shape):
            continue
        if not shape.corners or is_thin(shape.box):
            yield from rectangle_rules(shape.box)
        else:
            yield from _straight_parts(shape.corners)


def _straight_parts(corners: Sequence[tuple[float, float]]) -> Iterator[Rule]:
    for (ax, ay), (bx, by) in pairwise(corners):
        if abs(ax - bx) < STRAIGHT or abs(ay - by) < STRAIGHT:
            yield from rectangle_rules((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))


def shades_of(shapes: Iterable[Shape]) -> Iterator[Box]:
    """The filled areas, white ones left out."""
    return (shape.box for shape in shapes if _is_shade(shape) and not shape.white)


def letters_among(shapes: Iterable[Shape]) -> int:
    """How many filled shapes are bent and of the size of letters."""
    return sum(_may_be_letter(shape) for shape in shapes)


def marks_of(shapes: Iterable[Shape], pictures: Iterable[Box]) -> Iterator[Mark]:
    """What may be a bullet by its size: small discs, circles, squares, and pictures of such or of a dash."""
    for shape in shapes:
        if _is_mark(shape.box) and (shape.corners or shape.filled):
            yield Mark(shape.box, "◦" if not shape.filled else "•" if shape.corners else "▪")
    for box in pictures:
        if _is_mark(box):
            yield Mark(box, "•")
        elif _is_dash(box):
            yield Mark(box, "–")


def _is_mark(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return SMALLEST_MARK <= width <= LARGEST_MARK and width / OBLONG <= height <= width * OBLONG


def _is_dash(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return SMALLEST_MARK <= width <= LARGEST_MARK and THINNEST <= height < width / OBLONG


def _is_shade(shape: Shape) -> bool:
    return not shape.stroked and not is_thin(shape.box)


def _may_be_letter(shape: Shape) -> bool:
    left, top, right, bottom = shape.box
    bent = bool(shape.corners) and shape.filled
    return bent and int(bottom - top) in LETTER_SIZE and right - left <= LETTER_SIZE.stop
