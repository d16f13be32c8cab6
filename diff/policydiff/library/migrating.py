"""Alembic, set up for a library that is connected already: no alembic.ini is needed."""

from alembic.config import Config
from sqlalchemy import Connection

SEARCH = ("statements_search", "criteria_search")
"""The full-text indexes. To SQLite they are tables, with further tables of their own (``statements_search_data``)."""


def config(connection: Connection) -> Config:
    """The settings with which Alembic works on a connection, inside the transaction that is under way."""
    settings = Config()
    settings.set_main_option("script_location", "policydiff.library:migrations")
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


def is_modelled(name: str | None, kind: str) -> bool:
    """Whether the models have a table or index of a name: they do not have the full-text indexes."""
    return not (kind in ("table", "index") and name is not None and name.startswith(SEARCH))
