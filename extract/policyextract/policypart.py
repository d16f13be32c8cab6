"""Which part of a document is the policy, where no heading says so."""

from collections.abc import Sequence
from dataclasses import replace

from policyextract.lexicon.sections import SectionKind
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.predicates import sentences

_MAY_HOLD_POLICY = frozenset(
    {
        SectionKind.HEADER,
        SectionKind.DESCRIPTION,
        SectionKind.GUIDELINES,
        SectionKind.DEFINITIONS,
        SectionKind.AUTHORIZATION,
    }
)


def promoted(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections, with those made policy that state determinations under a heading that names no other part.

    Background, codes, references, logs and boilerplate never are: they mention determinations without making them.
    """
    return tuple(
        replace(section, kind=SectionKind.POLICY)
        if section.kind in _MAY_HOLD_POLICY and _determines(section)
        else section
        for section in sections
    )


def _determines(section: Section) -> bool:
    texts = (piece.text for piece in section.pieces if isinstance(piece, Paragraph))
    found = (sentence.predicate for text in texts for sentence in sentences(text))
    return any(predicate is not None and predicate.firm for predicate in found)
