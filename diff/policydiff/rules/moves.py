"""Items that stand elsewhere: in another order, another list, another statement, or under a further condition."""

from collections.abc import Iterator, Mapping

from policydiff import direction
from policydiff.align.pairing import Pair, out_of_order
from policydiff.align.placed import Placed
from policydiff.align.records import Alignment, StatementPair
from policydiff.align.trees import TreeAlignment
from policydiff.changes import Action, Area, Direction, Rule
from policydiff.direction import Derived, Effect, added, position, removed, wrapping_effect
from policydiff.rules import quotes
from policydiff.rules.finding import Finding
from policydiff.rules.said import came, texts_of, unless_said, went
from policyextract.records import Operator

MOVED = Rule(
    "criterion-moved",
    Area.CRITERION,
    Action.MOVED,
    "An item stands in another place: editorial within its list, else by what either list asks for.",
    mirror="criterion-moved",
)
CONDITION_ADDED = Rule(
    "criterion-condition-added",
    Area.CRITERION,
    Action.CHANGED,
    "An item now counts only under a further condition, which stands above it.",
    mirror="criterion-condition-removed",
)
CONDITION_REMOVED = Rule(
    "criterion-condition-removed",
    Area.CRITERION,
    Action.CHANGED,
    "An item no longer stands under a further condition.",
    mirror="criterion-condition-added",
)
REGROUPED = Rule(
    "criterion-regrouped",
    Area.CRITERION,
    Action.CHANGED,
    "Items of a list stand together in a list of their own.",
    mirror="criterion-ungrouped",
)
UNGROUPED = Rule(
    "criterion-ungrouped",
    Area.CRITERION,
    Action.CHANGED,
    "Items that stood together in a list of their own are items of the list around it.",
    mirror="criterion-regrouped",
)

RULES = (MOVED, CONDITION_ADDED, CONDITION_REMOVED, REGROUPED, UNGROUPED)


class _Homes:
    """Which lists of two trees belong together, lists that came or went around items aside."""

    def __init__(self, tree: TreeAlignment) -> None:
        self._tree = tree
        self._of_old = {id(same.old): same.new for same in tree.pairs}
        self._relisted = {
            id(part) for same in tree.pairs if same.old.is_list != same.new.is_list for part in (same.old, same.new)
        }

    def same_list(self, same: Pair[Placed]) -> bool:
        """Whether an item stands right under the same list."""
        return self._partners(same.old.parent, same.new.parent)

    def stayed(self, same: Pair[Placed]) -> bool:
        """Whether an item counts in the same list as before, though a list may have come around it or gone."""
        return self.same_list(same) or (self.was_wrapped(same) and self.counts_the_same(same))

    def was_wrapped(self, same: Pair[Placed]) -> bool:
        """Whether a list above the item came or went around items."""
        return any(self._tree.is_around(part) for part in (*same.old.ancestors(), *same.new.ancestors()))

    def counts_the_same(self, same: Pair[Placed]) -> bool:
        """Whether the lists around an item ask for the same: a list in another of its kind adds nothing."""
        return self._partners(self._home(same.old), self._home(same.new))

    def came_with_list(self, same: Pair[Placed]) -> bool:
        """Whether an item stands in a list that came under a criterion, or stood in one that went."""
        return any(id(part) in self._relisted for part in (*same.old.ancestors(), *same.new.ancestors()))

    def _partners(self, old: Placed | None, new: Placed | None) -> bool:
        return old is not None and self._of_old.get(id(old)) is new

    def _home(self, part: Placed) -> Placed | None:
        home = self._tree.home(part)
        while home is not None and home.parent is not None and _adds_nothing(home):
            home = self._tree.home(home)
        return home


def _adds_nothing(part: Placed) -> bool:
    """Whether a list stands in another of its kind, without words of its own."""
    assert part.parent is not None
    same_kind = part.operator is part.parent.operator and part.operator in (Operator.ALL, Operator.ANY)
    return same_kind and not part.words


def wrapped(pair: StatementPair) -> Iterator[Finding]:
    """Lists that came around items that were there before, or went from around them."""
    if pair.tree is None:
        return
    homes = _Homes(pair.tree)
    service = quotes.service_name(pair.new)
    by_new = {id(same.new): same for same in pair.tree.pairs}
    by_old = {id(same.old): same for same in pair.tree.pairs}
    said_before = texts_of(went(pair.tree)) if pair.tree.wrapping else ()
    said_now = texts_of(came(pair.tree)) if pair.tree.unwrapped else ()
    for around in pair.tree.wrapping:
        inner = [by_new[id(part)] for part in _uppermost(around, by_new) if homes.stayed(by_new[id(part)])]
        if inner and (derived := _wrap(around, len(inner), pair, gained=True)):
            derived = unless_said(around, said_before, derived)
            before = quotes.items([same.old for same in inner])
            rule = CONDITION_ADDED if around.words else REGROUPED
            yield Finding(rule, derived.direction, service, before, quotes.item(around), derived.why, 0.9)
    for around in pair.tree.unwrapped:
        inner = [by_old[id(part)] for part in _uppermost(around, by_old) if homes.stayed(by_old[id(part)])]
        if inner and (derived := _wrap(around, len(inner), pair, gained=False)):
            derived = unless_said(around, said_now, derived)
            after = quotes.items([same.new for same in inner])
            rule = CONDITION_REMOVED if around.words else UNGROUPED
            yield Finding(rule, derived.direction, service, quotes.item(around), after, derived.why, 0.9)


