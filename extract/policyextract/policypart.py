"""The policy part of a document with its statements, also where no heading names it or its prose stands in tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from policyextract.criteriatables import RowName, columns_of
from policyextract.document import Table
from policyextract.lexicon.scopes import LIMITS
from policyextract.lexicon.sections import SectionKind, heads_exclusions
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.predicates import sentences
from policyextract.prosetables import holds_statements, unfold
from policyextract.records import Statement
from policyextract.statements import find_statements
from policyextract.subjects import services_of

_BARE_CODES = re.compile(r"(?:(?:applicable|procedure|diagnosis|cpt|hcpcs)[ /]*)*codes?\W*", re.IGNORECASE)
_CODES = re.compile(r"\bcodes?\b", re.IGNORECASE)
_MAY_HOLD_POLICY = frozenset(
    {
        SectionKind.HEADER,
        SectionKind.DESCRIPTION,
        SectionKind.GUIDELINES,
        SectionKind.DEFINITIONS,
        SectionKind.AUTHORIZATION,
    }
)
_MAY_LIMIT = frozenset({SectionKind.HEADER, SectionKind.GUIDELINES})


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
    """Read the statements; where the parts named as policy hold none, also from parts that no name rules out.

    So too where "Exclusions" is the only part named: what is covered then stands in others.
    """
    parted = tuple(each for section in _with_codes_between(sections) for each in section)
    parted = tuple(_with_limits(tuple(_of_entries(parted))))
    part = _read(parted, named=True)
    if part.statements and not _only_excludes(part):
        return part
    wider = _read(_promoted(parted), named=False)
    grants = any(statement.determination.covered for statement in wider.statements)
    if grants or (wider.statements and not part.statements):
        return wider
    return part if part.statements else PolicyPart(parted, (), frozenset(), True)


def _only_excludes(part: PolicyPart) -> bool:
    """Whether the parts named as policy are all named for what is not covered, and grant nothing."""
    titles = [section.title for section in part.sections if section.named and section.kind is SectionKind.POLICY]
    granted = any(statement.determination.covered for statement in part.statements)
    return bool(titles) and not granted and all(map(heads_exclusions, titles))


def _read(sections: Sequence[Section], *, named: bool) -> PolicyPart:
    opened = tuple(_unfolded(section) for section in sections)
    found = find_statements(opened)
    return PolicyPart(opened, found.statements, found.used, named or _in_columns(opened))


def _with_codes_between(sections: Sequence[Section]) -> Iterator[tuple[Section, ...]]:
    """The sections, each alone, and lists of codes in the midst of the policy parted where the policy goes on.

    Some payers print the codes of each service right below its statement, under a bare heading ("Procedure Codes"),
    and go on with the next service without a heading.
    """
    policy: Section | None = None
    for section in sections:
        at = _policy_again(section) if policy is not None and _BARE_CODES.fullmatch(section.title.strip()) else None
        if at is None or policy is None:
            if section.kind is not SectionKind.CODES or not _BARE_CODES.fullmatch(section.title.strip()):
                policy = section if section.kind is SectionKind.POLICY else None
            yield (section,)
            continue
        rest = replace(policy, heading=None, pieces=section.pieces[at:], named=False)
        yield replace(section, pieces=section.pieces[:at]), rest


def _with_limits(sections: Sequence[Section]) -> Iterator[Section]:
    """The sections, with the paragraphs of general parts and of guidelines that limit the whole policy parted from
    them: what the document does not mention, or how often a service is necessary.

    A document that names no policy part is told by all that it states, and left as it is.
    """
    named = any(section.kind is SectionKind.POLICY for section in sections)
    for section in sections:
        limits = tuple(piece for piece in section.pieces if named and section.kind in _MAY_LIMIT and _limits(piece))
        yield replace(section, pieces=tuple(piece for piece in section.pieces if piece not in limits))
        if limits:
            yield replace(section, kind=SectionKind.POLICY, heading=None, pieces=limits, named=False)


def _limits(piece: Paragraph | Table) -> bool:
    if not isinstance(piece, Paragraph) or not LIMITS.search(piece.text):
        return False
    stated = ((sentence.text, sentence.predicate) for sentence in sentences(piece.text))
    return any(predicate is not None and predicate.firm and LIMITS.search(text) for text, predicate in stated)


def _policy_again(section: Section) -> int | None:
    """Where in a list of codes a paragraph states a determination of a service, and not of the codes."""
    for at, piece in enumerate(section.pieces):
        if not isinstance(piece, Paragraph) or _CODES.search(piece.text):
            continue
        for sentence in sentences(piece.text):
            if sentence.predicate is not None and sentence.predicate.firm and services_of(sentence):
                return at
    return None


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


def _of_entries(sections: Sequence[Section]) -> Iterator[Section]:
    """The sections, with the parts of a manual's entries made policy that state determinations: an entry is a policy of
    its own. Where one names its policy part, the others must be in earnest.
    """
    for entry, group in groupby(sections, key=lambda section: section.entry):
        parts = list(group)
        named = any(part.kind is SectionKind.POLICY for part in parts)
        for part in parts:
            states = entry and part.kind in _MAY_HOLD_POLICY and _determines(part, firm=named)
            yield replace(part, kind=SectionKind.POLICY) if states else part


def _in_columns(sections: Sequence[Section]) -> bool:
    """Whether the head of a column names the policy part ("Coverage Criteria")."""
    return any(isinstance(piece, RowName) for section in sections for piece in section.pieces)


def _determines(section: Section, *, firm: bool = True) -> bool:
    for piece in section.pieces:
        if not isinstance(piece, Paragraph):
            if holds_statements(piece) or columns_of(piece):
                return True
            continue
        predicates = (sentence.predicate for sentence in sentences(piece.text))
        if any(predicate is not None and (predicate.firm or not firm) for predicate in predicates):
            return True
    return False
