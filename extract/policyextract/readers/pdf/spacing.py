"""The white space above lines: which of them are set off from the line before."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policyextract.document import Block, Line

SET_OFF = 1.25
"""Multiple of the usual distance between lines from which a line is set off."""
DISTANCE_OF_SIZE = 1.2
"""The distance between lines in terms of their size where too few lines tell."""
ENOUGH = 5
FARTHEST = 2.5
"""Multiple of the size beyond which a distance says nothing of how lines are usually set."""


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block and, for a line, the height of its baseline on the page."""

    block: Block
    baseline: float | None = None


def mark_gaps(pages: Sequence[Sequence[PlacedBlock]]) -> list[Block]:
    """The blocks of all pages, ``gap`` set on the lines that are set off.

    Set off are the first line of a page, of a column and after a table, and a line farther from the one before than
    lines of its size usually are in this document.
    """
    usual = _usual_distances(pages)
    return [block for page in pages for block in _marked(page, usual)]


def _marked(page: Sequence[PlacedBlock], usual: Mapping[float, float]) -> Iterator[Block]:
    before: float | None = None
    for placed in page:
        block = placed.block
        if isinstance(block, Line) and block.size is not None and placed.baseline is not None:
            limit = SET_OFF * usual.get(block.size, DISTANCE_OF_SIZE * block.size)
            runs_on = before is not None and 0 < placed.baseline - before <= limit
            yield replace(block, gap=not runs_on)
        else:
            yield block
        before = placed.baseline


def _usual_distances(pages: Sequence[Sequence[PlacedBlock]]) -> dict[float, float]:
    """By size, the distance between baselines that is the most common one, to half a point."""
    distances: dict[float, Counter[float]] = defaultdict(Counter)
    for page in pages:
        for above, below in pairwise(page):
            size = _common_size(above.block, below.block)
            if size is None or above.baseline is None or below.baseline is None:
                continue
            distance = below.baseline - above.baseline
            if 0 < distance <= FARTHEST * size:
                distances[size][round(distance * 2) / 2] += 1
    return {
        size: max(counts, key=lambda distance: (counts[distance], -distance))
        for size, counts in distances.items()
        if counts.total() >= ENOUGH
    }


def _common_size(above: Block, below: Block) -> float | None:
    same = isinstance(above, Line) and isinstance(below, Line) and above.size == below.size
    return below.size if same and isinstance(below, Line) else None
