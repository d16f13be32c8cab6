"""Tables on a terminal: nothing is cut off however narrow it is, and nothing in a document's text acts."""

import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from conftest import ROOT, Run
from policydiff.changes import Evidence
from policydiff.reports import to_table
from policydiff.reports.build import build
from policydiff.reports.catalogue_report import rules_report
from policydiff.reports.report import Chapter, Fact, Report, Section, Table
from policydiff.rules import CATALOGUE
from samples import CHANGE, COMPARISON, DIFF, EXPLAINED, RECORD, at
from test_csv_round_trip import HOSTILE
from test_csv_tables import HISTORY

WIDTHS = (20, 40, 60, 80, 200)
REPORTS = {
    "record": build(RECORD),
    "explained": build(EXPLAINED),
    "diff": build(DIFF),
    "comparison": build(COMPARISON),
    "history": build(HISTORY),
    "rules": rules_report(CATALOGUE),
}
SEQUENCE = re.compile(r"\x1b\[[\d;]*m")
"""What rich colours with. Nothing else may follow an escape."""


def terminal(width: int, *, environment: dict[str, str] | None = None) -> Console:
    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=True,
        color_system="256",
        _environ=environment or {},
    )


def shown(report: Report, width: int) -> list[str]:
    return SEQUENCE.sub("", to_table.render(report, terminal(width))).splitlines()


def letters(text: str) -> str:
    return "".join(one for one in text if one.isalnum())


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    assert max(map(cell_len, shown(REPORTS[name], width))) <= width


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_is_lost(name: str, width: int) -> None:
    """Every letter of the widest form is there in each other, but for the names of columns that hold nothing."""
    report = REPORTS[name]
    tables = [section.table for chapter in report.chapters for section in chapter.sections if section.table]
    names = Counter(letters("".join(column for table in tables for column in table.columns)))
    wide, narrow = (Counter(letters("".join(shown(report, columns)))) for columns in (400, width))
    assert wide - narrow - names == Counter()
    assert not any("…" in line for line in shown(REPORTS[name], width))


def table_report(table: Table, *facts: Fact) -> Report:
    return Report((Chapter("title", facts, (Section("section", table=table),)),), table, RECORD)


def test_a_table_without_room_has_its_cells_one_below_the_other() -> None:
    table = Table(("code", "what it says"), (("00100", "a lamp for the winter"), ("0071T", None)), "none")
    assert [line.rstrip() for line in shown(table_report(table), 20)[4:]] == [
        "  code     00100",
        "  what it  a lamp",
        "  says     for the",
        "           winter",
        "",
        "  code  0071T",
    ]
    assert [line.rstrip() for line in shown(table_report(table), 60)[3:]] == [
        "  code    what it says",
        "  " + "─" * 29,
        "  00100   a lamp for the winter",
        "  0071T",
    ]


def test_a_label_of_a_document_breaks_rather_than_being_cut() -> None:
    label = "Date on which the committee has last looked at it"
    lines = shown(table_report(Table(("a",), (), "none"), Fact(label, "2026-05-15")), 40)
    assert letters(label) == letters("".join(line[:15] for line in lines[1:6]))
    assert any("2026-05-15" in line for line in lines)


def test_words_of_any_length_and_script_are_shown_whole() -> None:
    for text in ("x" * 10_000, "日本語" * 60, "שלום עולם " * 20, "e\u0301" * 80, "👩\u200d⚕️ nurse"):
        change = CHANGE.model_copy(update={"new": Evidence(text=text, provenance=at(1, 1))})
        lines = shown(build(DIFF.model_copy(update={"changes": (change,)})), 40)
        assert letters(text) in letters("".join(lines))
        assert max(map(cell_len, lines)) <= 40


@pytest.mark.parametrize(
    "text", [*HOSTILE, "\x1b]0;title\x07", "\x1b[2J\x1b[H", "\x9b31m", "a\rb", "a\x08b", "\u202eabc"]
)
def test_nothing_in_a_document_acts_on_the_terminal(text: str) -> None:
    change = CHANGE.model_copy(
        update={"service": text, "why": text, "new": Evidence.model_construct(text=text, provenance=None)}
    )
    written = to_table.render(build(DIFF.model_copy(update={"changes": (change,)})), terminal(80))
    assert not re.search(r"[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", SEQUENCE.sub("", written))
    assert "\x1b" not in SEQUENCE.sub("", written)


def test_no_color_is_honoured() -> None:
    coloured = to_table.render(REPORTS["diff"], terminal(80))
    assert re.search(r"\x1b\[[\d;]*3\d", coloured)
    plain = to_table.render(REPORTS["diff"], terminal(80, environment={"NO_COLOR": "1"}))
    assert not re.search(r"\x1b\[[\d;]*3\d", plain)
    assert SEQUENCE.sub("", plain) == SEQUENCE.sub("", coloured)


def test_names_of_files_do_not_act_on_standard_error(run: Callable[..., Run], tmp_path: Path) -> None:
    """click takes colours out of what it writes into a pipe, but nothing else."""
    damaged = tmp_path / "red\x1b[31m\x1b]0;x\x07\nsecond.pdf"
    damaged.write_bytes(b"%PDF-1.4 nothing")
    whole = tmp_path / "\x07\u202e.txt"
    whole.write_bytes((ROOT / "corpus" / "molina-210__2026-02-11.txt").read_bytes())
    for arguments in (["extract", damaged, whole], ["diff", whole, damaged], ["extract", whole, "-o", damaged / "no"]):
        done = run(*arguments)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", done.err), arguments
        assert done.code in (2, 3)
    assert "red␛[31m␛]0;x␇␊second.pdf: " in run("extract", damaged).err
