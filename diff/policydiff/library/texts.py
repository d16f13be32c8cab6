"""How text is kept: the same order and the same characters on both databases."""

from sqlalchemy import Dialect, Text, TypeDecorator
from sqlalchemy.types import TypeEngine


class Words(TypeDecorator[str]):
    """Text that sorts by its bytes.

    PostgreSQL keeps no NUL and UTF-8 has no half of a surrogate pair (which names of files can have): both are taken
    out, on either database.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        if dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import TEXT

            return dialect.type_descriptor(TEXT(collation="C"))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else kept(value)


def kept(value: str) -> str:
    """A text as the library keeps it."""
    return value.replace("\0", "").encode(errors="replace").decode()
