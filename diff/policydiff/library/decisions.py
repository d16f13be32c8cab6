"""What a committee decided on changes: a trail that is only ever added to."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydiff.history import Decision, DecisionStatus, decisions_in_force
from policydiff.library.clock import now
from policydiff.library.errors import NotMeant
from policydiff.library.models import ChangeRow, DecisionRow

_AT_ONCE = 500
_NAMED = 10
_SHORTEST = 4


def find_change(session: Session, wanted: str) -> str:
    """The fingerprint of a stored change, of which the beginning will do where it is the only one.

    Raises NotMeant where there is none such, or more than one. A change on which something was decided counts though
    no diff shows it any more.
    """
    wanted = wanted.strip().lower()
    if len(wanted) < _SHORTEST or not set(wanted) <= set("0123456789abcdef"):
        raise NotMeant(f"no fingerprint: {wanted!r} ({_SHORTEST} digits or more of 0-9 and a-f)")
    found = sorted(
        {
            fingerprint
            for column in (ChangeRow.fingerprint, DecisionRow.fingerprint)
            for fingerprint in session.scalars(
                select(column).where(column >= wanted, column < f"{wanted}g").distinct().limit(_NAMED)
            )
        }
    )
    if not found:
        raise NotMeant(f"no change of the fingerprint {wanted} is stored")
    if len(found) > 1:
        raise NotMeant(f"{wanted} may be any of {', '.join(found[:_NAMED])}")
    return found[0]


def decide(
    session: Session, fingerprint: str, status: DecisionStatus, *, owner: str | None, note: str | None
) -> Decision:
    """Write down a decision, beside those that were made before. Only in a transaction that writes."""
    decision = Decision(fingerprint=fingerprint, status=status, owner=owner, note=note, decided_at=now())
    session.add(DecisionRow(**decision.model_dump(mode="json")))
    return decision


def decisions_on(session: Session, fingerprints: Collection[str]) -> tuple[Decision, ...]:
    """All that was ever decided on some changes, the oldest first."""
    wanted = sorted(fingerprints)
    found: list[DecisionRow] = []
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        found.extend(session.scalars(select(DecisionRow).where(DecisionRow.fingerprint.in_(some))))
    return tuple(_decision(row) for row in sorted(found, key=lambda row: row.id))


def all_decisions(session: Session) -> tuple[Decision, ...]:
    """All that was ever decided, the oldest first."""
    return tuple(_decision(row) for row in session.scalars(select(DecisionRow).order_by(DecisionRow.id)))


def decisions_that_hold(session: Session, fingerprints: Collection[str] | None = None) -> Mapping[str, Decision]:
    """The newest decision on each change, by fingerprint; on all changes where none are named."""
    trail = all_decisions(session) if fingerprints is None else decisions_on(session, fingerprints)
    return decisions_in_force(trail)


def _decision(row: DecisionRow) -> Decision:
    return Decision(
        fingerprint=row.fingerprint,
        status=DecisionStatus(row.status),
        owner=row.owner,
        note=row.note,
        decided_at=row.decided_at,
    )
