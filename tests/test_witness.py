"""The patient who shows a change of criteria: found where there is one, the smallest, and never a false one."""

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import ALL, ANY, COVERED, INVESTIGATIONAL, NONE_OF, UNCLEAR, at_least, criterion, item, record, statement
from policydiff.align import align
from policydiff.changes import Direction, Qualified, Witness
from policydiff.versions import diff
from policydiff.witness import witnesses
from policyextract.records import Criterion, Determination, Operator

BEFORE, NOW = Qualified.BEFORE, Qualified.NOW


def found(old: Criterion, new: Criterion, determination: Determination = COVERED) -> list[Witness]:
    versions = (record(statement("when met:", determination, criteria=tree)) for tree in (old, new))
    (pair,) = align(*versions).statements
    return list(witnesses(pair) or ())


def witness(qualified: Qualified, *holds: str, fails: tuple[str, ...] = ()) -> Witness:
    return Witness(qualified=qualified, holds=holds, fails=fails)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (criterion(ALL, "heat", "cold"), criterion(ALL, "heat", "cold"), []),
        (
            criterion(ALL, "heat", "cold"),
            criterion(ALL, "heat", "cold", "rest"),
            [witness(BEFORE, "heat", "cold", fails=("rest",))],
        ),
        (
            criterion(ANY, "heat", "cold"),
            criterion(ANY, "heat", "cold", "rest"),
            [witness(NOW, "rest", fails=("heat", "cold"))],
        ),
        (
            criterion(ALL, "heat", "cold"),
            criterion(ANY, "heat", "cold"),
            [witness(NOW, "heat", fails=("cold",))],
        ),
        (
            at_least(2, "heat", "cold", "rest"),
            at_least(3, "heat", "cold", "rest"),
            [witness(BEFORE, "heat", "cold", fails=("rest",))],
        ),
        (
            criterion(ALL, "heat", criterion(ANY, "cold", "rest", text="One of the following:")),
            criterion(ALL, "heat", criterion(ANY, "cold", "water", text="One of the following:")),
            [
                witness(BEFORE, "heat", "rest", fails=("cold", "water")),
                witness(NOW, "heat", "water", fails=("cold", "rest")),
            ],
        ),
        (
            criterion(ALL, "heat", criterion(NONE_OF, "cold", "rest")),
            criterion(ALL, "heat", criterion(NONE_OF, "cold")),
            [witness(NOW, "heat", "rest", fails=("cold",))],
        ),
        (
            criterion(ALL, "heat", criterion(ANY, "cold", "rest", text="Absence of any of the following:")),
            criterion(ALL, "heat", criterion(ANY, "cold", text="Absence of any of the following:")),
            [witness(NOW, "heat", "rest", fails=("cold",))],
        ),
        (
            criterion(ALL, "heat", "cold"),
            criterion(ALL, "heat", criterion(ANY, "cold", "rest", text="In winter, one of the following:")),
            [
                witness(BEFORE, "heat", "cold", fails=("In winter, one of the following:",)),
                witness(NOW, "heat", "rest", "In winter, one of the following:", fails=("cold",)),
            ],
        ),
    ],
    ids=[
        "same", "added under all", "added under any", "all to any", "minimum raised", "one for another", "none of",
        "absence", "under a condition",
    ],
)  # fmt: skip
def test_witnesses(old: Criterion, new: Criterion, expected: list[Witness]) -> None:
    assert sorted(map(repr, found(old, new))) == sorted(map(repr, expected))


def test_a_denial_turns_them_round() -> None:
    old, new = criterion(ANY, "heat", "cold"), criterion(ANY, "heat", "cold", "rest")
    assert found(old, new, INVESTIGATIONAL) == [witness(BEFORE, "rest", fails=("heat", "cold"))]


@pytest.mark.parametrize(
    "new",
    [
        criterion(UNCLEAR, "heat", "cold", "rest"),
        criterion(ALL, "heat", "cold", criterion(ANY, "rest", "water", text="Unless one of the following applies:")),
        criterion(ALL, "heat", "cold", criterion(ANY, "rest", "water", text="Not together with any of the following:")),
        criterion(ALL, "heat", "cold", *(criterion(ANY, *(f"{a}{b}" for b in "pqrst")) for a in "klmnop")),
    ],
    ids=["unclear", "exception", "negation that may reach", "too large"],
)
def test_nothing_is_said_where_it_would_be_a_guess(new: Criterion) -> None:
    assert found(criterion(ALL, "heat", "cold"), new) == []


def test_alternatives_in_one_item_are_the_same_patients() -> None:
    old = criterion(ANY, "early knee disease", "late knee disease", "hip pain")
    new = criterion(ANY, "early or late knee disease")
    assert found(old, new) == [witness(BEFORE, "hip pain", fails=("early knee disease", "late knee disease"))]


def test_the_first_change_that_goes_its_way_has_the_witness() -> None:
    old = record(statement("when met:", criteria=criterion(ALL, "heat", "cold")))
    new = record(statement("when met:", criteria=criterion(ALL, "heat", "cold", "rest", "water")))
    first, second = diff(old, new).changes
    assert first.witness == witness(BEFORE, "heat", "cold", fails=("rest",))
    assert second.witness is None


