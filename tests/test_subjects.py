"""What statements are about: the service as printed, whether everything else is meant, whose patients, whose plans."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyextract.predicates import sentences
from policyextract.subjects import (
    is_residual,
    known_services,
    lacks_subject,
    lines_of_business_of,
    populations_of,
    services_of,
    split_joined,
    with_antecedent,
)


def service(text: str) -> str | None:
    """The service of the last sentence of a text, read with the one before it where it needs that."""
    before, sentence = (None, None, *sentences(text))[-2:]
    assert sentence is not None
    sentence = with_antecedent(before, sentence, text)
    assert sentence.predicate is not None
    found = services_of(sentence)
    assert len(found) <= 1
    return found[0] if found else None


SERVICES: dict[str, str | None] = {
    "If a lamp was lit before, then repeat lighting is not approved": "repeat lighting",
    # two sentences, of which the second points back
    "Lamps for halls have been established. It may be considered a useful option when lit.": "Lamps",
    "A lamp measures the dark. It is covered when the hall is dark.": None,
    "These lamps are small. They are covered when lit.": None,
    "A lamp is small. It is medically necessary to light it.": None,
    # the verb of the payer
    "The plan does not consider lamps at home medically necessary for winter.": "lamps at home",
    # the subject, up to where its purpose begins
    "Lamp therapy (LT) is considered medically necessary for winter.": "Lamp therapy (LT)",
    "A bright lamp may be considered medically necessary when ALL of the following are met:": "bright lamp",
    "Lamps are not considered medically necessary.": "Lamps",
    "Lamps will not be covered.": "Lamps",
    "Lamp therapy that shines at night is considered investigational.": "Lamp therapy",
    "Lamp therapy for winter is considered investigational.": "Lamp therapy",
    "Lamp therapy with a filter is considered investigational.": "Lamp therapy",
    "Lamp therapy with red filters is considered investigational.": "Lamp therapy with red filters",
    "Lamp therapy, given at night, is covered.": "Lamp therapy",
    "Lamps (for use at home) are covered.": "Lamps (for use at home)",
    "Lamps (see below) are covered.": "Lamps",
    "Lamps and heaters are covered.": "Lamps and heaters",
    "Lamps, heaters, and fans are covered.": "Lamps, heaters, and fans",
    "Lamps, including red, blue, and green, are covered.": "Lamps",
    # behind an opening
    "The use of lamps is considered investigational.": "lamps",
    "Use of lamps for winter is covered.": "lamps",
    "Requests for lamps may be approved when bright.": "lamps",
    "Note: Lamps are covered.": "Lamps",
    "Bright lamps: A lamp is covered.": "Bright lamps",
    "It is the policy of Erewhon Health that lamps are medically necessary.": "lamps",
    "For its plans, it is the policy of Erewhon Health that lamps are medically necessary.": "lamps",
    "In adults, lamps are covered.": "lamps",
    "For any other indication, a lamp is considered not medically necessary.": "lamp",
    "To treat gloom, lamps are covered.": "lamps",
    "Effectiveness has not been shown; therefore, lamps are considered investigational.": "lamps",
    # as an object
    "Erewhon considers lamps medically necessary for winter.": "lamps",
    "The plan covers lamps when dark.": "lamps",
    "The plan will not cover lamps in winter.": "lamps",
    "Evidence does not support the use of lamps for winter.": "lamps",
    "Evidence does not support any other indication for lamps, including:": "lamps",
    "Coverage is not provided for lamps.": "lamps",
    "Benefits are not available for lamps in winter.": "lamps",
    "Coverage of lamps is provided when bright.": "lamps",
    "The safety and effectiveness of lamps have been established.": "lamps",
    # only pointed at
    "The following are considered investigational:": None,
    "The following lamps are considered investigational:": None,
    "Any of the following is not covered:": None,
    "These lamps are not covered.": None,
    "It is considered medically necessary.": None,
    "All other uses of lamps are considered investigational.": None,
    "Erewhon considers the following medically necessary:": None,
    # on the lines before
    "is considered medically necessary for winter.": None,
    "may be considered medically necessary.": None,
}


@pytest.mark.parametrize("text", SERVICES)
def test_services(text: str) -> None:
    assert service(text) == SERVICES[text]


def test_a_sentence_without_a_determination_has_no_service() -> None:
    (sentence,) = sentences("Lamps shine.")
    assert services_of(sentence) == ()


def test_a_service_has_at_most_eighteen_words() -> None:
    assert service(" ".join(["lamp"] * 30) + " are covered.") == " ".join(["lamp"] * 18)


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("is considered medically necessary.", True),
        ("are covered.", True),
        ("is(are) covered.", True),
        ("may be covered.", True),
        ("Island lamps are covered.", False),
        ("Lamps are covered.", False),
    ],
)
def test_a_sentence_that_begins_with_its_verb_has_its_subject_before_it(text: str, lacks: bool) -> None:
    (sentence,) = sentences(text)
    assert lacks_subject(sentence) is lacks


KNOWN = known_services(frozenset({"donor lamp therapy (DLT)", "hall lamp (HL) boost", "Fans"}))


def test_services_are_known_by_name_and_abbreviation() -> None:
    donor = {"donor lamp therapy", "donor lamp therapy dlt", "dlt"}
    boost = {"hall lamp boost", "hall lamp hl boost", "hl", "hl boost"}
    assert donor | boost | {"fans"} == KNOWN
    assert known_services(frozenset()) == frozenset()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("DLT and fans", ("DLT", "fans")),
        ("DLT or HL boost", ("DLT", "HL boost")),
        ("HL boost and/or the fans", ("HL boost and/or the fans",)),
        ("the DLT & fans", ("DLT", "fans")),
        ("DLT, HL boost, and fans", ("DLT", "HL boost", "fans")),
        ("DLT, fans", ("DLT", "fans")),
        ("DLT and heaters", ("DLT and heaters",)),
        ("DLT", ("DLT",)),
        ("salt and pepper", ("salt and pepper",)),
    ],
)
def test_joined_services_are_parted_where_each_is_known_by_itself(name: str, parts: tuple[str, ...]) -> None:
    assert split_joined(name, KNOWN) == parts


RESIDUAL = [
    "Lamps are considered not medically necessary for any other indication.",
    "For all other uses, lamps are investigational.",
    "All other lamps are not covered.",
    "Every other use of lamps is not covered.",
    "Lamps are investigational for uses other than those listed above.",
    "Lamps are investigational for any indication not listed.",
    "Lamps are investigational outside of the above.",
    "Lamps are investigational in other clinical situations.",
    "Lamps are investigational for other indications.",
    "Lamps are not covered when the criteria above are not met.",
    "Lamps not meeting the above criteria are not covered.",
    "Lamps that do not meet the criteria above are not covered.",
]
NOT_RESIDUAL = [
    "Lamps are covered when the criteria above are met.",
    "Lamps are covered for another winter.",
    "Lamps other than the old one are covered.",
    "In other words, lamps are covered.",
    "Lamps are covered when no other heater works.",
]


@pytest.mark.parametrize("text", RESIDUAL)
def test_statements_about_everything_else(text: str) -> None:
    assert is_residual(text)


@pytest.mark.parametrize("text", NOT_RESIDUAL)
def test_statements_about_something(text: str) -> None:
    assert not is_residual(text)


@pytest.mark.parametrize(
    ("items", "residual"),
    [
        (("gloom", "Any other reason"), True),
        (("gloom", "all other uses"), True),
        (("gloom", "for any other indication"), True),
        (("Any other reason", "gloom"), False),
        (("gloom",), False),
        ((), False),
    ],
)
def test_a_last_item_that_takes_in_everything_else(items: tuple[str, ...], residual: bool) -> None:
    assert is_residual("Lamps are not covered for:", items) is residual


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Lamps are covered for adults and children.", ("adults", "children")),
        ("Lamps are covered for pediatric patients.", ("children",)),
        ("Lamps are covered in newborns.", ("infants",)),
        ("Lamps are covered for pregnant adolescents.", ("adolescents", "pregnant")),
        ("Lamps are covered in adulthood and childhood.", ()),
    ],
)
def test_populations(text: str, groups: tuple[str, ...]) -> None:
    assert populations_of(text) == groups


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("For Medicare members lamps are covered.", ("medicare",)),
        ("For Medicaid and commercial plans lamps are covered.", ("commercial", "medicaid")),
        ("For HMO and PPO plans lamps are covered.", ("commercial",)),
        ("For the Federal Employee Program lamps are covered.", ("federal",)),
        ("For the marketplace lamps are covered.", ("marketplace",)),
        ("For non-Medicare plans lamps are covered.", ()),
        ("For all plans except Medicare lamps are covered.", ()),
        ("Lamps are covered.", ()),
    ],
)
def test_lines_of_business(text: str, lines: tuple[str, ...]) -> None:
    assert lines_of_business_of(text) == lines


NAMES = st.lists(st.sampled_from(["lamp", "fans", "(LT)", "and", "or", ",", "boost", "the"]), min_size=1, max_size=8)


@given(NAMES.map(" ".join))
@settings(deadline=None)
def test_parting_keeps_a_name_whole_or_parts_it_into_known_ones(name: str) -> None:
    known = known_services(frozenset({"lamp", "fans", "boost (LT)"}))
    parts = split_joined(name, known)
    assert parts == (name,) or all(known_services(frozenset({part})) & known for part in parts)
