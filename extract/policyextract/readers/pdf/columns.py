"""Blocks that stand side by side on a page, such as two columns of prose or a box beside a table of contents.

Side by side is what has a strip of white between it from top to bottom, and lines that do not share their baselines or
are filled with prose on both sides. A label and its value on one baseline are not: they are one line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policyextract.markers import BULLETS
from policyextract.readers.pdf.page import Glyph
from policyextract.readers.pdf.rows import Row

Interval = tuple[float, float]

GUTTER = 10.0
"""The narrowest strip of white, in points, that sets columns apart."""
FARTHEST = 5.0
"""Multiple of the size by which lines of one block may be apart."""
MARGINAL = 0.6
"""Share of the left block's width below which a shorter block on the right is a note in the margin."""
LARGE_GAP = 1.5
"""Multiple of the usual distance between the lines of a block after which another block begins."""
SHARED = 0.7
"""Share of the lines of the smaller block that may share their baselines with lines of the other one."""
LARGER, SET_OFF = 1.25, 1.5
"""Multiple of the size before it, and of its own size in distance, that make a row a title between blocks."""
LIST_ROWS, LIST_ITEMS = 8, 4
"""In how many rows how many items must begin, on both sides together, to make two lists."""
SAME_EDGE = 2.0
"""Points by which what begins at the same place may differ."""
PROSE_LINES = 6
PROSE_LENGTH = 28
"""How many lines of how many characters on average make two columns of prose where the baselines agree."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Rows ``first`` to ``last`` (inclusive) fall into a left and a right block; ``white`` lies between them."""

    first: int
    last: int
    white: Interval


def in_reading_order(rows: Sequence[Row]) -> list[Row]:
    """Rows from top to bottom, put in the order of reading: one block after the other where they are side by side."""
    ordered: list[Row] = []
    done = 0
    while done < len(rows):
        found = _next_pair(rows, done)
        if found is None:
            break
        ordered.extend(rows[done : found.first])
        blocks, done = _read(rows, found)
        ordered.extend(blocks)
    ordered.extend(rows[done:])
    return ordered


def _next_pair(rows: Sequence[Row], start: int) -> SideBySide | None:
    for at in range(start, len(rows) - 1):
        white = _interleaved(rows, at)
        pair = _grow(rows, at, at + 1, start, white) if white else None
        if pair is not None and _is_apart(rows, pair):
            return pair
        white = _prose(rows, at)
        if white is not None:
            return _grow(rows, at, at + PROSE_LINES - 1, start, white)
        white = _lists(rows, at)
        pair = _grow(rows, at, at, start, white) if white else None
        if pair is not None:
            return pair
    return None


def _interleaved(rows: Sequence[Row], at: int) -> Interval | None:
    """The white between two neighbouring rows that overlap in height: they stand in different blocks."""
    above, below = rows[at], rows[at + 1]
    smaller = min(above.size, below.size)
    if (above.baseline + 0.2 * above.size) - (below.baseline - 0.8 * below.size) < 0.25 * smaller:
        return None
    return _widest(_whites(sorted([*_pieces(above), *_pieces(below)])), GUTTER)


def _prose(rows: Sequence[Row], at: int) -> Interval | None:
    """The white that parts this row and the next ones into two columns of prose."""
    taken = rows[at : at + PROSE_LINES]
    if len(taken) < PROSE_LINES or any(len(_pieces(row)) < 2 for row in taken):
        return None
    white = _widest(_whites(_pieces(taken[0])), GUTTER)
    for row in taken:
        white = _narrowed(row, white) if white else None
    if white is None:
        return None
    halves = [_halves(row, white) for row in taken]
    lengths = [sum(_length(half) for half in side if half) for side in zip(*halves, strict=True)]
    return white if min(lengths) >= PROSE_LENGTH * PROSE_LINES else None


def _lists(rows: Sequence[Row], at: int) -> Interval | None:
    """The white between two lists of bullets: this row begins an item in both, and the next go on with them."""
    pieces = _pieces(rows[at])
    second = next((piece for piece in pieces[1:] if _bulleted(rows[at], piece[0])), None)
    if second is None or not _bulleted(rows[at], pieces[0][0]):
        return None
    near = rows[at : at + LIST_ROWS]
    items = sum(_bulleted(row, pieces[0][0]) + _bulleted(row, second[0]) for row in near)
    if items < LIST_ITEMS:
        return None
    return max(right for _, right in pieces[: pieces.index(second)]), second[0]


def _bulleted(row: Row, left: float) -> bool:
    """Whether a list item begins at a place in the row."""
    return any(glyph.text in BULLETS and abs(glyph.x0 - left) <= SAME_EDGE for glyph in row.glyphs)


def _grow(rows: Sequence[Row], first: int, last: int, floor: int, white: Interval) -> SideBySide | None:
    """Take in the rows above and below as long as the white runs on; None where the blocks are too small."""
    while first > floor and (wider := _joins(rows[first - 1], rows[first], white)):
        first, white = first - 1, wider
    while (
        last + 1 < len(rows) and not _is_title(rows, last + 1) and (wider := _joins(rows[last + 1], rows[last], white))
    ):
        last, white = last + 1, wider
    lefts, rights = _speaking(rows[first : last + 1], white)
    if min(len(lefts), len(rights)) < 2 or max(len(lefts), len(rights)) < 3:
        return None
    return SideBySide(first, last, white)


