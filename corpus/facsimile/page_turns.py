"""Where the pages of a rendered PDF turn, counted in letters and digits of the content.

What is set on a page and what the content holds differ in blanks, bullets and marks, never in letters and digits: so
these alone are compared.
"""

from collections.abc import Mapping

import pypdfium2

_SAMPLE = 40


class LostPageError(Exception):
    """A page starts with words that the content does not have."""


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return "".join(char for char in text.casefold() if char.isalnum())


def find(pdf: bytes, margin: Mapping[str, float], stream: str) -> list[int]:
    """For each page after the first, how many of the content's letters stand before it.

    ``stream`` is the content's letters in reading order; ``margin`` in points, what stands outside is not body. Raises
    LostPageError where a page cannot be found in the stream.
    """
    document = pypdfium2.PdfDocument(pdf)
    turns: list[int] = []
    try:
        for number in range(1, len(document)):
            start = letters(_body(document[number], margin))[:_SAMPLE]
            at = stream.find(start, turns[-1] if turns else 0)
            if at < 0 or not start:
                raise LostPageError(f"page {number + 1} starts with {start!r}")
            turns.append(at)
    finally:
        document.close()
    return turns


def _body(page: pypdfium2.PdfPage, margin: Mapping[str, float]) -> str:
    width, height = page.get_size()
    text: str = page.get_textpage().get_text_bounded(
        left=0, right=width, bottom=margin["bottom"] - 2, top=height - margin["top"] + 2
    )
    return text
