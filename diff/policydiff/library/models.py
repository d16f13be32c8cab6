"""The tables of the library.

What stands in them is of three kinds. *Given*: ``sources`` with their ``records``, what people said (``links``,
``decisions``), and ``quarantine``. *Laid out*: ``statements``, ``criteria``, ``codes`` and ``revisions`` repeat a
record row by row, so that it can be searched. *Derived*: ``policies``, ``versions``, ``renderings``, ``diffs``,
``changes`` and ``log_checks`` follow from the records and the links alone, and can be made anew at any time.

Dates are ISO text at the precision printed, moments are ISO text in UTC. Lists that people read are joined by "; ".
"""

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from policydiff.library.base import Base


class SourceRow(Base):
    """A file that came in, by its content. ``name`` is the one under which it came first."""

    __tablename__ = "sources"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    pages: Mapped[int | None]
    added_at: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)

    record: Mapped["RecordRow"] = relationship(back_populates="source")


class RecordRow(Base):
    """What was read from a source, as ``policydiff extract --format json`` prints it, and how it was read.

    ``bucket`` is what decides with which other records it may form a line of versions; ``code_sets`` are the systems of
    those that its codes were checked against.
    """

    __tablename__ = "records"

    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), primary_key=True)
    bucket: Mapped[str] = mapped_column(index=True)
    read_by: Mapped[str]
    """The version of policydiff."""
    engine: Mapped[str]
    generic: Mapped[bool]
    code_sets: Mapped[str]
    record: Mapped[str]

    source: Mapped[SourceRow] = relationship(back_populates="record")


