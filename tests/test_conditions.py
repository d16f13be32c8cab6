"""General conditions side by side, and thresholds in common units."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import ALL, ANY, INVESTIGATIONAL, criterion, record, statement
from policydiff.comparison import ConditionRow
from policydiff.measures import differ, in_common_units
from policydiff.payers import compare
from policyextract.records import Payer, PolicyRecord, Statement, Threshold
from policyextract.thresholds import thresholds


def payer(name: str, *statements: Statement) -> PolicyRecord:
    made = record(*statements, policy_number=None, title=None)
    return made.model_copy(update={"payer": Payer(id=name, name=name)})


def asks(name: str, *conditions: str) -> PolicyRecord:
    return payer(name, statement("for gout when ALL of the following are met:", criteria=criterion(ALL, *conditions)))


def rows_of(records: Sequence[PolicyRecord]) -> tuple[ConditionRow, ...]:
    (service,) = compare(records).services
    return service.conditions


def table(rows: Sequence[ConditionRow]) -> list[tuple[dict[str, str | None], str | None, bool]]:
    return [
        ({key: cell.text if cell else None for key, cell in row.cells.items()}, row.alone, row.thresholds_differ)
        for row in rows
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("at least 12 weeks", 3, "months"),
        ("at least 3 months", 3, "months"),
        ("at least 90 days", 3, "months"),
        ("18 years of age or older", 216, "months"),
        ("at least 30 minutes", 0.5, "hours"),
        ("greater than 25 mm", 2.5, "cm"),
        ("at least 500 mcg", 0.5, "mg"),
        ("BMI >= 35 kg/m2", 35, "kg/m2"),
        ("score <= 2.5", 2.5, None),
    ],
)
def test_thresholds_in_common_units(text: str, value: float, unit: str | None) -> None:
    (found,) = map(in_common_units, thresholds(text))
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("at least 12 weeks", "at least 3 months", False),
        ("at least 6 weeks", "at least 3 months", True),
        ("at least 3 months", "at most 3 months", True),
        ("no fever", "at least 3 months", True),
        ("no fever", "no rash", False),
    ],
)
def test_numbers_that_differ(one: str, other: str, expected: bool) -> None:
    assert differ(thresholds(one), thresholds(other)) is expected


def test_the_same_time_in_other_units_is_one_indication() -> None:
    result = compare(
        [
            payer("acme", statement("for pain that has lasted at least 12 weeks.")),
            payer("best", statement("for pain that has lasted at least 3 months.")),
            payer("core", statement("for pain that has lasted at least 6 weeks.")),
        ]
    )
    first, second = result.services[0].rows
    assert [first.cells[key].named_as is not None for key in ("acme", "best", "core")] == [True, True, False]
    assert first.cells["acme"].thresholds[0].value == first.cells["best"].thresholds[0].value == 3
    assert second.cells["core"].thresholds == (
        Threshold(quantity="pain lasted", comparator=">=", value=1.5, unit="months"),
    )


def test_conditions_stand_side_by_side() -> None:
    rows = rows_of(
        [
            asks("acme", "Failed exercises at home", "Fever lasting at least 6 weeks"),
            asks("best", "Fever lasting at least 3 months", "Signed by a specialist"),
            payer("core", statement("for gout.")),
            payer("dual", statement("for falls.", services=["lamp therapy"])),
        ]
    )
    fever = {"acme": "Fever lasting at least 6 weeks", "best": "Fever lasting at least 3 months"}
    assert table(rows) == [
        ({"acme": "Failed exercises at home", "best": None, "core": None, "dual": None}, "acme", False),
        ({**fever, "core": None, "dual": None}, None, True),
        ({"acme": None, "best": "Signed by a specialist", "core": None, "dual": None}, "best", False),
    ]


def test_a_payer_that_does_not_speak_of_a_service_asks_nothing_and_leaves_nothing_unasked() -> None:
    result = compare([asks("acme", "No fever"), payer("best", statement("for falls.", services=["knee surgery"]))])
    (row,) = result.services[0].conditions
    assert (list(row.cells), row.alone) == (["acme"], None)


def test_a_condition_of_some_uses_names_them() -> None:
    tree = criterion(ALL, "No fever")
    (service,) = compare(
        [
            payer(
                "acme",
                statement("for gout when ALL of the following are met:", criteria=tree),
                statement("for lupus."),
                statement("for asthma.", INVESTIGATIONAL),
            ),
            asks("best", "No fever"),
        ]
    ).services
    (row,) = service.conditions
    assert {key: cell.uses for key, cell in row.cells.items() if cell} == {"acme": ("gout",), "best": ()}
    assert service.general_conditions["acme"][0].uses == ("gout",)


def test_what_narrows_a_denial_is_no_condition_of_the_service() -> None:
    tree = criterion(ALL, "Fever", "Rash")
    (service,) = compare(
        [payer("acme", statement("for gout when ALL of the following are met:", INVESTIGATIONAL, criteria=tree))]
    ).services
    assert service.conditions == ()
    (row,) = service.rows
    assert (row.indication, row.cells["acme"].condition) == ("gout", "Fever; Rash")


def test_items_under_any_are_no_conditions() -> None:
    (service,) = compare([payer("acme", statement("for ANY of:", criteria=criterion(ANY, "gout", "lupus")))]).services
    assert service.conditions == ()


CONDITIONS = st.lists(
    st.sampled_from(
        ["No fever", "No fever for at least 6 weeks", "Failed exercises", "Failed exercises at home", "Signed form"]
    ),
    min_size=1,
    max_size=4,
    unique=True,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(CONDITIONS, min_size=1, max_size=3), CONDITIONS)
def test_every_condition_stands_in_a_row_and_a_further_payer_takes_none_away(
    several: list[list[str]], further: list[str]
) -> None:
    records = [asks(name, *conditions) for name, conditions in zip("abc", several, strict=False)]
    for rows in (rows_of(records), rows_of([*records, asks("z", *further)])):
        for name, conditions in zip("abc", several, strict=False):
            assert {cell.text for row in rows if (cell := row.cells[name])} == set(conditions)


@settings(max_examples=40, deadline=None)
@given(CONDITIONS)
def test_a_payer_asks_the_same_as_itself(conditions: list[str]) -> None:
    for row in rows_of([asks("a", *conditions), asks("b", *conditions)]):
        one, other = row.cells["a"], row.cells["b"]
        assert one == other
        assert (row.confidence, row.review, row.alone, row.thresholds_differ) == (1.0, False, None, False)


@settings(max_examples=40, deadline=None)
@given(st.lists(CONDITIONS, min_size=2, max_size=3))
def test_the_order_of_payers_changes_no_row(several: list[list[str]]) -> None:
    records = [asks(name, *conditions) for name, conditions in zip("abc", several, strict=False)]
    ways = []
    for order in (records, records[::-1]):
        rows = rows_of(order)
        ways.append(
            {tuple((key, cell.text) for key, cell in sorted(row.cells.items()) if cell is not None) for row in rows}
        )
    assert ways[0] == ways[1]
