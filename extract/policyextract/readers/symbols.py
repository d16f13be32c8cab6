"""What the characters of symbol fonts look like, so that a list keeps its bullets and a threshold its sign.

Word processors write such characters as private-use codes U+F000 + n, or with the font's own code n, where n is the
place in the font: in Adobe's Symbol encoding (ISO 32000-1, annex D.6), or in Microsoft's chart of Wingdings.
"""

import re
from functools import lru_cache

UNKNOWN = "\ufffd"
"""Stands for a character for which the font names no text."""
SYMBOL_FONT = re.compile(r"symbol", re.IGNORECASE)
PICTURE_FONT = re.compile(r"wingding|webding|dingbat", re.IGNORECASE)

PICTURES = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x73: "◆", 0x74: "◆", 0x75: "◆",
    0x76: "❖", 0x77: "◆", 0x9E: "•", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA4: "●", 0xA7: "▪", 0xA8: "□", 0xD8: "➢",
    0xDC: "➢", 0xE0: "➤", 0xE8: "➤", 0xF0: "➤", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip

SYMBOLS = {
    0x2D: "−", 0x44: "Δ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x64: "δ", 0x67: "γ", 0x6B: "κ", 0x6C: "λ", 0x6D: "μ",
    0xA3: "≤", 0xA5: "∞", 0xA7: "▪", 0xA8: "◆", 0xAB: "↔", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
    0xB7: "•", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD0: "∠", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD8: "➢",
    0xE2: "®", 0xE3: "©", 0xE4: "™", 0xFC: "✓",
}  # fmt: skip
"""With Wingdings' bullets at places where Symbol has signs that policies never use: the font's name is often lost."""

CORPORATE = {0xF6D9: "©", 0xF6DA: "®", 0xF6DB: "™", 0xF8E8: "®", 0xF8E9: "©", 0xF8EA: "™"}
"""Adobe's own private-use codes (Adobe Glyph List) for the serif and sans-serif marks of the Symbol font."""

_PRIVATE_USE = 0xF000
_PRIVATE = re.compile(f"[\uf000-\uf0ff{''.join(map(chr, CORPORATE))}]")


@lru_cache(maxsize=1024)
def is_picture_font(font: str) -> bool:
    """Whether the letters of a font are pictures."""
    return PICTURE_FONT.search(font) is not None


def shown(character: str, font: str) -> str | None:
    """What a character looks like if it is one of a symbol font; None where it is an ordinary one."""
    code = ord(character)
    if character == UNKNOWN:
        return "•" if PICTURE_FONT.search(font) or SYMBOL_FONT.search(font) else None
    if code in CORPORATE:
        return CORPORATE[code]
    if is_picture_font(font) and (code < 0x100 or _is_private(code)):
        return PICTURES.get(code & 0xFF, "•")
    if not _is_private(code):
        return None
    place = code - _PRIVATE_USE
    if place in SYMBOLS:
        return SYMBOLS[place]
    return chr(place) if 0x20 <= place < 0x7F else "•"


def plain(text: str) -> str:
    """A text whose fonts are lost, with what its private-use characters look like: a list keeps its bullets."""
    return _PRIVATE.sub(lambda found: shown(found[0], "") or found[0], text)


def _is_private(code: int) -> bool:
    return _PRIVATE_USE <= code < _PRIVATE_USE + 0x100
