"""What one policy answers to an indication that another policy names.

It answers explicitly, under a condition, by what it says of the rest, or not at all. An answer depends on the two
policies alone. That is what keeps a comparison stable when policies are added or put in another order.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from policydiff.comparison import Basis, Fit, IndicationCell
from policydiff.indications import Indication, Remainder
from policydiff.measures import in_common_units
from policydiff.positions import Position, Said
from policydiff.services import Service, same_service, speciality
from policydiff.terms import Terms, likeness, mostly_in, rarities, stems, terms
from policydiff.uses import UseKind
from policydiff.wording import likeness as likeness_of_words
from policyextract.records import Threshold
from policyextract.thresholds import thresholds

_SHORT_FORM = re.compile(r"\b[A-Z]{2,}(?:-[A-Z0-9]+)+\b")
"""A short form of a kind of service: "PGT-M". One without a hyphen may be of anything."""
_CLAUSE = re.compile(r"[;:]\s")

Ref = tuple[int, int, int]
"""Column, position in the column, and indication or remainder in the position."""

SILENT = IndicationCell(determination=None, basis=Basis.SILENT, condition=None, text=None, provenance=None)

_ANSWERED_BY: Mapping[UseKind, tuple[UseKind, ...]] = {
    UseKind.PURPOSE: (UseKind.PURPOSE, UseKind.CIRCUMSTANCE),
    UseKind.CIRCUMSTANCE: (UseKind.CIRCUMSTANCE, UseKind.PURPOSE),
    UseKind.EXCEPTION: (UseKind.EXCEPTION, UseKind.PURPOSE),
    UseKind.WHOLE: (UseKind.WHOLE,),
}
"""By which kinds of indication one of a kind can be answered. A circumstance and a purpose answer one another only
where both are denials: who is covered for a purpose is not thereby covered in every circumstance."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A cell, and the indication that gave it (None where it comes from what is said of the rest, or from nothing)."""

    cell: IndicationCell
    named: Ref | None = None


