"""HTML as it is written: whole, closed to the network, and nothing of a document in it but text."""

import base64
import hashlib
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from conftest import ROOT, Run
from histories import cigna_history
from hostile import HOSTILE, hostile_comparison, hostile_diff, hostile_history, hostile_record, many_changes
from policydiff.changes import VersionDiff
from policydiff.comparison import Comparison
from policydiff.history import Decision, DecisionStatus, History
from policydiff.reports import to_html
from policydiff.reports.build import build
from policydiff.reports.catalogue_report import rules_report
from policydiff.reports.html.page import seen
from policydiff.reports.report import Report, Table
from policydiff.rules import CATALOGUE
from samples import COMPARISON, DIFF, EMPTY_COMPARISON, EMPTY_DIFF, EMPTY_RECORD, EXPLAINED, RECORD

CIGNA = tuple(ROOT / "corpus" / f"cigna-0261__{date}.pdf" for date in ("2021-07-15", "2026-05-15"))


@cache
def cigna() -> VersionDiff:
    name = "cigna-0261__2021-07-15--2026-05-15.json"
    return VersionDiff.model_validate_json((ROOT / "golden" / "diffs" / name).read_text())


@cache
def payers() -> Comparison:
    return Comparison.model_validate_json((ROOT / "golden" / "comparisons" / "four-payers.json").read_text())


def of_history(history: History) -> Report:
    return Report((), Table((), (), "nothing"), history)


PAGES = {
    "cigna": lambda: to_html.render(build(cigna())),
    "sample": lambda: to_html.render(build(DIFF)),
    "empty": lambda: to_html.render(build(EMPTY_DIFF)),
    "hostile": lambda: to_html.render(build(hostile_diff())),
    "comparison": lambda: to_html.render(build(COMPARISON)),
    "payers": lambda: to_html.render(build(payers())),
    "hostile payers": lambda: to_html.render(build(hostile_comparison())),
    "history": lambda: to_html.render(of_history(cigna_history())),
    "empty history": lambda: to_html.render(of_history(cigna_history().model_copy(update={"steps": ()}))),
    "hostile history": lambda: to_html.render(of_history(hostile_history())),
    "empty comparison": lambda: to_html.render(build(EMPTY_COMPARISON)),
    "record": lambda: to_html.render(build(RECORD)),
    "explained": lambda: to_html.render(build(EXPLAINED)),
    "empty record": lambda: to_html.render(build(EMPTY_RECORD)),
    "hostile record": lambda: to_html.render(build(hostile_record())),
    "many": lambda: to_html.render(build(many_changes())),
}


@cache
def page(name: str) -> str:
    return PAGES[name]()


@cache
def tree(name: str) -> html.HtmlElement:
    return html.document_fromstring(page(name))


