"""Text recognition, on pages that are set here and made into pictures; what is said where it is not installed."""

import json
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from conftest import Run
from policyextract.document import Document
from policyextract.errors import UnreadableFile
from policyextract.pipeline import extract
from policyextract.readers import ocr, pdf

WIDTH, HEIGHT = 612.0, 792.0

needs_tesseract = pytest.mark.skipif(
    not ocr.available(), reason="TEXT RECOGNITION IS NOT TESTED: tesseract or pypdfium2 is not installed"
)

POLICY = [
    (72, "Lamp Therapy"),
    (72, "Policy Number: 0417"),
    (72, "Effective Date: 03/01/2025"),
    (72, ""),
    (72, "Policy"),
    (72, "Lamp therapy is considered medically necessary when ALL of the following criteria are met:"),
    (90, "1. The member is 18 years of age or older; and"),
    (90, "2. Walks for at least 6 weeks have not helped."),
    (72, "Lamp therapy for all other indications is considered not medically necessary."),
]


def typed(*lines: tuple[float, str]) -> bytes:
    """A page of text, in a PDF of its own."""
    written = BytesIO()
    canvas = Canvas(written, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setFont("Helvetica", 11)
    for at, (left, words) in enumerate(lines):
        canvas.drawString(left, HEIGHT - 72 - 20 * at, words)
    canvas.save()
    return written.getvalue()


def picture_of(page: bytes) -> ImageReader:
    document = pypdfium2.PdfDocument(page)
    image = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    document.close()
    return ImageReader(image)


def scan(*pages: bytes | str) -> bytes:
    """A PDF of pictures of pages; a string is a page of text that says so."""
    written = BytesIO()
    canvas = Canvas(written, pagesize=(WIDTH, HEIGHT), invariant=1)
    for page in pages:
        if isinstance(page, str):
            canvas.drawString(72, 720, page)
        else:
            canvas.drawImage(picture_of(page), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines()]


@pytest.fixture
def not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)


# Where it is not installed


@pytest.mark.usefixtures("not_installed")
def test_pictures_alone_are_refused_with_what_to_install() -> None:
    page = typed((72, "Lamps"))
    with pytest.raises(UnreadableFile) as caught:
        pdf.read(scan(page, page), "policy.pdf")
    assert caught.value.reason == (
        "has no text layer: 2 pages, 2 with pictures alone; install policydiff[ocr] and tesseract to read them"
    )


@pytest.mark.usefixtures("not_installed")
def test_the_command_line_refuses_pictures_in_one_line(run: Callable[..., Run], tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(scan(typed((72, "Lamps"))))
    done = run("extract", file)
    assert (done.code, done.out) == (3, "")
    assert "install policydiff[ocr] and tesseract" in done.err


@pytest.mark.usefixtures("not_installed")
def test_a_picture_among_pages_of_text_is_said() -> None:
    document = pdf.read(scan("Text", typed((72, "Lamps"))), "policy.pdf")
    assert texts(document) == ["Text"]
    assert [page.ocr for page in document.pages] == [False, False]
    assert document.problems == (
        (2, "the page is a picture without text; install policydiff[ocr] and tesseract to read it"),
    )


@pytest.mark.parametrize(
    ("program", "package", "expected"), [(True, True, True), (False, True, False), (True, False, False)]
)
def test_both_the_program_and_the_package_are_needed(
    monkeypatch: pytest.MonkeyPatch, program: bool, package: bool, expected: bool
) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda name: f"/bin/{name}" if program else None)
    monkeypatch.setattr(ocr, "find_spec", lambda name: object() if package else None)
    assert ocr.available() is expected


# What is made of what the program says

