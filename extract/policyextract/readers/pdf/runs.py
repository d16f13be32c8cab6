"""Characters joined into the runs that were printed without a blank: what holds for one holds for all of its run."""

from collections.abc import Iterable

from policyextract.readers.pdf.page import Glyph

TOUCHING = 0.1
"""Share of the size by which characters of one run may be apart or overlap: less than any blank."""
SAME_PLACE = 0.01
"""Points by which the baselines and sizes of one run may differ."""
SAME_LINE = 0.5
"""Share of the size by which a blank's baseline may differ from that of the characters beside it."""

Run = tuple[str, float, float, float, float, str]
"""Text, left and right edge, baseline, size and font of one character or more that are drawn one after the other.

The text begins with a blank where one is drawn there. Of a blank alone the edges are not looked at.
"""


def joined(runs: Iterable[Run]) -> tuple[Glyph, ...]:
    """The runs of a page, in the order of drawing, as glyphs: those that touch made one, blanks noted beside them."""
    glyphs: list[Glyph] = []
    open_run: Run | None = None
    before = False
    blank: float | None = None  # the baseline of the blank drawn last, behind the open run
    for run in runs:
        text, left, right, baseline, size, font = run
        if text[0].isspace():
            blank, text = baseline, text.lstrip()
            if not text:
                continue
        if open_run is not None:
            if blank is None and _goes_on(open_run, run):
                open_run = (open_run[0] + text, open_run[1], right, baseline, size, font)
                continue
            glyphs.append(Glyph(*open_run, len(glyphs), before, _is_beside(blank, open_run)))
        open_run = (text, left, right, baseline, size, font)
        before, blank = _is_beside(blank, open_run), None
    if open_run is not None:
        glyphs.append(Glyph(*open_run, len(glyphs), before, _is_beside(blank, open_run)))
    return tuple(glyphs)


def _is_beside(blank: float | None, run: Run) -> bool:
    return blank is not None and abs(blank - run[3]) <= SAME_LINE * run[4]


def _goes_on(before: Run, run: Run) -> bool:
    _, left, _, baseline, size, font = run
    return (
        font == before[5]
        and abs(baseline - before[3]) < SAME_PLACE
        and abs(size - before[4]) < SAME_PLACE
        and abs(left - before[2]) <= TOUCHING * size
    )
