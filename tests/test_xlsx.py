"""Workbooks: what stands on their sheets, that nothing in them acts, and that programs open them."""

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter.core
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from office import convert, needs_office
from policydiff.changes import Area, Direction, Evidence, VersionDiff
from policydiff.history import DecisionStatus
from policydiff.reports import phrases, to_xlsx
from policydiff.reports.build import build
from policydiff.reports.catalogue_report import rules_report
from policydiff.reports.characters import showable
from policydiff.reports.report import Report
from policydiff.reports.timeline_rows import timeline_table
from policydiff.reports.workbook import book
from policydiff.reports.workbook.heights import HIGHEST, row_height
from policydiff.reports.workbook.limits import MOST_CHARACTERS, MOST_LINE_ENDS, cut, text_of
from policydiff.reports.workbook.looks import BASE
from policydiff.rules import CATALOGUE
from policyextract.records import CodeSystem
from samples import CHANGE, COMPARISON, DIFF, EMPTY_COMPARISON, EMPTY_DIFF, EMPTY_RECORD, EXPLAINED, RECORD, at
from test_csv_round_trip import HOSTILE
from test_csv_tables import DECISION, HISTORY

DECISIONS = {CHANGE.fingerprint: DECISION}
REPORTS = {
    "record": build(RECORD),
    "explained": build(EXPLAINED),
    "empty record": build(EMPTY_RECORD),
    "diff": build(DIFF, decisions=DECISIONS),
    "empty diff": build(EMPTY_DIFF),
    "comparison": build(COMPARISON),
    "empty comparison": build(EMPTY_COMPARISON),
    "history": Report((), timeline_table((HISTORY,)), HISTORY),
    "rules": rules_report(CATALOGUE),
}
SHEETS = {
    "record": ["Documents", "Statements", "Criteria", "Codes", "Revisions", "Issues"],
    "diff": ["Summary", "Changes", "Codes", "Log check"],
    "comparison": ["Summary", "Matrix", "Conditions", "Codes", "Every cell"],
    "history": ["Summary", "Timeline", "Changes", "Codes", "Log check"],
    "rules": ["Table"],
}

CODE_CHANGE = CHANGE.model_copy(
    update={
        "rule": "code-added",
        "area": Area.CODE,
        "direction": Direction.PERMISSIVE,
        "service": "CPT 00100",
        "new": Evidence(text="00100 lamp", provenance=at(3, 1)),
        "fingerprint": "12345678e012",
    }
)
REWORDED = CHANGE.model_copy(
    update={
        "rule": "criterion-reworded",
        "old": Evidence(text="age 18 years or older and well", provenance=at(2, 5)),
        "new": Evidence(text="age 21 years or older and well", provenance=at(2, 6)),
        "fingerprint": "fedcba987654",
    }
)


def opened(report: Report, *, rich: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx.render(report)), rich_text=rich)


def lines(sheet: Worksheet) -> list[dict[str, object]]:
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def with_changes(*changes: object) -> VersionDiff:
    return DIFF.model_copy(update={"changes": changes})


def hostile_diff() -> VersionDiff:
    return with_changes(
        *(
            CHANGE.model_copy(
                update={
                    "service": text,
                    "old": Evidence(text=f"{text} one", provenance=at(1, number)),
                    "new": Evidence.model_construct(text=f"{text} two", provenance=None),
                    "why": text,
                }
            )
            for number, text in enumerate(HOSTILE, start=1)
            if text.isprintable() or "\n" in text
        )
    )


@pytest.mark.parametrize("name", SHEETS)
def test_a_workbook_has_its_sheets(name: str) -> None:
    assert opened(REPORTS[name]).sheetnames == SHEETS[name]


@pytest.mark.parametrize("name", REPORTS)
def test_every_sheet_says_something_and_can_be_filtered_and_printed(name: str) -> None:
    for sheet in opened(REPORTS[name]).worksheets:
        assert sheet["A1"].value
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage != bool(sheet.page_setup.scale)
        if sheet.title != "Summary":
            assert sheet.print_title_rows == "$1:$1"
            assert sheet.freeze_panes
            assert sheet["A2"].value is not None or sheet.max_row > 1
            assert sheet["A1"].font.bold


def test_an_empty_sheet_says_so_in_one_line() -> None:
    changes = opened(REPORTS["empty diff"])["Changes"]
    assert [row[0] for row in changes.iter_rows(values_only=True)] == ["Version", "no changes were found"]
    assert opened(REPORTS["empty record"])["Codes"]["A2"].value == "no codes were found"
    assert opened(REPORTS["empty comparison"])["Matrix"]["A2"].value == "no services were found"


def test_the_summary_answers_and_counts() -> None:
    cells = list(opened(REPORTS["diff"])["Summary"].iter_rows(values_only=True))
    assert cells[0][0] == "Made Health · 7 · Lamp Therapy"
    by_first = {row[0]: row for row in cells if row[0]}
    assert by_first["Is it stricter?"][1] == "Yes, stricter"
    assert [by_first[direction.value][1] for direction in Direction] == [1, 0, 0, 0, 0, 1]
    assert by_first["Verdict"][2] == phrases.VERDICTS[DIFF.verdict]
    assert by_first["silent change"][2] == "the log does not mention a change that was found"
    assert by_first["new"][3:] == ("2026", "not stated", "not stated")


