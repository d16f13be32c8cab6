"""The tables that CSVs hold: what docs/reports.md says of them is what stands in them."""

import csv
import io
import re
from collections.abc import Iterator

import pytest

from answers import ASOF, CHECKED, CODES, HELD, REVIEWS, SEARCH, SINCE
from conftest import ROOT
from policydiff.changes import Qualified, VersionDiff, Witness
from policydiff.history import Decision, DecisionStatus, History, HistoryStep, Policy, Position, decisions_in_force
from policydiff.reports import library_rows
from policydiff.reports.build import build
from policydiff.reports.columns import Column, Kind, TableKind, names
from policydiff.reports.comparison_rows import wide_table
from policydiff.reports.csv_files import csv_files
from policydiff.reports.report import Published, Table
from policydiff.reports.tables import TABLES, tables_of
from policydiff.reports.tables_document import tables_document
from policydiff.reports.to_csv import render, table_csv
from policyextract.records import Determination
from samples import CHANGE, COMPARISON, DIFF, EMPTY_COMPARISON, EMPTY_DIFF, EMPTY_RECORD, EXPLAINED, PAYER, RECORD
from samples import version as made_version

KINDS = {kind.name: kind for kind in TABLES}
DECISION = Decision(
    fingerprint=CHANGE.fingerprint,
    status=DecisionStatus.DEFERRED,
    owner="K. Moor",
    note="ask the payer",
    decided_at="2026-03-01T09:00:00Z",
)
HISTORY = History(
    policy=Policy(name="made/7", payer=PAYER, policy_number="7", title="Lamp Therapy", lines_of_business=()),
    steps=(
        HistoryStep(
            version=made_version("2025"),
            in_force_from="2025",
            in_force_until="2026",
            positions=(Position(service="lamp therapy", determination=Determination.INVESTIGATIONAL, residual=False),),
        ),
        HistoryStep(
            version=made_version("2026"),
            in_force_from="2026",
            in_force_until=None,
            renderings=(made_version("2026").source,),
            diff=DIFF,
            remarks=("its order is not settled",),
        ),
    ),
    decisions=(
        DECISION.model_copy(update={"status": DecisionStatus.REJECTED, "decided_at": "2026-02-01T09:00:00Z"}),
        DECISION,
    ),
)
SHAPES = {
    "date": (Kind.DATE, r"\d{4}(-\d\d(-\d\d)?)?"),
    "moment": (Kind.MOMENT, r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"),
    "integer": (Kind.INTEGER, r"-?\d+"),
    "number": (Kind.NUMBER, r"\d+\.\d+"),
    "boolean": (Kind.BOOLEAN, "true|false"),
}
"""What cells of a kind look like."""


def made_tables() -> Iterator[tuple[TableKind, Table]]:
    """Every table made of the samples, with what is told of it."""
    for result in (RECORD, EXPLAINED, DIFF, COMPARISON, HISTORY):
        for name, table in tables_of(result, {CHANGE.fingerprint: DECISION}).items():
            yield KINDS[name], table
    for name, table in (
        ("policies", library_rows.policies_table(HELD)),
        ("asof", library_rows.asof_table(ASOF)),
        ("passages", library_rows.hits_table(SEARCH)),
        ("listed-codes", library_rows.codes_table(CODES)),
        ("changes-since", library_rows.changes_since_table(SINCE, {CHANGE.fingerprint: DECISION})),
        ("reviews", library_rows.reviews_table(REVIEWS)),
        ("verification", library_rows.verification_table(CHECKED)),
        ("decisions", library_rows.decisions_table(HISTORY.decisions)),
    ):
        yield KINDS[name], table


def cells(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_document_is_the_one_that_the_command_prints() -> None:
    assert (ROOT / "docs" / "reports.md").read_text(encoding="utf-8") == tables_document()


def test_every_kind_of_table_is_made_of_some_result() -> None:
    assert {kind.name for kind, _ in made_tables()} | {"comparison-wide"} == KINDS.keys()


@pytest.mark.parametrize(("kind", "table"), list(made_tables()))
def test_a_table_has_the_columns_that_are_told_of_it(kind: TableKind, table: Table) -> None:
    assert table.columns == names(kind.columns)
    assert len(set(table.columns)) == len(table.columns)
    assert table.rows


def test_the_wide_comparison_has_the_columns_that_are_told_of_it() -> None:
    kind = KINDS["comparison-wide"]
    keyed = tuple(f"{key} {column.name}" for key in ("made", "other") for column in kind.per_document)
    assert wide_table(COMPARISON).columns == (*names(kind.columns), *keyed)


@pytest.mark.parametrize(("kind", "table"), list(made_tables()))
def test_cells_are_of_the_kind_that_is_told_of_their_column(kind: TableKind, table: Table) -> None:
    for row in cells(table_csv(table)):
        for column in kind.columns:
            assert fits(row[column.name], column), (column.name, row[column.name])


def fits(cell: str, column: Column) -> bool:
    """Whether a cell is of its column's kind; an empty one always is."""
    if not cell:
        return True
    if column.kind in (Kind.WORD, Kind.WORDS):
        found = cell.split("; ") if column.kind is Kind.WORDS else [cell]
        return set(found) <= set(column.words)
    shapes = dict(SHAPES.values())
    return column.kind in (Kind.TEXT, Kind.CODE) or bool(re.fullmatch(shapes[column.kind], cell))


def test_every_column_is_described() -> None:
    columns = [column for kind in TABLES for column in (*kind.columns, *kind.per_document)]
    assert [column.name for column in columns if not column.says.endswith((".", "..."))] == []
    assert [column.name for column in columns if (column.kind in (Kind.WORD, Kind.WORDS)) != bool(column.words)] == []
    assert not any("|" in column.says or "\n" in column.says for column in columns)


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (RECORD, {"statements.csv", "criteria.csv", "codes.csv", "revisions.csv"}),
        (DIFF, {"changes.csv"}),
        (COMPARISON, {"comparison.csv"}),
        (HISTORY, {"timeline.csv", "changes.csv"}),
        (EMPTY_RECORD, {"statements.csv", "criteria.csv", "codes.csv", "revisions.csv"}),
        (EMPTY_DIFF, {"changes.csv"}),
        (EMPTY_COMPARISON, {"comparison.csv"}),
        (HISTORY.model_copy(update={"steps": ()}), {"timeline.csv", "changes.csv"}),
    ],
)
def test_a_set_of_files_has_a_header_and_at_least_one_line_each(result: Published, expected: set[str]) -> None:
    files = csv_files(result)
    assert files.keys() == expected
    for name, text in files.items():
        header, *lines = csv.reader(io.StringIO(text, newline=""))
        assert tuple(header) == names(KINDS[name.removesuffix(".csv")].columns)
        assert lines
        assert any(lines[0])


