"""Bullets that are drawn: a little picture, a disc or a square in front of a line, where others print a character."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from policyextract.document import Box
from policyextract.readers.pdf.page import Glyph, Mark

TALLEST = 0.75
"""Share of the size of the text that a bullet's height is at most."""
FARTHEST = 2.0
"""Share of the size that is left blank between a bullet and its text at most, and beside it where it stands alone."""
HIGHEST, LOWEST = 0.8, 0.1
"""Shares of the size above and below the baseline between which a bullet's middle lies."""
LARGEST_TYPE = 40.0
SAME_PLACE = 1.0
"""Points by which a disc and the circle drawn around it may be apart."""


def drawn_bullets(marks: Sequence[Mark], glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The marks that stand alone in front of a line of text, as bullets set like that text."""
    if not marks:
        return []
    printed = sorted(glyphs, key=lambda glyph: glyph.baseline)
    baselines = [glyph.baseline for glyph in printed]
    bullets: list[Glyph] = []
    boxes = [mark.box for mark in marks]
    for box, sign in marks:
        line = list(_beside(box, printed, baselines))
        text = _text_behind(box, line)
        if text is not None and not _is_crowded(box, line, boxes, FARTHEST * text.size):
            bullet = text._replace(text=sign, x0=box[0], x1=box[2], font="")
            if not any(_at_one_place(bullet, other) for other in bullets):
                bullets.append(bullet)
    return bullets


def _beside(mark: Box, printed: Sequence[Glyph], baselines: Sequence[float]) -> Iterator[Glyph]:
    """What is printed on the height of a mark."""
    middle = (mark[1] + mark[3]) / 2
    first = bisect_left(baselines, middle - LOWEST * LARGEST_TYPE)
    last = bisect_right(baselines, middle + HIGHEST * LARGEST_TYPE)
    for glyph in printed[first:last]:
        if glyph.baseline - HIGHEST * glyph.size < middle < glyph.baseline + LOWEST * glyph.size:
            yield glyph


def _text_behind(mark: Box, line: Sequence[Glyph]) -> Glyph | None:
    """The first of the text that the mark is a bullet of, if it is one by its size and place."""
    behind = [glyph for glyph in line if glyph.x0 >= mark[2]]
    if not behind:
        return None
    first = min(behind, key=lambda glyph: glyph.x0)
    fits = mark[3] - mark[1] <= TALLEST * first.size and first.x0 - mark[2] <= FARTHEST * first.size
    return first if fits else None


def _is_crowded(mark: Box, line: Sequence[Glyph], marks: Sequence[Box], reach: float) -> bool:
    """Whether something stands close beside a mark: then it is a part of a drawing or of a formula."""
    if any(mark[0] - reach < glyph.x1 and glyph.x0 < mark[2] for glyph in line):
        return True
    level = (other for other in marks if other[1] < mark[3] and other[3] > mark[1])
    return any(_apart(mark, other) and other[0] < mark[2] + reach and other[2] > mark[0] - reach for other in level)


def _apart(one: Box, other: Box) -> bool:
    return other[0] > one[2] + SAME_PLACE or other[2] < one[0] - SAME_PLACE


def _at_one_place(one: Glyph, other: Glyph) -> bool:
    return one.baseline == other.baseline and abs(one.x0 - other.x0) <= one.size
