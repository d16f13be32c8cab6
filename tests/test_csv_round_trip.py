"""Every cell of a CSV comes back as it was written: through Python's csv, pandas and LibreOffice."""

import csv
import io
import re
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from office import CSV_AGAIN, convert, csv_reading, needs_office
from policydiff.reports.characters import inert, showable
from policydiff.reports.columns import Kind
from policydiff.reports.report import Table, Value
from policydiff.reports.tables import TABLES
from policydiff.reports.to_csv import FILE_ENCODING, harmless, table_csv

GOLDEN = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "golden").glob("*/*.csv"))
NUMERIC = (Kind.INTEGER, Kind.NUMBER)
KINDS = {column.name: column.kind for kind in TABLES for column in (*kind.columns, *kind.per_document)}

FORMULAS = (*"=1 +1 -1 @x ＝1+1 ＠SUM(1) '=1".split(), "\t=1", "\r=1", "\n=1", " =1+1", "\u00a0=1", "\u200b=1")
LOOKS_LIKE_NUMBERS = tuple("00100 0071T 2026 2026-02 2026-02-11 1-2 1e5 12345678e012 10% 1.10 3,5".split())
LOOKS_LIKE_NOTHING = ("TRUE", "NaN", "NA", "null", "#N/A", "", "'", "''x", "'0")
SHAPES = (" lead", "trail ", "a\tb", "a\r\nb", "a\rb", "a\nb", 'q"q', '""', "a,b;c", "\\", "x" * 10_000, "\U0001f600")
NO_CHARACTERS = ("a\x00b", "\x1b[31mred", "\ud800", "x\udfff", "\ufffe", "a\x0bb", "\x7f", "a\x85b", "a\u2028b")
LANGUAGES = ("\u202eabc", "שלום", "日本", "e\u0301", "\ufeffmark", "http://a.example", "<script>alert(1)</script>")
HOSTILE = (*FORMULAS, *LOOKS_LIKE_NUMBERS, *LOOKS_LIKE_NOTHING, *SHAPES, *NO_CHARACTERS, *LANGUAGES)
TABLE = Table(
    ("text", "count", "share", "yes"),
    tuple((text, number, number / 8, number % 2 == 0) for number, text in enumerate(HOSTILE)),
    "nothing",
)
TABLE_KINDS = (Kind.TEXT, Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN)


def written(value: Value) -> str:
    """What the CSV must hold of a value."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    return harmless(showable(value)) if isinstance(value, str) else str(value)


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(FILE_ENCODING), newline="")))


def hostile_file() -> bytes:
    return table_csv(TABLE).encode(FILE_ENCODING)


def files() -> list[tuple[str, bytes]]:
    return [("hostile.csv", hostile_file()), *((name, (ROOT / name).read_bytes()) for name in GOLDEN)]


def kinds_of(columns: list[str]) -> list[Kind]:
    """The kind of each column. In a wide comparison a document's columns are led by its key."""
    if columns == list(TABLE.columns):
        return list(TABLE_KINDS)
    return [KINDS.get(name) or KINDS[name.rpartition(" ")[2]] for name in columns]


def test_pythons_reader_gives_every_cell_back() -> None:
    header, *rows = rows_of(hostile_file())
    assert header == list(TABLE.columns)
    assert rows == [[written(value) for value in row] for row in TABLE.rows]


@pytest.mark.parametrize(("name", "data"), files())
def test_a_file_is_after_rfc_4180(name: str, data: bytes) -> None:
    """Read by the grammar of the RFC itself: fields without quotation marks hold none, and no comma or line end."""
    text = data.decode("utf-8")
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    field = r'(?:"(?:[^"]|"")*"|[^",\r\n]*)'
    record = re.compile(rf"{field}(?:,{field})*\r\n")
    at, widths = 1, set()
    while at < len(text):
        found = record.match(text, at)
        assert found, f"{name}: no record begins at {at}: {text[at : at + 40]!r}"
        widths.add(len(next(csv.reader(io.StringIO(found[0], newline="")))))
        at = found.end()
    assert len(widths) == 1


@pytest.mark.parametrize(("name", "data"), files())
def test_pandas_gives_every_cell_back(name: str, data: bytes) -> None:
    frame = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, encoding=FILE_ENCODING)
    assert [list(frame.columns), *frame.to_numpy().tolist()] == rows_of(data)


