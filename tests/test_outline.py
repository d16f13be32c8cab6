"""Sections: what is a heading, which kind of part it opens, and how deep it stands."""

from dataclasses import replace

import pytest

from blocks import line, table
from policyextract.document import Line, Table
from policyextract.lexicon.sections import SectionKind, SectionName
from policyextract.outline import Section, heading_title, outline, own_lines
from policyextract.paragraphs import Paragraph, paragraphs
from snippets import pieces, placed, sections

K = SectionKind
PROSE = "Lamps have long been used to lighten dark rooms, and members like to read."


def titles(found: tuple[Section, ...]) -> list[str]:
    return [section.title for section in found]


def kinds(found: tuple[Section, ...]) -> list[tuple[str, str]]:
    return [(section.title, section.kind.value) for section in found]


def set_type(*lines: Line | Table) -> tuple[Section, ...]:
    """The sections of a printed page, each of whose lines is a paragraph."""
    return outline([each if isinstance(each, Table) else Paragraph((each,)) for each in lines])


def body(text: str = PROSE, size: float = 10.0) -> Line:
    return replace(line(text), size=size)


HEADINGS = {
    "markup": "# Lamps for every room\n\n",
    "a known name alone": "Background\n\n",
    "a known name in capitals with a colon": "BACKGROUND:\n\n",
    "a numbered known name": "II. Background\n\n",
    "bold": "**Lamps for every room**\n\n",
    "bold with a number": "**2. Lamps for every room**\n\n",
    "capitals": "LAMPS FOR EVERY ROOM\n\n",
    "a determination": "Not Medically Necessary:\n\n",
    "a short title between gaps": "Lamps for Every Room\n\n",
}


@pytest.mark.parametrize("name", HEADINGS)
def test_headings(name: str) -> None:
    found = sections(f"{PROSE}\n\n{HEADINGS[name]}{PROSE}")
    assert len(found) == 2
    assert found[1].heading is not None
    assert found[1].title == heading_title(found[1].heading)
    assert own_lines(found[1])[0].text == PROSE


TEXT = {
    "plain lower case": "Lamps for every room and every hour\n\n",
    "a sentence in bold": "**Lamps are bright**\n\n",
    "a sentence in capitals that ends": "LAMPS SHINE.\n\n",
    "a label with its value": "**Title: Lamp therapy**\n\n",
    "a bullet": "- LAMPS FOR EVERY ROOM\n\n",
    "a printed bullet": "• LAMPS FOR EVERY ROOM\n\n",
    "an item in plain type": "1. Lamps For Every Room\n\n",
    "a contents entry": "BACKGROUND ........ 5\n\n",
    "a leader of dots and blanks": "BACKGROUND . . . . . . 5\n\n",
    "a joint": "**AND**\n\n",
    "none": "**None**\n\n",
    "numbers": "**123 456**\n\n",
    "more than sixteen words": "LAMP " * 17 + "\n\n",
    "more than 130 characters": "LAMPENLICHTTHERAPIE " * 7 + "\n\n",
    "an announced list": "Lamps for Every Room:\n\n",
    "ten words between gaps": "One Two Three Four Five Six Seven Eight Nine Ten Eleven\n\n",
}


@pytest.mark.parametrize("name", TEXT)
def test_what_is_no_heading(name: str) -> None:
    assert titles(sections(f"{PROSE}\n\n{TEXT[name]}{PROSE}")) == [""]


def test_larger_type_makes_a_heading() -> None:
    assert titles(set_type(body(), body("Lamps of every kind", 12), body())) == ["", "Lamps of every kind"]
    assert titles(set_type(body(), body("Lamps of every kind", 10.5), body())) == [""]


def test_a_short_line_between_gaps_heads_a_text_but_not_a_page() -> None:
    lines = [replace(line(text, page=1), gap=True) for text in (PROSE, "Lamps for Every Room", PROSE)]
    assert titles(set_type(*lines)) == [""]
    assert titles(set_type(*(replace(each, page=None) for each in lines))) == ["", "Lamps for Every Room"]


def test_a_heading_before_a_table_is_none_by_its_gaps_alone() -> None:
    lines = [replace(line(text, page=None), gap=True) for text in (PROSE, "Lamps for Every Room")]
    assert titles(set_type(*lines, table("1 | A", page=None))) == [""]


