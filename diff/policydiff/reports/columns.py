"""What is told of the tables that CSVs hold: each column's name, what stands in it, and how it is to be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the cells of a column are. Only integers and numbers are to be read as numbers."""

    TEXT = "text"
    CODE = "code"
    """Text that looks like a number and is none: leading zeros count."""
    WORD = "word"
    """One of a fixed set."""
    WORDS = "words"
    """Some of a fixed set, divided by "; "."""
    DATE = "date"
    """ISO, at the precision printed: 2026, 2026-02 or 2026-02-11."""
    MOMENT = "moment"
    """ISO date and time, UTC."""
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    """true or false."""


@dataclass(frozen=True, slots=True)
class Column:
    """``says`` is its description in one line, ``words`` the values that a ``WORD`` or ``WORDS`` may have."""

    name: str
    kind: Kind
    says: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableKind:
    """``name`` is that of the file without its ending, ``command`` a command line that writes it.

    ``per_document`` are the columns that each document adds, under its key: "acme-7 basis".
    """

    name: str
    says: str
    command: str
    columns: tuple[Column, ...]
    per_document: tuple[Column, ...] = ()


def one_of(name: str, values: Iterable[str], says: str) -> Column:
    return Column(name, Kind.WORD, says, tuple(values))


def some_of(name: str, values: Iterable[str], says: str) -> Column:
    return Column(name, Kind.WORDS, says, tuple(values))


def names(columns: Iterable[Column]) -> tuple[str, ...]:
    return tuple(column.name for column in columns)
