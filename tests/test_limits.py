"""What is too large, never ends or is damaged gives a record or a reason in one line, in little time and memory."""

import io
import os
import random
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import docx
import pytest

from conftest import ROOT, Run
from paper import Paper
from policyextract.errors import ExtractError, UnreadableFile
from policyextract.pipeline import extract
from policyextract.readers import limits, read
from policyextract.readers.engine import Engine
from policyextract.readers.pdf import unpacking
from rendered import FORMATS

POLICY = (Path(__file__).parent / "likely_policies" / "management_criteria.md").read_text()
PDF = (ROOT / "corpus" / "bcbsma-338__2019-04.pdf").read_bytes()
ENGINES: tuple[Engine, ...] = ("pdfium", "pdfplumber")


def why_not(data: bytes, name: str = "policy.txt") -> str:
    with pytest.raises(UnreadableFile) as refused:
        read(data, name)
    assert "\n" not in refused.value.reason
    return refused.value.reason


def test_a_file_above_the_limit_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyextract.readers.LARGEST_FILE", 10)
    assert why_not(b"%PDF-1.7 lamps") == "is too large for a coverage policy: 14 bytes; 10 are read at most"
    assert read(b"Lamps burn", "policy.txt").text.strip() == "Lamps burn"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"lamp " * 1_000_001, "5,000,005 characters"),
        (b"Lamps\n" * 200_001, "200,001 lines"),
        (b"lamps are " * 10_001, "characters in one line"),
        (b"Lamps " + b"x" * 12_001, "a word of more than 12,000 characters"),
        (b"Lamps " + b"(" * 1_001, "more than 1,000 signs in a row"),
    ],
    ids=["text", "lines", "one line", "one word", "signs"],
)
def test_texts_are_bounded(data: bytes, told: str) -> None:
    assert told in why_not(data)


def test_paragraphs_of_many_lines_are_bounded() -> None:
    with pytest.raises(UnreadableFile, match="characters in one paragraph; 40,000 are read at most"):
        extract(POLICY.encode() + b"\n\n" + b"Lamps are considered medically necessary.\n" * 1000, "policy.md")


def test_a_long_word_and_a_long_line_below_the_limits_are_read() -> None:
    extract(POLICY.encode() + b"\n\n" + b"x" * limits.LONGEST_WORD + b"\n", "policy.md")


def test_a_web_page_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyextract.readers.html.reading.LARGEST_MARKUP", 20)
    assert "bytes of markup" in why_not(b"<html><body><p>Lamps</body></html>", "policy.html")


def test_a_header_that_is_named_a_thousand_times_is_unpacked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    written = docx.Document()
    written.sections[0].header.paragraphs[0].text = "Erewhon"
    written.add_paragraph("Lamps burn.")
    before, after = io.BytesIO(), io.BytesIO()
    written.save(before)
    relations = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(before) as sound, zipfile.ZipFile(after, "w", zipfile.ZIP_DEFLATED) as bomb:
        header = next(name for name in sound.namelist() if "header" in name).removeprefix("word/")
        many = "".join(f'<Relationship Id="x{at}" Type="a/header" Target="{header}"/>' for at in range(1000))
        for name in sound.namelist():
            data = sound.read(name)
            bomb.writestr(name, data.replace(b"</Relationships>", f"{many}</Relationships>".encode()))
    read_parts: list[str] = []
    usual = zipfile.ZipFile.read

    def counted(self: zipfile.ZipFile, name: str, pwd: bytes | None = None) -> bytes:
        read_parts.append(name)
        return usual(self, name, pwd)

    monkeypatch.setattr(zipfile.ZipFile, "read", counted)
    assert "Lamps burn." in read(after.getvalue(), "policy.docx").text
    assert read_parts.count(f"word/{header}") == 1
    assert relations in read_parts


def test_pages_are_counted_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper()
    for _ in range(3):
        paper.text(72, 100, "Lamps burn.")
        paper.canvas.showPage()
    paper.canvas.save()
    for engine, module in (("pdfium", "pdfium.opening"), ("pdfplumber", "plumber")):
        monkeypatch.setattr(f"policyextract.readers.pdf.{module}.MOST_PAGES", 2)
        with pytest.raises(UnreadableFile, match="3 pages; 2 are read at most"):
            read(paper.bytes.getvalue(), "policy.pdf", "pdfium" if engine == "pdfium" else "pdfplumber")


