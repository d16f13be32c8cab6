"""Whether a library holds together: bytes, records, rows, lines and diffs, each against what it follows from."""

import hashlib
from collections.abc import Iterator, Sequence

from pydantic_core import ValidationError
from sqlalchemy import ColumnElement, or_, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from policydiff.changes import VersionDiff
from policydiff.library.base import Base
from policydiff.library.diffs import KeptDiffs, change_rows, log_check_rows, neighbours
from policydiff.library.models import (
    ChangeRow,
    DiffRow,
    LogCheckRow,
    PolicyRow,
    RecordRow,
    RenderingRow,
    SourceRow,
    VersionRow,
)
from policydiff.library.placing import policy_row, rendering_rows, version_rows
from policydiff.library.reach import Reach, linked_buckets, reach
from policydiff.library.rows import Row
from policydiff.library.storing import LAID_OUT
from policydiff.library.texts import kept
from policydiff.lineage import Line, lines
from policydiff.naming import bucket
from policyextract.records import PolicyRecord

_UNREADABLE = "its record cannot be read"
SEARCHED = ("statements", "criteria")


def damages(session: Session) -> Iterator[str]:
    """What does not hold together, in one line each; nothing where all is well.

    Where a record cannot be read, it is not asked what follows from the records.
    """
    yield from _references(session)
    readable = True
    for number in session.scalars(select(SourceRow.id).order_by(SourceRow.id)).all():
        for damage in _source(session, number):
            readable = readable and not damage.endswith(_UNREADABLE)
            yield damage
    if readable:
        yield from _lines(session)
    for number in session.scalars(select(DiffRow.id).order_by(DiffRow.id)).all():
        yield from _diff(session, session.get_one(DiffRow, number))


def search_damages(session: Session) -> Iterator[str]:
    """Full-text indexes of SQLite that are not in step with their tables. To be called in a transaction that writes."""
    if session.get_bind().dialect.name != "sqlite":
        return
    for table in SEARCHED:
        try:
            session.execute(text(f"INSERT INTO {table}_search({table}_search, rank) VALUES ('integrity-check', 1)"))
        except DatabaseError:
            yield f"the full-text index of {table} is not in step with the table"


def _references(session: Session) -> Iterator[str]:
    """What SQLite finds in its pages and in references between tables. PostgreSQL sees to that by itself."""
    if session.get_bind().dialect.name != "sqlite":
        return
    for check in ("PRAGMA quick_check", "PRAGMA foreign_key_check"):
        for found in session.execute(text(check)):
            if found[0] != "ok":
                yield f"{check}: {', '.join(str(part) for part in found)}"


def _source(session: Session, number: int) -> Iterator[str]:
    """A source against its bytes, its record, and the rows that repeat the record."""
    source = session.get_one(SourceRow, number)
    name = f"{source.name} ({source.sha256[:12]})"
    content, size = source.content, source.size
    if hashlib.sha256(content).hexdigest() != source.sha256 or len(content) != size:
        yield f"{name}: its bytes are not those that were stored"
    row = session.get(RecordRow, number)
    session.expunge(source)
    if row is None:
        yield f"{name}: has no record"
        return
    record = _record(row.record)
    if record is None:
        yield f"{name}: {_UNREADABLE}"
        return
    if record.source.sha256 != source.sha256 or row.bucket != bucket(record):
        yield f"{name}: its record is of another document"
    for table, rows_of in LAID_OUT:
        if _stored(session, table, table.__table__.c.source_id == number) != _kept(rows_of(record), source_id=number):
            yield f"{name}: {table.__tablename__} are not those of its record"


def _record(written: str) -> PolicyRecord | None:
    """A stored record; None where it is damaged, or of a newer program."""
    try:
        return PolicyRecord.model_validate_json(written)
    except ValidationError:
        return None


def _lines(session: Session) -> Iterator[str]:
    """Lines of versions against what the records and links make of them."""
    seen: set[str] = set()
    accounted: set[int] = set()
    for name in session.scalars(select(RecordRow.bucket).distinct().order_by(RecordRow.bucket)).all():
        if name in seen:
            continue
        together = linked_buckets(session, {name})
        seen |= together
        around = reach(session, together)
        found = lines(around.candidates, around.links, KeptDiffs(session, around.ids))
        for line in found:
            yield from _line(session, line, around, accounted)
        yield from _diffs(session, found, around)
    for policy in session.scalars(select(PolicyRow).where(PolicyRow.id.not_in(accounted)).order_by(PolicyRow.name)):
        yield f"{policy.name}: follows from no record"


def _line(session: Session, line: Line, around: Reach, accounted: set[int]) -> Iterator[str]:
    policy = session.scalars(select(PolicyRow).where(PolicyRow.name == line.name)).one_or_none()
    if policy is None:
        yield f"{line.name}: is missing"
        return
    accounted.add(policy.id)
    if _stored(session, PolicyRow, PolicyRow.id == policy.id) != _kept([policy_row(line)], id=policy.id):
        yield f"{line.name}: is not named as its newest version is"
    versions = _kept(version_rows(line, around.ids, policy.id))
    if _stored(session, VersionRow, VersionRow.policy_id == policy.id) != versions:
        yield f"{line.name}: its versions are not those that follow from the records"
    numbers = [version["source_id"] for version in versions]
    if _stored(session, RenderingRow, RenderingRow.version_id.in_(numbers)) != _kept(rendering_rows(line, around.ids)):
        yield f"{line.name}: the files of its versions are not those that follow from the records"


def _diffs(session: Session, found: Sequence[Line], around: Reach) -> Iterator[str]:
    """Whether there is a diff between each version and the next, and no other."""
    ids = list(around.ids.values())
    pairs = select(DiffRow.older_id, DiffRow.newer_id).where(or_(DiffRow.older_id.in_(ids), DiffRow.newer_id.in_(ids)))
    if {tuple(pair) for pair in session.execute(pairs)} != set(neighbours(found, around.ids)):
        yield f"{', '.join(line.name for line in found)}: diffs are not those between versions and the next"


def _diff(session: Session, row: DiffRow) -> Iterator[str]:
    """A diff against the rows that repeat it."""
    try:
        diff = VersionDiff.model_validate_json(row.diff)
    except ValidationError:
        yield f"diff {row.id}: cannot be read"
        return
    name = f"diff of {diff.old.source.name} and {diff.new.source.name}"
    if diff.verdict != row.verdict:
        yield f"{name}: its verdict is another"
    for table, rows in ((ChangeRow, change_rows(diff)), (LogCheckRow, log_check_rows(diff))):
        if _stored(session, table, table.__table__.c.diff_id == row.id) != _kept(rows, diff_id=row.id):
            yield f"{name}: {table.__tablename__} are not its own"


def _stored(session: Session, table: type[Base], where: ColumnElement[bool]) -> list[Row]:
    """The rows of a table as they are, without the numbers that the database gave them."""
    found = [dict(row) for row in session.execute(select(table.__table__).where(where)).mappings()]
    return _sorted([{name: value for name, value in row.items() if name != "id"} for row in found])


def _kept(rows: Sequence[Row], **more: int) -> list[Row]:
    """Rows as they are once they are stored."""
    plain = [{**row, **more} for row in rows]
    texts = ({name: kept(value) if isinstance(value, str) else value for name, value in row.items()} for row in plain)
    return _sorted([{name: value for name, value in row.items() if name != "id"} for row in texts])


def _sorted(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: sorted((name, repr(value)) for name, value in row.items()))
