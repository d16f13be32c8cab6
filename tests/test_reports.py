"""What reports say, and how they are written as text, CSV and JSON."""

import csv
import io

import pytest

from policydiff.changes import Area, LogVerdict, Verdict, VersionDiff
from policydiff.comparison import Comparison
from policydiff.reports import phrases, to_csv, to_json, to_table
from policydiff.reports.build import build
from policydiff.reports.catalogue_report import rules_report
from policydiff.reports.record_rows import PARTS
from policydiff.reports.report import Report, Table, Value
from policydiff.rules import CATALOGUE
from policyextract.records import PolicyRecord
from samples import COMPARISON, DIFF, EMPTY_COMPARISON, EMPTY_DIFF, EMPTY_RECORD, EXPLAINED, RECORD, STATEMENT

REPORTS = {
    "record": build(RECORD),
    "explained": build(EXPLAINED),
    "diff": build(DIFF),
    "empty diff": build(EMPTY_DIFF),
    "comparison": build(COMPARISON),
    "empty comparison": build(EMPTY_COMPARISON),
}


def csv_rows(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv.render(report), newline="")))


def report_of(*values: Value) -> Report:
    table = Table(tuple(f"c{number}" for number in range(len(values))), (values,), "nothing")
    return Report((), table, RECORD)


def test_a_change_fills_one_line_of_the_csv() -> None:
    first, second = csv_rows(REPORTS["diff"])
    assert first == {
        "payer": "Made Health",
        "policy_number": "7",
        "title": "Lamp Therapy",
        "old_version": "2025",
        "new_version": "2026",
        "old_effective_date": "2025",
        "new_effective_date": "2026",
        "old_file": "made-7__2025.pdf",
        "new_file": "made-7__2026.pdf",
        "area": "criterion",
        "rule": "criterion-added",
        "action": "added",
        "direction": "restrictive",
        "service": "lamp therapy",
        "before": "",
        "after": "age 18 years\nor older",
        "before_page": "",
        "before_line": "",
        "after_page": "2",
        "after_line": "5",
        "derivation": "added under ALL of a medically-necessary statement",
        "witness": "",
        "log_verdict": "silent_change",
        "log_says": "2026-01: No change to criteria.",
        "log_why": "the entry denies a change that was found",
        "confidence": "1.0",
        "fingerprint": "0123456789ab",
        "decision": "",
        "decision_owner": "",
        "decision_note": "",
        "decided_at": "",
    }
    assert (second["before_page"], second["before_line"], second["after_line"]) == ("", "3", "")


def test_a_change_that_the_log_check_does_not_name_has_no_log_verdict() -> None:
    assert [row["log_verdict"] for row in csv_rows(REPORTS["diff"])] == ["silent_change", ""]


@pytest.mark.parametrize(
    ("name", "column", "text"),
    [
        ("empty diff", "derivation", "no changes were found"),
        ("empty comparison", "kind", "no services were found"),
    ],
)
def test_an_empty_result_says_so_in_one_line(name: str, column: str, text: str) -> None:
    (row,) = csv_rows(REPORTS[name])
    assert row[column] == text
    assert text in to_table.render(REPORTS[name])


def test_an_empty_diff_still_names_the_versions() -> None:
    (row,) = csv_rows(REPORTS["empty diff"])
    assert (row["payer"], row["old_version"], row["new_version"], row["rule"]) == ("Made Health", "2025", "2026", "")


@pytest.mark.parametrize("part", PARTS)
def test_an_empty_part_says_so_in_one_line(part: str) -> None:
    (row,) = csv_rows(build(EMPTY_RECORD, part))
    assert row["payer"] == f"no {part} were found"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (
            "statements",
            [{"statement": "s1", "services": "lamp therapy", "residual": "false", "operator": "all", "criteria": "4"}],
        ),
        (
            "criteria",
            [
                {"path": "1", "under": "ALL of", "text": "age 18 years or older", "thresholds": "age >= 18 year"},
                {"path": "2", "under": "ALL of", "operator": "at_least", "minimum": "2", "items": "2"},
                {"path": "2.1", "under": "AT LEAST 2 of", "text": "pain", "operator": "", "line": ""},
                {"path": "2.2", "under": "AT LEAST 2 of", "text": "fever", "label": "b."},
            ],
        ),
        ("codes", [{"system": "CPT", "code": "11111", "determination": "medically_necessary", "page": "3"}]),
        (
            "revisions",
            [{"date": "2026-01", "date_end": "", "claims": "no_criteria_change; references_updated", "line": "9"}],
        ),
    ],
)
def test_rows_of_a_record(part: str, expected: list[dict[str, str]]) -> None:
    rows = csv_rows(build(RECORD, part))
    assert [{column: row[column] for column in want} for row, want in zip(rows, expected, strict=True)] == expected
    assert {(row["payer"], row["policy_number"], row["effective_date"]) for row in rows} == {
        ("Made Health", "7", "2026-01-01")
    }


