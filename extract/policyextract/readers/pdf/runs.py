"""Characters joined into the runs that were printed without a blank: what holds for one holds for all of its run."""

from collections.abc import Iterable
from dataclasses import replace

from policyextract.readers.pdf.page import Glyph

TOUCHING = 0.1
"""Share of the size by which characters of one run may be apart or overlap: less than any blank."""
SAME_PLACE = 0.01
"""Points by which the baselines of one run may differ."""


def joined(characters: Iterable[Glyph]) -> tuple[Glyph, ...]:
    """The characters of a page as runs, numbered in the order of drawing; blanks stay alone."""
    runs: list[list[Glyph]] = []
    for character in characters:
        if runs and _goes_on(runs[-1][-1], character):
            runs[-1].append(character)
        else:
            runs.append([character])
    return tuple(
        replace(run[0], text="".join(each.text for each in run), x1=run[-1].x1, order=order)
        for order, run in enumerate(runs)
    )


def _goes_on(before: Glyph, character: Glyph) -> bool:
    return (
        character.font == before.font
        and abs(character.size - before.size) < SAME_PLACE
        and abs(character.baseline - before.baseline) < SAME_PLACE
        and abs(character.x0 - before.x1) <= TOUCHING * character.size
        and not character.text.isspace()
        and not before.text.isspace()
    )
