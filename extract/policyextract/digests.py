"""Sections as the record names them, with a digest of their words: a change is seen without keeping the words."""

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence

from policyextract.document import Cell, Provenance
from policyextract.lexicon.bearing import bears_on_coverage
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.records import Passage
from policyextract.records import Section as SectionRecord

_DIGITS = 12
_PUNCTUATION = ".,:;!?()[]\"'“”‘’"


def section_records(sections: Sequence[Section], used: frozenset[int]) -> tuple[SectionRecord, ...]:
    """The headed sections of a document in reading order.

    ``used`` are the ``id``s of the pieces that gave statements or codes: these need not be kept a second time.
    """
    return tuple(_record(section, section.heading, used) for section in sections if section.heading is not None)


def _record(section: Section, heading: Paragraph, used: frozenset[int]) -> SectionRecord:
    pieces = list(_pieces(section))
    words = [word for piece in pieces for word in _words(piece)]
    bears = bears_on_coverage(section.kind, section.path)
    return SectionRecord(
        title=section.title,
        kind=section.kind.value,
        level=section.level,
        words=len(words),
        digest=hashlib.sha256(" ".join(words).encode()).hexdigest()[:_DIGITS],
        provenance=_place(heading, section.title),
        passages=tuple(_passages(section, used)) if bears else (),
    )


def _place(heading: Paragraph, title: str) -> Provenance:
    """Where the title stands: a heading may run into its text, and may end in a colon."""
    at = heading.text.find(title)
    if at < 0:
        return heading.provenance()
    return heading.provenance(heading.offset(at), heading.offset(at + len(title)))


def _pieces(section: Section) -> Iterator[Paragraph | Cell]:
    """The paragraphs of a section and the cells of its tables."""
    for piece in section.pieces:
        if isinstance(piece, Paragraph):
            yield piece
        else:
            yield from piece.cells()


def _words(piece: Paragraph | Cell) -> Iterator[str]:
    """The words of a paragraph, without its list marker, or of a cell, in lower case.

    Without their punctuation: a heading that ends in a point or in a colon is the same heading. Signs that a rendering
    writes as letters, such as ℠, are letters.
    """
    text = unicodedata.normalize("NFKC", piece.text).casefold()
    return (word for token in text.split() if (word := token.strip(_PUNCTUATION)))


def _passages(section: Section, used: frozenset[int]) -> Iterator[Passage]:
    for piece in section.pieces:
        if id(piece) in used:
            continue
        parts = [piece] if isinstance(piece, Paragraph) else piece.cells()
        yield from (Passage(text=part.text, provenance=part.provenance()) for part in parts if part.text)