def test_a_change_stands_on_one_line_with_its_decision() -> None:
    first, second = lines(opened(REPORTS["diff"])["Changes"])
    assert (first["Version"], first["Direction"], first["Service"]) == ("2026", "restrictive", "lamp therapy")
    assert first["Old words struck out, new words underlined"] == "age 18 years or older"
    assert (first["Where"], first["Fingerprint"]) == ("new: p. 2, line 5", "0123456789ab")
    assert (first["Decision"], first["Owner"], first["Note"]) == ("deferred", "K. Moor", "ask the payer")
    assert first["The log says"] == "2026-01: No change to criteria."
    assert (second["Decision"], second["Owner"], second["Note"]) == (None, None, None)


def test_decisions_are_chosen_from_a_list() -> None:
    sheet = opened(REPORTS["diff"])["Changes"]
    (validation,) = sheet.data_validations.dataValidation
    assert validation.formula1 == f'"{",".join(DecisionStatus)}"'
    heads = [cell.value for cell in sheet[1]]
    letter = sheet.cell(1, heads.index("Decision") + 1).column_letter
    assert str(validation.sqref) == f"{letter}2:{letter}3"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(3, len(heads)).coordinate}"


def test_a_direction_has_its_colour_and_its_word() -> None:
    sheet = opened(build(with_changes(CHANGE, CODE_CHANGE)))["Changes"]
    fills = {sheet.cell(row, 2).value: sheet.cell(row, 2).fill.fgColor.rgb for row in (2, 3)}
    assert fills == {"restrictive": "FFFFC7CE", "permissive": "FFC6EFCE"}


def test_old_words_are_struck_out_and_new_words_underlined() -> None:
    sheet = opened(build(with_changes(REWORDED)), rich=True)["Changes"]
    shown = sheet["E2"].value
    assert isinstance(shown, CellRichText)
    told = [(part.text, bool(part.font.strike), part.font.u) for part in shown if isinstance(part, TextBlock)]
    assert [run for run in told if run[1] or run[2]] == [("18 ", True, None), ("21 ", False, "single")]
    assert str(shown) == "age 18 21 years or older and well"


def test_words_in_the_place_of_others_stand_apart_from_them() -> None:
    dated = REWORDED.model_copy(
        update={"old": Evidence(text="effective (2025-01)"), "new": Evidence(text="effective (2026-01)")}
    )
    (row,) = lines(opened(build(with_changes(dated)))["Changes"])
    assert row["Old words struck out, new words underlined"] == "effective (2025-01 2026-01)"
    assert (row["Before"], row["After"]) == ("effective (2025-01)", "effective (2026-01)")


def test_codes_are_text_and_stand_on_their_own_sheet() -> None:
    sheet = opened(build(with_changes(CHANGE, CODE_CHANGE)))["Codes"]
    (row,) = lines(sheet)
    assert (row["System"], row["Code"], row["After"]) == ("CPT", "00100", "00100 lamp")
    code = RECORD.codes[0].model_copy(update={"code": "0071T", "system": CodeSystem.CPT})
    other = code.model_copy(update={"code": "00100"})
    sheet = opened(build(RECORD.model_copy(update={"codes": (code, other)})))["Codes"]
    assert [row["code"] for row in lines(sheet)] == ["0071T", "00100"]


def test_a_matrix_has_a_column_for_each_payer() -> None:
    workbook = opened(REPORTS["comparison"])
    (row,) = lines(workbook["Matrix"])
    assert row["made"] == "medically necessary\nonly: in adults\np. 2, line 4"
    assert row["other"] == "silent"
    (code,) = lines(workbook["Codes"])
    assert (code["Code"], code["other"]) == ("11111", "not listed")
    assert {line["kind"] for line in lines(workbook["Every cell"])} == {"indication", "code"}


def test_a_timeline_has_each_version_with_what_it_says_and_what_changed() -> None:
    told = [(row["What"], row["From"], row["Says"]) for row in lines(opened(REPORTS["history"])["Timeline"])]
    assert told == [
        ("version", "2025", None),
        ("position", "2025", "investigational"),
        ("version", "2026", "restrictive"),
        ("change", "2026", "restrictive"),
    ]
    version = lines(opened(REPORTS["history"])["Timeline"])[2]
    assert version["In words"] == (
        "restrictive: fewer patients or services qualify\n1 restrictive, 1 administrative\nits order is not settled"
    )
    assert version["File or service"] == "made-7__2026.pdf\nmade-7__2026.pdf"


