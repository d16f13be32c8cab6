"""Puts one document into the library, in one transaction: its bytes, what was read from it, and its place in a line."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from policydiff.identity import bucket
from policydiff.library.models import (
    Base,
    CodeRow,
    CriterionRow,
    QuarantineRow,
    RecordRow,
    RevisionRow,
    SourceRow,
    StatementRow,
)
from policydiff.library.placing import place
from policydiff.library.rows import Row, code_rows, criterion_rows, revision_rows, statement_rows
from policydiff.library.texts import kept
from policyextract.records import PolicyRecord

LAID_OUT: tuple[tuple[type[Base], Callable[[PolicyRecord], list[Row]]], ...] = (
    (StatementRow, statement_rows),
    (CriterionRow, criterion_rows),
    (CodeRow, code_rows),
    (RevisionRow, revision_rows),
)
"""The tables that repeat a record, and how."""

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Document:
    """A file's bytes with the record read from them, and how it was read: by which version of policydiff, with which
    engine, whether without payer profiles, and against code sets of which systems.
    """

    content: bytes
    record: PolicyRecord
    read_by: str
    engine: str
    generic: bool = False
    code_sets: tuple[str, ...] = ()


def store(session: Session, document: Document) -> bool:
    """Add a document, and place it among the versions that the library has; False where its bytes are there already.

    To be called in a transaction that writes: nobody else must add in between.
    """
    record = document.record
    sha256 = hashlib.sha256(document.content).hexdigest()
    if sha256 != record.source.sha256:
        raise ValueError(f"the record of {record.source.name} was read from other bytes")
    if known(session, [sha256]):
        return False
    session.execute(delete(QuarantineRow).where(QuarantineRow.sha256 == sha256))
    source = _source(document)
    session.add(source)
    session.flush()
    lay_out(session, source.id, record)
    place(session, {bucket(record)})
    return True


def known(session: Session, hashes: Iterable[str]) -> set[str]:
    """Those of some contents (by sha256) that the library has."""
    wanted, found = sorted(set(hashes)), set[str]()
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        found.update(session.scalars(select(SourceRow.sha256).where(SourceRow.sha256.in_(some))))
    return found


def lay_out(session: Session, source_id: int, record: PolicyRecord) -> None:
    """Fill the tables that repeat a record."""
    for table, rows_of in LAID_OUT:
        if rows := rows_of(record):
            session.execute(insert(table), [{"source_id": source_id, **row} for row in rows])


def now() -> str:
    """This moment as the library writes it: ISO, in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _source(document: Document) -> SourceRow:
    given = document.record.source
    record = document.record.model_copy(update={"source": given.model_copy(update={"name": kept(given.name)})})
    return SourceRow(
        sha256=given.sha256,
        name=given.name,
        media_type=given.media_type,
        size=len(document.content),
        pages=given.pages,
        added_at=now(),
        content=document.content,
        record=RecordRow(
            bucket=bucket(record),
            read_by=document.read_by,
            engine=document.engine,
            generic=document.generic,
            code_sets="; ".join(document.code_sets),
            record=record.model_dump_json(),
        ),
    )
