"""policydiff verify: damage of every kind is found, drift is told apart from it, and an update does away with drift."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from conftest import ROOT, Run
from libraries import damages_of, state_of
from policydiff.cli.rereading import read_all_again
from policydiff.library.opening import opened
from shelves import LAMPS, OTHERS, shelf

RunCommand = Callable[..., Run]
FILES = [ROOT / "corpus" / f"cigna-0261__{date}.txt" for date in ("2021-07-15", "2024-05-15", "2026-05-15")]


def checked(run: RunCommand, database: str, *more: str) -> tuple[int, dict[str, Any]]:
    done = run("verify", "--library", database, "--format", "json", *more)
    return done.code, json.loads(done.out)


def spoil(database: str, *statements: str) -> None:
    with opened(database) as library, library.writing() as session:
        for statement in statements:
            session.execute(text(statement))


def test_a_sound_library_is_sound(run: RunCommand, database: str) -> None:
    with shelf(database, *LAMPS, *OTHERS):
        pass
    code, found = checked(run, database)
    assert (code, found["damages"], found["documents"], found["policies"]) == (0, [], 6, 4)
    assert (found["read_again"], found["drift"], found["updated"]) == (None, [], False)


def test_a_copy_made_while_the_library_is_open_is_sound(run: RunCommand, tmp_path: Path) -> None:
    """As docs/library.md tells people to copy it."""
    with shelf(str(tmp_path / "library.db"), *LAMPS, *OTHERS):
        with sqlite3.connect(tmp_path / "library.db") as connection:
            connection.execute("VACUUM INTO ?", [str(tmp_path / "copy.db")])
        connection.close()
    assert checked(run, str(tmp_path / "copy.db"))[0] == 0
    assert state_of(str(tmp_path / "copy.db")) == state_of(str(tmp_path / "library.db"))


DAMAGES = {
    "bytes": (
        "UPDATE sources SET content = x'00' WHERE name = 'massage.txt'",
        "its bytes are not those that were stored",
    ),
    "a row": ("UPDATE statements SET text = 'otherwise' WHERE id = 1", "statements are not those of its record"),
    "a row gone": ("DELETE FROM codes WHERE id = 1", "codes are not those of its record"),
    "a record": ("UPDATE records SET bucket = 'made/70' WHERE source_id = 1", "its record is of another document"),
    "the order": (
        "UPDATE versions SET in_force_from = '1999' WHERE place = 2",
        "its versions are not those that follow",
    ),
    "a name": ("UPDATE policies SET title = 'Lumps' WHERE name = 'made/7'", "is not named as its newest version is"),
    "a diff gone": (
        "; ".join(
            f"DELETE FROM {each} = 1"
            for each in ("changes WHERE diff_id", "log_checks WHERE diff_id", "diffs WHERE id")
        ),
        "diffs are not those between versions and the next",
    ),
    "a change": ("UPDATE changes SET direction = 'permissive' WHERE id = 1", "changes are not its own"),
    "a verdict": ("UPDATE diffs SET verdict = 'editorial' WHERE id = 1", "its verdict is another"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_exit_5_and_a_line_that_says_what(run: RunCommand, tmp_path: Path, damage: str) -> None:
    database = str(tmp_path / "library.db")
    with shelf(database, *LAMPS, *OTHERS):
        pass
    statements, told = DAMAGES[damage]
    spoil(database, *statements.split("; "))
    code, found = checked(run, database)
    assert code == 5
    assert any(told in line for line in found["damages"]), found["damages"]
    table = run("verify", "--library", database)
    assert (table.code, told in " ".join(table.out.split())) == (5, True)


def test_an_index_of_words_out_of_step_is_damage(run: RunCommand, tmp_path: Path) -> None:
    database = str(tmp_path / "library.db")
    with shelf(database, *LAMPS):
        pass
    spoil(database, "INSERT INTO statements_search(statements_search) VALUES ('delete-all')")
    code, found = checked(run, database)
    assert (code, found["damages"]) == (5, ["the full-text index of statements is not in step with the table"])


def test_a_file_of_which_a_part_is_overwritten_is_an_error_of_the_library(run: RunCommand, tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with shelf(str(path), *LAMPS, *OTHERS):
        pass
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = path.read_bytes()
    path.write_bytes(content[:8192] + b"\xff" * 40960 + content[49152:])
    done = run("verify", "--library", path)
    assert done.code == 5
    assert "Traceback" not in done.err


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of real files, to be copied."""
    from policydiff.cli import main

    path = tmp_path_factory.mktemp("read") / "library.db"
    with pytest.raises(SystemExit):
        main(["add", *map(str, FILES), "--library", str(path)])
    return path


