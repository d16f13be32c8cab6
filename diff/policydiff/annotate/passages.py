"""The passage behind each change: which spans of a document's text its evidence stands for.

Evidence is the words that changed, and where they were read. Mostly the words are the document's. Some evidence joins
several items, and its place is that of the first; other evidence is in words of our own ("Effective date 2026-05-15"),
and its place alone is the document's.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from policydiff.annotate.words import Run, Words, words_of
from policydiff.changes import Evidence
from policyextract.document import Box, Cell, Line, Provenance, Span, Table
from policyextract.furniture import Furniture

Piece = Line | Cell
"""What holds text in one place of a page: a line of running text, or a cell of a table."""


class Found(StrEnum):
    """What of the evidence a passage shows."""

    WORDS = "words"
    """All of its words, as they stand in the document."""
    PART = "part"
    """Some of its words; others were not found."""
    PLACE = "place"
    """What was read there; the evidence says it in other words."""


@dataclass(frozen=True, slots=True)
class Passage:
    spans: tuple[Span, ...]
    found: Found


class Text:
    """The text of a document with the lines and cells it is made of. Running headers and footers are among them."""

    def __init__(self, furniture: Furniture) -> None:
        self.text = furniture.document.text
        self.words = Words(self.text)
        self.pieces = tuple(sorted(_pieces(furniture), key=lambda piece: piece.start))
        self._starts = [piece.start for piece in self.pieces]

    def pieces_in(self, span: Span) -> Iterator[tuple[Piece, Span]]:
        """The lines and cells that a span runs over, each with the part of its own text that it covers."""
        start, end = span
        for piece in self.pieces[max(0, bisect_right(self._starts, start) - 1) :]:
            if piece.start >= end:
                return
            first, last = max(start, piece.start), min(end, piece.end)
            if first < last:
                yield piece, (first - piece.start, last - piece.start)

    def boxes_on(self, page: int) -> list[Box]:
        """Where the lines and cells of a page stand."""
        return [piece.box for piece in self.pieces if piece.page == page and piece.box is not None]

    def holds(self, place: Provenance) -> bool:
        """Whether the place is one of this text: its span begins on the line that it names."""
        start, end = place.span
        if not 0 <= start < end <= len(self.text):
            return False
        piece = next((piece for piece, _ in self.pieces_in((start, end))), None)
        return piece is not None and (piece.page, piece.number) == (place.page, place.line)


def find_passage(evidence: Evidence, text: Text, *, named: bool = False) -> Passage | None:
    """The passage of the text that shows the evidence; None where it cannot be told.

    The words are looked for from the evidence's place on. Where its place is no place of this text (a record of another
    reading), they are looked for everywhere. ``named`` evidence begins with a name, such as a code, that shows what is
    meant where several stand in one place.
    """
    place = evidence.provenance
    held = place is not None and text.holds(place)
    start = text.words.at(place.span[0]) if place is not None and held else 0
    quote = words_of(evidence.text)
    runs = text.words.read_from(quote, start) if held else text.words.search(quote, start)
    if runs:
        return Passage(text.words.spans(runs), Found.WORDS)
    pieces = [words_of(part) for part in evidence.text.split("; ")]
    found, missing = _one_after_the_other([piece for piece in pieces if piece], text.words, start)
    if found:
        return Passage(text.words.spans(found), Found.PART if missing else Found.WORDS)
    if place is None or not held:
        return None
    name = text.words.within(words_of(evidence.text.split()[0]), place.span) if named and quote else None
    return Passage(text.words.spans(name), Found.PART) if name else Passage((place.span,), Found.PLACE)


def _one_after_the_other(pieces: Sequence[Sequence[str]], words: Words, at: int) -> tuple[list[Run], int]:
    """The runs that make the pieces of joined evidence, and how many pieces were not found.

    Nothing is found where the first piece is not: the evidence does not quote then.
    """
    found: list[Run] = []
    missing = 0
    for piece in pieces if len(pieces) > 1 else ():
        runs = words.search(piece, at)
        if runs is None and not found:
            return [], len(pieces)
        missing += runs is None
        found.extend(runs or ())
        at = runs[-1][1] + 1 if runs else at
    return found, missing


def _pieces(furniture: Furniture) -> Iterator[Piece]:
    for block in furniture.document.blocks:
        if isinstance(block, Table):
            yield from (cell for cell in block.cells() if cell.text)
        else:
            yield block
    yield from furniture.lines
