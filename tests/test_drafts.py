"""Which sentences determine, and which lists belong to them: headings, groups, nested statements, leads, umbrellas."""

from collections.abc import Iterable

import pytest

from blocks import section
from policyextract.drafts import Draft, draft
from policyextract.leads import draft_headed_criteria, finish_leads, without_umbrellas
from policyextract.lexicon.sections import SectionKind
from policyextract.records import Determination
from snippets import Shape, policy, shapes, typed

MN, NMN = Determination.MEDICALLY_NECESSARY, Determination.NOT_MEDICALLY_NECESSARY
INV, NC = Determination.INVESTIGATIONAL, Determination.NOT_COVERED

Drafted = tuple[str, list[Shape]]
"""The first words of a statement's sentence, and the list that belongs to it."""


def shown(drafts: Iterable[Draft]) -> list[Drafted]:
    return [(" ".join(each.sentence.text.split()[:4]), shapes(each.items)) for each in drafts]


def drafted(snippet: str) -> list[Drafted]:
    """The drafts of each section for itself."""
    return [each for part in policy(snippet) for each in shown(draft(part).drafts)]


def led(snippet: str) -> list[Draft]:
    """The drafts of the whole policy part, with what reaches beyond a section."""
    parts = [draft(part) for part in policy(snippet) if part.kind is SectionKind.POLICY]
    draft_headed_criteria(parts)
    finish_leads(parts)
    return [kept for part in parts for kept in without_umbrellas(part)]


