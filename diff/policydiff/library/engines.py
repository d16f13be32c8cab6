"""Connections to the two databases, made to behave alike: one writer at a time, readers wait for nobody."""

from contextlib import suppress
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError as SqliteError
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

_WRITES = "policydiff_writes"
_WAIT_SECONDS = 300
"""How long to wait for another writer. Each holds the library for one document at a time."""
_CONNECT_SECONDS = 10
_LOCK = 7_262_011
"""The advisory lock of PostgreSQL that a writer holds. Any number will do that nobody else uses in this database."""


def make_engine(url: URL) -> Engine:
    """The engine of a library; nothing is connected yet."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = create_engine(url, connect_args={"connect_timeout": _CONNECT_SECONDS})
        event.listen(engine, "begin", _begin_postgresql)
    return engine


def for_writing(engine: Engine) -> Engine:
    """The same engine, of which only one transaction at a time is under way, in whatever process."""
    return engine.execution_options(**{_WRITES: True})


def for_reading(engine: Engine) -> Engine:
    """The same engine, whose transactions see one state of the library throughout and change nothing."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _prepare_sqlite(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    assert isinstance(connection, SqliteConnection)
    # Python would begin transactions where it thinks fit, and not at all before a CREATE TABLE.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    with suppress(SqliteError):
        # Kept in the file: once it is so, nothing is done here. Where another process holds the file, that one does it.
        connection.execute("PRAGMA journal_mode = WAL")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if _writes(connection):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _writes(connection: Connection) -> bool:
    options: dict[str, Any] = dict(connection.get_execution_options())
    return bool(options.get(_WRITES))
