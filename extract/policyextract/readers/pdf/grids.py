"""Rules that enclose cells: where on a page the ruled tables are."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from policyextract.document import Box
from policyextract.readers.pdf.page import Rule, box_around, rectangle_rules

SHORTEST = 3.0
"""Points below which a rule is a dot of a leader or a tick, once joined with its neighbours."""
SNAP = 3.0
"""Points within which rules are taken for one, or for meeting each other."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one table by rows and columns; None where another cell reaches into the place or none is drawn."""

    rows: tuple[tuple[Box | None, ...], ...]

    @property
    def box(self) -> Box:
        return box_around([cell for row in self.rows for cell in row if cell is not None])


def find_grids(rules: Sequence[Rule], shades: Sequence[Box]) -> list[Grid]:
    """The tables that the rules draw, and elsewhere those that shaded areas make, from top to bottom.

    Shading inside a ruled table says nothing of its cells: some programs shade a cell line by line.
    """
    ruled = _grids(rules)
    elsewhere = [shade for shade in shades if not any(_overlap(shade, grid.box) for grid in ruled)]
    if not elsewhere:
        return ruled
    sides = [side for shade in elsewhere for side in rectangle_rules(shade)]
    outside = [rule for rule in rules if not any(_overlap(_as_box(rule), grid.box) for grid in ruled)]
    return sorted([*ruled, *_grids([*outside, *sides])], key=lambda grid: grid.box[1])


def _grids(rules: Sequence[Rule]) -> list[Grid]:
    """Tables out of rules. A single cell is none.

    The algorithm is that of pdfplumber's TableFinder for ruled tables, stage by stage: rules are snapped and joined,
    their crossings found, the smallest rectangles between crossings are cells, cells that share a corner a table.
    """
    edges = merge_edges([_edge(rule) for rule in rules], SNAP, SNAP, SNAP, SNAP)
    edges = [edge for edge in edges if max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) >= SHORTEST]
    cells = intersections_to_cells(edges_to_intersections(edges, SNAP, SNAP))
    return [_grid(table) for table in cells_to_tables(cells)]


def _as_box(rule: Rule) -> Box:
    return rule.x0, rule.top, rule.x1, rule.bottom


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _edge(rule: Rule) -> dict[str, float | str]:
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
    tops = _distinct([cell[1] for cell in cells])
    lefts = _distinct([cell[0] for cell in cells])
    by_corner = {(_nearest(cell[1], tops), _nearest(cell[0], lefts)): cell for cell in cells}
    return Grid(tuple(tuple(by_corner.get((top, left)) for left in lefts) for top in tops))


def _distinct(values: Sequence[float]) -> list[float]:
    """The values in order, those within a point of the one before left out."""
    ordered = sorted(values)
    return ordered[:1] + [after for before, after in pairwise(ordered) if after - before > 1.0]


def _nearest(value: float, choices: Sequence[float]) -> float:
    return min(choices, key=lambda choice: abs(choice - value))
