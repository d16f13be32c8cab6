"""Room on the margin of a page for a tag beside each highlight."""

from collections.abc import Sequence

from policydiff.annotate.characters import PrintedPage
from policydiff.annotate.drawing import TAG_HEIGHT, tag_width
from policyextract.document import Box

_EDGE = 6.0
"""Points that a tag keeps from the edge of the page: printers do not reach further."""
_STEPS = 4
"""How many tags one below the other are tried."""
_FROM_THE_MIDDLE = 0.25
"""Share of the page's width from either edge in which a tag may stand."""


def place_tag(beside: Box, texts: Sequence[str], page: PrintedPage, taken: Sequence[Box]) -> tuple[Box, str] | None:
    """Where a tag can stand beside a box: the first of ``texts`` that finds white room on the right or the left margin.

    None where there is no room: the highlight's note says the same. ``taken`` is where lines and other tags are.
    """
    left, _, right, bottom = page.shown
    for step in range(_STEPS):
        top = beside[1] + step * (TAG_HEIGHT + 1)
        for text in texts:
            width = tag_width(text)
            for x in (right - _EDGE - width, left + _EDGE):
                box = (x, top, x + width, top + TAG_HEIGHT)
                if box[3] <= bottom and _is_margin(box, page.shown) and _is_free(box, page, taken):
                    return box, text
    return None


def _is_margin(box: Box, shown: Box) -> bool:
    reach = _FROM_THE_MIDDLE * (shown[2] - shown[0])
    return box[2] <= shown[0] + reach or box[0] >= shown[2] - reach


def _is_free(box: Box, page: PrintedPage, taken: Sequence[Box]) -> bool:
    printed = (character.box for character in page.characters)
    return not any(_touch(box, other) for others in (printed, page.drawn, taken) for other in others)


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