def test_a_comparison_has_one_cell_a_line() -> None:
    seen = [
        (row["kind"], row["indication"], row["code"], row["document"], row["determination"], row["basis"])
        for row in csv_rows(REPORTS["comparison"])
    ]
    assert seen == [
        ("indication", "winter blues", "", "made", "medically_necessary", "conditional"),
        ("indication", "winter blues", "", "other", "", "silent"),
        ("code", "", "11111", "made", "medically_necessary", "listed"),
        ("code", "", "11111", "other", "", "not listed"),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_looks_like_a_formula_is_made_harmless(start: str) -> None:
    text = to_csv.render(report_of(f"{start}1+1"))
    ((cell,),) = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert cell == f"'{start}1+1".replace("\r", "\n")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (-3, "-3"),
        (None, '""'),
        (True, "true"),
        (2, "2"),
        ("a = b", "a = b"),
        ("NA", "NA"),
        ('say "ah", now', '"say ""ah"", now"'),
        ("two\nlines", '"two\nlines"'),
        ("≥ 18", "≥ 18"),
    ],
)
def test_csv_follows_rfc_4180(value: Value, written: str) -> None:
    assert to_csv.render(report_of(value)) == f"c0\r\n{written}\r\n"


def test_numbers_keep_their_form_beside_empty_cells() -> None:
    table = Table(("page",), ((None,), (3,)), "nothing")
    assert to_csv.render(Report((), table, RECORD)) == 'page\r\n""\r\n3\r\n'


@pytest.mark.parametrize("name", REPORTS)
def test_every_csv_row_is_as_wide_as_the_header(name: str) -> None:
    widths = {len(row) for row in csv.reader(io.StringIO(to_csv.render(REPORTS[name]), newline=""))}
    assert len(widths) == 1


@pytest.mark.parametrize("result", [RECORD, DIFF, COMPARISON])
def test_json_is_the_contract(result: PolicyRecord | VersionDiff | Comparison) -> None:
    text = to_json.render(build(result))
    assert text == result.model_dump_json(indent=2) + "\n"
    assert type(result).model_validate_json(text) == result


@pytest.mark.parametrize("name", REPORTS)
def test_plain_text_has_no_codes_and_one_width(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    text = to_table.render(REPORTS[name])
    assert "\x1b" not in text
    assert all(line == line.rstrip() and len(line) <= to_table.PLAIN_WIDTH for line in text.splitlines())


def test_brackets_in_a_quote_are_not_markup() -> None:
    statement = STATEMENT.model_copy(update={"text": "Lamps [bold] are proven [1]."})
    assert "Lamps [bold] are proven [1]." in to_table.render(
        build(RECORD.model_copy(update={"statements": (statement,)}))
    )


def test_the_text_of_a_diff_names_places_and_quotes() -> None:
    lines = [line.strip() for line in to_table.render(REPORTS["diff"]).splitlines()]
    assert "RESTRICTIVE (1)" in lines
    assert "criterion-added · lamp therapy" in lines
    assert "new  p. 2, line 5: “age 18 years or older”" in lines
    assert "old  line 3: “2025”" in lines
    assert "why  added under ALL of a medically-necessary statement" in lines
    assert "verdict  restrictive: fewer patients or services qualify" in lines
    assert "2026-01: the log does not mention a change that was found" in lines


def test_the_text_of_a_record_shows_how_criteria_combine() -> None:
    lines = to_table.render(REPORTS["record"]).splitlines()
    tree = [line for line in lines if line.strip().startswith(("when", "1.", "2.", "a.", "b."))]
    assert [(len(line) - len(line.lstrip()), line.strip()) for line in tree] == [
        (4, "when ALL of the following are met [ALL of]"),
        (6, "1. age 18 years or older"),
        (6, "2. two of these [AT LEAST 2 of]"),
        (8, "a. pain"),
        (8, "b. fever"),
    ]
    assert any("20 lines of the policy part: 18 parsed, 1 ignored, 1 unparsed (5.0%)" in line for line in lines)


def test_a_silent_payer_is_shown_as_silent() -> None:
    text = to_table.render(REPORTS["comparison"])
    row = next(line for line in text.splitlines() if "winter blues" in line)
    assert row.split() == ["winter", "blues", "medically", "necessary", "silent"]
    assert "only: in adults" in text


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_words(verdict: Verdict) -> None:
    assert phrases.VERDICTS[verdict]


def test_log_verdicts_come_the_worst_first() -> None:
    found = [LogVerdict.CONSISTENT, LogVerdict.LOG_GAP, LogVerdict.SILENT_CHANGE, LogVerdict.LOG_GAP]
    assert phrases.log_verdicts(found) == (LogVerdict.SILENT_CHANGE, LogVerdict.LOG_GAP, LogVerdict.CONSISTENT)
    assert set(phrases.LOG_VERDICTS) == set(LogVerdict)


def test_the_rules_are_listed_by_area_without_broken_names() -> None:
    lines = to_table.render(rules_report(CATALOGUE)).splitlines()
    assert [line.split()[0] for line in lines if line.isupper()] == [area.value.upper() for area in Area]
    assert {rule.id for rule in CATALOGUE} <= {word for line in lines for word in line.split()}
