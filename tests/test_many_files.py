"""Many files: the same output however many processes read, one bad file never stopping the rest, and a tally."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import ROOT, Run
from policydiff.cli import workers
from policydiff.cli.progress import tracked
from policydiff.cli.reading import Outcome, ReadingOptions, Reason, Refusal, Result, read_one_by_one
from policydiff.cli.sources import Source
from policydiff.cli.workers import reader
from policyextract.readers.engine import Engine

CORPUS = ROOT / "corpus"
TEXTS = sorted(CORPUS.glob("*.txt"))
RunCommand = Callable[..., Run]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Policies with bad files between them."""
    for text in TEXTS:
        (tmp_path / text.name).write_bytes(text.read_bytes())
    (tmp_path / "b-damaged.pdf").write_bytes(b"%PDF-1.7\nand no more")
    (tmp_path / "d-letter.txt").write_bytes(b"Dear neighbour, the lamp in the hall is broken.")
    (tmp_path / "m-empty.txt").write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_two_processes_write_what_one_does(run: RunCommand, folder: Path, form: str) -> None:
    alone = run("extract", folder, "--format", form)
    together = run("extract", folder, "--format", form, "--jobs", "2")
    assert (alone.code, together) == (3, alone)


def test_bad_files_are_named_and_counted_at_the_end(run: RunCommand, folder: Path) -> None:
    done = run("extract", folder, "--format", "jsonl", "--jobs", "2")
    names = [json.loads(line)["source"]["name"] for line in done.out.splitlines()]
    assert names == [text.name for text in TEXTS]
    told = done.err.splitlines()[len(TEXTS) :]
    refused = [line.removeprefix(f"policydiff: error: {folder}/").split(":")[0] for line in told[:-1]]
    assert refused == ["b-damaged.pdf", "d-letter.txt", "m-empty.txt"]
    assert told[-1] == f"policydiff: {len(TEXTS) + 3} files: {len(TEXTS)} read, 2 cannot be read, 1 no coverage policy"


def test_json_lines_are_the_records_of_the_json_list(run: RunCommand) -> None:
    lines = run("extract", *TEXTS[:3], "--format", "jsonl").out.splitlines()
    listed = run("extract", *TEXTS[:3], "--format", "json").out
    assert [json.loads(line) for line in lines] == json.loads(listed)
    assert json.dumps(json.loads(listed), indent=2, ensure_ascii=False) + "\n" == listed


def test_the_header_of_a_csv_stands_once(run: RunCommand) -> None:
    single = [run("extract", text, "--format", "csv", "--part", "codes").out.splitlines() for text in TEXTS[:2]]
    both = run("extract", *TEXTS[:2], "--format", "csv", "--part", "codes").out.splitlines()
    assert both == [*single[0], *single[1][1:]]


