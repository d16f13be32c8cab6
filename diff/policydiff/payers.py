"""Several payers' policies side by side: services paired, indications in rows, in each cell what a payer says of it.

Every cell is settled between two policies alone: the one that names the indication of the row, and the one whose cell
it is. So the order in which policies are given changes only the order of columns, rows and words, and a further payer
changes no cell of the others. A row stands for an indication as some payer words it; where several payers' indications
lead to one another, they share a row, under the words of the payer that was named first.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from policydiff.agreement import agreement, alone
from policydiff.answers import Answer, Answers, Ref
from policydiff.code_rows import code_rows
from policydiff.comparison import (
    REVIEW_BELOW,
    ComparedDocument,
    ComparedService,
    Comparison,
    Fit,
    GeneralCondition,
    IndicationRow,
)
from policydiff.conditions import condition_rows
from policydiff.keys import document_keys
from policydiff.listed import Condition
from policydiff.positions import Position, read_positions
from policydiff.services import same_service, speciality
from policydiff.shared_text import shared_texts
from policydiff.strictness import extremes
from policydiff.uses import UseKind
from policyextract.records import PolicyRecord

ANY_OTHER = "any other indication"

Place = tuple[int, int]
"""A position: the number of its column and its number there."""


def compare(records: Sequence[PolicyRecord]) -> Comparison:
    """Set the policies side by side, in the order given. Pure: the same records give the same comparison."""
    keys = document_keys(records)
    answers = Answers([read_positions(record) for record in records])
    groups = _groups(answers)
    return Comparison(
        documents=tuple(_document(key, record) for key, record in zip(keys, records, strict=True)),
        services=tuple(_service(answers, group, groups, keys) for group in groups),
        codes=code_rows(dict(zip(keys, records, strict=True))),
        shared_texts=shared_texts(records, keys),
    )


def _document(key: str, record: PolicyRecord) -> ComparedDocument:
    return ComparedDocument(
        key=key,
        payer=record.payer.name,
        policy_number=record.policy_number,
        title=record.title,
        effective_date=record.effective_date,
        lines_of_business=record.lines_of_business,
        source=record.source,
    )


def _groups(answers: Answers) -> list[list[Place]]:
    """The positions on one service put together across columns; a service of one payer alone is a group too."""
    places = [(at, number) for at, column in enumerate(answers.columns) for number in range(len(column.positions))]
    group_of = {place: [place] for place in places}
    for one, other in combinations(places, 2):
        first, second = group_of[one], group_of[other]
        if one[0] == other[0] or first is second:
            continue
        if same_service(_position(answers, one).service, _position(answers, other).service):
            first.extend(second)
            group_of.update(dict.fromkeys(second, first))
    unique = {id(group): sorted(group) for group in group_of.values()}
    return sorted(unique.values())


def _position(answers: Answers, place: Place) -> Position:
    return answers.columns[place[0]].positions[place[1]]


def _service(
    answers: Answers, group: Sequence[Place], groups: Sequence[Sequence[Place]], keys: Sequence[str]
) -> ComparedService:
    said = [_position(answers, place) for place in group]
    names: dict[str, str] = {}
    for name in (name for position in said for name in position.service.names):
        names.setdefault(name.casefold(), name)
    asked = _conditions(answers, group)
    rows = (*_indication_rows(answers, group, keys), *_rows_of_the_rest(answers, group, keys))
    conditions = condition_rows(answers, asked, keys)
    strictest, most_permissive = extremes(rows, conditions, keys)
    return ComparedService(
        service=said[0].service.name,
        names=tuple(names.values()),
        codes=tuple(sorted({code for position in said for code in position.service.codes})),
        rows=rows,
        general_conditions={keys[at]: tuple(map(_general_condition, of_one)) for at, of_one in asked.items() if of_one},
        conditions=conditions,
        strictest=strictest,
        most_permissive=most_permissive,
        also_under=tuple(_position(answers, other[0]).service.name for other in _crossing(answers, group, groups)),
    )


def _conditions(answers: Answers, group: Sequence[Place]) -> dict[int, list[Condition]]:
    """The conditions of each column that speaks of a service, its positions on it taken together."""
    asked: dict[int, list[Condition]] = {}
    for place in group:
        asked.setdefault(place[0], []).extend(_position(answers, place).conditions)
    return asked


def _general_condition(condition: Condition) -> GeneralCondition:
    return GeneralCondition(text=condition.text, provenance=condition.provenance, uses=condition.uses)


def _crossing(answers: Answers, group: Sequence[Place], groups: Sequence[Sequence[Place]]) -> Iterator[Sequence[Place]]:
    """The other groups in which something stands that is an item here and a service there, or the reverse."""
    mine = list(_refs(answers, group))
    for other in groups:
        if other is not group and any(answers.crossed(one, two) for one in mine for two in _refs(answers, other)):
            yield other


def _refs(answers: Answers, group: Sequence[Place]) -> Iterator[Ref]:
    for column, position in group:
        for number in range(len(_position(answers, (column, position)).indications)):
            yield column, position, number


def _indication_rows(answers: Answers, group: Sequence[Place], keys: Sequence[str]) -> Iterator[IndicationRow]:
    seen: set[tuple[Answer, ...]] = set()
    for asked in _refs(answers, group):
        row = tuple(answers.to_indication(asked, at) for at in range(len(keys)))
        if row not in seen:
            seen.add(row)
            indication, confidence = answers.indication(asked), _confidence(answers, row)
            kind = _kind(answers, group, asked) if indication.kind is UseKind.WHOLE else None
            phrase = _with_detail(indication.phrase, kind)
            yield _row(phrase, row, keys, confidence, _fits(answers, asked, row, keys))


def _rows_of_the_rest(answers: Answers, group: Sequence[Place], keys: Sequence[str]) -> Iterator[IndicationRow]:
    seen: set[tuple[Answer, ...]] = set()
    for column, position in group:
        for number, remainder in enumerate(_position(answers, (column, position)).remainders):
            asked = (column, position, number)
            row = tuple(answers.to_remainder(asked, at) for at in range(len(keys)))
            if remainder.residual and row not in seen:
                seen.add(row)
                yield _row(_with_detail(ANY_OTHER, remainder.scope or _kind(answers, group, asked)), row, keys)


def _with_detail(phrase: str, detail: str | None) -> str:
    return f"{phrase} ({detail})" if detail else phrase


def _kind(answers: Answers, group: Sequence[Place], asked: Ref) -> str | None:
    """The name of the service asked about, where it is not just another name of the one that stands for the group."""
    first, own = _position(answers, group[0]).service, _position(answers, asked[:2]).service
    return own.name if speciality(own, first) or not same_service(own, first) else None


def _row(
    phrase: str,
    answered: Sequence[Answer],
    keys: Sequence[str],
    confidence: float = 1.0,
    fits: Mapping[str, Fit] | None = None,
) -> IndicationRow:
    cells = {key: answer.cell for key, answer in zip(keys, answered, strict=True)}
    return IndicationRow(
        indication=phrase,
        cells=cells,
        confidence=confidence,
        review=confidence < REVIEW_BELOW,
        agreement=agreement(cells),
        alone=alone(cells),
        fits=dict(fits or {}),
    )


def _fits(answers: Answers, asked: Ref, answered: Sequence[Answer], keys: Sequence[str]) -> dict[str, Fit]:
    """How the payers who name it otherwise than the row lie to the row."""
    named = [(key, answer.named) for key, answer in zip(keys, answered, strict=True)]
    found = {key: answers.fit(asked, ref) for key, ref in named if ref is not None}
    return {key: fit for key, fit in found.items() if fit is not None}


def _confidence(answers: Answers, answered: Sequence[Answer]) -> float:
    """How alike those are that the row sets against each other: the least likeness of any two of them."""
    named: list[Ref] = [answer.named for answer in answered if answer.named is not None]
    return round(min((answers.likeness(one, other) for one, other in combinations(named, 2)), default=1.0), 2)
