"""Which paragraphs are headings, how deep they stand, and what kind of section they name.

A heading is marked so by the format, set apart by its type, or a known name on its own line. Markup and type rank
headings only roughly: payers set subjects in larger type than the sections that hold them. So a known name stands high
whatever it looks like, and a subject below the last known name.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from policyextract.codeshapes import leading_code, only_codes
from policyextract.document import Table
from policyextract.lexicon.sections import SectionKind, SectionName, section_kind
from policyextract.paragraphs import Paragraph
from policyextract.predicates import heading_determination, sentences

Piece = Paragraph | Table

ENTRY_LEVEL, NAMED_LEVEL, SUBJECT_LEVEL, PART_LEVEL = 1, 2, 4, 10
"""Levels of an entry of a manual, of a known name, of a subject (plus its rank), and of a known name that heads a part
of its like.
"""
_MAX_WORDS, _MAX_CHARS, _MAX_LINES = 16, 130, 3
_CONTENTS_RUN = 3
"""Known names one below the other, from which on they are the entries of a contents list."""
_ENTRY = re.compile(r"^(\d{1,3}(?:\.\d{1,3}){0,3})\s+[-–—]\s+(?=\S)")
_REVISION = re.compile(r"\s*\(Rev\b.*$")
_MAX_ENTRY_CHARS, _MANUAL_ENTRIES = 200, 5
"""How long the heading of an entry may be, and how many entries make a manual."""
_LEADER = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
_LABEL = re.compile(r"^[^:]{2,40}:\s+\S")
_RUN_IN = re.compile(r"^([A-Z][A-Z/&, -]{4,58}[A-Z])(?:[:.]\s|(?=[A-Z][a-z]))")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|may|must|should|will|does|do|include[sd]?|follow)\b")
_LOWER_WORD = re.compile(r"[a-z]{3}")
_NO_HEADINGS = frozenset(
    {
        "none",
        "n/a",
        "na",
        "not applicable",
        "and",
        "or",
        "and/or",
        "yes",
        "no",
        "approval duration",
        "approval durations",
    }
)
_PARTS = frozenset({(SectionKind.BACKGROUND, SectionKind.DESCRIPTION), (SectionKind.CODES, SectionKind.BOILERPLATE)})
"""Known names that head a part of the section they stand in, and do not end it."""


def heading_title(piece: Paragraph) -> str:
    return piece.text.strip(" :*")


@dataclass(frozen=True)
class Headings:
    """Tells the headings among a document's pieces. ``aliases`` are a payer's own section names."""

    pieces: Sequence[Piece]
    aliases: Sequence[SectionName] = ()

    def kind(self, title: str) -> SectionKind | None:
        return section_kind(title, self.aliases)

    def title_at(self, at: int) -> str | None:
        """The heading that a piece is, or begins with ("DOCUMENTATION REQUIREMENTS: The plan may ask"), or None."""
        piece = self.pieces[at]
        if not isinstance(piece, Paragraph):
            return None
        if at in self.entries or self._is_heading(piece, at):
            return heading_title(piece)
        run_in = None if piece.text.isupper() else _RUN_IN.match(piece.text)
        if run_in and self.kind(run_in[1]) is not None and len(piece.text) > len(run_in[0]):
            return run_in[1]
        return None

    def level(self, piece: Paragraph, title: str, inside: SectionKind) -> tuple[int, SectionKind | None]:
        """How deep a heading stands, from 1, and the kind it names, given the kind of section it is found in."""
        named = self.kind(title)
        if named is not None and inside is not named and (inside, named) not in _PARTS:
            return NAMED_LEVEL, named
        if named is not None and not piece.first.heading:
            return PART_LEVEL, named
        if piece.first.heading:
            return SUBJECT_LEVEL + piece.first.heading, named
        return SUBJECT_LEVEL + (1 if self._grown(piece) else 3 if piece.bold else 4), named

    def names_document(self, at: int) -> bool:
        """Whether a heading such as "Medical Policy" says what the document is: the policy part is headed later."""
        if any(isinstance(piece, Paragraph) and len(piece.text) > _MAX_CHARS for piece in self.pieces[:at]):
            return False
        if self.determines(at, firm=True):
            return False
        later = (piece for piece in self.pieces[at + 1 :] if isinstance(piece, Paragraph))
        short = (piece for piece in later if len(piece.text) < _MAX_CHARS)
        return any(self.kind(heading_title(piece)) is SectionKind.POLICY for piece in short)

    def determines(self, at: int, *, firm: bool = False) -> bool:
        """Whether a coverage statement stands between a heading and the next one of a known name."""
        for piece in self.pieces[at + 1 :]:
            if not isinstance(piece, Paragraph):
                continue
            stated = [sentence.predicate for sentence in sentences(piece.text) if sentence.predicate is not None]
            if any(predicate.firm or not firm for predicate in stated):
                return True
            if _could_head(piece) and self.kind(heading_title(piece)) is not None:
                return False
        return False

    def begins_text(self, at: int) -> bool:
        """Whether prose follows a heading: no list of contents goes on with it."""
        after = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        return isinstance(after, Paragraph) and len(after.text) > _MAX_CHARS

    @cached_property
    def entries(self) -> frozenset[int]:
        """Where the entries of a manual begin, each a policy of its own: at headings in bold type that count on
        ("190.2 - Lamps", "190.3 - Fans"). The numbered sections of one policy ("2.0 - Policy") are none.
        """
        numbered = {at: number for at, piece in enumerate(self.pieces) if (number := _entry_number(piece))}
        numbers = list(numbered.values())
        counted = len(numbers) >= _MANUAL_ENTRIES and numbers == sorted(set(numbers))
        parted = sum(len(number) > 1 for number in numbers) * 2 >= len(numbers)
        if not (counted and parted):
            return frozenset()
        titles = (piece.text for at, piece in enumerate(self.pieces) if at in numbered and isinstance(piece, Paragraph))
        known = sum(self.kind(entry_title(title)) is not None for title in titles)
        return frozenset(numbered) if known * 2 < len(numbers) else frozenset()

    @cached_property
    def _body_size(self) -> float:
        sizes = Counter[float]()
        for piece in self.pieces:
            if isinstance(piece, Paragraph):
                sizes[piece.first.size or 0.0] += len(piece.text)
        return sizes.most_common(1)[0][0] if sizes else 0.0

    def _grown(self, piece: Paragraph) -> bool:
        return (piece.first.size or 0.0) > self._body_size + 1

    def _is_heading(self, piece: Paragraph, at: int) -> bool:
        if not _could_head(piece):
            return False
        if piece.first.heading:
            return True
        title = heading_title(piece)
        named = self.kind(title)
        if named is not None:
            return named is SectionKind.CONTENTS or not self._in_contents(piece, at)
        if heading_determination(title) and not _is_sentence(title):
            return True
        if (piece.is_item and not piece.bold) or _LABEL.match(piece.text) or _is_sentence(title):
            return False
        return piece.bold or title.isupper() or self._grown(piece) or self._stands_alone(piece, at)

    def _stands_alone(self, piece: Paragraph, at: int) -> bool:
        """A short line of plain type between two gaps that names something and is followed by text: in a text only."""
        after = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        if not isinstance(after, Paragraph) or piece.first.page is not None or leading_code(piece.text):
            return False
        words = heading_title(piece).split()
        titled = words[0][:1].isupper() and sum(word[:1].isupper() for word in words) * 2 >= len(words)
        ends = piece.text.rstrip().endswith(":")
        return piece.first.gap and after.first.gap and titled and not ends and len(words) <= 10

    def _in_contents(self, piece: Paragraph, at: int) -> bool:
        """Whether a known name is an entry of a contents list: one of several in a row, under such a heading, or
        named again later.
        """
        above, below = list(self._known_run(at, -1)), list(self._known_run(at, 1))
        if 1 + len(above) + len(below) < _CONTENTS_RUN:
            return False
        if any(self.kind(_entry(each)) is SectionKind.CONTENTS for each in above):
            return True
        title = _entry(piece).casefold()
        later = (each for each in self.pieces[at + 1 :] if isinstance(each, Paragraph) and _could_head(each))
        return any(_entry(each).casefold() == title for each in later)

    def _known_run(self, at: int, step: int) -> Iterator[Paragraph]:
        """The known names that follow one another from a place on, up or down."""
        while 0 <= (at := at + step) < len(self.pieces):
            piece = self.pieces[at]
            if not isinstance(piece, Paragraph) or len(piece.lines) > 1 or self.kind(_entry(piece)) is None:
                return
            yield piece


def entry_title(title: str) -> str:
    """The heading of a manual's entry without its number and the revision it stems from."""
    return _REVISION.sub("", _ENTRY.sub("", title))


