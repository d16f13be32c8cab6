"""The command line: what goes where, exit codes and errors.

Reading and comparing are replaced by made results here; the golden tests walk the whole way on real files.
"""

import json
import os
import types
from collections.abc import Callable
from pathlib import Path
from typing import cast

import click
import jsonschema
import pytest

from conftest import Run
from policydiff.changes import Direction
from policydiff.cli import commands
from policydiff.cli.extract import PARTS as PART_OPTIONS
from policydiff.cli.settings import FAIL_ON
from policydiff.library.errors import LibraryError
from policydiff.reports.record_rows import PARTS
from policydiff.rules import catalogue_table
from policyextract.errors import NotAPolicy, UnreadableFile
from policyextract.records import Accounting, PolicyRecord
from samples import COMPARISON, DIFF, EMPTY_DIFF, RECORD

RunCommand = Callable[..., Run]

POOR = RECORD.model_copy(update={"accounting": Accounting(lines=10, parsed=5, ignored=1, unparsed=4)})
NOTHING = RECORD.model_copy(update={"accounting": Accounting(lines=0, parsed=0, ignored=0, unparsed=0)})


def made_extract(data: bytes, name: str, *, generic: bool = False, engine: str = "pdfium") -> types.SimpleNamespace:
    """A stand-in for extraction: the content of the file says what comes of it."""
    match data.decode():
        case "damaged":
            raise UnreadableFile(name, "is not a readable PDF:\n  no trailer")
        case "letter":
            raise NotAPolicy(name, "holds no coverage policy")
        case "bug":
            raise ZeroDivisionError("a bug")
        case "interrupt":
            raise KeyboardInterrupt
        case content:
            record = {"poor": POOR, "nothing": NOTHING}.get(content, RECORD)
            title = f"{content}, read without profiles" if generic else content
            source = record.source.model_copy(update={"name": name})
            return types.SimpleNamespace(record=record.model_copy(update={"title": title, "source": source}))


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    def diff(old: PolicyRecord, new: PolicyRecord) -> object:
        return EMPTY_DIFF if old.title == new.title else DIFF

    stands_for = {
        "policyextract.pipeline": {"extract": made_extract},
        "policydiff.versions": {"diff": diff},
        "policydiff.payers": {"compare": lambda records: COMPARISON},
    }
    for name, members in stands_for.items():
        for member, stand_in in members.items():
            monkeypatch.setattr(f"{name}.{member}", stand_in)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("old", "new", "poor", "nothing", "damaged", "letter", "bug", "interrupt"):
        (tmp_path / f"{name}.pdf").write_text(name)
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("damaged.pdf", "is not a readable PDF: no trailer"),
        ("letter.pdf", "holds no coverage policy"),
        ("missing.pdf", "no such file or directory"),
        ("folder", {"extract": "holds no file that can be read"}),
    ],
)
@pytest.mark.parametrize("command", [["extract"], ["diff", "old.pdf"], ["compare", "old.pdf", "new.pdf"]])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.usefixtures("folder")
def test_a_bad_file_is_one_line_and_exit_3(
    run: RunCommand, command: list[str], file: str, reason: str | dict[str, str], form: str
) -> None:
    if isinstance(reason, dict):
        reason = reason.get(command[0], "is a directory")
    done = run(*command, file, "--format", form)
    errors = [line for line in done.err.splitlines() if line.startswith("policydiff: error:")]
    assert (done.code, done.out) == (3, "")
    assert errors == [f"policydiff: error: {file}: {reason}"]
    assert "Traceback" not in done.err


@pytest.mark.usefixtures("folder")
def test_one_bad_file_does_not_stop_the_rest(run: RunCommand) -> None:
    done = run("extract", "old.pdf", "damaged.pdf", "missing.pdf", "new.pdf", "--format", "json")
    assert done.code == 3
    assert [record["title"] for record in json.loads(done.out)] == ["old", "new"]
    assert done.err.splitlines() == [
        "policydiff: old.pdf: 1 of 20 lines of the policy part unparsed (5.0%)",
        "policydiff: new.pdf: 1 of 20 lines of the policy part unparsed (5.0%)",
        "policydiff: error: damaged.pdf: is not a readable PDF: no trailer",
        "policydiff: error: missing.pdf: no such file or directory",
        "policydiff: 4 files: 2 read, 2 cannot be read",
    ]


