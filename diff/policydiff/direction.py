"""Which way a change goes, worked out from where it stands (design, section 5).

Criteria trees are monotone. An item more under ALL narrows the list that holds it, under ANY or AT LEAST n widens it; a
raised minimum narrows. Depth does not matter, but each negation on the way up flips the effect: a statement that covers
nothing, a list of exclusions, "unless", NONE OF. Where the text leaves an operator open, so does the calculus.

Every function answers with a direction and its derivation in one line.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from policydiff.align.placed import Placed
from policydiff.align.statements import around_wording
from policydiff.changes import Direction
from policyextract.records import Criterion, Determination, Operator, Statement


class Effect(StrEnum):
    """What a change does to those who satisfy a list or a statement."""

    NARROWS = "narrows"
    WIDENS = "widens"
    SAME = "same"
    UNSETTLED = "unsettled"

    def under(self, sign: int) -> "Effect":
        """The effect as it arrives through a polarity: 1 as it is, -1 the other way round, 0 unknown."""
        if self is Effect.SAME or sign == 1:
            return self
        flipped = {Effect.NARROWS: Effect.WIDENS, Effect.WIDENS: Effect.NARROWS}
        return flipped.get(self, self) if sign == -1 else Effect.UNSETTLED

    @property
    def opposite(self) -> "Effect":
        return self.under(-1)

    @property
    def direction(self) -> Direction:
        """The direction, where the effect is one on those who qualify for coverage."""
        return {
            Effect.NARROWS: Direction.RESTRICTIVE,
            Effect.WIDENS: Direction.PERMISSIVE,
            Effect.SAME: Direction.EDITORIAL,
            Effect.UNSETTLED: Direction.INDETERMINATE,
        }[self]


class Derived(NamedTuple):
    """A direction and its derivation in one line."""

    direction: Direction
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """One list on the way from the statement down to an item.

    ``sign`` is -1 where it negates what it holds, 0 where that is not clear from its words.
    """

    operator: Operator
    minimum: int | None = None
    sign: int = 1

    @property
    def name(self) -> str:
        if self.operator is Operator.AT_LEAST:
            return f"AT LEAST {self.minimum}"
        return self.operator.replace("_", " ").upper()


@dataclass(frozen=True, slots=True)
class Position:
    """Where an item stands: the statement's determination, and the lists around it, the outermost first."""

    determination: Determination
    steps: tuple[Step, ...]

    @property
    def sign(self) -> int:
        """1 where to satisfy the innermost list's items helps coverage, -1 where it hinders, 0 where unknown."""
        sign = determination_sign(self.determination)
        for step in self.steps:
            sign *= step.sign
        return 0 if any(step.operator is Operator.UNCLEAR for step in self.steps) else sign

    @property
    def place(self) -> str:
        """ "ANY in ALL of a medically-necessary statement"."""
        lists = " in ".join(step.name for step in reversed(self.steps))
        return f"{lists} of {statement_name(self.determination)}" if lists else statement_name(self.determination)

    @property
    def remark(self) -> str:
        """What flips or hides the effect, for the derivation."""
        flips = sum(step.sign == -1 for step in self.steps)
        if any(step.operator is Operator.UNCLEAR for step in self.steps):
            return ", where the text does not say how items combine"
        if any(step.sign == 0 for step in self.steps):
            return ", where a negation may reach the items or not"
        return ", negated" if flips % 2 else ", negated twice" if flips else ""


def statement_name(determination: Determination) -> str:
    article = "an" if determination.value[0] in "aeiou" else "a"
    return f"{article} {determination.value.replace('_', '-')} statement"


def determination_sign(determination: Determination) -> int:
    """1 where satisfying the statement means coverage, -1 where it means denial, 0 where it says neither."""
    if determination is Determination.UNSPECIFIED:
        return 0
    return 1 if determination.covered else -1


def position(statement: Statement, part: Placed) -> Position:
    """Where an item of a statement's tree stands."""
    return Position(statement.determination, tuple(_steps(statement, reversed(tuple(part.ancestors())))))