def _entry_number(piece: Piece) -> tuple[int, ...] | None:
    if not isinstance(piece, Paragraph) or len(piece.text) > _MAX_ENTRY_CHARS:
        return None
    if not (piece.bold or piece.first.heading):
        return None
    found = _ENTRY.match(piece.text)
    return tuple(map(int, found[1].split("."))) if found else None


def _entry(piece: Paragraph) -> str:
    """A paragraph as an entry of a contents list: without leader and page number."""
    return re.sub(r"\s*\d+$", "", _LEADER.split(heading_title(piece))[0])


def _could_head(piece: Paragraph) -> bool:
    text = piece.text.strip()
    return (
        len(text) <= _MAX_CHARS
        and len(text.split()) <= _MAX_WORDS
        and len(piece.lines) <= _MAX_LINES
        and any(c.isalpha() for c in text)
        and text.casefold().strip(" .:") not in _NO_HEADINGS
        and not _LEADER.search(text)
        and text[-1] not in ".;,"
        and not (piece.marker and piece.marker.bullet)
        and (bool(_LOWER_WORD.search(text)) or not only_codes(text))
    )


def _is_sentence(title: str) -> bool:
    """Whether a short text states something: it has a finite verb of the kind that policies use."""
    return bool(_FINITE.search(title))
