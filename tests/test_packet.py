"""A packet holds all reports on two versions, whole or not at all, and can be checked years later."""

import json
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import jsonschema
import pytest

from annotations import highlights
from conftest import ROOT, Run
from policydiff.annotate import Side, annotate
from policydiff.cli import folders
from policydiff.cli.folders import write_folder
from policydiff.history import Decision, DecisionStatus
from policydiff.manifest import NAME, Manifest
from policydiff.packet.contents import REPORTS, Packet, SourceFile, make_packet
from policydiff.reports.build import build
from policydiff.reports.csv_files import csv_files
from policydiff.reports.render import render
from policydiff.reports.schema import json_schema
from policydiff.versions import diff
from policyextract.pipeline import extract

MIDDLE = ROOT / "corpus" / "cigna-0261__2024-05-15.pdf"
OLD, NEW = ROOT / "corpus" / "cigna-0261__2021-07-15.pdf", ROOT / "corpus" / "cigna-0261__2026-05-15.pdf"
TEXT = ROOT / "corpus" / "cigna-0261__2021-07-15.txt"
OF_A_VERSION = ("statements.csv", "criteria.csv", "codes.csv", "revisions.csv")


def side(file: Path) -> SourceFile:
    return SourceFile(file.read_bytes(), extract(file.read_bytes(), file.name).record)


@pytest.fixture(scope="module")
def sides() -> tuple[SourceFile, SourceFile]:
    return side(OLD), side(NEW)


@pytest.fixture(scope="module")
def made(sides: tuple[SourceFile, SourceFile]) -> Packet:
    old, new = sides
    return make_packet(old, new, diff(old.record, new.record), version("policydiff"))


@pytest.fixture
def packet(made: Packet, tmp_path: Path) -> Path:
    """A folder with a packet in it."""
    write_folder(made.files, tmp_path / "packet")
    return tmp_path / "packet"


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_packet_holds_every_report_table_and_annotated_copy(
    packet: Path, sides: tuple[SourceFile, SourceFile]
) -> None:
    files = contents(packet)
    assert sorted(files) == sorted(
        [
            NAME,
            "changes.csv",
            "old.annotated.pdf",
            "new.annotated.pdf",
            *(name for name, _, _ in REPORTS),
            *(f"{which}_{name}" for which in Side for name in OF_A_VERSION),
        ]
    )
    old, new = sides
    found = diff(old.record, new.record)
    for name, form, _ in REPORTS:
        made = render(build(found), form)
        assert files[name] == (made if isinstance(made, bytes) else made.encode()), name
    assert files["changes.csv"].decode("utf-8-sig") == csv_files(found)["changes.csv"]
    for which, file in zip(Side, sides, strict=True):
        assert files[f"{which}.annotated.pdf"] == annotate(file.data, OLD.name, found, which).data
        for name in OF_A_VERSION:
            assert files[f"{which}_{name}"].decode("utf-8-sig") == csv_files(file.record)[name]


def test_the_manifest_tells_of_every_file_and_of_the_sources(packet: Path) -> None:
    files = contents(packet)
    manifest = json.loads(files.pop(NAME))
    listed = {file["name"]: file for file in manifest["files"]}
    assert listed.keys() == files.keys()
    for name, data in files.items():
        assert (listed[name]["sha256"], listed[name]["bytes"]) == (sha256(data).hexdigest(), len(data))
        assert listed[name]["holds"]
    for which, file in ((manifest["old"], OLD), (manifest["new"], NEW)):
        assert which["version"]["source"]["name"] == file.name
        assert which["version"]["source"]["sha256"] == sha256(file.read_bytes()).hexdigest()
        assert which["accounting"]["lines"] > 0
    shown = json.loads(files["diff.json"])
    assert manifest["verdict"] == shown["verdict"]
    assert sum(manifest["counts"].values()) == len(shown["changes"])
    assert manifest["schemas"]["diff"] == shown["schema_version"]


def test_the_manifest_keeps_to_its_schema(packet: Path) -> None:
    jsonschema.validate(json.loads((packet / NAME).read_bytes()), json_schema("manifest"))


