"""Whether what came was said before in other company: an item that was a part of a longer one."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from policydiff.align.placed import Placed
from policydiff.changes import Direction
from policydiff.direction import Derived
from policydiff.wording import words

_ENOUGH = 3
"""Words from which an item is known in the middle of a longer one."""
_MOST, _MOST_WORDS = 0.6, 5
"""The share of an item's words, and their number, by which most of it is known there."""


def unless_said(part: Placed, others: Iterable[Placed], derived: Derived) -> Derived:
    """The direction of an item that came or went, or that came around others or went from around them.

    It is open where one of ``others``, which went, came or was reworded, says the same among more, or most of the same.
    """
    said = words(part.item.text)
    if len(said) < _ENOUGH:
        return derived
    others_said = (words(one.item.text) for other in others for one in (other, *other.below()))
    most = max((_common_run(one, said) for one in others_said if len(one) > len(said)), default=0)
    if most < len(said) and most < max(_MOST_WORDS, _MOST * len(said)):
        return derived
    much = "it" if most == len(said) else "most of it"
    return Derived(Direction.INDETERMINATE, f"{derived.why}; a longer item of the other version says {much} too")


def _common_run(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words in a row two texts have in common at most."""
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
