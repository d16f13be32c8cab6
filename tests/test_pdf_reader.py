"""The PDF reader, on small PDFs that are made here, and on glyphs set by hand."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption

from paper import Paper, blocks, lines, only_table
from policyextract.document import Line, Table
from policyextract.errors import UnreadableFile
from policyextract.readers import pdf
from policyextract.readers.engine import Engine
from policyextract.readers.pdf import plumber
from policyextract.readers.pdf.marks import readable
from policyextract.readers.pdf.page import UNKNOWN, PageContent


@pytest.fixture(scope="module", params=get_args(Engine), autouse=True)
def engine(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test here is one of both engines."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Paper, "engine", request.param)
        yield


# Lines


def test_a_line_knows_its_place_size_and_weight() -> None:
    paper = Paper()
    right = paper.text(72, 100, "Coverage Policy", "Helvetica-Bold", 14)
    end = paper.text(90, 120, "Note: ", "Helvetica-Bold")
    paper.text(end, 120, "a plan may differ.")
    paper.next_page()
    paper.text(72, 80, "Background")
    document = paper.read()
    heading, note, background = document.lines()
    assert (heading.text, heading.size, heading.bold, heading.bold_until) == ("Coverage Policy", 14.0, True, 15)
    assert (note.text, note.bold_until, note.indent, note.size) == ("Note: a plan may differ.", 5, 90.0, 11.0)
    assert [(each.page, each.number) for each in (heading, note, background)] == [(1, 1), (1, 2), (2, 1)]
    assert heading.box is not None
    assert heading.box == pytest.approx((72, 100 - 0.8 * 14, right, 100 + 0.2 * 14), abs=0.1)
    assert [(page.number, page.width, page.height) for page in document.pages] == [(1, 612, 792), (2, 612, 792)]
    assert (document.media_type, document.name, document.problems) == ("application/pdf", "made.pdf", ())


def test_a_plain_marker_before_bold_text_counts_as_bold() -> None:
    paper = Paper()
    paper.text(72, 100, "II.")
    end = paper.text(90, 100, "Diagnosis", "Helvetica-Bold")
    paper.text(end, 100, ": a plain explanation")
    paper.text(72, 120, "II.", "Helvetica-Bold")
    paper.text(90, 120, "plain text")
    assert [(line.text, line.bold_until) for line in paper.read().lines()] == [
        ("II. Diagnosis: a plain explanation", 13),
        ("II. plain text", 3),
    ]


def test_small_capitals_have_the_size_of_the_large_ones() -> None:
    paper = Paper()
    end = 72.0
    for letters in ("CODING", "INFORMATION"):
        end = paper.text(end, 100, letters[0], "Helvetica-Bold", 11)
        end = paper.text(end, 100, letters[1:], "Helvetica-Bold", 9) + 4
    paper.text(72, 120, "Plain text", size=9)
    assert [(line.text, line.size) for line in paper.read().lines()] == [
        ("CODING INFORMATION", 11.0),
        ("Plain text", 9.0),
    ]


def test_lines_set_off_by_white_space_have_a_gap() -> None:
    paper = Paper()
    for index, baseline in enumerate((72, 85, 98, 118, 131, 144, 157, 190, 203)):
        paper.text(72, baseline, f"line number {index}")
    assert [line.gap for line in paper.read().lines()] == [True, False, False, True, False, False, False, True, False]


def test_wide_line_spacing_is_no_gap_in_a_document_set_that_way() -> None:
    paper = Paper()
    for index, baseline in enumerate((72, 96, 120, 144, 168, 192, 240)):
        paper.text(72, baseline, f"line number {index}")
    assert [line.gap for line in paper.read().lines()] == [True, False, False, False, False, False, True]


def test_words_on_one_baseline_are_one_line_with_single_blanks() -> None:
    paper = Paper()
    paper.text(72, 100, "Effective  Date:")
    paper.text(300, 100.8, "02/11/2026")
    paper.text(72, 120, "Word")
    paper.text(72 + 40, 120, "apart")
    assert lines(paper.read()) == ["Effective Date: 02/11/2026", "Word apart"]


def test_superscripts() -> None:
    paper = Paper()
    end = paper.text(72, 100, "as reported")
    end = paper.raised(end, 100, "2,14-16")
    end = paper.text(end, 100, " with the Test")
    end = paper.raised(end, 100, "TM")
    end = paper.text(end, 100, " of 1")
    end = paper.raised(end, 100, "st")
    paper.text(end, 100, " degree")
    end = paper.text(72, 120, "carriers")
    paper.raised(end, 120, "a")
    assert lines(paper.read()) == ["as reported²,¹⁴-¹⁶ with the Test™ of 1st degree", "carriersᵃ"]


def test_small_words_set_high_beside_a_title_stay_words() -> None:
    paper = Paper()
    paper.text(72, 100, "Gene Panels", size=16)
    paper.text(300, 97.9, "Page 3 of 5", size=12)
    assert lines(paper.read()) == ["Gene Panels Page 3 of 5"]


def test_bullets_of_symbol_fonts_stand_before_their_text() -> None:
    paper = Paper()
    paper.text(72, 100, "\N{BULLET}", "Symbol")
    paper.text(90, 100, "first item")
    paper.text(90, 114, "o", "Courier")
    paper.text(108, 114, "item below it")
    paper.text(72, 128, "\N{BULLET}")
    paper.text(90, 132, "text set lower than its bullet")
    paper.text(72, 150, "ovarian", "Courier")
    assert lines(paper.read()) == [
        "• first item",
        "◦ item below it",
        "• text set lower than its bullet",
        "ovarian",
    ]


@pytest.mark.parametrize(
    ("character", "font", "read"),
    [
        ("\uf0b7", "ABCDEF+SymbolMT", "•"),
        ("\uf0a7", "Wingdings-Regular", "▪"),
        ("\uf0d8", "Wingdings-Regular", "➢"),
        ("\u00fc", "Wingdings", "✓"),
        ("\uf0b3", "Symbol", "≥"),
        ("\uf062", "Symbol", "β"),
        ("\uf0e7", "Helvetica", "•"),
        ("\uf8e8", "Symbol", "®"),
        (UNKNOWN, "Wingdings", "•"),
        (UNKNOWN, "Helvetica", UNKNOWN),
        ("\ufb03", "Times", "ffi"),
        ("\u00ad", "Times", "-"),
        ("\u200b", "Times", ""),
        ("b", "Symbol", "b"),
        ("§", "Times", "§"),
    ],
)
def test_what_a_character_is_read_as(character: str, font: str, read: str) -> None:
    assert readable(character, font) == read


def test_text_drawn_twice_to_look_bold_is_read_once() -> None:
    paper = Paper()
    for shift in (0, 0.3):
        paper.text(72 + shift, 100, "Policy well llama")
    assert lines(paper.read()) == ["Policy well llama"]


def test_stray_blanks_over_a_word_do_not_part_it() -> None:
    paper = Paper()
    paper.text(72, 100, "Gastric banding")
    paper.text(72, 100, "      ", size=8)
    assert lines(paper.read()) == ["Gastric banding"]


# Blocks side by side


def test_boxes_side_by_side_are_read_one_after_the_other() -> None:
    paper = Paper()
    paper.text(72, 72, "Gene Panels for Rare Conditions of the Heart and Other Muscles", size=16)
    paper.lines(72, 110, "Contents", "Overview", "Policy", "Codes", "References")
    paper.lines(330, 117, "Related Policies", "Genetic Counseling", "Rare Conditions")
    paper.lines(72, 220, "Overview", "This policy addresses panels.")
    assert lines(paper.read()) == [
        "Gene Panels for Rare Conditions of the Heart and Other Muscles",
        *("Contents", "Overview", "Policy", "Codes", "References"),
        *("Related Policies", "Genetic Counseling", "Rare Conditions"),
        *("Overview", "This policy addresses panels."),
    ]


def test_two_lists_of_bullets_side_by_side() -> None:
    paper = Paper()
    paper.text(72, 88, "These braces are not covered, whoever orders them and for whatever use:")
    for at, (left, right) in enumerate((("Ankle", "Knee"), ("Back", "Neck"), ("Elbow", "Wrist"), ("Hip", "Toe"))):
        paper.text(72, 100 + 12 * at, f"\N{BULLET} {left} brace")
        paper.text(330, 100 + 12 * at, f"\N{BULLET} {right} brace")
    assert lines(paper.read())[1:] == [
        *("• Ankle brace", "• Back brace", "• Elbow brace", "• Hip brace"),
        *("• Knee brace", "• Neck brace", "• Wrist brace", "• Toe brace"),
    ]


def test_two_lists_of_which_one_is_short_at_the_top_of_a_page() -> None:
    paper = Paper()
    for at, words in enumerate(("Ankle brace", "Back brace", "Elbow brace")):
        paper.text(72, 100 + 12 * at, f"\N{BULLET} {words}")
    paper.text(330, 100, "\N{BULLET} Braces for the knee that")
    paper.text(340, 112, "bend")
    assert lines(paper.read()) == [
        *("• Ankle brace", "• Back brace", "• Elbow brace"),
        *("• Braces for the knee that", "bend"),
    ]


def test_a_title_ends_the_blocks_above_it() -> None:
    paper = Paper()
    for at, entry in enumerate(("Contents", "Overview 1", "Policy 2", "Codes 3", "History 4")):
        paper.text(72, 100 + 12 * at, entry)
    for at, entry in enumerate(("Related Policies", "Casts", "Splints")):
        paper.text(330, 104 + 13 * at, entry)
    paper.text(72, 178, "Coverage Rationale", size=14)
    paper.text(430, 204, "See the Benefit Section")
    paper.text(72, 230, "A brace is covered for a torn ligament of the knee in adults of any age.")
    assert lines(paper.read())[-5:] == [
        "Casts",
        "Splints",
        "Coverage Rationale",
        "See the Benefit Section",
        "A brace is covered for a torn ligament of the knee in adults of any age.",
    ]


def test_a_note_beside_the_text_comes_before_it() -> None:
    paper = Paper()
    body = [f"A line of the main text that is a good deal wider, number {n}." for n in range(8)]
    paper.lines(72, 100, *body)
    paper.lines(480, 105, "Last review", "01/02/2024", "Next review")
    assert lines(paper.read()) == ["Last review", "01/02/2024", "Next review", *body]


def test_two_columns_of_prose() -> None:
    paper = Paper()
    left = [f"left hand column of the newsletter, line {n}" for n in range(8)]
    right = [f"right hand column of the newsletter, line {n}" for n in range(8)]
    paper.lines(72, 100, *left)
    paper.lines(330, 100, *right)
    assert lines(paper.read()) == [*left, *right]


def test_a_table_without_rules_keeps_its_rows() -> None:
    paper = Paper()
    for index in range(8):
        paper.text(72, 100 + 28 * index, "Reviewed")
        paper.text(150, 100.5 + 28 * index, f"0{index + 1}/15/2021")
        paper.lines(250, 100 + 28 * index, "Annual review. Updated the", "references.")
    assert lines(paper.read())[:4] == [
        "Reviewed 01/15/2021 Annual review. Updated the",
        "references.",
        "Reviewed 02/15/2021 Annual review. Updated the",
        "references.",
    ]


# Tables


def test_a_ruled_table_stands_in_its_place() -> None:
    paper = Paper()
    paper.text(72, 90, "Codes that are covered")
    paper.grid([72, 150, 400], [100, 120, 155, 175])
    paper.text(76, 114, "Code", "Helvetica-Bold")
    paper.text(154, 114, "Description", "Helvetica-Bold")
    paper.text(76, 134, "00001")
    paper.lines(154, 134, "A made-up service that", "takes two lines")
    paper.text(76, 169, "00002")
    paper.text(154, 169, "•")
    end = paper.text(166, 169, "another one")
    paper.raised(end, 169, "3")
    paper.text(72, 200, "Further text")
    document = paper.read()
    assert blocks(document) == ["Codes that are covered", "[Code]", "Further text"]
    assert only_table(document) == [
        ["Code", "Description"],
        ["00001", "A made-up service that\ntakes two lines"],
        ["00002", "• another one³"],
    ]
    (table,) = document.tables()
    assert [cell.bold for cell in table.cells()] == [True, True, False, False, False, False]
    assert [row[0].number for row in table.rows] == [2, 3, 5]
    assert list(document.lines())[-1].number == 6
    assert table.box == pytest.approx((72, 100, 400, 175))
    assert table.rows[1][0].box == pytest.approx((72, 120, 150, 155))


def test_rows_that_only_a_column_of_dates_tells() -> None:
    """A log drawn as one row: a date on each line, and beside it what was done, over one line or two."""
    paper = Paper()
    paper.grid([72, 160, 250, 500], [80, 100, 180])
    paper.text(75, 93, "Kind")
    paper.text(165, 93, "Date")
    paper.text(255, 93, "Action")
    paper.text(75, 113, "Revised")
    paper.lines(165, 113, "01/02/2023", "03/04/2024", "", "05/06/2025")
    paper.lines(255, 113, "Lamps added", "Candles added to the list of", "what may be burned", "Reviewed")
    assert only_table(paper.read())[1:] == [
        ["Revised", "01/02/2023", "Lamps added"],
        ["", "03/04/2024", "Candles added to the list of\nwhat may be burned"],
        ["", "05/06/2025", "Reviewed"],
    ]


def test_dates_that_stand_beside_one_text_part_no_row() -> None:
    paper = Paper()
    paper.grid([72, 160, 500], [80, 180])
    paper.lines(75, 93, "01/02/2023", "03/04/2024")
    paper.text(165, 93, "Reviewed")
    assert only_table(paper.read()) == [["01/02/2023\n03/04/2024", "Reviewed"]]


def test_empty_and_merged_cells() -> None:
    paper = Paper()
    paper.grid([72, 150, 220, 300], [100, 120, 140, 160])
    paper.canvas.setStrokeGray(1)
    paper.text(76, 114, "A")
    paper.text(224, 114, "B")
    paper.text(224, 154, "C")
    assert only_table(paper.read()) == [["A", "B"], ["", "C"]]
    paper = Paper()
    paper.frame(72, 100, 300, 160)
    paper.rule(72, 120, 300, 120)
    paper.rule(150, 120, 150, 160)
    paper.rule(150, 140, 300, 140)
    paper.text(76, 114, "Heading over both columns")
    paper.text(76, 134, "left")
    paper.text(154, 134, "upper")
    paper.text(154, 154, "lower")
    assert only_table(paper.read()) == [["Heading over both columns", ""], ["left", "upper"], ["", "lower"]]


def box_around_prose(paper: Paper) -> None:
    paper.frame(60, 80, 500, 140)


def box_with_a_bar(paper: Paper) -> None:
    paper.frame(60, 80, 500, 140)
    paper.rule(60, 106, 500, 106)


def border_of_the_page(paper: Paper) -> None:
    paper.frame(20, 20, 592, 772)
    paper.frame(24, 24, 588, 768)


def underlines(paper: Paper) -> None:
    paper.rule(72, 101, 72 + 98, 101)
    paper.rule(72, 121, 72 + 126, 121)


def highlights(paper: Paper) -> None:
    paper.shade(72, 91, 170, 103)
    paper.shade(72, 111, 198, 123)


@pytest.mark.parametrize(
    "drawn",
    [box_around_prose, box_with_a_bar, border_of_the_page, underlines, highlights],
    ids=lambda each: each.__name__,
)
def test_what_is_drawn_around_prose_makes_no_table(drawn: Callable[[Paper], None]) -> None:
    paper = Paper()
    drawn(paper)
    paper.text(72, 100, "Coverage is limited")
    paper.text(72, 120, "to what the plan names.")
    assert blocks(paper.read()) == ["Coverage is limited", "to what the plan names."]


def test_links_underlined_in_a_cell_do_not_split_it() -> None:
    paper = Paper()
    paper.grid([70, 135, 300], [100, 140, 160])
    paper.text(72, 114, "Known family")
    paper.rule(72, 116, 72 + 66.6, 116)
    paper.text(72, 130, "variant")
    paper.text(140, 114, "00001")
    paper.text(72, 154, "other")
    paper.text(140, 154, "00002")
    assert only_table(paper.read()) == [["Known family\nvariant", "00001"], ["other", "00002"]]


def test_a_striped_table_without_upright_rules() -> None:
    paper = Paper()
    for top in (120, 160):
        paper.shade(72, top, 150, top + 20)
        paper.shade(150, top, 400, top + 20)
    paper.rule(72, 100, 400, 100)
    paper.rule(72, 200, 400, 200)
    for index, row in enumerate((("Code", "Description"), ("00001", "one"), ("00002", "two"), ("00003", "three"))):
        paper.text(76, 114 + 20 * index, row[0])
        paper.text(154, 114 + 20 * index, row[1])
    paper.text(76, 194, "00004")
    paper.text(154, 194, "four")
    paper.text(72, 230, "Text below the table")
    document = paper.read()
    assert only_table(document) == [
        ["Code", "Description"],
        ["00001", "one"],
        ["00002", "two"],
        ["00003", "three"],
        ["00004", "four"],
    ]
    assert lines(document) == ["Text below the table"]


def test_shaded_headings_with_prose_between_them_are_no_table() -> None:
    paper = Paper()
    for top in (100, 150, 200):
        paper.shade(72, top, 250, top + 16)
        paper.shade(250, top, 500, top + 16)
        paper.text(76, top + 12, "HEADING")
        paper.text(72, top + 32, "A sentence of prose that runs on across the whole width of the page, as such do.")
    assert list(paper.read().tables()) == []


def test_a_table_cut_by_the_page_break_stays_two_tables() -> None:
    paper = Paper()
    paper.text(72, 40, "Policy 123")
    paper.grid([72, 150, 300], [700, 720])
    paper.text(76, 714, "00001")
    paper.text(154, 714, "one")
    paper.next_page()
    paper.text(72, 40, "Policy 123")
    paper.grid([72, 150, 300], [72, 92])
    paper.text(76, 86, "00002")
    paper.text(154, 86, "two")
    document = paper.read()
    assert blocks(document) == ["Policy 123", "[00001]", "Policy 123", "[00002]"]
    assert [table.page for table in document.tables()] == [1, 2]


def test_a_row_that_the_page_break_cuts_needs_no_border_there() -> None:
    paper = Paper()
    paper.grid([72, 150, 300], [680, 700])
    for x in (72, 150, 300):
        paper.rule(x, 700, x, 730)
    paper.lines(76, 694, "00001")
    paper.lines(154, 694, "one")
    paper.text(76, 714, "00002")
    paper.text(154, 714, "two of")
    paper.next_page()
    for x in (72, 150, 300):
        paper.rule(x, 60, x, 80)
    paper.grid([72, 150, 300], [80, 100])
    paper.text(154, 74, "a pair")
    paper.text(76, 94, "00003")
    paper.text(154, 94, "three")
    first, second = paper.read().tables()
    assert [[cell.text for cell in row] for row in first.rows] == [["00001", "one"], ["00002", "two of"]]
    assert [[cell.text for cell in row] for row in second.rows] == [["", "a pair"], ["00003", "three"]]


# Pages


def test_a_rotated_page_and_a_page_set_sideways_read_alike() -> None:
    paper = Paper()
    paper.canvas.setPageSize((792, 612))  # reportlab turns the page's size as well
    paper.canvas.setPageRotation(90)
    paper.canvas.rotate(90)
    paper.canvas.translate(0, -612)
    set_sideways(paper)
    paper.canvas.setPageSize((612, 792))
    paper.canvas.setPageRotation(0)
    paper.canvas.rotate(90)
    paper.canvas.translate(0, -612)
    set_sideways(paper)
    paper.canvas.rotate(-90)
    paper.canvas.translate(-792, 0)
    set_sideways(paper)
    document = paper.read()
    for page in (1, 2, 3):
        assert [line.text for line in document.lines() if line.page == page] == ["Sideways title", "Below it"]
        assert [
            [cell.text for cell in row] for table in document.tables() if table.page == page for row in table.rows
        ] == [
            ["00001", "one"],
            ["00002", "two"],
        ]
    assert [(page.width, page.height) for page in document.pages] == [(792, 612)] * 3
    assert len({(line.box, line.size) for line in document.lines() if line.text == "Below it"}) == 1


def set_sideways(paper: Paper) -> None:
    """A page of 792 by 612 points, whose top edge is at the height of 612 of the turned page."""
    canvas = paper.canvas
    canvas.setFont("Helvetica", 11)
    for x, y, words in ((72, 72, "Sideways title"), (72, 86, "Below it")):
        canvas.drawString(x, 612 - y, words)
    for x, y, words in ((76, 114, "00001"), (154, 114, "one"), (76, 134, "00002"), (154, 134, "two")):
        canvas.drawString(x, 612 - y, words)
    for x in (72, 150, 300):
        canvas.line(x, 612 - 100, x, 612 - 140)
    for y in (100, 120, 140):
        canvas.line(72, 612 - y, 300, 612 - y)
    canvas.showPage()


def test_a_label_on_the_margin_that_stands_upright_is_left_out() -> None:
    paper = Paper()
    paper.lines(72, 100, "Text of the policy", "in two lines")
    paper.canvas.rotate(90)
    paper.canvas.drawString(300, -590, "Guideline")
    document = paper.read()
    assert lines(document) == ["Text of the policy", "in two lines"]
    assert document.problems == ()


def test_what_lies_outside_the_page_is_not_read() -> None:
    paper = Paper()
    paper.text(72, 100, "On the page")
    paper.text(700, 100, "beside it")
    paper.text(72, -40, "above it")
    assert lines(paper.read()) == ["On the page"]


# What cannot be read


def test_a_page_that_fails_alone_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper()
    paper.text(72, 100, "first")
    paper.next_page()
    paper.text(72, 100, "second")
    sound = plumber._content

    def fails_on_the_first(page: plumber.Page) -> PageContent:
        if page.page_number == 1:
            raise ValueError("stream is cut short")
        return sound(page)

    monkeypatch.setattr(plumber, "_content", fails_on_the_first)
    document = pdf.read(paper.data(), "made.pdf", "pdfplumber")
    assert document.problems == ((1, "the page cannot be read: stream is cut short"),)
    assert [(line.text, line.page) for line in document.lines()] == [("second", 2)]
    assert len(document.pages) == 2


def sound_file() -> bytes:
    paper = Paper()
    paper.text(72, 100, "Text")
    return paper.data()


def encrypted() -> bytes:
    paper = Paper(StandardEncryption("secret", canPrint=0))
    paper.text(72, 100, "Text")
    return paper.data()


def blank() -> bytes:
    paper = Paper()
    paper.next_page()
    return paper.data()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"just some words", "is not a readable PDF: "),
        (b"PK\x03\x04 not really a ZIP", "is not a readable PDF: "),
        (sound_file()[:-40], "is not a readable PDF: the file is cut short"),
        (sound_file()[:200], "is not a readable PDF: the file is cut short"),
        (b"%PDF-1.4\n%%EOF\n", "is not a readable PDF: "),
        (encrypted(), "is an encrypted PDF that needs a password"),
        (blank(), "has no text: 1 page, all blank"),
    ],
    ids=["empty", "words", "zip", "cut at the end", "cut at the start", "no pages", "encrypted", "blank"],
)
def test_what_is_no_readable_pdf(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        pdf.read(data, "policy.pdf", Paper.engine)
    assert caught.value.name == "policy.pdf"
    assert caught.value.reason.startswith(reason)
    assert "\n" not in str(caught.value)
    assert caught.value.reason.strip(" :") == caught.value.reason


def test_a_file_that_is_encrypted_without_a_password_is_read() -> None:
    paper = Paper(StandardEncryption("", ownerPassword="secret", canPrint=0))
    paper.text(72, 100, "Text")
    assert lines(paper.read()) == ["Text"]


def test_bytes_before_the_header_do_no_harm() -> None:
    assert lines(pdf.read(b"\r\nHTTP/1.1 200 OK\r\n" + sound_file(), "policy.pdf", Paper.engine)) == ["Text"]


def test_a_page_whose_content_is_damaged_is_a_problem() -> None:
    paper = Paper()
    paper.text(72, 100, "first")
    paper.next_page()
    paper.lines(72, 100, *(f"second {number}" for number in range(45)))
    data = paper.data()
    start = data.rindex(b"stream\n", 0, data.rindex(b"endstream")) + len(b"stream\n")
    damaged = data[:start] + b"@" * 40 + data[start + 40 :]
    document = pdf.read(damaged, "policy.pdf", Paper.engine)
    assert lines(document) == ["first"]
    assert [page for page, _ in document.problems] == [2]


# Properties

WORDS = st.text(st.sampled_from("abcXYZ019.,;:()-éß "), min_size=1, max_size=30)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(st.tuples(WORDS, WORDS), max_size=4))
def test_every_line_and_cell_is_where_it_says(words: list[str], rows: list[tuple[str, str]]) -> None:
    paper = Paper()
    paper.text(72, 50, "start")
    paper.lines(72, 80, *words)
    tops = [200.0 + 20 * index for index in range(len(rows) + 1)]
    if rows:
        paper.grid([72, 300, 560], tops)
    for top, (left, right) in zip(tops, rows, strict=False):
        paper.text(76, top + 14, left, size=8)
        paper.text(304, top + 14, right, size=8)
    document = paper.read()
    for line in document.lines():
        assert document.text[line.start : line.end] == line.text
        assert line.text == " ".join(line.text.split())
        assert 0 <= line.bold_until <= len(line.text)
    for table in document.tables():
        assert len({len(row) for row in table.rows}) == 1
        for cell in table.cells():
            assert document.text[cell.start : cell.end] == cell.text
    read = "".join("".join(block_text(block).split()) for block in document.blocks)
    assert sorted(read) == sorted("start" + "".join("".join(each.split()) for each in [*words, *sum(rows, ())]))


REAL = Path(os.environ.get("POLICYDIFF_REAL", Path(__file__).resolve().parent.parent.parent / "shared")) / "corpus"


def test_real_policies_have_text_on_every_page() -> None:
    """A few files of the real corpus, spread over the payers: no crash, no page silently without text."""
    files = sorted(path for path in REAL.rglob("*") if path.is_file() and path.stat().st_size < 600_000)
    found = [path for path in files if path.read_bytes().startswith(b"%PDF")]
    if not found:
        pytest.skip(f"NOT CHECKED: no real policies under {REAL} (set POLICYDIFF_REAL)")
    for path in found[::4]:
        data = path.read_bytes()
        document = pdf.read(data, path.name)
        pages = {block.page for block in document.blocks}
        excused = {page for page, _ in document.problems}
        assert {page.number for page in document.pages} - pages <= excused, path.name
        assert all(document.text[cell.start : cell.end] == cell.text for t in document.tables() for cell in t.cells())
        assert UNKNOWN not in document.text, path.name


def block_text(block: Line | Table) -> str:
    return block.text if isinstance(block, Line) else " ".join(cell.text for cell in block.cells())
