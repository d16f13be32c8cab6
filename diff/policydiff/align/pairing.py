"""Pairs and the passes that make them: exact matches first, then optimal assignment by score."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")

Score = Callable[[T, T], float]
"""How well an old part fits a new one: 0 (never) to 1."""

_ORDER_WEIGHT = 1e-6
"""How little places count against scores: only to settle ties."""


class Pass(StrEnum):
    """What made a pair."""

    EXACT = "exact"
    STRUCTURE = "structure"
    LIKENESS = "likeness"
    DETERMINATION = "determination"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """Two parts taken for versions of one another. ``confidence`` (0 to 1) is how surely."""

    old: T
    new: T
    by: Pass
    confidence: float


@dataclass(frozen=True, slots=True)
class Lone(Generic[T]):
    """A part without a partner. ``confidence`` is 1 where nothing on the other side comes near it."""

    part: T
    confidence: float


@dataclass(frozen=True, slots=True)
class Aligned(Generic[T]):
    """Pairs in the order of the new version, and what is left on each side in its own order."""

    pairs: tuple[Pair[T], ...]
    removed: tuple[Lone[T], ...]
    added: tuple[Lone[T], ...]


class Pairing(Generic[T]):
    """Pairing under way: each pass pairs among what the passes before it left."""

    def __init__(self, old: Sequence[T], new: Sequence[T]) -> None:
        self._old = list(old)
        self._new = list(new)
        self._old_left = list(range(len(old)))
        self._new_left = list(range(len(new)))
        self._pairs: dict[int, tuple[int, Pass, float]] = {}

    def exact(self, key: Callable[[T], Hashable], by: Pass = Pass.EXACT, confidence: float = 1.0) -> None:
        """Pair parts of equal key; of several that share it, those in nearest places. A key of None pairs nothing."""
        olds, news = _by_key(self._old, self._old_left, key), _by_key(self._new, self._new_left, key)
        for mine in news.keys() & olds.keys() - {None}:
            for old, new in _nearest(olds[mine], news[mine]):
                self._put(old, new, by, confidence)

    def best(self, score: Score[T], floor: float, by: Pass) -> None:
        """Pair so that the sum of the scores is greatest; what scores below the floor is not paired."""
        rows, columns = tuple(self._old_left), tuple(self._new_left)
        if not rows or not columns:
            return
        scores = [[score(self._old[row], self._new[column]) for column in columns] for row in rows]
        # What may not be paired weighs nothing, so that it cannot buy a better sum elsewhere.
        weights = [
            [0.0 if score < floor else score - _ORDER_WEIGHT * _apart(row, column) for column, score in enumerate(line)]
            for row, line in enumerate(scores)
        ]
        for row, column in _assigned(weights, maximize=True):
            if scores[row][column] >= floor:
                self._put(rows[row], columns[column], by, round(scores[row][column], 3))

    def result(self, nearness: Score[T]) -> Aligned[T]:
        """The pairs, and the rest with how surely it has no partner by ``nearness``."""
        pairs = tuple(
            Pair(self._old[old], self._new[new], by, confidence)
            for new, (old, by, confidence) in sorted(self._pairs.items())
        )
        old = [self._old[at] for at in self._old_left]
        new = [self._new[at] for at in self._new_left]
        return Aligned(
            pairs,
            tuple(Lone(part, _certainty(nearness(part, other) for other in new)) for part in old),
            tuple(Lone(part, _certainty(nearness(other, part) for other in old)) for part in new),
        )

    def _put(self, old: int, new: int, by: Pass, confidence: float) -> None:
        self._pairs[new] = (old, by, confidence)
        self._old_left.remove(old)
        self._new_left.remove(new)


def _by_key(parts: Sequence[T], places: Iterable[int], key: Callable[[T], Hashable]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for at in places:
        found[key(parts[at])].append(at)
    return found


def _nearest(olds: Sequence[int], news: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Pairs of places, in order where there are as many on either side, else so that they are least apart."""
    if len(olds) == len(news):
        return zip(olds, news, strict=True)
    distances = [[_apart(old, new) for new in news] for old in olds]
    return [(olds[row], news[column]) for row, column in _assigned(distances, maximize=False)]


def _apart(old: int, new: int) -> float:
    """How far two places are apart; of equal distances the earlier is less, whichever version is the old one."""
    return abs(old - new) + 1e-4 * (old + 1) * (new + 1)


def _certainty(nearness: Iterable[float]) -> float:
    """How surely a part has no partner: 1 up to a nearest of 0.5, falling to 0.5 where the nearest is the same."""
    return round(min(1.0, 1.5 - max(nearness, default=0.0)), 3)


def out_of_order(pairs: Sequence[Pair[T]], places: Callable[[Pair[T]], tuple[int, int, str]]) -> tuple[Pair[T], ...]:
    """The pairs to take out so that the rest stand in the same order in both versions.

    ``places`` gives a pair's place in the old and in the new version, and a name that settles ties. The pair that
    stands crosswise to most others goes first; so the answer is the same whichever version is the old one.
    """
    kept = list(pairs)
    place = {id(pair): places(pair) for pair in kept}
    while kept:
        crossings = [sum(_crosswise(place[id(one)], place[id(other)]) for other in kept) for one in kept]
        worst = max(range(len(kept)), key=lambda at: (crossings[at], place[id(kept[at])][2]))
        if not crossings[worst]:
            break
        kept.pop(worst)
    staying = {id(pair) for pair in kept}
    return tuple(pair for pair in pairs if id(pair) not in staying)


def _crosswise(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return (one[0] - other[0]) * (one[1] - other[1]) < 0


def _assigned(weights: Sequence[Sequence[float]], *, maximize: bool) -> Iterator[tuple[int, int]]:
    """The pairs of a row and a column, each in one pair at most, whose weights have the greatest or the least sum."""
    # Loaded here: it takes a quarter of a second, and what only reads records pairs nothing.
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(weights, maximize=maximize)
    return ((int(row), int(column)) for row, column in zip(rows, columns, strict=True))