def inside(statement: Statement, part: Placed) -> Position:
    """Where the items of a list stand."""
    return Position(statement.determination, tuple(_steps(statement, (*reversed(tuple(part.ancestors())), part))))


def _steps(statement: Statement, lists: Iterable[Placed]) -> Iterable[Step]:
    for part in lists:
        yield Step(part.operator, part.minimum, list_sign(part.item, lead_in(statement, part)))


def lead_in(statement: Statement, part: Placed) -> str:
    """The words that lead in a list; for the list as a whole with the end of the statement's sentence."""
    return f"{around_wording(statement)[1]} {part.item.text}" if part.parent is None else part.item.text


_EXCEPTION = re.compile(
    r"\b(?:unless|except(?:ions?)?|with the exception of|other than|excluding|does not apply)\b", re.IGNORECASE
)
_EXCLUSION = re.compile(r"^\W*(?:\w+ ){0,2}?(?:contraindications?|exclusions?|exclusionary)\b(?! to)", re.IGNORECASE)
_WITHOUT = re.compile(
    r"^\W*(?:\w+ ){0,3}?(?:(?:no|not have(?: any)?|without(?: any)?|absence of|lack of|free (?:of|from))"
    r"\s+(?:\w+ ){0,2}?"
    r"(?:contraindications?|exclusions?)\b|(?:no (?:\w+ ){1,2}of|not have(?: any)?|without(?: any)?|absence of)\W*$)",
    re.IGNORECASE,
)
"""What a list under these words names is what must not be, whatever else they say of it in parentheses."""
_ASIDE = re.compile(r"\([^()]*\)")
_NONE = re.compile(r"\b(?:none|neither)\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:no|not|never|without|absence|lack|cannot|free)\b(?P<between>.*?)\b(?:following|below|these)\b", re.IGNORECASE
)
_NOT_LIMITED = re.compile(r"\b(?:but )?(?:is |are )?not (?:be )?limited to\b", re.IGNORECASE)
_PREMISE = re.compile(r"\b(?:if|when|where|until)\b[^,:]*?(?:,|\bthen\b)", re.IGNORECASE)
"""What a list is asked for under; what it denies is not the list: "If none was found, then ALL of the following"."""
_CAUSES = re.compile(
    r"\b(?:due|because|after|despite|since|trial|respon\w+|tolera\w+|improve\w*|control\w*|relie\w+|achiev\w+)\b",
    re.IGNORECASE,
)
_UNSURE = frozenset("for to in with by when if from".split())


def list_sign(item: Criterion, lead: str) -> int:
    """Whether a list negates its items by its operator or its lead-in: 1 no, -1 yes, 0 where the words leave it open.

    "Absence of ANY of the following" negates; "not a candidate for surgery due to ANY of the following" does not, since
    there the items are the reasons.
    """
    if item.operator is Operator.NONE_OF:
        return -1
    lead = _NOT_LIMITED.sub("", _ASIDE.sub(" ", lead))
    if _EXCEPTION.search(lead) or _EXCLUSION.search(lead):
        return -1
    if _WITHOUT.search(lead):
        return -1
    lead = _PREMISE.sub("", lead)
    if _NONE.search(lead):
        return -1
    found = _NEGATION.search(lead)
    if not found or _CAUSES.search(found["between"]):
        return 1
    return 0 if _UNSURE.intersection(found["between"].casefold().split()) else -1


def under_premise(lead: str) -> bool:
    """Whether a lead-in asks for its list in some cases alone: "If no guideline is at hand, then ALL must be met"."""
    return bool(_PREMISE.search(_ASIDE.sub(" ", lead)))


def excepts(lead: str) -> bool:
    """Whether a lead-in opens an exception from what stands around it: "unless ONE of the following applies"."""
    return bool(_EXCEPTION.search(_NOT_LIMITED.sub("", lead)))


