"""Tables that hold the policy itself, taken apart into paragraphs."""

from blocks import table
from policyextract.criteriatables import RowName
from policyextract.prosetables import holds_statements, unfold


def test_rows_may_stand_apart_from_their_heads() -> None:
    heads, rows = (
        table("Test Name | Coverage Criteria"),
        table("Wick panel | To find a short wick", "Oil panel | Old oil"),
    )
    names = [piece for piece in unfold([heads, rows]) if isinstance(piece, RowName)]
    assert [(name.text, [each.text for each in name.criteria]) for name in names] == [
        ("Wick panel", ["To find a short wick"]),
        ("Oil panel", ["Old oil"]),
    ]


def test_approval_in_a_cell_needs_the_criteria_it_introduces() -> None:
    stated = "Lamps will be approved when ALL of the following are met: the hall is dark"
    assert holds_statements(table(f"Module | {stated}", f"PA | {stated}"))
    assert not holds_statements(
        table("Module | Note", "PA | Requests that were approved in May are kept on file for us")
    )
