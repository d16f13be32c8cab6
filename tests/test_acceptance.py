"""What is no coverage policy is refused with the reason; what has enough of one is taken."""

from itertools import product

import pytest

from making import code, place, revision, statement
from policyextract.acceptance import refuse_other_documents, refuse_without_policy
from policyextract.errors import ExtractError, NotAPolicy, UnreadableFile
from policyextract.header import Header, Value
from policyextract.lexicon.doctypes import OTHER_TYPES
from policyextract.lexicon.labels import HeaderField
from policyextract.outline import Section
from policyextract.policypart import PolicyPart
from snippets import document, sections

EXAMPLES = [(kind.name, example) for kind in OTHER_TYPES for example in kind.examples]
NO_PART = "holds no coverage statement and no section of a coverage policy"
NO_SIGNS = "has neither number, dates, codes nor revision log of a coverage policy"
PART = sections("# Coverage Policy\n\nLamps shine.\n")
TITLE, NUMBER = HeaderField.TITLE, HeaderField.POLICY_NUMBER


@pytest.mark.parametrize(("kind", "line"), EXAMPLES)
def test_other_documents_are_told_by_their_opening_lines(kind: str, line: str) -> None:
    opening = "Erewhon Health\nJanuary 2026\n\n"
    with pytest.raises(NotAPolicy) as refused:
        refuse_other_documents(document(f"{opening}{line}\n\nLamps shine.\n"))
    assert refused.value.reason == f"is {kind}, not a coverage policy"


@pytest.mark.parametrize(
    "snippet",
    [
        "Lamp Therapy\n\nThe provider manual says more.\n",
        "Lamp Therapy\n\nPlease see the provider manual for more on\nlamps.\n",
        "one\n\ntwo\n\nthree\n\nfour\n\nfive\n\nsix\n\n2025 Provider Manual\n",
        "Medical Policy Manual\n\nLamp Therapy\n",
    ],
    ids=["named in a sentence", "referred to", "behind the opening", "another manual"],
)
def test_policies_that_mention_them_are_taken(snippet: str) -> None:
    refuse_other_documents(document(snippet))


def refusal(
    *,
    stated: bool = False,
    parts: tuple[Section, ...] = (),
    fields: tuple[HeaderField, ...] = (),
    coded: bool = False,
    logged: bool = False,
) -> str | None:
    header = Header({name: Value("7", place()) for name in fields})
    policy = PolicyPart(parts, (statement(),) if stated else (), frozenset(), True)
    try:
        refuse_without_policy(
            "made.txt", header, policy, [code("12345")] if coded else [], [revision("2026")] if logged else []
        )
    except NotAPolicy as refused:
        return refused.reason
    return None


@pytest.mark.parametrize(("stated", "part", "numbered", "coded", "logged"), list(product([False, True], repeat=5)))
def test_two_signs_are_asked_for_and_one_must_be_of_the_policy_itself(
    stated: bool, part: bool, numbered: bool, coded: bool, logged: bool
) -> None:
    said = refusal(
        stated=stated,
        parts=PART if part else (),
        fields=(NUMBER,) if numbered else (),
        coded=coded,
        logged=logged,
    )
    if not stated and not part:
        assert said == NO_PART
    elif stated + part + numbered + coded + logged < 2:
        assert said == NO_SIGNS
    else:
        assert said is None


@pytest.mark.parametrize("field", HeaderField)
def test_a_title_is_no_sign_of_a_policy_but_a_number_or_date_is(field: HeaderField) -> None:
    assert refusal(parts=PART, fields=(field,)) == (NO_SIGNS if field is TITLE else None)


@pytest.mark.parametrize(
    "snippet",
    ["# Coverage Policy\n\n# References\n\n1. A\n", "Lamps shine.\n", "# Background\n\nLamps shine.\n"],
    ids=["an empty part", "no heading", "another part"],
)
def test_what_is_no_part_of_a_policy(snippet: str) -> None:
    assert refusal(parts=sections(snippet), fields=(NUMBER,), coded=True, logged=True) == NO_PART


def test_errors_name_the_file_and_the_reason_in_one_line() -> None:
    for kind in (NotAPolicy, UnreadableFile):
        error: ExtractError = kind("lamp.txt", "is a lamp")
        assert (str(error), error.name, error.reason) == ("lamp.txt: is a lamp", "lamp.txt", "is a lamp")