class Answers:
    """The policies of a comparison, each asked about the others' indications."""

    def __init__(self, columns: Sequence[Said]) -> None:
        self.columns = tuple(columns)
        self._terms = cache(self._terms_of)
        self._rarity = cache(self._rarity_between)

    def indication(self, ref: Ref) -> Indication:
        column, position, number = ref
        return self.columns[column].positions[position].indications[number]

    def to_indication(self, asked: Ref, column: int) -> Answer:
        """What the policy in a column says of an indication that is named elsewhere, or there itself."""
        ref = asked if asked[0] == column else self._counterpart(asked, column)
        if ref is None:
            return Answer(self._in_other_words(asked, column) or self._by_the_rest(asked, column))
        answering = self.indication(ref)
        taken_out = answering.kind is UseKind.EXCEPTION
        if taken_out or (answering.condition and self.indication(asked).kind is UseKind.EXCEPTION):
            return Answer(self._unmet(answering, asked, column), ref)
        return Answer(_explicit(answering), ref)

    def to_remainder(self, asked: Ref, column: int) -> Answer:
        """What the policy in a column says of all it does not name, asked for what another says so of."""
        if asked[0] == column:
            return Answer(_by_remainder(self._remainder(asked)), asked)
        wanted = self._remainder(asked)
        found = self._remainders(asked, wanted.scope, column)
        same = [ref for ref in found if self._remainder(ref).meaning == wanted.meaning]
        best = next(iter((*same, *found)), None)
        return Answer(_by_remainder(self._remainder(best)), best) if best else Answer(SILENT)

    def likeness(self, one: Ref, other: Ref) -> float:
        """How alike two indications are, 0 to 1, the words of their services left out."""
        if self.crossed(one, other):
            return 1.0
        first, second = sorted((one[0], other[0]))
        return likeness(*self._bare(one, other), self._rarity(first, second))

    def fit(self, asked: Ref, found: Ref) -> Fit | None:
        """How the words of what was found lie to those asked about; None where they say the same."""
        wanted, said = self._bare(asked, found)
        if said == wanted or self.crossed(asked, found):
            return None
        if wanted.all <= said.all:
            return Fit.NARROWER
        return Fit.BROADER if said.all <= wanted.all else Fit.OVERLAPPING

    def _bare(self, one: Ref, other: Ref) -> tuple[Terms, Terms]:
        """What two indications are about, without the words of their services."""
        shared = self._service_words(one) | self._service_words(other)
        return self._terms(one).without(shared), self._terms(other).without(shared)

    def _counterpart(self, asked: Ref, column: int) -> Ref | None:
        """The indication of a column that is most like the one asked about, if one is like it at all."""
        wanted = self.indication(asked)
        fitting = [ref for ref in self._named(asked, column) if _may_answer(wanted, self.indication(ref))]
        same = next((ref for ref in fitting if self.indication(ref).meaning == wanted.meaning), None)
        if same is not None:
            return same
        ranked = [(self._rank(asked, ref), ref) for ref in fitting]
        best = max(ranked, key=lambda pair: (pair[0], [-number for number in pair[1]]), default=None)
        return best[1] if best and best[0][0] > 0 else self._across_services(asked, column)

    def _across_services(self, asked: Ref, column: int) -> Ref | None:
        """Where a column says what is asked of another service: one payer's item of a list is another's service.

        A service as a whole ("light boxes are investigational") and an item of its name under a wider service ("the
        following are investigational: light boxes") answer one another.
        """
        refs = (
            (column, at, number)
            for at, position in enumerate(self.columns[column].positions)
            for number in range(len(position.indications))
        )
        return next((ref for ref in refs if self.crossed(asked, ref)), None)

    def crossed(self, one: Ref, other: Ref) -> bool:
        """Whether one of two indications is a service as a whole, and the other an item of its name elsewhere."""
        whole = [self.indication(ref).kind is UseKind.WHOLE for ref in (one, other)]
        if one[0] == other[0] or whole[0] is whole[1]:
            return False
        item, service = (other, self._service(one)) if whole[0] else (one, self._service(other))
        if stems(self.indication(item).phrase) in map(stems, service.names):
            return True
        kind = speciality(service, self._service(item))
        return bool(kind) and kind <= self._terms(item).words <= service.words

    def _rank(self, asked: Ref, ref: Ref) -> tuple[float, bool, float]:
        wanted, found = self.indication(asked), self.indication(ref)
        around = likeness_of_words(f"{wanted.scope} {wanted.phrase}", f"{found.scope} {found.phrase}")
        return self.likeness(asked, ref), wanted.kind is found.kind, around

    def _named(self, asked: Ref, column: int) -> Iterator[Ref]:
        for at, position in self._positions(asked, column):
            yield from ((column, at, number) for number in range(len(position.indications)))

    def _positions(self, asked: Ref, column: int) -> Iterator[tuple[int, Position]]:
        """The positions of a column on the service asked about, the one of the same names first."""
        service = self._service(asked)
        found = list(enumerate(self.columns[column].positions))
        found.sort(key=lambda pair: pair[1].service.names != service.names)
        yield from ((at, position) for at, position in found if same_service(service, position.service))

    def _by_the_rest(self, asked: Ref, column: int) -> IndicationCell:
        """What a column says of an indication that it does not name.

        A residual statement is about purposes: in what circumstances a covered purpose is denied, it does not say. A
        statement on the very kind of service that the indication is about names it.
        """
        wanted = self.indication(asked)
        found = self._remainders(asked, f"{wanted.scope} {wanted.phrase}", column)
        if wanted.kind is UseKind.CIRCUMSTANCE:
            found = [ref for ref in found if not self._remainder(ref).residual]
        if not found:
            return SILENT
        cell = _by_remainder(self._remainder(found[0]))
        service = self._service(found[0])
        if self._remainder(found[0]).residual or not speciality(service, self._service(asked)):
            return cell
        return cell.model_copy(update={"basis": Basis.EXPLICIT, "named_as": service.name})

    def _in_other_words(self, asked: Ref, column: int) -> IndicationCell | None:
        """What a column says of a covered use under another name: a sentence or a condition of its own names this one.

        "Lamps for winter sadness (LT-W) are covered for those with any of the following: ..." speaks of LT-W.
        """
        wanted = self.indication(asked)
        if wanted.kind is not UseKind.PURPOSE or not wanted.determination.covered:
            return None
        for ref in self._named(asked, column):
            found = self.indication(ref)
            if found.kind is UseKind.PURPOSE and found.determination.covered and self._names(ref, asked):
                condition = found.condition or found.phrase
                return _explicit(found).model_copy(update={"basis": Basis.CONDITIONAL, "condition": condition})
        return None

    def _names(self, ref: Ref, asked: Ref) -> bool:
        """Whether the words around an indication name another one: by a short form, or in a clause of its condition."""
        found, wanted = self.indication(ref), self.indication(asked)
        around = f"{found.text} {found.condition or ''} {found.scope}"
        if set(_SHORT_FORM.findall(wanted.phrase)).intersection(_SHORT_FORM.findall(around)):
            return True
        shared = self._service_words(asked) | self._service_words(ref)
        about = self._terms(asked).without(shared)
        said = self.columns[ref[0]]
        clauses = (
            terms(said.spell_out(clause)).without(shared)
            for clause in _CLAUSE.split(f"{found.condition or ''}; {found.scope}")
        )
        return any(likeness(about, clause, {}) > 0 or mostly_in(about, clause) for clause in clauses)

    def _unmet(self, answering: Indication, asked: Ref, column: int) -> IndicationCell:
        """What a policy says of a use that fails the condition under which it covers, or that its note takes out.

        It is what it says of the rest; where it says nothing of that, no statement determines, and the cell gives the
        condition, or the note, without a determination.
        """
        rest = self._by_the_rest(asked, column)
        if rest != SILENT:
            return rest
        condition = answering.condition or answering.text
        return IndicationCell(
            determination=None,
            basis=Basis.CONDITIONAL,
            condition=condition,
            text=answering.text,
            provenance=answering.provenance,
            named_as=answering.phrase,
            thresholds=_numbers_in(answering.phrase, condition),
        )

    def _remainders(self, asked: Ref, about: str, column: int) -> list[Ref]:
        """The remainders of a column that reach what is asked about, the best first.

        Those of the same scope come first, and residual statements before statements on the service as a whole. What is
        said of a special kind of the service reaches only what is asked about that kind.
        """
        asking, service = self.columns[asked[0]], self._service(asked)
        wanted = terms(asking.spell_out(f"{about} {asking.title}")).words
        reaching: list[tuple[int, bool, Ref]] = []
        for at, position in self._positions(asked, column):
            if not speciality(position.service, service) <= wanted:
                continue
            for number, remainder in enumerate(position.remainders):
                scope = self._scope(column, remainder)
                if 2 * len(scope & wanted) >= len(scope):
                    reaching.append((-len(scope & wanted), not remainder.residual, (column, at, number)))
        return [ref for *_, ref in sorted(reaching, key=lambda one: one[:2])]

    def _scope(self, column: int, remainder: Remainder) -> frozenset[str]:
        """What a remainder is limited to, beside what its whole policy is about."""
        said = self.columns[column]
        if not remainder.scope:
            return frozenset()
        return terms(said.spell_out(remainder.scope)).words - terms(said.spell_out(said.title)).words

    def _remainder(self, ref: Ref) -> Remainder:
        column, position, number = ref
        return self.columns[column].positions[position].remainders[number]

    def _terms_of(self, ref: Ref) -> Terms:
        return terms(self.columns[ref[0]].spell_out(self.indication(ref).core))

    def _service(self, ref: Ref) -> Service:
        return self.columns[ref[0]].positions[ref[1]].service

    def _service_words(self, ref: Ref) -> frozenset[str]:
        return self._service(ref).words

    def _rarity_between(self, one: int, other: int) -> Mapping[str, float]:
        return rarities(self._terms(ref) for column in (one, other) for ref in self._all(column))

    def _all(self, column: int) -> Iterator[Ref]:
        for at, position in enumerate(self.columns[column].positions):
            yield from ((column, at, number) for number in range(len(position.indications)))


def _may_answer(wanted: Indication, found: Indication) -> bool:
    if found.kind not in _ANSWERED_BY[wanted.kind]:
        return False
    mixed = wanted.kind is not found.kind and UseKind.EXCEPTION is not wanted.kind
    return not mixed or not (wanted.determination.covered or found.determination.covered)


def _explicit(indication: Indication) -> IndicationCell:
    return IndicationCell(
        determination=indication.determination,
        basis=Basis.CONDITIONAL if indication.condition else Basis.EXPLICIT,
        condition=indication.condition,
        text=indication.text,
        provenance=indication.provenance,
        named_as=indication.phrase,
        thresholds=_numbers_in(indication.phrase, indication.condition),
    )


def _numbers_in(phrase: str, condition: str | None) -> tuple[Threshold, ...]:
    return tuple(in_common_units(each) for text in (phrase, condition) if text for each in thresholds(text))


def _by_remainder(remainder: Remainder) -> IndicationCell:
    return IndicationCell(
        determination=remainder.determination,
        basis=Basis.RESIDUAL,
        condition=None,
        text=remainder.text,
        provenance=remainder.provenance,
    )
