"""What became of files that were to be added to the library: published JSON, as records and diffs are."""

from policydiff.changes import Direction, Verdict, Version
from policydiff.history import Policy
from policyextract.records import Model

SCHEMA_VERSION = "1.0"


class Neighbour(Model):
    """The version before or after, and what changed between it and the one added: null where that cannot be said.

    ``changes`` counts the changes by their direction, those that there are.
    """

    version: Version
    verdict: Verdict | None
    changes: dict[Direction, int]


class Suggestion(Model):
    """A policy that the one added may continue under another number or title, and the command that says it does."""

    policy: str
    score: float
    why: str
    command: str


class Placement(Model):
    """Where a stored file stands: in which policy, as which of its versions (``place`` of ``versions``, 1 the oldest).

    ``rendering_of`` names the file that stands for the version where that is another. ``remarks`` say what is not
    settled.
    """

    policy: Policy
    place: int
    versions: int
    version: Version
    in_force_from: str | None
    in_force_until: str | None
    rendering_of: str | None
    predecessor: Neighbour | None
    successor: Neighbour | None
    remarks: tuple[str, ...]


class Addition(Model):
    """A file, by the path that was given, and where its content stands in the library."""

    file: str
    sha256: str
    placement: Placement
    suggestions: tuple[Suggestion, ...] = ()


class RefusedFile(Model):
    """A file that was not added. ``quarantined``: its content is noted, and is not read again with the same program."""

    file: str
    sha256: str | None
    kind: str
    reason: str
    quarantined: bool


class QuarantinedFile(Model):
    """A file that could not be added, by its content, and why. ``read_with`` is the program that tried to read it."""

    sha256: str
    name: str
    kind: str
    reason: str
    read_with: str
    set_aside_at: str


class Additions(Model):
    """A run of ``add``: new versions, other files of versions, what was there already, and what could not be added.

    A file is in ``added`` where it stands for a version of which nothing was there before, in ``renderings`` where it
    is one file more of a version. Every placement is the one at the end of the run.
    """

    schema_version: str = SCHEMA_VERSION
    added: tuple[Addition, ...] = ()
    renderings: tuple[Addition, ...] = ()
    known: tuple[Addition, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
