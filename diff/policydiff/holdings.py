"""What the library answers of all its policies at once: which there are, who lists a code, what changed, what is due.

Published JSON, as records and diffs are. Dates are ISO text at the precision printed.
"""

from enum import StrEnum

from policydiff.changes import Verdict, VersionDiff
from policydiff.history import Decision, Policy
from policyextract.records import CodeSystem, Determination, Model


class HeldPolicy(Model):
    """A policy of which versions are stored. What is said of dates is that of its current version.

    ``in_force_from`` is the date that the current version goes by, ``verdict`` what changed from the one before it.
    """

    policy: Policy
    versions: int
    in_force_from: str | None
    effective_date: str | None
    last_review_date: str | None
    next_review_date: str | None
    verdict: Verdict | None
    file: str


class VersionPlace(Model):
    """A place in a stored version, current or not: page and line of its file."""

    policy: Policy
    in_force_from: str | None
    in_force_until: str | None
    current: bool
    file: str
    page: int | None
    line: int | None


class Passage(StrEnum):
    """What kind of passage holds the words that were looked for."""

    STATEMENT = "statement"
    CRITERION = "criterion"


class Hit(Model):
    """A passage that holds words looked for.

    ``services`` and ``determination`` are those of the statement, or of the statement that the criterion belongs to.
    """

    passage: Passage
    text: str
    services: str
    determination: Determination
    at: VersionPlace


class Search(Model):
    """The passages found, by policy. ``more`` says whether there are others than these."""

    text: str
    hits: tuple[Hit, ...]
    more: bool


class ListedCode(Model):
    """A policy that lists a code, in a table (``heading``) or in a statement (``statement``, its id).

    ``code`` is as listed: a range that holds it, such as "A00-A09", among others. Since ``since`` each stored version
    lists it under this determination; ``since_first`` says that it is the first stored one, so that it may be older.
    """

    code: str
    system: CodeSystem | None
    determination: Determination
    description: str | None
    heading: str | None
    statement: str | None
    since: str | None
    since_first: bool
    at: VersionPlace


class CodeListing(Model):
    code: str
    listed: tuple[ListedCode, ...]


class ChangedVersion(Model):
    """What changed when a version took force. ``diff`` holds those of its changes that were asked for."""

    policy: Policy
    in_force_from: str
    diff: VersionDiff


class ChangesSince(Model):
    """The versions that took force on a date or later, the earliest first. ``decisions`` are all on their changes."""

    since: str
    versions: tuple[ChangedVersion, ...]
    decisions: tuple[Decision, ...]


class Due(StrEnum):
    OVERDUE = "overdue"
    SOON = "soon"


class DueReview(Model):
    """A current version whose next review, by its own date, is over or near. ``days`` from the day asked: below 0 where
    it is over. Of a month or year that is printed the last day counts.
    """

    policy: Policy
    next_review_date: str
    due: Due
    days: int
    in_force_from: str | None
    file: str


class DueReviews(Model):
    """The reviews over or near by a day, the earliest first. ``unknown`` current versions print no next review."""

    as_of: str
    within_days: int
    reviews: tuple[DueReview, ...]
    unknown: int


class Drift(Model):
    """What comes out otherwise than it is stored.

    Of a document (``file``): the ``fields`` of its record, or why it can no longer be read (``refusal``). Of a diff
    (``file`` and ``older_file``): the diff itself ("diff"), or that they are no longer one version ("rendering").
    """

    file: str
    sha256: str
    older_file: str | None = None
    fields: tuple[str, ...] = ()
    refusal: str | None = None


class Verification(Model):
    """Whether a library holds together: ``damages`` says what does not, in one line each.

    ``read_again`` documents were read once more, null where that was not asked for; ``drift`` is what came out
    otherwise, and ``updated`` says whether it is stored now.
    """

    documents: int
    policies: int
    damages: tuple[str, ...]
    read_again: int | None
    drift: tuple[Drift, ...]
    updated: bool
