"""The commands that ask the library: what they print in every format, and how they end."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from conftest import Run
from policydiff.changes import Direction
from policydiff.cli.asking import DIRECTIONS
from policydiff.cli.deciding import STATUSES
from policydiff.history import DecisionStatus
from policydiff.reports.tables import TABLES
from shelves import LAMPS, OTHERS, shelf

RunCommand = Callable[..., Run]

ASKED = {
    "policies": ["list"],
    "record": ["show", "made/7"],
    "history": ["history", "made/7"],
    "asof": ["asof", "made/7", "2024-06-01"],
    "search": ["search", "winter blues"],
    "codes": ["codes", "11111"],
    "changes": ["changes", "--since", "2024"],
    "reviews": ["due", "--as-of", "2026-01-01"],
    "decisions": ["decisions"],
    "verification": ["verify"],
}
"""A command line for each contract of JSON."""
NOTHING = {
    "policies": ["list", "--payer", "nobody"],
    "search": ["search", "xylophone"],
    "codes": ["codes", "99999"],
    "changes": ["changes", "--since", "2030"],
    "reviews": ["due", "--as-of", "2020-01-01"],
    "asof": ["asof", "made/7", "1999"],
}
CSVS = {
    "policies": "policies",
    "history": "timeline",
    "asof": "asof",
    "search": "passages",
    "codes": "listed-codes",
    "changes": "changes-since",
    "reviews": "reviews",
    "decisions": "decisions",
    "verification": "verification",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that holds made policies, to be copied."""
    path = tmp_path_factory.mktemp("filled") / "library.db"
    with shelf(str(path), *LAMPS, *OTHERS):
        pass
    return path


@pytest.fixture
def ask(run: RunCommand, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunCommand:
    """Run a command on a library that holds made policies."""
    path = shutil.copy(filled, tmp_path / "library.db")
    monkeypatch.setenv("POLICYDIFF_LIBRARY", str(path))
    return run


def a_fingerprint(ask: RunCommand) -> str:
    found = json.loads(ask("changes", "--since", "2025", "--format", "json").out)
    return str(found["versions"][0]["diff"]["changes"][0]["fingerprint"])


@pytest.mark.parametrize("contract", ASKED)
def test_every_answer_is_printed_in_every_format(ask: RunCommand, contract: str) -> None:
    ask("decide", a_fingerprint(ask), "--status", "accepted")
    schema = json.loads(ask("schema", contract).out)
    for arguments in filter(None, (ASKED[contract], NOTHING.get(contract))):
        table = ask(*arguments)
        assert (table.code, table.err) == (0, "")
        assert table.out
        printed = json.loads(ask(*arguments, "--format", "json").out)
        jsonschema.Draft202012Validator(schema).validate(printed)
        header, *rows = csv.reader(io.StringIO(ask(*arguments, "--format", "csv").out))
        assert rows
        assert all(len(row) == len(header) for row in rows)


@pytest.mark.parametrize("contract", CSVS)
def test_the_columns_of_a_csv_are_those_that_are_documented(ask: RunCommand, contract: str) -> None:
    (kind,) = [kind for kind in TABLES if kind.name == CSVS[contract]]
    header = next(csv.reader(io.StringIO(ask(*ASKED[contract], "--format", "csv").out)))
    assert header == [column.name for column in kind.columns]


def test_show_prints_what_was_read(ask: RunCommand) -> None:
    (made,) = [made for name, made in LAMPS if name == "lamps-2024.txt"]
    shown = json.loads(ask("show", "made/7", "--version", "2024", "--format", "json").out)
    expected = json.loads(made.model_dump_json())
    assert {**shown, "source": None} == {**expected, "source": None}


def test_a_decision_is_shown_wherever_its_change_is(ask: RunCommand) -> None:
    name = a_fingerprint(ask)
    done = ask("decide", name[:8], "--status", "rejected", "--owner", "Ada", "--note", "appeal first")
    assert (done.code, done.out, done.err) == (0, "", f"policydiff: {name}: rejected\n")
    for arguments in (["history", "7 lamp"], ["changes", "--since", "2025"]):
        assert "rejected by Ada" in ask(*arguments).out
        rows = csv.DictReader(io.StringIO(ask(*arguments, "--format", "csv").out))
        decided = {row["fingerprint"]: row["decision"] for row in rows if row["decision"]}
        assert decided == {name: "rejected"}
    ask("decide", name, "--status", "accepted")
    trail: list[dict[str, Any]] = json.loads(ask("decisions", name[:6], "--format", "json").out)
    assert [(each["status"], each["owner"], each["note"]) for each in trail] == [
        ("rejected", "Ada", "appeal first"),
        ("accepted", None, None),
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["history", "7"], "'7' may be any of made/7, other/7"),
        (["history", "made/77"], "no policy 'made/77' is stored; did you mean"),
        (["asof", "made/7", "yesterday"], "'yesterday' is no date"),
        (["asof", "made/7", "2024-02-30"], "'2024-02-30' is no date"),
        (["show", "made/7", "--version", "1999"], "made/7 has no version of 1999; stored are: 2023-01-01"),
        (["show", "made/7", "--part", "codes"], "--part says what the rows of a CSV are"),
        (["search", "..."], "there is no word to look for"),
        (["changes"], "Missing option '--since'"),
        (["changes", "--since", "2024", "--rule", "lamp-broken"], "no rule 'lamp-broken'"),
        (["changes", "--since", "soon"], "'soon' is no date"),
        (["due", "--within", "some time"], "'some time' is no span of time"),
        (["due", "--as-of", "2024"], "--as-of takes a day"),
        (["decide", "0000", "--status", "accepted"], "no change of the fingerprint 0000 is stored"),
        (["decide", "0000", "--status", "perhaps"], "'perhaps' is not one of"),
        (["decisions", "xx"], "no fingerprint: 'xx'"),
    ],
)
def test_what_is_meant_wrongly_is_wrong_usage(ask: RunCommand, arguments: list[str], message: str) -> None:
    done = ask(*arguments)
    assert (done.code, done.out) == (2, "")
    assert message in " ".join(done.err.split())
    assert "Traceback" not in done.err


