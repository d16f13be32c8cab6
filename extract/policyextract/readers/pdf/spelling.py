"""The text that a row of glyphs makes."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policyextract.readers.pdf.marks import is_bold, lone_mark
from policyextract.readers.pdf.page import Glyph
from policyextract.readers.pdf.rows import MARKER, SMALL, Row
from policyextract.readers.raised import superscript

WORD_GAP = 0.17
"""Share of the size that is left blank between words where no blank is printed; wider where blanks are."""
WORD_GAP_WITH_BLANKS = 0.28
TOUCHING = 0.05
"""Share of the size below which no printed blank parts two characters: it overlaps them by mistake."""
RAISED = 0.12
"""Share of a line's size by which a small character stands higher if it is a superscript."""


@dataclass(frozen=True, slots=True)
class RowText:
    """The text of a row with single blanks, and how many of its leading characters are bold."""

    text: str
    bold_until: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a row's text."""

    text: str
    bold: bool


def row_text(row: Row) -> RowText:
    """Spell a row out: blanks between words, superscripts as such, the first mark as a bullet where it is one."""
    pieces = list(_spelled(row))
    text = unicodedata.normalize("NFC", "".join(piece.text for piece in pieces))
    return RowText(text, _bold_until(pieces))


def _bold_until(pieces: Sequence[_Piece]) -> int:
    """How many leading characters are bold. A list marker is often set plain before text in bold: it does not count."""
    texts = [piece.text for piece in pieces]
    after_marker = texts.index(" ") if " " in texts else 0
    if not MARKER.fullmatch("".join(texts[:after_marker])):
        after_marker = 0
    until = 0
    for index, piece in enumerate(pieces):
        if piece.bold:
            until = len(unicodedata.normalize("NFC", "".join(texts[: index + 1])))
        elif index >= after_marker and any(character.isalnum() for character in piece.text):
            break
    return until


def _spelled(row: Row) -> Iterator[_Piece]:
    glyphs = list(_with_breaks(row))
    alone = len(glyphs) == 1 or glyphs[1][0]
    raised: list[tuple[bool, Glyph]] = []
    for breaks, glyph in glyphs:
        if glyph.size <= SMALL * row.size and row.baseline - glyph.baseline >= RAISED * row.size:
            raised.append((breaks, glyph))
            continue
        if raised:
            yield from _raised(raised)
            raised = []
        if breaks:
            yield _Piece(" ", False)
        text = lone_mark(glyph) if alone and glyph is row.glyphs[0] else glyph.text
        yield _Piece(text, is_bold(glyph.font))
    if raised:
        yield from _raised(raised)


def _with_breaks(row: Row) -> Iterator[tuple[bool, Glyph]]:
    """The glyphs, each with whether it begins a new word.

    A blank counts where there is room for it, or where it was drawn right between the two glyphs: the widths that some
    fonts claim leave no room, and some programs draw stray blanks over words.
    """
    has_blanks = any(glyph.blank_before or glyph.blank_after for glyph in row.glyphs)
    limit = WORD_GAP_WITH_BLANKS if has_blanks else WORD_GAP
    yield False, row.glyphs[0]
    for previous, glyph in pairwise(row.glyphs):
        if glyph.blank_before and glyph.order == previous.order + 1:
            yield True, glyph
            continue
        size = max(min(glyph.size, previous.size), 0.6 * row.size)
        blank = previous.blank_after or glyph.blank_before
        yield (glyph.x0 - previous.x1) / size > (TOUCHING if blank else limit), glyph


def _raised(glyphs: Sequence[tuple[bool, Glyph]]) -> Iterator[_Piece]:
    """Raised numbers and footnote letters as Unicode superscripts, a raised TM as its sign; raised words as printed."""
    words: list[list[Glyph]] = []
    for breaks, glyph in glyphs:
        if breaks or not words:
            words.append([])
        words[-1].append(glyph)
    texts = ["".join(glyph.text for glyph in word) for word in words]
    signs = [superscript(text) for text in texts]
    for index, (word, text, sign) in enumerate(zip(words, texts, signs, strict=True)):
        if index or glyphs[0][0]:
            yield _Piece(" ", False)
        yield _Piece(text if None in signs or sign is None else sign, all(is_bold(glyph.font) for glyph in word))
