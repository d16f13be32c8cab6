"""What stored documents come to when they are read again, and when their versions are compared again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from policydiff import versions
from policydiff.changes import VersionDiff
from policydiff.library.diffs import drop_diffs
from policydiff.library.models import DiffRow, RecordRow, RenderingRow, SourceRow
from policydiff.library.placing import place
from policydiff.library.storing import LAID_OUT, lay_out
from policydiff.naming import bucket
from policyextract.codesets import NOT_IN_SET
from policyextract.records import Issue, PolicyRecord


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A document with how it was read."""

    source_id: int
    name: str
    content: bytes
    record: PolicyRecord
    engine: str
    generic: bool


def stored_files(session: Session, after: int, limit: int) -> list[StoredFile]:
    """Documents by their numbers, those after a number, at most so many."""
    rows = session.execute(
        select(SourceRow.id, SourceRow.name, SourceRow.content, RecordRow.record, RecordRow.engine, RecordRow.generic)
        .join(RecordRow, RecordRow.source_id == SourceRow.id)
        .where(SourceRow.id > after)
        .order_by(SourceRow.id)
        .limit(limit)
    )
    return [
        StoredFile(number, name, content, PolicyRecord.model_validate_json(record), engine, generic)
        for number, name, content, record, engine, generic in rows
    ]


def drifted(stored: PolicyRecord, again: PolicyRecord) -> tuple[str, ...]:
    """The fields of a record that come out otherwise when its document is read again.

    What was found with a user's code sets, which the library does not keep, is left aside.
    """
    before, after = _without_code_sets(stored), _without_code_sets(again)
    return tuple(name for name in PolicyRecord.model_fields if getattr(before, name) != getattr(after, name))


def renew(session: Session, file: StoredFile, again: PolicyRecord, read_by: str) -> None:
    """Put what a document says now in place of what it said, and derive anew what follows from it."""
    row = session.get_one(RecordRow, file.source_id)
    record = again.model_copy(
        update={"source": file.record.source, "issues": (*again.issues, *_of_code_sets(file.record.issues))}
    )
    before, row.bucket = row.bucket, bucket(record)
    row.record, row.read_by = record.model_dump_json(), read_by
    for table, _ in LAID_OUT:
        session.execute(delete(table).where(table.__table__.c.source_id == file.source_id))
    lay_out(session, file.source_id, record)
    _forget(session, [file.source_id])
    place(session, {before, row.bucket})


def drifted_diffs(session: Session) -> list[tuple[int, VersionDiff]]:
    """The stored diffs that come out otherwise when their versions are compared again, as they were."""
    found = []
    for number, older, newer, text in session.execute(
        select(DiffRow.id, DiffRow.older_id, DiffRow.newer_id, DiffRow.diff).order_by(DiffRow.id)
    ).all():
        before = VersionDiff.model_validate_json(text)
        if versions.diff(_record(session, older), _record(session, newer)) != before:
            found.append((number, before))
    return found


def parted_renderings(session: Session) -> list[tuple[int, VersionDiff]]:
    """Files that are stored as renderings of a version and now differ from it in substance, by their numbers."""
    found = []
    for file, version in session.execute(
        select(RenderingRow.source_id, RenderingRow.version_id).order_by(RenderingRow.source_id)
    ).all():
        diff = versions.diff(_record(session, version), _record(session, file))
        if any(change.direction.substantive for change in diff.changes):
            found.append((file, diff))
    return found


def compare_again(session: Session, diffs: Sequence[int], renderings: Sequence[int]) -> None:
    """Compare the versions of some stored diffs and some renderings again, and keep what comes out."""
    sources = {
        source
        for pair in session.execute(select(DiffRow.older_id, DiffRow.newer_id).where(DiffRow.id.in_(diffs)))
        for source in pair
    }.union(renderings)
    buckets = set(session.scalars(select(RecordRow.bucket).where(RecordRow.source_id.in_(sources))))
    _forget(session, sorted(sources))
    place(session, buckets)


def _forget(session: Session, sources: Sequence[int]) -> None:
    """Take out what was found by comparing some sources, so that it is not taken for known."""
    of_these = or_(DiffRow.older_id.in_(sources), DiffRow.newer_id.in_(sources))
    drop_diffs(session, session.scalars(select(DiffRow.id).where(of_these)).all())
    session.execute(
        delete(RenderingRow).where(or_(RenderingRow.source_id.in_(sources), RenderingRow.version_id.in_(sources)))
    )


def _record(session: Session, source_id: int) -> PolicyRecord:
    text = session.scalars(select(RecordRow.record).where(RecordRow.source_id == source_id)).one()
    return PolicyRecord.model_validate_json(text)


def _without_code_sets(record: PolicyRecord) -> PolicyRecord:
    source = record.source.model_copy(update={"name": ""})
    kept = tuple(issue for issue in record.issues if issue.code != NOT_IN_SET)
    return record.model_copy(update={"source": source, "issues": kept})


def _of_code_sets(issues: Iterable[Issue]) -> Iterable[Issue]:
    return (issue for issue in issues if issue.code == NOT_IN_SET)
