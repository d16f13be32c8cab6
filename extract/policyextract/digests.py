"""Sections as the record names them, with a digest of their words: a change is seen without keeping the words."""

import hashlib
from collections.abc import Iterator, Sequence

from policyextract.document import Provenance
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.records import Section as SectionRecord

_DIGITS = 12
_PUNCTUATION = ".,:;!?()[]\"'“”‘’"


def section_records(sections: Sequence[Section]) -> tuple[SectionRecord, ...]:
    """The headed sections of a document in reading order."""
    return tuple(_record(section, section.heading) for section in sections if section.heading is not None)


def _record(section: Section, heading: Paragraph) -> SectionRecord:
    words = list(_words(section))
    return SectionRecord(
        title=section.title,
        kind=section.kind.value,
        level=section.level,
        words=len(words),
        digest=hashlib.sha256(" ".join(words).encode()).hexdigest()[:_DIGITS],
        provenance=_place(heading, section.title),
    )


def _place(heading: Paragraph, title: str) -> Provenance:
    """Where the title stands: a heading may run into its text, and may end in a colon."""
    at = heading.text.find(title)
    if at < 0:
        return heading.provenance()
    return heading.provenance(heading.offset(at), heading.offset(at + len(title)))


def _words(section: Section) -> Iterator[str]:
    """The words of a section's paragraphs, without list markers, and of its tables, in lower case.

    Without their punctuation: a heading that ends in a point or in a colon is the same heading.
    """
    for piece in section.pieces:
        texts = [piece.text] if isinstance(piece, Paragraph) else [cell.text for cell in piece.cells()]
        for text in texts:
            yield from (word for token in text.casefold().split() if (word := token.strip(_PUNCTUATION)))
