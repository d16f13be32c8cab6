"""The files that could not be added, each content once: so that nobody reads them again and again, or forgets them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from policydiff.additions import QuarantinedFile
from policydiff.library.clock import now
from policydiff.library.contents import in_parts, known
from policydiff.library.models import QuarantineRow


@dataclass(frozen=True, slots=True)
class SetAside:
    """A content that could not be added: what kind of reason, in one line why, and with what it was read."""

    sha256: str
    name: str
    kind: str
    reason: str
    read_with: str


def set_aside(session: Session, refused: SetAside) -> None:
    """Note a content that could not be added. What is in the library is not set aside: somebody could read it."""
    if known(session, [refused.sha256]):
        return
    session.execute(delete(QuarantineRow).where(QuarantineRow.sha256 == refused.sha256))
    session.add(
        QuarantineRow(
            sha256=refused.sha256,
            name=refused.name,
            kind=refused.kind,
            reason=refused.reason,
            read_with=refused.read_with,
            set_aside_at=now(),
        )
    )


def quarantined(session: Session, hashes: Iterable[str]) -> Mapping[str, SetAside]:
    """What is noted of some contents, by sha256."""
    found = {}
    for some in in_parts(hashes):
        for row in session.scalars(select(QuarantineRow).where(QuarantineRow.sha256.in_(some))):
            found[row.sha256] = SetAside(row.sha256, row.name, row.kind, row.reason, row.read_with)
    return found


def everything(session: Session) -> tuple[QuarantinedFile, ...]:
    """All that is set aside, by the names of the files."""
    rows = session.scalars(select(QuarantineRow).order_by(QuarantineRow.name, QuarantineRow.sha256))
    return tuple(
        QuarantinedFile(
            sha256=row.sha256,
            name=row.name,
            kind=row.kind,
            reason=row.reason,
            read_with=row.read_with,
            set_aside_at=row.set_aside_at,
        )
        for row in rows
    )
