"""Characters joined into the runs that were printed without a blank: what holds for one holds for all of its run."""

from collections.abc import Iterable

from policyextract.readers.pdf.page import Glyph

TOUCHING = 0.1
"""Share of the size by which characters of one run may be apart or overlap: less than any blank."""
SAME_PLACE = 0.01
"""Points by which the baselines and sizes of one run may differ."""

Run = tuple[str, float, float, float, float, str]
"""Text, left and right edge, baseline, size and font of one character or more: a Glyph before it is numbered."""


def joined(runs: Iterable[Run]) -> tuple[Glyph, ...]:
    """The runs of a page, in the order of drawing, with those made one that touch; blanks stay alone."""
    glyphs: list[Glyph] = []
    texts: list[str] = []
    last: Run | None = None
    left = 0.0
    for run in runs:
        if last is not None and not _goes_on(last, run):
            glyphs.append(Glyph("".join(texts), left, *last[2:], len(glyphs)))
            texts = []
        if not texts:
            left = run[1]
        texts.append(run[0])
        last = run
    if last is not None:
        glyphs.append(Glyph("".join(texts), left, *last[2:], len(glyphs)))
    return tuple(glyphs)


def _goes_on(before: Run, run: Run) -> bool:
    text, left, _, baseline, size, font = run
    if text.isspace() or before[0].isspace() or font != before[5]:
        return False
    return (
        abs(baseline - before[3]) < SAME_PLACE
        and abs(size - before[4]) < SAME_PLACE
        and abs(left - before[2]) <= TOUCHING * size
    )