@pytest.mark.usefixtures("folder")
def test_a_list_stays_a_list_when_one_file_is_left(run: RunCommand) -> None:
    assert isinstance(json.loads(run("extract", "old.pdf", "damaged.pdf", "--format", "json").out), list)
    assert isinstance(json.loads(run("extract", "old.pdf", "--format", "json").out), dict)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["extract", "old.pdf"], 0),
        (["diff", "old.pdf", "new.pdf"], 0),
        (["diff", "old.pdf", "new.pdf", "--fail-on", "restrictive"], 1),
        (["diff", "old.pdf", "new.pdf", "--fail-on", "lateral", "--fail-on", "restrictive"], 1),
        (["diff", "old.pdf", "new.pdf", "--fail-on", "permissive"], 0),
        (["diff", "old.pdf", "old.pdf", "--fail-on", "restrictive"], 0),
        (["compare", "old.pdf", "new.pdf"], 0),
        (["extract", "poor.pdf"], 4),
        (["extract", "poor.pdf", "--trust-floor", "0.6"], 0),
        (["extract", "old.pdf", "--trust-floor", "0.96"], 4),
        (["extract", "nothing.pdf"], 4),
        (["diff", "old.pdf", "poor.pdf"], 4),
        (["diff", "old.pdf", "poor.pdf", "--fail-on", "restrictive"], 1),
        (["compare", "old.pdf", "poor.pdf"], 4),
        (["extract", "poor.pdf", "damaged.pdf"], 3),
        (["extract", "old.pdf", "poor.pdf", "new.pdf"], 4),
        (["extract", "bug.pdf"], 70),
        (["extract", "bug.pdf", "damaged.pdf", "old.pdf"], 70),
        (["extract", "interrupt.pdf"], 130),
        (["extract"], 2),
        (["diff", "old.pdf"], 2),
        (["compare", "old.pdf"], 2),
        (["extract", "old.pdf", "--format", "docx"], 2),
        (["extract", "old.pdf", "--part", "codes"], 2),
        (["extract", "old.pdf", "--explain", "--format", "csv"], 2),
        (["extract", "old.pdf", "--jobs", "0"], 2),
        (["extract", "old.pdf", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"], 2),
        (["diff", "old.pdf", "new.pdf", "--fail-on", "editorial"], 2),
        (["diff", "old.pdf", "new.pdf", "--trust-floor", "2"], 2),
        (["unheard-of"], 2),
        ([], 2),
        (["rules"], 0),
        (["schema"], 0),
        (["payers"], 0),
        (["--help"], 0),
        (["--version"], 0),
    ],
)
@pytest.mark.usefixtures("folder")
def test_exit_codes(run: RunCommand, arguments: list[str], code: int) -> None:
    assert run(*arguments).code == code


@pytest.mark.usefixtures("folder")
def test_a_poor_share_is_a_warning(run: RunCommand) -> None:
    done = run("extract", "poor.pdf")
    assert done.err.splitlines() == [
        "policydiff: poor.pdf: 4 of 10 lines of the policy part unparsed (40.0%)",
        "policydiff: warning: poor.pdf: only 60.0% of the policy part is accounted for, below the trust floor of 85%",
    ]
    assert "10 lines of the policy part: 5 parsed, 1 ignored, 4 unparsed (40.0%)" in done.out


@pytest.mark.usefixtures("folder")
def test_a_bug_shows_where_it_is(run: RunCommand) -> None:
    done = run("extract", "bug.pdf")
    assert done.out == ""
    assert "ZeroDivisionError: a bug" in done.err
    assert done.err.splitlines()[-1] == "policydiff: error: this is a bug in policydiff; the lines above say where"


@pytest.mark.usefixtures("folder")
def test_generic_is_passed_on(run: RunCommand) -> None:
    record = json.loads(run("extract", "old.pdf", "--generic", "--format", "json").out)
    assert record["title"] == "old, read without profiles"


@pytest.mark.usefixtures("folder")
def test_part_chooses_the_rows_of_the_csv(run: RunCommand) -> None:
    heads = {part: run("extract", "old.pdf", "--format", "csv", "--part", part).out.splitlines()[0] for part in PARTS}
    assert len(set(heads.values())) == len(PARTS)
    assert run("extract", "old.pdf", "--format", "csv").out.splitlines()[0] == heads["statements"]


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_output_to_a_file_leaves_the_screen_empty(run: RunCommand, folder: Path, form: str) -> None:
    shown = run("diff", "old.pdf", "new.pdf", "--format", form)
    written = run("diff", "old.pdf", "new.pdf", "--format", form, "-o", "out.txt")
    assert (written.code, written.out, written.err) == (0, "", shown.err)
    mark = "\ufeff" if form == "csv" else ""
    assert (folder / "out.txt").read_bytes().decode() == mark + shown.out


