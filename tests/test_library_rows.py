"""Records laid out as rows."""

import pytest

from making import ANY, INVESTIGATIONAL, at_least, code, criterion, record, statement
from policydiff.library.rows import code_rows, criterion_rows, statement_rows


def test_criteria_stand_in_the_order_of_the_document_with_their_depth() -> None:
    tree = criterion(ANY, "sleepless", at_least(2, "sad", "tired", text="two of these"), text="any of")
    rows = criterion_rows(record(statement(), statement(criteria=tree)))
    assert [(row["statement"], row["place"], row["depth"], row["operator"], row["text"]) for row in rows] == [
        ("s2", 1, 0, "any", "any of"),
        ("s2", 2, 1, None, "sleepless"),
        ("s2", 3, 1, "at_least", "two of these"),
        ("s2", 4, 2, None, "sad"),
        ("s2", 5, 2, None, "tired"),
    ]


def test_a_statement_is_one_row_whose_lists_are_joined() -> None:
    (row,) = statement_rows(record(statement(services=("lamps", "candles"), notes=("One a year.", "Not at night."))))
    assert (row["services"], row["notes"], row["determination"]) == (
        "lamps; candles",
        "One a year.\nNot at night.",
        "medically_necessary",
    )


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("38242", "38242", None),
        ("A00-A09", "A00", "A09"),
        ("C81.00-C81.99", "C81.00", "C81.99"),
        ("C81.-", "C81.-", None),
        ("50242-0040-62", "50242-0040-62", None),
    ],
)
def test_a_range_of_codes_has_its_ends(printed: str, first: str, last: str | None) -> None:
    (row,) = code_rows(record(codes=[code(printed)]))
    assert (row["code"], row["last_code"], row["statement"]) == (first, last, None)


def test_a_code_named_in_a_statement_has_the_determination_of_the_statement() -> None:
    named = statement(determination=INVESTIGATIONAL).model_copy(update={"codes": ("38242",)})
    rows = code_rows(record(named, codes=[code("11111")]))
    assert [(row["place"], row["code"], row["system"], row["determination"], row["statement"]) for row in rows] == [
        (1, "11111", "CPT", "medically_necessary", None),
        (2, "38242", None, "investigational", "s1"),
    ]
