"""Which files a folder gives: in which order, what is passed over, and what is said of it."""

import os
from pathlib import Path

import pytest

from policydiff.cli.sources import Source, find_sources, report_skipped
from policyextract.readers.candidates import may_be_read

PAGE = b"<!doctype html><html><body><p>Lamps are medically necessary.</p></body></html>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, content in {
        "in/b.pdf": b"%PDF-1.7",
        "in/B.PDF": b"%PDF-1.7",
        "in/a/z.txt": b"text",
        "in/a/a.docx": b"",
        "in/c.aspx": PAGE,
        "in/d.cfm": b"junk before %PDF-1.4",
        "in/table.csv": b"code,text",
        "in/photo.png": b"\x89PNG",
        "in/no_ending": b"plain text",
        "in/.hidden.pdf": b"%PDF-1.7",
        "in/.git/config.txt": b"",
        "empty/photo.png": b"",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "link.pdf").symlink_to("b.pdf")
    os.mkfifo(tmp_path / "in" / "pipe.pdf")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_folder_is_walked_in_the_order_of_names() -> None:
    found = find_sources([Path("in")])
    names = ["in/B.PDF", "in/a/a.docx", "in/a/z.txt", "in/b.pdf", "in/c.aspx", "in/d.cfm", "in/link.pdf"]
    assert [(str(source.path), source.refusal) for source in found.found] == [(name, None) for name in names]
    assert found.several


@pytest.mark.usefixtures("folder")
def test_what_is_passed_over_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    report_skipped(find_sources([Path("in")]))
    assert capsys.readouterr().err.splitlines() == [
        "policydiff: skipped 2 hidden: in/.git, in/.hidden.pdf",
        "policydiff: skipped 1 linked folders: in/loop",
        "policydiff: skipped 4 that no reader reads: in/no_ending, in/photo.png, in/pipe.pdf, in/table.csv",
    ]


def test_of_many_files_passed_over_some_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(8):
        (tmp_path / f"{number}.csv").write_text("")
    report_skipped(find_sources([tmp_path]))
    names = ", ".join(str(tmp_path / f"{number}.csv") for number in range(5))
    assert capsys.readouterr().err == f"policydiff: skipped 8 that no reader reads: {names} and 3 more\n"


@pytest.mark.usefixtures("folder")
def test_files_that_are_named_are_taken_as_they_are() -> None:
    paths = [Path("in/table.csv"), Path("in/.hidden.pdf"), Path("missing.pdf")]
    found = find_sources(paths)
    assert found.found == tuple(Source(path) for path in paths)
    assert find_sources(paths[:1]).several is False


@pytest.mark.usefixtures("folder")
def test_a_folder_that_gives_nothing_is_refused() -> None:
    assert find_sources([Path("empty")]).found == (Source(Path("empty"), "holds no file that can be read"),)


@pytest.mark.usefixtures("folder")
def test_a_folder_that_cannot_be_listed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = Path.iterdir

    def forbidden(path: Path) -> object:
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", forbidden)
    assert Source(Path("in/a"), "permission denied") in find_sources([Path("in")]).found


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("policy.pdf", b"", True),
        ("POLICY.PDF", b"", True),
        ("policy.md", b"", True),
        ("policy.htm", b"", True),
        ("policy.docm", b"", True),
        ("policy.ashx", b"%PDF-1.5", True),
        ("policy", PAGE, True),
        ("policy", b"plain text", False),
        ("policy.json", b'{"a": 1}', False),
        ("policy.zip", b"PK\x03\x04 and more", False),
        ("policy.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", False),
    ],
)
def test_what_a_reader_may_read(name: str, head: bytes, expected: bool) -> None:
    assert may_be_read(name, head) is expected
