"""Items that stand elsewhere: in another order, another list, another statement, or under a further condition."""

from collections.abc import Iterator

from policydiff import direction
from policydiff.align.pairing import Pair, out_of_order
from policydiff.align.records import Alignment, StatementPair
from policydiff.align.trees import Placed
from policydiff.changes import Action, Area, Direction, Rule
from policydiff.direction import Derived, added, combination_effect, position, removed
from policydiff.rules import quotes
from policydiff.rules.finding import Finding
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


class _Partners:
    """Who is paired with whom in two trees."""

    def __init__(self, pair: StatementPair) -> None:
        pairs = pair.tree.pairs if pair.tree else ()
        self.of_old = {id(same.old): same.new for same in pairs}
        self.of_new = {id(same.new): same.old for same in pairs}


def wrapped(pair: StatementPair) -> Iterator[Finding]:
    """Lists that came around items that were there before, or went from around them."""
    if pair.tree is None:
        return
    partners = _Partners(pair)
    service = quotes.service_name(pair.new)
    for around in pair.tree.wrapping:
        inner = [part for part in around.below() if id(part) in partners.of_new]
        before = quotes.items(tuple(partners.of_new[id(part)] for part in _uppermost(inner)))
        derived = _wrap(around, _uppermost(inner), pair, gained=True)
        if derived is not None:
            rule = CONDITION_ADDED if around.words else REGROUPED
            yield Finding(rule, derived.direction, service, before, quotes.item(around), derived.why, 0.9)
    for around in pair.tree.unwrapped:
        inner = [part for part in around.below() if id(part) in partners.of_old]
        after = quotes.items(tuple(partners.of_old[id(part)] for part in _uppermost(inner)))
        derived = _wrap(around, _uppermost(inner), pair, gained=False)
        if derived is not None:
            rule = CONDITION_REMOVED if around.words else UNGROUPED
            yield Finding(rule, derived.direction, service, quotes.item(around), after, derived.why, 0.9)


def _uppermost(parts: list[Placed]) -> list[Placed]:
    inside = {id(below) for part in parts for below in part.below()}
    return [part for part in parts if id(part) not in inside]


def _wrap(around: Placed, inner: list[Placed], pair: StatementPair, gained: bool) -> Derived | None:
    """What a list around items does: its words are a condition more, its operator replaces that of the outer list."""
    statement = (pair.new if gained else pair.old).statement
    at = position(statement, around)
    if around.words:
        return direction.condition_added(at) if gained else direction.condition_removed(at)
    if len(inner) < 2 or around.parent is None:
        return None
    outer, own = around.parent.item, around.item
    effect = combination_effect(outer, own, len(inner)) if gained else combination_effect(own, outer, len(inner))
    names = [at.steps[-1].name, direction.inside(statement, around).steps[-1].name]
    before, after = names if gained else reversed(names)
    return Derived(effect.under(at.sign).direction, f"{before} became {after} for {len(inner)} items under {at.place}")


def moved(pair: StatementPair) -> Iterator[Finding]:
    """Items in another order or in another list of the same statement."""
    if pair.tree is None:
        return
    partners = _Partners(pair)
    service = quotes.service_name(pair.new)
    below = [same for same in pair.tree.pairs if same.new.parent is not None and same.old.parent is not None]
    together = [same for same in below if partners.of_old.get(id(same.old.parent)) is same.new.parent]
    for same in _reordered(together):
        why = f"moved within {position(pair.new.statement, same.new).place}"
        yield _moved(same, service, Direction.EDITORIAL, why)
    stayed = {id(same) for same in together}
    told = _told_by_list(pair)
    for same in below:
        if id(same) not in stayed and not told.intersection((id(same.new.parent), id(same.old.parent))):
            derived = _elsewhere(same, pair, partners)
            yield _moved(same, service, derived.direction, derived.why)


def _told_by_list(pair: StatementPair) -> set[int]:
    """Lists that came or went, around items or under one: what that does to the items is said of the list."""
    assert pair.tree is not None
    around = {id(part) for part in (*pair.tree.wrapping, *pair.tree.unwrapped)}
    changed = [same for same in pair.tree.pairs if same.old.is_list != same.new.is_list]
    return around | {id(part) for same in changed for part in (same.old, same.new)}


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


def _elsewhere(same: Pair[Placed], pair: StatementPair, partners: _Partners) -> Derived:
    """What it does that an item left one list for another."""
    old_home, new_home = _home(same.old), _home(same.new)
    if partners.of_old.get(id(old_home)) is new_home:
        return Derived(Direction.EDITORIAL, "moved between lists that ask for the same")
    left = removed(position(pair.old.statement, same.old))
    came = added(position(pair.new.statement, same.new))
    return _both(left, came)


def _home(part: Placed) -> Placed | None:
    """The list that an item counts in: a list of its own kind inside another adds nothing."""
    home = part.parent
    while home is not None and home.parent is not None and not home.words:
        if home.item.operator is not home.parent.item.operator or home.item.operator not in (
            Operator.ALL,
            Operator.ANY,
        ):
            break
        home = home.parent
    return home


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
