"""What a person says: that a document continues a policy of another number or title."""

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from policydiff.library.clock import now
from policydiff.library.models import LinkRow, PolicyRow, RecordRow, RenderingRow, VersionRow
from policydiff.library.placing import place
from policydiff.library.reach import linked_buckets


def link(session: Session, source_id: int, continues_id: int) -> None:
    """Say that a source continues the line of another source, in place of what was said of it before."""
    if source_id == continues_id:
        return
    buckets = linked_buckets(session, {_bucket(session, source_id), _bucket(session, continues_id)})
    session.execute(delete(LinkRow).where(LinkRow.source_id == source_id))
    session.add(LinkRow(source_id=source_id, continues_id=continues_id, linked_at=now()))
    session.flush()
    place(session, buckets)


def unlink(session: Session, policy: PolicyRow) -> int:
    """Take back what was said of the documents of a policy; how many links that were."""
    members = select(VersionRow.source_id).where(VersionRow.policy_id == policy.id)
    files = [
        *session.scalars(members),
        *session.scalars(select(RenderingRow.source_id).where(RenderingRow.version_id.in_(members))),
    ]
    buckets = linked_buckets(session, {_bucket(session, source_id) for source_id in files})
    gone = session.execute(
        delete(LinkRow).where(or_(LinkRow.source_id.in_(files), LinkRow.continues_id.in_(files))).returning(LinkRow)
    )
    number = len(gone.all())
    place(session, buckets)
    return number


def ends(session: Session, policy: PolicyRow) -> tuple[int, int]:
    """The sources of the oldest and of the newest version of a policy: those that links lead from and to."""
    numbers = session.scalars(
        select(VersionRow.source_id).where(VersionRow.policy_id == policy.id).order_by(VersionRow.place)
    ).all()
    return numbers[0], numbers[-1]


def _bucket(session: Session, source_id: int) -> str:
    return session.scalars(select(RecordRow.bucket).where(RecordRow.source_id == source_id)).one()
