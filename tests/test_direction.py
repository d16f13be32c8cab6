"""The calculus of direction, by table and against brute-force truth tables over random trees."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import ALL, ANY, COVERED, INVESTIGATIONAL, NONE_OF, UNCLEAR, at_least, criterion, item, record, statement
from policydiff.align.placed import place
from policydiff.changes import Direction
from policydiff.direction import added, inside, position, removed, transition
from policydiff.glossary import Glossary
from policydiff.versions import diff
from policyextract.records import Criterion, Determination, Operator, Statement

RESTRICTIVE, PERMISSIVE, INDETERMINATE = Direction.RESTRICTIVE, Direction.PERMISSIVE, Direction.INDETERMINATE
NO_GLOSSARY = Glossary({})


@pytest.mark.parametrize(
    ("tree", "determination", "direction", "why"),
    [
        (criterion(ALL, "x"), COVERED, RESTRICTIVE, "added under ALL of a medically-necessary statement"),
        (criterion(ANY, "x", "y"), COVERED, PERMISSIVE, "added under ANY of a medically-necessary statement"),
        (at_least(2, "x", "y"), COVERED, PERMISSIVE, "added under AT LEAST 2 of a medically-necessary statement"),
        (
            criterion(NONE_OF, "x"),
            COVERED,
            RESTRICTIVE,
            "added under NONE OF of a medically-necessary statement, negated",
        ),
        (criterion(ANY, "x", "y"), INVESTIGATIONAL, RESTRICTIVE, "added under ANY of an investigational statement"),
        (criterion(ALL, "x"), INVESTIGATIONAL, PERMISSIVE, "added under ALL of an investigational statement"),
        (
            criterion(UNCLEAR, "x", "y"),
            COVERED,
            INDETERMINATE,
            "added under UNCLEAR of a medically-necessary statement, where the text does not say how items combine",
        ),
    ],
)
def test_an_item_more_in_a_list(tree: Criterion, determination: Determination, direction: Direction, why: str) -> None:
    said = statement("when:", determination, criteria=tree)
    assert added(position(said, place(tree, NO_GLOSSARY).children[0])) == (direction, why)


def _added_in_lead(lead: str, operator: Operator = ANY) -> Direction:
    """The direction of an item more in a list under a lead-in, itself an item under ALL of a covering statement."""
    tree = criterion(ALL, criterion(operator, "x", "y", text=lead))
    inner = place(tree, NO_GLOSSARY).children[0].children[0]
    return added(position(statement("when ALL are met:", criteria=tree), inner)).direction


@pytest.mark.parametrize(
    ("lead", "direction"),
    [
        ("One of the following:", PERMISSIVE),
        ("Absence of any of the following:", RESTRICTIVE),
        ("The member does not have any of the following:", RESTRICTIVE),
        ("None of the following is present:", RESTRICTIVE),
        ("Exclusion criteria:", RESTRICTIVE),
        ("Contraindications (any):", RESTRICTIVE),
        ("No contraindications to lamps (if any of these holds, lamps are contraindicated):", RESTRICTIVE),
        ("No history of:", RESTRICTIVE),
        ("One of the following lamps (none of which is better than another):", PERMISSIVE),
        ("The member does not have:", RESTRICTIVE),
        ("Not a candidate for candles, such as:", PERMISSIVE),
        ("Documented contraindication to any of the following:", PERMISSIVE),
        ("Unless one of the following applies:", RESTRICTIVE),
        ("Not a candidate for surgery due to any of the following:", PERMISSIVE),
        ("No response to a trial of any of the following:", PERMISSIVE),
        ("Including, but not limited to, the following:", PERMISSIVE),
        ("Not used together with any of the following:", INDETERMINATE),
        ("If no lamp is at hand, one of the following:", PERMISSIVE),
        ("When heat is not available then any of the following:", PERMISSIVE),
        ("If heat failed, none of the following is present:", RESTRICTIVE),
    ],
)
def test_a_lead_in_may_negate_its_items(lead: str, direction: Direction) -> None:
    assert _added_in_lead(lead) is direction


def test_a_statement_may_except_its_list() -> None:
    """ "Not covered unless ALL of the following are met" is a list of conditions of coverage."""
    tree = criterion(ALL, "x", "y")
    said = statement("unless ALL of the following are met:", INVESTIGATIONAL, criteria=tree)
    assert added(position(said, place(tree, NO_GLOSSARY).children[0])).direction is RESTRICTIVE


def test_unclear_anywhere_on_the_way_settles_nothing() -> None:
    tree = criterion(UNCLEAR, criterion(ALL, "x", "y"), "z")
    inner = place(tree, NO_GLOSSARY).children[0].children[0]
    assert added(position(statement(criteria=tree), inner)).direction is INDETERMINATE


def test_two_negations_are_none() -> None:
    tree = criterion(NONE_OF, criterion(NONE_OF, "x", "y"))
    inner = place(tree, NO_GLOSSARY).children[0].children[0]
    at = position(statement(criteria=tree), inner)
    assert added(at) == (PERMISSIVE, "added under NONE OF in NONE OF of a medically-necessary statement, negated twice")
    assert removed(at).direction is RESTRICTIVE


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        (COVERED, INVESTIGATIONAL, RESTRICTIVE),
        (INVESTIGATIONAL, COVERED, PERMISSIVE),
        (INVESTIGATIONAL, Determination.NOT_MEDICALLY_NECESSARY, Direction.LATERAL),
        (Determination.NOT_COVERED, Determination.COSMETIC, Direction.LATERAL),
        (Determination.COSMETIC, Determination.RECONSTRUCTIVE, PERMISSIVE),
        (COVERED, Determination.RECONSTRUCTIVE, INDETERMINATE),
        (Determination.UNSPECIFIED, COVERED, INDETERMINATE),
    ],
)
def test_transitions(old: Determination, new: Determination, direction: Direction) -> None:
    assert transition(old, new).direction is direction


# Brute force: whom a tree lets through, over every combination of its leaves.

LEAVES = "bcdfgh"
CLEAR = (ALL, ANY, NONE_OF, Operator.AT_LEAST)


def holds(tree: Criterion, true: frozenset[str]) -> bool:
    if not tree.items:
        return tree.text in true
    met = [holds(part, true) for part in tree.items]
    if tree.operator is ALL:
        return all(met)
    if tree.operator is ANY:
        return any(met)
    if tree.operator is NONE_OF:
        return not any(met)
    assert tree.minimum is not None
    return sum(met) >= tree.minimum


def qualifying(said: Statement) -> set[frozenset[str]]:
    """The patients, each the set of leaves that hold for him, whom a statement gives the service."""
    assert said.criteria is not None
    patients = (
        frozenset(leaf for leaf, is_true in zip(LEAVES, choice, strict=True) if is_true)
        for choice in product((False, True), repeat=len(LEAVES))
    )
    return {patient for patient in patients if holds(said.criteria, patient) is said.determination.covered}


def agrees(direction: Direction, before: set[frozenset[str]], after: set[frozenset[str]]) -> bool:
    """Whether a direction is borne out. Leaves may hide one another, so that nobody gains or loses."""
    if direction is RESTRICTIVE:
        return after <= before
    if direction is PERMISSIVE:
        return before <= after
    return direction is Direction.EDITORIAL and before == after


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> Criterion:
    items = draw(
        st.lists(
            st.sampled_from(LEAVES[:-1]).map(item)
            if depth == 1
            else st.sampled_from(LEAVES[:-1]).map(item) | trees(depth - 1),
            min_size=1,
            max_size=4,
        )
    )
    operator = draw(st.sampled_from(CLEAR))
    minimum = draw(st.integers(1, len(items))) if operator is Operator.AT_LEAST else None
    return criterion(operator, *items, minimum=minimum)


def lists_of(tree: Criterion, path: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    """The paths of all lists in a tree."""
    below = [found for at, part in enumerate(tree.items) if part.items for found in lists_of(part, (*path, at))]
    return [path, *below]


def with_item(tree: Criterion, path: tuple[int, ...], new: Criterion) -> Criterion:
    """The tree with an item more at the end of the list at a path."""
    if not path:
        return tree.model_copy(update={"items": (*tree.items, new)})
    parts = list(tree.items)
    parts[path[0]] = with_item(parts[path[0]], path[1:], new)
    return tree.model_copy(update={"items": tuple(parts)})


DETERMINATIONS = st.sampled_from((COVERED, INVESTIGATIONAL, Determination.RECONSTRUCTIVE, Determination.NOT_COVERED))


@settings(max_examples=150, deadline=None)
@given(trees(), DETERMINATIONS, st.data())
def test_an_item_more_agrees_with_truth_tables(
    tree: Criterion, determination: Determination, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(lists_of(tree)))
    grown = with_item(tree, path, item(LEAVES[-1]))
    before = qualifying(statement(determination=determination, criteria=tree))
    said = statement(determination=determination, criteria=grown)
    at = place(grown, NO_GLOSSARY)
    for step in path:
        at = at.children[step]
    where = inside(said, at)
    assert agrees(added(where).direction, before, qualifying(said))
    assert agrees(removed(where).direction, qualifying(said), before)


@settings(max_examples=60, deadline=None)
@given(trees(), DETERMINATIONS, st.data())
def test_the_diff_of_an_item_more_agrees_with_truth_tables(
    tree: Criterion, determination: Determination, data: st.DataObject
) -> None:
    """The same through the whole diff, and the same the other way round from new to old."""
    path = data.draw(st.sampled_from(lists_of(tree)))
    old = statement(determination=determination, criteria=tree)
    new = statement(determination=determination, criteria=with_item(tree, path, item(LEAVES[-1])))
    before, after = qualifying(old), qualifying(new)
    (forth,) = diff(record(old), record(new)).changes
    (back,) = diff(record(new), record(old)).changes
    assert (forth.rule, back.rule) == ("criterion-added", "criterion-removed")
    assert agrees(forth.direction, before, after)
    assert back.direction is forth.direction.opposite


@settings(max_examples=60, deadline=None)
@given(trees(depth=2), st.sampled_from(CLEAR), DETERMINATIONS, st.data())
def test_another_operator_agrees_with_truth_tables(
    tree: Criterion, operator: Operator, determination: Determination, data: st.DataObject
) -> None:
    minimum = data.draw(st.integers(1, len(tree.items))) if operator is Operator.AT_LEAST else None
    other = tree.model_copy(update={"operator": operator, "minimum": minimum})
    old, new = (statement(determination=determination, criteria=part) for part in (tree, other))
    for change in diff(record(old), record(new)).changes:
        assert change.rule.startswith(("criterion-operator-", "criterion-minimum-"))
        if change.direction is INDETERMINATE:
            assert NONE_OF in (tree.operator, operator)
        else:
            assert agrees(change.direction, qualifying(old), qualifying(new))


# Any two trees: what the changes say together has to be true of the patients.


def without(tree: Criterion, path: tuple[int, ...]) -> Criterion:
    """The tree without the part at a path. No list asks for more items than it still has."""
    at, rest = path[0], path[1:]
    parts = list(tree.items)
    if rest:
        parts[at] = without(parts[at], rest)
    else:
        del parts[at]
    minimum = tree.minimum and min(tree.minimum, len(parts))
    return tree.model_copy(update={"items": tuple(parts), "minimum": minimum})


def replaced(tree: Criterion, path: tuple[int, ...], new: Criterion) -> Criterion:
    if not path:
        return new
    parts = list(tree.items)
    parts[path[0]] = replaced(parts[path[0]], path[1:], new)
    return tree.model_copy(update={"items": tuple(parts)})


def at_path(tree: Criterion, path: tuple[int, ...]) -> Criterion:
    for step in path:
        tree = tree.items[step]
    return tree


def parts_of(tree: Criterion, path: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    """The paths of all parts below the root."""
    return [found for at, part in enumerate(tree.items) for found in ((*path, at), *parts_of(part, (*path, at)))]


@st.composite
def edited(draw: st.DrawFn, tree: Criterion) -> Criterion:
    """The tree after one edit: an item more or less or elsewhere, another operator, a list around an item."""
    listing = draw(st.sampled_from(lists_of(tree)))
    here = at_path(tree, listing)
    part = draw(st.sampled_from(parts_of(tree)))
    operator = draw(st.sampled_from((*CLEAR, UNCLEAR)))
    minimum = draw(st.integers(1, max(1, len(here.items)))) if operator is Operator.AT_LEAST else None
    alone = len(at_path(tree, part[:-1]).items) == 1
    choice = draw(st.sampled_from(("add", "drop", "move", "operator", "wrap")))
    if choice == "add":
        return with_item(tree, listing, item(draw(st.sampled_from(LEAVES))))
    if choice == "operator" or alone:
        return replaced(tree, listing, here.model_copy(update={"operator": operator, "minimum": minimum}))
    if choice == "wrap":
        around = criterion(draw(st.sampled_from((ALL, ANY, NONE_OF))), at_path(tree, part), item(LEAVES[-1]))
        return replaced(tree, part, around)
    rest = without(tree, part)
    if choice == "drop":
        return rest
    return with_item(rest, draw(st.sampled_from(lists_of(rest))), at_path(tree, part))


def borne_out(old: Statement, new: Statement) -> None:
    """Fail where the directions of all changes together are not true of the patients."""
    changes = diff(record(old), record(new)).changes
    directions = {change.direction for change in changes} - {Direction.EDITORIAL}
    told = [(change.rule, change.direction.value, change.why) for change in changes]
    before, after = qualifying(old), qualifying(new)
    if not directions:
        assert before == after, told
    if directions == {RESTRICTIVE}:
        assert after <= before, told
    if directions == {PERMISSIVE}:
        assert before <= after, told


def clear(tree: Criterion) -> bool:
    return all(at_path(tree, path).operator is not UNCLEAR for path in lists_of(tree))


@settings(max_examples=200, deadline=None)
@given(trees(), DETERMINATIONS, st.data())
def test_an_edit_is_never_given_a_false_direction(
    tree: Criterion, determination: Determination, data: st.DataObject
) -> None:
    other = data.draw(edited(tree))
    if data.draw(st.booleans()):
        other = data.draw(edited(other))
    old, new = (statement(determination=determination, criteria=part) for part in (tree, other))
    if clear(other):
        borne_out(old, new)
    elif tree != other:
        assert any(change.direction is INDETERMINATE for change in diff(record(old), record(new)).changes) or single(
            other
        )


def single(tree: Criterion) -> bool:
    """Whether all lists that leave their operator open have one item, and so leave nothing open."""
    open_lists = (at_path(tree, path) for path in lists_of(tree))
    return all(part.operator is not UNCLEAR or len(part.items) == 1 for part in open_lists)


@settings(max_examples=100, deadline=None)
@given(trees(), trees(), DETERMINATIONS)
def test_two_trees_are_never_given_a_false_direction(
    one: Criterion, other: Criterion, determination: Determination
) -> None:
    old, new = (statement(determination=determination, criteria=tree) for tree in (one, other))
    borne_out(old, new)
