"""What a record says twice and not alike becomes an issue; what agrees becomes none."""

from collections.abc import Sequence

import pytest

from making import ALL, ANY, COVERED, INVESTIGATIONAL, code, criterion, item, record, revision, section, statement
from policyextract.consistency import inconsistencies
from policyextract.crossreferences import path_of, references_in
from policyextract.pipeline import extract
from policyextract.records import Code, Issue, PolicyRecord, Statement

DENIED = "Considered experimental"


def denied(description: str) -> Code:
    return code("11111", INVESTIGATIONAL, DENIED, description)


def labelled(made: Statement, label: str) -> Statement:
    return made.model_copy(update={"label": label})


def naming(*codes: str, of: Statement | None = None) -> Statement:
    return (of or statement()).model_copy(update={"codes": codes})


def found(made: PolicyRecord) -> list[tuple[str, str]]:
    return [(issue.code, issue.message) for issue in inconsistencies(made)]


def issue_codes(made: PolicyRecord) -> list[str]:
    return [issue.code for issue in inconsistencies(made)]


def test_a_denied_code_of_a_covered_service() -> None:
    made = record(statement(line=7), codes=[denied("Lamp therapy, each hour")])
    (issue,) = inconsistencies(made)
    assert issue == Issue(
        code="code-denied-service-covered",
        severity="warning",
        message="CPT 11111 stands under “Considered experimental”, while the text covers “lamp therapy” (line 7)",
        provenance=made.codes[0].provenance,
    )


def test_a_denied_code_that_the_text_names_as_covered() -> None:
    made = record(naming("11111"), codes=[denied("something else")])
    assert issue_codes(made) == ["code-denied-service-covered"]


@pytest.mark.parametrize(
    ("statements", "codes"),
    [
        # The service is denied for other uses by name, so the heading has its reason.
        ([statement(), statement("for sprains.", INVESTIGATIONAL)], [denied("lamp therapy")]),
        # The code stands under both headings.
        ([statement()], [code("11111", description="lamp therapy"), denied("lamp therapy")]),
        # The list of a denial names the service.
        (
            [
                statement(),
                statement(
                    services=["devices"],
                    determination=INVESTIGATIONAL,
                    criteria=criterion(ANY, "lamp therapy, portable", "candles"),
                ),
            ],
            [denied("lamp therapy, portable")],
        ),
        # One word is too little to know a service by.
        ([statement(services=["lamps"])], [denied("lamps and candles")]),
        # The statement only covers what is left.
        ([statement(residual=True)], [denied("lamp therapy")]),
    ],
    ids=["denied by name", "both headings", "in a denied list", "one word", "residual"],
)
def test_a_denied_code_with_its_reason(statements: Sequence[Statement], codes: Sequence[Code]) -> None:
    assert issue_codes(record(*statements).model_copy(update={"codes": tuple(codes)})) == []


def test_a_code_of_the_text_that_no_table_lists() -> None:
    made = record(naming("11111", "22222", "33333"), naming("22222"), codes=[code("11111"), code("33330-33339")])
    assert found(made) == [("code-not-in-tables", "the text names code 22222, and the code tables do not list it")]


def test_a_policy_without_tables_leaves_no_code_out() -> None:
    assert issue_codes(record(naming("11111"))) == []


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("as in Criteria I. and II.", [("i",), ("ii",)]),
        ("criteria I.A.2 are met", [("i", "a", "2")]),
        ("items 1 through 4 above", [("1",), ("4",)]),
        ("item b. applies", [("b",)]),
        ("section B applies", [("b",)]),
        ("the criteria are met", []),
        ("criteria a member meets", []),
        ("section 3 of the Act", []),
        ("criteria in section 2 of Title X", []),
        ("at least 2 items", []),
    ],
)
def test_references_in(text: str, paths: list[tuple[str, ...]]) -> None:
    assert [path for reference in references_in(text) for path in reference.paths] == paths


@pytest.mark.parametrize(("label", "path"), [("II.A.3.", ("ii", "a", "3")), ("(iv)", ("iv",)), ("•", ()), (None, ())])
def test_path_of(label: str | None, path: tuple[str, ...]) -> None:
    assert path_of(label) == path