OWN: dict[str, tuple[str, list[Drafted]]] = {
    "a sentence": ("Lamps are covered for all.\n", [("Lamps are covered for", [])]),
    "a sentence and what is none": ("Lamps are covered for all.\n\nFans blow.\n", [("Lamps are covered for", [])]),
    "a lead-in with its list": (
        "Lamps are covered when:\n\n1. Age\n2. Pain\n\nFans blow.\n",
        [("Lamps are covered when:", ["1. Age", "2. Pain"])],
    ),
    "two lead-ins": (
        "Lamps are covered when:\n\n1. Age\n\nFans are not covered:\n\n1. Pain\n",
        [("Lamps are covered when:", ["1. Age"]), ("Fans are not covered:", ["1. Pain"])],
    ),
    "the last sentence of a paragraph takes the list": (
        "Fans are not covered. Lamps are covered when:\n\n1. Age\n",
        [("Fans are not covered.", []), ("Lamps are covered when:", ["1. Age"])],
    ),
    "a lead-in that is an item": (
        "1. Lamps are covered when:\n   a. Age\n   b. Pain\n2. Fans are not covered for:\n   a. Age\n",
        [("Lamps are covered when:", ["a. Age", "b. Pain"]), ("Fans are not covered", ["a. Age"])],
    ),
    "each bullet determines": (
        "- Lamps are covered for all.\n- Fans are not covered.\n",
        [("Lamps are covered for", []), ("Fans are not covered.", [])],
    ),
    "a list that a sentence announces": (
        "Lamps are covered for the following indications.\n\n- Gloom\n- Night\n",
        [("Lamps are covered for", ["Gloom", "Night"])],
    ),
    "a list that no sentence announces": (
        "Lamps are covered for all.\n\n- Fans blow hard\n",
        [("Lamps are covered for", [])],
    ),
    "a further group": (
        "Lamps are covered when ALL of the following:\n\n1. Age\n\nAND ANY of the following:\n\n1. Night\n",
        [("Lamps are covered when", ["1. Age", ("AND ANY of the following:", ["1. Night"])])],
    ),
    "a further group without a list before it is none": (
        "Lamps are covered for all.\n\nAND ANY of the following:\n\n1. Night\n",
        [("Lamps are covered for", [])],
    ),
    "a joint between two items": (
        "Lamps are covered when:\n\n1. Age\n\nOR\n\n2. Night\n",
        [("Lamps are covered when:", ["1. Age", "OR", "2. Night"])],
    ),
    "a table under a lead-in": (
        "Lamps are covered for:\n\nGloom\tdeep\nNight\tlong\n",
        [("Lamps are covered for:", ["[table]"])],
    ),
    "a table behind a sentence": (
        "Lamps are covered for all.\n\nGloom\tdeep\nNight\tlong\n",
        [("Lamps are covered for", [])],
    ),
    "a statement in the list of another": (
        """
        Lamps are covered when ALL of the following are met:

        1. The room is dark
           a. Lamps are considered investigational in caves
        2. Age
        """,
        [
            (
                "Lamps are covered when",
                [("1. The room is dark", ["a. Lamps are considered investigational in caves"]), "2. Age"],
            ),
            ("Lamps are considered investigational", []),
        ],
    ),
    "a loose wording in a list is a criterion": (
        "Lamps are covered when ALL of the following are met:\n\n1. The light is appropriate\n2. Age\n",
        [("Lamps are covered when", ["1. The light is appropriate", "2. Age"])],
    ),
    "a loose wording outside a list determines": (
        "Lamps are indicated for the following conditions:\n\n1. Gloom\n",
        [("Lamps are indicated for", ["1. Gloom"])],
    ),
    "a sentence that only repeats": (
        "Lamps are considered medically necessary. They are medically necessary in winter.\n",
        [("Lamps are considered medically", [])],
    ),
    "a sentence that points back and says otherwise": (
        "Lamps are considered medically necessary. They are investigational in winter.\n",
        [("Lamps are considered medically", []), ("They are investigational in", [])],
    ),
    "a sentence that says more of the list that the one before it leads in": (
        """
        The following lamps are not medically necessary because they are playthings. In addition, these lamps are
        excluded under many contracts:

        1. toy lamps
        2. party lamps
        """,
        [("The following lamps are", ["1. toy lamps", "2. party lamps"])],
    ),
    "an addition to what no list follows": (
        "Lamps are not medically necessary in summer. In addition, these lamps are not covered in spring.\n",
        [("Lamps are not medically", []), ("In addition, these lamps", [])],
    ),
    "a sentence that points back to what states nothing": (
        "Lamps have been established. They may be considered a useful option when lit.\n",
        [("Lamps have been established.", [])],
    ),
    "a pronoun that has its noun": (
        "Lamps have been established. This lamp may be considered medically necessary.\n",
        [("This lamp may be", [])],
    ),
    "a sentence that points back to a long one": (
        f"Lamps {'and more lamps ' * 12}shine. They may be considered medically necessary.\n",
        [("They may be considered", [])],
    ),
    "a sentence that insists": (
        "Lamps are not covered. A lamp shines. Lamps are not covered even when ordered.\n",
        [("Lamps are not covered.", [])],
    ),
    "a sentence that insists on another service": (
        "Lamps are not covered. Fans are not covered even when ordered.\n",
        [("Lamps are not covered.", []), ("Fans are not covered", [])],
    ),
    "a statement to the contrary in a list is none of it": (
        """
        Lamps are medically necessary for ANY of the following:

        1. Fog
        2. Moon lamps are considered investigational.
        """,
        [("Lamps are medically necessary", ["1. Fog"]), ("Moon lamps are considered", [])],
    ),
    "a single item below a finished sentence explains it": (
        "1. Lamps are not medically necessary, as they shine.\n   - Shining is learnt in school\n",
        [("Lamps are not medically", [])],
    ),
    "several items below one are its list": (
        "1. Lamps are not medically necessary, as they shine.\n   - Toy lamps\n   - Party lamps\n",
        [("Lamps are not medically", ["Toy lamps", "Party lamps"])],
    ),
    "a single item below an unfinished one is its list": (
        "1. Lamps are medically necessary when:\n   - The hall is dark.\n",
        [("Lamps are medically necessary", ["The hall is dark."])],
    ),
    "bullets behind a sentence that lists its cases itself": (
        "Lamps are covered for the following uses: 1) halls and 2) caves.\n\n- Caves are deep\n",
        [("Lamps are covered for", [])],
    ),
    "a note determines nothing": ("Note: Lamps are covered for all.\n", []),
}


@pytest.mark.parametrize("name", OWN)
def test_drafts_of_a_section(name: str) -> None:
    snippet, expected = OWN[name]
    assert drafted(snippet) == expected


def test_notes_behind_a_statement_are_kept_apart_from_its_list() -> None:
    (part,) = policy("Lamps are covered when:\n\n1. Age\n\nNote: in years.\n")
    (only,) = draft(part).drafts
    assert (shapes(only.items), shapes(only.notes)) == (["1. Age"], ["Note: in years."])


