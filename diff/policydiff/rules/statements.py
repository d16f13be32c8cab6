"""Statements that came, went, or give their service another determination."""

from collections.abc import Iterator
from itertools import permutations

from policydiff import direction
from policydiff.align.records import Alignment, StatementPair
from policydiff.align.statements import Stated
from policydiff.changes import Action, Area, Direction, Rule
from policydiff.rules import quotes
from policydiff.rules.finding import Finding
from policyextract.records import Determination

ADDED = Rule(
    "statement-added",
    Area.STATEMENT,
    Action.ADDED,
    "A coverage statement is new.",
    mirror="statement-removed",
)
REMOVED = Rule(
    "statement-removed",
    Area.STATEMENT,
    Action.REMOVED,
    "A coverage statement is gone.",
    mirror="statement-added",
)
RESIDUAL_ADDED = Rule(
    "statement-residual-added",
    Area.STATEMENT,
    Action.ADDED,
    "A statement about everything else (“any other indication”) is new.",
    mirror="statement-residual-removed",
)
RESIDUAL_REMOVED = Rule(
    "statement-residual-removed",
    Area.STATEMENT,
    Action.REMOVED,
    "A statement about everything else (“any other indication”) is gone.",
    mirror="statement-residual-added",
)


def _transition_rule(old: Determination, new: Determination) -> Rule:
    before, after = (value.replace("_", "-") for value in (old, new))
    return Rule(
        f"statement-{before}-to-{after}",
        Area.STATEMENT,
        Action.CHANGED,
        f"A service that was {old.value.replace('_', ' ')} is now {new.value.replace('_', ' ')}.",
        direction=direction.transition(old, new).direction,
        mirror=f"statement-{after}-to-{before}",
    )


_STATED: tuple[Determination, ...] = tuple(value for value in Determination if value is not Determination.UNSPECIFIED)
TRANSITIONS = {(old, new): _transition_rule(old, new) for old, new in permutations(_STATED, 2)}

SPLIT = Rule(
    "statement-split",
    Area.STATEMENT,
    Action.CHANGED,
    "What one statement said of several services, or listed as alternatives, stands in several statements.",
    direction=Direction.EDITORIAL,
    mirror="statement-merged",
)
MERGED = Rule(
    "statement-merged",
    Area.STATEMENT,
    Action.CHANGED,
    "What several statements said of a service each, or listed as alternatives, stands in one statement.",
    direction=Direction.EDITORIAL,
    mirror="statement-split",
)

OF_THE_REST = "; said of any other indication"
"""How the derivation of another determination ends where only uses that are not named have it."""

RULES = (ADDED, REMOVED, RESIDUAL_ADDED, RESIDUAL_REMOVED, SPLIT, MERGED, *TRANSITIONS.values())


def came_and_went(alignment: Alignment) -> Iterator[Finding]:
    """Statements without a partner."""
    for lone in alignment.lone.added:
        rule = RESIDUAL_ADDED if lone.part.statement.residual else ADDED
        derived = direction.reach(True, lone.part.determination)
        why = f"{direction.statement_name(lone.part.determination)} is new"
        yield Finding(
            rule, derived.direction, quotes.service_name(lone.part), None, quotes.whole(lone.part), why, lone.confidence
        )
    for lone in alignment.lone.removed:
        rule = RESIDUAL_REMOVED if lone.part.statement.residual else REMOVED
        derived = direction.reach(False, lone.part.determination)
        why = f"{direction.statement_name(lone.part.determination)} is gone"
        yield Finding(
            rule, derived.direction, quotes.service_name(lone.part), quotes.whole(lone.part), None, why, lone.confidence
        )


def parted(alignment: Alignment) -> Iterator[Finding]:
    """Statements that were split or merged, with the same to say of the same services."""
    for found in alignment.parted:
        whole, parts = quotes.whole(found.whole), quotes.together(found.parts)
        old, new = (whole, parts) if found.split else (parts, whole)
        same = "alternatives for" if found.carried else "said of"
        why = f"the same {same} the same services, in {len(found.parts)} statements or in one"
        rule = SPLIT if found.split else MERGED
        yield Finding(rule, Direction.EDITORIAL, quotes.service_name(found.whole), old, new, why, 0.9)


def transition(pair: StatementPair) -> Iterator[Finding]:
    """Another determination of the same service. The sentence is quoted, for a verdict alone does not say of what."""
    rule = TRANSITIONS.get((pair.old.determination, pair.new.determination))
    if rule is None:
        return
    derived = direction.transition(pair.old.determination, pair.new.determination)
    yield Finding(
        rule,
        derived.direction,
        _kept_services(pair),
        quotes.sentence(pair.old.statement),
        quotes.sentence(pair.new.statement),
        derived.why + (OF_THE_REST if pair.old.statement.residual and pair.new.statement.residual else ""),
        pair.confidence,
    )


def _kept_services(pair: StatementPair) -> str | None:
    """The services that both versions name; those of the new one where the names do not meet."""
    kept = [printed for name, printed in pair.new.services.items() if name in pair.old.services]
    return "; ".join(kept) or quotes.service_name(pair.new)


def coverage_flipped(old: Stated, new: Stated) -> bool:
    """Whether coverage turned into denial or the other way round: then the list means the opposite of what it did."""
    return direction.determination_sign(old.determination) != direction.determination_sign(new.determination)
