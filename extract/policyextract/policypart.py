"""The policy part of a document with its statements, also where no heading names it or its prose stands in tables."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from policyextract.lexicon.sections import SectionKind
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.predicates import sentences
from policyextract.prosetables import holds_statements, unfold
from policyextract.records import Statement
from policyextract.statements import find_statements

_MAY_HOLD_POLICY = frozenset(
    {
        SectionKind.HEADER,
        SectionKind.DESCRIPTION,
        SectionKind.GUIDELINES,
        SectionKind.DEFINITIONS,
        SectionKind.AUTHORIZATION,
    }
)


@dataclass(frozen=True)
class PolicyPart:
    """The document's sections, its statements, and the pieces they were read from (by ``id``).

    ``named`` is false where no heading names the policy part and it was told by what it states.
    """

    sections: tuple[Section, ...]
    statements: tuple[Statement, ...]
    used: frozenset[int]
    named: bool


def find_policy(sections: Sequence[Section]) -> PolicyPart:
    """Read the statements; where the parts named as policy hold none, from parts that no name rules out."""
    for candidate, named in ((tuple(sections), True), (_promoted(sections), False)):
        opened = tuple(_unfolded(section) for section in candidate)
        found = find_statements(opened)
        if found.statements:
            return PolicyPart(opened, found.statements, found.used, named)
    return PolicyPart(tuple(sections), (), frozenset(), True)


def _unfolded(section: Section) -> Section:
    if section.kind is not SectionKind.POLICY:
        return section
    return replace(section, pieces=unfold(section.pieces))


def _promoted(sections: Sequence[Section]) -> tuple[Section, ...]:
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
    for piece in section.pieces:
        if not isinstance(piece, Paragraph):
            if holds_statements(piece):
                return True
            continue
        predicates = (sentence.predicate for sentence in sentences(piece.text))
        if any(predicate is not None and predicate.firm for predicate in predicates):
            return True
    return False