@pytest.mark.parametrize(
    ("line_of_section", "title"),
    [
        ("DOCUMENTATION REQUIREMENTS: The plan may ask for a photograph.", "DOCUMENTATION REQUIREMENTS"),
        ("BACKGROUND. Lamps have long been used.", "BACKGROUND"),
        ("BACKGROUND Lamps have long been used.", None),
        ("DEFINITIONS: LAMPS GIVE LIGHT.", None),
        ("LAMPS OF ALL KINDS: They have long been used.", None),
        ("Background: Lamps have long been used.", None),
    ],
)
def test_a_known_name_in_capitals_may_run_in(line_of_section: str, title: str | None) -> None:
    found = sections(f"{PROSE}\n\n{line_of_section}\n")
    assert titles(found) == ["", title] if title else [""]
    assert own_lines(found[-1])[-1].text == line_of_section, "the line that it begins stays in the section"


def test_kinds_come_from_the_nearest_known_name_on_the_path() -> None:
    found = sections(
        """
        # Lamp Therapy
        ## Coverage Policy
        ### Bright lamps
        #### For winter
        ## References
        """
    )
    assert kinds(found) == [
        ("Lamp Therapy", "header"),
        ("Coverage Policy", "policy"),
        ("Bright lamps", "policy"),
        ("For winter", "policy"),
        ("References", "references"),
    ]
    assert found[3].path == ("Coverage Policy", "Bright lamps", "For winter")
    assert found[4].path == ("References",)


def test_a_known_name_stands_high_whatever_the_markup_says() -> None:
    """Subjects are set in larger type than the sections that hold them."""
    found = sections("# Lamp Therapy\n\n#### Coverage Policy\n\n# Bright Lamps\n\n#### Background\n\ntext\n")
    assert [(section.title, section.kind.value, section.path[0]) for section in found] == [
        ("Lamp Therapy", "header", "Lamp Therapy"),
        ("Coverage Policy", "policy", "Coverage Policy"),
        ("Bright Lamps", "policy", "Coverage Policy"),
        ("Background", "background", "Background"),
    ]


def test_subjects_rank_by_markup_then_by_type() -> None:
    found = set_type(
        body("Coverage Policy", 14),
        body("Bright lamps", 12),
        replace(line("For winter", bold=True), size=10.0),
        body("FOR SUMMER"),
        body(),
        replace(line("Dim lamps"), size=12.0),
        body(),
    )
    assert [section.path[1:] for section in found] == [
        (),
        ("Bright lamps",),
        ("Bright lamps", "For winter"),
        ("Bright lamps", "For winter", "FOR SUMMER"),
        ("Dim lamps",),
    ]
    assert [section.level for section in found] == [2, 5, 7, 8, 5]


@pytest.mark.parametrize(
    ("outer", "inner", "kind"),
    [
        ("Coverage Policy", "Description", K.POLICY),
        ("Coverage Policy", "Background", K.BACKGROUND),
        ("Coverage Policy", "Coding", K.CODES),
        ("Definitions", "Criteria", K.DEFINITIONS),
        ("Coding", "Policy", K.CODES),
        ("References", "Coverage Policy", K.REFERENCES),
        ("Description", "Background", K.BACKGROUND),
        ("Background", "Coverage Policy", K.BACKGROUND),
        ("Description", "Policy", K.DESCRIPTION),
    ],
)
def test_a_known_name_in_smaller_type_may_head_a_part(outer: str, inner: str, kind: SectionKind) -> None:
    """Which parts may hold which is said in ``_MAY_BE_INSIDE``: "Coverage Policy" in the codes is none of its own."""
    inside = set_type(body(outer, 14), body(), body(inner, 12), body())
    assert inside[1].kind is kind
    beside = set_type(body(outer, 14), body(), body(inner, 14), body())
    assert beside[1].level == 2


def test_capitals_make_up_for_size() -> None:
    found = set_type(body("Coding", 14), body(), body("POLICY", 12), body())
    assert kinds(found)[1] == ("POLICY", "policy")


def test_a_heading_that_only_names_the_document_opens_no_policy_part() -> None:
    found = sections("# Medical Policy\n\nLamps at home.\n\n# Description\n\ntext\n\n# Policy\n\nLamps are covered.\n")
    assert kinds(found) == [("Medical Policy", "header"), ("Description", "description"), ("Policy", "policy")]
    alone = sections("# Medical Policy\n\nLamps are covered.\n\n# References\n\n1. A\n")
    assert kinds(alone) == [("Medical Policy", "policy"), ("References", "references")]


def test_a_long_paragraph_before_it_tells_that_a_heading_opens_the_policy_part() -> None:
    long = "Lamps shine in the dark and are liked by all who read. " * 3
    found = sections(f"{long}\n\n# Coverage Policy\n\nLamps are covered.\n\n# Criteria\n\n1. Age\n")
    assert kinds(found)[1] == ("Coverage Policy", "policy")


