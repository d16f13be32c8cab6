"""The tutorial is run from top to bottom, and what stands beneath a command is what it prints."""

import os
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import ROOT, Run

TUTORIAL = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(
    r"(?P<skipped><!-- not run: .*? -->\n)?```sh\n(?P<commands>.*?)```\n(?:\n```text\n(?P<shown>.*?)```\n)?", re.DOTALL
)
AND_SO_ON = "..."


@dataclass(frozen=True)
class Block:
    """Commands, and what the last of them prints where the tutorial shows it; ``place`` is where that stands."""

    commands: tuple[tuple[str, ...], ...]
    shown: list[str] | None
    place: tuple[int, int]


def blocks(text: str) -> list[Block]:
    return [
        Block(
            tuple(tuple(shlex.split(line)) for line in found["commands"].replace("\\\n", " ").splitlines()),
            found["shown"].splitlines() if found["shown"] else None,
            found.span("shown"),
        )
        for found in BLOCK.finditer(text)
        if not found["skipped"]
    ]


class Shell:
    """What the tutorial needs of a shell."""

    def __init__(self, run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
        self._run = run
        self._monkeypatch = monkeypatch

    def __call__(self, program: str, *arguments: str) -> str:
        """Run a command and give what it prints."""
        match program:
            case "policydiff":
                done = self._run(*arguments)
                assert done.code == 0, f"{' '.join(arguments)}\n{done.err}"
                return done.out
            case "mkdir":
                Path(*arguments).mkdir()
            case "export":
                name, _, value = arguments[0].partition("=")
                self._monkeypatch.setenv(name, value)
            case "ls":
                return "".join(f"{name}\n" for name in sorted(os.listdir(*arguments)))
            case _:
                raise AssertionError(f"the tutorial's test has no {program}")
        return ""


def fitting(printed: list[str], shown: list[str]) -> list[str]:
    """What should be shown: all of it, or as many lines as are shown."""
    return [*printed[: len(shown) - 1], AND_SO_ON] if shown[-1] == AND_SO_ON else printed


def test_the_tutorial_does_what_it_says(
    run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update_golden: bool
) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POLICYDIFF_LIBRARY", raising=False)
    shell = Shell(run, monkeypatch)
    text = TUTORIAL.read_text()
    shown: list[tuple[tuple[int, int], list[str]]] = []
    for block in blocks(text):
        printed = [shell(*command) for command in block.commands][-1].splitlines()
        if block.shown is None:
            continue
        expected = fitting(printed, block.shown)
        shown.append((block.place, expected))
        assert update_golden or block.shown == expected, " ".join(block.commands[-1])
    if update_golden:
        for (start, end), lines in reversed(shown):
            text = text[:start] + "".join(f"{line}\n" for line in lines) + text[end:]
        TUTORIAL.write_text(text)
    made = {str(path.relative_to(tmp_path / "tour")) for path in (tmp_path / "tour").iterdir()}
    assert {"report.html", "marked", "packet", "policies.db", "packet-2024"} <= made


def test_every_command_of_the_tutorial_is_run_or_says_why_not() -> None:
    text = TUTORIAL.read_text()
    assert len(blocks(text)) + text.count("<!-- not run: ") == text.count("```sh\n")
    assert sum(command[0] == "policydiff" for block in blocks(text) for command in block.commands) >= 12