def text_of(name: str) -> str:
    return " ".join(tree(name).text_content().split())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_refers_to_nothing_outside_itself(name: str) -> None:
    for element in tree(name).iter():
        for attribute in ("src", "href", "action", "data", "srcset", "poster", "background"):
            assert element.get(attribute, "#").startswith(("#", "data:,"))
        assert not [key for key in element.attrib if key.startswith("on") or key == "style"]
    assert "@import" not in page(name)
    assert "url(" not in tree(name).xpath("string(//style)")


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_names_the_style_and_the_script_of_the_page_and_nothing_else(name: str) -> None:
    (policy,) = tree(name).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for tag in ("style", "script"):
        (source,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page(name), re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_there_once_and_links_lead_somewhere(name: str) -> None:
    ids = tree(name).xpath("//@id")
    assert len(ids) == len(set(ids))
    for link in tree(name).xpath("//a/@href"):
        assert link.removeprefix("#") in ids
    for labelled in tree(name).xpath("//@aria-labelledby"):
        assert set(labelled.split()) <= set(ids)


@pytest.mark.parametrize("name", PAGES)
def test_the_same_input_gives_the_same_bytes(name: str) -> None:
    assert PAGES[name]() == page(name)


@pytest.mark.parametrize("command", [("diff", "--explain"), ("compare",)])
def test_another_process_writes_the_same_bytes(command: tuple[str, ...]) -> None:
    name, *options = command
    program = "import sys; from policydiff.cli import main; main(sys.argv[1:])"
    written = {
        subprocess.run(
            [
                sys.executable,
                "-c",
                program,
                name,
                *(file.with_suffix(".txt") for file in CIGNA),
                "--format",
                "html",
                *options,
            ],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(written) == 1
    assert b"</html>" in written.pop()


@pytest.mark.parametrize("name", ["hostile", "hostile payers", "hostile history", "hostile record"])
def test_a_hostile_document_is_text_and_nothing_else(name: str) -> None:
    shown = tree(name)
    assert len(shown.xpath("//script")) == 1
    assert len(shown.xpath("//style")) == 1
    assert len(shown.xpath("//svg")) == (name == "hostile history")
    assert not shown.xpath("//img | //base | //iframe | //object")
    assert len(shown.xpath("//meta[@http-equiv]")) == 1
    assert "49" not in text_of(name).split()
    for text in HOSTILE:
        assert " ".join(seen(text).split()) in text_of(name)


@pytest.mark.parametrize("name", ["hostile", "hostile payers", "hostile history", "hostile record"])
def test_what_cannot_be_seen_is_named(name: str) -> None:
    body = page(name)
    body.encode()
    unseen = {char for char in body if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in "\n\t"}
    assert unseen == set()
    assert "covered ⟨U+202E⟩derevoc ton⟨U+202C⟩ always" in body


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a lamp", "a lamp"),
        ("two\tlamps\nlit", "two\tlamps\nlit"),
        ("two\r\nlines\rand more", "two\nlines\nand more"),
        ("\u202etpircs", "⟨U+202E⟩tpircs"),
        ("\x00\x1b[31m", "⟨U+0000⟩⟨U+001B⟩[31m"),
        ("\ud83d", "⟨U+D83D⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("نص عادي", "نص عادي"),
    ],
)
def test_characters_that_steer_how_text_reads_are_shown_by_their_number(text: str, shown: str) -> None:
    assert seen(text) == shown


@given(st.text())
def test_visible_text_stays_as_it_is(text: str) -> None:
    kept = "".join(char for char in text if char in "\n\t" or unicodedata.category(char)[0] != "C")
    assert seen(kept) == kept
    seen(text).encode()


def test_a_change_is_shown_with_both_quotes_their_places_and_what_is_known_of_it() -> None:
    for change in (*cigna().changes, *DIFF.changes):
        name = "cigna" if change in cigna().changes else "sample"
        (article,) = tree(name).xpath(f"//*[@id='change-{change.fingerprint}']")
        told = " ".join(article.text_content().split())
        quotes = [" ".join(quote.text_content().split()) for quote in article.xpath(".//blockquote")]
        for side in (change.old, change.new):
            if side is not None:
                assert " ".join(side.text.split()) in quotes
                assert f"line {side.provenance.line}" in told if side.provenance else True
        assert change.rule in told
        assert change.fingerprint in told
        assert change.why in told
        assert article.get("data-direction") == change.direction.value


def test_a_redline_marks_words() -> None:
    (article,) = tree("cigna").xpath("//*[@id='change-4c882ff5c1d9']")
    (line,) = article.xpath(".//*[@class='redline']")
    for hidden in line.xpath(".//*[@class='vh']"):
        hidden.text = ""
    assert [each.text_content() for each in line.xpath(".//del")] == [
        "condition,",
        "is",
        "experimental, investigational or unproven",
    ]
    assert [each.text_content() for each in line.xpath(".//ins")] == [
        "indication, HPC boost and",
        "are",
        "not medically necessary",
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "2 changes that bear on coverage",
        "Donor lymphocyte infusion: was investigational, is now not medically necessary, for any other indication",
        "Yes, stricter",
        "1 change narrows coverage, none widens it.",
        "The effective date of the new version. The old one’s is 2021-07-15.",
        "The log begins 2024-05-15, after the old version of 2021-07-15. "
        "Its entries since the old version account for none of the 2 changes of coverage.",
        "No decision is on record.",
    ],
)
def test_the_summary_answers_the_questions_of_a_committee(answer: str) -> None:
    (summary,) = tree("cigna").xpath("//section[@aria-label='Summary']")
    assert answer in " ".join(summary.text_content().split())


def test_codes_of_one_fate_stand_in_one_table() -> None:
    codes = [change for change in many_changes().changes if change.area.value == "code"]
    alike = [change.model_copy(update={"why": "listed now", "direction": codes[0].direction}) for change in codes[:5]]
    shown = html.document_fromstring(to_html.render(build(DIFF.model_copy(update={"changes": tuple(alike)}))))
    (table,) = shown.xpath("//article//table")
    assert len(table.xpath("./tbody/tr")) == 5
    assert shown.xpath("//article/h3/text()") == ["5 codes are listed that were not"]


def test_a_decision_stands_with_its_change() -> None:
    name = DIFF.changes[0].fingerprint
    made = Decision(
        fingerprint=name, status=DecisionStatus.ACCEPTED, owner="R. Lamp", note="<b>", decided_at="2026-02-01T10:00:00Z"
    )
    shown = html.document_fromstring(to_html.render(build(DIFF, decisions={name: made})))
    (article,) = shown.xpath(f"//*[@id='change-{name}']")
    assert "accepted by R. Lamp, 2026-02-01T10:00:00Z: <b>" in article.text_content()


def test_a_cell_of_the_matrix_has_its_words_and_the_quote_behind_them() -> None:
    service = payers().services[0]
    (section,) = tree("payers").xpath("//section[h2[@id='service-1']]")
    rows = section.xpath(".//table[1]/tbody/tr")[: len(service.rows)]
    for row, shown in zip(service.rows, rows, strict=True):
        for key, cell in row.cells.items():
            (told,) = shown.xpath("./td[@data-column=$key]", key=key)
            words = " ".join(told.text_content().split())
            if cell.determination:
                assert cell.determination.value.replace("_", " ") in words
            if cell.text:
                assert " ".join(cell.text.split()) in words
            if cell.condition:
                assert f"only: {' '.join(cell.condition.split())}" in words
            if cell.provenance:
                assert f"line {cell.provenance.line}" in words
            if cell.basis.value == "silent":
                assert words == "– says nothing"


def test_payers_that_say_nothing_of_a_service_have_no_column_and_are_named() -> None:
    (section,) = tree("payers").xpath("//section[h2[@id='service-2']]")
    heads = [" ".join(head.text_content().split()) for head in section.xpath(".//table[1]/thead//th")[:3]]
    assert heads == ["Indication", "Cigna 0261, effective 2026-05-15", "Molina 210"]
    told = {fact[0].text: fact[1].text_content() for fact in section.xpath("./dl/div")}
    assert told["Not mentioned by"] == "Centene Corporation and Blue Cross Blue Shield of Massachusetts"


def test_a_history_shows_each_version_with_what_it_changed_and_the_newest_first() -> None:
    headings = [heading.text.strip() for heading in tree("history").xpath("//section[@class='step']/h2")]
    assert headings == ["2026-05-15", "2024-05-15", "2021-07-15"]
    for step in cigna_history().steps:
        for change in step.diff.changes if step.diff else ():
            assert change.fingerprint in text_of("history")
    assert "deferred by R. Lamp, 2026-06-01T09:00:00Z: ask the plan" in text_of("history")


def test_the_picture_of_the_years_has_the_same_as_a_table_beneath_it() -> None:
    (table,) = tree("history").xpath("//section[@class='years']//table")
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath(".//tr")]
    assert rows[0] == ["Service", "2021-07-15", "2024-05-15", "2026-05-15"]
    assert ["DLI, any other indication", "investigational", *["not medically necessary"] * 2] in rows
    assert rows[-1] == ["Changes of coverage", "none", "▼ 1 restrictive, ◆ 1 lateral", "none"]
    (picture,) = tree("history").xpath("//*[local-name()='svg']")
    assert picture.get("role") == "img"


