"""Which paragraphs below a statement are its list, and which line is the rest of its table."""

import pytest

from blocks import paragraph, table
from policyextract.belonging import is_row_over_page, own_list
from policyextract.nesting import Item
from policyextract.predicates import sentences

COVERED = "Lamps are considered medically necessary for ANY of the following:"
CONDITIONS = "Lamps are considered medically necessary when all of the following are met:"
DENIED = "Lamps are not medically necessary, as they shine."


@pytest.mark.parametrize(
    ("lead", "below", "listed", "remarks"),
    [
        (COVERED, ["• Fog", "• Rain"], ["Fog", "Rain"], []),
        (COVERED, ["• Fog"], ["Fog"], []),
        (COVERED, ["• Fog", "• Moon lamps are considered investigational."], ["Fog"], []),
        (COVERED, ["• Fog", "• The lamp is considered medically necessary"], ["Fog", *["The lamp is considered"]], []),
        (COVERED, ["• Fog. Use at noon is considered investigational."], ["Fog. Use at noon"], []),
        (COVERED, ["• The lamp is not indicated by day"], ["The lamp is not"], []),
        (CONDITIONS, ["• Dark", "• other lamps are not medically necessary"], ["Dark", "other lamps are not"], []),
        (CONDITIONS, ["• Dark", "• Toy lamps are not medically necessary."], ["Dark"], []),
        (DENIED, ["• Shining is learnt"], [], ["Shining is learnt"]),
        (DENIED, ["• Toy lamps", "• Party lamps"], ["Toy lamps", "Party lamps"], []),
        (f"{DENIED[:-1]}:", ["• Toy lamps"], ["Toy lamps"], []),
        ("Lamps are covered for the following uses.", ["• Fog"], ["Fog"], []),
    ],
)
def test_the_list_of_a_statement(lead: str, below: list[str], listed: list[str], remarks: list[str]) -> None:
    (sentence,) = sentences(lead)
    assert sentence.predicate is not None
    found = own_list(sentence, sentence.predicate, [Item(paragraph(text)) for text in below])
    assert [[" ".join(item.text.split()[:4]) for item in items] for items in found] == [listed, remarks]


@pytest.mark.parametrize(
    ("text", "page", "last", "rest"),
    [
        ("Lantern, large 43634", 2, "43632", True),
        ("Lantern, large 43634, 43635", 2, "43632", True),
        ("Lantern, large", 2, "43632", False),
        ("43634", 2, "43632", False),
        ("Lantern 43634 is sold", 2, "43632", False),
        ("Lantern, large 43634", 3, "43632", False),
        ("Lantern, large 43634", 2, "bright", False),
    ],
)
def test_the_last_row_of_a_table_alone_on_the_next_page(text: str, page: int, last: str, rest: bool) -> None:
    rows = Item(table("Procedure | Code", "Lantern, small | 43631", f"Lantern, round | {last}"))
    assert is_row_over_page(Item(paragraph(text, page=page)), rows) is rest
    assert not is_row_over_page(Item(paragraph(text, page=page)), Item(paragraph("Lantern, small 43631")))
