"""Several payers' policies side by side: services paired, indications in rows, in each cell what a payer says of it.

Every cell is settled between two policies alone: the one that names the indication of the row, and the one whose cell
it is. So the order in which policies are given changes only the order of columns, rows and words, and a further payer
changes no cell of the others. A row stands for an indication as some payer words it; where several payers' indications
lead to one another, they share a row, under the words of the payer that was named first.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from policydiff.answers import Answer, Answers, Ref
from policydiff.code_rows import code_rows
from policydiff.comparison import (
    ComparedDocument,
    ComparedService,
    Comparison,
    GeneralCondition,
    IndicationRow,
)
from policydiff.keys import document_keys
from policydiff.positions import Position, read_positions
from policydiff.services import same_service
from policyextract.records import PolicyRecord

ANY_OTHER = "any other indication"

Place = tuple[int, int]
"""A position: the number of its column and its number there."""


def compare(records: Sequence[PolicyRecord]) -> Comparison:
    """Set the policies side by side, in the order given. Pure: the same records give the same comparison."""
    keys = document_keys(records)
    answers = Answers([read_positions(record) for record in records])
    return Comparison(
        documents=tuple(_document(key, record) for key, record in zip(keys, records, strict=True)),
        services=tuple(_service(answers, group, keys) for group in _groups(answers)),
        codes=code_rows(dict(zip(keys, records, strict=True))),
    )


def _document(key: str, record: PolicyRecord) -> ComparedDocument:
    return ComparedDocument(
        key=key,
        payer=record.payer.name,
        policy_number=record.policy_number,
        title=record.title,
        effective_date=record.effective_date,
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


def _service(answers: Answers, group: Sequence[Place], keys: Sequence[str]) -> ComparedService:
    said = [(keys[place[0]], _position(answers, place)) for place in group]
    names: dict[str, str] = {}
    for name in (name for _, position in said for name in position.service.names):
        names.setdefault(name.casefold(), name)
    conditions: dict[str, tuple[GeneralCondition, ...]] = {}
    for key, position in said:
        own = tuple(GeneralCondition(text=one.text, provenance=one.provenance) for one in position.conditions)
        if own:
            conditions[key] = (*conditions.get(key, ()), *own)
    return ComparedService(
        service=said[0][1].service.name,
        names=tuple(names.values()),
        codes=tuple(sorted({code for _, position in said for code in position.service.codes})),
        rows=(*_indication_rows(answers, group, keys), *_rows_of_the_rest(answers, group, keys)),
        general_conditions=conditions,
    )


def _indication_rows(answers: Answers, group: Sequence[Place], keys: Sequence[str]) -> Iterator[IndicationRow]:
    seen: set[tuple[Answer, ...]] = set()
    for column, position in group:
        for number, indication in enumerate(_position(answers, (column, position)).indications):
            asked = (column, position, number)
            row = tuple(answers.to_indication(asked, at) for at in range(len(keys)))
            if row not in seen:
                seen.add(row)
                yield _row(indication.phrase, row, keys, _confidence(answers, row))


def _rows_of_the_rest(answers: Answers, group: Sequence[Place], keys: Sequence[str]) -> Iterator[IndicationRow]:
    seen: set[tuple[Answer, ...]] = set()
    for column, position in group:
        for number, remainder in enumerate(_position(answers, (column, position)).remainders):
            asked = (column, position, number)
            row = tuple(answers.to_remainder(asked, at) for at in range(len(keys)))
            if remainder.residual and row not in seen:
                seen.add(row)
                yield _row(f"{ANY_OTHER} ({remainder.scope})" if remainder.scope else ANY_OTHER, row, keys, 1.0)


def _row(phrase: str, answered: Sequence[Answer], keys: Sequence[str], confidence: float) -> IndicationRow:
    cells = {key: answer.cell for key, answer in zip(keys, answered, strict=True)}
    return IndicationRow(indication=phrase, cells=cells, confidence=confidence)


def _confidence(answers: Answers, answered: Sequence[Answer]) -> float:
    """How alike those are that the row sets against each other: the least likeness of any two of them."""
    named: list[Ref] = [answer.named for answer in answered if answer.named is not None]
    return round(min((answers.likeness(one, other) for one, other in combinations(named, 2)), default=1.0), 2)
