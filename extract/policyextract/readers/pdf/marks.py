"""The characters of a page, put right: ligatures, invisible characters, bullets of symbol fonts, doubled printing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from policyextract.readers.pdf.page import Glyph
from policyextract.readers.symbols import is_picture_font, shown

BOLD_FONT = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
"""Bold is told by the font's name: the weight that a PDF states is often wrong or missing."""

TYPEWRITER_FONT = re.compile(r"courier", re.IGNORECASE)

LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
MIDDLE_DOTS = "·∙⋅‧"
SOFT_HYPHEN = "\u00ad"
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))


def put_right(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The glyphs with readable text. Those that show nothing are left out."""
    mended = []
    for glyph in _deduplicated(glyphs):
        text = readable(glyph.text, glyph.font)
        if text == glyph.text:
            mended.append(glyph)
        elif text:
            mended.append(glyph._replace(text=text))
    return mended


@lru_cache(maxsize=8192)
def readable(text: str, font: str) -> str:
    """What characters of a font are read as. A soft hyphen that is drawn is a hyphen that is seen."""
    if text.isascii() and text.isprintable() and not is_picture_font(font):
        return text
    return "".join(_readable_character(character, font) for character in text)


def _readable_character(character: str, font: str) -> str:
    if sign := shown(character, font):
        return sign
    if character == SOFT_HYPHEN:
        return "-"
    return "" if character < " " else LIGATURES.get(character, character).translate(INVISIBLE)


@lru_cache(maxsize=1024)
def is_bold(font: str) -> bool:
    return BOLD_FONT.search(font) is not None


def lone_mark(glyph: Glyph) -> str:
    """What a character is read as that stands alone before a line: what can only be a bullet there is one.

    The letter o of a typewriter font is what word processors print as the bullet of the second level.
    """
    if glyph.text == "o" and TYPEWRITER_FONT.search(glyph.font):
        return "◦"
    return "•" if glyph.text in MIDDLE_DOTS else glyph.text


def _deduplicated(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Without the glyphs that are drawn again at nearly the same place, as some programs do for bold."""
    seen: dict[tuple[str, int], list[Glyph]] = defaultdict(list)
    kept = []
    for glyph in glyphs:
        row = round(glyph.baseline / 4)
        if not _is_among(glyph, seen, row):
            seen[glyph.text, row].append(glyph)
            kept.append(glyph)
    return kept


def _is_among(glyph: Glyph, seen: Mapping[tuple[str, int], Sequence[Glyph]], row: int) -> bool:
    for near in (row - 1, row, row + 1):
        for other in seen.get((glyph.text, near), ()):
            if _same_place(glyph, other):
                return True
    return False


def _same_place(one: Glyph, other: Glyph) -> bool:
    reach = 0.12 * one.size
    return abs(one.x0 - other.x0) < reach and abs(one.baseline - other.baseline) < reach
