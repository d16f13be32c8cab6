"""Fresh databases for tests of the library: a file of SQLite, and a database of a PostgreSQL server where one is named.

``POLICYDIFF_TEST_POSTGRESQL`` is the URL of a server on which databases may be made and dropped.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest
from sqlalchemy import create_engine, make_url, text

SERVER = os.environ.get("POLICYDIFF_TEST_POSTGRESQL")
KINDS = ("sqlite", "postgresql")

_numbers = count(1)


@contextmanager
def fresh_postgresql() -> Iterator[str]:
    """The URL of an empty database that is dropped afterwards, also from under those who forgot to leave it."""
    if SERVER is None:
        pytest.skip("POLICYDIFF_TEST_POSTGRESQL names no PostgreSQL server: nothing is tested on one")
    url = make_url(SERVER)
    name = f"policydiff_test_{os.getpid()}_{next(_numbers)}"
    server = create_engine(url.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        try:
            yield url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()
