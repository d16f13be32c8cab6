"""Rules that enclose cells: where on a page the tables with drawn cells are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from policyextract.document import Box
from policyextract.readers.pdf.page import Glyph, Rule, box_around

SHORTEST = 3.0
"""Points below which a rule is a dot of a leader or a tick, once joined with its neighbours."""
MEETING = 1.5
"""Points by which a rule may miss the upright that it ends at."""
ROOM = 2.0
"""Points by which an underline may be longer or shorter than its text, at either end."""
PUNCTUATION = "()[]“”‘’\"'.,;:"
WIDEST_SIGN = 0.4
"""Share of the size that a mark of punctuation takes up at most."""
SNAP = 3.0
"""Points within which rules are taken for one, or for meeting each other."""
MOST_CROSSINGS = 40_000
"""Crossings beyond which rules are a drawing: no table has 200 rows and 200 columns on a page."""


_Edge = dict[str, Any]
"""A rule as pdfplumber's functions want it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one table by rows and columns; None where another cell reaches into the place or none is drawn."""

    rows: tuple[tuple[Box | None, ...], ...]

    @property
    def box(self) -> Box:
        return box_around([cell for row in self.rows for cell in row if cell is not None])


def closed_grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables whose cells are drawn on all four sides, from top to bottom. A single cell is none.

    The algorithm is that of pdfplumber's TableFinder for ruled tables, stage by stage: rules are snapped and joined,
    their crossings found, the smallest rectangles between crossings are cells, cells that share a corner a table.
    """
    edges = merge_edges([_edge(rule) for rule in rules], SNAP, SNAP, SNAP, SNAP)
    edges = [edge for edge in edges if max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) >= SHORTEST]
    levels = [edge for edge in edges if edge["orientation"] == "h"]
    uprights = [edge for edge in edges if edge["orientation"] == "v"]
    if len(levels) * len(uprights) > MOST_CROSSINGS:
        return []
    edges += [*_cuts(levels, uprights, "bottom"), *_cuts(levels, uprights, "top")]
    cells = intersections_to_cells(edges_to_intersections(edges, SNAP, SNAP))
    return [_grid(table) for table in cells_to_tables(cells)]


def _cuts(levels: Sequence[_Edge], uprights: Sequence[_Edge], side: str) -> list[_Edge]:
    """Where the page cuts a row: uprights run on together beyond the last level rule of their table, and end together.

    Browsers draw no border there; the row goes on over the page.
    """
    ends: dict[int, list[_Edge]] = defaultdict(list)
    for each in uprights:
        ends[round(each[side])].append(each)
    return [cut for together in ends.values() if (cut := _cut(levels, together, side))]


def _cut(levels: Sequence[_Edge], uprights: Sequence[_Edge], side: str) -> _Edge | None:
    """The missing rule where uprights end that a level rule holds together, unless one is drawn there."""
    left, right = min(each["x0"] for each in uprights), max(each["x0"] for each in uprights)
    at = uprights[0][side]
    if right - left < SHORTEST:
        return None
    meeting = [each["top"] for each in levels if each["x0"] < right - SNAP and each["x1"] > left + SNAP]
    if any(abs(level - at) <= SNAP for level in meeting):
        return None
    spans = [(each["top"] - SNAP, each["bottom"] + SNAP) for each in uprights]
    held = any(
        each["x0"] <= left + SNAP and each["x1"] >= right - SNAP and all(a <= each["top"] <= b for a, b in spans)
        for each in levels
    )
    return _edge(Rule(left, at, right, at)) if held else None


def without_underlines(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> list[Rule]:
    """The rules that do not underline or strike out text.

    An underline begins and ends with the text above it, where the border of a cell leaves room at its sides, and ends
    at upright rules where the table has any.
    """
    uprights = [rule for rule in rules if rule.top != rule.bottom]
    by_height: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        by_height[round(glyph.baseline)].append(glyph)
    levels = [rule for rule in rules if rule.top == rule.bottom]
    borders = [rule for rule in levels if not _underlines(rule, by_height) or _is_held(rule, uprights)]
    return [*uprights, *borders]


def _is_held(rule: Rule, uprights: Sequence[Rule]) -> bool:
    """Whether a level rule runs from one upright to another."""
    near = [each.x0 for each in uprights if each.top - MEETING <= rule.top <= each.bottom + MEETING]
    return all(any(abs(x - end) <= MEETING for x in near) for end in (rule.x0, rule.x1))


def _underlines(rule: Rule, by_height: dict[int, list[Glyph]]) -> bool:
    near = [glyph for height in range(round(rule.top) - 5, round(rule.top) + 6) for glyph in by_height.get(height, ())]
    above = [
        glyph
        for glyph in near
        if -0.45 <= (rule.top - glyph.baseline) / glyph.size <= 0.3
        and glyph.x1 > rule.x0 + 0.5
        and glyph.x0 < rule.x1 - 0.5
    ]
    if not above:
        return False
    first, last = min(above, key=lambda glyph: glyph.x0), max(above, key=lambda glyph: glyph.x1)
    signs_before, signs_behind = _signs_around(first.text)[0], _signs_around(last.text)[1]
    return (
        -ROOM <= rule.x0 - first.x0 <= ROOM + signs_before * WIDEST_SIGN * first.size
        and -ROOM <= last.x1 - rule.x1 <= ROOM + signs_behind * WIDEST_SIGN * last.size
    )


def _signs_around(text: str) -> tuple[int, int]:
    """How many brackets, commas and the like stand before and behind a word: they are often not underlined with it."""
    return len(text) - len(text.lstrip(PUNCTUATION)), len(text) - len(text.rstrip(PUNCTUATION))


def _edge(rule: Rule) -> _Edge:
    """A rule as pdfplumber's functions want it."""
    return {
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
        "orientation": "h" if rule.top == rule.bottom else "v",
    }


def _grid(cells: Sequence[Box]) -> Grid:
    tops = distinct([cell[1] for cell in cells])
    lefts = distinct([cell[0] for cell in cells])
    by_corner = {(nearest(cell[1], tops), nearest(cell[0], lefts)): cell for cell in cells}
    return Grid(tuple(tuple(by_corner.get((top, left)) for left in lefts) for top in tops))


def distinct(values: Sequence[float], apart: float = 1.0) -> list[float]:
    """The values in order, those left out that are no more than ``apart`` from the one before."""
    ordered = sorted(values)
    return ordered[:1] + [after for before, after in pairwise(ordered) if after - before > apart]


def nearest(value: float, choices: Sequence[float]) -> float:
    return min(choices, key=lambda choice: abs(choice - value))
