"""What the library survives: processes killed at any moment, and many processes that add the same files at once.

``pytest tests/test_library_survival.py --kills 50`` kills more often than it does by itself.
"""

import json
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from conftest import ROOT
from databases import KINDS, fresh_postgresql
from libraries import State, damages_of, state, state_of
from policydiff.library.errors import LibraryError
from policydiff.library.integrity import damages
from policydiff.library.opening import opened

CORPUS = ROOT / "corpus"
KILLING = ROOT / "tests" / "killing.py"
CROWD = 8


def command(folder: Path, database: str, *, killed_at: int = 0) -> list[str]:
    """The command that adds a folder, and is killed at a statement to the database; not at all at 0."""
    return [sys.executable, str(KILLING), str(killed_at), "add", str(folder), "--library", database, "--format", "json"]


@dataclass(frozen=True)
class Undisturbed:
    """A run that nobody disturbed: what it comes to, how many statements it sends, and how many seconds it takes."""

    state: State
    statements: int
    seconds: float


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The texts of the corpus, and a file that cannot be read."""
    made = tmp_path_factory.mktemp("inbox")
    for file in CORPUS.glob("*__*.txt"):
        shutil.copy(file, made)
    (made / "m-empty.txt").touch()
    return made


@contextmanager
def fresh(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield str(folder / "library.db")
    else:
        with fresh_postgresql() as url:
            yield url


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Undisturbed]:
    """By kind of database, each made when it is asked for first."""

    class Made(dict[str, Undisturbed]):
        def __missing__(self, kind: str) -> Undisturbed:
            with fresh(kind, tmp_path_factory.mktemp("undisturbed")) as database:
                began = time.monotonic()
                done = subprocess.run(command(folder, database), capture_output=True, text=True)
                assert done.returncode == 3, done.stderr
                seconds = time.monotonic() - began
                self[kind] = Undisturbed(state_of(database), int(done.stderr.splitlines()[-1]), seconds)
            return self[kind]

    return Made()


def kill_at_a_statement(arguments: Sequence[str]) -> None:
    done = subprocess.run(arguments, capture_output=True)
    assert done.returncode == -signal.SIGKILL


def kill_after(arguments: Sequence[str], seconds: float) -> None:
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    process.kill()
    process.wait()


def moments(config: pytest.Config, kind: str) -> int:
    """How often a process is killed: less often on PostgreSQL, where making a database takes its time."""
    asked = config.getoption("--kills")
    return int(asked) if asked else {"sqlite": 8, "postgresql": 4}[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_process_killed_at_any_moment_leaves_the_library_whole(
    kind: str, folder: Path, undisturbed: dict[str, Undisturbed], tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """Every other time at a statement of the database (of making its tables, of a document, a COMMIT), else after a
    time. What is there then holds together, and a second run comes to what an undisturbed one does.
    """
    chance = random.Random(20)
    whole = undisturbed[kind]
    for number in range(moments(pytestconfig, kind)):
        place = tmp_path / str(number)
        place.mkdir()
        with fresh(kind, place) as database:
            if number % 2:
                kill_after(command(folder, database), chance.uniform(0, whole.seconds))
            else:
                at = chance.randint(1, whole.statements)
                kill_at_a_statement(command(folder, database, killed_at=at))
            assert whole_or_absent(database), f"kill {number}"
            again = subprocess.run(command(folder, database), capture_output=True, text=True)
            assert again.returncode == 3, again.stderr
            assert damages_of(database) == []
            assert state_of(database) == whole.state


def whole_or_absent(database: str) -> bool:
    """Whether a library holds together, or was not even made."""
    try:
        return damages_of(database) == []
    except LibraryError as error:
        return str(error).startswith("there is no library in")


def hear_interrupts() -> None:
    """What is started in the background of a shell is told to ignore them, and so is all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_person_interrupts_is_exit_130_and_leaves_the_library_whole(
    kind: str, folder: Path, tmp_path: Path
) -> None:
    with fresh(kind, tmp_path) as database:
        process = subprocess.Popen(
            command(folder, database),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=hear_interrupts,
        )
        assert process.stderr is not None
        assert "lines of the policy part" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        told = process.communicate()[1]
        assert (process.returncode, "Traceback" in told) == (130, False), told
        assert damages_of(database) == []


def test_a_disk_that_is_full_is_an_error_of_the_library_and_leaves_it_whole(folder: Path, tmp_path: Path) -> None:
    """No file may grow beyond what the library is after its first version."""
    database = str(tmp_path / "library.db")
    first, *_ = sorted(folder.glob("*__*.txt"))
    assert subprocess.run(command(first, database), capture_output=True).returncode == 0
    before = state_of(database)
    size = Path(database).stat().st_size

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = subprocess.run(command(folder, database), capture_output=True, text=True, preexec_fn=limit)
    assert done.returncode == 5, done.stderr
    assert "Traceback" not in done.stderr
    assert [
        line for line in done.stderr.splitlines() if line.startswith(f"policydiff: error: the library {database}: ")
    ]
    assert damages_of(database) == []
    assert set(before["sources"]) <= set(state_of(database)["sources"])


def test_a_server_that_goes_away_is_an_error_of_the_library() -> None:
    with fresh_postgresql() as database, opened(database, create=True) as library:
        with pytest.raises(LibraryError, match="terminating connection"), library.writing() as session:
            session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        with library.reading() as session:
            assert state(session)["sources"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_who_reads_while_others_add_sees_a_whole_library(kind: str, folder: Path, tmp_path: Path) -> None:
    with fresh(kind, tmp_path) as database:
        empty = tmp_path / "empty"
        empty.mkdir()
        assert subprocess.run(command(empty, database), capture_output=True).returncode == 3
        crowd = [subprocess.Popen(command(folder, database), stdout=subprocess.DEVNULL) for _ in range(2)]
        seen = set()
        with opened(database) as library:
            while any(process.poll() is None for process in crowd):
                with library.reading() as session:
                    assert list(damages(session)) == []
                    seen.add(len(state(session)["sources"]))
                time.sleep(0.02)
        assert [process.returncode for process in crowd] == [3, 3]
        assert len(seen) > 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_crowd_that_adds_the_same_files_adds_each_once(
    kind: str, folder: Path, undisturbed: dict[str, Undisturbed], tmp_path: Path
) -> None:
    """Eight processes at once, to a library that is not even there when they begin."""
    with fresh(kind, tmp_path) as database:
        crowd = [
            subprocess.Popen(command(folder, database), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(CROWD)
        ]
        ends = [process.communicate() for process in crowd]
        assert [process.returncode for process in crowd] == [3] * CROWD, [err for _, err in ends]
        results = [json.loads(out) for out, _ in ends]
        assert damages_of(database) == []
        assert state_of(database) == undisturbed[kind].state
    stored = [each["file"] for result in results for part in ("added", "renderings") for each in result[part]]
    assert sorted(stored) == sorted(str(file) for file in folder.glob("*__*.txt"))
    assert all(len(result["added"]) + len(result["known"]) == len(stored) for result in results)
