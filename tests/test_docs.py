"""The documents say what is so: files exist, commands run, options are the program's, output is what it prints."""

import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from conftest import ROOT, Run
from policydiff.cli import commands
from policydiff.cli.exits import Exit

README = (ROOT / "README.md").read_text()
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
SOURCES = (ROOT / "extract" / "policyextract", ROOT / "diff" / "policydiff")
FILES_OF_USERS = {"policydiff.toml", "changes.csv", "manifest.json"}
"""Files of users' folders: settings, and what a packet holds."""
FILE_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)+/?|[\w.-]+\.(?:py|md|toml|json|csv|yaml)|[\w-]+/")


def block_after(mark: str) -> str:
    """The code block of the README that follows a comment."""
    found = re.search(re.escape(f"<!-- {mark} -->") + r"\n```\w*\n(.*?)```", README, re.DOTALL)
    assert found, f"README.md has no block marked {mark!r}"
    return found[1]


def readme_commands(name: str) -> list[list[str]]:
    """The commands of a block, which are chained by && and may run over several lines."""
    joined = block_after(f"command: {name}").replace("\\\n", " ")
    return [shlex.split(command) for command in joined.split("&&")]


def code_blocks(document: str) -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```", (ROOT / document).read_text(), re.DOTALL | re.MULTILINE)


def code_spans(document: str) -> list[str]:
    text = re.sub(r"^```.*?^```", "", (ROOT / document).read_text(), flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"`([^`\n]+)`", text)


def named_files() -> Iterator[tuple[str, str]]:
    for document in DOCUMENTS:
        for span in code_spans(document):
            if FILE_NAME.fullmatch(span) and span not in FILES_OF_USERS:
                yield document, span


def named_commands() -> Iterator[tuple[str, list[str]]]:
    for document in DOCUMENTS:
        for code in (*code_spans(document), *code_blocks(document)):
            for command in code.replace("\\\n", " ").split("&&"):
                words = shlex.split(command)
                if words and Path(words[0]).name == "policydiff" and len(words) > 1:
                    yield document, words


@pytest.mark.parametrize(("document", "name"), list(named_files()))
def test_every_file_that_is_named_exists(document: str, name: str) -> None:
    assert any((folder / name).exists() for folder in (ROOT, *SOURCES)), f"{document} names {name}"


def test_the_architecture_names_every_module() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    modules = [path.stem for source in SOURCES for path in source.iterdir() if is_module(path)]
    assert [name for name in modules if not re.search(rf"\b{name}\b", text)] == []


def is_module(path: Path) -> bool:
    package = path.is_dir() and (path / "__init__.py").exists()
    return package or (path.suffix == ".py" and path.stem != "__init__")


def options_of(command: click.Command) -> set[str]:
    return {name for option in command.params if isinstance(option, click.Option) for name in option.opts}


@pytest.mark.parametrize(("document", "words"), list(named_commands()))
def test_every_command_that_is_named_exists(document: str, words: list[str]) -> None:
    command = commands.commands.get(words[1])
    assert command, f"{document}: {' '.join(words)}"
    named = {word for word in words[2:] if re.fullmatch(r"--?[a-z-]+", word)}
    assert named <= options_of(command), f"{document}: {' '.join(words)}"


def documented_options() -> dict[str, set[str]]:
    """The README's table of commands: the options named in each row."""
    rows = re.findall(r"^\| `policydiff (\w+)[^|]*\|[^|]*\|([^|]*)\|$", README, re.MULTILINE)
    return {command: set(re.findall(r"`(--?[a-z-]+)", options)) for command, options in rows}


def test_the_table_of_commands_is_complete() -> None:
    assert documented_options().keys() == commands.commands.keys()


@pytest.mark.parametrize("name", commands.commands)
def test_the_options_in_the_readme_are_those_of_the_help(run: Callable[..., Run], name: str) -> None:
    shown = run(name, "--help").out
    in_help = set(re.findall(r"^  (--?[a-z-]+)", shown, re.MULTILINE)) - {"-h"}
    assert documented_options()[name] == in_help


def test_the_readme_lists_the_exit_codes() -> None:
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert codes == {int(code) for code in Exit}


def test_the_readmes_diff_writes_the_golden_csv(
    run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_environment, install, diff = readme_commands("diff")
    assert make_environment == ["python3", "-m", "venv", ".venv"]
    assert install[0] == ".venv/bin/pip"
    assert diff[0] == ".venv/bin/policydiff"
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    done = run(*diff[1:])
    (written,) = tmp_path.glob("*.csv")
    golden = ROOT / "golden" / "diffs" / "cigna-0261__2021-07-15--2026-05-15.csv"
    assert (done.code, done.out, written.read_bytes()) == (0, "", golden.read_bytes())


def test_the_readmes_test_command_installs_what_the_tests_need() -> None:
    make_environment, install, test = readme_commands("test")
    assert make_environment == ["python3", "-m", "venv", ".venv"]
    assert install[-1] == ".[dev]"
    assert test == [".venv/bin/pytest"]
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert any(requirement.startswith("pytest") for requirement in extras["dev"])


@pytest.mark.parametrize("command", re.findall(r"<!-- output: policydiff (.*?) -->", README))
def test_output_in_the_readme_is_what_is_printed(
    run: Callable[..., Run], command: str, monkeypatch: pytest.MonkeyPatch, update_golden: bool
) -> None:
    """A block shows the beginning of the output; a last line of three dots says that more follows."""
    monkeypatch.chdir(ROOT)
    shown = block_after(f"output: policydiff {command}").splitlines()
    cut = shown[-1] == "..."
    printed = run(*shlex.split(command)).out.splitlines()
    expected = [*printed[: len(shown) - 1], "..."] if cut else printed
    if update_golden:
        rewrite_block(f"output: policydiff {command}", expected)
        return
    assert shown == expected


def rewrite_block(mark: str, lines: list[str]) -> None:
    path = ROOT / "README.md"
    head, comment, rest = path.read_text().partition(f"<!-- {mark} -->\n```text\n")
    tail = rest[rest.index("```\n") :]
    path.write_text(head + comment + "".join(f"{line}\n" for line in lines) + tail)
