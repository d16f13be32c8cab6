"""Coverage statements: the sentences of the policy part that give a service a determination, with their lists."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyextract.belonging import announces_below
from policyextract.codeshapes import codes_in_prose
from policyextract.criteria import criteria_of, is_footnote, is_note
from policyextract.document import Provenance
from policyextract.drafts import Draft, Part, draft, heading_predicate, indications_predicate
from policyextract.leads import draft_headed_criteria, finish_leads, follow_labels, without_umbrellas
from policyextract.lexicon.sections import SectionKind
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.predicates import Predicate, Sentence, sentences
from policyextract.records import Criterion, Note, Operator, Statement
from policyextract.subjects import (
    is_residual,
    known_services,
    lines_of_business_of,
    populations_of,
    services_of,
    split_joined,
)


@dataclass(frozen=True)
class Found:
    """The statements of a document, and the paragraphs and tables that went into them (by ``id``)."""

    statements: tuple[Statement, ...]
    used: frozenset[int]


def find_statements(sections: Iterable[Section]) -> Found:
    """Read the coverage statements out of the policy part. Sections of other kinds hold none."""
    parts = list(_drafted([section for section in sections if section.kind is SectionKind.POLICY]))
    draft_headed_criteria(parts)
    follow_labels(parts)
    finish_leads(parts)
    drafts = [kept for part in parts for kept in without_umbrellas(part)]
    statements = _named([_statement(each, number) for number, each in enumerate(drafts, 1)])
    used = {id(piece) for part in parts for each in part.drafts for piece in each.pieces()}
    return Found(tuple(statements), frozenset(used))


def _drafted(sections: Iterable[Section]) -> Iterator[Part]:
    """The sections with their statements. A heading with nothing below it reaches over the subjects behind it."""
    above: Predicate | None = None
    indicated: Section | None = None
    for section in sections:
        own = heading_predicate(section)
        if own is not None or section.named:
            above = own if own is not None and own.firm and not section.pieces else None
            indicated = section if own is None and not section.pieces else None
        right_below = indicated is not None and section.path[:-1] == indicated.path
        yield draft(section, above, indications_predicate(indicated) if indicated and right_below else None)


def _statement(draft: Draft, number: int) -> Statement:
    piece = draft.item.piece
    assert isinstance(piece, Paragraph)
    sentence, predicate = draft.sentence, draft.predicate
    criteria = _placed(_criteria(draft), piece, sentence)
    return Statement(
        id=f"s{number}",
        label=_label(draft),
        section=" > ".join(draft.section.path) or None,
        services=services_of(sentence) or draft.named or _entry(draft),
        determination=predicate.determination,
        wording=predicate.wording,
        text=sentence.text,
        residual=is_residual(
            _beside_wording(sentence, predicate), tuple(item.text for item in criteria.items) if criteria else ()
        ),
        populations=populations_of(sentence.text),
        lines_of_business=lines_of_business_of(sentence.text),
        codes=codes_in_prose(sentence.text),
        criteria=criteria,
        notes=tuple(_notes(draft)),
        provenance=_place(piece, sentence.start, sentence.end),
    )


def _entry(draft: Draft) -> tuple[str, ...]:
    """The subject of the manual's entry in which a sentence stands that names no service itself."""
    return (draft.section.entry,) if draft.section.entry else ()


def _beside_wording(sentence: Sentence, predicate: Predicate) -> str:
    """A sentence without the wording of its determination: "does not meet coverage criteria" is no word of the rest."""
    return f"{sentence.text[: predicate.start]}\u2026{sentence.text[predicate.end :]}"


def _label(draft: Draft) -> str | None:
    """The marker before the paragraph that the statement opens; bullets are no names."""
    marker = draft.item.marker
    return marker.label if marker and not marker.bullet and draft.sentence.start == 0 else None


def _criteria(draft: Draft) -> Criterion | None:
    excluded = not draft.predicate.determination.covered
    criteria = criteria_of(_lead(draft), draft.items, excluded=excluded)
    if criteria and draft.scattered:
        return criteria.model_copy(update={"operator": Operator.UNCLEAR, "minimum": None})
    return criteria


def _lead(draft: Draft) -> str:
    """The sentence that leads in the list: the last of the paragraph, where only that announces one."""
    last = sentences(draft.item.text)[-1].text if draft.item.text else ""
    own = draft.sentence.text
    return last if last != own and announces_below(last) else own


def _placed(criteria: Criterion | None, piece: Paragraph, sentence: Sentence) -> Criterion | None:
    """The criteria with the place of the words in the sentence that say how the list combines."""
    at = sentence.text.rfind(criteria.text) if criteria and criteria.text else -1
    if criteria is None or at < 0:
        return criteria
    start = sentence.start + at
    return criteria.model_copy(update={"provenance": _place(piece, start, start + len(criteria.text))})


def _place(piece: Paragraph, start: int, end: int) -> Provenance:
    return piece.provenance(piece.offset(start), piece.offset(end))


def _notes(draft: Draft) -> Iterator[Note]:
    """The notes behind a statement and in the midst of its list, each with its own list, in the order of the page."""
    inside = [each for item in draft.items for each in (item, *item.walk()) if is_note(each)]
    inside += [item for item in draft.items if is_footnote(item, draft.items)]
    pieces = (each.piece for item in (*inside, *draft.notes) for each in (item, *item.walk()))
    for piece in sorted((piece for piece in pieces if isinstance(piece, Paragraph)), key=lambda piece: piece.start):
        yield Note(text=piece.text, provenance=piece.provenance())


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
