"""Statements that were split in several, or merged: the same said of each service, apart or together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policydiff.align.pairing import Aligned, Lone
from policydiff.align.statements import Stated

Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """One statement of one version, and the statements of the other that say the same of its services in turn.

    ``parts`` begins with the one that ``whole`` is paired with. ``split`` tells that the whole is the old version's.
    """

    whole: Stated
    parts: tuple[Stated, ...]
    split: bool

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
            part for part in left if part.services and set(part.services) <= missing and _say_the_same(part, first)
        ]
        if parts:
            left = [part for part in left if not any(part is one for one in parts)]
            yield Parted(whole, (first, *parts), split)


def _say_the_same(one: Stated, other: Stated) -> bool:
    return (
        one.determination is other.determination
        and one.statement.residual == other.statement.residual
        and one.content == other.content
        and (one.tree and one.tree.key) == (other.tree and other.tree.key)
    )


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
