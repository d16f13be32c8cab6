"""Whose policy it is, as the document says it: never whom it merely mentions, and nobody where it says nothing."""

from collections.abc import Sequence

import pytest

from pages import line, opened, table
from policyextract.document import Block
from policyextract.lexicon.authors import AUTHORSHIP, Authorship
from policyextract.lexicon.mastheads import DocumentKind, document_kind, only_kind, payer_in_masthead, without_scope
from policyextract.organisations import author_of, plain_name

TITLE = line("Lamp Therapy", 18, bold=True)


def author(*blocks: Block | str, running: Sequence[str] = ()) -> str | None:
    page = opened(*blocks, running=running)
    return author_of(page.sections, page.furniture)


def section(name: str) -> Block:
    return line(name, 14, bold=True)


@pytest.mark.parametrize("wording", AUTHORSHIP, ids=lambda wording: wording.examples[0][1])
def test_wordings(wording: Authorship) -> None:
    for text, name in wording.examples:
        match = next(wording.matches(text), None)
        assert match, text
        assert plain_name(next(group for group in match.groups() if group)) == name
    for text in wording.not_examples:
        match = next(wording.matches(text), None)
        assert match is None or author(f"{text}.") is None, text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Medical Policy", DocumentKind("", "Medical Policy")),
        ("Erewhon Clinical Policy", DocumentKind("Erewhon", "Clinical Policy")),
        ("Lab Management Guidelines V1.0.2025", DocumentKind("", "Lab Management Guidelines")),
        ("Lamp and Candle Payment Policy", DocumentKind("Lamp and Candle", "Payment Policy")),
        ("CLINICAL POLICY AND PROCEDURE MANUAL", DocumentKind("", "CLINICAL POLICY AND PROCEDURE MANUAL")),
        ("Lamp Therapy", None),
        ("Whoever reads this far and wonders at the length of it should see the policy", None),
    ],
)
def test_kinds_of_documents(text: str, kind: DocumentKind | None) -> None:
    assert document_kind(text) == kind


def test_members_are_no_part_of_a_name() -> None:
    assert without_scope("ErewhonCare® Commercial and Individual Exchange") == "ErewhonCare"
    assert only_kind("Medicare Advantage Medical Policy")
    assert not only_kind("Erewhon Medical Policy")


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("Erewhon Health Plan Coverage Policy",), [("Erewhon Health Plan", True)]),
        (("Erewhon Healthcare® Commercial", "Medical Policy"), [("Erewhon Healthcare", True)]),
        (("Plan: Erewhon Caritas Ohio",), [("Erewhon Caritas Ohio", True)]),
        (("Federal Employee Program®", "12 Main St NW"), [("Federal Employee Program", True)]),
        (("Lamp Therapy", "Medical Policy"), [("Lamp Therapy", False)]),
        (("Lamp therapy is explained below.", "Medical Policy"), []),
    ],
)
def test_mastheads(lines: Sequence[str], names: list[tuple[str, bool]]) -> None:
    assert list(payer_in_masthead(lines)) == names


def test_nobody_is_named() -> None:
    assert author("Medical Policy", TITLE, section("Policy"), "Lamp therapy is considered medically necessary.") is None


def test_a_subject_in_front_of_the_kind_is_nobody() -> None:
    assert author(line("Lamp and Candle Payment Policy", 18), section("Policy"), "The Plan pays for lamps.") is None


def test_a_short_name_in_the_masthead_needs_another_mention() -> None:
    blocks = (
        "Erewhon Clinical Policy",
        TITLE,
        section("Disclaimer"),
        "Erewhon reserves the right to revise this policy.",
    )
    assert author(*blocks) == "Erewhon"
    assert author(*blocks[:2]) is None


def test_the_document_outweighs_whom_its_background_mentions() -> None:
    blocks = (
        TITLE,
        section("Policy"),
        "ErewhonCare considers lamp therapy medically necessary for winter blues.",
        "It is given at home.",
        section("Background"),
        "Winters are long.",
        "BrightCo has developed these lamps. Shining Health considers them bright. Shining Health covers them.",
        section("References"),
        "1. Nowhere Health Plan. Nowhere Health Plan considers lamps. © 2020 Nowhere Health Plan.",
        *(f"{number}. Lampe A. Light in winter." for number in range(2, 40)),
    )
    assert author(*blocks) == "ErewhonCare"


def test_the_end_of_the_document_counts_whatever_came_last() -> None:
    assert author(TITLE, section("References"), "1. Lampe A.", "Copyright © 2001-2025 Erewhon Inc.") == "Erewhon"


def test_societies_code_systems_and_common_words_are_nobody() -> None:
    blocks = (
        TITLE,
        "CPT Only © 2024 American Medical Association",
        "© 2024 National Lamp Network, Inc.",
        "IMPORTANT REMINDER reserves the right",
        "Medicare covers lamps. CMS covers lamps.",
        "Neither employees nor agents of the Health Plan.",
    )
    assert author(*blocks) is None


def test_spellings_of_one_name_count_together() -> None:
    blocks = (
        TITLE,
        "Erewhon Blue Shield is an independent licensee of the Association.",
        "© 2025 Erewhon Blue and Shield",
        "Neither employees nor agents of Erewhon Blue Shield.",
    )
    assert author(*blocks) == "Erewhon Blue Shield"


def test_the_fuller_form_where_it_is_used_as_much() -> None:
    blocks = (
        TITLE,
        "Erewhon reserves the right to change this.",
        "This is proprietary information of Erewhon Healthcare.",
        "Erewhon Healthcare reserves the right to ask.",
    )
    assert author(*blocks) == "Erewhon Healthcare"


def test_an_abbreviation_is_spelled_out_where_the_document_does() -> None:
    blocks = (
        TITLE,
        "Erewhon Old Health Plans (EOHP) has many plans.",
        section("Policy"),
        "EOHP considers lamps necessary.",
    )
    assert author(*blocks) == "Erewhon Old Health Plans"


def test_a_page_printed_from_the_web_is_its_sites() -> None:
    running = ("https://www.erewhon.org/policies/17.html 1/13", "https://www.erewhon.org/policies/17.html 2/13")
    assert author(TITLE, running=running) == "erewhon.org"
    assert author(TITLE, "See https://www.erewhon.org/policies/17.html for more") is None


def test_a_masthead_may_be_a_table() -> None:
    assert (
        author(table(("Erewhon Health Plan\nPolicies and Procedure Manual", "Policy: MP388"))) == "Erewhon Health Plan"
    )
    assert author(table(("Lamp Therapy\nPayment Policy", "Policy: MP388"))) is None
