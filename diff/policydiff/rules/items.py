"""Paired items of a list whose words changed."""

from collections.abc import Iterator

from policydiff.align.pairing import Pair
from policydiff.align.placed import Placed
from policydiff.align.records import StatementPair
from policydiff.changes import Action, Area, Direction, Rule
from policydiff.direction import Effect, Position, position
from policydiff.edits import ALLOWING, Edit, Kind, edits, edits_of
from policydiff.rules import quotes
from policydiff.rules.finding import Finding
from policydiff.rules.thresholds import THRESHOLDS
from policydiff.wording import same_letters, without_joints
from policyextract.records import Operator


def _rule(name: str, summary: str, mirror: str) -> Rule:
    return Rule(f"criterion-{name}", Area.CRITERION, Action.CHANGED, summary, mirror=f"criterion-{mirror}")


REWORDED = _rule(
    "reworded", "A criterion has other words. Editorial where they mean the same, else indeterminate.", "reworded"
)
NEGATED = _rule("negated", "A negation came into a criterion or left it, and nothing else changed.", "negated")
EXCEPTION_ADDED = _rule(
    "exception-added", "A criterion has an exception (“unless”, “except”) more.", "exception-removed"
)
EXCEPTION_REMOVED = _rule(
    "exception-removed", "A criterion has an exception (“unless”, “except”) less.", "exception-added"
)
ALTERNATIVE_ADDED = _rule("alternative-added", "A criterion names an alternative (“or”) more.", "alternative-removed")
ALTERNATIVE_REMOVED = _rule("alternative-removed", "A criterion names an alternative (“or”) less.", "alternative-added")
QUALIFIER_ADDED = _rule(
    "qualifier-added", "A criterion says the same with a further qualification.", "qualifier-removed"
)
QUALIFIER_REMOVED = _rule(
    "qualifier-removed", "A criterion says the same with a qualification less.", "qualifier-added"
)

RULES = (
    REWORDED,
    NEGATED,
    EXCEPTION_ADDED,
    EXCEPTION_REMOVED,
    ALTERNATIVE_ADDED,
    ALTERNATIVE_REMOVED,
    QUALIFIER_ADDED,
    QUALIFIER_REMOVED,
)

_RULES = THRESHOLDS | {
    Kind.REWORDED: REWORDED,
    Kind.NEGATED: NEGATED,
    Kind.EXCEPTION_ADDED: EXCEPTION_ADDED,
    Kind.EXCEPTION_REMOVED: EXCEPTION_REMOVED,
    Kind.ALTERNATIVE_ADDED: ALTERNATIVE_ADDED,
    Kind.ALTERNATIVE_REMOVED: ALTERNATIVE_REMOVED,
    Kind.QUALIFIER_ADDED: QUALIFIER_ADDED,
    Kind.QUALIFIER_REMOVED: QUALIFIER_REMOVED,
}


def rewordings(pair: StatementPair) -> Iterator[Finding]:
    """What was done to the words of paired items. The list as a whole speaks through the statement's sentence."""
    for same in pair.tree.pairs if pair.tree else ():
        if same.new.parent and same.old.parent and same.new.is_list == same.old.is_list:
            yield from _reworded(same, pair)


def _reworded(same: Pair[Placed], pair: StatementPair) -> Iterator[Finding]:
    old, new = same.old, same.new
    was, at = position(pair.old.statement, old), position(pair.new.statement, new)
    service = quotes.service_name(pair.new)
    before, after = quotes.lead(old, pair.old.statement), quotes.lead(new, pair.new.statement)
    texts = without_joints(old.item.text), without_joints(new.item.text)
    # What a lead-in says more may as well be the case in which alone its list is asked for.
    found = edits(old.words, new.words) if new.is_list else edits_of(old.words, new.words, *texts)
    for edit in found:
        effect = _effect(edit, was, at)
        why = f"{edit.why}, under {at.place}{at.remark}"
        yield Finding(_RULES[edit.kind], effect.direction, service, before, after, why, same.confidence)
    if not found and new.words and _combine_alike(old, new) and not same_letters(*texts):
        why = "numbers, negations, modals and operators agree; other words of the same meaning"
        yield Finding(REWORDED, Direction.EDITORIAL, service, before, after, why, same.confidence)


def _combine_alike(old: Placed, new: Placed) -> bool:
    """Whether two items combine what stands under them alike; if not, their words say so, and a rule tells it."""
    return (old.operator, old.minimum) == (new.operator, new.minimum)


def _effect(edit: Edit, was: Position, at: Position) -> Effect:
    """What an edit does to coverage, where the item stood and stands."""
    if edit.kind is Kind.EXCEPTION_ADDED:
        return _exception(edit, was, at)
    if edit.kind is Kind.EXCEPTION_REMOVED:
        return _exception(edit, was, at).opposite
    return edit.effect.under(at.sign if was.sign == at.sign else 0)


def _exception(edit: Edit, was: Position, at: Position) -> Effect:
    """What an exception does: it takes back a denial, waives a requirement ("unless"), or takes cases out of a list.

    A sentence of its own ("Exception: ...") may allow as well as forbid; its words may say which.
    """
    waives = edit.why == "unless"
    signs = {was.sign, at.sign}
    operators = {was.steps[-1].operator, at.steps[-1].operator}
    if signs == {-1} or (signs == {1} and edit.why == ALLOWING):
        return Effect.WIDENS
    if signs == {1} and operators == {Operator.ANY} and not waives and edit.why != "exception":
        return Effect.NARROWS
    if signs == {1} and operators <= {Operator.ALL, Operator.AT_LEAST} and waives:
        return Effect.WIDENS
    return Effect.UNSETTLED
