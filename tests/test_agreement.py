"""Who agrees with whom in a row, who is alone, and who is strictest and most permissive on a service."""

from itertools import permutations

import pytest

from making import COVERED, INVESTIGATIONAL, NOT_NECESSARY, place
from policydiff.agreement import agreement, alone
from policydiff.comparison import (
    Agreement,
    Basis,
    ConditionCell,
    ConditionRow,
    Extreme,
    Fit,
    IndicationCell,
    IndicationRow,
)
from policydiff.strictness import extremes
from policyextract.records import Determination


def cell(determination: Determination | None, basis: Basis = Basis.EXPLICIT) -> IndicationCell:
    return IndicationCell(determination=determination, basis=basis, condition=None, text=None, provenance=None)


CELLS = {
    "yes": cell(COVERED),
    "only": cell(COVERED, Basis.CONDITIONAL),
    "no": cell(INVESTIGATIONAL),
    "rest": cell(NOT_NECESSARY, Basis.RESIDUAL),
    "silent": cell(None, Basis.SILENT),
    "unsaid": cell(None, Basis.CONDITIONAL),
}


def cells(stances: str) -> dict[str, IndicationCell]:
    return dict(zip("abcdef", map(CELLS.__getitem__, stances.split()), strict=False))


def row(stances: str, *, review: bool = False) -> IndicationRow:
    return IndicationRow(indication=stances, cells=cells(stances), review=review)


def condition(*asking: str, of: str) -> ConditionRow:
    asked = ConditionCell(text="no fever", provenance=place())
    return ConditionRow(
        condition="no fever",
        cells={key: asked if key in asking else None for key in of},
        confidence=1.0,
        review=False,
        alone=None,
        thresholds_differ=False,
    )


@pytest.mark.parametrize(
    ("stances", "expected", "odd_one"),
    [
        ("yes yes", Agreement.SAME, None),
        ("yes no", Agreement.DIFFERENT, None),
        ("yes yes no", Agreement.DIFFERENT, "c"),
        ("only yes no", Agreement.DIFFERENT, "c"),
        ("yes no silent silent", Agreement.DIFFERENT, None),
        ("no yes no silent", Agreement.DIFFERENT, "b"),
        ("yes yes only", Agreement.CONDITIONS_DIFFER, "c"),
        ("yes only", Agreement.CONDITIONS_DIFFER, None),
        ("only only only", Agreement.SAME, None),
        ("no rest no", Agreement.GROUNDS_DIFFER, "b"),
        ("no rest", Agreement.GROUNDS_DIFFER, None),
        ("no no silent", Agreement.SAME, "c"),
        ("no silent silent", Agreement.ONE_SPEAKS, "a"),
        ("no silent", Agreement.ONE_SPEAKS, None),
        ("silent silent", Agreement.NOT_STATED, None),
        ("yes yes unsaid", Agreement.SAME, None),
        ("unsaid silent silent", Agreement.NOT_STATED, None),
        ("", Agreement.NOT_STATED, None),
    ],
)
def test_agreement_and_who_is_alone(stances: str, expected: Agreement, odd_one: str | None) -> None:
    of_row = cells(stances)
    for order in permutations(of_row):
        turned = {key: of_row[key] for key in order}
        assert (agreement(turned), alone(turned)) == (expected, odd_one)


@pytest.mark.parametrize(
    ("rows", "conditions", "strictest", "most_permissive"),
    [
        (["yes no", "yes yes"], [], ("b",), ("a",)),
        (["yes only"], [], ("b",), ("a",)),
        (["only rest"], [], ("b",), ("a",)),
        (["yes no", "no yes"], [], None, None),
        (["yes silent", "silent no"], [], None, None),
        (["yes silent", "yes no"], [], ("b",), ("a",)),
        (["yes yes"], [("a",)], ("a",), ("b",)),
        (["yes yes"], [("a",), ("b",)], None, None),
        (["no no"], [("a",)], None, None),
        (["yes yes no"], [], ("c",), ("a", "b")),
        (["yes no silent", "silent silent silent"], [], ("b",), ("a",)),
        (["yes no silent", "silent yes no", "no silent yes"], [], None, None),
        ([], [("a",)], None, None),
    ],
)
def test_the_ends_of_a_service(
    rows: list[str],
    conditions: list[tuple[str, ...]],
    strictest: tuple[str, ...] | None,
    most_permissive: tuple[str, ...] | None,
) -> None:
    keys = "abc"[: len(rows[0].split())] if rows else "ab"
    found = extremes([row(one) for one in rows], [condition(*asking, of=keys) for asking in conditions], keys)
    assert tuple(end.keys if end else None for end in found) == (strictest, most_permissive)


@pytest.mark.parametrize(
    ("rows", "conditions", "why"),
    [
        (["yes no", "yes no", "yes yes"], [], "a: rows wider/narrower 2/0 against b"),
        (["yes yes"], [("b",)], "a: rows wider/narrower 0/0 (conditions asked alone 0/1) against b"),
    ],
)
def test_the_derivation_stands_in_one_line(rows: list[str], conditions: list[tuple[str, ...]], why: str) -> None:
    made = [condition(*asking, of="ab") for asking in conditions]
    _, most_permissive = extremes([row(one) for one in rows], made, "ab")
    assert most_permissive == Extreme(keys=("a",), why=why)


def test_who_covers_only_part_of_a_row_is_not_the_more_permissive() -> None:
    narrower = row("yes yes").model_copy(update={"fits": {"b": Fit.NARROWER}})
    strictest, most_permissive = extremes([narrower], [], "ab")
    assert (strictest and strictest.keys, most_permissive and most_permissive.keys) == (("b",), ("a",))


def test_the_derivation_tells_how_many_rows_are_doubtful() -> None:
    strictest, _ = extremes([row("yes no", review=True), row("yes no"), row("no no", review=True)], [], "ab")
    assert strictest == Extreme(keys=("b",), why="b: rows wider/narrower 0/2 against a; 1 for review")