def _is_title(rows: Sequence[Row], at: int) -> bool:
    """Whether a row is a title between blocks: in larger type, with nothing beside it, and set off above and below."""
    row, above = rows[at], rows[at - 1]
    room = SET_OFF * row.size
    below = rows[at + 1].baseline - row.baseline if at + 1 < len(rows) else room
    return row.size >= LARGER * above.size and row.baseline - above.baseline >= room and below >= room


def _is_apart(rows: Sequence[Row], pair: SideBySide) -> bool:
    """Whether most lines of the one block stand beside none of the other: else these are the columns of a table."""
    lefts, rights = _speaking(rows[pair.first : pair.last + 1], pair.white)
    shared = len(set(lefts) & set(rights))
    return shared <= SHARED * min(len(lefts), len(rights))


def _speaking(rows: Sequence[Row], white: Interval) -> tuple[list[int], list[int]]:
    """Which of the rows have text on the left of the white, and which on the right."""
    halves = [_halves(row, white) for row in rows]
    lefts = [index for index, (left, _) in enumerate(halves) if left and _says(left)]
    return lefts, [index for index, (_, right) in enumerate(halves) if right and _says(right)]


def _joins(row: Row, neighbour: Row, white: Interval) -> Interval | None:
    if abs(row.baseline - neighbour.baseline) > FARTHEST * max(row.size, neighbour.size):
        return None
    return _narrowed(row, white)


def _narrowed(row: Row, white: Interval) -> Interval | None:
    """What is left of the white when this row is taken in."""
    pieces = _pieces(row)
    free = [(0.0, pieces[0][0]), *_whites(pieces), (pieces[-1][1], float("inf"))]
    return _widest([(max(left, white[0]), min(right, white[1])) for left, right in free], GUTTER)


def _pieces(row: Row) -> list[Interval]:
    """The stretches of a row that are set apart by more than a wide blank."""
    pieces: list[Interval] = []
    for glyph in row.glyphs:
        if pieces and glyph.x0 - pieces[-1][1] < max(GUTTER, 0.8 * row.size):
            pieces[-1] = (pieces[-1][0], max(pieces[-1][1], glyph.x1))
        else:
            pieces.append((glyph.x0, glyph.x1))
    return pieces


def _whites(pieces: Sequence[Interval]) -> list[Interval]:
    """What is free between pieces that are sorted from left to right."""
    whites = []
    reach = pieces[0][1]
    for _, (left, right) in pairwise(pieces):
        if left > reach:
            whites.append((reach, left))
        reach = max(reach, right)
    return whites


def _widest(intervals: Sequence[Interval], least: float) -> Interval | None:
    wide = [interval for interval in intervals if interval[1] - interval[0] >= least]
    return max(wide, key=lambda interval: interval[1] - interval[0]) if wide else None


def _halves(row: Row, white: Interval) -> tuple[Row | None, Row | None]:
    middle = sum(white) / 2
    left = tuple(glyph for glyph in row.glyphs if glyph.middle[0] < middle)
    right = tuple(glyph for glyph in row.glyphs if glyph.middle[0] >= middle)
    return _row(left), _row(right)


def _row(glyphs: tuple[Glyph, ...]) -> Row | None:
    return Row(glyphs) if glyphs else None


def _says(row: Row) -> bool:
    """Whether the row is more than a list marker or a stray mark."""
    return sum(map(str.isalnum, "".join(glyph.text for glyph in row.glyphs))) >= 3


def _length(row: Row) -> int:
    return sum(len(glyph.text) for glyph in row.glyphs)


def _read(rows: Sequence[Row], pair: SideBySide) -> tuple[list[Row], int]:
    """The rows of the pair, one block after the other, and the index of the first row that is not among them.

    What stands above or below the shorter block keeps its place. A note in the margin comes before the text beside it,
    so that it does not stand between the text and what follows; else the left block is the first.
    """
    halves = [_halves(row, pair.white) for row in rows[pair.first : pair.last + 1]]
    lefts = [(index, left) for index, (left, _) in enumerate(halves) if left]
    rights = [(index, right) for index, (_, right) in enumerate(halves) if right]
    start, end = max(lefts[0][0], rights[0][0]), min(lefts[-1][0], rights[-1][0])
    if _width(rights) < MARGINAL * _width(lefts) and rights[-1][0] < lefts[-1][0]:
        blocks = rights, lefts
        start = _unbroken_above(lefts, start)
    else:
        blocks = lefts, rights
        end = _unbroken_below(lefts, end)
    above = list(rows[pair.first : pair.first + start])
    beside = [row for block in blocks for index, row in block if start <= index <= end]
    return [*above, *beside], pair.first + end + 1


def _width(half: Sequence[tuple[int, Row]]) -> float:
    return max(row.box[2] for _, row in half) - min(row.box[0] for _, row in half)


def _unbroken_below(block: Sequence[tuple[int, Row]], end: int) -> int:
    """The last row of the block that follows the one before without a large gap, from row ``end`` on."""
    limit = LARGE_GAP * _usual_distance(block)
    for (_, above), (index, below) in pairwise(block):
        if index > end and below.baseline - above.baseline > limit:
            return end
        end = max(end, index)
    return end


def _unbroken_above(block: Sequence[tuple[int, Row]], start: int) -> int:
    """The first row of the block that the next one follows without a large gap, from row ``start`` upward."""
    limit = LARGE_GAP * _usual_distance(block)
    for (index, above), (_, below) in reversed(list(pairwise(block))):
        if index < start and below.baseline - above.baseline > limit:
            return start
        start = min(start, index)
    return start


def _usual_distance(block: Sequence[tuple[int, Row]]) -> float:
    return median(below.baseline - above.baseline for (_, above), (_, below) in pairwise(block))
