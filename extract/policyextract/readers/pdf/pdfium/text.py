"""The text of a page: runs of characters without a blank, each in one font on one baseline.

pdfium tells of each character by a call of its own, so that the calls are what costs. A run's ends tell all that is
asked of it; text objects (what one operator of the page shows) tell font, size and baseline.
"""

import re
from collections.abc import Iterator, Sequence
from ctypes import c_ushort
from dataclasses import dataclass
from itertools import groupby

import pypdfium2.raw as pdfium

from policyextract.readers.pdf.frame import Turn
from policyextract.readers.pdf.page import UNKNOWN, Glyph
from policyextract.readers.pdf.pdfium.calls import address_of, text_object_at
from policyextract.readers.pdf.pdfium.extents import LevelExtents, TurnedExtents
from policyextract.readers.pdf.pdfium.objects import PageObject
from policyextract.readers.pdf.pdfium.sheet import Sheet, is_level, moved, moved_box
from policyextract.readers.pdf.pdfium.styles import Font, Style, Styles
from policyextract.readers.pdf.runs import Run, joined

HYPHEN = "\ufffe"
"""How pdfium writes a hyphen at the end of a line; the rest of the word follows at once."""
NOWHERE = (0, -1)
"""First and last character of a blank, which has no place of its own."""
_LINE = re.compile(r"[^\r\n]+")
_RUN = re.compile(rf" *(?:[^\s{HYPHEN}]*{HYPHEN}|[^\s{HYPHEN}]+)| +")
"""What is printed between blanks, up to a hyphen at the end of a line, with the blanks before it; or blanks alone."""

_OTHER_BLANK = re.compile(r"[^\S ]")

_Piece = tuple[int, int, int, str, Style]
"""Place of the text object in the order of drawing, first and last character that are no blanks, as pdfium counts them,
text with the blanks before it, and how it is set. Sorted, pieces are in the order of drawing."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The glyphs of a page as it is read, how it has to be turned for that, and how many characters are left out."""

    glyphs: tuple[Glyph, ...]
    turn: Turn
    askew: int


def page_text(text_page: pdfium.FPDF_TEXTPAGE, objects: Sequence[PageObject], sheet: Sheet) -> PageText:
    """Read the text of a page, which has these ``objects``.

    Invisible text is left out where other text is seen; where there is none it is what was recognised in a picture.
    """
    pieces = sorted(_Reader(text_page, Styles(objects, sheet)).pieces())
    if any(piece[4].invisible for piece in pieces):
        seen = [piece for piece in pieces if not piece[4].invisible]
        pieces = seen if any(piece[3].strip() for piece in seen) else pieces
    turn, askew = _prevailing_turn(pieces)
    straight = [piece for piece in pieces if piece[4].turn is turn]
    return PageText(joined(_runs(text_page, straight, sheet, turn)), turn, askew)


def _prevailing_turn(pieces: Sequence[_Piece]) -> tuple[Turn, int]:
    """How most of the text stands, and how many characters stand otherwise.

    A wide table is often set sideways: then the page is read as if it were turned.
    """
    counts = {turn: sum(len(piece[3]) for piece in pieces if piece[4].turn is turn) for turn in Turn}
    prevailing = max(Turn, key=counts.__getitem__)
    return prevailing, sum(len(piece[3]) for piece in pieces) - counts[prevailing]


class _Reader:
    """Reads the text of one page piece by piece."""

    def __init__(self, text_page: pdfium.FPDF_TEXTPAGE, styles: Styles) -> None:
        self._raw = text_page
        self._text_page = address_of(text_page)
        self._styles = styles

    def pieces(self) -> Iterator[_Piece]:
        """All pieces of the page, line by line, and the blanks that pdfium leaves out."""
        before: Style | None = None
        for line in _LINE.finditer(_characters(self._raw)):
            first, last = line.start(), line.end() - 1
            begins, ends = text_object_at(self._text_page, first), text_object_at(self._text_page, last)
            if begins is not None and begins == ends:  # then all between them is of the same object
                before = self._styles.of(begins)
                yield from self._of_one_object(line[0], first, before)
            else:
                for piece in self._of_several_objects(line[0], first, before):
                    before = piece[4]
                    yield piece
        for blank in self._styles.lone_blanks():
            yield blank.place, *NOWHERE, " ", blank

    def _of_one_object(self, text: str, offset: int, style: Style) -> Iterator[_Piece]:
        """The pieces of a text that begins at ``offset`` and is of one text object."""
        for found in _RUN.finditer(self._legible(text, offset, style.font)):
            said, end = found[0], offset + found.end()
            yield style.place, end - len(said.lstrip(" ")), end - 1, said.replace(HYPHEN, "-"), style

    def _of_several_objects(self, text: str, offset: int, before: Style | None) -> Iterator[_Piece]:
        """The pieces of a line that begins at ``offset``. What is of no object was added by pdfium.

        That is a blank in a gap, which is taken as set like what is ``before`` it.
        """
        handles = (text_object_at(self._text_page, offset + at) for at in range(len(text)))
        at = 0
        for handle, group in groupby(handles):
            part = text[at : at + sum(1 for _ in group)]
            if handle is not None:
                before = self._styles.of(handle)
            if before is not None and (handle is not None or part == " "):
                yield from self._of_one_object(part, offset + at, before)
            at += len(part)

    def _legible(self, text: str, first: int, font: Font) -> str:
        """The text with plain blanks, and with a mark for each character for which the font names none: pdfium then
        gives its number."""
        if not font.mapped.issuperset(text):
            wrong = [pdfium.FPDFText_HasUnicodeMapError(self._raw, first + at) == 1 for at in range(len(text))]
            text = "".join(UNKNOWN if each else character for character, each in zip(text, wrong, strict=True))
            font.mapped.update(text)
        return _OTHER_BLANK.sub(" ", text)


def _characters(text_page: pdfium.FPDF_TEXTPAGE) -> str:
    """The text of the page, one character for each that pdfium counts."""
    count = pdfium.FPDFText_CountChars(text_page)
    units = (c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, units) - 1  # the last is a zero
    text = bytes(units)[: 2 * written].decode("utf-16-le", errors="replace")
    if len(text) == count:
        return text
    # Control characters are counted, but not given, and characters beyond the basic plane are two.
    found = (pdfium.FPDFText_GetUnicode(text_page, at) for at in range(count))
    return "".join(HYPHEN if code == 2 else chr(code) for code in found)


def _runs(text_page: pdfium.FPDF_TEXTPAGE, pieces: Sequence[_Piece], sheet: Sheet, turn: Turn) -> Iterator[Run]:
    """The pieces where they stand on the page as it is read, those left out that lie outside of what is shown."""
    placed = sheet.placed(turn)
    left, top, right, bottom = moved_box(placed, *sheet.shown)
    extents = LevelExtents(text_page, placed) if is_level(placed) else TurnedExtents(text_page, placed)
    for style, group in groupby(pieces, key=lambda piece: piece[4]):
        _, baseline = moved(placed, *style.origin)
        size, font = style.size, style.font.name
        if size <= 0 or baseline - 0.8 * size > bottom or baseline + 0.2 * size < top:
            continue
        for _, first, last, text, _ in group:
            x0, x1 = extents.of(first, last) if first <= last else (left, left)
            if x0 <= right and x1 >= left:
                yield text, x0, x1, baseline, size, font