def test_lines_before_a_sentence_without_a_subject_are_its_subject() -> None:
    lines = typed(
        (90, "• Lamps"),
        (90, "• Fans"),
        (72, "are considered investigational."),
        (90, "• Heaters"),
        (72, "may be considered medically necessary."),
    )
    found = draft(section("Policy", *lines, kind=SectionKind.POLICY)).drafts
    assert [(each.named, each.predicate.determination) for each in found] == [
        (("Lamps", "Fans"), INV),
        (("Heaters",), MN),
    ]


def test_numbered_lines_before_it_are_not() -> None:
    lines = typed((90, "1. Lamps"), (72, "are considered investigational."))
    assert [each.named for each in draft(section("Policy", *lines, kind=SectionKind.POLICY)).drafts] == [()]


def test_pieces_are_all_that_a_statement_was_read_from() -> None:
    (part,) = policy(
        """
        Lamps are covered when:

        1. Age
           a. child
        2. Pain

        Note: in years.

        Fans blow.
        """
    )
    (only,) = draft(part).drafts
    assert [each.text for each in only.pieces() if hasattr(each, "text")] == [
        "Lamps are covered when:",
        "Age",
        "child",
        "Pain",
        "Note: in years.",
    ]


HEADED: dict[str, tuple[str, list[tuple[str, Determination, list[Shape]]]]] = {
    "a paragraph under it": (
        "## Not Medically Necessary\n\nLamps at noon\n",
        [("Lamps at noon", NMN, [])],
    ),
    "a lead-in under it": (
        "## Investigational\n\nLamps for:\n\n1. Gloom\n2. Night\n",
        [("Lamps for:", INV, ["1. Gloom", "2. Night"])],
    ),
    "items under it": (
        "## Exclusions\n\n- Lamps at noon\n- Fans\n",
        [("Exclusions", NC, ["Lamps at noon", "Fans"])],
    ),
    "items under it, of which one states for itself": (
        "## Exclusions\n\n- Lamps at noon\n- Fans\n- If a lamp was lit, then repeat lighting is not approved\n",
        [
            ("Exclusions", NC, ["Lamps at noon", "Fans", "If a lamp was lit, then repeat lighting is not approved"]),
            ("If a lamp was lit, then repeat lighting is not approved", NC, []),
        ],
    ),
    "items under it, of which one is a criterion": (
        "## Medically Necessary\n\n- Lamps at noon\n- Fans\n- The light is appropriate\n",
        [("Medically Necessary", MN, ["Lamps at noon", "Fans", "The light is appropriate"])],
    ),
    "a heading whose section determines itself": (
        "## Not Medically Necessary\n\nLamps are considered investigational for all.\n",
        [("Lamps are considered investigational for all.", INV, [])],
    ),
    "a heading with more to it": ("## Lamps that are medically necessary in winter\n\nLamps at noon\n", []),
    "a list of indications": ("## Indications\n\n1. Gloom\n2. Fog\n", [("Indications", MN, ["1. Gloom", "2. Fog"])]),
    "prose under indications": ("## Indications\n\nLamps shine.\n", []),
    "nothing under it": ("## Not Medically Necessary\n\n## Lamps\n\nThey shine.\n", []),
    "only a note under it": ("## Not Medically Necessary\n\nNote: lamps shine.\n", []),
}


@pytest.mark.parametrize("name", HEADED)
def test_headings_that_decide(name: str) -> None:
    snippet, expected = HEADED[name]
    found = [each for part in policy(snippet) for each in draft(part).drafts]
    assert [(each.sentence.text, each.predicate.determination, shapes(each.items)) for each in found] == expected


def test_a_note_under_a_deciding_heading_is_its_note() -> None:
    part = policy("## Exclusions\n\n- Lamps at noon\n\nNote: or later.\n")[-1]
    (only,) = draft(part).drafts
    assert (shapes(only.items), shapes(only.notes)) == (["Lamps at noon"], ["Note: or later."])


