"""A page that is a picture, with the words that text recognition finds in it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from policyextract.readers.ocr import RecognisedPage
from policyextract.readers.pdf.page import Glyph, PageContent

_SAME_SIZE = 1.0
"""Points by which the size of the drawn page may differ from the one that the rules are measured on."""


def is_picture(content: PageContent) -> bool:
    """Whether a page shows something, but no text."""
    return bool(content.pictures or content.outlines) and not content.glyphs


def with_words(content: PageContent, found: RecognisedPage) -> PageContent:
    """The page with each recognised word in place of its characters.

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
        for at, word in enumerate(line):
            yield Glyph(word.text, word.x0, word.x1, word.baseline, word.size, font="", order=0, blank_before=at > 0)
