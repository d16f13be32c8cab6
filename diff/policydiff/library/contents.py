"""Which contents the library has. What is here loads nothing that compares, so that asking costs little."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydiff.library.models import SourceRow

_AT_ONCE = 500
"""How many values a query names."""


def known(session: Session, hashes: Iterable[str]) -> set[str]:
    """Those of some contents (by sha256) that the library has."""
    wanted, found = sorted(set(hashes)), set[str]()
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        found.update(session.scalars(select(SourceRow.sha256).where(SourceRow.sha256.in_(some))))
    return found


def source_id(session: Session, sha256: str) -> int:
    """The number of a stored content."""
    return session.scalars(select(SourceRow.id).where(SourceRow.sha256 == sha256)).one()
