"""A stored version with the one before it: the bytes and records of both, what changed, and what was decided on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard, get_args

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from policydiff.changes import VersionDiff
from policydiff.history import Decision
from policydiff.library.decisions import decisions_that_hold
from policydiff.library.models import DiffRow, PolicyRow, RecordRow, SourceRow, VersionRow
from policyextract.readers.engine import DEFAULT, Engine
from policyextract.records import PolicyRecord

_AT_ONCE = 500
"""How many values a query names."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A source as it came in, what was read from it, and with which engine."""

    content: bytes
    record: PolicyRecord
    engine: Engine


@dataclass(frozen=True, slots=True)
class StoredPair:
    """Two versions that follow one another, and their diff. ``decisions`` are those that hold on its changes.

    ``date`` is the one that the newer version goes by; ``alone`` is false where another version goes by it too.
    """

    policy: str
    date: str | None
    alone: bool
    older: StoredFile
    newer: StoredFile
    diff: VersionDiff
    decisions: dict[str, Decision]


def pair_of(session: Session, newer: int) -> StoredPair | None:
    """The pair of which a source is the newer version; None where the library has no version to set it against."""
    row = session.scalars(select(DiffRow).where(DiffRow.newer_id == newer)).one_or_none()
    if row is None:
        return None
    version, policy = session.execute(
        select(VersionRow, PolicyRow.name)
        .join(PolicyRow, PolicyRow.id == VersionRow.policy_id)
        .where(VersionRow.source_id == newer)
    ).one()
    same = (VersionRow.policy_id == version.policy_id, VersionRow.in_force_from == version.in_force_from)
    found = VersionDiff.model_validate_json(row.diff)
    return StoredPair(
        policy=policy,
        date=version.in_force_from,
        alone=session.scalars(select(func.count()).where(*same)).one() == 1,
        older=_stored(session, row.older_id),
        newer=_stored(session, row.newer_id),
        diff=found,
        decisions=dict(decisions_that_hold(session, {change.fingerprint for change in found.changes})),
    )


def newer_of(session: Session, sources: Sequence[str]) -> list[int]:
    """The newer versions of all diffs in which one of the sources (their hashes) is a side, by policy and place."""
    found: dict[int, tuple[str, int]] = {}
    for start in range(0, len(sources), _AT_ONCE):
        ids = select(SourceRow.id).where(SourceRow.sha256.in_(sources[start : start + _AT_ONCE]))
        rows = session.execute(
            select(DiffRow.newer_id, PolicyRow.name, VersionRow.place)
            .join(VersionRow, VersionRow.source_id == DiffRow.newer_id)
            .join(PolicyRow, PolicyRow.id == VersionRow.policy_id)
            .where(or_(DiffRow.older_id.in_(ids), DiffRow.newer_id.in_(ids)))
        )
        found.update({newer: (name, place) for newer, name, place in rows})
    return sorted(found, key=found.__getitem__)


def _stored(session: Session, number: int) -> StoredFile:
    content, record, engine = session.execute(
        select(SourceRow.content, RecordRow.record, RecordRow.engine)
        .join(RecordRow, RecordRow.source_id == SourceRow.id)
        .where(SourceRow.id == number)
    ).one()
    return StoredFile(content, PolicyRecord.model_validate_json(record), engine if _is_engine(engine) else DEFAULT)


def _is_engine(name: str) -> TypeGuard[Engine]:
    """Whether the name is that of an engine; of a file that is no PDF none is kept."""
    return name in get_args(Engine)
