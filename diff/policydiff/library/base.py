"""What all tables of the library have in common: how their constraints are called, and how text is kept."""

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from policydiff.library.texts import Words

_NAMES = {
    "ix": "%(table_name)s_by_%(column_0_N_name)s",
    "uq": "%(table_name)s_once_per_%(column_0_N_name)s",
    "fk": "%(table_name)s_%(column_0_name)s_in_%(referred_table_name)s",
    "pk": "%(table_name)s_key",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {str: Words}  # noqa: RUF012 - SQLAlchemy reads it as it stands
