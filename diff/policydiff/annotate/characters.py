"""The printed characters of a page and where they stand, by pdfium, on the page as it is read."""

from collections.abc import Iterator
from ctypes import byref, c_double
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from policyextract.document import Box
from policyextract.readers.pdf.frame import Turn
from policyextract.readers.pdf.pdfium.drawings import page_drawings
from policyextract.readers.pdf.pdfium.objects import page_objects
from policyextract.readers.pdf.pdfium.sheet import IDENTITY, Matrix, moved_box, sheet_of
from policyextract.readers.pdf.pdfium.text import page_text
from policyextract.readers.pdf.wholeness import from_header

_BACKGROUND = 0.5
"""Share of the page from which something drawn is what the rest stands on."""


class Character(NamedTuple):
    """One printed character. ``box`` reaches from the font's descent to its ascent on level text."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as it is read: boxes are points from its top left corner.

    ``drawn`` is what lines, areas and pictures cover; white and what lies behind most of the page is left out.
    ``to_page`` leads from there to the space in which the page is written, ``shown`` is the part that is displayed.
    """

    characters: tuple[Character, ...]
    drawn: tuple[Box, ...]
    shown: Box
    to_page: Matrix


class PrintedPages:
    """The pages of a PDF, each read when it is asked for. To be closed."""

    def __init__(self, data: bytes) -> None:
        self._document = pypdfium2.PdfDocument(from_header(data))
        self._read: dict[int, PrintedPage] = {}

    def __enter__(self) -> "PrintedPages":
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def page(self, number: int) -> PrintedPage:
        """The page of this number, from 1. Raises PdfiumError where it is damaged."""
        if number not in self._read:
            self._read[number] = self._of(number)
        return self._read[number]

    def _of(self, number: int) -> PrintedPage:
        page = self._document[number - 1]
        try:
            text_page = page.get_textpage()
            try:
                return _printed(page.raw, text_page.raw)
            finally:
                text_page.close()
        finally:
            page.close()


def _printed(page: pdfium.FPDF_PAGE, text_page: pdfium.FPDF_TEXTPAGE) -> PrintedPage:
    sheet = sheet_of(page)
    objects = page_objects(page)
    turn = page_text(text_page, objects, sheet).turn
    placed = sheet.placed(turn)
    level = turn is Turn.UPRIGHT and placed[0] == IDENTITY[0]
    characters = tuple(_characters(text_page, placed, loose=level))
    shown = moved_box(placed, *sheet.shown)
    drawings = page_drawings(objects, placed)
    boxes = (*(shape.box for shape in drawings.shapes if not shape.white), *drawings.pictures)
    drawn = tuple(box for box in boxes if _size(box) < _BACKGROUND * _size(shown))
    return PrintedPage(characters, drawn, shown, _inverse(placed))


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _characters(text_page: pdfium.FPDF_TEXTPAGE, placed: Matrix, *, loose: bool) -> Iterator[Character]:
    for at in range(pdfium.FPDFText_CountChars(text_page)):
        text = _text(pdfium.FPDFText_GetUnicode(text_page, at))
        if text.isspace() or not text.isprintable():
            continue
        sides = _loose_box(text_page, at) if loose else _tight_box(text_page, at)
        yield Character(text, moved_box(placed, *sides))


def _text(code: int) -> str:
    """The character of a code; what is none (a half of a pair, beyond the last) is a blank."""
    is_half = 0xD800 <= code < 0xE000
    return " " if is_half or not 0 < code < 0x110000 else chr(code)


def _loose_box(text_page: pdfium.FPDF_TEXTPAGE, at: int) -> Box:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page, at, byref(box))
    return box.left, box.bottom, box.right, box.top


def _tight_box(text_page: pdfium.FPDF_TEXTPAGE, at: int) -> Box:
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(text_page, at, byref(left), byref(right), byref(bottom), byref(top))
    return left.value, bottom.value, right.value, top.value


def _inverse(matrix: Matrix) -> Matrix:
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    return d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size