class StatementRow(Base):
    """A coverage statement. ``statement`` is its id in the record; ``codes`` are those named in its text."""

    __tablename__ = "statements"
    __table_args__ = (Index(None, "source_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    place: Mapped[int]
    statement: Mapped[str]
    section: Mapped[str | None]
    services: Mapped[str]
    determination: Mapped[str]
    wording: Mapped[str]
    text: Mapped[str]
    residual: Mapped[bool]
    populations: Mapped[str]
    lines_of_business: Mapped[str]
    codes: Mapped[str]
    notes: Mapped[str]
    page: Mapped[int | None]
    line: Mapped[int | None]


class CriterionRow(Base):
    """A list of criteria or an item of it, in the order of the document. ``depth`` is 0 for the list itself."""

    __tablename__ = "criteria"
    __table_args__ = (Index(None, "source_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    place: Mapped[int]
    statement: Mapped[str]
    depth: Mapped[int]
    operator: Mapped[str | None]
    minimum: Mapped[int | None]
    label: Mapped[str | None]
    text: Mapped[str]
    thresholds: Mapped[str]
    page: Mapped[int | None]
    line: Mapped[int | None]


class CodeRow(Base):
    """A code of a table or list, or one that a statement names: then ``statement`` says which, and the system is null.

    Of a range such as "A00-A09", ``code`` is the first and ``last_code`` the last; else ``last_code`` is null.
    """

    __tablename__ = "codes"
    __table_args__ = (
        Index(None, "source_id", "place"),
        Index(None, "code"),
        # On PostgreSQL it is partial too, as the migration says; to say it here would load that dialect each time.
        Index(None, "last_code", sqlite_where=text("last_code IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    place: Mapped[int]
    system: Mapped[str | None]
    code: Mapped[str]
    last_code: Mapped[str | None]
    description: Mapped[str | None]
    determination: Mapped[str]
    heading: Mapped[str | None]
    statement: Mapped[str | None]
    page: Mapped[int | None]
    line: Mapped[int | None]


class RevisionRow(Base):
    """An entry of a revision log. ``summary`` has a line for each sentence or bullet."""

    __tablename__ = "revisions"
    __table_args__ = (Index(None, "source_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    place: Mapped[int]
    date: Mapped[str | None]
    date_end: Mapped[str | None]
    approval_date: Mapped[str | None]
    kind: Mapped[str | None]
    summary: Mapped[str]
    claims: Mapped[str]
    page: Mapped[int | None]
    line: Mapped[int | None]


class PolicyRow(Base):
    """A line of versions, with the names that its newest version gives it. ``name`` is what commands call it by."""

    __tablename__ = "policies"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    payer_id: Mapped[str | None] = mapped_column(index=True)
    payer: Mapped[str | None]
    policy_number: Mapped[str | None] = mapped_column(index=True)
    title: Mapped[str | None]
    lines_of_business: Mapped[str]

    versions: Mapped[list["VersionRow"]] = relationship(back_populates="policy", order_by="VersionRow.place")


class VersionRow(Base):
    """A version in its place, 1 being the oldest. It goes by the source that stands for it, of several renderings.

    ``is_current`` marks one version of each policy: the newest that has a date, else the last. ``remarks`` has a line
    for each.
    """

    __tablename__ = "versions"
    __table_args__ = (Index(None, "policy_id", "place", unique=True),)

    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), primary_key=True)
    policy_id: Mapped[int] = mapped_column(ForeignKey("policies.id"))
    place: Mapped[int]
    is_current: Mapped[bool]
    policy_number: Mapped[str | None]
    title: Mapped[str | None]
    effective_date: Mapped[str | None]
    last_review_date: Mapped[str | None]
    next_review_date: Mapped[str | None] = mapped_column(index=True)
    in_force_from: Mapped[str | None] = mapped_column(index=True)
    in_force_until: Mapped[str | None]
    remarks: Mapped[str]

    policy: Mapped[PolicyRow] = relationship(back_populates="versions")
    source: Mapped[SourceRow] = relationship()


class RenderingRow(Base):
    """Another file of a version: ``version_id`` is the source that stands for it."""

    __tablename__ = "renderings"

    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.source_id"), index=True)

    source: Mapped[SourceRow] = relationship()


class DiffRow(Base):
    """What changed from a version to the next. ``diff`` is the JSON that ``policydiff diff`` prints."""

    __tablename__ = "diffs"
    __table_args__ = (Index(None, "older_id", "newer_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    older_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    newer_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    verdict: Mapped[str]
    diff: Mapped[str]

    changes: Mapped[list["ChangeRow"]] = relationship(
        back_populates="diff", order_by="ChangeRow.place", cascade="all, delete-orphan"
    )
    log_checks: Mapped[list["LogCheckRow"]] = relationship(
        back_populates="diff", order_by="LogCheckRow.place", cascade="all, delete-orphan"
    )


class ChangeRow(Base):
    """One change of a diff."""

    __tablename__ = "changes"
    __table_args__ = (Index(None, "diff_id", "place", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    diff_id: Mapped[int] = mapped_column(ForeignKey("diffs.id"))
    place: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(index=True)
    rule: Mapped[str]
    area: Mapped[str]
    action: Mapped[str]
    direction: Mapped[str] = mapped_column(index=True)
    service: Mapped[str | None]
    old_text: Mapped[str | None]
    old_page: Mapped[int | None]
    new_text: Mapped[str | None]
    new_page: Mapped[int | None]
    why: Mapped[str]
    confidence: Mapped[float]

    diff: Mapped[DiffRow] = relationship(back_populates="changes")


class LogCheckRow(Base):
    """An entry of the newer version's log against what was found. ``changes`` are the fingerprints it is about."""

    __tablename__ = "log_checks"
    __table_args__ = (Index(None, "diff_id", "place", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    diff_id: Mapped[int] = mapped_column(ForeignKey("diffs.id"))
    place: Mapped[int]
    date: Mapped[str | None]
    says: Mapped[str]
    verdict: Mapped[str]
    why: Mapped[str]
    changes: Mapped[str]

    diff: Mapped[DiffRow] = relationship(back_populates="log_checks")


class LinkRow(Base):
    """Somebody said that a source continues the line of another source, though number or title differ."""

    __tablename__ = "links"

    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), primary_key=True)
    continues_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    linked_at: Mapped[str]


class DecisionRow(Base):
    """What was decided on a change. Rows are only ever added, the database refuses anything else; the newest holds."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(index=True)
    status: Mapped[str]
    owner: Mapped[str | None]
    note: Mapped[str | None]
    decided_at: Mapped[str]


class QuarantineRow(Base):
    """A file that could not be added, by its content, and why. ``read_with`` is with what reading it was tried."""

    __tablename__ = "quarantine"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    reason: Mapped[str]
    read_with: Mapped[str]
    set_aside_at: Mapped[str]