def test_a_history_without_versions_says_so() -> None:
    assert "No version of the policy is stored." in text_of("empty history")


def test_a_comparison_without_services_says_so() -> None:
    assert "No services were found." in text_of("empty comparison")


def test_a_diff_without_changes_says_so() -> None:
    assert "No changes were found." in text_of("empty")


def test_data_without_a_page_is_refused() -> None:
    with pytest.raises(TypeError, match="tuple"):
        to_html.render(rules_report(CATALOGUE))


def test_a_record_shows_its_statements_with_their_criteria_as_a_tree() -> None:
    (article,) = tree("record").xpath("//article")
    assert " ".join(article.xpath("string(h3)").split()) == "✓ Lamp therapy medically necessary"
    (outer,) = article.xpath("./div[@class='criteria']/ul")
    assert [" ".join(item.xpath("string(bdi)").split()) for item in outer.xpath("./li")] == [
        "age 18 years or older",
        "two of these",
    ]
    assert outer.xpath("./li[2]/span[@class='asks']/text()") == ["AT LEAST 2 of"]
    assert [item.xpath("string(bdi)") for item in outer.xpath("./li[2]/ul/li")] == ["pain", "fever"]
    assert "20 lines of the policy part: 18 parsed, 1 ignored, 1 unparsed (5.0%)" in text_of("record")


def test_the_account_of_every_line_is_shown_where_it_was_asked_for() -> None:
    assert "What became of each line" in text_of("explained")
    assert "What became of each line" not in text_of("record")


def test_several_records_share_a_page(run: Callable[..., Run]) -> None:
    done = run("extract", *(file.with_suffix(".txt") for file in CIGNA), "--format", "html")
    shown = html.document_fromstring(done.out)
    assert shown.xpath("//h1/text()") == ["2 policies"]
    assert len(shown.xpath("//section[@class='of-record']")) == 2
    assert [link[1:] for link in shown.xpath("//ul[contains(@class, 'contents')]//@href")] == ["record-1", "record-2"]


def test_the_command_writes_a_page(run: Callable[..., Run]) -> None:
    done = run("diff", *CIGNA, "--format", "html")
    assert (done.code, done.out) == (0, page("cigna"))


def test_what_was_paired_is_shown_where_asked(run: Callable[..., Run]) -> None:
    assert "What was paired" in run("diff", *CIGNA, "--format", "html", "--explain").out
    assert "What was paired" not in page("cigna")
