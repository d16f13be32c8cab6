"""Random edits of a random record: each gives exactly the rules and directions that it must, and nothing beside."""

from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import ALL, ANY, COVERED, INVESTIGATIONAL, NONE_OF, at_least, code, criterion, item, record, statement
from policydiff.changes import Direction
from policydiff.versions import diff
from policyextract.records import Code, Criterion, Determination, Operator, PolicyRecord, Statement

RESTRICTIVE, PERMISSIVE, INDETERMINATE = Direction.RESTRICTIVE, Direction.PERMISSIVE, Direction.INDETERMINATE
EDITORIAL, LATERAL = Direction.EDITORIAL, Direction.LATERAL

LEAVES = (
    "knee pain in the morning", "swollen elbow", "lamp at hand", "consent is given", "blue eyes", "walks uphill",
    "sleeps badly", "open window", "drinks milk", "winter months", "left handed", "plays chess",
)  # fmt: skip
"""So unlike one another that none is taken for another's rewording."""
NEW = "a candle stands nearby"

Fired = list[tuple[str, Direction]]
Path = tuple[int, ...]


@st.composite
def trees(draw: st.DrawFn) -> Criterion:
    """A list with lists in it, no item twice; the inner lists have a lead-in to be known by."""
    texts = iter(draw(st.permutations(LEAVES)))

    def operated(parts: list[Criterion], text: str = "") -> Criterion:
        operator = draw(st.sampled_from((ALL, ANY, Operator.AT_LEAST)))
        if operator is Operator.AT_LEAST:
            return at_least(draw(st.integers(1, len(parts) - 1)), *parts, text=text)
        return criterion(operator, *parts, text=text)

    inner = [
        operated([item(next(texts)) for _ in range(draw(st.integers(2, 4)))], f"The {place} shows the following:")
        for place in draw(st.sampled_from((("morning",), ("morning", "evening"))))
    ]
    plain = [item(next(texts)) for _ in range(draw(st.integers(2, 3)))]
    return operated(draw(st.permutations([*inner, *plain])))


DETERMINATIONS = st.sampled_from((COVERED, INVESTIGATIONAL, Determination.NOT_COVERED))


def said(tree: Criterion, determination: Determination = COVERED, **others: str) -> Statement:
    return statement("when criteria of the lamp are met:", determination, criteria=tree).model_copy(update=others)


def fired(old: PolicyRecord, new: PolicyRecord) -> Fired:
    return sorted((change.rule, change.direction) for change in diff(old, new).changes)


def lists(tree: Criterion, path: Path = ()) -> list[Path]:
    return [path, *(found for at, part in enumerate(tree.items) if part.items for found in lists(part, (*path, at)))]


def leaves(tree: Criterion, path: Path = ()) -> list[Path]:
    if not tree.items:
        return [path]
    return [found for at, part in enumerate(tree.items) for found in leaves(part, (*path, at))]


def part_at(tree: Criterion, path: Path) -> Criterion:
    for step in path:
        tree = tree.items[step]
    return tree


def edited(tree: Criterion, path: Path, edit: Callable[[Criterion], Criterion]) -> Criterion:
    """The tree with the part at a path replaced by what an edit makes of it."""
    if not path:
        return edit(tree)
    parts = list(tree.items)
    parts[path[0]] = edited(parts[path[0]], path[1:], edit)
    return tree.model_copy(update={"items": tuple(parts)})


def with_items(part: Criterion, *items: Criterion) -> Criterion:
    return part.model_copy(update={"items": items})


def towards(narrows: bool, determination: Determination) -> Direction:
    """The direction of what narrows or widens a list of a statement."""
    return RESTRICTIVE if narrows is determination.covered else PERMISSIVE