def test_other_changes_have_none() -> None:
    old = record(statement("when met:", criteria=criterion(ALL, "heat", "cold")))
    new = record(statement("when met:", criteria=criterion(ALL, "cold", "heat")))
    assert [change.witness for change in diff(old, new).changes] == [None]


# Brute force over random trees.

LEAVES = "bcdfg"
"""So unlike one another that none is taken for another's rewording."""


@st.composite
def trees(draw: st.DrawFn, depth: int = 2) -> Criterion:
    leaves = st.sampled_from(LEAVES).map(item)
    parts = draw(st.lists(leaves if depth == 1 else leaves | trees(depth - 1), min_size=1, max_size=3))
    operator = draw(st.sampled_from((ALL, ANY, NONE_OF, Operator.AT_LEAST)))
    minimum = draw(st.integers(1, len(parts))) if operator is Operator.AT_LEAST else None
    return criterion(operator, *parts, minimum=minimum)


def holds(tree: Criterion, true: frozenset[str]) -> bool:
    if not tree.items:
        return tree.text in true
    met = sum(holds(part, true) for part in tree.items)
    if tree.operator is NONE_OF:
        return met == 0
    needed = {ALL: len(tree.items), ANY: 1}.get(tree.operator or ALL, tree.minimum)
    return met >= (needed or 0)


def profiles() -> list[frozenset[str]]:
    """All patients, those with the fewest criteria first."""
    return [frozenset(kept) for kept in chain.from_iterable(combinations(LEAVES, size) for size in range(6))]


@settings(max_examples=300, deadline=None)
@given(trees(), trees(), st.sampled_from((COVERED, INVESTIGATIONAL)))
def test_the_smallest_patient_is_found_exactly_where_there_is_one(
    old: Criterion, new: Criterion, determination: Determination
) -> None:
    made = {one.qualified: one for one in found(old, new, determination)}
    for qualified, here, there in ((BEFORE, old, new), (NOW, new, old)):
        alone = [
            patient
            for patient in profiles()
            if holds(here, patient) is determination.covered and holds(there, patient) is not determination.covered
        ]
        assert (qualified in made) is bool(alone)
        if alone:
            shown = made[qualified]
            assert len(shown.holds) == len(alone[0])
            assert frozenset(shown.holds) in alone
            # Whatever else holds for the patient, the answer is the same.
            rest = set(LEAVES) - set(shown.holds) - set(shown.fails)
            for size in range(len(rest) + 1):
                assert all(frozenset((*shown.holds, *more)) in alone for more in combinations(sorted(rest), size))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            criterion(ALL, "heat", criterion(ANY, "cold", "rest")),
            criterion(ANY, criterion(ALL, "heat", "cold"), criterion(ALL, "heat", "rest")),
        ),
        (criterion(ALL, "heat", "cold"), criterion(ALL, "heat", "cold", "heat")),
        (criterion(ANY, "heat", "cold"), criterion(ANY, "heat", "cold", criterion(ALL, "heat", "rest"))),
        (criterion(ALL, "heat", "cold", "rest"), at_least(3, "heat", "cold", "rest")),
    ],
    ids=["distributed", "twice", "absorbed", "at least all"],
)
def test_lists_that_ask_for_the_same_are_editorial(old: Criterion, new: Criterion) -> None:
    before, after = (record(statement("when met:", criteria=tree)) for tree in (old, new))
    assert found(old, new) == []
    for one, other in ((before, after), (after, before)):
        changes = diff(one, other).changes
        assert changes
        assert {change.direction for change in changes} == {Direction.EDITORIAL}


def test_lists_that_may_differ_are_not() -> None:
    old = record(statement("when met:", criteria=criterion(UNCLEAR, "heat", "cold")))
    new = record(statement("when met:", criteria=criterion(UNCLEAR, "heat", "cold", "heat")))
    assert {change.direction for change in diff(old, new).changes} == {Direction.INDETERMINATE}


def test_what_left_one_of_two_lists_that_asked_for_it_is_no_matter_of_words() -> None:
    """A list that asks for the same twice is of two cases, which the reader has taken for one."""
    first = criterion(ALL, "heat", "cold", text="Arms need the following:")
    second = criterion(ALL, "heat", "rest", text="Legs need the following:")
    less = criterion(ALL, "cold", text="Arms need the following:")
    (change,) = diff(
        record(statement("when met:", criteria=criterion(ALL, first, second))),
        record(statement("when met:", criteria=criterion(ALL, less, second))),
    ).changes
    assert (change.rule, change.direction) == ("criterion-removed", Direction.PERMISSIVE)


def test_items_joined_by_and_are_asked_for_together() -> None:
    apart = criterion(ALL, "heat is at hand", "the hall is cold", "rest")
    joined = criterion(ALL, "heat is at hand and the hall is cold", "rest")
    assert found(apart, joined) == []


def test_the_words_of_a_reworded_item_are_the_same_wherever_they_stand() -> None:
    twice = at_least(2, "rest failed unless harmful", criterion(ALL, "rest failed unless harmful"))
    once = at_least(1, "rest failed")
    before, after = (record(statement("when met:", criteria=tree)) for tree in (twice, once))
    forth = [change.direction.opposite for change in diff(before, after).changes]
    assert sorted(forth) == sorted(change.direction for change in diff(after, before).changes)
