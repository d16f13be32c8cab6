"""Lists that combine their items otherwise: another operator, another minimum."""

from collections.abc import Iterator
from itertools import permutations

from policydiff.align.pairing import Pair
from policydiff.align.records import StatementPair
from policydiff.align.trees import Placed
from policydiff.changes import Action, Area, Rule
from policydiff.direction import Step, combination_effect, combined_otherwise, inside
from policydiff.rules import quotes
from policydiff.rules.finding import Finding
from policyextract.records import Criterion, Operator

RAISED = Rule(
    "criterion-minimum-raised",
    Area.CRITERION,
    Action.CHANGED,
    "More items of a list have to hold.",
    mirror="criterion-minimum-lowered",
)
LOWERED = Rule(
    "criterion-minimum-lowered",
    Area.CRITERION,
    Action.CHANGED,
    "Fewer items of a list have to hold.",
    mirror="criterion-minimum-raised",
)


def _operator_rule(old: Operator, new: Operator) -> Rule:
    before, after = (value.replace("_", "-") for value in (old, new))
    return Rule(
        f"criterion-operator-{before}-to-{after}",
        Area.CRITERION,
        Action.CHANGED,
        f"A list that asked for {_spoken(old)} asks for {_spoken(new)}.",
        mirror=f"criterion-operator-{after}-to-{before}",
    )


def _spoken(operator: Operator) -> str:
    words = {Operator.NONE_OF: "none of its items", Operator.AT_LEAST: "at least so many of its items"}
    return words.get(
        operator, f"{operator.value} of its items" if operator is not Operator.UNCLEAR else "it is unclear what"
    )


OPERATORS = {(old, new): _operator_rule(old, new) for old, new in permutations(Operator, 2)}

RULES = (RAISED, LOWERED, *OPERATORS.values())


def combinations(pair: StatementPair) -> Iterator[Finding]:
    """Paired lists that combine their items otherwise."""
    for same in pair.tree.pairs if pair.tree else ():
        rule = _rule(same.old.item, same.new.item)
        # How a single item combines means nothing, and lists often say it out of habit.
        if rule is None or min(len(same.old.children), len(same.new.children)) < 2:
            continue
        effect = combination_effect(same.old.item, same.new.item, _kept(pair, same))
        how = f"{_name(same.old.item)} became {_name(same.new.item)}"
        was, at = inside(pair.old.statement, same.old), inside(pair.new.statement, same.new)
        derived = combined_otherwise(was, at, effect, how)
        yield Finding(
            rule,
            derived.direction,
            quotes.service_name(pair.new),
            quotes.lead(same.old, pair.old.statement),
            quotes.lead(same.new, pair.new.statement),
            derived.why,
            same.confidence,
        )


def _rule(old: Criterion, new: Criterion) -> Rule | None:
    if old.operator is None or new.operator is None:
        return None
    if old.operator is not new.operator:
        return OPERATORS[old.operator, new.operator]
    if old.minimum == new.minimum:
        return None
    return RAISED if (new.minimum or 0) > (old.minimum or 0) else LOWERED


def _kept(pair: StatementPair, same: Pair[Placed]) -> int:
    """How many items both lists have; where they share hardly any, those of the shorter one."""
    assert pair.tree is not None
    partners = {id(found.old): found.new for found in pair.tree.pairs}
    kept = sum(partners.get(id(child), same.old).parent is same.new for child in same.old.children)
    return kept if kept > 1 else min(len(same.old.children), len(same.new.children))


def _name(item: Criterion) -> str:
    return Step(item.operator or Operator.UNCLEAR, item.minimum).name
