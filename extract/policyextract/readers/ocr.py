"""Text recognition: the words of a page that is a picture, by tesseract.

pdfium draws the page and the program tesseract reads it, through a pipe: the packages that wrap the program do no more,
by way of files. ``available`` tells whether both are there; ``INSTALL`` is what to say where they are not.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from math import sqrt
from statistics import mean, median
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

PROGRAM = "tesseract"
INSTALL = "install policydiff[ocr] and tesseract"
DOTS_PER_INCH = 300
"""What tesseract is trained for; more costs time and recognises no more."""
POINTS_PER_INCH = 72
WIDEST = 32000
"""Dots that tesseract takes on a side (its limit is 32767)."""
LARGEST = 60_000_000
"""Dots that a page may have. A sheet of the usual size has 8.7 million; posters are drawn coarser."""
PATIENCE = 300
"""Seconds after which a page is given up. One takes 1 to 2."""
ALIKE = 0.2
"""Share by which a line's size may differ from the usual one to be taken for it: measured heights vary with letters."""
_WORD = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+).*?x_wconf (\d+)")
_LINE = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+).*?baseline (-?[\d.]+) (-?[\d.]+).*?x_size ([\d.]+)")
_BULLETS = {**dict.fromkeys("*¢©®«»e°", "•"), "Oo": "◦", "oO": "◦"}
"""What bullets are taken for where they stand before a line. No line begins with one of these as a word."""


class RecognitionError(Exception):
    """A page could not be recognised; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in points from the top left corner of the page. ``line`` numbers the line it stands in."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    line: int


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """A page's size in points and its words in reading order; ``confidence`` is their mean in percent, as the engine
    sees it."""

    width: float
    height: float
    words: tuple[Word, ...]
    engine: str
    confidence: int


def available() -> bool:
    """Whether this machine has what it takes: the program, and the package that draws pages."""
    return shutil.which(PROGRAM) is not None and find_spec("pypdfium2") is not None


def recognise(data: bytes, number: int) -> RecognisedPage:
    """Recognise a page, counted from 1, of the PDF in ``data``. Raises RecognitionError."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise RecognitionError(f"the page cannot be drawn: {error}") from error
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = _scale(width, height)
        found = _read(_picture(page, scale), round(scale * POINTS_PER_INCH))
    except pypdfium2.PdfiumError as error:
        raise RecognitionError(f"the page cannot be drawn: {error}") from error
    finally:
        document.close()
    return _page(found, width, height, scale)


def _scale(width: float, height: float) -> float:
    """Dots a point: the usual resolution, or a coarser one for a page that is too large for it."""
    usual = DOTS_PER_INCH / POINTS_PER_INCH
    return min(usual, WIDEST / max(width, height), sqrt(LARGEST / (width * height)))


def _picture(page: "PdfPage", scale: float) -> bytes:
    """The page in shades of grey, as a portable greymap."""
    bitmap = page.render(scale=scale, grayscale=True)
    dots = bytes(bitmap.buffer)
    rows = (dots[at : at + bitmap.width] for at in range(0, bitmap.height * bitmap.stride, bitmap.stride))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)


def _read(picture: bytes, resolution: int) -> etree._Element:
    """Run the program. Page segmentation 6 takes the page as one block, which keeps the rows of tables together."""
    command = [PROGRAM, "stdin", "stdout", "--dpi", str(resolution), "--psm", "6", "-l", "eng", "hocr"]
    # Its threads are of little use to it, and in each other's way where several pages are recognised at once.
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=picture, capture_output=True, env=alone, timeout=PATIENCE, check=True)
        return etree.fromstring(done.stdout, etree.XMLParser(load_dtd=False, no_network=True, recover=False))
    except subprocess.TimeoutExpired as error:
        raise RecognitionError(f"tesseract was stopped after {PATIENCE} seconds") from error
    except subprocess.CalledProcessError as error:
        raise RecognitionError(f"tesseract: {_first_line(error.stderr)}") from error
    except (OSError, etree.XMLSyntaxError) as error:
        raise RecognitionError(f"tesseract: {error}") from error


def _first_line(stderr: bytes) -> str:
    lines = stderr.decode(errors="replace").strip().splitlines()
    return lines[0] if lines else "failed without saying why"


def _page(hocr: etree._Element, width: float, height: float, scale: float) -> RecognisedPage:
    lines = _by_class(hocr, "ocr_line", "ocr_caption", "ocr_header", "ocr_textfloat")
    read = [(found, line) for line in lines if (found := list(_words(line)))]
    measured = [float(_measures(line)[6]) / scale for _, line in read]
    usual = median(measured) if measured else 0.0
    words: list[Word] = []
    for at, ((found, line), size) in enumerate(zip(read, measured, strict=True)):
        steady = usual if abs(size - usual) <= ALIKE * usual else size
        baseline = _baseline(line) / scale
        for place, (text, box, _) in enumerate(found):
            spelled = _BULLETS.get(text, text) if place == 0 and len(found) > 1 else text
            words.append(Word(spelled, box[0] / scale, box[2] / scale, baseline, steady, at))
    sure = [confidence for found, _ in read for _, _, confidence in found]
    return RecognisedPage(width, height, tuple(words), _engine(hocr), round(mean(sure)) if sure else 0)


def _words(line: etree._Element) -> Iterator[tuple[str, tuple[int, int, int, int], int]]:
    """The words of a line, each with its box in dots and the confidence in it."""
    for element in _by_class(line, "ocrx_word"):
        text = "".join(str(part) for part in element.itertext()).strip()
        found = _WORD.match(element.get("title", ""))
        if text and found:
            left, top, right, bottom, confidence = map(int, found.groups())
            yield text, (left, top, right, bottom), confidence


def _measures(line: etree._Element) -> Sequence[str]:
    found = _LINE.match(line.get("title", ""))
    if found is None:
        raise RecognitionError("tesseract: a line without a baseline")
    return found.groups()


def _baseline(line: etree._Element) -> float:
    """The height of the baseline in the middle of a line: hOCR gives it from the box's lower left corner."""
    left, _, right, bottom, slope, offset, _ = map(float, _measures(line))
    return bottom + offset + slope * (right - left) / 2


def _by_class(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (found for found in element.iter() if found.get("class") in names)


def _engine(hocr: etree._Element) -> str:
    system = next((found for found in hocr.iter() if found.get("name") == "ocr-system"), None)
    return system.get("content", PROGRAM) if system is not None else PROGRAM
