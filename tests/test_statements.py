"""Coverage statements field by field, from short policies."""

import pytest

from policyextract.lexicon.sections import SectionKind
from policyextract.paragraphs import Paragraph
from policyextract.records import Determination, Operator, Statement
from policyextract.statements import find_statements
from snippets import criteria, document, found, policy, sections, statements

MN, NMN = Determination.MEDICALLY_NECESSARY, Determination.NOT_MEDICALLY_NECESSARY
INV = Determination.INVESTIGATIONAL


def only(snippet: str) -> Statement:
    (statement,) = statements(snippet)
    return statement


def test_every_field_of_a_statement() -> None:
    statement = only(
        """
        ## Bright lamps

        I. Lamp therapy (LT) (CPT 12345) is considered medically necessary for adults of commercial plans when ALL of
        the following criteria are met:¹

        1. Age ≥ 18 years
        2. ONE of the following:
           a. gloom
           b. night

        Note: Winter counts as night.
        """
    )
    assert statement.id == "s1"
    assert statement.label == "I."
    assert statement.section == "Coverage Policy > Bright lamps"
    assert statement.services == ("Lamp therapy (LT) (CPT 12345)",)
    assert statement.determination is MN
    assert statement.wording == "considered medically necessary"
    assert statement.text == (
        "Lamp therapy (LT) (CPT 12345) is considered medically necessary for adults of commercial plans when ALL of "
        "the following criteria are met:¹"
    )
    assert statement.residual is False
    assert statement.populations == ("adults",)
    assert statement.lines_of_business == ("commercial",)
    assert statement.codes == ("12345",)
    assert criteria(statement.criteria) == "all(1. Age ≥ 18 years, 2. any(a. gloom, b. night))"
    assert [note.text for note in statement.notes] == ["Note: Winter counts as night."]


def test_a_statement_without_anything_else() -> None:
    statement = only("Lamps are not covered.\n")
    assert statement.section == "Coverage Policy"
    assert (statement.label, statement.criteria, statement.codes, statement.notes) == (None, None, (), ())
    assert (statement.populations, statement.lines_of_business, statement.residual) == ((), (), False)


def test_statements_are_numbered_in_the_order_of_the_page() -> None:
    found_statements = statements(
        """
        Lamps are covered when ALL of the following are met:

        1. The room is dark
           a. Lamps are considered investigational in caves
        2. Age

        Fans are not covered. Heaters are considered cosmetic.
        """
    )
    assert [(each.id, each.wording) for each in found_statements] == [
        ("s1", "covered"),
        ("s2", "considered investigational"),
        ("s3", "not covered"),
        ("s4", "considered cosmetic"),
    ]


@pytest.mark.parametrize(
    ("snippet", "labels"),
    [
        ("1. Lamps are covered. Fans are not covered.\n", ["1.", None]),
        ("- Lamps are covered.\n", [None]),
        ("B. In winter fans blow. Lamps are covered.\n", [None]),
    ],
    ids=["the sentence that opens the paragraph", "bullets are no names", "not the sentence behind it"],
)
def test_labels(snippet: str, labels: list[str | None]) -> None:
    assert [statement.label for statement in statements(snippet)] == labels


KINDS = ["Background", "References", "Coding Information", "Revision Details", "Definitions", "Policy Guidelines"]


@pytest.mark.parametrize("name", [*KINDS, "Overview", "Documentation Requirements", "Prior Authorization Information"])
def test_only_the_policy_part_holds_statements(name: str) -> None:
    prose = "Lamps are considered medically necessary for winter."
    assert find_statements(sections(f"# {name}\n\n{prose}\n")).statements == ()
    assert len(find_statements(sections(f"# Coverage Policy\n\n{prose}\n\n# {name}\n\n{prose}\n")).statements) == 1


def test_joined_services_are_parted_where_the_policy_knows_each() -> None:
    snippet = """
        Donor lamp therapy (DLT) is covered for adults.

        A hall lamp boost is covered for adults.

        For any other indication, DLT and hall lamp boost are considered not medically necessary.

        Fans and heaters are not covered.
        """
    assert [statement.services for statement in statements(snippet)] == [
        ("Donor lamp therapy (DLT)",),
        ("hall lamp boost",),
        ("DLT", "hall lamp boost"),
        ("Fans and heaters",),
    ]


@pytest.mark.parametrize(
    ("snippet", "residual"),
    [
        ("Lamps are not covered for any other indication.\n", True),
        ("Lamps are not covered when the criteria above are not met.\n", True),
        ("Lamps are not covered for the following indications:\n\n- gloom\n- any other reason\n", True),
        ("Lamps are not covered for the following indications:\n\n- any other reason\n- gloom\n", False),
        ("Lamps are not covered for gloom.\n", False),
        ("Lamps are not covered, as they do not meet the criteria of the guild.\n", False),
        ("Lamps are not covered as long as they do not meet the above.\n", True),
    ],
)
def test_residual(snippet: str, residual: bool) -> None:
    assert only(snippet).residual is residual


