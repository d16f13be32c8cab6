"""The text of a page: runs of characters without a blank, each in one font on one baseline.

pdfium tells of each character by a call of its own, so that the calls are what costs. A run's ends tell all that is
asked of it; text objects (what one operator of the page shows) tell font, size and baseline.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import addressof, byref, c_char, c_double, c_float, c_ushort
from dataclasses import dataclass
from itertools import groupby

import pypdfium2.raw as pdfium

from policyextract.document import Box
from policyextract.readers.pdf.frame import Turn
from policyextract.readers.pdf.page import UNKNOWN, Glyph
from policyextract.readers.pdf.pdfium.objects import PageObject
from policyextract.readers.pdf.pdfium.sheet import Sheet, moved, moved_box
from policyextract.readers.pdf.runs import joined

HYPHEN = "\x02"
"""How pdfium writes a hyphen at the end of a line; the rest of the word follows at once."""
POINT = 0.001
"""What a text object measures that shows nothing."""
INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_RUN = re.compile(rf"[^\s{HYPHEN}]*{HYPHEN}|[^\s{HYPHEN}]+|[^\S\r\n]")
"""What is printed between blanks, up to a hyphen at the end of a line; or a single blank."""


@dataclass(frozen=True, slots=True)
class _Style:
    """How a text object sets its characters, and its ``place`` in the order of drawing.

    ``origin`` is where its baseline begins, ``blank`` the width of a blank, ``turn`` None where it is askew.
    """

    place: int
    font: str
    size: float
    turn: Turn | None
    origin: tuple[float, float]
    blank: float
    invisible: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters ``first`` to ``last`` (inclusive, as pdfium counts) of one text object; -1 where it counts none."""

    text: str
    first: int
    last: int
    style: _Style


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
    runs = _Reader(text_page, objects, sheet).runs()
    seen = [run for run in runs if not run.style.invisible]
    if any(run.text != " " for run in seen):
        runs = seen
    turn = _prevailing_turn(runs)
    straight = [run for run in runs if run.style.turn is turn]
    askew = sum(len(run.text) for run in runs) - sum(len(run.text) for run in straight)
    return PageText(joined(_glyphs(text_page, straight, sheet, turn)), turn, askew)


def _prevailing_turn(runs: Sequence[_Run]) -> Turn:
    """A wide table is often set sideways: then the page is read as if it were turned."""
    turns: Counter[Turn] = Counter()
    for run in runs:
        if run.style.turn is not None:
            turns[run.style.turn] += len(run.text)
    return max(Turn, key=lambda turn: turns[turn])


class _Reader:
    """Reads the runs of one page; keeps what it learns of text objects, which many runs share."""

    def __init__(self, text_page: pdfium.FPDF_TEXTPAGE, objects: Sequence[PageObject], sheet: Sheet) -> None:
        self._text_page = text_page
        self._sheet = sheet
        self._objects = {
            each.key: (place, each) for place, each in enumerate(objects) if each.kind == pdfium.FPDF_PAGEOBJ_TEXT
        }
        self._styles: dict[int, _Style] = {}
        self._mapped: dict[str, set[str]] = {}

    def runs(self) -> list[_Run]:
        """All runs in the order of drawing."""
        runs: list[_Run] = []
        for found in _RUN.finditer(_characters(self._text_page)):
            runs.extend(self._of_one_object(found[0], found.start(), runs[-1].style if runs else None))
        return sorted([*runs, *self._lone_blanks()], key=lambda run: (run.style.place, run.first))

    def _of_one_object(self, text: str, first: int, before: _Style | None) -> Iterator[_Run]:
        """The parts of a text that are of one text object each.

        A blank of none is what pdfium found in a gap. It is set as what is ``before`` it.
        """
        last = first + len(text) - 1
        start_key = self._object_at(first)
        if start_key == (start_key if first == last else self._object_at(last)):
            parts = [(start_key, first, last)]
        else:
            objects = [(self._object_at(at), at) for at in range(first, last + 1)]
            grouped = [(key, [at for _, at in group]) for key, group in groupby(objects, key=lambda pair: pair[0])]
            parts = [(key, places[0], places[-1]) for key, places in grouped]
        for key, start, end in parts:
            if key is not None:
                style = self._style(key)
                said = text[start - first : end - first + 1]
                yield _Run(self._legible(said, start, style.font), start, end, style)
            elif before is not None and text == " ":
                yield _Run(text, start, end, before)

    def _lone_blanks(self) -> Iterator[_Run]:
        """The text objects that hold one blank and nothing else, which pdfium leaves out for having no width."""
        for key, (_, each) in self._objects.items():
            if key not in self._styles and _is_a_point(each.bounds()):
                yield _Run(" ", -1, -1, self._style(key))

    def _object_at(self, at: int) -> int | None:
        found = pdfium.FPDFText_GetTextObject(self._text_page, at)
        return addressof(found.contents) if found else None

    def _style(self, key: int) -> _Style:
        known = self._styles.get(key)
        if known is None:
            known = self._styles[key] = _style_of(*self._objects[key], self._sheet)
        return known

    def _legible(self, text: str, first: int, font: str) -> str:
        """The text, with a mark for each character for which the font names none: pdfium then gives its number."""
        if text.isspace():
            return " "
        mapped = self._mapped.setdefault(font, set())
        if not mapped.issuperset(text):
            unmapped = [pdfium.FPDFText_HasUnicodeMapError(self._text_page, first + at) == 1 for at in range(len(text))]
            mapped.update(character for character, wrong in zip(text, unmapped, strict=True) if not wrong)
            text = "".join(UNKNOWN if wrong else each for each, wrong in zip(text, unmapped, strict=True))
        return text.replace(HYPHEN, "-")


