"""The tables of the library as they are written to files: all of them, row by row, without the bytes of sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Column, LargeBinary, Select, Table, select
from sqlalchemy.orm import Session

from policydiff.library.base import Base
from policydiff.library.described import TABLES
from policydiff.library.texts import Words

Cell: TypeAlias = str | int | float | bool | None

_AT_ONCE = 500
"""Rows that are held in memory at a time."""


@dataclass(frozen=True, slots=True)
class ExportedColumn:
    """``type`` is that of its cells where they are not empty."""

    name: str
    type: type
    says: str


@dataclass(frozen=True)
class ExportedTable:
    name: str
    says: str
    columns: tuple[ExportedColumn, ...]
    table: Table

    def rows(self, session: Session) -> Iterator[list[tuple[Cell, ...]]]:
        """The rows by their keys, some at a time."""
        found = session.execute(self._query().execution_options(yield_per=_AT_ONCE))
        for part in found.partitions():
            yield [tuple(row) for row in part]

    def _query(self) -> "Select[*tuple[Cell, ...]]":
        columns = [self.table.c[column.name] for column in self.columns]
        return select(*columns).order_by(*self.table.primary_key.columns)


def exported_tables() -> tuple[ExportedTable, ...]:
    """The tables in the order in which they are told of."""
    return tuple(_exported(name, Base.metadata.tables[name]) for name in TABLES)


def _exported(name: str, table: Table) -> ExportedTable:
    described = TABLES[name]
    columns = tuple(
        ExportedColumn(column.name, type_of(column), described.columns[column.name])
        for column in table.columns
        if not isinstance(column.type, LargeBinary)
    )
    return ExportedTable(name, described.says, columns, table)


def type_of(column: Column[Any]) -> type:
    """The type of the cells of a column where they are not empty."""
    return str if isinstance(column.type, Words) else column.type.python_type