def test_headings_with_lists_are_criteria_where_requests_are_reviewed_by_them() -> None:
    found = led(
        """
        Requests are reviewed using the following criteria.

        ## Bright lamps

        1. Age
        2. Pain

        ## Dim lamps

        They glow.

        ## Red lamps

        Red lamps are considered investigational.
        """
    )
    assert [(each.named, each.predicate.determination, shapes(each.items)) for each in found] == [
        (("Bright lamps",), MN, ["1. Age", "2. Pain"]),
        ((), INV, []),
    ]


def test_headings_with_lists_are_none_where_nothing_says_so() -> None:
    assert led("Requests are reviewed by the plan.\n\n## Bright lamps\n\n1. Age\n2. Pain\n") == []


LEAD = "Lamps are considered medically necessary if the conditions indicated below are met.\n\n"
UNFINISHED: dict[str, tuple[str, list[Shape], bool]] = {
    "a pointer below": (f"{LEAD}## Age\n\n1. child\n2. adult\n", ["1. child", "2. adult"], True),
    "a colon": ("Lamps are covered when:\n\n## Age\n\n1. child\n2. adult\n", ["1. child", "2. adult"], True),
    "several headings": (
        f"{LEAD}## Age\n\n1. child\n\n## Pain\n\n1. deep\n2. long\n",
        ["1. child", "1. deep", "2. long"],
        True,
    ),
    "a list that ends in and": (
        "Lamps are covered when:\n\n1. Age; and\n\n## Pain\n\n1. deep\n",
        ["1. Age; and", "1. deep"],
        True,
    ),
    "a further group under the heading says how they combine": (
        f"{LEAD}## Age\n\nAND ALL of the following:\n\n1. child\n",
        [("AND ALL of the following:", ["1. child"])],
        False,
    ),
    "a heading with a statement of its own ends it": (
        f"{LEAD}## Age\n\n1. child\n\n## Fans\n\nFans are not covered.\n\n## Pain\n\n1. deep\n",
        ["1. child"],
        True,
    ),
    "another part ends it": (f"{LEAD}## Age\n\n1. child\n\n# Background\n\n1. deep\n", ["1. child"], True),
    "None and notes are no criteria": (
        f"{LEAD}## Age\n\n1. child\n\n## Pain\n\nNone.\n\nNote: in years.\n",
        ["1. child"],
        True,
    ),
    "prose alone finishes nothing": (f"{LEAD}## Age\n\nMembers may be old.\n", [], False),
    "a finished list stays": ("Lamps are covered when:\n\n1. Age\n\n## Pain\n\n1. deep\n", ["1. Age"], False),
    "a finished sentence stays": ("Lamps are covered for all.\n\n## Pain\n\n1. deep\n", [], False),
}


@pytest.mark.parametrize("name", UNFINISHED)
def test_unfinished_lead_ins_take_the_lists_under_the_headings_that_follow(name: str) -> None:
    snippet, items, scattered = UNFINISHED[name]
    first, *_ = led(snippet)
    assert (shapes(first.items), first.scattered) == (items, scattered)


UMBRELLAS: dict[str, tuple[str, list[tuple[str, Determination]]]] = {
    "before statements": (
        "The following is not covered:\n\nLamps are considered investigational.\n",
        [("Lamps are considered investigational.", INV)],
    ),
    "hands down its ground of denial": (
        "The following are considered investigational.\n\nLamps are not covered.\n\nFans are not covered.\n",
        [("Lamps are not covered.", INV), ("Fans are not covered.", INV)],
    ),
    "does not touch what is covered": (
        "The following are considered investigational.\n\nLamps are covered.\n",
        [("Lamps are covered.", MN)],
    ),
    "of what is covered does not touch denials": (
        "The following are covered as noted below:\n\nLamps are not medically necessary.\n",
        [("Lamps are not medically necessary.", NMN)],
    ),
    "with a list is a statement": (
        "The following are considered investigational:\n\n1. Lamps\n2. Fans\n",
        [("The following are considered investigational:", INV)],
    ),
    "that names its service is a statement": (
        "Lamps are not covered.\n\nFans are considered investigational.\n",
        [("Lamps are not covered.", NC), ("Fans are considered investigational.", INV)],
    ),
}


@pytest.mark.parametrize("name", UMBRELLAS)
def test_umbrellas(name: str) -> None:
    snippet, expected = UMBRELLAS[name]
    assert [(each.sentence.text, each.predicate.determination) for each in led(snippet)] == expected