def test_a_csv_of_several_without_rows_says_so_once(run: RunCommand, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(
            "# Lamp Therapy\n\nPolicy Number: 7\n\n## Policy\n\nLamp therapy is considered medically necessary.\n"
        )
    rows = run("extract", tmp_path, "--format", "csv", "--part", "codes").out.splitlines()
    assert [row.split(",")[0] for row in rows] == ["payer", "no codes were found"]


def test_a_folder_of_one_file_is_a_list(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(TEXTS[0].read_bytes())
    assert len(json.loads(run("extract", tmp_path, "--format", "json").out)) == 1


def test_a_file_below_the_trust_floor_among_many_is_exit_4(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(TEXTS[0].read_bytes())
    (tmp_path / "poor.txt").write_text(
        "# Lamp Therapy\n\nPolicy Number: 7\n\n## Policy\n\nLamp therapy is considered medically necessary.\n\n"
        + "".join(f"{number}. Lamps of kind {number} shall be dimmed.\n" for number in range(1, 4))
    )
    done = run("extract", tmp_path, "--format", "jsonl", "--jobs", "2", "--trust-floor", "1")
    warnings = [line for line in done.err.splitlines() if "warning" in line]
    assert (done.code, len(done.out.splitlines()), len(warnings)) == (4, 2, 1)
    assert warnings[0].startswith(f"policydiff: warning: {tmp_path}/poor.txt: only ")
    assert done.err.splitlines()[-1] == "policydiff: 2 files: 2 read, 1 of them below the trust floor"


def test_output_to_a_file_is_whole_or_not_at_all(run: RunCommand, folder: Path) -> None:
    target = folder.parent / "out.jsonl"
    shown = run("extract", folder, "--format", "jsonl")
    run("extract", folder, "--format", "jsonl", "--jobs", "2", "-o", target)
    assert target.read_text() == shown.out
    assert [path.name for path in folder.parent.glob(".out*")] == []


def test_without_a_record_an_older_output_stays(run: RunCommand, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("an older result\n")
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("extract", tmp_path / "empty.txt", "--format", "jsonl", "-o", target)
    assert (done.code, target.read_text()) == (3, "an older result\n")


def test_an_output_that_cannot_be_written_is_known_before_anything_is_read(run: RunCommand, folder: Path) -> None:
    done = run("extract", folder, "--format", "jsonl", "-o", folder / "no" / "such.jsonl")
    assert (done.code, done.out) == (2, "")
    assert "no such file or directory" in done.err
    assert "lines of the policy part" not in done.err


# What other processes make of files.


def read_or_dead(content: bytes | Refusal, name: str, options: ReadingOptions) -> Result:
    """Stands for ``read_content``: a file may be the end of the process that reads it."""
    if content == b"deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return Refusal(Reason.UNREADABLE, f"{name} was read")


def test_a_file_that_ends_its_process_does_not_stop_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "read_content", read_or_dead)
    sources = [Source(tmp_path / f"{number}.txt") for number in range(6)]
    for number, source in enumerate(sources):
        source.path.write_bytes(b"deadly" if number == 2 else b"good")
    with reader(2, None) as read:
        outcomes = list(read(sources, ReadingOptions()))
    assert [outcome.path for outcome in outcomes] == [source.path for source in sources]
    told = [outcome.result.reason for outcome in outcomes if isinstance(outcome.result, Refusal)]
    assert told == [Reason.LOST if number == 2 else Reason.UNREADABLE for number in range(6)]


def test_a_bug_in_one_file_does_not_stop_the_rest(
    run: RunCommand, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from policyextract import pipeline

    extract = pipeline.extract

    def stumbling(data: bytes, name: str, *, generic: bool, engine: Engine) -> pipeline.Extraction:
        if name == TEXTS[1].name:
            raise ZeroDivisionError("a bug")
        return extract(data, name, generic=generic, engine=engine)

    monkeypatch.setattr(pipeline, "extract", stumbling)
    done = run("extract", folder, "--format", "jsonl")
    assert (done.code, len(done.out.splitlines())) == (70, len(TEXTS) - 1)
    assert "Traceback" in done.err
    assert f"policydiff: error: {folder / TEXTS[1].name}: ZeroDivisionError: a bug" in done.err.splitlines()
    assert done.err.splitlines()[-1] == "policydiff: error: this is a bug in policydiff; the lines above say where"


def test_work_is_handed_out_in_bounded_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file beyond the chunk under way is opened, so that what is held in memory does not grow with their number."""
    monkeypatch.setattr(workers, "_FILES_PER_WORKER", 2)
    opened: list[str] = []
    read_bytes = Path.read_bytes

    def watched(path: Path) -> bytes:
        opened.append(path.name)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", watched)
    for number in range(10):
        (tmp_path / f"{number}.txt").write_bytes(b"")
    with reader(2, None) as read:
        outcomes = read([Source(tmp_path / f"{number}.txt") for number in range(10)], ReadingOptions())
        next(outcomes)
        assert len(opened) <= 4
        assert len(list(outcomes)) == 9


# The bar.


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("total", "errors", "out", "to_file", "shown"),
    [
        (3, Terminal, io.StringIO, False, True),
        (3, Terminal, Terminal, True, True),
        (3, Terminal, Terminal, False, False),
        (3, io.StringIO, io.StringIO, True, False),
        (1, Terminal, io.StringIO, True, False),
    ],
)
def test_the_bar_is_for_a_person_who_sees_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
    total: int,
    errors: type[io.StringIO],
    out: type[io.StringIO],
    to_file: bool,
    shown: bool,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", errors())
    monkeypatch.setattr(sys, "stdout", out())
    refusal = Refusal(Reason.UNREADABLE, "the file is empty")
    given = [Outcome(Path(str(number)), refusal) for number in range(total)]
    assert list(tracked(iter(given), total, Path("out") if to_file else None)) == given
    assert isinstance(sys.stderr, io.StringIO)
    assert ("reading" in sys.stderr.getvalue()) is shown
    assert isinstance(sys.stdout, io.StringIO)
    assert sys.stdout.getvalue() == ""


def begun(folder: Path) -> subprocess.Popen[bytes]:
    """The command line as a process of its own, with much to read, when it has written its first line."""
    code = "import sys; from policydiff.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "extract", *[str(folder)] * 20, "--format", "jsonl", "--jobs", "2"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    assert process.stdout
    assert process.stdout.readline().startswith(b'{"schema_version"')
    return process


def test_an_interrupt_ends_all_processes(folder: Path) -> None:
    """The interrupt reaches the whole group, as Ctrl-C in a terminal does."""
    process = begun(folder)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130


def test_a_reader_that_has_enough_ends_all_processes_without_a_word(folder: Path) -> None:
    process = begun(folder)
    assert process.stdout
    process.stdout.close()
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert [line for line in errors.decode().splitlines() if not line.startswith("policydiff: ")] == []


def test_reading_here_gives_each_file_its_outcome(tmp_path: Path) -> None:
    sources = [Source(tmp_path / "missing.pdf"), Source(tmp_path, "holds no file that can be read")]
    assert list(read_one_by_one(sources, ReadingOptions())) == [
        Outcome(tmp_path / "missing.pdf", Refusal(Reason.UNREADABLE, "no such file or directory")),
        Outcome(tmp_path, Refusal(Reason.UNREADABLE, "holds no file that can be read")),
    ]


@pytest.fixture(autouse=True)
def no_idle_processes() -> Iterator[None]:
    """Processes that joblib keeps for the next call must not carry over what a test has replaced."""
    yield
    from joblib.externals.loky import get_reusable_executor

    get_reusable_executor().shutdown(wait=True, kill_workers=True)