def stream(entries: bytes, size: int) -> bytes:
    return b"%PDF-1.7\n5 0 obj\n<<" + entries + b">>\nstream\n" + zlib.compress(bytes(size)) + b"\nendstream"


@pytest.mark.parametrize(
    ("entries", "size", "refused"),
    [
        (b"/Filter /FlateDecode", unpacking.LARGEST_CONTENT + 1, True),
        (b"/Filter [/FlateDecode] /Length 9", unpacking.LARGEST_CONTENT + 1, True),
        (b"/Filter /FlateDecode", unpacking.LARGEST_CONTENT, False),
        (b"/Subtype /Image /Filter /FlateDecode", unpacking.LARGEST_CONTENT + 1, False),
        (b"/Length1 7 /Filter /FlateDecode", unpacking.LARGEST_CONTENT + 1, False),
    ],
)
def test_drawing_instructions_are_unpacked_to_a_limit(entries: bytes, size: int, refused: bool) -> None:
    if refused:
        assert why_not(stream(entries, size), "policy.pdf") == (
            "holds a page of more than 24 megabytes of drawing instructions"
        )
    else:
        unpacking.refuse_bombs(stream(entries, size), "policy.pdf")


def damaged(sound: bytes, seed: int) -> bytes:
    """The bytes cut short, overwritten, with some left out or twice."""
    chance, data = random.Random(seed), bytearray(sound)
    at, size = chance.randrange(1, len(data)), chance.choice([1, 10, 200, 2000])
    match seed % 5:
        case 0:
            del data[at:]
        case 1:
            for _ in range(chance.choice([1, 10, 50])):
                data[chance.randrange(len(data))] = chance.randrange(256)
        case 2:
            del data[at : at + size]
        case 3:
            data[at:at] = data[at // 2 : at // 2 + size]
        case _:
            data[at : at + size] = bytes(size)
    return bytes(data)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", range(20))
def test_damaged_pdfs_are_read_or_refused(seed: int, engine: Engine) -> None:
    with suppress(ExtractError):  # and nothing else
        extract(damaged(PDF, seed), "policy.pdf", engine=engine)


@pytest.mark.parametrize("form", ["html", "docx"])
@pytest.mark.parametrize("seed", range(20))
def test_damaged_pages_and_word_documents_are_read_or_refused(seed: int, form: str) -> None:
    with suppress(ExtractError):
        extract(damaged(FORMATS[form](POLICY), seed), f"policy.{form}")


def test_a_page_tree_that_breaks_again_on_closing_is_refused() -> None:
    data = PDF.replace(b"/MediaBox", b"/MediaBux")
    with pytest.raises(UnreadableFile):
        read(data, "policy.pdf", "pdfplumber")


def test_offsets_outside_a_word_document_are_a_reason() -> None:
    data = bytearray(FORMATS["docx"](POLICY))
    end = data.rfind(b"PK\x05\x06")
    data[end + 16 : end + 20] = (int.from_bytes(data[end + 16 : end + 20], "little") + 5000).to_bytes(4, "little")
    assert "damaged" in why_not(bytes(data), "policy.docx")


@pytest.mark.parametrize("kind", ["pipe", "device", "loop", "gone", "folder in a file"])
def test_what_is_no_file_is_refused_at_once(run: Callable[..., Run], tmp_path: Path, kind: str) -> None:
    path = tmp_path / "policy.pdf"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "folder in a file":
        path.write_bytes(b"")
        path = path / "policy.pdf"
    done = run("diff", path, ROOT / "corpus" / "cigna-0261__2026-05-15.txt", "--format", "json")
    assert (done.code, done.out) in ((3, ""), (2, "")), done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("name", [b"po\nlicy.txt", b"po\x1b[31mlicy.txt", b"po\xfflicy.txt"])
def test_names_of_any_bytes_are_shown_on_one_line(run: Callable[..., Run], tmp_path: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_bytes(b"Dear neighbour,\n\nthe lamp is broken.\n")
    done = run("extract", path, "--format", "json")
    errors = [line for line in done.err.splitlines() if "error" in line]
    assert (done.code, done.out, len(errors)) == (3, "", 1), done.err
    assert "\x1b" not in done.err
