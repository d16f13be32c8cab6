"""The characters of a page, put right: ligatures, invisible characters, bullets of symbol fonts, doubled printing."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from policyextract.readers.pdf.page import Glyph

BOLD_FONT = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
"""Bold is told by the font's name: the weight that a PDF states is often wrong or missing."""

SYMBOL_FONT = re.compile(r"symbol|wingding|webding|dingbat", re.IGNORECASE)
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
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))

SYMBOL_CODES = {
    0xB7: "•", 0xA7: "▪", 0xA8: "□", 0x6F: "□", 0x71: "□", 0x72: "□", 0x6E: "■", 0x6C: "●", 0x6D: "○", 0xA1: "○",
    0x76: "❖", 0x77: "◆", 0x75: "◆", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑",
    0xFD: "☒", 0x9F: "•", 0xA4: "◉", 0x2D: "-", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB0: "°", 0xAE: "→", 0xD2: "®",
    0xD3: "©", 0xD4: "™", 0xE2: "®", 0xE4: "™",
}  # fmt: skip
"""What the private-use codes U+F000 + n of the symbol fonts of word processors look like (Symbol and Wingdings)."""

_PRIVATE_USE = range(0xF000, 0xF100)


def put_right(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The glyphs with readable text. Those that show nothing are left out, blanks are kept as ``" "``."""
    mended = []
    for glyph in _deduplicated(glyphs):
        text = readable(glyph.text, glyph.font)
        if text == glyph.text:
            mended.append(glyph)
        elif text:
            mended.append(replace(glyph, text=text))
    return mended


def readable(text: str, font: str) -> str:
    """What a character of a font is read as."""
    if len(text) == 1 and " " < text < "\x7f" and not SYMBOL_FONT.search(font):
        return text
    if text.isspace():
        return " "
    if len(text) == 1 and ord(text) in _PRIVATE_USE:
        return SYMBOL_CODES.get(ord(text) - 0xF000, "•")
    if text == "\xad":
        return "-"
    shown = "".join(LIGATURES.get(character, character) for character in text)
    return "".join(character for character in shown.translate(INVISIBLE) if character >= " ")


def is_bold(font: str) -> bool:
    return BOLD_FONT.search(font) is not None


def is_hollow_bullet(glyph: Glyph) -> bool:
    """Whether this is the letter o of a typewriter font, which word processors print as the second level's bullet."""
    return glyph.text == "o" and TYPEWRITER_FONT.search(glyph.font) is not None


def _deduplicated(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Without the glyphs that are drawn again at nearly the same place, as some programs do for bold."""
    seen: dict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
    kept = []
    for glyph in glyphs:
        if glyph.text.isspace():
            kept.append(glyph)
            continue
        column, row = round(glyph.x0 / 4), round(glyph.baseline / 4)
        near = (seen.get((glyph.text, column + i, row + j), ()) for i in (-1, 0, 1) for j in (-1, 0, 1))
        if not any(_same_place(glyph, other) for others in near for other in others):
            seen[glyph.text, column, row].append(glyph)
            kept.append(glyph)
    return kept


def _same_place(one: Glyph, other: Glyph) -> bool:
    reach = 0.12 * one.size
    return abs(one.x0 - other.x0) < reach and abs(one.baseline - other.baseline) < reach
