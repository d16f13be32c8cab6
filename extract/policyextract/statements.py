"""Coverage statements: the sentences of the policy part that give a service a determination, with their lists."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from policyextract.codeshapes import codes_in_prose
from policyextract.criteria import criteria_of, is_note
from policyextract.lexicon.operators import (
    announces_review,
    closing_joint,
    lists_cases,
    lone_joint,
    opening_joint,
    points_below,
)
from policyextract.lexicon.sections import SectionKind, section_kind
from policyextract.nesting import Item, nest
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.predicates import Predicate, Sentence, heading_determination, sentences, strongest
from policyextract.records import Criterion, Determination, Note, Operator, Statement
from policyextract.subjects import (
    is_residual,
    known_services,
    lines_of_business_of,
    populations_of,
    services_of,
    split_joined,
)

_UMBRELLA = re.compile(
    r"^(?:the|these|all|any of the)?\s*(?:following|below)\b|\b(?:noted|listed|described|outlined|indicated|set forth)\s+below\b.*:\s*$",
    re.IGNORECASE,
)
_NONE = re.compile(r"^(?:none|n/?a|not applicable)\.?$", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """The statements of a document, and the paragraphs and tables that went into them (by ``id``)."""

    statements: tuple[Statement, ...]
    used: frozenset[int]


@dataclass
class _Draft:
    """A statement in the making: the sentence that determines, the item it stands in, and the list below it."""

    section: Section
    item: Item
    sentence: Sentence
    predicate: Predicate
    items: list[Item]
    notes: list[Item]
    scattered: bool = False
    """Whether the list was gathered from under several headings, which say not how they combine."""

    @property
    def umbrella(self) -> bool:
        """Whether the sentence speaks of nothing but what stands below it."""
        return bool(_UMBRELLA.search(self.sentence.text))


def find_statements(sections: Iterable[Section]) -> Found:
    """Read the coverage statements out of the policy part. Sections of other kinds hold none."""
    parts = [_Part(section, nest(section.pieces)) for section in sections if section.kind is SectionKind.POLICY]
    for part in parts:
        part.drafts = list(_drafts(part.section, part.tree.items))
    _draft_headed_criteria(parts)
    _finish_leads(parts)
    drafts = [draft for part in parts for draft in _without_umbrellas(part)]
    statements = _named([_statement(draft, number) for number, draft in enumerate(drafts, 1)])
    used = {id(piece) for part in parts for draft in part.drafts for piece in _pieces(draft)}
    return Found(tuple(statements), frozenset(used))


@dataclass
class _Part:
    """A section of the policy part with its paragraphs nested, and the statements drafted from it."""

    section: Section
    tree: Item
    drafts: list[_Draft] = field(default_factory=list)


def _pieces(draft: _Draft) -> Iterator[object]:
    yield draft.item.piece
    for item in [*draft.items, *draft.notes]:
        yield item.piece
        for below in item.walk():
            yield below.piece


def _drafts(section: Section, items: Sequence[Item]) -> Iterator[_Draft]:
    found = list(_level(section, items))
    if found:
        yield from found
    elif (predicate := _heading_predicate(section)) is not None:
        yield from _under_heading(section, items, predicate)


def _draft_headed_criteria(parts: Sequence[_Part]) -> None:
    """Draft a statement for each heading with a list, where the policy part says that requests are reviewed by such
    lists.
    """
    announced: Predicate | None = None
    for part in parts:
        for item in part.tree.items:
            if found := announces_review(item.text):
                announced = Predicate(Determination.MEDICALLY_NECESSARY, found[0], 0, 0)
        listed = [item for item in part.tree.items if item.marker is not None]
        heading = part.section.heading
        if announced and listed and heading is not None and not part.drafts:
            lead = Item(heading, part.tree.items)
            part.drafts = [
                _Draft(part.section, lead, Sentence(part.section.title, 0, announced), announced, part.tree.items, [])
            ]


def _finish_leads(parts: Sequence[_Part]) -> None:
    """Give an unfinished lead-in the lists under the headings that follow it.

    Unfinished is a lead-in without a list of its own ("if the conditions indicated below are met"), and one whose list
    ends in "and". Headings with statements of their own end it, and so do the known names of other parts
    ("Exclusions").
    """
    for at, part in enumerate(parts):
        orphans: list[Item] = []
        for following in parts[at + 1 :]:
            if following.drafts or section_kind(following.section.title) not in (None, SectionKind.POLICY):
                break
            orphans.extend(item for item in following.tree.items if _may_be_criterion(item))
        lead = next((draft for draft in part.drafts if _unfinished(draft)), None)
        if lead is not None and any(item.marker or item.items for item in orphans):
            lead.items.extend(orphans)
            lead.scattered = len(lead.items) > len(orphans) or not any(opening_joint(item.text) for item in orphans)


def _unfinished(draft: _Draft) -> bool:
    if draft.items:
        return closing_joint(draft.items[-1].text) == "and"
    return draft.sentence.text.rstrip().endswith(":") or points_below(draft.sentence.text)


def _may_be_criterion(item: Item) -> bool:
    return isinstance(item.piece, Paragraph) and not is_note(item) and not _NONE.match(item.text)


def _without_umbrellas(part: _Part) -> Iterator[_Draft]:
    """The drafts without those that only introduce others ("The following is not covered:" before statements of its
    own).

    What such an umbrella says of the ground of denial holds for the denials under it.
    """
    for at, draft in enumerate(part.drafts):
        if not draft.items and draft.umbrella:
            for below in part.drafts[at + 1 :]:
                if not below.predicate.determination.covered and not draft.predicate.determination.covered:
                    below.predicate = strongest(below.predicate, draft.predicate.determination)
            continue
        yield draft


def _heading_predicate(section: Section) -> Predicate | None:
    return heading_determination(section.title) if section.heading else None


def _level(section: Section, items: Sequence[Item]) -> Iterator[_Draft]:
    """The drafts of the items of one level, each taking the list that belongs to it, and of the levels below."""
    current: _Draft | None = None
    for item in items:
        drafts = list(_of_item(section, item))
        if drafts:
            if current:
                yield current
            *done, current = drafts
            yield from done
            yield from _level(section, item.items)
            continue
        if current is not None and _belongs(item, current):
            (current.notes if is_note(item) else current.items).append(item)
            yield from _nested(section, item, current)
            continue
        if current and not _passes(item):
            yield current
            current = None
        yield from _level(section, item.items)
    if current:
        yield current


def _nested(section: Section, item: Item, current: _Draft) -> Iterator[_Draft]:
    """Statements inside the list of another ("HLA testing is medically necessary for ..." as an item)."""
    yield from _level(section, item.items)


def _of_item(section: Section, item: Item) -> Iterator[_Draft]:
    """A draft for each sentence of a paragraph that determines; the last one takes the list below the paragraph."""
    if not isinstance(item.piece, Paragraph) or is_note(item):
        return
    stated = [sentence for sentence in sentences(item.piece.text) if sentence.predicate is not None]
    for at, sentence in enumerate(stated):
        assert sentence.predicate is not None
        last = at == len(stated) - 1
        yield _Draft(section, item, sentence, sentence.predicate, list(item.items) if last else [], [])


def _belongs(item: Item, draft: _Draft) -> bool:
    """Whether an item behind a statement is part of its list: a further group, a note, or an item that only follows."""
    if is_note(item):
        return True
    if item.marker is None and not isinstance(item.piece, Paragraph):
        return draft.sentence.text.rstrip().endswith(":")
    if opening_joint(item.text) or lone_joint(item.text):
        return bool(draft.items)
    same_list = item.marker is not None and draft.item.marker is None
    return same_list and (bool(draft.items) or _announces(draft.sentence.text))


def _announces(text: str) -> bool:
    return text.rstrip().endswith(":") or lists_cases(text)


def _passes(item: Item) -> bool:
    """Whether an item may stand between a statement and the rest of its list."""
    return bool(lone_joint(item.text))


def _under_heading(section: Section, items: Sequence[Item], predicate: Predicate) -> Iterator[_Draft]:
    """A section whose heading determines and whose text does not: its paragraphs are what is determined."""
    leads = [item for item in items if isinstance(item.piece, Paragraph) and not is_note(item)]
    if not leads:
        return
    first, *rest = leads
    piece = first.piece
    assert isinstance(piece, Paragraph)
    text = piece.text
    sentence = Sentence(text, 0, replace(predicate, start=0, end=0))
    if first.marker is None:
        listed = [*first.items, *(item for item in rest if item.marker is not None)]
        yield _Draft(section, first, sentence, predicate, listed, [item for item in items if is_note(item)])
        return
    assert section.heading is not None
    lead = Item(section.heading, list(leads))
    yield _Draft(section, lead, Sentence(section.title, 0, predicate), predicate, leads, [])


def _statement(draft: _Draft, number: int) -> Statement:
    piece = draft.item.piece
    assert isinstance(piece, Paragraph)
    sentence, predicate = draft.sentence, draft.predicate
    criteria = criteria_of(sentence.text, draft.items, excluded=not predicate.determination.covered)
    if criteria and draft.scattered:
        criteria = criteria.model_copy(update={"operator": Operator.UNCLEAR, "minimum": None})
    start, end = piece.offset(sentence.start), piece.offset(sentence.end)
    return Statement(
        id=f"s{number}",
        section=" > ".join(draft.section.path) or None,
        services=services_of(sentence),
        determination=predicate.determination,
        wording=predicate.wording,
        text=sentence.text,
        residual=is_residual(sentence.text, _top_texts(criteria)),
        populations=populations_of(sentence.text),
        lines_of_business=lines_of_business_of(sentence.text),
        codes=codes_in_prose(sentence.text),
        criteria=criteria,
        notes=tuple(_notes(draft.notes)),
        provenance=piece.provenance(start, end),
    )


def _top_texts(criteria: Criterion | None) -> tuple[str, ...]:
    return tuple(item.text for item in criteria.items) if criteria else ()


def _notes(items: Iterable[Item]) -> Iterator[Note]:
    for item in items:
        if isinstance(item.piece, Paragraph):
            yield Note(text=item.piece.text, provenance=item.piece.provenance())


def _named(statements: Sequence[Statement]) -> Iterator[Statement]:
    """The statements with joined services parted, now that all services of the policy are known."""
    known = known_services(frozenset(name for statement in statements for name in statement.services))
    for statement in statements:
        names = tuple(
            part
            for name in statement.services
            for part in split_joined(name, known - known_services(frozenset({name})))
        )
        yield statement.model_copy(update={"services": names})