@pytest.mark.parametrize("arguments", ASKED.values())
def test_where_there_is_no_library_none_is_made(run: RunCommand, tmp_path: Path, arguments: list[str]) -> None:
    path = tmp_path / "none.db"
    done = run(*arguments, "--library", path)
    assert (done.code, done.out) == (5, "")
    assert done.err == f"policydiff: error: there is no library in {path}: policydiff add makes one\n"
    assert not path.exists()


def test_words_that_are_spelled_out_are_those_of_the_models() -> None:
    assert set(DIRECTIONS) == set(Direction)
    assert set(STATUSES) == set(DecisionStatus)


@pytest.mark.parametrize(
    ("arguments", "documents"),
    [
        (["made/8", "made/7"], ["massage.txt", "lamps-2025.txt"]),
        (["other plan", "made/7", "other/7"], ["other.txt", "lamps-2025.txt"]),
        (["--service", "lamp therapy"], ["lamps-2025.txt", "other.txt"]),
        (["--service", "candle massage", "--payer", "made"], ["massage.txt", "undated.txt"]),
        (["--code", "11111", "--code", "0071T"], ["lamps-2025.txt", "other.txt"]),
    ],
)
def test_stored_policies_are_compared(ask: RunCommand, arguments: list[str], documents: list[str]) -> None:
    done = ask("compare", "--from-library", *arguments, "--format", "json")
    assert (done.code, done.err) == (0, "")
    assert [each["source"]["name"] for each in json.loads(done.out)["documents"]] == documents


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "say with --service or --code what the policies are to speak of"),
        (["made/7"], "comparing takes two policies or more; only made/7 is stored of those"),
        (["--code", "0071T"], "only other/7 is stored of those"),
        (["--code", "99999"], "no such policy is stored"),
        (["--service", "..."], "no such policy is stored"),
        (["7", "made/8"], "'7' may be any of made/7, other/7"),
    ],
)
def test_what_cannot_be_compared_is_wrong_usage(ask: RunCommand, arguments: list[str], message: str) -> None:
    done = ask("compare", "--from-library", *arguments)
    assert (done.code, done.out) == (2, "")
    assert message in " ".join(done.err.split())
