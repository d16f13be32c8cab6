"""Policies of one text or one source, and what differs between them all the same."""

import pytest

from making import ALL, code, criterion, record, statement
from policydiff.comparison import Kinship
from policydiff.payers import compare
from policydiff.shared_text import text_share
from policydiff.wording import words
from policyextract.records import Code, Payer, PolicyRecord, Statement

LEAD = "Lamp therapy (11111, 11112) or mirror therapy (11113) is considered medically necessary for seasonal gout when:"
MOVED = (
    "Lamp therapy (11111) or mirror therapy (11112, 11113) is considered medically necessary for seasonal gout when:"
)
ITEMS = (
    "The member has had exercises at home under the eye of a trained therapist without better sleep",
    "The member has no known fever, rash or swelling of the knees, ankles or elbows",
    "A written plan of care says how many lamps are ordered and when they are to be returned",
)


def main(text: str = LEAD, items: tuple[str, ...] = ITEMS) -> Statement:
    return statement(text=text, services=["Lamp therapy"], criteria=criterion(ALL, *items))


def payer(name: str, *statements: Statement, codes: tuple[Code, ...] = ()) -> PolicyRecord:
    made = record(*statements, policy_number=None, title="Lamps", codes=codes)
    return made.model_copy(update={"payer": Payer(id=name, name=name)})


HATS = statement("for headache of sailors on windy days in the north.", services=["Sun hats"])


def differences(one: PolicyRecord, other: PolicyRecord) -> list[tuple[str, str, str | None, str | None]]:
    (shared,) = compare([one, other]).shared_texts
    return [
        (change.rule, change.direction.value, change.old and change.old.text, change.new and change.new.text)
        for change in shared.differences
    ]


def test_a_text_under_another_name_is_the_same() -> None:
    other = tuple(item.replace("The member", "The patient") for item in ITEMS)
    (shared,) = compare([payer("acme", main()), payer("best", main(items=other))]).shared_texts
    assert (shared.keys, shared.kinship, shared.share) == (("acme-lamps", "best-lamps"), Kinship.SAME_TEXT, 1.0)
    assert {change.direction.value for change in shared.differences} <= {"editorial"}


def test_most_of_a_text_is_of_one_source() -> None:
    (shared,) = compare([payer("acme", main()), payer("best", main(items=ITEMS[:2]))]).shared_texts
    assert shared.kinship is Kinship.SAME_SOURCE
    assert 0.6 <= shared.share < 0.95
    assert [(change.rule, change.direction.value) for change in shared.differences] == [
        ("criterion-removed", "permissive")
    ]


def test_other_texts_are_not_named() -> None:
    lamps, hats = payer("acme", main()), payer("best", HATS, HATS)
    assert compare([lamps, hats]).shared_texts == ()
    assert compare([payer("acme", statement()), payer("best", statement())]).shared_texts == ()


def test_who_is_silent_has_not_said_no() -> None:
    assert differences(payer("acme", main(), HATS), payer("best", main())) == [
        ("statement-removed", "indeterminate", HATS.text, None)
    ]
    assert differences(payer("acme", main()), payer("best", main(), HATS)) == [
        ("statement-added", "indeterminate", None, HATS.text)
    ]


def test_a_code_that_one_alone_lists_takes_nothing_away() -> None:
    listed = code("11111", description="lamp")
    (found,) = differences(payer("acme", main(), codes=(listed,)), payer("best", main()))
    assert found[:2] == ("code-removed", "indeterminate")


def test_codes_in_brackets_are_compared_by_themselves() -> None:
    assert differences(payer("acme", main()), payer("best", main(MOVED))) == [
        ("statement-reworded", "indeterminate", LEAD, MOVED)
    ]


def test_the_pairs_are_those_of_the_order_given() -> None:
    three = [payer(name, main()) for name in ("acme", "best", "core")]
    assert [shared.keys for shared in compare(three).shared_texts] == [
        ("acme-lamps", "best-lamps"),
        ("acme-lamps", "core-lamps"),
        ("best-lamps", "core-lamps"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ((LEAD, *ITEMS), (LEAD, *ITEMS), 1.0),
        ((LEAD, *ITEMS), (*reversed(ITEMS), LEAD), 1.0),
        ((LEAD, *ITEMS), ("No lamp is covered",), 0.0),
        ((ITEMS[0],), (ITEMS[0],), 0.0),
    ],
)
def test_share(one: tuple[str, ...], other: tuple[str, ...], share: float) -> None:
    sides = [tuple(map(words, texts)) for texts in (one, other)]
    assert text_share(sides[0], sides[1]) == text_share(sides[1], sides[0]) == share