def test_several_records_share_their_sheets() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(to_xlsx.render_records((RECORD, EMPTY_RECORD, EXPLAINED))))
    assert workbook["Documents"].max_row == 4
    assert [row["statement"] for row in lines(workbook["Statements"])] == ["s1", "s1"]
    assert [row["issue"] for row in lines(workbook["Issues"])] == ["date-missing", "date-missing"]
    assert lines(workbook["Statements"])[0]["residual"] == "no"


def test_nothing_in_a_workbook_acts() -> None:
    """Formulas, links and numbers that text looks like stay text; what cannot be shown is a sign."""
    diff = hostile_diff()
    workbook = opened(build(diff))
    assert [
        cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ] == []
    assert [cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.hyperlink] == []
    written = lines(workbook["Changes"])
    assert [row["Service"] for row in written] == [showable(change.service or "") or None for change in diff.changes]
    with zipfile.ZipFile(io.BytesIO(to_xlsx.render(build(diff)))) as members:
        assert not [name for name in members.namelist() if "externalLink" in name or "vba" in name.lower()]


class AnyDatetime(type):
    def __instancecheck__(cls, given: object) -> bool:
        return isinstance(given, datetime.datetime)


class NoClock(metaclass=AnyDatetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> "NoClock":
        raise AssertionError("a workbook must not ask for the time")


@pytest.mark.parametrize("name", REPORTS)
def test_the_same_report_gives_the_same_bytes_whatever_the_clock_says(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = to_xlsx.render(REPORTS[name])

    monkeypatch.setattr(xlsxwriter.core, "datetime", NoClock)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert to_xlsx.render(REPORTS[name]) == first
    with zipfile.ZipFile(io.BytesIO(first)) as members:
        assert {member.date_time[0] for member in members.infolist()} == {1980}


@pytest.mark.parametrize(
    "text", ["x" * 40_000, "\U0001f600" * 20_000, "word " * 9_000, "é" * (MOST_CHARACTERS + 1)], ids=lambda it: it[:4]
)
def test_a_text_that_no_cell_holds_is_cut_and_says_so(text: str) -> None:
    shown = cut(text)
    assert len(shown.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    kept, note = shown.split(" … [cut here: ")
    assert text.startswith(kept)
    assert len(kept) > 16_000
    assert note == f"{len(text):,} characters do not fit into a cell; the CSV has them all]"
    change = CHANGE.model_copy(update={"new": Evidence(text=text, provenance=None)})
    row = lines(opened(build(with_changes(change)))["Changes"])[0]
    assert row["After"] == cut(phrases.one_line(text))
    assert str(row["Old words struck out, new words underlined"]).endswith("the CSV has them all]")


def test_a_text_that_just_fits_is_whole() -> None:
    assert cut("x" * MOST_CHARACTERS) == "x" * MOST_CHARACTERS
    assert text_of("a\n" * MOST_LINE_ENDS) == "a\n" * MOST_LINE_ENDS
    assert text_of("a\n" * (MOST_LINE_ENDS + 1)) == "a " * MOST_LINE_ENDS + "a"


def test_more_lines_than_a_sheet_holds_go_on_further_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MOST_LINES", 4)
    changes = tuple(CHANGE.model_copy(update={"service": str(number)}) for number in range(7))
    workbook = opened(build(with_changes(*changes)))
    found = [name for name in workbook.sheetnames if name.startswith("Changes")]
    assert found == ["Changes", "Changes 2", "Changes 3"]
    assert [row["Service"] for name in found for row in lines(workbook[name])] == [str(number) for number in range(7)]
    assert {workbook[name]["B1"].value for name in found} == {"Direction"}


def test_rows_are_as_high_as_their_text() -> None:
    one = row_height([("short", 20)])
    assert one < row_height([("a word or two more " * 5, 20)]) < row_height([("A WORD OR TWO MORE " * 5, 20)])
    assert row_height([("日本" * 20, 20)]) > row_height([("ab" * 20, 20)])
    assert row_height([("x\n" * 1000, 20)]) == HIGHEST
    assert row_height([]) == one


@needs_office
@pytest.mark.parametrize("name", ["diff", "comparison", "history", "record", "hostile"])
def test_libreoffice_opens_a_workbook_without_a_word(name: str, tmp_path: Path) -> None:
    """Written again as a workbook every cell holds the same; on paper there is something to see."""
    report = build(hostile_diff()) if name == "hostile" else REPORTS[name]
    file = tmp_path / "in" / "report.xlsx"
    file.parent.mkdir()
    file.write_bytes(to_xlsx.render(report))
    assert convert([file], "xlsx", tmp_path) == []
    ours, theirs = openpyxl.load_workbook(file), openpyxl.load_workbook(tmp_path / "report.xlsx")
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours.worksheets:
        again = theirs[sheet.title]
        cells = [(cell.coordinate, cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert [(name, again[name].value) for name, _ in cells] == cells
        assert again.auto_filter.ref == sheet.auto_filter.ref
    assert convert([file], "pdf", tmp_path) == []
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_a_workbook_leaves_nothing_behind_that_would_change_the_next() -> None:
    before = dict(BASE)
    to_xlsx.render(next(iter(REPORTS.values())))
    assert before == BASE
