"""What a sentence determines: the wording, whether it is said of a service, and what its negation makes of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyextract.lexicon.determinations import HEADINGS, PRECEDENCE
from policyextract.predicates import (
    Predicate,
    group_determination,
    heading_determination,
    sentences,
    strongest,
)
from policyextract.records import Determination

INV, COSM, REC, NMN, NC, MN = PRECEDENCE


def of(text: str) -> Predicate | None:
    """What the only sentence of a text determines."""
    (sentence,) = sentences(text)
    return sentence.predicate


STATED: dict[str, tuple[Determination, str]] = {
    "Lamps are considered medically necessary.": (MN, "considered medically necessary"),
    "LAMPS ARE MEDICALLY NECESSARY FOR WINTER": (MN, "MEDICALLY NECESSARY"),
    "Lamps may be considered medically necessary when bright.": (MN, "considered medically necessary"),
    "Lamps are covered when bright.": (MN, "covered"),
    "Lamps may be approved if bright.": (MN, "approved"),
    "Lamps are proven for winter.": (MN, "proven"),
    "The plan considers lamps medically necessary for winter.": (MN, "medically necessary"),
    "The effectiveness of lamps has been established.": (MN, "effectiveness of lamps has been established"),
    "Lamps are considered experimental, investigational or unproven.": (
        INV,
        "considered experimental, investigational or unproven",
    ),
    "The plan considers lamps to be investigational.": (INV, "investigational"),
    "Lamps are not proven.": (INV, "not proven"),
    "Evidence does not support the use of lamps.": (INV, "Evidence does not support"),
    "Lamps are not supported by current evidence.": (INV, "not supported by current evidence"),
    "Lamps are considered not medically necessary because the literature does not support their use.": (
        NMN,
        "considered not medically necessary",
    ),
    "Lamps are not covered because the literature does not support their use.": (INV, "not covered"),
    "Lamps are considered cosmetic.": (COSM, "considered cosmetic"),
    "Lamps are considered reconstructive when bright.": (REC, "considered reconstructive"),
    "Lamps are excluded from coverage.": (NC, "excluded"),
    "Coverage is not provided for lamps.": (NC, "Coverage is not provided"),
}

NEGATED: dict[str, tuple[Determination, str]] = {
    "The plan does not consider bright lamp therapy at home medically necessary.": (
        NMN,
        "not consider bright lamp therapy at home medically necessary",
    ),
    "Lamps are not routinely covered.": (NC, "not routinely covered"),
    "Lamps are not medically necessary.": (NMN, "not medically necessary"),
    "Lamps are NOT considered medically necessary.": (NMN, "NOT considered medically necessary"),
    "Lamps are not considered to be medically necessary.": (NMN, "not considered to be medically necessary"),
    "Lamps are considered to be not medically necessary.": (NMN, "considered to be not medically necessary"),
    "Lamps are no longer considered medically necessary.": (NMN, "no longer considered medically necessary"),
    "Lamps should not be considered medically necessary.": (NMN, "not be considered medically necessary"),
    "Lamps cannot be considered medically necessary.": (NMN, "not be considered medically necessary"),
    "Lamps will never be considered medically necessary.": (NMN, "never be considered medically necessary"),
    "Lamps aren't medically necessary.": (NMN, "n't medically necessary"),
    "Lamps are not reasonable and necessary.": (NMN, "not reasonable and necessary"),
    "Lamps are considered medically unnecessary.": (NMN, "considered medically unnecessary"),
    "Lamps do not meet coverage criteria.": (NMN, "not meet coverage criteria"),
    "Lamps do not meet coverage criteria due to a lack of literature.": (
        INV,
        "not meet coverage criteria due to a lack",
    ),
    "Lamps are not covered.": (NC, "not covered"),
    "Lamps cannot be covered.": (NC, "not be covered"),
    "Lamps isn’t covered.": (NC, "n’t covered"),
    "Lamps are not a covered benefit.": (NC, "not a covered benefit"),
    "Lamps are considered non-covered.": (NC, "considered non-covered"),
}

COMBINED: dict[str, tuple[Determination, str]] = {
    "Lamps are investigational and not medically necessary.": (INV, "investigational and not medically necessary"),
    "Lamps are unproven and not medically necessary.": (INV, "unproven and not medically necessary"),
    "Lamps are not medically necessary and therefore not covered.": (NMN, "not medically necessary"),
    "Lamps are considered cosmetic and not medically necessary.": (
        COSM,
        "considered cosmetic and not medically necessary",
    ),
    "Lamps are investigational, and fans are covered.": (INV, "investigational"),
}


@pytest.mark.parametrize("text", [*STATED, *NEGATED, *COMBINED])
def test_what_is_stated(text: str) -> None:
    determination, wording = {**STATED, **NEGATED, **COMBINED}[text]
    predicate = of(text)
    assert predicate is not None
    assert predicate.determination is determination
    assert predicate.wording.startswith(wording)
    assert text[predicate.start : predicate.end] == predicate.wording


@pytest.mark.parametrize(
    "text",
    [
        "Lamps are on the table.",
        # an attribute of something else
        "Lamps after a medically necessary transplant shine.",
        "Lamps are medically necessary care.",
        "Lamps are considered a medically necessary treatment.",
        "The investigational arm shone.",
        "Lamps are an investigational treatment.",
        # a memory
        "Lamps were considered investigational.",
        "Lamps were previously considered medically necessary.",
        "Lamps have been proven to shine.",
        # a clause that does not decide
        "Whether lamps are medically necessary is decided by the plan.",
        "The guild asks whether, in winter, lamps are medically necessary.",
        "The guild weighs the case, whether it is old, and whether lamps are medically necessary.",
        "Unless lamps are covered, they are dim.",
        "Lamps that are covered by the plan shine.",
        "Lamps, which are considered investigational, shine.",
        "To ensure that lamps asked for are medically necessary the guides below are used.",
        "Darkness is indicated by a red lamp.",
        "The policy reflects our view of lamps and in what circumstances they are deemed medically necessary.",
        "A statute names how the use of lamps is covered for the old.",
        "The plan does not provide lamps and cannot promise light.",
        "It is reasonable to expect lamps to shine.",
        # what is asked for, or left open
        "Keepers see lamps when deemed medically necessary.",
        "Lamps should be appropriate for the room.",
        "Lamps may or may not be covered.",
        "In cases where the approval is authorized, lamps shine.",
        # words spoken of
        "The term medically necessary is defined below.",
        "Requests are denied as not medically necessary.",
        # a negation that no wording accounts for
        "Lamps cannot be excluded.",
        "Lamps are not excluded.",
        "Lamps are not considered investigational.",
        "Lamps are no longer considered investigational.",
        "Lamps are neither proven nor medically necessary.",
        "Lamp therapy is not considered by the plan to be medically necessary.",
        "To establish criteria for when lamps are medically necessary",
        "No lamp is covered.",
        "The guild determined that no decision is appropriate at this time for lamps.",
        "No lamp is safe and is covered.",
        "This document tells how lamps are lit, and when they are considered medically necessary.",
        "It tells how lamps, fans and torches are considered medically necessary.",
        "It tells how lamps are lit, covered by shades.",
        # colours another wording, but states nothing by itself
        "The effectiveness of lamps has not been established.",
    ],
)
def test_what_is_not(text: str) -> None:
    assert of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Services that are considered investigational include, but are not limited to, the following:",
        "Lamps are covered after a medically necessary transplant.",
        "If lamps are bright, they are covered.",
        "To ensure light, lamps are considered medically necessary.",
        "The plan does not provide coverage for lamps.",
        "Lamps are reasonable for the young.",
        "Lamps are considered medically necessary, whichever room they stand in.",
        "Lamps (which are bright) are covered.",
        "Regardless of how many there are, lamps are covered.",
        "No other light being at hand, lamps are covered.",
        "No referral is needed and lamps are considered medically necessary.",
        "No more than two lamps are considered medically necessary in a year.",
        "Lamps, regardless of how they are lit, are considered medically necessary.",
        "Lamps, whether of oil or of gas, are considered medically necessary.",
        "Since it is not known whether lamps, fans or both shine, the guild will not reimburse both.",
    ],
)
def test_what_is_beside_a_clause_is_stated(text: str) -> None:
    assert of(text) is not None


@pytest.mark.parametrize(
    ("text", "firm", "loose"),
    [
        ("Lamps are considered medically necessary.", True, False),
        ("Lamps are covered.", False, False),
        ("Lamps are indicated for winter.", False, True),
        ("The light is appropriate.", False, True),
        ("Lamps are covered and medically necessary.", True, False),
    ],
)
def test_how_firm_a_wording_is(text: str, firm: bool, loose: bool) -> None:
    predicate = of(text)
    assert predicate is not None
    assert (predicate.firm, predicate.loose) == (firm, loose)


@pytest.mark.parametrize("mark", ["¹", "¹,²", "¹⁻³", "ᵃ", "†", "*", "1", "1,2", " [1,2]", " (1)"])
def test_a_citation_hides_neither_the_wording_nor_the_end_of_the_sentence(mark: str) -> None:
    inside = of(f"Lamps are considered investigational{mark} for winter.")
    assert inside is not None
    assert inside.wording == "considered investigational"
    first, second = sentences(f"Lamps are investigational{mark}. Fans are not covered.")
    assert [each.predicate and each.predicate.determination for each in (first, second)] == [INV, NC]


@pytest.mark.parametrize("mark", ["¹", "¹,²", "¹⁻³", "¹, ²", "†"])
def test_citations_behind_the_full_stop_belong_to_the_sentence_before(mark: str) -> None:
    found = sentences(f"Lamps are investigational.{mark} Fans are not covered.{mark}")
    assert [each.text for each in found] == [f"Lamps are investigational.{mark}", f"Fans are not covered.{mark}"]
    assert [each.predicate and each.predicate.wording for each in found] == ["investigational", "not covered"]


def test_a_citation_does_not_hide_that_a_wording_is_an_attribute() -> None:
    assert of("Lamps after a medically necessary¹ transplant shine.") is None


@pytest.mark.parametrize(
    "text",
    [
        "See policy No. 5 for lamps.",
        "Lamps vs. fans are compared.",
        "Per Lamp et al. 2024 lamps shine.",
        "Lamps (e.g. big ones) shine.",
        "Lamps shine for 2.5 hours.",
    ],
)
def test_a_full_stop_in_mid_sentence_ends_none(text: str) -> None:
    assert [each.text for each in sentences(f"{text} Fans blow.")] == [text, "Fans blow."]


def test_sentences_know_where_they_stand() -> None:
    text = "Lamps are covered.  Fans are not covered.¹ Heaters shine"
    found = sentences(text)
    assert [text[each.start : each.end] for each in found] == [each.text for each in found]
    assert [each.text for each in found] == ["Lamps are covered.", "Fans are not covered.¹", "Heaters shine"]
    assert sentences("") == ()


@pytest.mark.parametrize(
    ("heading", "determination"),
    [
        ("Not Medically Necessary:", NMN),
        ("MEDICALLY NECESSARY", MN),
        ("Considered Medically Necessary when criteria are met", MN),
        ("II. Investigational and Not Medically Necessary", INV),
        ("Experimental/Investigational", INV),
        ("Not Covered", NC),
        ("Exclusions:", NC),
        ("Inclusions", MN),
        ("Covered services", None),
        ("Approved indications", None),
        ("Medically Necessary Lamps", None),
        ("Lamps", None),
        ("", None),
    ],
)
def test_headings_that_hold_little_but_a_determination(heading: str, determination: Determination | None) -> None:
    predicate = heading_determination(heading)
    assert (predicate.determination if predicate else None) is determination


def test_a_heading_of_indications_takes_a_list_and_is_not_firm() -> None:
    heading, other = heading_determination("Indications:"), heading_determination("Inclusions:")
    assert heading is not None
    assert other is not None
    assert (heading.determination, heading.firm, other.firm) == (MN, False, True)


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings_whose_words_would_not_do_in_a_sentence(heading: str) -> None:
    predicate = heading_determination(f"{heading.title()}:")
    assert predicate == Predicate(HEADINGS[heading], f"{heading.title()}:", 0, len(heading) + 1)


@pytest.mark.parametrize(
    ("lead", "determination"),
    [
        ("CPT codes covered if criteria are met", MN),
        ("Codes that are not covered", NC),
        ("Considered investigational and not medically necessary:", INV),
        ("The following codes are considered experimental:", INV),
        ("CPT codes", None),
    ],
)
def test_headings_of_code_lists(lead: str, determination: Determination | None) -> None:
    assert group_determination(lead) is determination


@pytest.mark.parametrize("first", PRECEDENCE)
@pytest.mark.parametrize("other", PRECEDENCE)
def test_of_two_determinations_the_one_that_precedes_holds(first: Determination, other: Determination) -> None:
    held = strongest(Predicate(first, "so", 0, 2), other)
    assert held == Predicate(min(first, other, key=PRECEDENCE.index), "so", 0, 2)


PARTS = st.sampled_from(
    [
        *"Lamps are not considered medically necessary investigational covered which".split(),
        *", . .¹ ² : ; ( )".split(),
        "No.",
        "5",
        "e.g.",
        "if",
        "(see)",
        "\n",
        "The",
    ]
)


@given(st.lists(PARTS, max_size=14).map(" ".join))
@settings(deadline=None)
def test_sentences_take_in_every_word_once(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(each.text for each in found).split()) == "".join(text.split())
    for each in found:
        assert text[each.start :].startswith(each.text)
        if each.predicate:
            assert each.text[each.predicate.start : each.predicate.end] == each.predicate.wording
