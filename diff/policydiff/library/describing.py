"""Where a stored file stands, told for people and programs: its policy, its place, and what changed around it."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from policydiff.additions import Neighbour, Placement
from policydiff.changes import Direction, Verdict, Version
from policydiff.library.finding_policies import policy_of
from policydiff.library.models import ChangeRow, DiffRow, PolicyRow, RenderingRow, SourceRow, VersionRow
from policyextract.records import Payer, Source


def placement(session: Session, source_id: int) -> Placement:
    """Where a stored file stands."""
    rendering = session.get(RenderingRow, source_id)
    version = session.get_one(VersionRow, rendering.version_id if rendering else source_id)
    policy = session.get_one(PolicyRow, version.policy_id)
    siblings = select(func.count()).where(VersionRow.policy_id == policy.id)
    before, after = (_at(session, policy, version.place + step) for step in (-1, 1))
    return Placement(
        policy=policy_of(policy),
        place=version.place,
        versions=session.scalars(siblings).one(),
        version=_version(session, policy, version),
        in_force_from=version.in_force_from,
        in_force_until=version.in_force_until,
        rendering_of=version.source.name if rendering else None,
        predecessor=_neighbour(session, policy, before, (before, version)),
        successor=_neighbour(session, policy, after, (version, after)),
        remarks=tuple(version.remarks.splitlines()),
    )


def _at(session: Session, policy: PolicyRow, place: int) -> VersionRow | None:
    wanted = select(VersionRow).where(VersionRow.policy_id == policy.id, VersionRow.place == place)
    return session.scalars(wanted).one_or_none()


def _version(session: Session, policy: PolicyRow, row: VersionRow) -> Version:
    source = session.get_one(SourceRow, row.source_id)
    return Version(
        source=Source(name=source.name, sha256=source.sha256, media_type=source.media_type, pages=source.pages),
        payer=Payer(id=policy.payer_id, name=policy.payer),
        policy_number=row.policy_number,
        title=row.title,
        effective_date=row.effective_date,
        last_review_date=row.last_review_date,
        next_review_date=row.next_review_date,
    )


def _neighbour(
    session: Session, policy: PolicyRow, row: VersionRow | None, pair: Iterable[VersionRow | None]
) -> Neighbour | None:
    """The version ``row`` with what changed between the pair, of which it is one."""
    if row is None:
        return None
    older, newer = (each.source_id for each in pair if each)
    diff = session.execute(
        select(DiffRow.id, DiffRow.verdict).where(DiffRow.older_id == older, DiffRow.newer_id == newer)
    ).one_or_none()
    return Neighbour(
        version=_version(session, policy, row),
        verdict=Verdict(diff.verdict) if diff else None,
        changes=_counts(session, diff.id) if diff else {},
    )


def _counts(session: Session, diff_id: int) -> dict[Direction, int]:
    counted = (
        select(ChangeRow.direction, func.count()).where(ChangeRow.diff_id == diff_id).group_by(ChangeRow.direction)
    )
    counts = dict(session.execute(counted).all())
    return {direction: counts[direction.value] for direction in Direction if direction.value in counts}