def _characters(text_page: pdfium.FPDF_TEXTPAGE) -> str:
    """The text of the page, one character for each that pdfium counts."""
    count = pdfium.FPDFText_CountChars(text_page)
    units = (c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, units) - 1  # the last is a zero
    text = bytes(units)[: 2 * written].decode("utf-16-le", errors="replace")
    if len(text) == count and "\ufffe" not in text:
        return text
    # Hyphens at the ends of lines, and control characters, are not in the text as they are counted.
    return "".join(chr(pdfium.FPDFText_GetUnicode(text_page, at)) for at in range(count))


def _is_a_point(box: Box) -> bool:
    return box[2] - box[0] < POINT and box[3] - box[1] < POINT


def _style_of(place: int, text: PageObject, sheet: Sheet) -> _Style:
    matrix = text.matrix()
    size, blank = c_float(), c_float()
    pdfium.FPDFTextObj_GetFontSize(text.raw, byref(size))
    font = pdfium.FPDFTextObj_GetFont(text.raw)
    pdfium.FPDFFont_GetGlyphWidth(font, ord(" "), size, byref(blank))
    return _Style(
        place=place,
        font=_font_name(font),
        size=size.value * max(abs(matrix[2]), abs(matrix[3])),  # one of them is the slant
        turn=sheet.turn(matrix),
        origin=(matrix[4], matrix[5]),
        blank=blank.value * abs(matrix[0]),
        invisible=pdfium.FPDFTextObj_GetTextRenderMode(text.raw) == INVISIBLE,
    )


def _font_name(font: pdfium.FPDF_FONT) -> str:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    name = (c_char * length)()
    pdfium.FPDFFont_GetBaseFontName(font, name, length)
    return bytes(name.value).decode("utf-8", errors="replace")


def _glyphs(text_page: pdfium.FPDF_TEXTPAGE, runs: Sequence[_Run], sheet: Sheet, turn: Turn) -> Iterator[Glyph]:
    """The runs as glyphs, those left out that lie outside of what is shown of the page."""
    placed = sheet.placed(turn)
    visible = moved_box(placed, *sheet.shown)
    level = placed[1] == 0.0
    for order, run in enumerate(runs):
        ends = _ends(text_page, run, level)
        x0, top, x1, bottom = moved_box(placed, *ends)
        outside = x0 > visible[2] or x1 < visible[0] or top > visible[3] or bottom < visible[1]
        if run.style.size > 0 and not outside:
            _, baseline = moved(placed, *run.style.origin)
            yield Glyph(run.text, x0, x1, baseline, run.style.size, run.style.font, order)


def _ends(text_page: pdfium.FPDF_TEXTPAGE, run: _Run, level: bool) -> Box:
    if run.first < 0:
        x, y = run.style.origin
        return (x, y, x + run.style.blank, y) if level else (x, y, x, y)
    return _level_ends(text_page, run) if level else _turned_ends(text_page, run)


def _level_ends(text_page: pdfium.FPDF_TEXTPAGE, run: _Run) -> Box:
    """The rectangle that the run takes up with its widths, in the space of the page."""
    first = last = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page, run.first, byref(first))
    if run.last != run.first:
        last = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(text_page, run.last, byref(last))
    return first.left, first.bottom, last.right, last.top


def _turned_ends(text_page: pdfium.FPDF_TEXTPAGE, run: _Run) -> Box:
    """The rectangle of what is printed: of a turned character pdfium does not tell the width that it takes up."""
    boxes = []
    for at in (run.first, run.last):
        left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
        pdfium.FPDFText_GetCharBox(text_page, at, byref(left), byref(right), byref(bottom), byref(top))
        boxes.append((left.value, bottom.value, right.value, top.value))
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
