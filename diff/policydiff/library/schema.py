"""Sees that the tables of a library are those that this program knows; makes or upgrades them where they are not."""

from sqlalchemy import Connection, Engine, inspect, text

from policydiff.library.engines import for_writing
from policydiff.library.errors import LibraryError

HEAD = "search_and_views"
"""The newest migration in ``migrations/versions``."""

VERSION_TABLE = "library_version"


def prepare(engine: Engine, name: str, *, create: bool) -> None:
    """Make or upgrade the tables. Of several processes at once one does it, and the others wait.

    Raises LibraryError where the database holds something else or a library of a newer policydiff, and where it is
    empty and ``create`` is false.
    """
    with engine.connect() as connection:
        found = _version(connection)
    if found == HEAD:
        return
    with for_writing(engine).begin() as connection:
        found = _version(connection)
        if found is None:
            _refuse_others(connection, name, create=create)
        if found != HEAD:
            _migrate(connection, found, name)


def _version(connection: Connection) -> str | None:
    """The migration at which the library stands; None where there are no tables of one."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one_or_none()


def _refuse_others(connection: Connection, name: str, *, create: bool) -> None:
    if inspect(connection).get_table_names():
        raise LibraryError(f"{name} is a database of something else")
    if not create:
        raise LibraryError(f"there is no library in {name}: policydiff add makes one")


def _migrate(connection: Connection, found: str | None, name: str) -> None:
    # Alembic loads slowly and is not needed where nothing is to be upgraded.
    from alembic import command
    from alembic.script import ScriptDirectory

    from policydiff.library.migrating import config

    settings = config(connection)
    known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
    if found is not None and found not in known:
        raise LibraryError(f"the library {name} was made by a newer policydiff (its tables are at {found!r})")
    command.upgrade(settings, "head")
