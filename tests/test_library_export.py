"""The library as files, and what is said of its tables: all of it is there, and nothing else is told of."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
import yaml
from sqlalchemy import inspect, select

from conftest import ROOT, Run
from policydiff.history import DecisionStatus
from policydiff.library.base import Base
from policydiff.library.decisions import decide
from policydiff.library.described import TABLES
from policydiff.library.described_views import VIEWS
from policydiff.library.opening import opened
from policydiff.library.schema import VERSION_TABLE
from policydiff.reports.library_document import datasette_metadata, library_document
from shelves import LAMPS, OTHERS, shelf

RunCommand = Callable[..., Run]
NOT_TOLD = {"content"}
"""What no export holds."""


@pytest.mark.parametrize(("name", "made"), [("library.md", library_document), ("datasette.yaml", datasette_metadata)])
def test_the_documents_are_made_of_the_descriptions(name: str, made: Callable[[], str], update_golden: bool) -> None:
    path = ROOT / "docs" / name
    if update_golden:
        path.write_text(made(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made()


def test_every_table_view_and_column_is_described_and_no_other(database: str) -> None:
    with opened(database, create=True) as library:
        there = inspect(library.engine)
        searched = {f"{table}_search" for table in ("statements", "criteria")}
        tables = {name for name in there.get_table_names() if not name.startswith(tuple(searched))} - {VERSION_TABLE}
        assert tables == TABLES.keys()
        assert set(there.get_view_names()) == VIEWS.keys()
        for name, described in {**TABLES, **VIEWS}.items():
            assert list(described.columns) == [column["name"] for column in there.get_columns(name)], name


def test_datasette_reads_what_is_described() -> None:
    told: dict[str, Any] = yaml.safe_load((ROOT / "docs" / "datasette.yaml").read_text(encoding="utf-8"))
    tables = told["databases"]["library"]["tables"]
    assert tables.keys() == TABLES.keys() | VIEWS.keys()
    for name, described in {**TABLES, **VIEWS}.items():
        assert tables[name]["description"] == described.says
        assert tables[name]["columns"] == described.columns
        assert set(tables[name].get("facets", [])) <= described.columns.keys()


def fill(database: str) -> None:
    with shelf(database, *LAMPS, *OTHERS) as library, library.writing() as session:
        decide(session, "0123456789ab", DecisionStatus.ACCEPTED, owner="=Ada", note="a\nb")


def stored(database: str, table: str) -> list[dict[str, Any]]:
    """The rows of a table by their key, without what no export holds."""
    described = Base.metadata.tables[table]
    columns = [column for column in described.columns if column.name not in NOT_TOLD]
    with opened(database) as library, library.reading() as session:
        found = session.execute(select(*columns).order_by(*described.primary_key.columns))
        return [dict(row) for row in found.mappings()]


def cell(value: object) -> str:
    """A value as a CSV holds it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_an_export_holds_every_row_of_every_table(run: RunCommand, database: str, tmp_path: Path) -> None:
    fill(database)
    folder = tmp_path / "new" / "export"
    done = run("export", folder, "--library", database)
    assert (done.code, done.out) == (0, "")
    assert {path.name for path in folder.iterdir()} == {f"{name}.csv" for name in TABLES}
    for name in TABLES:
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == [column for column in TABLES[name].columns if column not in NOT_TOLD]
        expected = [[cell(value) for value in row.values()] for row in stored(database, name)]
        assert [[value.removeprefix("'") for value in row] for row in rows] == expected, name


def test_parquet_holds_the_same_with_types(run: RunCommand, database: str, tmp_path: Path) -> None:
    fill(database)
    assert run("export", tmp_path / "out", "--format", "parquet", "--library", database).code == 0
    for name in TABLES:
        table = pyarrow.parquet.read_table(tmp_path / "out" / f"{name}.parquet")
        assert table.to_pylist() == stored(database, name)
        told = {field.name: field.metadata[b"description"].decode() for field in table.schema}
        assert told == {column: says for column, says in TABLES[name].columns.items() if column not in NOT_TOLD}


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_same_library_gives_the_same_bytes(run: RunCommand, tmp_path: Path, form: str) -> None:
    database = str(tmp_path / "library.db")
    fill(database)
    for folder in ("one", "two"):
        run("export", tmp_path / folder, "--format", form, "--library", database)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_an_export_that_cannot_be_written_says_so(run: RunCommand, tmp_path: Path) -> None:
    database = str(tmp_path / "library.db")
    fill(database)
    (tmp_path / "file").write_text("in the way")
    done = run("export", tmp_path / "file", "--library", database)
    assert (done.code, done.out) == (2, "")
    assert "cannot write" in done.err


def test_parquet_without_its_library_says_what_to_install(
    run: RunCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    done = run("export", tmp_path, "--format", "parquet")
    assert done.code == 2
    assert "pip install 'policydiff[parquet]'" in done.err