@settings(max_examples=80, deadline=None)
@given(trees(), DETERMINATIONS, st.data())
def test_an_item_that_came_and_went(tree: Criterion, determination: Determination, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(lists(tree)))
    at = data.draw(st.integers(0, len(part_at(tree, path).items)))
    grown = edited(tree, path, lambda part: with_items(part, *part.items[:at], item(NEW), *part.items[at:]))
    old, new = record(said(tree, determination)), record(said(grown, determination))
    narrows = part_at(tree, path).operator is ALL
    assert fired(old, new) == [("criterion-added", towards(narrows, determination))]
    assert fired(new, old) == [("criterion-removed", towards(not narrows, determination))]


@settings(max_examples=80, deadline=None)
@given(trees(), DETERMINATIONS, st.data())
def test_an_item_in_another_place_of_its_list(
    tree: Criterion, determination: Determination, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(lists(tree)))
    whole = part_at(tree, path)
    turned = edited(tree, path, lambda part: with_items(part, *part.items[1:], part.items[0]))
    found = fired(record(said(tree, determination)), record(said(turned, determination)))
    assert set(found) == {("criterion-moved", EDITORIAL)}
    assert len(found) <= len(whole.items) - 1


@settings(max_examples=80, deadline=None)
@given(trees(), DETERMINATIONS, st.data())
def test_another_operator(tree: Criterion, determination: Determination, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(lists(tree)))
    size = len(part_at(tree, path).items)
    strict = edited(tree, path, lambda part: part.model_copy(update={"operator": ALL, "minimum": None}))
    loose = edited(tree, path, lambda part: part.model_copy(update={"operator": ANY, "minimum": None}))
    none = edited(tree, path, lambda part: part.model_copy(update={"operator": NONE_OF, "minimum": None}))
    assert size > 1
    all_of, any_of, none_of = (record(said(one, determination)) for one in (strict, loose, none))
    assert fired(all_of, any_of) == [("criterion-operator-all-to-any", towards(False, determination))]
    assert fired(any_of, all_of) == [("criterion-operator-any-to-all", towards(True, determination))]
    assert fired(all_of, none_of) == [("criterion-operator-all-to-none-of", INDETERMINATE)]


@settings(max_examples=80, deadline=None)
@given(trees(), DETERMINATIONS, st.data())
def test_another_minimum(tree: Criterion, determination: Determination, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(lists(tree)))
    size = len(part_at(tree, path).items)

    def asking(minimum: int) -> PolicyRecord:
        counted = {"operator": Operator.AT_LEAST, "minimum": minimum}
        return record(said(edited(tree, path, lambda part: part.model_copy(update=counted)), determination))

    low = data.draw(st.integers(1, size - 1))
    assert fired(asking(low), asking(low + 1)) == [("criterion-minimum-raised", towards(True, determination))]
    assert fired(asking(low + 1), asking(low)) == [("criterion-minimum-lowered", towards(False, determination))]


@settings(max_examples=60, deadline=None)
@given(trees(), DETERMINATIONS, st.data())
def test_another_threshold(tree: Criterion, determination: Determination, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(leaves(tree)))
    comparator = data.draw(st.sampled_from(("at least", "at most")))
    low, unit = data.draw(st.integers(2, 40)), data.draw(st.sampled_from(("months", "mg", "years of age")))

    def limited(number: int) -> PolicyRecord:
        limit = item(f"lamp light of {comparator} {number} {unit}")
        return record(said(edited(tree, path, lambda _: limit), determination))

    versions = [limited(low), limited(low + data.draw(st.integers(1, 9)))]
    rises = comparator == "at least"
    names = {True: "threshold-tightened", False: "threshold-loosened"}
    assert fired(*versions) == [(names[rises], towards(rises, determination))]
    assert fired(*reversed(versions)) == [(names[not rises], towards(not rises, determination))]


@settings(max_examples=60, deadline=None)
@given(trees(), st.data())
def test_a_flip_is_one_change_whatever_became_of_the_list(tree: Criterion, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(lists(tree)))
    grown = edited(tree, path, lambda part: with_items(part, *part.items, item(NEW)))
    (change,) = diff(record(said(tree)), record(said(grown, INVESTIGATIONAL))).changes
    assert (change.rule, change.direction) == ("statement-medically-necessary-to-investigational", RESTRICTIVE)
    assert [echo.rule for echo in change.echoes] == ["criterion-added"]


