"""Whom and what a statement is about: its services, the rest of all uses, patients, lines of business."""

import re
from collections.abc import Iterator

from policydiff import direction
from policydiff.align.alternatives import alternatives
from policydiff.align.records import StatementPair
from policydiff.align.statements import Stated
from policydiff.changes import Action, Area, Direction, Rule
from policydiff.direction import Derived
from policydiff.edits import Edit, edits
from policydiff.rules import quotes
from policydiff.rules.finding import Finding
from policydiff.rules.thresholds import THRESHOLDS
from policydiff.wording import Difference, closeness, differences


def _rule(name: str, summary: str, mirror: str) -> Rule:
    return Rule(f"statement-{name}", Area.STATEMENT, Action.CHANGED, summary, mirror=f"statement-{mirror}")


WIDENED = _rule("scope-widened", "A statement names a service that it did not name before.", "scope-narrowed")
NARROWED = _rule("scope-narrowed", "A statement no longer names a service.", "scope-widened")
RESIDUAL_GAINED = _rule("residual-gained", "A statement now reaches everything else.", "residual-lost")
RESIDUAL_LOST = _rule("residual-lost", "A statement no longer reaches everything else.", "residual-gained")
POPULATION_WIDENED = _rule(
    "population-widened", "A statement holds for more groups of patients.", "population-narrowed"
)
POPULATION_NARROWED = _rule(
    "population-narrowed", "A statement holds for fewer groups of patients.", "population-widened"
)
POPULATION_CHANGED = _rule(
    "population-changed", "A statement holds for other groups of patients.", "population-changed"
)
BUSINESS_WIDENED = _rule(
    "line-of-business-widened", "A statement holds for more lines of business.", "line-of-business-narrowed"
)
BUSINESS_NARROWED = _rule(
    "line-of-business-narrowed", "A statement holds for fewer lines of business.", "line-of-business-widened"
)
BUSINESS_CHANGED = _rule(
    "line-of-business-changed", "A statement holds for other lines of business.", "line-of-business-changed"
)

RULES = (
    WIDENED,
    NARROWED,
    RESIDUAL_GAINED,
    RESIDUAL_LOST,
    POPULATION_WIDENED,
    POPULATION_NARROWED,
    POPULATION_CHANGED,
    BUSINESS_WIDENED,
    BUSINESS_NARROWED,
    BUSINESS_CHANGED,
)

Name = tuple[str, ...]

_LIMITS = re.compile(
    r"\b(?:once|twice|one time)(?=\s*(?:[.,;:)]|$)| (?:per|every|each|during|within|for|daily|weekly|monthly|yearly)\b"
    r"| in (?:an?|any|his|her|their|the|\d+)\b| an? (?:day|week|month|year|lifetime|pregnancy)\b)"
    r"|\b(?:per|in a|in (?:his|her|their)) (?:member )?lifetime\b"
    r"|\b(?:no|not) more than (?:one|two|three|\d)",
    re.IGNORECASE,
)
"""How often a service is covered: words of a statement that takes as it gives. "Once candles have failed" is none."""
_RENAMED = 0.75
"""Likeness from which two names of services are taken for one service renamed."""


def services(pair: StatementPair, elsewhere: frozenset[Name] = frozenset()) -> Iterator[Finding]:
    """Services that a statement names now and did not before, and the other way round.

    ``elsewhere`` are services that a statement beside it names instead, with the same to say of them. A name that
    became more specific ("therapy" to "home therapy") is one change: the statement reaches less far.
    """
    came, went = (
        {name: printed for name, printed in _only_in(*sides) if name not in elsewhere}
        for sides in ((pair.new, pair.old), (pair.old, pair.new))
    )
    for old, new in [(old, new) for new in came for old in went]:
        if old not in went or new not in came:
            continue
        if limits := _other_limits(old, new):
            del went[old], came[new]
            yield from (_limited(pair, edit) for edit in limits)
        elif _specifies(new, old) is not _specifies(old, new):
            yield _renamed(pair, went.pop(old), came.pop(new), widened=_specifies(old, new))
    for printed in came.values():
        yield _scope(WIDENED, direction.reach(True, pair.new.determination), printed, pair)
    for printed in went.values():
        yield _scope(NARROWED, direction.reach(False, pair.old.determination), printed, pair)


def _specifies(name: Name, other: Name) -> bool:
    """Whether a name is another one with further words that narrow it, or one of the alternatives that it names."""
    if any(name in several for several in alternatives(other)):
        return True
    return set(other) < set(name) and not {"and", "or"} & (set(name) - set(other))


def _other_limits(old: Name, new: Name) -> tuple[Edit, ...]:
    """What became of the numbers of a name that is otherwise the same; empty where more than a number changed."""
    if differences(old, new) != (Difference.NUMBERS,):
        return ()
    found = edits(old, new)
    return found if all(edit.kind in THRESHOLDS for edit in found) else ()


