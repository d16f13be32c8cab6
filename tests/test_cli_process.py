"""The command line as a process: how quickly --help answers, and what it does with pipes, terminals and full disks."""

import os
import subprocess
import sys

import pytest

from policydiff.cli import commands

SLOW = (
    *("pandas", "numpy", "spacy", "pdfplumber", "pypdfium2", "pikepdf", "pydantic", "rapidfuzz", "scipy", "rich"),
    *("sqlalchemy", "alembic", "jinja2", "xlsxwriter"),
)


def help_in_a_new_process(arguments: list[str]) -> list[str]:
    """The slow modules that ``--help`` loaded, and the CPU seconds it took, start of the interpreter included."""
    code = (
        "import sys, time\n"
        "from policydiff.cli import _run\n"
        f"assert _run({arguments!r}) == 0\n"
        f"print(*(name for name in {SLOW!r} if name in sys.modules), file=sys.stderr)\n"
        "print(time.process_time(), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stderr.splitlines()


@pytest.mark.parametrize("command", [[], *([name] for name in commands.commands)])
def test_help_loads_nothing_slow(command: list[str]) -> None:
    loaded, _ = help_in_a_new_process([*command, "--help"])
    assert loaded == ""


def test_help_answers_at_once() -> None:
    """The best of three, so that a busy machine does not decide."""
    assert min(float(help_in_a_new_process(["--help"])[1]) for _ in range(3)) < 0.15


def test_what_writes_records_loads_nothing_that_reads_them() -> None:
    """With several jobs other processes read, and this one only writes."""
    code = "import sys, policydiff.reports.build; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


PROGRAM = "import sys; from policydiff.cli import main; main(sys.argv[1:])"


def start(*arguments: str, stdout: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", PROGRAM, *arguments], stdout=stdout, stderr=subprocess.PIPE)


def test_a_reader_that_leaves_early_is_no_error() -> None:
    process = start("rules", "--format", "json", stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.close()
    _, errors = process.communicate()
    assert (process.returncode, errors) == (130, b"")


def test_a_screen_that_cannot_be_written_is_wrong_usage() -> None:
    with open("/dev/full", "wb") as full:
        process = start("rules", stdout=full.fileno())
        _, errors = process.communicate()
    assert process.returncode == 2
    assert b"cannot write to standard output: no space left on device" in errors


def test_a_terminal_gets_colours_and_a_pipe_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    reader, terminal = os.openpty()
    process = start("payers", stdout=terminal)
    process.communicate()
    os.close(terminal)
    shown = os.read(reader, 10_000)
    os.close(reader)
    piped, _ = start("payers", stdout=subprocess.PIPE).communicate()
    assert b"\x1b[1m" in shown
    assert b"\x1b" not in piped