HOCR = """<html xmlns="http://www.w3.org/1999/xhtml"><head><meta name="ocr-system" content="tesseract 9.9"/></head>
<body><div class="ocr_page">
<span class="ocr_line" title="bbox 300 200 900 250; baseline 0.01 -10; x_size 50; x_descenders 10; x_ascenders 10">
<span class="ocrx_word" title="bbox 300 200 320 250; x_wconf 40">¢</span>
<span class="ocrx_word" title="bbox 350 200 600 250; x_wconf 90"><strong>Lamp</strong></span>
<span class="ocrx_word" title="bbox 650 200 900 250; x_wconf 95">therapy</span></span>
<span class="ocr_line" title="bbox 300 300 900 350; baseline 0 -12; x_size 54; x_descenders 10; x_ascenders 10">
<span class="ocrx_word" title="bbox 300 300 400 350; x_wconf 95">e</span></span>
<span class="ocr_line" title="bbox 300 400 900 450; baseline 0 0; x_size 90; x_descenders 10; x_ascenders 10">
<span class="ocrx_word" title="bbox 300 400 400 450; x_wconf 0"> </span></span>
<span class="ocr_header" title="bbox 300 500 900 600; baseline 0 0; x_size 100; x_descenders 10; x_ascenders 10">
<span class="ocrx_word" title="bbox 300 500 500 600; x_wconf 80">Title</span></span>
</div></body></html>"""


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program as if it had said ``HOCR`` of any page, which is drawn at 300 dots an inch."""
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "_read", lambda picture, resolution: etree.fromstring(HOCR))


@pytest.mark.usefixtures("said")
def test_words_are_placed_in_points() -> None:
    found = ocr.recognise(typed((72, "x")), 1)
    assert (found.engine, found.confidence, found.width, found.height) == ("tesseract 9.9", 80, WIDTH, HEIGHT)
    placed = [(word.text, round(word.x0, 1), round(word.x1, 1), round(word.baseline, 2)) for word in found.words]
    assert placed == [
        ("•", 72.0, 76.8, 58.32),
        ("Lamp", 84.0, 144.0, 58.32),
        ("therapy", 156.0, 216.0, 58.32),
        ("e", 72.0, 96.0, 81.12),
        ("Title", 72.0, 120.0, 144.0),
    ]
    assert [round(word.size, 2) for word in found.words] == [12.96, 12.96, 12.96, 12.96, 24.0]


@pytest.mark.usefixtures("said")
def test_recognised_pages_are_marked_and_said() -> None:
    document = pdf.read(scan("Text", typed((72, "x"))), "policy.pdf")
    assert texts(document) == ["Text", "• Lamp therapy", "e", "Title"]
    assert [page.ocr for page in document.pages] == [False, True]
    assert document.problems == (
        (
            2,
            "page 2 was read by optical character recognition (tesseract 9.9, confidence 80 %):"
            " check numbers and signs against the page",
        ),
    )
    for line in document.lines():
        assert document.text[line.start : line.end] == line.text


@pytest.mark.usefixtures("said")
def test_no_page_with_text_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(data: bytes, number: int) -> ocr.RecognisedPage:
        raise AssertionError(f"page {number} has text")

    monkeypatch.setattr(ocr, "recognise", refuse)
    assert texts(pdf.read(scan("Text"), "policy.pdf")) == ["Text"]


@pytest.mark.usefixtures("said")
def test_a_picture_without_words_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_read", lambda picture, resolution: etree.fromstring("<html/>"))
    data = scan("Text", typed((72, "x")))
    assert pdf.read(data, "policy.pdf").problems == ((2, "the page is a picture in which no text was recognised"),)
    with pytest.raises(UnreadableFile) as caught:
        pdf.read(scan(typed((72, "x"))), "policy.pdf")
    assert caught.value.reason == ("has no text layer: 1 page; the page is a picture in which no text was recognised")


@pytest.mark.usefixtures("said")
@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (subprocess.CalledProcessError(1, "tesseract", stderr=b"no data for eng\nmore"), "tesseract: no data for eng"),
        (subprocess.CalledProcessError(1, "tesseract", stderr=b""), "tesseract: failed without saying why"),
        (subprocess.TimeoutExpired("tesseract", 300), "tesseract was stopped after 300 seconds"),
        (FileNotFoundError("no such program"), "tesseract: no such program"),
        (subprocess.CompletedProcess("tesseract", 0, b"not XML", b""), "tesseract: Start tag expected"),
    ],
)
def test_a_failure_of_the_program_is_a_problem_of_the_page(
    monkeypatch: pytest.MonkeyPatch, outcome: Exception | subprocess.CompletedProcess[bytes], reason: str
) -> None:
    def run_program(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.undo()
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr.subprocess, "run", run_program)
    document = pdf.read(scan("Text", typed((72, "x"))), "policy.pdf")
    assert texts(document) == ["Text"]
    ((page, problem),) = document.problems
    assert page == 2
    assert problem.startswith(f"the page is a picture without text, and text recognition failed: {reason}")


@pytest.mark.parametrize(
    ("width", "height", "dots"),
    [(612, 792, 300), (100, 100, 300), (595, 20_000, 115), (20_000, 20_000, 28)],
)
def test_large_pages_are_drawn_coarser(width: float, height: float, dots: int) -> None:
    scale = ocr._scale(width, height)
    assert round(scale * 72) == dots
    assert max(width, height) * scale <= ocr.WIDEST
    assert width * height * scale**2 <= ocr.LARGEST * 1.001


def test_the_page_is_drawn_as_a_greymap() -> None:
    document = pypdfium2.PdfDocument(typed((72, "x")))
    drawn = ocr._picture(document[0], 1.0)
    document.close()
    head, dots = drawn[:15], drawn[15:]
    assert head == b"P5 612 792 255\n"
    assert len(dots) == 612 * 792
    assert dots[0] == 255
    assert min(dots) < 128


# With the program


@needs_tesseract
def test_a_scanned_policy_becomes_a_record() -> None:
    extraction = extract(scan(typed(*POLICY)), "policy.pdf")
    record = extraction.record
    assert (record.policy_number, record.effective_date, record.source.pages) == ("0417", "2025-03-01", 1)
    first, second = record.statements
    assert (first.determination, second.determination, second.residual) == (
        "medically_necessary",
        "not_medically_necessary",
        True,
    )
    assert first.criteria is not None
    assert (first.criteria.operator, [each.label for each in first.criteria.items]) == ("all", ["1.", "2."])
    (issue,) = [issue for issue in record.issues if issue.code == "page-ocr"]
    assert issue.severity == "warning"
    assert issue.message.startswith("page 1 was read by optical character recognition (tesseract ")
    assert issue.provenance is not None
    assert issue.provenance.page == 1


@needs_tesseract
def test_lines_stand_where_they_are_printed() -> None:
    document = pdf.read(scan(typed(*POLICY)), "policy.pdf")
    placed = {line.text: line for line in document.lines()}
    line = placed["Policy Number: 0417"]
    assert line.box is not None
    left, top, _, bottom = line.box
    assert abs(left - 72) < 2
    assert top < 92 < bottom
    assert placed["1. The member is 18 years of age or older; and"].indent > line.indent + 10
    assert document.pages[0].ocr


@needs_tesseract
def test_rows_of_codes_stay_rows() -> None:
    document = pdf.read(scan(typed((72, "E0203 Lamp on a table"), (72, "A4634 Bulb of a lamp"))), "policy.pdf")
    assert texts(document) == ["E0203 Lamp on a table", "A4634 Bulb of a lamp"]


@needs_tesseract
def test_the_result_is_the_same_every_time() -> None:
    data = scan(typed(*POLICY))
    assert pdf.read(data, "policy.pdf") == pdf.read(data, "policy.pdf")


@needs_tesseract
def test_the_command_line_warns_of_recognised_pages(run: Callable[..., Run], tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(scan(typed(*POLICY)))
    done = run("extract", file, "--format", "json")
    assert done.code == 0
    assert "page-ocr" in [issue["code"] for issue in json.loads(done.out)["issues"]]
