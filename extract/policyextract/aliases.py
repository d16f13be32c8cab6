"""Other names that a document gives the things its policy is about: "A, also known as B", "A (AB)".

They often stand in the background alone, while the coverage statements use one name without a word of the others.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyextract.abbreviations import abbreviations
from policyextract.lexicon.sections import SectionKind
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.records import Alias, Criterion, Statement

_ALSO = re.compile(
    r"(?P<name>[\w -]{4,80}?)(?:\s*\([^()]*\))?,?\s*[(,]?\s*(?:also|otherwise|sometimes|formerly)\s+"
    r"(?:known as|called|referred to as|termed)\s+(?:an? |the )?(?P<alias>[\w -]{3,80}?)\s*(?=[),.;]|\bis\b|\bare\b|$)",
    re.IGNORECASE,
)
_ALSO_SAID = re.compile(r"\b(?:also|otherwise|sometimes|formerly)\s+(?:known|called|referred|termed)\b", re.IGNORECASE)
"""What every such sentence says. Most texts have no such words, and trying the whole pattern on each takes time."""
_UP_TO_THE_NAME = re.compile(
    r"^.*\b(?:is|are|was|were|be|uses?|using|used|refers? to|includes?|including|called|it|this|that|which|the|an?|by"
    r"|with)(?:\s+|$)",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[()\[\]%]")
_READ = frozenset(
    {
        SectionKind.HEADER,
        SectionKind.POLICY,
        SectionKind.GUIDELINES,
        SectionKind.DEFINITIONS,
        SectionKind.DESCRIPTION,
        SectionKind.BACKGROUND,
    }
)
"""Sections that speak of the policy's subject. References and logs name other things."""


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name and another name of the same thing, and where both stand in a text."""

    name: str
    other: str
    span: tuple[int, int]


def other_names(text: str) -> Iterator[OtherName]:
    """Names that a text gives as another name of the same thing: "A, also known as B" gives A and B."""
    for match in _ALSO.finditer(text) if _ALSO_SAID.search(text) else ():
        name = match["name"].strip()
        bare = _UP_TO_THE_NAME.sub("", name)
        if bare:
            start = match.start("name") + match["name"].rfind(bare)
            yield OtherName(bare, match["alias"].strip(), (start, match.end()))


def aliases_of(sections: Iterable[Section], title: str | None, statements: Sequence[Statement]) -> tuple[Alias, ...]:
    """The other names and short forms of what title and statements speak of, in the order in which they are given.

    A background names and shortens much that the policy is not about; that is left out.
    """
    about = _words_of(" ".join((title or "", *_texts(statements))))
    found: dict[str, Alias] = {}
    for paragraph, one in _given(sections):
        if not any(f" {_words_of(name).strip()} " in about for name in (one.name, one.other)):
            continue
        start, end = one.span
        place = paragraph.provenance(paragraph.offset(start), paragraph.offset(end - 1) + 1)
        known = found.setdefault(one.name.casefold(), Alias(name=one.name, aliases=(), provenance=place))
        if one.other.casefold() not in (other.casefold() for other in known.aliases):
            found[one.name.casefold()] = known.model_copy(update={"aliases": (*known.aliases, one.other)})
    return tuple(found.values())


def _given(sections: Iterable[Section]) -> Iterator[tuple[Paragraph, OtherName]]:
    """What paragraphs define. A short form is taken as it is first defined; a long form over a bracket is none."""
    defined: set[str] = set()
    for section in sections:
        for piece in section.pieces if section.kind in _READ else ():
            if isinstance(piece, Paragraph):
                for one in abbreviations(piece.text):
                    if one.short not in defined and not _BRACKET.search(one.long):
                        defined.add(one.short)
                        yield piece, OtherName(one.long, one.short, one.span)
                yield from ((piece, other) for other in other_names(piece.text))


def _texts(statements: Iterable[Statement]) -> Iterator[str]:
    for statement in statements:
        yield statement.text
        yield from statement.services
        if statement.criteria is not None:
            yield from _criterion_texts(statement.criteria)


def _criterion_texts(criterion: Criterion) -> Iterator[str]:
    yield criterion.text
    for item in criterion.items:
        yield from _criterion_texts(item)


def _words_of(text: str) -> str:
    """The words of a text in lower case with a blank around each, so that a name is found whole."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.casefold()))} "
