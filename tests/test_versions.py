"""The whole diff: evidence, order, verdict, fingerprints, and what holds for any pair of versions."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import (
    ALL,
    ANY,
    COVERED,
    INVESTIGATIONAL,
    NOT_NECESSARY,
    UNCLEAR,
    at_least,
    code,
    criterion,
    item,
    record,
    references,
    related,
    revision,
    section,
    statement,
)
from policydiff.changes import Area, Change, Direction, Verdict
from policydiff.rules import CATALOGUE
from policydiff.versions import diff
from policyextract.records import Criterion, Determination, PolicyRecord, Statement

RULES = {rule.id: rule for rule in CATALOGUE}


def only(old: PolicyRecord, new: PolicyRecord, rule: str) -> Change:
    """The one change of a rule."""
    (change,) = (change for change in diff(old, new).changes if change.rule == rule)
    return change


RESIDUAL_OLD = statement("for any other condition.", INVESTIGATIONAL, ["BLT"], residual=True, line=4)
RESIDUAL_NEW = statement(
    text="BLT and heat packs are considered not medically necessary for any other indication.",
    determination=NOT_NECESSARY,
    services=["BLT", "heat packs"],
    residual=True,
    line=9,
)


def test_a_transition_quotes_its_sentence_and_other_changes_their_clause_and_no_more() -> None:
    old, new = record(RESIDUAL_OLD), record(RESIDUAL_NEW)
    transition = only(old, new, "statement-investigational-to-not-medically-necessary")
    widened = only(old, new, "statement-scope-widened")
    reworded = only(old, new, "statement-reworded")
    assert [
        (change.old and change.old.text, change.new and change.new.text) for change in (transition, widened, reworded)
    ] == [
        (
            "Blt is considered investigational for any other condition.",
            "BLT and heat packs are considered not medically necessary for any other indication.",
        ),
        ("Blt is considered investigational", "BLT and heat packs are considered not medically necessary"),
        ("for any other condition.", "for any other indication."),
    ]
    assert (transition.service, widened.service) == ("BLT", "heat packs")


def test_the_place_of_a_clause_lies_inside_its_statement() -> None:
    change = only(record(RESIDUAL_OLD), record(RESIDUAL_NEW), "statement-investigational-to-not-medically-necessary")
    assert change.new
    assert change.new.provenance
    start, end = change.new.provenance.span
    first, _ = RESIDUAL_NEW.provenance.span
    assert RESIDUAL_NEW.text[start - first : end - first] == change.new.text
    assert change.new.provenance.line == 9


def test_where_the_span_holds_more_than_the_sentence_the_clause_has_that_of_the_statement() -> None:
    longer = RESIDUAL_NEW.provenance.__class__(1, 9, (900, 1400))
    new = record(RESIDUAL_NEW.model_copy(update={"provenance": longer}))
    change = only(record(RESIDUAL_OLD), new, "statement-scope-widened")
    assert change.new
    assert change.new.provenance == longer


def test_a_flip_suppresses_its_echoes() -> None:
    """The list turned from conditions of coverage into cases denied: one change, not one for each item."""
    old = record(statement("when ALL are met:", criteria=criterion(ALL, "heat failed", "cold failed", "rest failed")))
    new = record(statement("for:", INVESTIGATIONAL, criteria=criterion(ANY, "knee pain", "heat failed")))
    found = diff(old, new)
    assert [(change.rule, change.direction) for change in found.changes] == [
        ("statement-medically-necessary-to-investigational", Direction.RESTRICTIVE)
    ]


def test_a_service_by_abbreviation_and_by_name_is_one() -> None:
    spelled = "Bright lamp therapy (BLT)"
    old = record(statement(text=f"{spelled} is considered medically necessary.", services=[spelled]))
    new = record(statement("", INVESTIGATIONAL, text="BLT is considered investigational.", services=["BLT"]))
    rules = [change.rule for change in diff(old, new).changes]
    assert rules == ["statement-medically-necessary-to-investigational"]


def test_an_item_of_a_list_is_no_new_scope() -> None:
    """Where the items are the services, an item more is said once."""
    items = ("lamp therapy", "heat packs", "cold packs")
    old = statement(
        text="The following are considered investigational:",
        determination=INVESTIGATIONAL,
        services=items[:2],
        criteria=criterion(ANY, *items[:2]),
    )
    new = old.model_copy(update={"services": items, "criteria": criterion(ANY, *items)})
    assert [change.rule for change in diff(record(old), record(new)).changes] == ["criterion-added"]


def test_an_option_put_beside_an_old_condition() -> None:
    """One pathway became two: the new one opens a way in, the old one is now closed to those of the new one."""
    site = criterion(ANY, "early knee disease", "late knee disease", text="Patient must have ONE of the following:")
    old = criterion(
        ALL, site, criterion(ALL, "warm hands", "used together with heat packs", text="AND ALL of the following:")
    )
    pathways = criterion(
        ANY,
        criterion(ALL, "knee swells daily", "used together with ice", text="Patient has the marker"),
        criterion(UNCLEAR, "used together with heat packs", text="Patient does NOT have the marker"),
        text="AND ONE of the following:",
    )
    site = criterion(UNCLEAR, "early or late knee disease", text="Patient must have the following:")
    new = criterion(ALL, site, pathways, criterion(ALL, "warm hands", text="AND ALL of the following:"))
    found = diff(record(statement("when met:", criteria=old)), record(statement("when met:", criteria=new)))
    assert [(change.rule, change.direction, change.new and change.new.text) for change in found.changes] == [
        (
            "criterion-condition-added",
            Direction.RESTRICTIVE,
            "Patient does NOT have the marker used together with heat packs",
        ),
        (
            "criterion-added",
            Direction.PERMISSIVE,
            "Patient has the marker knee swells daily; used together with ice",
        ),
        ("criterion-merged", Direction.EDITORIAL, "early or late knee disease"),
    ]


def test_changes_come_by_direction_then_area_then_place() -> None:
    old = record(
        statement("for knee pain."),
        statement("for hip pain.", services=["heat packs"]),
        codes=[code("11111"), code("22222")],
        title="Lamps",
        references=references("Ray A. Lamps. 2001."),
    )
    new = record(
        statement("for knee pain.", INVESTIGATIONAL),
        statement("for hip pain.", services=["heat packs", "cold packs"]),
        codes=[code("22222", INVESTIGATIONAL), code("33333")],
        title="Bright Lamps",
    )
    found = diff(old, new)
    assert [(change.direction, change.rule, change.service) for change in found.changes] == [
        (Direction.RESTRICTIVE, "statement-medically-necessary-to-investigational", "lamp therapy"),
        (Direction.RESTRICTIVE, "code-removed", "CPT 11111"),
        (Direction.RESTRICTIVE, "code-moved-group", "CPT 22222"),
        (Direction.PERMISSIVE, "statement-scope-widened", "cold packs"),
        (Direction.PERMISSIVE, "code-added", "CPT 33333"),
        (Direction.EDITORIAL, "reference-list-changed", None),
        (Direction.ADMINISTRATIVE, "title-changed", None),
    ]
    assert found.verdict is Verdict.MIXED


@pytest.mark.parametrize(
    ("new", "verdict"),
    [
        (record(statement()), Verdict.NO_CHANGE),
        (record(statement(), title="Lamps"), Verdict.ADMINISTRATIVE),
        (record(statement(), title="Lamps", references=references("Ray A. 2001.")), Verdict.EDITORIAL),
        (record(statement("for acute pain.")), Verdict.INDETERMINATE),
        (record(statement(determination=INVESTIGATIONAL)), Verdict.RESTRICTIVE),
        (record(statement(), statement("for burns.", services=["heat packs"])), Verdict.PERMISSIVE),
    ],
)
def test_verdict(new: PolicyRecord, verdict: Verdict) -> None:
    assert diff(record(statement()), new).verdict is verdict


def test_verdict_of_a_lateral_change() -> None:
    old, new = (record(statement(determination=value)) for value in (INVESTIGATIONAL, NOT_NECESSARY))
    assert diff(old, new).verdict is Verdict.LATERAL


def test_fingerprints_survive_other_labels_lines_and_pages() -> None:
    def version(labels: str, line: int, *more: str) -> PolicyRecord:
        items = [
            item(text, f"{label}.") for label, text in zip(labels, ("heat failed", "cold failed", *more), strict=True)
        ]
        return record(statement("when met:", criteria=criterion(ALL, *items), line=line))

    numbered = diff(version("12", 1), version("123", 1, "rest failed")).changes
    lettered = diff(version("ab", 30), version("abc", 77, "rest failed")).changes
    assert [change.fingerprint for change in numbered] == [change.fingerprint for change in lettered]
    other = diff(version("12", 1), version("123", 1, "walking failed")).changes
    assert other[0].fingerprint != numbered[0].fingerprint


def test_reflowed_and_recased_text_is_no_change() -> None:
    old = record(statement("for the treatment of a relapsed, persistent or refractory sprain."))
    new = record(statement("for the treatment of a relapsed, persistent, or\nRefractory sprain.⁷"))
    assert diff(old, new).changes == ()


def test_many_statements_in_another_order_are_paired_by_what_they_say() -> None:
    tree = criterion(ALL, *(f"condition number x{at} of the knee holds" for at in range(12)))
    other = criterion(ALL, *(f"condition number x{at} of the knee holds" for at in range(3, 15)))
    names = [f"lamp kind y{at}" for at in range(25)]
    old = record(*(statement("when met:", services=[name], criteria=tree) for name in names))
    new = record(*(statement("when met:", services=[name], criteria=other) for name in reversed(names)))
    assert Counter(change.area for change in diff(old, new).changes) == {Area.CRITERION: 25 * 6}


# What holds for any two versions.

TEXTS = (
    "knee pain", "hip pain", "heat failed", "cold failed for at least 3 months", "cold failed for at least 6 months",
    "no open wound", "a lamp or a candle is at hand", "a lamp is at hand", "rest failed unless harmful", "rest failed",
)  # fmt: skip
SERVICES = ("lamp therapy", "heat packs", "cold packs")


def leaves() -> st.SearchStrategy[Criterion]:
    return st.sampled_from(TEXTS).map(item)


def lists(inner: st.SearchStrategy[Criterion]) -> st.SearchStrategy[Criterion]:
    items = st.lists(inner, min_size=1, max_size=4)
    plain = st.builds(lambda operator, parts: criterion(operator, *parts), st.sampled_from((ALL, ANY, UNCLEAR)), items)
    return plain | items.map(lambda parts: at_least(min(2, len(parts)), *parts))


TREES = lists(leaves() | lists(leaves()))


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    tail = draw(st.sampled_from(("for knee pain.", "for hip pain.", "when criteria are met:", "for adults with pain.")))
    return statement(
        tail,
        draw(st.sampled_from((COVERED, INVESTIGATIONAL, NOT_NECESSARY, Determination.NOT_COVERED))),
        draw(st.lists(st.sampled_from(SERVICES), min_size=1, max_size=2, unique=True)),
        draw(TREES | st.none()),
        residual=draw(st.booleans()),
        populations=draw(st.sampled_from(((), ("adults",), ("adults", "children")))),
        notes=draw(st.lists(st.sampled_from(("One lamp a year.", "No lamp at night.")), max_size=1)),
    )


@st.composite
def records(draw: st.DrawFn) -> PolicyRecord:
    numbers = st.sampled_from(("11111", "22222", "33333", "X10-X19", "X10-X29"))
    codes = st.builds(code, numbers, st.sampled_from((COVERED, INVESTIGATIONAL, Determination.UNSPECIFIED)))
    titles = st.sampled_from(("Background", "Summary", "Definitions", "Coverage Policy"))
    sections = st.builds(section, titles, digest=st.sampled_from(("1" * 12, "2" * 12)))
    return record(
        *draw(st.lists(statements(), max_size=3)),
        codes=draw(st.lists(codes, max_size=3, unique_by=lambda made: made.code)),
        sections=draw(st.lists(sections, max_size=3, unique_by=lambda made: made.title)),
        related_policies=draw(st.sampled_from((related(), related("Heat"), related("Heat", "Cold")))),
        revisions=draw(st.sampled_from(((), (revision("2024-01", "Reviewed."),)))),
        title=draw(st.sampled_from(("Lamps", "Heat"))),
        effective_date=draw(st.sampled_from((None, "2024-01-01", "2025-01-01"))),
    )


@settings(max_examples=150, deadline=None)
@given(records())
def test_a_version_against_itself_has_no_changes(made: PolicyRecord) -> None:
    found = diff(made, made)
    assert (found.changes, found.verdict) == ((), Verdict.NO_CHANGE)


@settings(max_examples=300, deadline=None)
@given(records(), records())
def test_from_new_to_old_each_change_is_its_mirror(old: PolicyRecord, new: PolicyRecord) -> None:
    forth = Counter((RULES[change.rule].mirror, change.direction.opposite) for change in diff(old, new).changes)
    back = Counter((change.rule, change.direction) for change in diff(new, old).changes)
    assert forth == back


@settings(max_examples=100, deadline=None)
@given(records(), records())
def test_the_same_records_give_the_same_diff(old: PolicyRecord, new: PolicyRecord) -> None:
    assert diff(old, new).model_dump_json() == diff(old.model_copy(deep=True), new).model_dump_json()


def relabelled(tree: Criterion, prefix: str) -> Criterion:
    items = tuple(relabelled(part, f"{prefix}{at}.") for at, part in enumerate(tree.items))
    return tree.model_copy(update={"label": prefix, "items": items})


@settings(max_examples=100, deadline=None)
@given(statements(), st.sampled_from(("§", "A", "•")))
def test_renumbering_is_no_change(made: Statement, prefix: str) -> None:
    tree = relabelled(made.criteria, prefix) if made.criteria else None
    assert diff(record(made), record(made.model_copy(update={"criteria": tree}))).changes == ()


def test_a_flip_has_what_it_stands_for_beneath_it() -> None:
    old = record(statement("when met:", criteria=criterion(ALL, "heat failed", "consent is given")))
    new = record(statement("when met:", INVESTIGATIONAL, criteria=criterion(ANY, "heat failed", "open wound")))
    (flip,) = diff(old, new).changes
    assert flip.rule == "statement-medically-necessary-to-investigational"
    assert sorted(echo.rule for echo in flip.echoes) == [
        "criterion-added",
        "criterion-operator-all-to-any",
        "criterion-removed",
    ]
    (gone,) = [echo for echo in flip.echoes if echo.rule == "criterion-removed"]
    assert (gone.old and gone.old.text, gone.new) == ("consent is given", None)


def test_a_transition_between_denials_leaves_the_rest_its_own_changes() -> None:
    old = record(statement("when met:", NOT_NECESSARY, criteria=criterion(ANY, "knee pain")))
    new = record(statement("when met:", INVESTIGATIONAL, criteria=criterion(ANY, "knee pain", "wound")))
    found = diff(old, new).changes
    assert [change.rule for change in found] == [
        "criterion-added",
        "statement-not-medically-necessary-to-investigational",
        "statement-reworded",
    ]
    assert [change.echoes for change in found] == [(), (), ()]
