"""Markdown: the plain answers first, and text from a document that stays text."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from conftest import ROOT, Run
from policydiff.changes import Evidence
from policydiff.reports import phrases, to_md
from policydiff.reports.build import build
from policydiff.reports.characters import inert
from policydiff.reports.markup import cell, opening, plain
from samples import CHANGE, COMPARISON, DIFF, EMPTY_COMPARISON, EMPTY_DIFF, EMPTY_RECORD, EXPLAINED, RECORD, at
from test_csv_round_trip import HOSTILE
from test_csv_tables import DECISION, HISTORY

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
APART = "\u200b"

MARKUP = (
    *"# *a* _a_ **b** `c` ~~d~~ ![i](j) [k](l) [m]: <b>n</b> <!-- o --> &amp; &#64; \\* \\ | a|b $x$ ^y".split(),
    *"a:100: :+1: 5:smile: 09:00:00Z:".split(),
    *"@name @org/team #12 GH-12 owner/repo#12 http://a.example www.a.example a@b.example :smile: <!channel>".split(),
    *("- item", "+ item", "* item", "1. item", "12) item", "> quote", "# head", "===", "---", "    code", "[ ] task"),
    *("a\n\nb", "a  \nb", "|a|\n|-|", "~~~\ncode\n~~~", "<script>alert(1)</script>", "<details><summary>x</summary>"),
    "javascript:alert(1)",
    "2026-05-15",
    "100000000000. item",
)
LIVE = re.compile(r"[@#]\w|https?://|www\.|\bGH-\d|(?<!\d):\d*[a-z]\w*:|:smile:|:100:", re.IGNORECASE)
"""What ticket systems and chats turn into mentions, links and pictures after Markdown is rendered."""


def inlines(text: str) -> Iterator[Token]:
    for token in READER.parse(text):
        yield from token.children or ()


def text_of(text: str) -> str:
    """What somebody reads of Markdown on one line, without the spaces of no width."""
    return "".join(token.content for token in inlines(text)).replace(APART, "")


def shown(text: str) -> str:
    return inert(phrases.one_line(text)).replace(APART, "")


@pytest.mark.parametrize("text", [*MARKUP, *(text for text in HOSTILE if text.strip())])
def test_text_of_a_document_is_only_text(text: str) -> None:
    """At the beginning of a line, in the middle of one and in a table."""
    in_a_table = f"| a |\n| --- |\n| {cell(phrases.one_line(text))} |"
    for written in (f"- {opening(text)}", f"word: {plain(text)}", f"# {opening(text)}", in_a_table):
        assert {token.type for token in inlines(written)} <= {"text", "text_special"}, written
        assert not LIVE.search(written.removeprefix("# ")), written
    assert text_of(f"- {opening(text)}") == shown(text)
    assert text_of(f"word: {plain(text)}") == f"word: {shown(text)}"
    assert text_of(f"x **{plain(text)}**") == f"x {shown(text)}"
    kinds = [token.type for token in READER.parse(f"- {opening(text)}")]
    assert kinds[:3] == ["bullet_list_open", "list_item_open", "paragraph_open"]
    assert len(kinds) == 7


@given(st.text(alphabet=st.sampled_from("\\`*_{}[]()<>#+-.!|~$^=&;@:/1a \n\t\u200b\x1b\u202e“é")))
def test_any_text_can_be_read_as_it_was(text: str) -> None:
    if shown(text):
        assert text_of(f"- {opening(text)}") == shown(text)
        assert {token.type for token in inlines(f"- {opening(text)}")} <= {"text", "text_special"}
        assert text_of(f"| a |\n| --- |\n| {cell(phrases.one_line(text))} |") == f"a{shown(text)}"


REPORTS = {
    "record": build(RECORD),
    "explained": build(EXPLAINED),
    "empty record": build(EMPTY_RECORD),
    "diff": build(DIFF, decisions={CHANGE.fingerprint: DECISION}),
    "empty diff": build(EMPTY_DIFF),
    "comparison": build(COMPARISON),
    "empty comparison": build(EMPTY_COMPARISON),
    "history": build(HISTORY),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_markdown_of_one_title(name: str) -> None:
    text = to_md.render(REPORTS[name])
    tokens = READER.parse(text)
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1
    assert tokens[0].tag == "h1"
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text
    html = {token.content for token in inlines(text) if token.type == "html_inline"}
    assert html <= {"<br>"}
    assert not [token for token in tokens if token.type in ("html_block", "code_block", "fence")]


def test_a_diff_opens_with_the_answers_and_quotes_both_sides() -> None:
    lines = to_md.render(REPORTS["diff"]).splitlines()
    assert lines[0] == "# Made Health · 7 · Lamp Therapy"
    assert lines[2].startswith("**What changed?** **1 change that bears on coverage**.")
    assert "**Is it stricter?** **Yes, stricter**. 1 change narrows coverage, none widens it." in lines
    at_change = lines.index("- **criterion-added · lamp therapy**")
    assert lines[at_change + 1 : at_change + 4] == [
        "  - new: p. 2, line 5: “age 18 years or older”",
        "  - why: added under ALL of a medically-necessary statement",
        "  - decided: deferred by K. Moor, 2026-03-01T09:00:00Z: ask the payer",
    ]
    assert "## Revision log (2)" in lines


def test_a_quote_of_many_lines_stands_on_one() -> None:
    change = CHANGE.model_copy(update={"new": Evidence(text="one\n\n  two\r\nthree\x1b " * 2000, provenance=at(1, 1))})
    lines = to_md.render(build(DIFF.model_copy(update={"changes": (change,)}))).splitlines()
    quote = next(line for line in lines if line.startswith("  - new: "))
    assert quote.count("one two three␛") == 2000


def test_empty_results_say_so() -> None:
    assert "no changes were found" in to_md.render(REPORTS["empty diff"])
    assert "no services were found" in to_md.render(REPORTS["empty comparison"])
    assert "no codes were found" in to_md.render(REPORTS["empty record"])


def test_a_table_has_a_row_a_line_and_breaks_in_its_cells() -> None:
    rows = [line for line in to_md.render(REPORTS["comparison"]).splitlines() if line.startswith("| winter")]
    assert rows == [
        r"| winter blues<br>\[not stated\] | medically necessary<br>only: in adults<br>p. 2, line 4 | silent |"
    ]


def test_several_records_follow_one_another(run: Callable[..., Run], tmp_path: Path) -> None:
    files = [ROOT / "corpus" / f"molina-210__{date}.txt" for date in ("2025-02-12", "2026-02-11")]
    singles = [run("extract", file, "--format", "md").out for file in files]
    assert run("extract", *files, "--format", "md").out == "\n".join(singles)
    target = tmp_path / "records.xlsx"
    assert run("extract", *files, "--format", "xlsx", "-o", target).code == 0
    assert target.read_bytes().startswith(b"PK")