@needs_office
@pytest.mark.parametrize(("name", "data"), files())
def test_libreoffice_gives_every_cell_back(name: str, data: bytes, tmp_path: Path) -> None:
    """As CSV and as a workbook. Numbers are numbers there, everything else is text to the letter."""
    expected = rows_of(data)
    file = tmp_path / "in" / "table.csv"
    file.parent.mkdir()
    file.write_bytes(data)
    kinds = kinds_of(expected[0])
    for target in (CSV_AGAIN, "xlsx"):
        assert convert([file], target, tmp_path, reading=csv_reading(kinds)) == []
    assert rows_of((tmp_path / "table.csv").read_bytes()) == [numbers_shortened(row, kinds) for row in expected]
    sheet = openpyxl.load_workbook(tmp_path / "table.xlsx").worksheets[0]
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        expected[0],
        *([cell_of(text, kind) for text, kind in zip(row, kinds, strict=True)] for row in expected[1:]),
    ]


def numbers_shortened(row: list[str], kinds: list[Kind]) -> list[str]:
    """As LibreOffice writes numbers: 1.0 is 1."""
    kind_of = zip(row, kinds, strict=True)
    return [f"{float(text):g}" if kind is Kind.NUMBER and text[:1].isdigit() else text for text, kind in kind_of]


def cell_of(text: str, kind: Kind) -> str | float | None:
    if kind in NUMERIC and text[:1].isdigit():
        return float(text)
    return text or None


@needs_office
def test_nothing_becomes_a_formula_where_a_spreadsheet_guesses(tmp_path: Path) -> None:
    file = tmp_path / "in" / "table.csv"
    file.parent.mkdir()
    file.write_bytes(hostile_file())
    evaluating = "CSV:44,34,76,1,,0,false,true,false,false,false,-1,true,true"
    for reading in (None, evaluating):
        convert([file], "xlsx", tmp_path, reading=reading)
        sheet = openpyxl.load_workbook(tmp_path / "table.xlsx").worksheets[0]
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert len(cells) == (len(HOSTILE) + 1) * len(TABLE.columns)
        assert [cell.value for cell in cells if cell.data_type == "f"] == []


@needs_office
def test_the_spreadsheet_of_the_test_does_evaluate(tmp_path: Path) -> None:
    """That the test above can fail: the same file without apostrophes holds formulas."""
    file = tmp_path / "in" / "table.csv"
    file.parent.mkdir()
    file.write_text("text\r\n=1+1\r\n +2+2\r\n")
    convert([file], "xlsx", tmp_path, reading="CSV:44,34,76,1,,0,false,true,false,false,false,-1,true,true")
    sheet = openpyxl.load_workbook(tmp_path / "table.xlsx").worksheets[0]
    assert "f" in {cell.data_type for row in sheet.iter_rows() for cell in row}


def original(text: str) -> str:
    """A cell's text as it was before ``harmless``, by the rule that docs/reports.md gives."""
    bare = text.removeprefix("'")
    return bare if bare != text and harmless(bare) == text else text


@given(st.text(alphabet=st.sampled_from("'=+-@＝ \t\n\u200bab1")))
def test_the_apostrophe_can_always_be_taken_off_again(text: str) -> None:
    assert original(harmless(text)) == text
    assert not harmless(text).lstrip("\u200b\u2060\ufeff").strip().startswith(("=", "+", "-", "@", "＝"))


@given(st.text())
def test_what_can_be_shown_stays_and_what_cannot_is_never_taken_out(text: str) -> None:
    shown = showable(text)
    assert showable(shown) == shown
    assert len(shown) == len(text.replace("\r\n", "\n"))
    assert shown.encode() == shown.encode("utf-8", "surrogatepass")
    assert text != shown or not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\ttext", "plain\ttext"),
        ("a\x00b\x1b[0m", "a␀b␛[0m"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("\x7f\x9b\ud800\ufffe", "␡���"),
        ("שלום e\u0301 \U0001f600", "שלום e\u0301 \U0001f600"),
    ],
)
def test_characters_that_are_none_are_shown_as_signs(text: str, shown: str) -> None:
    assert showable(text) == shown


def test_marks_that_turn_the_direction_are_spelt_out_where_text_is_shown_as_it_comes() -> None:
    assert inert("a\u202eb\u2066c\u200fd") == "a<U+202E>b<U+2066>c<U+200F>d"
    assert inert("שלום\x1b") == "שלום␛"