@pytest.mark.parametrize(
    ("snippet", "tree"),
    [
        ("Lamps are covered:\n\n1. gloom\n2. night\n", "unclear(1. gloom, 2. night)"),
        ("Lamps are not covered:\n\n1. gloom\n2. night\n", "any(1. gloom, 2. night)"),
        ("Lamps are considered cosmetic:\n\n1. gloom\n2. night\n", "any(1. gloom, 2. night)"),
        ("Lamps are considered reconstructive:\n\n1. gloom\n2. night\n", "unclear(1. gloom, 2. night)"),
    ],
)
def test_what_a_denial_merely_lists_is_each_denied(snippet: str, tree: str) -> None:
    assert criteria(only(snippet).criteria) == tree


def test_lists_gathered_from_under_several_headings_say_not_how_they_combine() -> None:
    statement = only(
        """
        Lamps are considered medically necessary if at least two of the conditions indicated below are met.

        ## Age

        1. child

        ## Pain

        1. deep
        """
    )
    assert statement.criteria is not None
    assert (statement.criteria.operator, statement.criteria.minimum) == (Operator.UNCLEAR, None)
    assert criteria(statement.criteria) == "unclear(1. child, 1. deep)"


def test_a_heading_that_decides_is_the_statement_of_its_list() -> None:
    statement = only("## Not Medically Necessary\n\n1. Lamps at noon\n2. Fans\n")
    assert (statement.text, statement.wording, statement.determination) == (
        "Not Medically Necessary",
        "Not Medically Necessary",
        NMN,
    )
    assert statement.section == "Coverage Policy > Not Medically Necessary"
    assert criteria(statement.criteria) == "any(1. Lamps at noon, 2. Fans)"


def test_a_paragraph_under_a_heading_that_decides_is_the_statement() -> None:
    statement = only("## Not Medically Necessary\n\nLamps at noon, or later\n")
    assert (statement.text, statement.wording) == ("Lamps at noon, or later", "Not Medically Necessary")
    assert statement.determination is NMN


def test_notes_inside_a_list_belong_to_the_statement_in_the_order_of_the_page() -> None:
    statement = only(
        """
        Lamps are covered when ALL of the following:

        1. Age
             Note: in years.
        2. ONE of the following:
           a. gloom
             *Gloom is deep.
           b. night

        Note 2: Winter counts as night.
        """
    )
    assert criteria(statement.criteria) == "all(1. Age, 2. any(a. gloom, b. night))"
    assert [note.text for note in statement.notes] == [
        "Note: in years.",
        "*Gloom is deep.",
        "Note 2: Winter counts as night.",
    ]


@pytest.mark.parametrize("citation", ["^{1,2}", "<sup>1,2</sup>", "^1,2^", "¹,²"])
def test_a_citation_in_any_spelling_changes_nothing_but_the_text(citation: str) -> None:
    first, second = statements(f"Lamps are considered investigational{citation}.{citation} Fans are not covered.\n")
    assert first.text == "Lamps are considered investigational¹,².¹,²"
    assert (first.wording, first.determination) == ("considered investigational", INV)
    assert (second.text, second.services) == ("Fans are not covered.", ("Fans",))


def test_spans_are_those_of_the_sentence_and_of_the_items() -> None:
    content = "# Policy\n\n1. Fans blow. Lamps are covered when:\n   a. dark\n   b. cold at\n      night\n"
    whole = document(content)
    (statement,) = find_statements(sections(content)).statements
    place = statement.provenance
    assert (place.page, place.line, whole.text[slice(*place.span)]) == (None, 3, "Lamps are covered when:")
    assert statement.criteria is not None
    spans = [item.provenance.span for item in statement.criteria.items if item.provenance]
    assert [whole.text[slice(*span)] for span in spans] == ["dark", "cold at\nnight"]
    assert statement.criteria.provenance == statement.criteria.items[0].provenance


def test_the_words_that_say_how_a_list_combines_have_their_own_place() -> None:
    content = "# Policy\n\nAll fans blow. Lamps are covered when ALL\nof the following are met:\n\n1. dark\n"
    (statement,) = find_statements(sections(content)).statements
    assert statement.criteria is not None
    assert statement.criteria.provenance is not None
    place = statement.criteria.provenance
    assert (place.line, document(content).text[slice(*place.span)]) == (3, "ALL\nof the following")


def test_used_are_the_pieces_that_statements_were_read_from() -> None:
    snippet = "Fans blow.\n\nLamps are covered when:\n\n1. dark\n2. cold\n\nHeaters glow.\n"
    parts = policy(snippet)
    used = find_statements(parts).used
    pieces = [piece for part in parts for piece in part.pieces if isinstance(piece, Paragraph)]
    assert [piece.text for piece in pieces if id(piece) in used] == ["Lamps are covered when:", "dark", "cold"]


def test_a_policy_part_without_statements_has_none() -> None:
    assert found("Lamps shine.\n\n1. Age\n").statements == ()
    assert policy("Lamps shine.\n")[0].kind is SectionKind.POLICY
    assert find_statements([]).statements == ()
