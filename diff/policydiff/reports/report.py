"""One result in the form that every output shares: headed parts to read, rows to filter, and the published data.

They say the same thing three times on purpose: ``chapters`` are for eyes, ``rows`` for a spreadsheet, and ``data`` is
the contract that JSON prints. A renderer takes what it needs and decides nothing about the content.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from policydiff.changes import Direction
from policydiff.history import Decision
from policyextract.records import Determination

if TYPE_CHECKING:
    # Naming a result must not load what makes it: a report of what is stored needs no extraction.
    from policydiff.additions import Additions, QuarantinedFile
    from policydiff.changes import Rule, VersionDiff
    from policydiff.comparison import Comparison
    from policydiff.explained import ExplainedDiff
    from policydiff.history import AsOf, History
    from policydiff.holdings import ChangesSince, CodeListing, DueReviews, HeldPolicy, Search, Verification
    from policydiff.reports.columns import TableKind
    from policyextract.explained import ExplainedRecord
    from policyextract.records import Payer, PolicyRecord

Value: TypeAlias = str | int | float | bool | None
Values: TypeAlias = dict[str, Value]
"""One line of a table, by the names of its columns; what is not there is an empty cell."""

Tone: TypeAlias = Direction | Determination | None
"""What a piece of text stands for, so that a renderer can colour it."""

Decisions: TypeAlias = Mapping[str, Decision]
"""The decisions that hold, by the fingerprint of the change they are on."""
UNDECIDED: Decisions = MappingProxyType({})

Published: TypeAlias = (
    "PolicyRecord | ExplainedRecord | VersionDiff | ExplainedDiff | Comparison | History | AsOf"
    " | Additions | tuple[QuarantinedFile, ...]"
    " | tuple[HeldPolicy, ...] | Search | CodeListing | ChangesSince | DueReviews | Verification"
    " | tuple[Decision, ...] | tuple[Rule, ...] | tuple[Payer, ...] | tuple[TableKind, ...]"
)


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and their rows. ``empty`` is what is said in one line where there are no rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    empty: str


def table_of(columns: tuple[str, ...], lines: Iterable[Values], empty: str) -> Table:
    """The lines under their columns. Values of other names are left out."""
    return Table(columns, tuple(tuple(line.get(name) for name in columns) for line in lines), empty)


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled line, such as "effective  2026-05-15"."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing under a heading, with what is said of it and what hangs below it."""

    text: str
    tone: Tone = None
    facts: tuple[Fact, ...] = ()
    entries: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it: a remark, entries, a table, or several of them."""

    heading: str
    tone: Tone = None
    remark: str | None = None
    entries: tuple[Entry, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """One document, diff or comparison as a person reads it."""

    title: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Report:
    chapters: tuple[Chapter, ...]
    rows: Table
    data: Published
    decisions: Decisions = field(default_factory=dict)
