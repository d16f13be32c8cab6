"""Lists as trees of criteria, with the operators that the text states and no others."""

from dataclasses import replace

import pytest

from blocks import line, paragraph, table
from policyextract.criteria import criteria_of, is_note, operator_of
from policyextract.document import Table, lay_out
from policyextract.lexicon.operators import (
    announces_review,
    closing_joint,
    labels_named,
    lists_cases,
    lone_joint,
    must_all_be_met,
    opening_joint,
    opens_renewal,
    points_below,
    stated_operator,
)
from policyextract.nesting import Item, nest
from policyextract.paragraphs import Paragraph, paragraphs
from policyextract.records import Criterion, Operator
from snippets import criteria, document, pieces, typed

ALL, ANY, AT_LEAST, NONE_OF, UNCLEAR = Operator


def read(snippet: str, *, excluded: bool = False) -> Criterion | None:
    """The criteria of the first paragraph's list, with the further groups behind it."""
    lead, *rest = nest(pieces(snippet)).items
    return criteria_of(lead.text, [*lead.items, *rest], excluded=excluded)


def shown(snippet: str, *, excluded: bool = False) -> str:
    return criteria(read(snippet, excluded=excluded))


LEADS: dict[str, tuple[Operator, int | None]] = {
    "when ALL of the following are met:": (ALL, None),
    "when both of the following apply:": (ALL, None),
    "when each of these is present:": (ALL, None),
    "when all criteria are met:": (ALL, None),
    "for ANY of the following:": (ANY, None),
    "for any one of the following indications:": (ANY, None),
    "for either of the following:": (ANY, None),
    "when at least one of the following is met:": (ANY, None),
    "when one or more of the following is met:": (ANY, None),
    "when at least two of the following are met:": (AT_LEAST, 2),
    "when two or more of the following are met:": (AT_LEAST, 2),
    "when three (3) or more of the criteria below are met:": (AT_LEAST, 3),
    "when a minimum of 3 of the following are met:": (AT_LEAST, 3),
    "when any two of the following are met:": (AT_LEAST, 2),
    "when 2 of the following are met:": (AT_LEAST, 2),
    "when none of the following are present:": (NONE_OF, None),
    "in members without any of the following:": (NONE_OF, None),
    # Not a number, but what the list is.
    "when the following criteria are met:": (ALL, None),
    "when the following conditions have been met:": (ALL, None),
    "for members who meet the following:": (ALL, None),
    "for the following indications:": (ANY, None),
    "for conditions such as:": (ANY, None),
    "for these diseases:": (ANY, None),
    # Nothing is stated.
    "when:": (UNCLEAR, None),
    "if:": (UNCLEAR, None),
    # The quantifier nearest to the list counts.
    "for any other use unless ALL of the following are met:": (ALL, None),
    "for adults who meet all of the criteria above and ONE of the following:": (ANY, None),
}


@pytest.mark.parametrize("lead", LEADS)
def test_operators_of_lead_ins(lead: str) -> None:
    assert operator_of(f"Lamps are covered {lead}", ["Age", "Pain"], False) == LEADS[lead]


@pytest.mark.parametrize(
    ("spoken", "operator"),
    [
        (["Age; and", "Pain"], ALL),
        (["Age, and", "Pain"], ALL),
        (["Age", "AND", "Pain"], ALL),
        (["Age; or", "Pain"], ANY),
        (["Age", "OR", "Pain"], ANY),
        (["Age", "-or-", "Pain"], ANY),
        (["Age and/or", "Pain"], ANY),
        (["Age; and", "Pain; or", "Fever"], UNCLEAR),
        (["Age; and", "Pain; or"], ALL),
        (["Age; or", "Pain", "and"], ANY),
        (["Age", "Pain; and"], UNCLEAR),
        (["Age; and"], ALL),
        (["Age", "OR"], ANY),
        (["Age", "Pain"], UNCLEAR),
        (["a brand", "Pain"], UNCLEAR),
    ],
)
def test_joints_tell_where_the_lead_in_does_not(spoken: list[str], operator: Operator) -> None:
    assert operator_of("Lamps are covered when:", spoken, False) == (operator, None)
    assert operator_of("Lamps are covered when ALL of the following are met:", spoken, False) == (ALL, None)


