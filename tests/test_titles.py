"""Titles that no label marks, told by type, place and what recurs; and where there is none."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pages import line, opened
from policyextract.document import Block
from policyextract.opening import opening_paragraphs
from policyextract.titles import find_title, may_title

BIG = 18
SECTION = line("Description", 14, bold=True)


def title_of(*blocks: Block | str, running: Sequence[str] = (), payer: str | None = None) -> str | None:
    page = opened(*blocks, SECTION, "Lamps shine.", running=running)
    title = find_title(opening_paragraphs(page.sections), page.furniture, payer)
    return title.text if title else None


def test_what_is_set_largest() -> None:
    assert title_of("An Independent licensee", line("Lamp Therapy", BIG), line("A subtitle", 12)) == "Lamp Therapy"


def test_behind_the_kind_of_document_where_type_does_not_tell() -> None:
    blocks = (line("EREWHON", 11, bold=True), line("Medical Policy", 11), line("Lamp Therapy at Home", 10.5, bold=True))
    assert title_of(*blocks) == "Lamp Therapy at Home"


def test_what_recurs_in_the_running_header() -> None:
    blocks = (line("Winter Care", BIG), line("Lamp Therapy", BIG))
    assert title_of(*blocks, running=("Lamp Therapy Page 2 of 9",)) == "Lamp Therapy"


def test_over_several_lines() -> None:
    lines = (
        line("Lamps:", BIG, bold=True),
        line("Brightlux®; Sunny™", BIG, bold=True, gap=False),
        line("(Home Use)", 14, bold=True, gap=False),
        "Document Number: IC-0098",
    )
    assert title_of(*lines) == "Lamps: Brightlux®; Sunny™ (Home Use)"


def test_a_title_beside_other_lines_goes_on_below() -> None:
    # Lines of tests stand 14 points apart, those of the title 42.
    between = (line("MEDICAL POLICY", 20), "Effective Date: 1/1/2025")
    big = line("Lamp Therapy", 36, bold=True)
    assert title_of(big, *between, line("at Home", 36, bold=True)) == "Lamp Therapy at Home"
    assert title_of(big, *between, line("at Home", 36)) == "Lamp Therapy"
    assert title_of(big, *between, "Number 17", "Of lamps", line("at Home", 36, bold=True)) == "Lamp Therapy"


def test_a_title_that_was_taken_for_a_running_header() -> None:
    running = ("Lamp Therapy", "Lamp Therapy")
    assert title_of("File Name: lamp_therapy", line("1. A lamp", BIG), running=running) is None
    pages = [replace(line(text, page=page)) for text, page in (("Lamps", 1), ("Lamps", 1), ("Lamps", 2))]
    assert find_title((), pages, None).text == "Lamps"
    assert find_title((), pages, "Lamps of Erewhon") is None
    assert find_title((), pages[1:], None) is None


@pytest.mark.parametrize(
    ("below", "title"),
    [
        ("Chapter 2, Part 1 (Sections 10 – 20.4)", "Lamps of the Realm Chapter 2, Part 1 (Sections 10 – 20.4)"),
        ("Volume IV", "Lamps of the Realm Volume IV"),
        ("Part of the library", "Lamps of the Realm"),
        ("Chapter 1 Lamps .......... 3", "Lamps of the Realm"),
    ],
)
def test_the_chapter_of_a_manual_belongs_to_its_title(below: str, title: str) -> None:
    assert title_of(line("Lamps of the Realm", 22), line(below, 14)) == title


def test_a_title_that_breaks_off_goes_on_with_the_kind_below() -> None:
    assert title_of(line("Home Lamp Coverage", 20), line("Criteria Guide", 25)) == "Home Lamp Coverage Criteria Guide"


def test_a_subject_with_its_kind_is_a_title_where_nothing_else_is() -> None:
    assert title_of(line("Lamp and Candle Payment Policy", BIG)) == "Lamp and Candle Payment Policy"


def test_a_kind_for_certain_members_is_a_title_where_it_towers_over_the_rest() -> None:
    assert (
        title_of(line("Medicare Lamp Coverage Manual", 22), line("Lamps and Candles", 10))
        == "Medicare Lamp Coverage Manual"
    )
    assert title_of(line("Medicare Medical Policy", 22), line("Lamp Therapy", 18)) == "Lamp Therapy"


def test_the_payer_with_the_kind_is_none() -> None:
    blocks = (line("Erewhon Medical Coverage Policy- Light Services", BIG), line("Lamp Therapy", BIG))
    assert title_of(*blocks, payer="Erewhon Health") == "Lamp Therapy"
    assert title_of(line("Erewhon Clinical Policy", BIG), payer="Erewhon Health") is None


def test_in_the_running_header_where_the_page_has_none() -> None:
    assert title_of("Effective Date: 1/2/2026", running=("Lamp Therapy Page 1 of 12",)) == "Lamp Therapy"


def test_in_the_sentence_that_says_what_the_document_is_about() -> None:
    assert title_of("This Clinical Policy Bulletin addresses lamp therapy at home.") == "lamp therapy at home"


def test_nowhere() -> None:
    assert title_of("Effective Date: 1/2/2026", "Table of Contents") is None


def test_a_larger_heading_behind_the_first_page_is_none() -> None:
    page = opened(line("Lamp Therapy", 32), line("General Remarks", 40, page=3), "Lamps shine.")
    title = find_title(opening_paragraphs(page.sections), (), None)
    assert title is not None
    assert title.text == "Lamp Therapy"


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Lamp Therapy", True),
        ("3D Lamp Printing", True),
        ("Email", False),
        ("Email Lamps", True),
        ("Medical Policy", False),
        ("Medicare Medical Policy", False),
        ("Table of Contents", False),
        ("Page 3", False),
        ("https://www.example.org/lamps", False),
        ("An Independent licensee of the Erewhon Association", False),
        ("Effective January 1, 2026", False),
        ("Policy Number: 17", False),
        ("Lamps are covered.", False),
        ("12", False),
        ("Transmittals for Chapter 1", False),
        ("Commercial", False),
    ],
)
def test_lines_that_may_be_titles(text: str, may: bool) -> None:
    assert may_title(text) is may
