"""What one policy says of each of its services, all its statements taken together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policydiff.glossary import Glossary, texts
from policydiff.indications import Context, Indication, Reading, Remainder, read_statement, services_of
from policydiff.listed import Condition
from policydiff.phrasing import clean
from policydiff.services import Catalogue, Service, action_on, announces, service_name
from policyextract.abbreviations import definitions, is_abbreviation
from policyextract.records import PolicyRecord, Statement

UNNAMED = "service not named"
"""Stands for the title of a policy that has none, so that what it says of no named service is not lost."""


@dataclass(frozen=True, slots=True)
class Position:
    """All that one policy says of one service.

    ``conditions`` are asked of every use, or of the uses that they name; ``remainders`` speak of what the indications
    do not name.
    """

    service: Service
    indications: tuple[Indication, ...]
    remainders: tuple[Remainder, ...]
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a policy says of its services, in the order in which it comes to them, with its title and abbreviations."""

    positions: tuple[Position, ...]
    title: str
    glossary: Glossary

    def spell_out(self, text: str) -> str:
        return self.glossary.spell_out(text)


def read_positions(record: PolicyRecord) -> Said:
    """Read what a policy says of each of its services. A service that no statement says anything of is left out."""
    glossary = Glossary(_short_forms(record) | definitions(texts(record)))
    title = record.title or ""
    catalogue = _catalogue(record, glossary)
    context = Context(catalogue, title or UNNAMED)
    readings = [reading for statement in record.statements for reading in read_statement(statement, context)]
    said = [
        _position(service, [reading for reading in readings if reading.service == at])
        for at, service in enumerate(catalogue.services)
    ]
    filled = tuple(one for one in said if one.indications or one.remainders or one.conditions)
    return Said(filled, title, glossary)


def _short_forms(record: PolicyRecord) -> dict[str, str]:
    """The abbreviations that the document defines anywhere, as in its background."""
    return {short: alias.name.lower() for alias in record.aliases for short in alias.aliases if is_abbreviation(short)}


def _catalogue(record: PolicyRecord, glossary: Glossary) -> Catalogue:
    """The services that the statements name, then those named only in lists or by the title."""
    printed = [name for statement in record.statements for name in map(service_name, statement.services) if name]
    names = [name for name in printed if action_on(name, [other for other in printed if other != name]) is None]
    if not names and record.title and (titled := service_name(record.title)):
        names = [titled]
    catalogue = Catalogue(record, glossary, names)
    context = Context(catalogue, record.title or UNNAMED)
    unclaimed = [name for statement in record.statements for name in _unclaimed(statement, context)]
    return Catalogue(record, glossary, [*names, *unclaimed]) if unclaimed else catalogue


def _unclaimed(statement: Statement, context: Context) -> Iterator[str]:
    """What a statement is about that belongs to no service known so far.

    It is the items of a list of services ("the following procedures are ..."), or what the title is about.
    """
    if services_of(statement, context):
        return
    if not statement.services and statement.criteria is not None and statement.criteria.items:
        for item in statement.criteria.items:
            name = service_name(clean(item.text))
            if name and not context.catalogue.mentions(clean(item.text)):
                yield name
    elif not statement.services or not all(map(announces, statement.services)):
        yield service_name(context.title) or context.title


def _position(service: Service, readings: Sequence[Reading]) -> Position:
    """The readings of one service together. What is said twice in the same words counts once, at its first place."""
    indications: dict[tuple[object, ...], Indication] = {}
    for indication in (indication for reading in readings for indication in reading.indications):
        indications.setdefault(indication.meaning, indication)
    remainders = tuple(reading.remainder for reading in readings if reading.remainder)
    return Position(service, tuple(indications.values()), remainders, _conditions(readings))


def _conditions(readings: Sequence[Reading]) -> tuple[Condition, ...]:
    """The conditions of the covering readings. One that only some of them set is asked of the uses of these alone."""
    covering = [reading for reading in readings if any(one.determination.covered for one in reading.indications)]
    conditions: dict[str, Condition] = {}
    for condition in (condition for reading in readings for condition in reading.conditions):
        conditions.setdefault(condition.text, condition)
    return tuple(replace(one, uses=_asked_of(one, covering)) for one in conditions.values())


def _asked_of(condition: Condition, covering: Sequence[Reading]) -> tuple[str, ...]:
    setting = [reading for reading in covering if any(one.text == condition.text for one in reading.conditions)]
    if len(setting) == len(covering):
        return ()
    return tuple(dict.fromkeys(one.phrase for reading in setting for one in reading.indications))
