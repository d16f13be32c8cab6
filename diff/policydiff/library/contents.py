"""Which contents the library has. What is here loads nothing that compares, so that asking costs little."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydiff.library.models import SourceRow

_AT_ONCE = 500
"""How many values a query names."""


def known(session: Session, hashes: Iterable[str]) -> set[str]:
    """Those of some contents (by sha256) that the library has."""
    found = set[str]()
    for some in in_parts(hashes):
        found.update(session.scalars(select(SourceRow.sha256).where(SourceRow.sha256.in_(some))))
    return found


def in_parts(values: Iterable[str]) -> Iterator[list[str]]:
    """Values, each once, in parts that a query can name."""
    wanted = sorted(set(values))
    for start in range(0, len(wanted), _AT_ONCE):
        yield wanted[start : start + _AT_ONCE]


def source_id(session: Session, sha256: str) -> int:
    """The number of a stored content."""
    return session.scalars(select(SourceRow.id).where(SourceRow.sha256 == sha256)).one()
