"""Pairs the items of two criteria trees, whatever their labels and wherever they went."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from policydiff.align.alternatives import together
from policydiff.align.pairing import Lone, Pair, Pairing, Pass
from policydiff.glossary import Glossary
from policydiff.wording import (
    NEGATIONS,
    UNITS,
    closeness,
    inserted,
    is_number,
    numbers,
    opens_exception,
    without_numbers,
)
from policyextract.records import Criterion, Operator

_ALIKE = 0.75
_SAME_PLACE = 0.5
_MOVED = 0.88
_SAME_BUT_NUMBERS = 0.85

_LEAD_WORDS = frozenset(
    "all any 1 either both each and or criterion met meet must patient indication factor requirement item".split()
)
Key = tuple[object, ...]


@dataclass(eq=False, slots=True)
class Placed:
    """An item of a criteria tree where it stands. The root is the list itself.

    ``words`` are the carrying words of the item's own text; of a lead-in only those that are more than a quantifier, so
    that "ONE of the following:" has none. ``key`` is the whole subtree without labels and order.
    """

    item: Criterion
    parent: "Placed | None"
    index: int
    words: tuple[str, ...]
    negations: int
    numbers: tuple[str, ...]
    children: tuple["Placed", ...] = field(default=(), repr=False)
    key: Key = ()
    size: int = 1

    @property
    def is_list(self) -> bool:
        return bool(self.children)

    def ancestors(self) -> Iterator["Placed"]:
        """From the parent up to the root."""
        at = self.parent
        while at is not None:
            yield at
            at = at.parent

    def below(self) -> Iterator["Placed"]:
        """All items under this one, in document order."""
        for child in self.children:
            yield child
            yield from child.below()


@dataclass(frozen=True, slots=True)
class TreeAlignment:
    """Two trees set against each other.

    ``added`` and ``removed`` hold the uppermost items without a partner, and only such that nothing under them has one.
    ``wrapping`` are new items put around ones that were there before, ``unwrapped`` old ones that stood around them.
    ``merged`` are alternatives that one item now names together, ``split`` the other way round.
    """

    pairs: tuple[Pair[Placed], ...]
    removed: tuple[Lone[Placed], ...]
    added: tuple[Lone[Placed], ...]
    unwrapped: tuple[Placed, ...]
    wrapping: tuple[Placed, ...]
    merged: tuple["Merger", ...]
    split: tuple["Merger", ...]


@dataclass(frozen=True, slots=True)
class Merger:
    """Alternatives of a list in one version, and the one item of the other version that names them all."""

    several: tuple[Placed, ...]
    one: Placed


def place(root: Criterion, glossary: Glossary) -> Placed:
    """The tree with each item knowing its place."""
    return _place(root, None, 0, glossary)


def _place(item: Criterion, parent: Placed | None, index: int, glossary: Glossary) -> Placed:
    words = glossary.words(item.text)
    if item.items:
        words = condition(words, item)
    placed = Placed(item, parent, index, words, sum(word in NEGATIONS for word in words), numbers(words))
    placed.children = tuple(_place(child, placed, at, glossary) for at, child in enumerate(item.items))
    placed.size = 1 + sum(child.size for child in placed.children)
    placed.key = (
        placed.words,
        item.operator if placed.children else None,
        item.minimum,
        tuple(sorted((child.key for child in placed.children), key=repr)),
    )
    return placed


def condition(words: tuple[str, ...], item: Criterion) -> tuple[str, ...]:
    """What a lead-in says besides how its items combine: "Use follows ONE of the following" -> use, follow."""
    counted = (">=", str(item.minimum)) if item.operator is Operator.AT_LEAST else ()
    return tuple(word for word in words if word not in _LEAD_WORDS and word not in counted)


def align_trees(old: Placed, new: Placed) -> TreeAlignment:
    """Pair the items of two trees whose roots belong together."""
    pairs = _TreePairs()
    pairs.put(Pair(old, new, Pass.EXACT, 1.0))
    pairs.pair_moved(old, new)
    removed, unwrapped = _alone(old, pairs.known_old, new, pairs.known_new)
    added, wrapping = _alone(new, pairs.known_new, old, pairs.known_old)
    order = {id(part): at for at, part in enumerate(new.below())}
    in_order = sorted(pairs.partner_of_new.values(), key=lambda pair: order.get(id(pair.new), -1))
    merged, split = tuple(pairs.merged), tuple(pairs.split)
    return TreeAlignment(tuple(in_order), removed, added, unwrapped, wrapping, merged, split)


class _TreePairs:
    """Pairs found so far, by the identity of either side."""

    def __init__(self) -> None:
        self.partner_of_new: dict[int, Pair[Placed]] = {}
        self.merged: list[Merger] = []
        self.split: list[Merger] = []
        self.known_old: set[int] = set()
        self.known_new: set[int] = set()

    def put(self, pair: Pair[Placed]) -> None:
        """Keep a pair, and pair what stands under it."""
        self.partner_of_new[id(pair.new)] = pair
        self.known_old.add(id(pair.old))
        self.known_new.add(id(pair.new))
        self._pair_children(pair.old, pair.new)

    def _pair_children(self, old: Placed, new: Placed) -> None:
        pairing = self._left_under(old, new)
        pairing.exact(lambda part: part.key)
        pairing.exact(_words_key)
        for pair in pairing.result(_likeness).pairs:
            self.put(pair)
        self._merge(old, new)
        pairing = self._left_under(old, new)
        pairing.best(_likeness, _ALIKE, Pass.LIKENESS)
        pairing.best(_same_place, _SAME_PLACE, Pass.STRUCTURE)
        for pair in pairing.result(_likeness).pairs:
            self.put(pair)

    def _left_under(self, old: Placed, new: Placed) -> Pairing[Placed]:
        return Pairing(
            [child for child in old.children if id(child) not in self.known_old],
            [child for child in new.children if id(child) not in self.known_new],
        )

    def _merge(self, old: Placed, new: Placed) -> None:
        """Find alternatives that became one item or came out of one."""
        self.merged.extend(_mergers(old, self.known_old, new, self.known_new))
        self.split.extend(_mergers(new, self.known_new, old, self.known_old))

    def pair_moved(self, old: Placed, new: Placed) -> None:
        """Pair items that went to another list of the tree: whole subtrees first, then by their own words."""
        for key in (_subtree_key, _words_key):
            for part in sorted(new.below(), key=lambda part: -part.size):
                if id(part) in self.known_new or key(part) is None:
                    continue
                match = next((other for other in self._left(old) if key(other) == key(part)), None)
                if match is not None:
                    self.put(Pair(match, part, Pass.MOVED, 0.95))
        new_left = [part for part in new.below() if id(part) not in self.known_new]
        pairing = Pairing(list(self._left(old)), new_left)
        pairing.best(_likeness, _MOVED, Pass.MOVED)
        for pair in pairing.result(_likeness).pairs:
            if id(pair.old) not in self.known_old and id(pair.new) not in self.known_new:
                self.put(pair)

    def _left(self, root: Placed) -> Iterator[Placed]:
        return (part for part in root.below() if id(part) not in self.known_old)


def _mergers(many: Placed, known_many: set[int], single: Placed, known_single: set[int]) -> Iterator[Merger]:
    """Alternatives under ANY that an item of the other version names together. What is found counts as known."""
    if many.item.operator is not Operator.ANY:
        return
    for one in single.children:
        several = [part for part in many.children if id(part) not in known_many and not part.is_list]
        if id(one) in known_single or one.is_list:
            continue
        if found := together([part.words for part in several], one.words):
            parts = tuple(several[at] for at in found)
            known_many.update(map(id, parts))
            known_single.add(id(one))
            yield Merger(parts, one)


def _subtree_key(part: Placed) -> Key | None:
    return part.key if part.words or part.is_list else None


def _words_key(part: Placed) -> Key | None:
    return (part.words, part.is_list) if part.words else None


def _alone(
    root: Placed, mine: set[int], other: Placed, others: set[int]
) -> tuple[tuple[Lone[Placed], ...], tuple[Placed, ...]]:
    """The uppermost items of a tree without partner, and those that stand around items with one."""
    left = [part for part in other.below() if id(part) not in others]
    lone: list[Lone[Placed]] = []
    around: list[Placed] = []

    def visit(part: Placed) -> None:
        for child in part.children:
            if id(child) in mine:
                visit(child)
            elif any(id(below) in mine for below in child.below()):
                around.append(child)
                visit(child)
            else:
                nearest = max((_likeness(child, candidate) for candidate in left), default=0.0)
                lone.append(Lone(child, round(min(1.0, 1.5 - nearest), 3)))

    visit(root)
    return tuple(lone), tuple(around)


def _likeness(old: Placed, new: Placed) -> float:
    """How well two items fit, by their own words and what stands under them; 0 where a guard forbids it."""
    if not _guarded(old, new):
        return 0.0
    own = closeness(old.words, new.words)
    if not old.is_list and not new.is_list:
        return own
    if not old.is_list or not new.is_list:
        return 0.97 * own if old.words and new.words else 0.0
    shared = _shared_leaves(old, new)
    if not old.words and not new.words:
        return shared
    return max(own, 0.5 * own + 0.5 * shared)


def _same_place(old: Placed, new: Placed) -> float:
    """How well two items fit that stand in the same place of the same list."""
    if old.is_list != new.is_list or not _guarded(old, new):
        return 0.0
    same_label = old.item.label == new.item.label and old.index == new.index
    if not same_label:
        return 0.0
    if old.is_list and not old.words and not new.words:
        return 0.6 if old.item.operator is new.item.operator else 0.5
    return closeness(old.words, new.words)


def _shared_leaves(old: Placed, new: Placed) -> float:
    of_old = {part.words for part in old.below() if not part.is_list}
    of_new = {part.words for part in new.below() if not part.is_list}
    return len(of_old & of_new) / max(1, min(len(of_old), len(of_new)))


def _guarded(old: Placed, new: Placed) -> bool:
    """Whether two items may be versions of one another: they negate alike, and have the same or comparable numbers."""
    if old.negations != new.negations and not _negates_alone(old.words, new.words):
        return False
    if old.numbers == new.numbers:
        return True
    if closeness(without_numbers(old.words), without_numbers(new.words)) < _SAME_BUT_NUMBERS:
        return False
    return _measured(old) and _measured(new)


def _negates_alone(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether a negation or an exception is all that came or went."""
    bare_old, bare_new = (tuple(word for word in words if word not in NEGATIONS) for words in (old, new))
    segment = inserted(old, new) or inserted(new, old)
    return bare_old == bare_new or (bool(segment) and opens_exception(segment))


def _measured(part: Placed) -> bool:
    """Whether the numbers of an item measure ("3 months", "≥ 18") and do not name ("type 2", "grade 3B")."""
    return not part.numbers or any(
        word.strip("<>=") == "" or word.endswith("%") or after in UNITS
        for word, after in zip(part.words, (*part.words[1:], ""), strict=True)
        if is_number(word)
    )
