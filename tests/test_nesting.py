"""Paragraphs as trees of list items: by marker, by indent, over page turns and through further groups."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blocks import line, table
from policyextract.document import Line, Table
from policyextract.nesting import nest, opens_group
from policyextract.paragraphs import Paragraph
from snippets import Shape, pieces, tree, typed

TEXTS: dict[str, tuple[str, list[Shape]]] = {
    "one level": (
        """
        Lamps when:

        1. Age
        2. Pain
        """,
        [("Lamps when:", ["1. Age", "2. Pain"])],
    ),
    "sub-items by indent and marker": (
        """
        Lamps when:

        1. Age
           a. child
           b. adult
        2. Pain
        """,
        [("Lamps when:", [("1. Age", ["a. child", "b. adult"]), "2. Pain"])],
    ),
    "sub-items by marker alone": (
        """
        Lamps when:

        1. One of:
        a. child
        b. adult
        2. Pain
        """,
        [("Lamps when:", [("1. One of:", ["a. child", "b. adult"]), "2. Pain"])],
    ),
    "sub-items by indent alone": (
        """
        Lamps when:

        • Age
            • child
            • adult
        • Pain
        """,
        [("Lamps when:", [("• Age", ["• child", "• adult"]), "• Pain"])],
    ),
    "other bullets for sub-items": (
        """
        Lamps when:

        • Age:
        o child
        o adult
        • Pain
        """,
        [("Lamps when:", [("• Age:", ["o child", "o adult"]), "• Pain"])],
    ),
    "three levels and back": (
        """
        Lamps when:

        I. Age
           A. child
              1. small
              2. tall
           B. adult
        II. Pain
        """,
        [("Lamps when:", [("I. Age", [("A. child", ["1. small", "2. tall"]), "B. adult"]), "II. Pain"])],
    ),
    "ninth letter behind the eighth": (
        """
        Lamps when:

        h. Age
        i. Pain
        j. Fever
        """,
        [("Lamps when:", ["h. Age", "i. Pain", "j. Fever"])],
    ),
    "first roman behind an item that leads in": (
        """
        Lamps when:

        g. Age
        h. One of:
           i. Pain
           ii. Fever
        i. Sleep
        """,
        [("Lamps when:", ["g. Age", ("h. One of:", ["i. Pain", "ii. Fever"]), "i. Sleep"])],
    ),
    "a roman list inside letters goes on with the letters": (
        """
        Lamps when:

        a. One of:
           i. Pain
           ii. Fever
        b. Age
        """,
        [("Lamps when:", [("a. One of:", ["i. Pain", "ii. Fever"]), "b. Age"])],
    ),
    "letters that are roman numerals too": (
        """
        Lamps when:

        A. Age
        B. Pain
        C. Fever
        D. Sleep
        """,
        [("Lamps when:", ["A. Age", "B. Pain", "C. Fever", "D. Sleep"])],
    ),
    "a list without a lead-in": ("1. Age\n2. Pain\n", ["1. Age", "2. Pain"]),
    "a paragraph ends the list": (
        """
        Lamps when:

        1. Age

        Heaters when:

        1. Pain
        """,
        [("Lamps when:", ["1. Age"]), ("Heaters when:", ["1. Pain"])],
    ),
    "a joint alone stands in the list between its items": (
        """
        Lamps when:

        1. Age

        OR

        2. Pain
        """,
        [("Lamps when:", ["1. Age", "OR", "2. Pain"])],
    ),
    "a joint alone before the list is set in": (
        """
        Lamps when:

          1. One of:
             a. child
             b. adult

        OR

          2. Pain
        """,
        [("Lamps when:", [("1. One of:", ["a. child", "b. adult"]), "OR", "2. Pain"])],
    ),
    "a joint alone level with the inner list": (
        """
        Lamps when:

        1. Several:
           a. child
           or
           b. adult
        2. Pain
        """,
        [("Lamps when:", [("1. Several:", ["a. child", "or", "b. adult"]), "2. Pain"])],
    ),
    "a paragraph set in under an item stays below it": (
        """
        Lamps when:

        1. Age
             Members must be small.
        2. Pain
        """,
        [("Lamps when:", [("1. Age", ["Members must be small."]), "2. Pain"])],
    ),
    "a further group": (
        """
        Lamps when ALL of the following:

        1. Age
        2. Pain

        AND ANY of the following:

        1. Winter
        2. Night
        """,
        [
            ("Lamps when ALL of the following:", ["1. Age", "2. Pain"]),
            ("AND ANY of the following:", ["1. Winter", "2. Night"]),
        ],
    ),
    "a further group whose numbers go on": (
        """
        Lamps when ALL of the following:

        1. Age
        2. Pain

        AND ANY of the following:

        3. Winter
        4. Night
        """,
        [
            (
                "Lamps when ALL of the following:",
                ["1. Age", "2. Pain", ("AND ANY of the following:", ["3. Winter", "4. Night"])],
            )
        ],
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_texts(name: str) -> None:
    snippet, expected = TEXTS[name]
    assert tree(pieces(snippet)) == expected


PAGES: dict[str, tuple[tuple[tuple[float, str], ...], list[Shape]]] = {
    "numbering goes on though the indent shifted": (
        ((72, "Lamps when:"), (90, "1. Age"), (90, "2. Pain"), (60, "3. Fever")),
        [("Lamps when:", ["1. Age", "2. Pain", "3. Fever"])],
    ),
    "the inner of two lists goes on where it is level": (
        ((72, "Lamps when:"), (90, "1. One of:"), (108, "1. Age"), (108, "2. Pain"), (90, "2. Fever")),
        [("Lamps when:", [("1. One of:", ["1. Age", "2. Pain"]), "2. Fever"])],
    ),
    "bullets by indent alone": (
        ((72, "Lamps when:"), (90, "• Age"), (108, "• child"), (108, "• adult"), (90, "• Pain")),
        [("Lamps when:", [("• Age", ["• child", "• adult"]), "• Pain"])],
    ),
    "bullets nearly level": (
        ((72, "Lamps when:"), (90, "• Age"), (94, "• Pain")),
        [("Lamps when:", ["• Age", "• Pain"])],
    ),
    "items without a marker": (
        ((72, "Lamps when any of these:"), (90, "Age of a child"), (90, "Pain")),
        [("Lamps when any of these:", ["Age of a child", "Pain"])],
    ),
    "items without a marker, with further ones under them": (
        ((72, "Lamps when:"), (90, "Age, one of:"), (108, "child"), (108, "adult"), (90, "Pain")),
        [("Lamps when:", [("Age, one of:", ["child", "adult"]), "Pain"])],
    ),
    "set in under no lead-in": (((72, "Lamps shine."), (90, "They glow.")), ["Lamps shine.", "They glow."]),
    "set in too far": (((72, "Lamps when:"), (300, "Erewhon")), ["Lamps when:", "Erewhon"]),
    "the next paragraph ends what is set in": (
        ((72, "Lamps when:"), (90, "Age"), (72, "Heaters shine.")),
        [("Lamps when:", ["Age"]), "Heaters shine."],
    ),
    "a list in the place of another of the same indent": (
        ((72, "Lamps when:"), (90, "1. Age"), (90, "2. Pain"), (90, "• Fever")),
        [("Lamps when:", ["1. Age", "2. Pain", "• Fever"])],
    ),
    "sub-items level with the item that leads them in": (
        ((72, "Lamps when:"), (90, "1. One of the following:"), (90, "a. Age"), (90, "b. Pain"), (90, "2. Fever")),
        [("Lamps when:", [("1. One of the following:", ["a. Age", "b. Pain"]), "2. Fever"])],
    ),
    "a joint between items": (
        ((72, "Lamps when:"), (90, "1. Age"), (90, "AND"), (90, "2. Pain")),
        [("Lamps when:", ["1. Age", "AND", "2. Pain"])],
    ),
    "a further group level with the list stands beside what leads it in": (
        (
            (72, "Lamps when all of the following:"),
            (90, "1. Age"),
            (72, "AND ANY of the following:"),
            (90, "1. Winter"),
            (90, "2. Night"),
        ),
        [
            ("Lamps when all of the following:", ["1. Age"]),
            ("AND ANY of the following:", ["1. Winter", "2. Night"]),
        ],
    ),
    "a further group that begins with an item without a marker": (
        (
            (72, "Lamps when:"),
            (90, "a. Age"),
            (90, "or any of the following:"),
            (108, "Pain"),
            (90, "b. Fever"),
        ),
        [("Lamps when:", ["a. Age", ("or any of the following:", ["Pain", "b. Fever"])])],
    ),
    "a further group inside an item is followed by the next item": (
        (
            (72, "Lamps when:"),
            (90, "1. Any of the following:"),
            (108, "a. Age"),
            (108, "AND ANY of the following:"),
            (126, "i. Winter"),
            (126, "ii. Night"),
            (90, "2. Fever"),
        ),
        [
            (
                "Lamps when:",
                [
                    (
                        "1. Any of the following:",
                        ["a. Age", ("AND ANY of the following:", ["i. Winter", "ii. Night"])],
                    ),
                    "2. Fever",
                ],
            )
        ],
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str) -> None:
    rows, expected = PAGES[name]
    assert tree(typed(*rows)) == expected


def test_a_list_broken_by_a_page_turn_goes_on() -> None:
    first = typed((72, "Lamps when:"), (90, "1. One of:"), (108, "a. Age"))
    second = typed((40, "b. Pain"), (22, "2. Fever"), page=2)
    assert tree([*first, *second]) == [("Lamps when:", [("1. One of:", ["a. Age", "b. Pain"]), "2. Fever"])]


def test_bold_text_level_with_unmarked_items_is_none_of_them() -> None:
    rows = typed((72, "Lamps when:"), (90, "Age"), (90, "Heaters"))
    assert isinstance(rows[2], Paragraph)
    bold = Paragraph((replace(rows[2].first, bold_until=7),))
    assert tree([*rows[:2], bold]) == [("Lamps when:", ["Age"]), "Heaters"]


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("Lamps when:", [("Lamps when:", ["[table]"])]),
        ("Lamps when:¹,²", [("Lamps when:¹,²", ["[table]"])]),
        ("Lamps shine.", ["Lamps shine.", "[table]"]),
    ],
)
def test_a_table_stands_under_the_line_that_leads_it_in(lead: str, expected: list[Shape]) -> None:
    assert tree([*typed((72, lead)), table("1 | A")]) == expected


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ("AND ALL of the following:", True),
        ("or any of these criteria are met", True),
        ("AND meets one of the following", True),
        ("and", False),
        ("AND the lamp is bright:", False),
        ("ALL of the following:", False),
        ("and all lamps shine.", False),
    ],
)
def test_what_opens_a_further_group(words: str, opens: bool) -> None:
    assert opens_group(Paragraph((line(words),))) is opens


def test_walk_goes_down_before_it_goes_on() -> None:
    root = nest(pieces("Lamps when:\n\n1. Age\n   a. child\n2. Pain\n"))
    assert [item.text for item in root.walk()] == ["Lamps when:", "Age", "child", "Pain"]
    assert (root.piece, root.text, root.marker) == (None, "", None)


LINES = ["1. Age", "2. Pain", "a. child", "b. adult", "i. one", "• lamp", "Lamps when:", "Text.", "AND", "or any of:"]
EDGES = st.sampled_from([60.0, 72.0, 90.0, 108.0, 300.0])


@given(st.lists(st.tuples(EDGES, st.sampled_from(LINES)), max_size=10))
@settings(deadline=None)
def test_every_piece_is_in_the_tree_once(rows: list[tuple[float, str]]) -> None:
    given_pieces: list[Paragraph | Table] = [*typed(*rows), table("1 | A")]
    walked = [item.piece for item in nest(given_pieces).walk()]
    assert sorted(map(id, walked)) == sorted(map(id, given_pieces))


@given(st.lists(st.tuples(EDGES, st.sampled_from(LINES)), max_size=10))
@settings(deadline=None)
def test_items_stand_behind_what_they_stand_under_and_in_their_order(rows: list[tuple[float, str]]) -> None:
    given_pieces: list[Paragraph | Table] = [*typed(*rows), table("1 | A")]
    places = {id(piece): at for at, piece in enumerate(given_pieces)}
    root = nest(given_pieces)
    for item in (root, *root.walk()):
        below = [places[id(each.piece)] for each in item.items]
        assert below == sorted(below)
        assert all(place > places.get(id(item.piece), -1) for place in below)


def test_a_list_goes_on_in_a_second_column() -> None:
    rows = [(72.0, 100.0, "Lamps of any of these kinds:"), (90.0, 112.0, "• red"), (90.0, 124.0, "• blue")]
    rows += [(330.0, 112.0, "• green"), (348.0, 124.0, "◦ light green"), (330.0, 136.0, "• grey")]
    given = [
        Paragraph((Line(text, 0, 1, at, indent=left, box=(left, top, left + 60, top + 10)),))
        for at, (left, top, text) in enumerate(rows, start=1)
    ]
    assert tree(given) == [
        ("Lamps of any of these kinds:", ["• red", "• blue", ("• green", ["◦ light green"]), "• grey"])
    ]
