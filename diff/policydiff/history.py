"""What the library of stored versions answers: the versions of a policy in their order, and which was in force when.

Published JSON, as records and diffs are. Dates are ISO text at the precision printed; times of decisions are UTC.
"""

from collections.abc import Iterable
from enum import StrEnum

from policydiff.changes import Version, VersionDiff
from policyextract.records import Determination, Model, Payer, PolicyRecord, Source

SCHEMA_VERSION = "1.0"


class DecisionStatus(StrEnum):
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DEFERRED = "deferred"


class Decision(Model):
    """What a committee decided on a change, and when (ISO, UTC). The newest of a fingerprint is the one that holds."""

    fingerprint: str
    status: DecisionStatus
    owner: str | None
    note: str | None
    decided_at: str


class Policy(Model):
    """One line of versions. ``name`` is what commands call it by: payer and number, such as "cigna/0261"."""

    name: str
    payer: Payer
    policy_number: str | None
    title: str | None
    lines_of_business: tuple[str, ...]


class Position(Model):
    """What a version says of one service, for a timeline: the determination of one of its statements."""

    service: str
    determination: Determination
    residual: bool


class HistoryStep(Model):
    """One version in its place.

    ``in_force_from`` is the date that the version goes by, ``in_force_until`` that of the next (excluded; null for the
    newest). ``renderings`` are other files of the same version. ``diff`` is what changed from the version before it,
    null for the first. ``remarks`` say what is not settled about its place.
    """

    version: Version
    in_force_from: str | None
    in_force_until: str | None
    renderings: tuple[Source, ...] = ()
    positions: tuple[Position, ...] = ()
    diff: VersionDiff | None = None
    remarks: tuple[str, ...] = ()


class History(Model):
    """A policy over time, the oldest version first, with what was decided on its changes."""

    schema_version: str = SCHEMA_VERSION
    policy: Policy
    steps: tuple[HistoryStep, ...]
    decisions: tuple[Decision, ...] = ()


class Certainty(StrEnum):
    """How sure it is that a version was in force on a date."""

    CERTAIN = "certain"
    """Its effective date and that of the next version are printed, and the log of the next reaches back and names no
    version between them; or the date is the effective date itself."""
    LIKELY = "likely"
    """The best answer that the library has; ``why`` says what is not known."""
    UNKNOWN = "unknown"
    """It cannot be known: before the first version, or the date is too vague to choose."""


class AsOf(Model):
    """Which version was in force on a date of service. ``candidates``: those between which the date cannot choose."""

    schema_version: str = SCHEMA_VERSION
    policy: Policy
    date: str
    certainty: Certainty
    why: tuple[str, ...]
    version: Version | None
    candidates: tuple[Version, ...] = ()
    record: PolicyRecord | None = None


def decisions_in_force(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The decision that holds on each change, by its fingerprint: the newest, of the same moment the last given."""
    held: dict[str, Decision] = {}
    for decision in decisions:
        before = held.get(decision.fingerprint)
        if before is None or decision.decided_at >= before.decided_at:
            held[decision.fingerprint] = decision
    return held