def test_entries_of_a_contents_list_are_no_headings() -> None:
    found = sections("Table of Contents\n\nOverview\n\nCoverage Policy\n\nReferences\n\n" + PROSE + "\n")
    assert kinds(found) == [("Table of Contents", "contents")]
    assert [each.text for each in own_lines(found[0])] == ["Overview", "Coverage Policy", "References", PROSE]


def test_contents_with_leaders_or_page_numbers_are_no_headings() -> None:
    found = sections("Contents\n\nOverview ..... 1\nCoverage Policy ..... 2\nCoding ..... 3\n\n# Overview\n\ntext\n")
    assert titles(found) == ["Contents", "Overview"]


def test_a_heading_over_prose_ends_the_contents() -> None:
    found = sections(f"# Contents\n\n1\n\n# Lamps\n\nuse\n\n# Our Lamps\n\n{PROSE} {PROSE}\n\n# Fans\n\ntext\n")
    assert kinds(found) == [
        ("Contents", "contents"),
        ("Lamps", "contents"),
        ("Our Lamps", "header"),
        ("Fans", "header"),
    ]
    assert found[2].path == ("Our Lamps",)


ENTRIES = [
    "10 - Lights",
    "10.1 - Hall Lamps",
    "10.2 - Ship Lamps (Rev. 3, 10-03-03)",
    "20 - Shades",
    "20.1 - Hall Shades",
]


def manual(*headings: str) -> tuple[Section, ...]:
    """A manual in which each entry ends in cross references."""
    return sections("".join(f"# {each}\n\ntext\n\n## Cross-reference\n\nbook\n\n" for each in headings))


def test_an_entry_of_a_manual_ends_the_one_before_it() -> None:
    found = manual(*ENTRIES)
    assert [(section.title, section.kind.value) for section in found[2:4]] == [
        ("10.1 - Hall Lamps", "header"),
        ("Cross-reference", "related"),
    ]
    assert [section.entry for section in found[2:6]] == ["Hall Lamps", "Hall Lamps", "Ship Lamps", "Ship Lamps"]
    assert found[3].path == ("10.1 - Hall Lamps", "Cross-reference")


@pytest.mark.parametrize(
    "headings",
    [
        ENTRIES[:4],
        [*ENTRIES[:3], ENTRIES[4], ENTRIES[3]],
        ["1 - Lamps", "2 - Fans", "3 - Shades", "4 - Wicks", "5 - Oil"],
        ["10.1 Hall", "10.2 Ship", "10.3 Garden", "10.4 Cave", "10.5 Barn"],
        ["1.0 - Description", "2.0 - Policy", "3.0 - Codes", "4.0 - References", "5.0 - Revision History"],
    ],
)
def test_numbered_headings_that_are_no_entries(headings: list[str]) -> None:
    assert {section.entry for section in manual(*headings)} == {None}


def test_lines_before_the_first_heading_are_a_section_without_one() -> None:
    (first, second) = sections("Lamp therapy for all.\n\n# Overview\n\ntext\n")
    assert (first.heading, first.kind, first.title, first.level, first.path) == (None, K.HEADER, "", 0, ())
    assert second.kind is K.DESCRIPTION


def test_named_are_the_sections_whose_own_heading_says_what_they_are() -> None:
    found = sections("# Coverage Policy\n\n## Bright lamps\n\ntext\n\n# References\n\n1. A\n")
    assert [(section.title, section.kind.value, section.named) for section in found] == [
        ("Coverage Policy", "policy", True),
        ("Bright lamps", "policy", False),
        ("References", "references", True),
    ]


def test_a_payers_own_section_names_are_asked_too() -> None:
    own = SectionName(K.POLICY, r"lamp rules", ("Lamp Rules",))
    given = pieces("# Lamp Rules\n\nLamps are covered.\n\n# References\n\n1. A\n")
    assert kinds(outline(given, (own,))) == [("Lamp Rules", "policy"), ("References", "references")]
    assert kinds(outline(given)) == [("Lamp Rules", "header"), ("References", "references")]


def test_an_empty_document_has_no_sections() -> None:
    assert outline([]) == ()


def test_every_piece_stands_in_one_section_in_order() -> None:
    lines = placed(line("Policy", bold=True), line(PROSE), line("1. Age"), line("Codes", bold=True), line(PROSE))
    every = [*paragraphs(lines), table("1 | A")]
    found = outline(every)
    flat = [each for section in found for each in (section.heading, *section.pieces) if each is not None]
    assert flat == every
