"""Tables without a line on every side: striped rows, or level rules whose breaks show where the columns are.

Word processors draw a level border cell by cell and shade a row cell by cell, so that the columns show in every level
edge although no upright line is drawn. Level edges of the same extent that follow each other are the rows.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policyextract.document import Box
from policyextract.readers.pdf.grids import Grid, distinct
from policyextract.readers.pdf.page import Glyph, Rule, rectangle_rules

SAME_LEVEL = 3.0
"""Points within which level edges are one edge (a shaded row's foot, the rule below it, the next row's head)."""
SAME_END = 1.2
"""Points within which the ends of level edges of one table lie."""
BREAK = 8.0
"""The widest white gap between two columns' parts of one level edge."""
TALLEST_ROW = 250.0
OVERHANG = 3.0
"""Points by which a word may reach into the next column before it runs across: half a character."""
RUN_ON = 0.6
"""Share of the size below which the room between two words is a blank, not the room between columns."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level edge: where it begins and ends, and where in between it is broken or met by an upright."""

    y: float
    x0: float
    x1: float
    breaks: tuple[float, ...]


def open_grids(rules: Sequence[Rule], shades: Sequence[Box], glyphs: Sequence[Glyph]) -> list[Grid]:
    """The tables that level rules and shaded rows make, from top to bottom."""
    sides = [side for shade in outermost(shades) for side in rectangle_rules(shade)]
    edges = [*rules, *sides]
    uprights = [edge for edge in edges if edge.top != edge.bottom]
    levels = _levels([edge for edge in edges if edge.top == edge.bottom])
    grids = []
    for stack in _stacks(levels):
        columns = _columns(stack, uprights)
        if len(columns) > 2:
            grids.extend(_grids(stack, columns, glyphs))
    return grids


def outermost(shades: Sequence[Box]) -> list[Box]:
    """The shaded areas that lie in no other one: paragraphs are often shaded anew inside a shaded cell."""
    kept: list[Box] = []
    for shade in sorted(set(shades), key=lambda box: (box[2] - box[0]) * (box[3] - box[1]), reverse=True):
        if not any(_inside(shade, other) for other in kept):
            kept.append(shade)
    return kept


def _inside(inner: Box, outer: Box) -> bool:
    slack = 0.5
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def _levels(edges: Sequence[Rule]) -> list[Level]:
    """Level edges at one height that follow each other, joined."""
    heights: list[list[Rule]] = []
    for edge in sorted(edges, key=lambda rule: rule.top):
        if heights and edge.top - heights[-1][0].top <= SAME_LEVEL:
            heights[-1].append(edge)
        else:
            heights.append([edge])
    return [level for height in heights for level in _joined(height)]


def _joined(edges: Sequence[Rule]) -> list[Level]:
    """One level edge for each run of pieces without a wide gap; the ends of the pieces inside it are its breaks."""
    runs: list[list[Rule]] = []
    for edge in sorted(edges, key=lambda rule: rule.x0):
        if runs and edge.x0 - max(piece.x1 for piece in runs[-1]) <= BREAK:
            runs[-1].append(edge)
        else:
            runs.append([edge])
    return [_level(run) for run in runs]


def _level(run: Sequence[Rule]) -> Level:
    x0, x1 = min(piece.x0 for piece in run), max(piece.x1 for piece in run)
    ends = [end for piece in run for end in (piece.x0, piece.x1) if x0 + BREAK < end < x1 - BREAK]
    return Level(sum(piece.top for piece in run) / len(run), x0, x1, tuple(distinct(ends, BREAK)))


def _stacks(levels: Sequence[Level]) -> list[list[Level]]:
    """Levels with the same ends, from top to bottom."""
    stacks: list[list[Level]] = []
    for level in levels:
        home = next((stack for stack in reversed(stacks) if _continues(stack[-1], level)), None)
        if home is None:
            stacks.append([level])
        else:
            home.append(level)
    return [stack for stack in stacks if len(stack) > 2]


def _continues(above: Level, below: Level) -> bool:
    return (
        abs(above.x0 - below.x0) <= SAME_END
        and abs(above.x1 - below.x1) <= SAME_END
        and below.y - above.y <= TALLEST_ROW
    )


def _columns(stack: Sequence[Level], uprights: Sequence[Rule]) -> list[float]:
    """The edges of the columns: the ends of the stack, and what half of its levels show between them."""
    left, right = stack[0].x0, stack[0].x1
    seen = [place for level in stack for place in level.breaks]
    for above, below in pairwise(stack):
        middle = (above.y + below.y) / 2
        seen.extend(rule.x0 for rule in uprights if rule.top < middle < rule.bottom and left < rule.x0 < right)
    inner = [
        place
        for place in distinct(seen, BREAK)
        if sum(abs(place - other) <= BREAK for other in seen) * 2 >= len(stack) and left + BREAK < place < right - BREAK
    ]
    return [left, *inner, right]


def _grids(stack: Sequence[Level], columns: Sequence[float], glyphs: Sequence[Glyph]) -> list[Grid]:
    """The rows between the levels, cut where text runs across the columns and so is none of the table's."""
    runs: list[list[tuple[Box, ...]]] = [[]]
    for above, below in pairwise(stack):
        row = tuple((left, above.y, right, below.y) for left, right in pairwise(columns))
        inside = [glyph for glyph in glyphs if above.y <= glyph.middle[1] < below.y]
        filled = _filled(row, inside)
        if _crossed(columns, inside):
            runs.append([])
        elif filled > 1 or (filled == 1 and runs[-1]):
            runs[-1].append(row)
    return [Grid(tuple(run)) for run in (_trimmed(run, glyphs) for run in runs) if len(run) > 1]


def _crossed(columns: Sequence[float], glyphs: Sequence[Glyph]) -> bool:
    """Whether a line of text runs on from one column to the next, without more than a blank between them."""
    inner = columns[1:-1]
    if any(glyph.x0 + OVERHANG < column < glyph.x1 - OVERHANG for glyph in glyphs for column in inner):
        return True
    lines: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        lines[round(glyph.baseline)].append(glyph)
    for line in lines.values():
        ordered = sorted(line, key=lambda glyph: glyph.x0)
        for before, after in pairwise(ordered):
            between = any(before.middle[0] < column <= after.middle[0] for column in inner)
            if between and after.x0 - before.x1 < RUN_ON * after.size:
                return True
    return False


def _filled(row: Sequence[Box], glyphs: Sequence[Glyph]) -> int:
    """How many cells of a row have text."""
    return sum(any(box[0] <= g.middle[0] < box[2] and box[1] <= g.middle[1] < box[3] for g in glyphs) for box in row)


def _trimmed(rows: list[tuple[Box, ...]], glyphs: Sequence[Glyph]) -> list[tuple[Box, ...]]:
    """Without the last rows that have but one cell filled: a heading or a note below the table."""
    while rows and _filled(rows[-1], glyphs) < 2:
        rows = rows[:-1]
    return rows
