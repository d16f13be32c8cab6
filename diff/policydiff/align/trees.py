"""Pairs the items of two criteria trees, whatever their labels and wherever they went."""

from collections.abc import Iterator
from dataclasses import dataclass

from policydiff.align.alternatives import joined, together
from policydiff.align.fit import alike, alike_elsewhere, same_place
from policydiff.align.pairing import Lone, Pair, Pairing, Pass
from policydiff.align.placed import Key, Placed, read_alike
from policyextract.records import Operator

_ALIKE = 0.75
_SAME_PLACE = 0.5
_MOVED = 0.88
_JOINTS = {Operator.ANY: "or", Operator.ALL: "and"}


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

    def is_around(self, part: Placed) -> bool:
        """Whether a list came around items or went from around them."""
        return any(part is one for one in (*self.wrapping, *self.unwrapped))

    def home(self, part: Placed) -> Placed | None:
        """The list that an item stands in, lists that came around items or went aside."""
        home = part.parent
        while home is not None and self.is_around(home):
            home = home.parent
        return home


@dataclass(frozen=True, slots=True)
class Merger:
    """Alternatives of a list in one version, and the one item of the other version that names them all."""

    several: tuple[Placed, ...]
    one: Placed


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
        if pair.old.is_list and pair.new.is_list:
            read_alike(pair.old, pair.new)
        self._pair_children(pair.old, pair.new)

    def _pair_children(self, old: Placed, new: Placed) -> None:
        pairing = self._left_under(old, new)
        pairing.exact(lambda part: part.key)
        pairing.exact(_words_key)
        for pair in pairing.result(alike).pairs:
            self.put(pair)
        self._merge(old, new)
        pairing = self._left_under(old, new)
        pairing.best(alike, _ALIKE, Pass.LIKENESS)
        pairing.best(same_place, _SAME_PLACE, Pass.STRUCTURE)
        for pair in pairing.result(alike).pairs:
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
        pairing.best(alike_elsewhere, _MOVED, Pass.MOVED)
        for pair in pairing.result(alike_elsewhere).pairs:
            if id(pair.old) not in self.known_old and id(pair.new) not in self.known_new:
                self.put(pair)

    def _left(self, root: Placed) -> Iterator[Placed]:
        return (part for part in root.below() if id(part) not in self.known_old)


def _mergers(many: Placed, known_many: set[int], single: Placed, known_single: set[int]) -> Iterator[Merger]:
    """Items under ANY or ALL that an item of the other version says together. What is found counts as known."""
    joint = _JOINTS.get(many.operator)
    if joint is None:
        return
    for one in single.children:
        several = [part for part in many.children if id(part) not in known_many and not part.is_list]
        if id(one) in known_single or one.is_list:
            continue
        words = [part.words for part in several]
        if found := joined(words, one.words, joint) or (together(words, one.words) if joint == "or" else ()):
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
                nearest = max((alike(child, candidate) for candidate in left), default=0.0)
                lone.append(Lone(child, round(min(1.0, 1.5 - nearest), 3)))

    visit(root)
    return tuple(lone), tuple(around)
