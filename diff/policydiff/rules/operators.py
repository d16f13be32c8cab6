"""Lists that combine their items otherwise: another operator, another minimum."""

from collections.abc import Iterator
from itertools import permutations

from policydiff.align.pairing import Pair
from policydiff.align.placed import Placed
from policydiff.align.records import StatementPair
from policydiff.changes import Action, Area, Rule
from policydiff.direction import Effect, Step, combination_effect, combined_otherwise, inside
from policydiff.rules import quotes
from policydiff.rules.finding import Finding
from policyextract.records import Operator

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
        rule = _rule(same.old, same.new)
        if rule is None:
            continue
        effect = _effect(pair, same)
        how = f"{_name(same.old)} became {_name(same.new)}"
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


def _rule(old: Placed, new: Placed) -> Rule | None:
    if not old.is_list or not new.is_list:
        return None
    if old.operator is not new.operator:
        return OPERATORS[old.operator, new.operator]
    if old.minimum == new.minimum:
        return None
    return RAISED if (new.minimum or 0) > (old.minimum or 0) else LOWERED


def _effect(pair: StatementPair, same: Pair[Placed]) -> Effect:
    """What another operator does to the items that both lists have. Where they share none, it does not say anything."""
    assert pair.tree is not None
    tree = pair.tree
    kept = sum(tree.home(one.old) is same.old and tree.home(one.new) is same.new for one in tree.pairs)
    if kept == 0:
        return Effect.UNSETTLED
    counted = Operator.AT_LEAST in (same.old.operator, same.new.operator)
    # One kept item says nothing of ALL against ANY; what came and went then pulls the same way as the operator.
    items = kept if counted or kept > 1 else min(len(same.old.children), len(same.new.children))
    return combination_effect(same.old, same.new, items)


def _name(part: Placed) -> str:
    return Step(part.operator, part.minimum).name
