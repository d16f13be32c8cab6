"""The command line on real bytes: what cannot be read is refused, what can be read goes all the way."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, Run

CORPUS = ROOT / "corpus"
POLICY = CORPUS / "cigna-0261__2026-05-15.pdf"


def zip_archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("note.txt", "lamps are medically necessary")
    return file.getvalue()


LETTER = b"Dear neighbour,\n\nthe lamp in the hall is broken. Could you see to it?\n\nYours, A.\n"

BAD_INPUTS = {
    "corrupt.pdf": b"%PDF-1.7\n" + b"\x00\xff lamp" * 200,
    "truncated.pdf": POLICY.read_bytes()[:900],
    "empty.pdf": b"",
    "empty.txt": b"",
    "archive.pdf": zip_archive(),
    "letter.txt": LETTER,
    "binary.txt": bytes(range(256)) * 8,
}


@pytest.mark.parametrize("name", BAD_INPUTS)
@pytest.mark.parametrize("command", ["extract", "diff"])
def test_what_is_no_policy_is_refused_in_one_line(
    run: Callable[..., Run], tmp_path: Path, name: str, command: str
) -> None:
    (tmp_path / name).write_bytes(BAD_INPUTS[name])
    done = run(command, *([POLICY] if command == "diff" else []), tmp_path / name, "--format", "json")
    errors = [line for line in done.err.splitlines() if "error" in line]
    assert (done.code, done.out, len(errors)) == (3, "", 1), done.err
    assert errors[0].startswith(f"policydiff: error: {tmp_path / name}: ")
    assert "Traceback" not in done.err


def test_the_result_does_not_depend_on_how_files_are_named_on_the_way(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    absolute = run("extract", POLICY, "--format", "json").out
    monkeypatch.chdir(CORPUS)
    assert run("extract", POLICY.name, "--format", "json").out == absolute


def test_reading_without_profiles_still_finds_the_statements(run: Callable[..., Run]) -> None:
    record = json.loads(run("extract", POLICY, "--generic", "--format", "json").out)
    found = [statement["determination"] for statement in record["statements"]]
    assert found == ["medically_necessary", "medically_necessary", "not_medically_necessary"]