def _limited(pair: StatementPair, edit: Edit) -> Finding:
    sign = direction.determination_sign(pair.new.determination)
    if sign != direction.determination_sign(pair.old.determination):
        sign = 0
    why = f"{edit.why}, in {direction.statement_name(pair.new.determination)}"
    old, new = quotes.subject(pair.old.statement), quotes.subject(pair.new.statement)
    towards = edit.effect.under(sign).direction
    return Finding(THRESHOLDS[edit.kind], towards, quotes.service_name(pair.new), old, new, why, pair.confidence)


def _renamed(pair: StatementPair, old: str, new: str, widened: bool) -> Finding:
    """A service whose name says less, or more, than before.

    "Testing is allowed once" limits as much as it allows: where it reaches less far, less is limited too.
    """
    derived = direction.reach(widened, pair.new.determination)
    if any(side.determination.covered and _LIMITS.search(side.statement.text) for side in (pair.old, pair.new)):
        derived = Derived(Direction.INDETERMINATE, f"{derived.why}, which limits how often")
    return _scope(WIDENED if widened else NARROWED, derived, f"{old} became {new}", pair, service=new)


def _scope(rule: Rule, derived: Derived, printed: str, pair: StatementPair, service: str | None = None) -> Finding:
    return Finding(
        rule,
        derived.direction,
        service or printed,
        quotes.subject(pair.old.statement),
        quotes.subject(pair.new.statement),
        f"{derived.why}: {printed}",
        pair.confidence,
    )


def _only_in(here: Stated, there: Stated) -> Iterator[tuple[Name, str]]:
    """Services of one version that the other knows under no like name, and that are no echo of an item of its list."""
    if not here.services or not there.services:
        return
    unknown = [name for name in there.services if name not in here.services]
    items = {part.words for part in here.tree.below()} if here.tree else set()
    for name, printed in here.services.items():
        if name in there.services or name in items:
            continue
        renamed = next((other for other in unknown if _same_service(name, other)), None)
        if renamed is None:
            yield name, printed
        else:
            unknown.remove(renamed)


def _same_service(name: Name, other: Name) -> bool:
    if _specifies(name, other) or _specifies(other, name):
        return False
    kinds = differences(name, other)
    return closeness(name, other) >= _RENAMED and set(kinds) <= {"words"}


def residual(pair: StatementPair) -> Iterator[Finding]:
    """A statement that now speaks of everything else, or no longer does."""
    before, after = pair.old.statement.residual, pair.new.statement.residual
    if before == after:
        return
    rule = RESIDUAL_GAINED if after else RESIDUAL_LOST
    derived = direction.reach(after, (pair.new if after else pair.old).determination)
    yield Finding(
        rule,
        derived.direction,
        quotes.service_name(pair.new),
        quotes.remainder(pair.old.statement),
        quotes.remainder(pair.new.statement),
        derived.why,
        pair.confidence,
    )


def population(pair: StatementPair) -> Iterator[Finding]:
    """Other groups of patients."""
    before, after = set(pair.old.statement.populations), set(pair.new.statement.populations)
    yield from _limits(
        pair, before, after, (POPULATION_WIDENED, POPULATION_NARROWED, POPULATION_CHANGED), "groups of patients"
    )


def lines_of_business(pair: StatementPair) -> Iterator[Finding]:
    """Other lines of business."""
    before, after = set(pair.old.statement.lines_of_business), set(pair.new.statement.lines_of_business)
    yield from _limits(
        pair, before, after, (BUSINESS_WIDENED, BUSINESS_NARROWED, BUSINESS_CHANGED), "lines of business"
    )


def _limits(
    pair: StatementPair, before: set[str], after: set[str], rules: tuple[Rule, Rule, Rule], what: str
) -> Iterator[Finding]:
    """What a statement is limited to. To name none is to hold for all."""
    if before == after:
        return
    widened = bool(before) and (not after or before < after)
    narrowed = bool(after) and (not before or after < before)
    change = f"{_named(before)} became {_named(after)} {what}"
    if widened or narrowed:
        rule = rules[0] if widened else rules[1]
        derived = direction.reach(widened, pair.new.determination)
        towards, why = derived.direction, f"{derived.why}: {change}"
    else:
        rule, towards, why = rules[2], Direction.INDETERMINATE, f"some gained and others lost: {change}"
    old, new = quotes.sentence(pair.old.statement), quotes.sentence(pair.new.statement)
    yield Finding(rule, towards, quotes.service_name(pair.new), old, new, why, pair.confidence)


def _named(values: set[str]) -> str:
    return ", ".join(sorted(values)) or "all"