def test_the_same_input_gives_the_same_files(run: Callable[..., Run], made: Packet, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere" / "packet"
    done = run("packet", OLD, NEW, "-o", folder)
    assert (done.code, done.out) == (0, "")
    assert contents(folder) == made.files


def test_decisions_stand_in_the_reports(sides: tuple[SourceFile, SourceFile]) -> None:
    found = diff(sides[0].record, sides[1].record)
    decision = Decision(
        fingerprint=found.changes[0].fingerprint,
        status=DecisionStatus.DEFERRED,
        owner="Ada",
        note="ask the payer",
        decided_at="2026-06-01T10:00:00Z",
    )
    made = make_packet(*sides, found, "1.0", {decision.fingerprint: decision})
    assert Manifest.model_validate_json(made.files[NAME]).decided == 1
    assert b"ask the payer" in made.files["changes.csv"]
    (shown,) = [each for each in highlights(made.files["new.annotated.pdf"]) if "Change 1 of" in each.note]
    assert "Decision: deferred by Ada, ask the payer" in shown.note


def test_a_version_that_is_no_pdf_is_told(run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("packet", TEXT, NEW, "-o", tmp_path / "packet")
    remark = "the old version has no annotated copy: the file is no PDF (text/plain), and only a PDF can be annotated"
    assert done.code == 0
    assert f"warning: {remark}" in done.err
    files = contents(tmp_path / "packet")
    assert "old.annotated.pdf" not in files
    assert json.loads(files[NAME])["remarks"] == [remark]


def test_a_file_that_cannot_be_read_gives_no_packet(run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("packet", tmp_path / "none.pdf", NEW, "-o", tmp_path / "packet")
    assert done.code == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [(), ("0261",), (OLD, NEW), ("--check", "x", "-o", "y"), ("--check", "x", OLD)])
def test_wrong_usage(run: Callable[..., Run], arguments: tuple[str | Path, ...]) -> None:
    assert run("packet", *arguments).code == 2


# Writing: whole or not at all, over nothing that somebody may miss


def test_a_folder_that_is_not_empty_stays(run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text("our notes")
    for force in ((), ("--force",)):
        done = run("packet", OLD, NEW, "-o", tmp_path, *force)
        assert done.code == 2
        assert contents(tmp_path) == {"minutes.txt": b"our notes"}


def test_an_empty_folder_is_filled(run: Callable[..., Run], tmp_path: Path) -> None:
    assert run("packet", OLD, NEW, "-o", tmp_path).code == 0
    assert NAME in contents(tmp_path)


def test_a_file_in_the_way_stays(run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "packet").write_text("mine")
    done = run("packet", OLD, NEW, "-o", tmp_path / "packet")
    assert (done.code, (tmp_path / "packet").read_text()) == (2, "mine")


def test_force_replaces_an_earlier_packet(run: Callable[..., Run], packet: Path) -> None:
    done = run("packet", TEXT, NEW, "-o", packet, "--force")
    assert done.code == 0
    assert json.loads((packet / NAME).read_text())["old"]["version"]["source"]["name"] == TEXT.name
    assert [entry.name for entry in packet.parent.iterdir()] == ["packet"]


@pytest.mark.parametrize("name", ["changes.csv", "minutes.txt"])
def test_force_replaces_nothing_that_somebody_wrote(run: Callable[..., Run], packet: Path, name: str) -> None:
    (packet / name).write_text("decided in the meeting")
    before = contents(packet)
    done = run("packet", TEXT, NEW, "-o", packet, "--force")
    assert done.code == 2
    assert name in done.err
    assert contents(packet) == before


@pytest.mark.parametrize("failing", ["_write", "_swap"])
def test_a_failure_leaves_what_was_there(
    run: Callable[..., Run], packet: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = contents(packet)
    monkeypatch.setattr(folders, failing, fail)
    done = run("packet", TEXT, NEW, "-o", packet, "--force")
    assert (done.code, contents(packet)) == (2, before)
    assert "no space left on device" in done.err
    assert [entry.name for entry in packet.parent.iterdir()] == ["packet"]


def test_an_earlier_packet_comes_back_where_the_new_one_cannot_take_its_place(
    packet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, rename = contents(packet), Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.suffix == ".new":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(Exception, match="input/output error"):
        folders.write_folder({"a": b"b"}, packet, lambda _: None)
    assert contents(packet) == before


# Checking


def test_a_packet_as_it_was_written_passes(run: Callable[..., Run], packet: Path) -> None:
    done = run("packet", "--check", packet)
    assert (done.code, done.out) == (0, "")
    assert "files are as policydiff" in done.err


def test_a_changed_missing_or_added_file_is_named(run: Callable[..., Run], packet: Path) -> None:
    (packet / "changes.csv").write_bytes((packet / "changes.csv").read_bytes().replace(b"restrictive", b"permissive!"))
    (packet / "diff.json").unlink()
    (packet / "extra.txt").write_text("")
    (packet / "more").mkdir()
    done = run("packet", "--check", packet)
    assert done.code == 3
    assert [line.partition(f"{packet}: ")[2] for line in done.err.splitlines()] == [
        "changes.csv is not as it was written",
        "diff.json is missing",
        "extra.txt is not part of the packet",
        "more/ is not part of the packet",
    ]


@pytest.mark.parametrize("manifest", [None, "", "{}", "[1]"])
def test_what_is_no_packet_is_told(run: Callable[..., Run], tmp_path: Path, manifest: str | None) -> None:
    if manifest is not None:
        (tmp_path / NAME).write_text(manifest)
    done = run("packet", "--check", tmp_path)
    assert done.code == 3
    assert "is no packet" in done.err


# From the library


@pytest.fixture
def library(run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with three versions."""
    path = tmp_path / "library.db"
    monkeypatch.setenv("POLICYDIFF_LIBRARY", str(path))
    assert run("add", OLD, MIDDLE, NEW).code == 0
    return path


def test_a_packet_of_stored_versions_is_that_of_their_files(
    run: Callable[..., Run], library: Path, tmp_path: Path
) -> None:
    done = run("packet", "0261", "-o", tmp_path / "stored")
    assert (done.code, done.out) == (0, "")
    assert run("packet", MIDDLE, NEW, "-o", tmp_path / "files").code == 0
    assert contents(tmp_path / "stored") == contents(tmp_path / "files")


def test_a_packet_of_an_earlier_version_with_its_decisions(
    run: Callable[..., Run], library: Path, tmp_path: Path
) -> None:
    found = diff(side(OLD).record, side(MIDDLE).record)
    decided = run("decide", found.changes[0].fingerprint, "--status", "accepted", "--owner", "Ada")
    assert decided.code == 0
    assert run("packet", "cigna/0261", "--version", "2024", "-o", tmp_path / "packet").code == 0
    manifest = json.loads((tmp_path / "packet" / NAME).read_text())
    assert [manifest[which]["version"]["effective_date"] for which in Side] == ["2021-07-15", "2024-05-15"]
    assert manifest["decided"] == 1
    assert "accepted" in (tmp_path / "packet" / "changes.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("0261", "--version", "2021"), "the version of 2021-07-15 has none before it"),
        (("0999",), "no policy '0999' is stored"),
        (("0261", "--version", "1999"), "has no version of 1999"),
        ((NEW,), "is a file: name OLD and NEW"),
        (("0261", "--engine", "pdfium"), "--engine is for files"),
        ((OLD, NEW, "--version", "2024"), "--version goes with a stored POLICY"),
    ],
)
def test_wrong_usage_of_the_library(
    run: Callable[..., Run], library: Path, tmp_path: Path, arguments: tuple[str | Path, ...], says: str
) -> None:
    done = run("packet", *arguments, "-o", tmp_path / "packet")
    assert done.code == 2
    assert says in done.err
    assert not (tmp_path / "packet").exists()


def test_add_writes_a_packet_for_each_version_that_follows_another(
    run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYDIFF_LIBRARY", str(tmp_path / "library.db"))
    packets = tmp_path / "meetings" / "cigna" / "0261"
    assert run("add", OLD, "--packets", tmp_path / "meetings").code == 0
    assert not packets.exists()
    assert run("add", NEW, "--packets", tmp_path / "meetings").code == 0
    (first,) = packets.iterdir()
    assert first.name == "2026-05-15"
    assert json.loads((first / NAME).read_text())["old"]["version"]["effective_date"] == "2021-07-15"

    # A version that comes in between: its own packet, and that of the next one anew
    assert run("add", MIDDLE, "--packets", tmp_path / "meetings").code == 0
    assert sorted(folder.name for folder in packets.iterdir()) == ["2024-05-15", "2026-05-15"]
    assert json.loads((first / NAME).read_text())["old"]["version"]["effective_date"] == "2024-05-15"
    assert run("packet", "0261", "-o", tmp_path / "packet").code == 0
    assert contents(first) == contents(tmp_path / "packet")


def test_add_leaves_a_packet_that_somebody_has_written_in(
    run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYDIFF_LIBRARY", str(tmp_path / "library.db"))
    assert run("add", OLD, NEW, "--packets", tmp_path).code == 0
    written = tmp_path / "cigna" / "0261" / "2026-05-15" / "minutes.txt"
    written.write_text("our notes")
    before = contents(written.parent)
    done = run("add", MIDDLE, "--packets", tmp_path)
    assert done.code == 0
    assert "warning: no new packet: cannot replace" in done.err
    assert contents(written.parent) == before