@pytest.mark.parametrize(
    ("lead", "covered", "excluded"),
    [
        ("when:", UNCLEAR, ANY),
        ("when the following criteria are met:", ALL, ANY),
        ("for the following indications:", ANY, ANY),
        ("when ALL of the following are met:", ALL, ALL),
    ],
)
def test_cases_that_a_denial_merely_lists_are_each_denied(lead: str, covered: Operator, excluded: Operator) -> None:
    assert operator_of(f"Lamps {lead}", [], False)[0] is covered
    assert operator_of(f"Lamps {lead}", [], True)[0] is excluded


TREES: dict[str, tuple[str, str]] = {
    "one level": ("Lamps when ALL of the following:\n\n1. Age\n2. Pain\n", "all(1. Age, 2. Pain)"),
    "no list": ("Lamps when ALL of the following:\n", "none"),
    "two levels": (
        """
        Lamps when ALL of the following:

        1. ONE of the following:
           a. child
           b. adult
        2. Pain
        """,
        "all(1. any(a. child, b. adult), 2. Pain)",
    ),
    "at least two, of which one is a group": (
        """
        Lamps when at least two of the following:

        1. Age
        2. Pain, with none of the following:
           a. fever
           b. chills
        3. Night
        """,
        "at_least2(1. Age, 2. none_of(a. fever, b. chills), 3. Night)",
    ),
    "joints at the end of items": ("Lamps when:\n\n1. Age; and\n2. Pain\n", "all(1. Age; and, 2. Pain)"),
    "a joint on its own line": ("Lamps when:\n\n1. Age\n\nOR\n\n2. Pain\n", "any(1. Age, 2. Pain)"),
    "a joint behind the last sub-item counts for the outer list": (
        """
        Lamps when:

        1. Either of the following:
           a. child
           b. adult; and
        2. Pain
        """,
        "all(1. any(a. child, b. adult; and), 2. Pain)",
    ),
    "a joint behind the last item counts for the outer list alone": (
        """
        Lamps when:

        1. Winter:
           a. fog; and
           b. rain; or
        2. Night:
           a. new moon; or
           b. clouds; or
        """,
        "any(1. all(a. fog; and, b. rain; or), 2. any(a. new moon; or, b. clouds; or))",
    ),
    "neighbours that or joins are one item of a list that and joins": (
        """
        Lamps when:

        1. Age; and
        2. Winter:
           a. fog
           b. rain; or
        3. Night; and
        4. Pain
        """,
        "all(1. Age; and, any(2. unclear(a. fog, b. rain; or), 3. Night; and), 4. Pain)",
    ),
    "alternatives at both ends, with joints on their own lines": (
        "Lamps when:\n\n1. Age\n\nOR\n\n2. Winter\n\nAND\n\n3. Night\n\nOR\n\n4. Pain\n",
        "all(any(1. Age, 2. Winter), any(3. Night, 4. Pain))",
    ),
    "joints of both kinds that do not stand between all items tell nothing": (
        "Lamps when:\n\n1. Age; and\n2. Winter\n3. Night; or\n4. Pain\n",
        "unclear(1. Age; and, 2. Winter, 3. Night; or, 4. Pain)",
    ),
    "a note is no criterion": (
        "Lamps when ALL of the following:\n\n1. Age\n\n   Note: in years.\n\n2. Pain\n",
        "all(1. Age, 2. Pain)",
    ),
    "the list of a note is none of the item's": (
        """
        Lamps when ALL of the following:

        1. Age

           Note: ages are kept by:

           - the guild
           - the temple

        2. Pain
        """,
        "all(1. Age, 2. Pain)",
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
        "all(1. Age, 2. Pain, any(1. Winter, 2. Night))",
    ),
    "groups that differ from what joins them": (
        """
        Lamps when ANY of the following:

        1. Age
        2. Pain

        AND ANY of the following:

        1. Winter
        2. Night
        """,
        "all(any(1. Age, 2. Pain), any(1. Winter, 2. Night))",
    ),
    "items that nothing combines are a group of their own": (
        """
        Lamps when:

        1. Age
        2. Pain

        AND ANY of the following:

        1. Winter
        2. Night
        """,
        "all(unclear(1. Age, 2. Pain), any(1. Winter, 2. Night))",
    ),
    "a single item before a group": (
        "Lamps when:\n\n1. Age\n\nAND ANY of the following:\n\n1. Winter\n2. Night\n",
        "all(1. Age, any(1. Winter, 2. Night))",
    ),
    "groups joined by or": (
        """
        Lamps when ALL of the following:

        1. Age
        2. Pain

        OR ALL of the following:

        1. Winter
        2. Night
        """,
        "any(all(1. Age, 2. Pain), all(1. Winter, 2. Night))",
    ),
    "groups joined in two ways": (
        """
        Lamps when ALL of the following:

        1. Age

        AND ANY of the following:

        1. Winter

        OR ANY of the following:

        1. Night
        """,
        "unclear(1. Age, any(1. Winter), any(1. Night))",
    ),
    "a joint before a single sub-item stands between the two, and is none of the outer list": (
        """
        Lamps when:

        A. The hall is dark, OR
        B. The candle is lit, AND
           1. It smokes.
        """,
        "any(A. The hall is dark, OR, B. all(1. It smokes.))",
    ),
    "the joint before a single sub-item, and not the one behind it": (
        """
        Lamps when:

        A. The candle is lit, AND
           1. It smokes; OR
        B. The hall is dark
        """,
        "any(A. all(1. It smokes; OR), B. The hall is dark)",
    ),
    "bullets below the lead-in of a further group, level with those before it": (
        "Lamps when the following apply:\n\n- Age\n\nAnd ANY of the following:\n\n- Winter\n- Night\n",
        "all(• Age, any(• Winter, • Night))",
    ),
    "sub-items that count on": (
        """
        Lamps when ALL of the following:

        a. one of the following:
        1. Winter
        2. Night
        b. one of the following:
        3. Fog
        4. Rain
        """,
        "all(a. any(1. Winter, 2. Night), b. any(3. Fog, 4. Rain))",
    ),
    "a further group alone goes on with the lead-in": (
        "Lamps when prescribed\n\nAND ALL of the following:\n\n1. Age\n2. Pain\n",
        "all(1. Age, 2. Pain)",
    ),
}