def pointing(text: str) -> PolicyRecord:
    return record(statement(criteria=criterion(ALL, item("knee pain", "1."), item(text, "2."))))


def test_a_reference_to_a_label_that_is_not_there() -> None:
    made = pointing("criterion 3 is met")
    assert found(made) == [
        ("reference-unresolved", "“criterion 3” points to what no part of the policy is labelled: 3")
    ]


@pytest.mark.parametrize("text", ["criterion 1 is met", "criterion C is met", "section 4 of the Act applies"])
def test_references_that_lead_somewhere_or_outside(text: str) -> None:
    """Where nothing is labelled by letters, the letters were not read or are another document's."""
    assert issue_codes(pointing(text)) == []


def test_a_reference_to_a_section_by_its_letter() -> None:
    made = pointing("section B is met").model_copy(update={"sections": (section("B. Documents"), section("A. Use"))})
    assert issue_codes(made) == []
    assert issue_codes(made.model_copy(update={"sections": (section("A. Use"),)})) == ["reference-unresolved"]


ONE = labelled(statement("for non-urgent pain."), "I.")
TWO = labelled(statement("for any other indication.", INVESTIGATIONAL, residual=True), "II.")


def logged(*entries: tuple[str, str]) -> PolicyRecord:
    return record(ONE, TWO, revisions=[revision(date, said) for date, said in entries])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Added “non-urgent” to Criteria I. and II.", ["“non-urgent” was added to II, and it does not stand there"]),
        ('Note added. Added "non-urgent" to Policy/Criteria II.', ["“non-urgent” was added to II, and it does not"]),
        ("Removed “non-urgent” from criteria I.", ["“non-urgent” was taken from I, and it still stands there"]),
        ("Added “non-urgent” to Criteria I.", []),
        ("Removed “non-urgent” from criteria II.", []),
        ("Added “non-urgent” to the background.", []),
        ("Added “non-urgent” to Criteria III.", []),
        ("Added non-urgent to Criteria II.", []),
    ],
)
def test_log_entries_against_the_text(said: str, expected: list[str]) -> None:
    messages = [message for _, message in found(logged(("2024-03", said)))]
    assert len(messages) == len(expected)
    for message, part in zip(messages, expected, strict=True):
        assert message.startswith("the log entry of 2024-03 says that ")
        assert part in message


def test_a_newer_entry_may_have_undone_an_older_one() -> None:
    older = ("2024-03", "Added “non-urgent” to Criteria II.")
    assert issue_codes(logged(older, ("2025-01", "Removed “non-urgent”."))) == []
    assert issue_codes(logged(older, ("2023-01", "Removed “non-urgent”."))) == ["revision-not-borne-out"]


def test_items_are_found_by_their_path() -> None:
    listed = labelled(statement(criteria=criterion(ALL, item("knee pain", "A."), item("hip pain", "B."))), "I.")
    made = record(
        listed, revisions=[revision("2024", "Added “chronic” to criteria I.A.; added “hip” to criteria I.B.")]
    )
    assert [message.split("added to ")[1] for _, message in found(made)] == ["I.A, and it does not stand there"]


def test_extraction_reports_them() -> None:
    """From a document: the statements keep their labels, and the record its inconsistency."""
    text = """# Lamp Therapy
Policy Number: 7

## Policy/Criteria

I. Lamp therapy is considered medically necessary for non-urgent pain.

II. Lamp therapy is considered investigational for any other indication.

## Revision History

| Date | Description |
|---|---|
| 03/2024 | Added “non-urgent” to Criteria I. and II. |
"""
    made = extract(text.encode(), "lamp.md").record
    assert [one.label for one in made.statements] == ["I.", "II."]
    assert [one.determination for one in made.statements] == [COVERED, INVESTIGATIONAL]
    (issue,) = [issue for issue in made.issues if issue.code == "revision-not-borne-out"]
    assert issue.severity == "warning"
    assert issue.provenance == made.revisions[0].provenance
