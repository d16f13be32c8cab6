"""policydiff watch: files are taken once, when they are wholly written, and the end is clean."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Run
from libraries import damages_of
from policydiff.cli.inbox import Inbox

POLICY = ROOT / "corpus" / "cigna-0261__2024-05-15.txt"
OLDER = ROOT / "corpus" / "cigna-0261__2021-07-15.pdf"
PATIENCE = 120
"""Seconds that a busy machine may take."""


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def inbox(tmp_path: Path, clock: Clock) -> Inbox:
    return Inbox(tmp_path, 2.0, clock)


def taken(inbox: Inbox) -> list[str]:
    return [path.name for path in inbox.take()]


def test_a_file_is_taken_once_it_has_not_changed_for_a_while(inbox: Inbox, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    assert (taken(inbox), inbox.waiting) == ([], True)
    clock.now = 1.9
    assert taken(inbox) == []
    clock.now = 2.0
    assert (taken(inbox), inbox.waiting) == (["a.txt"], False)
    clock.now = 9.0
    assert taken(inbox) == []


def test_a_file_that_grows_is_waited_for(inbox: Inbox, clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for at in range(5):
        path.write_text("one " * (at + 1))
        clock.now = at * 1.5
        assert taken(inbox) == []
    clock.now += 2
    assert taken(inbox) == ["a.txt"]


def test_a_file_of_the_same_size_that_was_written_again_is_waited_for(
    inbox: Inbox, clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    assert taken(inbox) == []
    clock.now = 1.5
    path.write_text("two")
    os.utime(path, ns=(1, 1))
    assert taken(inbox) == []
    clock.now = 2.5
    assert taken(inbox) == []
    clock.now = 3.5
    assert taken(inbox) == ["a.txt"]


@pytest.mark.parametrize("name", ["a.pdf.part", "a.crdownload", "a.tmp", "a.txt~", ".a.txt", "a.pdf.TMP"])
def test_an_unfinished_download_is_left_alone_until_it_is_renamed(
    inbox: Inbox, clock: Clock, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("one")
    assert (taken(inbox), inbox.waiting) == ([], False)
    clock.now = 10
    assert taken(inbox) == []
    (tmp_path / name).rename(tmp_path / "done.txt")
    assert taken(inbox) == []
    clock.now = 12
    assert taken(inbox) == ["done.txt"]


def test_an_empty_file_is_about_to_be_written(inbox: Inbox, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    inbox.take()
    clock.now = 60
    assert (taken(inbox), inbox.waiting) == ([], False)


def test_a_file_that_changes_later_is_taken_again(inbox: Inbox, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    inbox.take()
    clock.now = 2
    assert taken(inbox) == ["a.txt"]
    (tmp_path / "a.txt").write_text("more")
    assert taken(inbox) == []
    clock.now = 4
    assert taken(inbox) == ["a.txt"]


def test_files_in_subfolders_are_taken_in_their_order(inbox: Inbox, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("z.txt", "sub/b.txt", "a.txt"):
        (tmp_path / name).write_text(name)
    inbox.take()
    (tmp_path / "a.txt").unlink()
    clock.now = 2
    assert taken(inbox) == ["b.txt", "z.txt"]


class Watcher:
    """The program in a process of its own, and what it printed."""

    def __init__(self, folder: Path, library: Path) -> None:
        program = "import sys; from policydiff.cli import main; main(sys.argv[1:])"
        options = ["--library", str(library), "--settle", "0.5", "--format", "jsonl"]
        command = [sys.executable, "-c", program, "watch", str(folder), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        assert self.process.stderr
        assert self.process.stderr.readline() == f"policydiff: watching {folder}\n"

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)

    def result(self) -> dict[str, Any]:
        """What became of the next file."""
        return dict(json.loads(self._lines.get(timeout=PATIENCE)))

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    @property
    def silent(self) -> bool:
        return self._lines.empty()


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Callable[[Path], Watcher]]:
    started: list[Watcher] = []

    def start(folder: Path) -> Watcher:
        started.append(Watcher(folder, tmp_path / "library.db"))
        return started[-1]

    yield start
    for watcher in started:
        watcher.process.kill()
        watcher.process.wait()
        for stream in (watcher.process.stdout, watcher.process.stderr):
            if stream:
                stream.close()


def write_slowly(path: Path, content: bytes, pieces: int) -> None:
    size = len(content) // pieces + 1
    with path.open("wb", buffering=0) as file:
        for start in range(0, len(content), size):
            file.write(content[start : start + size])
            time.sleep(0.2)


def test_files_are_added_as_they_come(
    watch: Callable[[Path], Watcher], run: Callable[..., Run], tmp_path: Path
) -> None:
    folder, library = tmp_path / "inbox", tmp_path / "library.db"
    folder.mkdir()
    (folder / "there-already.txt").write_bytes(POLICY.read_bytes())
    watcher = watch(folder)
    (added,) = watcher.result()["added"]
    assert Path(added["file"]).name == "there-already.txt"
    write_slowly(folder / "slow.pdf", OLDER.read_bytes(), 12)
    (added,) = watcher.result()["added"]
    assert (Path(added["file"]).name, added["placement"]["policy"]["name"]) == ("slow.pdf", "cigna/0261")
    (folder / "copy.txt").write_bytes(POLICY.read_bytes())
    (known,) = watcher.result()["known"]
    assert Path(known["file"]).name == "copy.txt"
    (folder / "letter.txt").write_text("Dear neighbour,\n\nthe lamp in the hall is broken.\n")
    (refused,) = watcher.result()["refused"]
    assert Path(refused["file"]).name == "letter.txt"
    assert watcher.end(signal.SIGTERM) == 0
    assert watcher.silent
    assert damages_of(str(library)) == []
    held = json.loads(run("list", "--library", library, "--format", "json").out)
    assert [(each["policy"]["name"], each["versions"]) for each in held] == [("cigna/0261", 2)]


def test_an_interrupt_ends_it_with_130(watch: Callable[[Path], Watcher], tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    assert watch(folder).end(signal.SIGINT) == 130


def test_what_is_no_folder_is_wrong_usage(run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("watch", tmp_path / "none", "--library", tmp_path / "library.db")
    assert (done.code, done.out) == (2, "")
    assert "is no folder" in done.err
    assert not (tmp_path / "library.db").exists()
