"""Numbers that decide: by comparator and unit, in criteria and in statements."""

from policydiff.changes import Action, Area, Rule
from policydiff.edits import Kind


def _rule(kind: Kind, action: Action, summary: str, mirror: Kind) -> Rule:
    return Rule(kind.value, Area.CRITERION, action, summary, mirror=mirror.value)


THRESHOLDS = {
    rule.id: rule
    for rule in (
        _rule(
            Kind.THRESHOLD_TIGHTENED,
            Action.CHANGED,
            "A number lets fewer cases through: ≥ 18 years became ≥ 21 years.",
            Kind.THRESHOLD_LOOSENED,
        ),
        _rule(
            Kind.THRESHOLD_LOOSENED,
            Action.CHANGED,
            "A number lets more cases through: ≥ 18 years became ≥ 12 years.",
            Kind.THRESHOLD_TIGHTENED,
        ),
        _rule(
            Kind.THRESHOLD_CHANGED,
            Action.CHANGED,
            "A number changed, and comparator and unit do not tell what that does.",
            Kind.THRESHOLD_CHANGED,
        ),
        _rule(
            Kind.THRESHOLD_ADDED,
            Action.CHANGED,
            "A number was put into an otherwise unchanged text.",
            Kind.THRESHOLD_REMOVED,
        ),
        _rule(
            Kind.THRESHOLD_REMOVED,
            Action.CHANGED,
            "A number was taken out of an otherwise unchanged text.",
            Kind.THRESHOLD_ADDED,
        ),
    )
}
"""By the kind of edit, which is the rule's id."""

RULES = tuple(THRESHOLDS.values())
