"""The text of a page: runs of characters without a blank, each in one font on one baseline.

pdfium tells of each character by a call of its own, so that the calls are what costs. A run's ends tell all that is
asked of it; text objects (what one operator of the page shows) tell font, size and baseline.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_ushort
from dataclasses import dataclass
from itertools import groupby, pairwise

import pypdfium2.raw as pdfium

from policyextract.readers.pdf.frame import Turn
from policyextract.readers.pdf.page import UNKNOWN, Glyph
from policyextract.readers.pdf.pdfium.calls import Handle, address_of, text_object_at
from policyextract.readers.pdf.pdfium.extents import LevelExtents, TurnedExtents
from policyextract.readers.pdf.pdfium.objects import PageObject
from policyextract.readers.pdf.pdfium.sheet import Sheet, is_level, moved, moved_box
from policyextract.readers.pdf.pdfium.styles import Style, Styles
from policyextract.readers.pdf.runs import Run, joined

HYPHEN = "\ufffe"
"""How pdfium writes a hyphen at the end of a line; the rest of the word follows at once."""
NOWHERE = (0, -1)
"""First and last character of a blank, which has no place of its own."""
_RUN = re.compile(rf" *(?:[^\s{HYPHEN}]*{HYPHEN}|[^\s{HYPHEN}]+)| +")
"""What is printed between blanks, up to a hyphen at the end of a line, with the blanks before it; or blanks alone."""
_OTHER_BLANK = re.compile(r"[^\S\r\n ]")

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
        """All pieces of the page, and the blanks that pdfium leaves out."""
        before: Style | None = None
        for found in _RUN.finditer(_characters(self._raw)):
            printed, end = found[0].lstrip(" "), found.end()
            first = end - len(printed)
            if not printed:
                if before is not None:
                    yield before.place, end, end - 1, " ", before
                continue
            for piece in self._of_one_object(first, found[0], printed):
                before = piece[4]
                yield piece
        for blank in self._styles.lone_blanks():
            yield blank.place, *NOWHERE, " ", blank

    def _of_one_object(self, first: int, text: str, printed: str) -> Iterable[_Piece]:
        """The pieces of a run that are of one text object each; ``text`` is what is ``printed`` behind its blanks."""
        count = len(printed)
        handle = text_object_at(self._text_page, first)
        if count == 1 or text_object_at(self._text_page, first + count - 1) == handle:
            return (self._piece(handle, first, text, count),) if handle else ()
        handles = [text_object_at(self._text_page, first + at) for at in range(count)]
        seams = [at for at in range(1, count) if handles[at] != handles[at - 1]]
        blanks = text[:-count]
        return [
            self._piece(handle, first + start, blanks * (start == 0) + printed[start:end], end - start)
            for start, end in pairwise((0, *seams, count))
            if (handle := handles[start])
        ]

    def _piece(self, handle: Handle, first: int, text: str, count: int) -> _Piece:
        """A text with ``count`` characters that are printed, of one object. A mark stands for each character for which
        the font names none: pdfium then gives its number."""
        style = self._styles.of(handle)
        mapped = style.font.mapped
        if not mapped.issuperset(text):
            start = first + count - len(text)
            wrong = [pdfium.FPDFText_HasUnicodeMapError(self._raw, start + at) == 1 for at in range(len(text))]
            text = "".join(UNKNOWN if each else character for character, each in zip(text, wrong, strict=True))
            mapped.update(text)
        return style.place, first, first + count - 1, text.replace(HYPHEN, "-"), style


def _characters(text_page: pdfium.FPDF_TEXTPAGE) -> str:
    """The text of the page, one character for each that pdfium counts, all blanks plain ones."""
    count = pdfium.FPDFText_CountChars(text_page)
    units = (c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, units) - 1  # the last is a zero
    text = bytes(units)[: 2 * written].decode("utf-16-le", errors="replace")
    if len(text) == count:
        return _OTHER_BLANK.sub(" ", text)
    # Control characters are counted, but not given, and characters beyond the basic plane are two.
    found = (pdfium.FPDFText_GetUnicode(text_page, at) for at in range(count))
    return _OTHER_BLANK.sub(" ", "".join(HYPHEN if code == 2 else chr(code) for code in found))


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
