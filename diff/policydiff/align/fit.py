"""How well two items of criteria fit, and the guards that stand before any likeness."""

from collections import Counter

from policydiff.align.alternatives import Words, together
from policydiff.align.placed import Placed
from policydiff.wording import (
    NEGATIONS,
    UNITS,
    closeness,
    inserted,
    is_number,
    numbers,
    opens_exception,
    same_letters,
    without_numbers,
)

_SAME_BUT_NUMBERS = 0.85
_LEAF_TO_LIST = 0.97
_GREW = 0.9
_ORDERED = frozenset("stage grade class level tier phase step line category score".split())
"""Words whose numbers are an order: stage 2 comes after stage 1, while type 2 is another thing than type 1."""
_EXPLAINED = 0.93


def alike(old: Placed, new: Placed) -> float:
    """How well two items fit, by their own words and what stands under them; 0 where a guard forbids it."""
    if not _guarded(old, new):
        return _EXPLAINED * _alike_in_opening(old, new)
    own = closeness(old.words, new.words) if old.words and new.words else 0.0
    if _grew(old.words, new.words):
        own = max(own, _GREW)
    if not old.is_list and not new.is_list:
        return max(own, _EXPLAINED * _alike_in_opening(old, new))
    if not old.is_list or not new.is_list:
        return _LEAF_TO_LIST * own
    shared = _shared_leaves(old, new)
    # Lead-ins such as "AND ONE of the following:" tell lists apart only together with what they hold.
    same_lead = 0.5 + 0.5 * shared if old.item.text and same_letters(old.item.text, new.item.text) else 0.0
    return max(own, 0.9 * shared, same_lead)


def _alike_in_opening(old: Placed, new: Placed) -> float:
    """How well an item fits the first sentence of one that goes on with examples; the guards hold there."""
    if bool(old.opening) is bool(new.opening) or old.is_list or new.is_list:
        return 0.0
    one, other = old.opening or old.words, new.opening or new.words
    if numbers(one) != numbers(other) or _negations(one) != _negations(other):
        return 0.0
    return closeness(one, other)


def _negations(words: Words) -> int:
    return sum(word in NEGATIONS for word in words)


def alike_elsewhere(old: Placed, new: Placed) -> float:
    """The same for items of different lists: there an item and a list do not fit."""
    return alike(old, new) if old.is_list == new.is_list else 0.0


def same_place(old: Placed, new: Placed) -> float:
    """How well two items fit that stand in the same place of the same list."""
    if old.is_list != new.is_list or not (_guarded(old, new) or _named_otherwise(old, new)):
        return 0.0
    same_label = old.item.label == new.item.label and old.index == new.index
    if not same_label:
        return 0.0
    if old.is_list and not old.words and not new.words:
        return 0.6 if old.operator is new.operator else 0.5
    return closeness(old.words, new.words)


def _shared_leaves(old: Placed, new: Placed) -> float:
    """How much of two lists is the same: the mean of the shares of the shorter one and of both."""
    of_old = {part.words for part in old.below() if not part.is_list}
    of_new = {part.words for part in new.below() if not part.is_list}
    of_old, of_new = _spelled(of_old, of_new), _spelled(of_new, of_old)
    common = len(of_old & of_new)
    return common / min(len(of_old), len(of_new)) / 2 + common / (len(of_old) + len(of_new))


def _spelled(leaves: set[Words], others: set[Words]) -> set[Words]:
    """The leaves, with the alternatives in place of one that names what the other list has one by one."""
    several = tuple(others)
    spelled: set[Words] = set()
    for leaf in leaves:
        named = together(several, leaf) if leaf not in others else ()
        spelled.update([several[at] for at in named] or [leaf])
    return spelled


def _guarded(old: Placed, new: Placed) -> bool:
    """Whether two items may be versions of one another: they negate alike, and have the same or comparable numbers."""
    if _grew(old.words, new.words):
        return True
    if old.negations != new.negations and not _negates_alone(old.words, new.words):
        return False
    if old.numbers == new.numbers:
        return True
    if closeness(without_numbers(old.words), without_numbers(new.words)) < _SAME_BUT_NUMBERS:
        return False
    return _measured(old) and _measured(new)


def _named_otherwise(old: Placed, new: Placed) -> bool:
    """Whether two items are the same but for a number of an order ("stage 1" became "stage 2"), or for one more."""
    bare_old, bare_new = without_numbers(old.words), without_numbers(new.words)
    if old.negations != new.negations or len(bare_old) < 2 or closeness(bare_old, bare_new) < _SAME_BUT_NUMBERS:
        return False
    gone, came = Counter(old.numbers) - Counter(new.numbers), Counter(new.numbers) - Counter(old.numbers)
    return not gone or not came or (_in_order(old, gone) and _in_order(new, came))


def _in_order(part: Placed, numbers: Counter[str]) -> bool:
    """Whether numbers of an item count something that goes up and down, and do not name one of several kinds."""
    before = dict(zip(part.words[1:], part.words, strict=False))
    return all(before.get(number) in _ORDERED for number in numbers)


def _negates_alone(old: Words, new: Words) -> bool:
    """Whether a negation is all that came or went."""
    bare_old, bare_new = (tuple(word for word in words if word not in NEGATIONS) for words in (old, new))
    return bare_old == bare_new


def _grew(old: Words, new: Words) -> bool:
    """Whether an exception or an alternative is all that came or went, whatever numbers and negations are in it."""
    segment = (inserted(old, new) or inserted(new, old)) if old and new else ()
    return bool(segment) and (opens_exception(segment) or "or" in (segment[0], segment[-1]))


def _measured(part: Placed) -> bool:
    """Whether the numbers of an item measure ("3 months", "≥ 18") and do not name ("type 2", "grade 3B")."""
    return not part.numbers or any(
        word.strip("<>=") == "" or word.endswith("%") or after in UNITS
        for word, after in zip(part.words, (*part.words[1:], ""), strict=True)
        if is_number(word)
    )
