"""Puts one document into the library, in one transaction: its bytes, what was read from it, and its place in a line."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from policydiff.library.base import Base
from policydiff.library.clock import now
from policydiff.library.contents import known
from policydiff.library.models import (
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
from policydiff.naming import bucket
from policyextract.records import PolicyRecord

LAID_OUT: tuple[tuple[type[Base], Callable[[PolicyRecord], list[Row]]], ...] = (
    (StatementRow, statement_rows),
    (CriterionRow, criterion_rows),
    (CodeRow, code_rows),
    (RevisionRow, revision_rows),
)
"""The tables that repeat a record, and how."""


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
    """Add a document, and place it among the versions that the library has. False where its bytes are there already.

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


def lay_out(session: Session, source_id: int, record: PolicyRecord) -> None:
    """Fill the tables that repeat a record."""
    for table, rows_of in LAID_OUT:
        if rows := rows_of(record):
            session.execute(insert(table), [{"source_id": source_id, **row} for row in rows])


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
