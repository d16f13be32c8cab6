"""Which stored records may form lines of versions together: those of one bucket, and of buckets that links join."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from policydiff.library.models import LinkRow, RecordRow, SourceRow
from policydiff.succession import Candidate
from policyextract.records import PolicyRecord


@dataclass(frozen=True, slots=True)
class Reach:
    """All records of some buckets. ``ids`` are the sources', by sha256; ``links`` those between them, by sha256."""

    candidates: tuple[Candidate, ...]
    ids: Mapping[str, int]
    links: Mapping[str, str]


def linked_buckets(session: Session, buckets: Iterable[str]) -> set[str]:
    """Some buckets, with those that links join to them, directly or through others."""
    one, other = aliased(RecordRow), aliased(RecordRow)
    reached, new = set[str](), set(buckets)
    while new:
        reached |= new
        pairs = session.execute(
            select(one.bucket, other.bucket)
            .join_from(LinkRow, one, one.source_id == LinkRow.source_id)
            .join(other, other.source_id == LinkRow.continues_id)
            .where(or_(one.bucket.in_(new), other.bucket.in_(new)))
        )
        new = {name for pair in pairs for name in pair} - reached
    return reached


def reach(session: Session, buckets: Iterable[str]) -> Reach:
    """The records of some buckets and of those linked with them."""
    found = session.execute(
        select(SourceRow.id, SourceRow.sha256, RecordRow.record)
        .join_from(RecordRow, SourceRow, SourceRow.id == RecordRow.source_id)
        .where(RecordRow.bucket.in_(linked_buckets(session, buckets)))
        .order_by(SourceRow.id)
    ).all()
    candidates = tuple(Candidate(sha256, PolicyRecord.model_validate_json(text)) for _, sha256, text in found)
    ids = {sha256: number for number, sha256, _ in found}
    return Reach(candidates, ids, _links(session, ids))


def _links(session: Session, ids: Mapping[str, int]) -> dict[str, str]:
    names = {number: sha256 for sha256, number in ids.items()}
    links = session.execute(
        select(LinkRow.source_id, LinkRow.continues_id).where(LinkRow.source_id.in_(names)).order_by(LinkRow.source_id)
    )
    return {names[one]: names[other] for one, other in links}