@pytest.mark.parametrize("name", TREES)
def test_trees(name: str) -> None:
    snippet, expected = TREES[name]
    assert shown(snippet) == expected


@pytest.mark.parametrize(
    ("texts", "tree"),
    [
        (["• Age (in years)*", "• Pain", "* Years are counted"], "all(• Age (in years)*, • Pain)"),
        (["• Age (in years)", "* Years are counted"], "all(• Age (in years), * Years are counted)"),
        (["* Age (in years)*", "* Pain"], "all(* Age (in years)*, * Pain)"),
    ],
)
def test_a_footnote_with_a_blank_behind_its_asterisk_is_no_criterion(texts: list[str], tree: str) -> None:
    items = [Item(paragraph(text)) for text in texts]
    assert criteria(criteria_of("Lamps when ALL of the following:", items)) == tree


def test_a_denial_hands_its_sense_to_the_list_it_leads_in_alone() -> None:
    snippet = "Lamps for:\n\n1. Age, with:\n   a. child\n   b. adult\n2. Pain\n"
    assert shown(snippet) == "unclear(1. unclear(a. child, b. adult), 2. Pain)"
    assert shown(snippet, excluded=True) == "any(1. unclear(a. child, b. adult), 2. Pain)"


def test_the_root_carries_the_words_that_state_its_operator() -> None:
    root = read("Lamps are covered when ALL of the following criteria are met:\n\n1. Age ≥ 18\n2. Pain\n")
    assert root is not None
    assert (root.text, root.label, root.minimum) == ("ALL of the following criteria", None, None)
    assert [(item.label, item.text, item.operator, item.minimum) for item in root.items] == [
        ("1.", "Age ≥ 18", None, None),
        ("2.", "Pain", None, None),
    ]
    assert [(each.quantity, each.comparator, each.value) for each in root.items[0].thresholds] == [("age", ">=", 18.0)]
    assert root.provenance == root.items[0].provenance


@pytest.mark.parametrize(
    ("lead", "joint", "words", "first"),
    [
        ("ALL of the following", "AND", "ALL of the following", "Age"),
        ("ANY of the following", "AND", "", "ANY of the following"),
        ("ALL of the following", "OR", "", "ALL of the following"),
    ],
)
def test_in_several_groups_the_root_carries_those_words_only_where_they_hold_for_it(
    lead: str, joint: str, words: str, first: str
) -> None:
    root = read(f"Lamps when {lead}:\n\n1. Age\n2. Pain\n\n{joint} ANY of the following:\n\n1. Winter\n")
    assert root is not None
    assert (root.text, root.items[0].text, root.items[-1].text) == (words, first, f"{joint} ANY of the following:")


