"""Whether what came was said before in other company: an item that was a part of a longer one."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from policydiff.align.placed import Placed
from policydiff.align.trees import TreeAlignment
from policydiff.changes import Direction
from policydiff.direction import Derived
from policydiff.wording import words

Words = tuple[str, ...]

_ENOUGH = 3
"""Words from which an item is known in the middle of a longer one."""
_MOST, _MOST_WORDS = 0.6, 5
"""The share of an item's words, and their number, by which most of it is known there."""


def came(tree: TreeAlignment) -> Iterator[Placed]:
    """The items of the new version that no item of the old one is."""
    yield from (lone.part for lone in tree.added)
    yield from tree.wrapping


def went(tree: TreeAlignment) -> Iterator[Placed]:
    """The items of the old version that no item of the new one is."""
    yield from (lone.part for lone in tree.removed)
    yield from tree.unwrapped


def texts_of(parts: Iterable[Placed]) -> tuple[Words, ...]:
    """The words of items and of all that stand under them, each text once."""
    every = {id(one): one for part in parts for one in (part, *part.below())}
    return tuple(dict.fromkeys(words(one.item.text) for one in every.values()))


def unless_said(part: Placed, texts: Sequence[Words], derived: Derived) -> Derived:
    """The direction of an item that came or went, or that came around others or went from around them.

    It is open where one of ``texts``, those of items that went, came or were reworded, says the same among more, or
    most of the same.
    """
    said = words(part.item.text)
    if len(said) < _ENOUGH:
        return derived
    most = max((_common_run(one, said) for one in texts if len(one) > len(said)), default=0)
    if most < len(said) and most < max(_MOST_WORDS, _MOST * len(said)):
        return derived
    much = "it" if most == len(said) else "most of it"
    return Derived(Direction.INDETERMINATE, f"{derived.why}; a longer item of the other version says {much} too")


def _common_run(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words in a row two texts have in common at most."""
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
