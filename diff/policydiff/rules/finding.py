"""What a rule finds, before it is given its fingerprint."""

from dataclasses import dataclass

from policydiff.changes import Direction, Evidence, Rule, Witness


@dataclass(frozen=True, slots=True)
class Finding:
    """A change by the rule that found it. ``why`` derives the direction, ``confidence`` is that of the pairing.

    ``echoes`` are findings that this one stands for.
    """

    rule: Rule
    direction: Direction
    service: str | None
    old: Evidence | None
    new: Evidence | None
    why: str
    confidence: float = 1.0
    witness: Witness | None = None
    echoes: tuple["Finding", ...] = ()