def test_a_further_group_has_the_place_of_its_lead_in() -> None:
    snippet = "Lamps when ALL of the following:\n\n1. Age\n\nAND ANY of the following:\n\n1. Winter\n"
    root = read(snippet)
    assert root is not None
    place = root.items[-1].provenance
    assert place is not None
    assert (place.line, document(snippet).text[slice(*place.span)]) == (5, "AND ANY of the following:")


def test_only_at_least_has_a_minimum() -> None:
    root = read("Lamps when 2 or more of the following:\n\n1. ANY of the following:\n   a. x\n2. Pain\n")
    assert root is not None
    assert (root.minimum, root.items[0].minimum, root.items[1].minimum) == (2, None, None)


def under(lead: str, *below: Table) -> Criterion | None:
    laid = lay_out(below)[1]
    return criteria_of(lead, [Item(each) for each in laid if isinstance(each, Table)])


TABLES: dict[str, tuple[Table, str]] = {
    "rows": (table("Lamp | bright", "Heater | warm"), "any(Lamp, Heater)"),
    "head in bold": (table("*Device | *Use", "Lamp | bright"), "any(Lamp)"),
    "head by its words": (table("Service | Criteria", "Lamp | bright"), "any(Lamp)"),
    "no head": (table("Lamp for the night | bright", "Heater | warm"), "any(Lamp for the night, Heater)"),
    "an empty first cell": (table("Lamp | bright", " | dim"), "any(Lamp)"),
    "an empty row": (table("Lamp | bright", " | ", "Heater | warm"), "any(Lamp, Heater)"),
    "a line break": (table("Lamp for / the night | bright"), "any(Lamp for the night)"),
    "bullets in a cell": (table("Lamp when: / • Age / • Pain | x"), "any(any(• Age, • Pain))"),
    "bullets with a quantifier": (table("Lamp, ALL of the following: / • Age / • Pain | x"), "any(all(• Age, • Pain))"),
}


@pytest.mark.parametrize("name", TABLES)
def test_rows_of_a_table_are_items(name: str) -> None:
    given, expected = TABLES[name]
    assert criteria(under("Lamps for the following indications:", given)) == expected


def test_a_row_keeps_its_thresholds_and_its_place() -> None:
    root = under("Lamps for ANY of the following:", table("*Device | *Use", "Lamp, age ≥ 18 years | bright"))
    assert root is not None
    (row,) = root.items
    assert [(each.quantity, each.value) for each in row.thresholds] == [("age", 18.0)]
    assert row.provenance is not None
    assert row.provenance.span == (11, 11 + len("Lamp, age ≥ 18 years"))


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("Note: lamps are bright.", True),
        ("NOTE – lamps are bright.", True),
        ("Notes: lamps are bright.", True),
        ("Please note: lamps are bright.", True),
        ("*Note: lamps are bright.", True),
        ("Note 2: lamps are bright.", True),
        ("† Lamps that shine.", True),
        ("*Lamps that shine.", True),
        ("**Lamps that shine.", True),
        ("§Lamps that shine.", True),
        ("¹ Lamps that shine.", True),
        ("* Lamps that shine.", False),
        ("Notable lamps: these.", False),
        ("Note that lamps shine.", False),
        ("1. Age", False),
        ("1. Note: lamps are bright.", True),
        ("Medicaid/HIM – 6 months", True),
        ("Commercial: 6 months or to the end of the year, whichever is longer", True),
        ("Medicare: 12 months of darkness have been recorded", False),
    ],
)
def test_notes_and_footnotes(words: str, note: bool) -> None:
    (piece,) = typed((72, words))
    assert is_note(Item(piece)) is note


def test_a_table_is_no_note() -> None:
    assert not is_note(Item(table("Note: | x")))
    assert not is_note(Item(None))


def test_items_keep_their_printed_marks() -> None:
    bullet = Paragraph((replace(line("lamp¹,²"), bullet=True),))
    root = criteria_of("Lamps for:", [Item(bullet)])
    assert root is not None
    assert (root.items[0].label, root.items[0].text) == ("•", "lamp¹,²")


