"""Statements that were split in several, or merged: the same said of each service, apart or together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policydiff.align.pairing import Aligned, Lone
from policydiff.align.placed import Key, Placed
from policydiff.align.statements import Stated
from policyextract.records import Operator

Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """One statement of one version, and the statements of the other that say the same of its services in turn.

    ``parts`` begins with the one that ``whole`` is paired with. ``split`` tells that the whole is the old version's.
    ``carried`` are the items of the whole's list that stand in the other parts, where it was the list that was divided.
    """

    whole: Stated
    parts: tuple[Stated, ...]
    split: bool
    carried: tuple[Placed, ...] = ()

    @property
    def moved(self) -> frozenset[Name]:
        """The services that stand in another statement than the paired one."""
        return frozenset(name for part in self.parts[1:] for name in part.services)


def find_parted(aligned: Aligned[Stated]) -> tuple[Parted, ...]:
    """The statements that were split or merged, found among those without a partner."""
    return (
        *_found(((pair.old, pair.new) for pair in aligned.pairs), aligned.added, split=True),
        *_found(((pair.new, pair.old) for pair in aligned.pairs), aligned.removed, split=False),
    )


def _found(pairs: Iterator[tuple[Stated, Stated]], lone: Sequence[Lone[Stated]], split: bool) -> Iterator[Parted]:
    left = [one.part for one in lone]
    for whole, first in pairs:
        missing = set(whole.services) - set(first.services)
        parts = [
            part
            for part in left
            if part.services and set(part.services) <= missing and _alike(part, first) and _key(part) == _key(first)
        ]
        carried: list[Placed] = []
        if not missing:
            parts, carried = _dividing(whole, first, left)
        if parts:
            left = [part for part in left if not any(part is one for one in parts)]
            yield Parted(whole, (first, *parts), split, tuple(carried))


def _alike(one: Stated, other: Stated) -> bool:
    """Whether two statements say the same, whatever services they say it of and whatever they list."""
    return (
        one.determination is other.determination
        and one.statement.residual == other.statement.residual
        and one.content == other.content
    )


def _key(stated: Stated) -> Key | None:
    return stated.tree.key if stated.tree else None


def _dividing(whole: Stated, first: Stated, left: Sequence[Stated]) -> tuple[list[Stated], list[Placed]]:
    """The statements that list the rest of a statement's alternatives, of the same services; and those alternatives.

    Only alternatives can be told apart and together: what several statements ask for is never asked for together.
    """
    parts: list[Stated] = []
    carried: list[Placed] = []
    open_items = _alternatives(whole)
    for item in _alternatives(first):
        _take(open_items, item)
    for part in left:
        listed = _alternatives(part)
        same = set(part.services) == set(whole.services) and part.services and _alike(part, whole)
        if not listed or not same or not _alternatives(first):
            continue
        rest = list(open_items)
        taken = [found for item in listed if (found := _take(rest, item)) is not None]
        if len(taken) == len(listed):
            parts.append(part)
            carried.extend(taken)
            open_items = rest
    return parts, carried


def _alternatives(stated: Stated) -> list[Placed]:
    """The items of a statement's list, where each by itself is enough."""
    tree = stated.tree
    return list(tree.children) if tree and (tree.operator is Operator.ANY or len(tree.children) == 1) else []


def _take(items: list[Placed], like: Placed) -> Placed | None:
    """Take out the first item that reads as another does."""
    at = next((at for at, item in enumerate(items) if item.key == like.key), None)
    return items.pop(at) if at is not None else None


def without_parts(aligned: Aligned[Stated], parted: Sequence[Parted]) -> Aligned[Stated]:
    """What is left without a partner, once parts of others are taken out."""
    taken = {id(part) for one in parted for part in one.parts[1:]}
    return Aligned(
        aligned.pairs,
        tuple(lone for lone in aligned.removed if id(lone.part) not in taken),
        tuple(lone for lone in aligned.added if id(lone.part) not in taken),
    )


def moved_services(parted: Sequence[Parted], old: Stated, new: Stated) -> frozenset[Name]:
    """The services of a pair that only went to, or came from, a statement beside it."""
    return frozenset(name for one in parted if one.whole in (old, new) for name in one.moved)
