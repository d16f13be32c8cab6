"""Which lines make a paragraph, and where a paragraph stands in the document."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blocks import line, table
from policyextract.document import Block, Box, Line, Provenance, Table, lay_out
from policyextract.paragraphs import Paragraph, join_lines, paragraphs
from snippets import document, placed

WIDE = "and here the line goes on until it has reached the right margin of its page"
"""As wide as any other line of these tests, so that what follows it has wrapped."""


def joined(*lines: Line | Table) -> list[str]:
    """The paragraphs that lines make: the line breaks inside each as " / ", a table as "[table]"."""
    return [
        " / ".join(part.text for part in piece.lines) if isinstance(piece, Paragraph) else "[table]"
        for piece in paragraphs(lay_out(lines)[1])
    ]


def text_lines(*texts: str, gap: bool = False) -> list[Line]:
    return [replace(line(text, indent=0, page=None), gap=gap) for text in texts]


def paged(text: str, *, indent: float = 72.0, page: int = 1, size: float = 10.0, width: float = 5.0) -> Line:
    """A line of type in which every character is ``width`` points wide."""
    box = (indent, 100.0, indent + width * len(text), 110.0)
    return replace(line(text, indent=indent, page=page), box=box, size=size)


def test_lines_that_wrapped_are_one_paragraph() -> None:
    assert joined(*text_lines(WIDE, "to the end.")) == [f"{WIDE} / to the end."]


CASES: dict[str, tuple[tuple[Line | Table, ...], list[str]]] = {
    "marker": (tuple(text_lines(WIDE, "1. Age")), [WIDE, "1. Age"]),
    "bullet of the format": (
        (*text_lines(WIDE), replace(line("Age", page=None), bullet=True)),
        [WIDE, "Age"],
    ),
    "heading": ((replace(line("Policy", page=None), heading=1), *text_lines("lamps.")), ["Policy", "lamps."]),
    "before a heading": ((*text_lines(WIDE), replace(line("policy", page=None), heading=1)), [WIDE, "policy"]),
    "another size": ((paged(WIDE, size=14), paged("lamps.", size=10)), [WIDE, "lamps."]),
    "nearly the same size": ((paged(WIDE, size=10), paged("lamps.", size=10.8)), [f"{WIDE} / lamps."]),
    "a joint alone": (tuple(text_lines(WIDE, "AND", "lamps shine")), [WIDE, "AND", "lamps shine"]),
    "a joint that opens a group": (tuple(text_lines(WIDE, "and all of these:")), [WIDE, "and all of these:"]),
    "a joint that ends a sentence of a page": (
        (paged(WIDE), paged("Lamps are sold in halls"), paged("and all of these:")),
        [WIDE + " / Lamps are sold in halls / and all of these:"],
    ),
    "a joint that opens a group behind an item": (
        (paged(WIDE), paged("1. Lamps in halls"), paged("and all of these:")),
        [WIDE, "1. Lamps in halls", "and all of these:"],
    ),
    "a name behind an article at the end of a page": (
        (paged("- Lamps sold with an"), paged("XL lantern", page=2)),
        ["- Lamps sold with an / XL lantern"],
    ),
    "a name behind a finished line at the end of a page": (
        (paged("- Lamps sold with oil"), paged("XL lantern", page=2)),
        ["- Lamps sold with oil", "XL lantern"],
    ),
    "a joint in a sentence": (tuple(text_lines(WIDE, "and then lamps")), [f"{WIDE} / and then lamps"]),
    "a gap": ((*text_lines(WIDE), *text_lines("Lamps shine.", gap=True)), [WIDE, "Lamps shine."]),
    "a gap in mid-sentence of a text": (
        (*text_lines(WIDE), *text_lines("goes on", gap=True)),
        [f"{WIDE} / goes on"],
    ),
    "a gap behind a full stop": (
        (*text_lines(f"{WIDE}."), *text_lines("goes on", gap=True)),
        [f"{WIDE}.", "goes on"],
    ),
    "a gap in mid-sentence of a page": ((paged(WIDE), replace(paged("goes on"), gap=True)), [WIDE, "goes on"]),
    "a page turn in mid-sentence": ((paged(WIDE), paged("goes on", page=2)), [f"{WIDE} / goes on"]),
    "a page turn before a parenthesis": ((paged(WIDE), paged("(or so)", page=2)), [f"{WIDE} / (or so)"]),
    "a page turn behind a full stop": ((paged(f"{WIDE}."), paged("goes on", page=2)), [f"{WIDE}.", "goes on"]),
    "a page turn before a capital": ((paged(WIDE), paged("Lamps shine", page=2)), [WIDE, "Lamps shine"]),
    "bold behind plain": ((line(WIDE), line("Lamps shine here", bold=True)), [WIDE, "Lamps shine here"]),
    "plain behind bold": ((line(WIDE, bold=True), line("Lamps shine here")), [WIDE, "Lamps shine here"]),
    "bold that goes on in plain": ((line(WIDE, bold=True), line("goes on")), [f"{WIDE} / goes on"]),
    "room for the next word": ((paged(WIDE), paged("Short"), paged("Lamps")), [f"{WIDE} / Short", "Lamps"]),
    "room, but in mid-sentence": ((paged(WIDE), paged("Short"), paged("lamps")), [f"{WIDE} / Short / lamps"]),
    "room in a text behind a comma": (
        text_lines(WIDE, "Lamps of GLOW1, GLOW2, GLOW3, GLOW4, GLOW5, GLOW6, GLOW7,", "GLOW8 or torches."),
        [f"{WIDE} / Lamps of GLOW1, GLOW2, GLOW3, GLOW4, GLOW5, GLOW6, GLOW7, / GLOW8 or torches."],
    ),
    "room in a text behind a joint": (
        text_lines(WIDE, "Hall lamps of GLOW1, GLOW2, GLOW3, GLOW4, GLOW5, GLOW6 and/or", "GLOW8 torches."),
        [f"{WIDE} / Hall lamps of GLOW1, GLOW2, GLOW3, GLOW4, GLOW5, GLOW6 and/or / GLOW8 torches."],
    ),
    "room in a text inside brackets": (
        text_lines(WIDE, "Hall lamps (GLOW1, GLOW2, GLOW3, GLOW4, GLOW5, GLOW6 of glass", "12 halls) and torches."),
        [f"{WIDE} / Hall lamps (GLOW1, GLOW2, GLOW3, GLOW4, GLOW5, GLOW6 of glass / 12 halls) and torches."],
    ),
    "much room behind a comma": (text_lines(WIDE, "Lamps,", "Torches."), [f"{WIDE} / Lamps,", "Torches."]),
    "room behind an item that ends in a joint": (
        text_lines(WIDE, "Lamps have shone in the hall for a month of nights; and", "Torches have failed there."),
        [f"{WIDE} / Lamps have shone in the hall for a month of nights; and", "Torches have failed there."],
    ),
    "room, and set in": ((paged("Short"), paged("lamps", indent=90), paged(WIDE)), ["Short", f"lamps / {WIDE}"]),
    "hanging indent of an item": (
        (paged(f"1. {WIDE}"), paged(WIDE, indent=90), paged("lamps.", indent=90)),
        [f"1. {WIDE} / {WIDE} / lamps."],
    ),
    "a label in capitals left of an item": (
        (paged(f"- {WIDE}", indent=100), paged("NIGHT HOURS: Lamps shine.")),
        [f"- {WIDE}", "NIGHT HOURS: Lamps shine."],
    ),
    "a line left of an item": (
        (paged(f"- {WIDE}", indent=100), paged("Lamps: these shine.")),
        [f"- {WIDE} / Lamps: these shine."],
    ),
    "the first line of a paragraph set in": (
        (paged(WIDE, indent=90), paged(f"{WIDE} lamp"), paged("lamps.")),
        [f"{WIDE} / {WIDE} lamp / lamps."],
    ),
    "another indent further down": (
        (paged(f"{WIDE} long"), paged(WIDE), paged("lamps.", indent=90)),
        [f"{WIDE} long / {WIDE}", "lamps."],
    ),
    "a table": ((*text_lines(WIDE), table("1 | A", page=None), *text_lines("lamps.")), [WIDE, "[table]", "lamps."]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_makes_a_paragraph(name: str) -> None:
    lines, expected = CASES[name]
    assert joined(*lines) == expected


def test_the_margin_is_that_of_the_neighbourhood() -> None:
    """A column of short lines wraps at its own margin, however far lines reach elsewhere on the page."""
    column = [paged("Lamps shine brightly for"), paged("Members of all ages.")]
    between = [paged(f"{at}. Lamp") for at in range(1, 13)]
    wide = paged(f"• {WIDE}")
    assert joined(*column, wide)[:2] == ["Lamps shine brightly for", "Members of all ages."]
    whole = ["Lamps shine brightly for / Members of all ages."]
    assert joined(*column, *between, wide)[:1] == whole
    assert joined(*column, replace(wide, page=2))[:1] == whole


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Lamps", "shine"], "Lamps shine"),
        (["graft-", "versus-host"], "graft-versus-host"),
        (["grades 2-", "4"], "grades 2- 4"),
        (["Lamps -", "shine"], "Lamps - shine"),
        (["Non-", "Medicare"], "Non- Medicare"),
        (["Lamps"], "Lamps"),
    ],
)
def test_joining_lines(lines: list[str], text: str) -> None:
    assert join_lines(lines) == text


def test_a_paragraph_knows_its_marker_and_its_text_without_it() -> None:
    (made,) = (Paragraph(tuple(placed(line("1. Lamps that"), line("shine")))),)
    assert made.marker is not None
    assert (made.marker.label, made.text, made.start, made.end) == ("1.", "Lamps that shine", 3, 19)


def test_a_bullet_of_the_format_counts_as_marker() -> None:
    made = Paragraph((replace(line("Lamps"), bullet=True),))
    assert made.marker is not None
    assert (made.marker.label, made.marker.bullet, made.text, made.start) == ("•", True, "Lamps", 0)
    numbered = Paragraph((replace(line("a. Lamps"), bullet=True),))
    assert numbered.marker is not None
    assert (numbered.marker.label, numbered.text) == ("a.", "Lamps")


def test_bold_is_every_line() -> None:
    assert Paragraph((line("Lamps", bold=True), line("shine", bold=True))).bold
    assert not Paragraph((line("Lamps", bold=True), line("shine"))).bold


def boxed(text: str, box: Box | None, page: int = 1, number: int = 1) -> Line:
    return replace(line(text, page=page), box=box, number=number)


def test_provenance_is_the_first_line_and_the_box_around_all_of_its_page() -> None:
    lines = placed(
        boxed("1. Lamps that", (72, 100, 140, 110), number=3),
        boxed("shine and", (90, 112, 150, 122), number=4),
        boxed("glow", (90, 40, 120, 50), page=2, number=1),
    )
    made = Paragraph(tuple(lines))
    assert made.provenance() == Provenance(1, 3, (3, 28), (72, 100, 150, 122))
    shine = made.offset(made.text.index("shine"))
    assert made.provenance(shine, shine + 9) == Provenance(1, 4, (14, 23), (90, 112, 150, 122))
    glow = made.offset(made.text.index("glow"))
    assert made.provenance(glow, made.end) == Provenance(2, 1, (24, 28), (90, 40, 120, 50))


def test_provenance_without_boxes_has_none() -> None:
    made = Paragraph(tuple(placed(boxed("Lamps", None))))
    assert made.provenance() == Provenance(1, 1, (0, 5), None)


def test_snippets_wrap_as_they_are_printed() -> None:
    (made,) = paragraphs(document("Lamps that\nshine and glow\nat night.").blocks)
    assert isinstance(made, Paragraph)
    assert made.text == "Lamps that shine and glow at night."


WORDS = st.lists(st.sampled_from(["lamp", "1.", "• x", "graft-", "versus", "A", "and", "(or"]), min_size=1, max_size=4)
TEXTS = st.lists(WORDS.map(" ".join), min_size=1, max_size=6)


@given(TEXTS)
@settings(deadline=None)
def test_offsets_lead_back_to_the_same_character(texts: list[str]) -> None:
    text, blocks = lay_out([line(each) for each in texts])
    made = Paragraph(tuple(block for block in blocks if isinstance(block, Line)))
    for position, character in enumerate(made.text):
        there = text[made.offset(position)]
        assert there == character or (character == " " and there == "\n")
    assert made.offset(len(made.text)) == made.end


@given(TEXTS, st.booleans())
@settings(deadline=None)
def test_no_line_is_lost_and_none_is_moved(texts: list[str], pages: bool) -> None:
    given_lines = [line(text, page=at // 2 + 1 if pages else None) for at, text in enumerate(texts)]
    blocks: list[Block] = [*lay_out([*given_lines, table("1 | A")])[1]]
    pieces = list(paragraphs(blocks))
    unfolded = [part for piece in pieces for part in (piece.lines if isinstance(piece, Paragraph) else [piece])]
    assert unfolded == blocks


def test_an_item_of_a_text_goes_on_where_it_was_broken_before() -> None:
    """Lines below are set in smaller type, and so are longer: their width says nothing of the item's."""
    item = ["1. Lamps for members whose lamps would", "not shine. Ask for the Plan of Lamp", "Makers and others"]
    below = text_lines(f"Here {WIDE} {WIDE} {WIDE}")
    assert joined(*text_lines(*item), *below)[0] == " / ".join(item)
    assert joined(*text_lines(item[0], "not shine.", "Makers and others"), *below)[:2] == [
        f"{item[0]} / not shine.",
        "Makers and others",
    ]