def test_the_files_of_a_diff_are_what_its_report_prints() -> None:
    assert csv_files(DIFF)["changes.csv"] == render(build(DIFF))


def test_a_decision_stands_beside_its_change() -> None:
    first, second = cells(csv_files(DIFF, {CHANGE.fingerprint: DECISION})["changes.csv"])
    told = ("decision", "decision_owner", "decision_note", "decided_at")
    assert [first[name] for name in told] == ["deferred", "K. Moor", "ask the payer", "2026-03-01T09:00:00Z"]
    assert [second[name] for name in told] == ["", "", "", ""]


def test_the_newest_decision_holds() -> None:
    assert decisions_in_force(HISTORY.decisions) == {CHANGE.fingerprint: DECISION}
    assert decisions_in_force(reversed(HISTORY.decisions)) == {CHANGE.fingerprint: DECISION}


def test_the_words_of_a_witness_stand_in_one_cell() -> None:
    witness = Witness(qualified=Qualified.BEFORE, holds=("pain",), fails=("age 18\nor older",))
    shown: VersionDiff = DIFF.model_copy(update={"changes": (CHANGE.model_copy(update={"witness": witness}),)})
    (row,) = cells(csv_files(shown)["changes.csv"])
    assert row["witness"] == "qualified before and not now: whoever has “pain”, and not “age 18 or older”"


def test_a_timeline_has_a_line_for_each_version_position_and_change() -> None:
    rows = cells(csv_files(HISTORY)["timeline.csv"])
    told = ("kind", "version", "date", "until", "verdict", "changes", "determination", "rule", "decision")
    assert [tuple(row[name] for name in told) for row in rows] == [
        ("version", "2025", "2025", "2026", "", "", "", "", ""),
        ("position", "2025", "2025", "2026", "", "", "investigational", "", ""),
        ("version", "2026", "2026", "", "restrictive", "2", "", "", ""),
        ("change", "2026", "2026", "", "", "", "", "criterion-added", "deferred"),
        ("change", "2026", "2026", "", "", "", "", "date-effective-changed", ""),
    ]
    assert {(row["policy"], row["payer"], row["policy_number"]) for row in rows} == {("made/7", "Made Health", "7")}
    assert (rows[2]["renderings"], rows[2]["remarks"]) == ("made-7__2026.pdf", "its order is not settled")
    assert rows[2]["log_verdict"] == "silent_change; log_gap"


def test_the_files_of_a_history_hold_its_changes_with_what_was_decided() -> None:
    rows = cells(csv_files(HISTORY)["changes.csv"])
    assert [(row["rule"], row["decision"]) for row in rows] == [
        ("criterion-added", "deferred"),
        ("date-effective-changed", ""),
    ]
