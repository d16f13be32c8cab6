"""Which policies the library holds, and which of their reviews are over or near."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from policydiff.changes import Verdict
from policydiff.holdings import Due, DueReview, DueReviews, HeldPolicy
from policydiff.library.finding_policies import policy_of
from policydiff.library.models import DiffRow, PolicyRow, SourceRow, VersionRow
from policydiff.partial_dates import last_day


def held_policies(session: Session, payer: str | None = None) -> tuple[HeldPolicy, ...]:
    """The policies by name, with their current versions; of payers alone whose name or id holds a text."""
    stored = select(VersionRow.policy_id, func.count().label("versions")).group_by(VersionRow.policy_id).subquery()
    query = (
        select(PolicyRow, VersionRow, SourceRow.name, DiffRow.verdict, stored.c.versions)
        .join(VersionRow, (VersionRow.policy_id == PolicyRow.id) & VersionRow.is_current)
        .join(SourceRow, SourceRow.id == VersionRow.source_id)
        .join(stored, stored.c.policy_id == PolicyRow.id)
        .outerjoin(DiffRow, DiffRow.newer_id == VersionRow.source_id)
        .order_by(PolicyRow.name)
    )
    return tuple(_held(*row) for row in session.execute(query) if payer is None or is_of_payer(row[0], payer))


def is_of_payer(policy: PolicyRow, wanted: str) -> bool:
    """Whether the name or id of a policy's payer holds a text, whatever its case."""
    return any(wanted.casefold() in own.casefold() for own in (policy.payer, policy.payer_id) if own)


def _held(policy: PolicyRow, version: VersionRow, name: str, verdict: str | None, versions: int) -> HeldPolicy:
    return HeldPolicy(
        policy=policy_of(policy),
        versions=versions,
        in_force_from=version.in_force_from,
        effective_date=version.effective_date,
        last_review_date=version.last_review_date,
        next_review_date=version.next_review_date,
        verdict=Verdict(verdict) if verdict else None,
        file=name,
    )


def due_reviews(session: Session, as_of: date, within_days: int) -> DueReviews:
    """The current versions whose next review is over on a day, or comes within so many days after it."""
    query = (
        select(PolicyRow, VersionRow, SourceRow.name)
        .join(VersionRow, VersionRow.policy_id == PolicyRow.id)
        .join(SourceRow, SourceRow.id == VersionRow.source_id)
        .where(VersionRow.is_current)
    )
    dated = session.execute(query.where(VersionRow.next_review_date.is_not(None)).order_by(PolicyRow.name)).all()
    found = [review for row in dated if (review := _review(*row, as_of)).days <= within_days]
    without = select(func.count()).where(VersionRow.is_current, VersionRow.next_review_date.is_(None))
    return DueReviews(
        as_of=as_of.isoformat(),
        within_days=within_days,
        reviews=tuple(sorted(found, key=lambda review: (review.days, review.policy.name))),
        unknown=session.scalars(without).one(),
    )


def _review(policy: PolicyRow, version: VersionRow, name: str, as_of: date) -> DueReview:
    due = version.next_review_date or ""
    days = (_day(last_day(due)) - as_of).days
    return DueReview(
        policy=policy_of(policy),
        next_review_date=due,
        due=Due.OVERDUE if days < 0 else Due.SOON,
        days=days,
        in_force_from=version.in_force_from,
        file=name,
    )


def _day(text: str) -> date:
    """A printed day; the last of its month where the calendar does not have it (2026-02-31)."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.fromisoformat(last_day(text[:7]))
