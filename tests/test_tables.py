"""Tables that a page break cut are put together again; others stay apart."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from blocks import joined, paragraph, table
from policyextract.document import Table
from policyextract.tables import JoinedTable, join_tables

HEAD = "*Code | *Description"

PAIRS: dict[str, tuple[Table, Table, list[str] | None]] = {
    "repeated head is dropped": (table(HEAD, "1 | A"), table(HEAD, "2 | B", page=2), ["Code", "1", "2"]),
    "rows alone go on": (table(HEAD, "1 | A"), table("2 | B", page=2), ["Code", "1", "2"]),
    "a cut cell goes on": (table("1 | A"), table(" | goes on", "2 | B", page=2), ["1", "", "2"]),
    "another head": (table(HEAD, "1 | A"), table("*Test | *Code", "2 | B", page=2), None),
    "another plain head": (table("1 | A"), table("Code | Text", "2 | B", page=2), None),
    "another width": (table("1 | A"), table("2 | B | C", page=2), None),
    "the same page": (table("1 | A"), table("2 | B"), None),
    "a page between": (table("1 | A"), table("2 | B", page=3), None),
    "a text without pages": (table("1 | A", page=None), table("2 | B", page=None), ["1", "2"]),
    "a text with another head": (table("1 | A", page=None), table("Code | Text", "2 | B", page=None), None),
}


@pytest.mark.parametrize("name", PAIRS)
def test_joining(name: str) -> None:
    first, second, column = PAIRS[name]
    pieces = join_tables([first, second])
    if column is None:
        assert [piece.parts for piece in pieces if isinstance(piece, JoinedTable)] == [(first,), (second,)]
        return
    (whole,) = pieces
    assert isinstance(whole, JoinedTable)
    assert [row[0].text for row in whole.rows] == column
    assert whole.parts == (first, second)


def placed(made: Table, edges: Sequence[float]) -> Table:
    """The table with its columns from edge to edge, the first and the last being its own."""

    def box(at: int) -> tuple[float, float, float, float]:
        return (edges[at], 100.0, edges[at + 1], 120.0)

    rows = tuple(tuple(replace(cell, box=box(at)) for at, cell in enumerate(row)) for row in made.rows)
    return replace(made, rows=rows, box=(edges[0], 100.0, edges[-1], 120.0))


@pytest.mark.parametrize(
    ("starts", "right", "second", "expected"),
    [
        ((60.2, 359.0), 568.0, "7/2023 | Reviewed.", ["7/2023", "", "Reviewed."]),
        ((60.0, 160.0), 568.7, "7/2023 | 5/2023", ["7/2023", "5/2023", ""]),
        ((60.0, 300.0), 568.7, "7/2023 | Reviewed.", None),  # another column
        ((60.0, 359.0), 500.0, "7/2023 | Reviewed.", None),  # a narrower table
        ((60.0, 60.0), 568.7, "7/2023 | Reviewed.", None),
        ((60.0, 359.0), 568.7, "*Code | *Text", None),
    ],
)
def test_a_column_that_is_empty_on_one_page(
    starts: Sequence[float], right: float, second: str, expected: list[str] | None
) -> None:
    first = placed(table("*Date | *Approved | *Comments", "5/2022 | 3/2022 | New."), (60.0, 160.0, 359.0, 568.7))
    after = table(second, page=2)
    cells = zip(after.rows[0], starts, strict=True)
    row = tuple(replace(cell, box=(start, 50.0, start + 90, 70.0)) for cell, start in cells)
    after = replace(after, rows=(row,), box=(starts[0], 50.0, right, 70.0))
    pieces = join_tables([first, after])
    if expected is None:
        assert len(pieces) == 2
        return
    (whole,) = pieces
    assert isinstance(whole, JoinedTable)
    assert whole.parts == (first, after)
    assert [[cell.text for cell in row] for row in whole.rows[2:]] == [expected]


def test_a_paragraph_keeps_tables_apart() -> None:
    between = paragraph("Other codes:")
    pieces = join_tables([table("1 | A"), between, table("2 | B", page=2)])
    assert len(pieces) == 3
    assert pieces[1] is between


def test_an_empty_table_is_left_out() -> None:
    assert join_tables([Table((), 1, 1), table("1 | A")])[0] == joined(table("1 | A"))


def test_width() -> None:
    assert joined(table("1 | A", " | B")).width == 2