@pytest.fixture
def copied(read: Path, tmp_path: Path) -> str:
    return str(shutil.copy(read, tmp_path / "library.db"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_documents_that_read_the_same_do_not_drift(run: RunCommand, copied: str, jobs: str) -> None:
    code, found = checked(run, copied, "--re-extract", "--jobs", jobs)
    assert (code, found["damages"], found["drift"], found["read_again"]) == (0, [], [], 3)


def altered(database: str) -> None:
    """A library that an older program could have made: a record with other words, and what follows from it."""
    from policydiff.library.renewing import renew, stored_files

    with opened(database) as library, library.writing() as session:
        (file,) = [each for each in stored_files(session, 0, 9) if "2024" in each.name]
        first, *others = file.record.statements
        wider = first.model_copy(update={"text": f"{first.text} or gout"})
        changed = file.record.model_copy(update={"statements": (wider, *others), "title": "Lamps"})
        renew(session, file, changed, "0.0.1")


def test_drift_is_told_and_stored_where_that_is_asked_for(run: RunCommand, copied: str) -> None:
    before = state_of(copied)
    altered(copied)
    assert damages_of(copied) == []
    drifted = state_of(copied)
    assert drifted != before
    code, found = checked(run, copied, "--re-extract")
    assert (code, found["damages"], found["updated"]) == (0, [], False)
    assert [(each["file"], each["fields"]) for each in found["drift"]] == [(FILES[1].name, ["title", "statements"])]
    assert state_of(copied) == drifted
    code, found = checked(run, copied, "--re-extract", "--update")
    assert (code, found["updated"], len(found["drift"])) == (0, True, 1)
    assert state_of(copied) == before
    assert checked(run, copied, "--re-extract")[1]["drift"] == []


def test_a_diff_that_comes_out_otherwise_is_told_and_stored(run: RunCommand, copied: str) -> None:
    before = state_of(copied)
    with opened(copied) as library, library.writing() as session:
        found = session.execute(text("SELECT diff FROM diffs WHERE id = 1")).scalar_one()
        older = json.loads(found)
        older["changes"] = []
        session.execute(text("UPDATE diffs SET diff = :diff WHERE id = 1"), {"diff": json.dumps(older)})
        session.execute(text("DELETE FROM changes WHERE diff_id = 1"))
    code, told = checked(run, copied, "--re-extract", "--update")
    assert (code, told["damages"]) == (0, [])
    assert [(each["older_file"], each["file"], each["fields"]) for each in told["drift"]] == [
        (FILES[0].name, FILES[1].name, ["diff"])
    ]
    assert state_of(copied) == before


def test_a_file_that_is_no_longer_a_rendering_is_told_and_parted(run: RunCommand, copied: str) -> None:
    before = state_of(copied)
    spoil(
        copied,
        "DELETE FROM changes WHERE diff_id IN (SELECT id FROM diffs WHERE newer_id = 3)",
        "DELETE FROM log_checks WHERE diff_id IN (SELECT id FROM diffs WHERE newer_id = 3)",
        "DELETE FROM diffs WHERE newer_id = 3",
        "DELETE FROM versions WHERE source_id = 3",
        "INSERT INTO renderings (source_id, version_id) VALUES (3, 1)",
    )
    with opened(copied) as library:
        drift = read_all_again(library, 1, update=True, output=None)
    assert [(each.older_file, each.file, each.fields) for each in drift] == [
        (FILES[0].name, FILES[2].name, ("rendering",))
    ]
    assert state_of(copied) == before


def test_a_document_that_can_no_longer_be_read_is_told_and_kept(run: RunCommand, tmp_path: Path) -> None:
    database = str(tmp_path / "library.db")
    with shelf(database, LAMPS[0]):
        pass
    before = state_of(database)
    code, found = checked(run, database, "--re-extract", "--update")
    assert code == 0
    assert [(each["file"], bool(each["refusal"])) for each in found["drift"]] == [("lamps-2023.txt", True)]
    assert state_of(database) == before


def test_options_that_do_not_go_together_are_wrong_usage(run: RunCommand, tmp_path: Path) -> None:
    database = tmp_path / "library.db"
    assert run("verify", "--update", "--library", database).code == 2
    assert run("verify", "--jobs", "2", "--library", database).code == 2
