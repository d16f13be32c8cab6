"""Tables that a page break cut are put together again; others stay apart."""

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


def test_a_paragraph_keeps_tables_apart() -> None:
    between = paragraph("Other codes:")
    pieces = join_tables([table("1 | A"), between, table("2 | B", page=2)])
    assert len(pieces) == 3
    assert pieces[1] is between


def test_an_empty_table_is_left_out() -> None:
    assert join_tables([Table((), 1, 1), table("1 | A")])[0] == joined(table("1 | A"))


def test_width() -> None:
    assert joined(table("1 | A", " | B")).width == 2