def _uppermost(around: Placed, paired: Mapping[int, Pair[Placed]]) -> Iterator[Placed]:
    """The paired items under a list that stand under no other paired item of it."""
    for child in around.children:
        if id(child) in paired:
            yield child
        else:
            yield from _uppermost(child, paired)


def _wrap(around: Placed, items: int, pair: StatementPair, gained: bool) -> Derived | None:
    """What a list around items does: its words are a condition more, its operator replaces that of the outer list."""
    statement = (pair.new if gained else pair.old).statement
    at = position(statement, around)
    if direction.list_sign(around.item, around.item.text) != 1:
        return Derived(Direction.INDETERMINATE, f"items are negated on one side only, under {at.place}")
    if direction.under_premise(around.item.text):
        return Derived(Direction.INDETERMINATE, f"asked under a premise on one side only, under {at.place}")
    if around.words:
        return direction.condition_added(at) if gained else direction.condition_removed(at)
    assert around.parent is not None
    effect = wrapping_effect(around.parent, around, items)
    if effect is Effect.SAME:
        return None
    outer, own = at.steps[-1].name, direction.inside(statement, around).steps[-1].name
    change = f"{outer} became {own}" if gained else f"{own} became {outer}"
    towards = (effect if gained else effect.opposite).under(at.sign).direction
    return Derived(towards, f"{change} for items under {at.place}{at.remark}")


def moved(pair: StatementPair) -> Iterator[Finding]:
    """Items in another order or in another list of the same statement."""
    if pair.tree is None:
        return
    homes = _Homes(pair.tree)
    service = quotes.service_name(pair.new)
    below = [same for same in pair.tree.pairs if same.new.parent is not None and same.old.parent is not None]
    for same in _reordered([same for same in below if homes.same_list(same)]):
        why = f"moved within {position(pair.new.statement, same.new).place}"
        yield _moved(same, service, Direction.EDITORIAL, why)
    for same in below:
        if not (homes.stayed(same) or homes.came_with_list(same)):
            derived = _elsewhere(same, pair, homes)
            yield _moved(same, service, derived.direction, derived.why)


def _reordered(together: list[Pair[Placed]]) -> Iterator[Pair[Placed]]:
    lists: dict[int, list[Pair[Placed]]] = {}
    for same in together:
        lists.setdefault(id(same.new.parent), []).append(same)
    for siblings in lists.values():
        yield from out_of_order(siblings, _places)


def _places(same: Pair[Placed]) -> tuple[int, int, str]:
    return same.old.index, same.new.index, "|".join(sorted((repr(same.old.key), repr(same.new.key))))


def _moved(same: Pair[Placed], service: str | None, towards: Direction, why: str) -> Finding:
    return Finding(MOVED, towards, service, quotes.item(same.old), quotes.item(same.new), why, same.confidence)


def _elsewhere(same: Pair[Placed], pair: StatementPair, homes: _Homes) -> Derived:
    """What it does that an item left one list for another."""
    if homes.counts_the_same(same):
        return Derived(Direction.EDITORIAL, "moved between lists that ask for the same")
    left = removed(position(pair.old.statement, same.old))
    came = added(position(pair.new.statement, same.new))
    if homes.was_wrapped(same):
        return Derived(Direction.INDETERMINATE, f"{left.why}, {came.why}, and lists around it came or went")
    return _both(left, came)


def _both(left: Derived, came: Derived) -> Derived:
    why = f"{left.why}, {came.why}"
    if left.direction is came.direction:
        return Derived(left.direction, why)
    return Derived(Direction.INDETERMINATE, f"{why}: the two pull in different directions")


def between_statements(alignment: Alignment) -> Iterator[Finding]:
    """Items that left one statement for another."""
    for move in alignment.item_moves:
        old, new = move.pair.old, move.pair.new
        left = removed(position(move.old_statement.statement, old))
        came = added(position(move.new_statement.statement, new))
        derived = _both(left, came)
        service = quotes.service_name(move.new_statement)
        yield _moved(move.pair, service, derived.direction, derived.why)
