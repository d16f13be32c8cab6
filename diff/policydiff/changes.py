"""What a diff is made of: rules, changes and the result of comparing two versions. Published JSON, as records are."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from policyextract.document import Provenance
from policyextract.records import Model, Payer, Source

SCHEMA_VERSION = "1.0"


class Area(StrEnum):
    STATEMENT = "statement"
    CRITERION = "criterion"
    CODE = "code"
    DATE = "date"
    METADATA = "metadata"
    REVISION = "revision"
    REFERENCE = "reference"


class Action(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Direction(StrEnum):
    """What a change does to the patients and services that qualify.

    ``LATERAL``: covered neither before nor after, but the ground of denial, and so the appeal, differs.
    ``INDETERMINATE``: the text does not settle it.
    """

    RESTRICTIVE = "restrictive"
    PERMISSIVE = "permissive"
    LATERAL = "lateral"
    INDETERMINATE = "indeterminate"
    EDITORIAL = "editorial"
    ADMINISTRATIVE = "administrative"

    @property
    def opposite(self) -> "Direction":
        """The direction of the same change read from new to old."""
        swapped = {Direction.RESTRICTIVE: Direction.PERMISSIVE, Direction.PERMISSIVE: Direction.RESTRICTIVE}
        return swapped.get(self, self)

    @property
    def substantive(self) -> bool:
        """Whether somebody has to decide on the change."""
        return self not in (Direction.EDITORIAL, Direction.ADMINISTRATIVE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of change. ``id`` is area-what-how and never changes its meaning.

    ``mirror`` is the id of the rule that fires when old and new are swapped (its own id where it is its own mirror); a
    rule without a mirror says why in ``no_mirror``. ``direction`` is None where the calculus computes it.
    """

    id: str
    area: Area
    action: Action
    summary: str
    direction: Direction | None = None
    mirror: str | None = None
    no_mirror: str | None = None


class Evidence(Model):
    """What stands on one side of a change: the words that changed, and where."""

    text: str
    provenance: Provenance | None = None


class Echo(Model):
    """What a change of determination did along the way, such as an item of the list that came or went with it."""

    rule: str
    old: Evidence | None
    new: Evidence | None


class Qualified(StrEnum):
    """On which side of a change a patient qualifies for coverage."""

    BEFORE = "before"
    NOW = "now"


class Witness(Model):
    """The smallest patient profile that qualifies for coverage on one side of a diff alone.

    ``holds`` are the criteria that hold for the patient, in the order of the document, ``fails`` those that must not;
    of the rest it does not matter. Criteria that only changed their words are taken to hold as they did.
    """

    qualified: Qualified
    holds: tuple[str, ...]
    fails: tuple[str, ...]


class Change(Model):
    """One change. ``why`` derives the direction in one line; ``confidence`` (0 to 1) is how sure the pairing is.

    ``witness`` is there for the gravest change of a statement's criteria in either way, where one can be found.
    ``echoes`` is what a flip of coverage stands for: it is no change of its own.
    """

    rule: str
    area: Area
    action: Action
    direction: Direction
    service: str | None
    old: Evidence | None
    new: Evidence | None
    why: str
    confidence: float
    fingerprint: str
    witness: Witness | None = None
    echoes: tuple[Echo, ...] = ()


class LogVerdict(StrEnum):
    """The payer's own log against what was found (design of the log check: a log is a claim)."""

    CONSISTENT = "consistent"
    SILENT_CHANGE = "silent_change"
    CLAIM_WITHOUT_CHANGE = "claim_without_change"
    LOG_GAP = "log_gap"
    NO_LOG = "no_log"


class LogCheck(Model):
    """One entry of the log (or the log as a whole, ``date`` null) and what it is worth."""

    date: str | None
    says: str
    verdict: LogVerdict
    changes: tuple[str, ...]
    why: str


class Verdict(StrEnum):
    """The diff in one word. ``MIXED``: some changes restrict and others permit."""

    NO_CHANGE = "no_change"
    EDITORIAL = "editorial"
    ADMINISTRATIVE = "administrative"
    RESTRICTIVE = "restrictive"
    PERMISSIVE = "permissive"
    MIXED = "mixed"
    LATERAL = "lateral"
    INDETERMINATE = "indeterminate"


class Version(Model):
    """What identifies one side of a diff."""

    source: Source
    payer: Payer
    policy_number: str | None
    title: str | None
    effective_date: str | None
    last_review_date: str | None
    next_review_date: str | None


class VersionDiff(Model):
    schema_version: str = SCHEMA_VERSION
    old: Version
    new: Version
    verdict: Verdict
    changes: tuple[Change, ...]
    revision_log: tuple[LogCheck, ...]


def fingerprint(rule: str, payer: str | None, policy: str | None, old: str | None, new: str | None) -> str:
    """The name under which a committee's decision on a change is kept: 12 hex digits that survive renumbering.

    SHA-256 over rule, payer, policy and the normalised words of both sides; labels and page numbers have no part in it.
    """
    # What compares words loads slowly; whoever only reads changes does without.
    from policydiff.wording import normalise

    parts = (rule, payer or "", policy or "", normalise(old or ""), normalise(new or ""))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
