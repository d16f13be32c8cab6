"""How text objects set their characters: what holds for all characters of one."""

from collections.abc import Iterator, Sequence
from ctypes import addressof, c_char, c_float, cast
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2.raw as pdfium

from policyextract.readers.pdf.frame import Turn
from policyextract.readers.pdf.pdfium import calls
from policyextract.readers.pdf.pdfium.calls import Handle
from policyextract.readers.pdf.pdfium.objects import PageObject
from policyextract.readers.pdf.pdfium.sheet import Sheet

POINT = 0.001
"""What a text object measures, in points, that shows nothing."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font of a page: its name, and the characters of which is known that it names them."""

    name: str
    mapped: set[str]


class Style(NamedTuple):
    """One text object: its ``place`` in the order of drawing, its font with the size it comes to, and its baseline.

    ``turn`` is None where it is askew, ``origin`` where its baseline begins in the space of the page.
    """

    place: int
    font: Font
    size: float
    turn: Turn | None
    origin: tuple[float, float]
    invisible: bool


class Styles:
    """The styles of a page's text objects, each found out when it is first asked for."""

    def __init__(self, objects: Sequence[PageObject], sheet: Sheet) -> None:
        self._sheet = sheet
        self._texts = {
            each.handle: (place, each) for place, each in enumerate(objects) if each.kind == pdfium.FPDF_PAGEOBJ_TEXT
        }
        self._known: dict[Handle, Style] = {}
        self._fonts: dict[Handle, Font] = {}
        self._size = c_float()
        self._into_size = addressof(self._size)

    def of(self, text: Handle) -> Style:
        """The style of a text object."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._find(*self._texts[text])
        return known

    def lone_blanks(self) -> Iterator[Style]:
        """The text objects that nobody asked for and that show nothing: pdfium leaves blanks out that stand alone."""
        for text in self._texts.keys() - self._known.keys():
            left, bottom, right, top = self._texts[text][1].bounds()
            if right - left < POINT and top - bottom < POINT:
                yield self.of(text)

    def _find(self, place: int, text: PageObject) -> Style:
        matrix = text.matrix()
        calls.font_size_into(text.handle, self._into_size)
        size = self._size.value
        return Style(
            place=place,
            font=self._font(calls.font_of(text.handle)),
            size=size * max(abs(matrix[2]), abs(matrix[3])),  # one of them is nothing, or the slant
            turn=self._sheet.turn(matrix),
            origin=(matrix[4], matrix[5]),
            invisible=calls.render_mode_of(text.handle) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
        )

    def _font(self, handle: Handle) -> Font:
        known = self._fonts.get(handle)
        if known is None:
            known = self._fonts[handle] = Font(_font_name(cast(handle, pdfium.FPDF_FONT)), set())
        return known


def _font_name(font: pdfium.FPDF_FONT) -> str:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    name = (c_char * length)()
    pdfium.FPDFFont_GetBaseFontName(font, name, length)
    return bytes(name.value).decode("utf-8", errors="replace")