def reflowed(text: str) -> str:
    return text.replace(" ", "\n", 1)


def capitalised(text: str) -> str:
    return text.title()


def everywhere(tree: Criterion, edit: Callable[[str], str], label: Callable[[int], str]) -> Criterion:
    items = tuple(
        everywhere(part, edit, label).model_copy(update={"label": label(at)}) for at, part in enumerate(tree.items)
    )
    return tree.model_copy(update={"text": edit(tree.text), "items": items})


@settings(max_examples=60, deadline=None)
@given(trees(), DETERMINATIONS, st.sampled_from((reflowed, capitalised)), st.sampled_from("1aIv•"))
def test_another_look_is_no_change(
    tree: Criterion, determination: Determination, edit: Callable[[str], str], style: str
) -> None:
    """Renumbered, reflowed over other lines, in other case."""
    other = everywhere(tree, edit, lambda at: f"{style}{at}.")
    old = said(tree, determination)
    new = said(other, determination, text=edit(old.text), section="Elsewhere")
    assert fired(record(old), record(new)) == []


SYNONYMOUS = (("the patient rests", "the member rests"), ("a prior therapy", "a previous treatment"))


@settings(max_examples=40, deadline=None)
@given(trees(), DETERMINATIONS, st.sampled_from(SYNONYMOUS), st.data())
def test_a_synonym_is_editorial(
    tree: Criterion, determination: Determination, words: tuple[str, str], data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(leaves(tree)))
    old, new = (record(said(edited(tree, path, lambda _, text=text: item(text)), determination)) for text in words)
    assert fired(old, new) == [("criterion-reworded", EDITORIAL)]


NUMBERS = [f"{number}" for number in range(11111, 11120)]
HEADINGS = {COVERED: "Covered", INVESTIGATIONAL: "Denied", Determination.NOT_COVERED: "Excluded"}


def listed(numbers: list[str], determination: Determination) -> list[Code]:
    return [code(number, determination, HEADINGS[determination]) for number in numbers]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(NUMBERS), min_size=1, unique=True), DETERMINATIONS, DETERMINATIONS)
def test_a_code_that_came_went_or_moved(numbers: list[str], determination: Determination, other: Determination) -> None:
    one, rest = numbers[0], listed(numbers[1:], COVERED)
    without, here, there = (
        record(codes=codes) for codes in (rest, [*listed([one], determination), *rest], [*listed([one], other), *rest])
    )
    assert fired(without, here) == [("code-added", towards(False, determination))]
    assert fired(here, without) == [("code-removed", towards(True, determination))]
    if determination is other:
        assert fired(here, there) == []
    elif determination.covered is other.covered:
        assert fired(here, there) == [("code-moved-group", LATERAL)]
    else:
        assert fired(here, there) == [("code-moved-group", PERMISSIVE if other.covered else RESTRICTIVE)]


@settings(max_examples=40, deadline=None)
@given(st.lists(trees(), min_size=2, max_size=4), st.data())
def test_statements_in_another_order_are_the_same(made: list[Criterion], data: st.DataObject) -> None:
    services = count(1)
    statements = [said(tree).model_copy(update={"services": (f"lamp kind y{next(services)}",)}) for tree in made]
    other = data.draw(st.permutations(statements))
    assert fired(record(*statements), record(*other)) == []


@pytest.mark.parametrize("determination", [COVERED, INVESTIGATIONAL])
def test_an_item_between_lists_of_other_kinds(determination: Determination) -> None:
    inner = [item("swollen elbow"), item("open window")]
    tree = criterion(ALL, item("knee pain"), item("drinks milk"), criterion(ANY, *inner, text="The morning shows:"))
    moved = criterion(ALL, item("drinks milk"), criterion(ANY, *inner, item("knee pain"), text="The morning shows:"))
    found = fired(record(said(tree, determination)), record(said(moved, determination)))
    # It is asked for no longer, and is one more way to meet the inner list.
    assert found == [("criterion-moved", towards(False, determination))]
