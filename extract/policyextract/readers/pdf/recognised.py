"""A page that is a picture, with the words that text recognition finds in it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from policyextract.readers.ocr import RecognisedPage, Word
from policyextract.readers.pdf.page import Glyph, PageContent

_SAME_SIZE = 1.0
"""Points by which the size of the drawn page may differ from the one that the rules are measured on."""


def is_picture(content: PageContent) -> bool:
    """Whether a page shows something, but no text."""
    return bool(content.pictures or content.outlines) and not any(glyph.text.strip() for glyph in content.glyphs)


def with_words(content: PageContent, found: RecognisedPage) -> PageContent:
    """The page with each recognised word in place of its characters, and blanks between words of a line.

    The rules are kept where the page was drawn whole: a page cut to a part of itself is measured from another corner.
    """
    whole = abs(found.width - content.width) < _SAME_SIZE and abs(found.height - content.height) < _SAME_SIZE
    return replace(
        content,
        width=found.width,
        height=found.height,
        glyphs=tuple(glyph._replace(order=order) for order, glyph in enumerate(_glyphs(found))),
        rules=content.rules if whole else (),
        shades=content.shades if whole else (),
        marks=(),
    )


def _glyphs(found: RecognisedPage) -> Iterator[Glyph]:
    for _, line in groupby(found.words, key=lambda word: word.line):
        before: Word | None = None
        for word in line:
            if before is not None:
                yield _glyph(" ", before.x1, word.x0, word)
            yield _glyph(word.text, word.x0, word.x1, word)
            before = word


def _glyph(text: str, x0: float, x1: float, word: Word) -> Glyph:
    return Glyph(text, x0, x1, word.baseline, word.size, font="", order=0)