def one_more(operator: Operator) -> Effect:
    """What an item more does to a list at a fixed minimum. The negation of NONE OF is in its sign."""
    if operator is Operator.ALL:
        return Effect.NARROWS
    return Effect.UNSETTLED if operator is Operator.UNCLEAR else Effect.WIDENS


def added(at: Position) -> Derived:
    """The direction of an item that came to the innermost list."""
    effect = one_more(at.steps[-1].operator).under(at.sign)
    return Derived(effect.direction, f"added under {at.place}{at.remark}")


def removed(at: Position) -> Derived:
    """The direction of an item that left the innermost list."""
    effect = one_more(at.steps[-1].operator).opposite.under(at.sign)
    return Derived(effect.direction, f"removed under {at.place}{at.remark}")


def condition_added(at: Position) -> Derived:
    """The direction of a further condition on what stands at a position."""
    return Derived(
        Effect.NARROWS.under(at.sign).direction, f"a condition more on what stands under {at.place}{at.remark}"
    )


def condition_removed(at: Position) -> Derived:
    return Derived(
        Effect.WIDENS.under(at.sign).direction, f"a condition less on what stands under {at.place}{at.remark}"
    )


def combination_effect(old: Placed, new: Placed, items: int) -> Effect:
    """What another operator or minimum does to a list of so many items."""
    if Operator.UNCLEAR in (old.operator, new.operator):
        return Effect.UNSETTLED
    if old.operator is new.operator is Operator.NONE_OF:
        return Effect.SAME
    if Operator.NONE_OF in (old.operator, new.operator):
        return Effect.UNSETTLED
    before, after = _needed(old, items), _needed(new, items)
    if before == after:
        return Effect.SAME
    return Effect.NARROWS if after > before else Effect.WIDENS


def wrapping_effect(outer: Placed, own: Placed, items: int) -> Effect:
    """What it does to so many items of a list that they become a list of their own in it."""
    if items == 1:
        return Effect.NARROWS if _needed(own, 1) > 1 else Effect.SAME
    if Operator.AT_LEAST in (outer.operator, own.operator) and outer.operator is not Operator.ALL:
        # Where so many have to hold, it matters that several now count as one.
        return Effect.UNSETTLED
    return combination_effect(outer, own, items)


def _needed(part: Placed, items: int) -> int:
    """How many of so many items have to hold."""
    if part.operator is Operator.ALL:
        return items
    return 1 if part.operator is Operator.ANY else part.minimum or 1


def combined_otherwise(was: Position, at: Position, effect: Effect, how: str) -> Derived:
    """The direction of another operator or minimum of a list whose items stood and stand at positions."""
    outer = Position(at.determination, at.steps[:-1])
    sign = _list_sign_at(at) if _list_sign_at(was) == _list_sign_at(at) else 0
    return Derived(effect.under(sign).direction, f"{how} in {outer.place}{at.remark}")


def _list_sign_at(items: Position) -> int:
    """The sign of a list itself, by where its items stand."""
    own = items.steps[-1]
    return Position(items.determination, items.steps[:-1]).sign * (1 if own.operator is Operator.NONE_OF else own.sign)


def transition(old: Determination, new: Determination) -> Derived:
    """The direction of another determination of the same service."""
    before, after = determination_sign(old), determination_sign(new)
    if 0 in (before, after):
        return Derived(Direction.INDETERMINATE, "no determination is stated on one side")
    if before < after:
        return Derived(Direction.PERMISSIVE, "not covered before, covered now")
    if before > after:
        return Derived(Direction.RESTRICTIVE, "covered before, not covered now")
    if before < 0:
        return Derived(Direction.LATERAL, "covered neither before nor now; the ground of denial differs")
    return Derived(
        Direction.INDETERMINATE, "covered before and now, on another ground; the text does not say what follows"
    )


def reach(widened: bool, determination: Determination) -> Derived:
    """The direction of a statement that reaches further, or less far, than before."""
    effect = (Effect.WIDENS if widened else Effect.NARROWS).under(determination_sign(determination))
    return Derived(
        effect.direction, f"{statement_name(determination)} reaches {'further' if widened else 'less far'} than before"
    )
