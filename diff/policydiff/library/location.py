"""Where a library is: a file of SQLite, or a database of PostgreSQL by its URL."""

from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from policydiff.library.errors import LibraryError

_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")


def default_path() -> Path:
    """The library of the user who asks, such as ~/.local/share/policydiff/library.db."""
    from platformdirs import user_data_path

    return user_data_path("policydiff") / "library.db"


def locate(where: str | None) -> URL:
    """The URL of a library given as a path or a URL; the user's own where none is given.

    Raises LibraryError where it is a URL that no library can have.
    """
    if where is None:
        return _file(default_path())
    if "://" not in where:
        return _file(Path(where))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:
        raise LibraryError("the URL of the library cannot be understood: postgresql://host/database is one") from error
    if url.drivername in _POSTGRESQL:
        return _postgresql(url)
    if url.drivername == "sqlite" and url.database:
        return _file(Path(url.database))
    raise LibraryError(f"a library is a SQLite file or at postgresql://, not at {url.drivername}://")


def shown(url: URL) -> str:
    """How messages name a library: the path of a file, a URL without its password."""
    if url.drivername == "sqlite":
        return str(url.database)
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def _file(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))


def _postgresql(url: URL) -> URL:
    if find_spec("psycopg") is None:
        raise LibraryError("a library in PostgreSQL needs its driver: pip install 'policydiff[postgresql]'")
    return url.set(drivername="postgresql+psycopg")