def test_nothing_is_left_beside_the_output(run: RunCommand, folder: Path) -> None:
    before = set(folder.iterdir())
    (folder / "out.csv").write_text("an older result")
    run("diff", "old.pdf", "new.pdf", "--format", "csv", "-o", "out.csv")
    assert set(folder.iterdir()) - before == {folder / "out.csv"}
    assert "criterion-added" in (folder / "out.csv").read_text()


def test_an_output_that_fails_half_way_leaves_the_old_one(
    run: RunCommand, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    (folder / "out.csv").write_text("an older result")
    before = set(folder.iterdir())
    monkeypatch.setattr(os, "fsync", full_disk)
    done = run("diff", "old.pdf", "new.pdf", "-o", "out.csv")
    assert (done.code, done.out) == (2, "")
    assert "cannot write out.csv: no space left on device" in done.err
    assert (folder / "out.csv").read_text() == "an older result"
    assert set(folder.iterdir()) == before


@pytest.mark.parametrize(
    ("target", "reason"), [("no/such/out.csv", "no such file or directory"), ("folder", "is a directory")]
)
@pytest.mark.usefixtures("folder")
def test_an_output_that_cannot_be_written_is_wrong_usage(run: RunCommand, target: str, reason: str) -> None:
    done = run("diff", "old.pdf", "new.pdf", "-o", target)
    assert (done.code, done.out) == (2, "")
    assert f"cannot write {target}: {reason}" in done.err


def test_output_through_a_link_keeps_the_link(run: RunCommand, folder: Path) -> None:
    (folder / "kept.csv").write_text("")
    (folder / "link.csv").symlink_to("kept.csv")
    run("diff", "old.pdf", "new.pdf", "-o", "link.csv")
    assert (folder / "link.csv").is_symlink()
    assert "RESTRICTIVE" in (folder / "kept.csv").read_text()


@pytest.mark.usefixtures("folder")
def test_output_to_a_device_writes_to_it(run: RunCommand) -> None:
    assert run("diff", "old.pdf", "new.pdf", "-o", os.devnull).code == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize("command", ["rules", "payers"])
def test_catalogues_come_in_every_format(run: RunCommand, command: str, form: str) -> None:
    done = run(command, "--format", form)
    assert (done.code, done.err) == (0, "")
    assert done.out


def test_rules_come_as_markdown_too(run: RunCommand) -> None:
    assert run("rules", "--format", "md").out == catalogue_table()


@pytest.mark.parametrize(
    ("contract", "arguments"),
    [
        ("record", ["extract", "old.pdf"]),
        ("diff", ["diff", "old.pdf", "new.pdf"]),
        ("comparison", ["compare", "old.pdf", "new.pdf"]),
        (None, ["extract", "old.pdf"]),
        (None, ["extract", "old.pdf", "new.pdf"]),
        (None, ["diff", "old.pdf", "new.pdf"]),
        (None, ["compare", "old.pdf", "new.pdf"]),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_is_printed_fits_the_schema(run: RunCommand, contract: str | None, arguments: list[str]) -> None:
    schema = json.loads(run("schema", *([contract] if contract else [])).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    printed = json.loads(run(*arguments, "--format", "json").out)
    jsonschema.Draft202012Validator(schema).validate(printed)
    broken = {**cast(dict[str, object], printed), "added": 1} if isinstance(printed, dict) else [{}]
    assert not jsonschema.Draft202012Validator(schema).is_valid(broken)


def test_options_that_are_spelled_out_match_what_they_name() -> None:
    assert set(FAIL_ON) == {direction.value for direction in Direction if direction.substantive}
    assert tuple(PARTS) == PART_OPTIONS


def test_an_error_of_the_library_is_exit_5_in_one_line(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    @click.command()
    def stumble() -> int:
        raise LibraryError("the library made.db: the disk is full")

    monkeypatch.setitem(commands.commands, "stumble", stumble)
    assert run("stumble") == Run(5, "", "policydiff: error: the library made.db: the disk is full\n")