WORDS: dict[str, tuple[object, object]] = {
    "closing: ; and": (closing_joint("Age; and"), "and"),
    "closing: or,": (closing_joint("Age or,"), "or"),
    "closing: and/or": (closing_joint("Age and/or"), "or"),
    "closing: AND:": (closing_joint("Age AND:"), "and"),
    "closing: band": (closing_joint("a rubber band"), None),
    "closing: in the midst": (closing_joint("Age and pain"), None),
    "lone: AND": (lone_joint("AND"), "and"),
    "lone: - or -": (lone_joint("- or -"), "or"),
    "lone: (and/or)": (lone_joint("(and/or)"), "or"),
    "lone: and lamps": (lone_joint("and lamps"), None),
    "opening: AND ALL": (opening_joint("AND ALL of the following"), "and"),
    "opening: or meets": (opening_joint("or meets one of these"), "or"),
    "opening: and the following": (opening_joint("and the following are met"), "and"),
    "opening: and lamps": (opening_joint("and lamps are bright"), None),
    "met: criteria are met": (must_all_be_met("when the following criteria are met"), True),
    "met: labels": (must_all_be_met("when the rules in section B and the tests in section C are met"), True),
    "met: one of two labels": (must_all_be_met("when the criteria in section B or section C are met"), False),
    "met: cases": (must_all_be_met("for the following indications"), False),
    "cases: indications": (lists_cases("for the following indications"), True),
    "cases: including": (lists_cases("including but not limited to"), True),
    "cases: e.g.": (lists_cases("conditions, e.g.,"), True),
    "cases: none": (lists_cases("when:"), False),
    "below: conditions below": (points_below("if the conditions indicated below are met"), True),
    "below: following criteria": (points_below("when the following criteria are met"), True),
    "labels: two": (labels_named("criteria A, B and C are met"), {"A", "B", "C"}),
    "labels: none of another book": (labels_named("Manual 60, section 3.1, covers Part B"), set()),
    "below: above": (points_below("when the criteria above are met"), False),
    "renewal": (opens_renewal("Prior – Approval Renewal Requirements"), True),
    "renewal: therapy": (opens_renewal("II. Continued Therapy"), True),
    "renewal: at first": (opens_renewal("Initial Approval Criteria"), False),
    "review: using": (bool(announces_review("Requests are reviewed using the following criteria.")), True),
    "review: by the plan": (bool(announces_review("Requests are reviewed by the plan.")), False),
    "quantifier: none": (stated_operator("Lamps are bright"), None),
}


@pytest.mark.parametrize("name", WORDS)
def test_words_that_join(name: str) -> None:
    said, expected = WORDS[name]
    assert said == expected


def test_a_line_that_heads_items_in_the_midst_of_a_list_makes_a_group_of_them_and_says_not_how_it_joins() -> None:
    lines = (
        line("• Shine is shown by one of the following:", indent=72),
        line("◦ a night", indent=90),
        line("◦ a keeper; AND", indent=90),
        line("In children:", indent=90),
        line("◦ a map; AND", indent=90),
        line("◦ a lamp", indent=90),
    )
    (item,) = nest(list(paragraphs(lay_out(lines)[1]))).items
    (node,) = criteria_of("when all of the following are met:", [item]).items
    assert node.operator is UNCLEAR
    assert [(each.operator, each.text, len(each.items)) for each in node.items] == [
        (ANY, "one of the following", 2),
        (ALL, "In children:", 2),
    ]


def lines_with_lists(*told: str) -> list[Item]:
    """Lines without a marker ("Diagnosis: Fog, Rain"), each with the items named behind its colon."""
    parted = (each.partition(": ") for each in told)
    return [
        Item(paragraph(head), items=[Item(paragraph(f"• {x}")) for x in rest.split(", ") if x])
        for head, _, rest in parted
    ]


@pytest.mark.parametrize(
    ("lead", "told", "expected"),
    [
        ("Lamps if met:", ["Adult", "Room: Fog, Rain", "Adult", "Hall: Snow, Hail"], Operator.ANY),
        ("Lamps if ALL of the following:", ["Adult", "Room: Fog, Rain", "Adult", "Hall: Snow, Hail"], Operator.ALL),
        (
            "Lamps if met:",
            ["One of the following: a, b", "Adult", "One of the following: c, d", "Fog"],
            Operator.UNCLEAR,
        ),
        ("Lamps if met:", ["Proof of: a, b", "AND", "Proof of: c, d", "AND", "Adult"], Operator.ALL),
        ("Lamps if met:", ["AND", "Fog", "AND", "Rain"], Operator.ALL),
        ("Lamps if met:", ["Adult", "Fog", "Adult"], Operator.UNCLEAR),
    ],
)
def test_a_list_that_begins_anew_is_a_choice_of_sets(lead: str, told: list[str], expected: Operator) -> None:
    found = criteria_of(lead, lines_with_lists(*told))
    assert found is not None
    assert found.operator is expected
