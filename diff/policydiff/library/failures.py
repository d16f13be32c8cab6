"""Errors of a database, told as errors of the library. What only a bug can cause is left as it is."""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic_core import ValidationError
from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, InterfaceError, NotSupportedError, ProgrammingError

from policydiff.library.errors import LibraryError
from policydiff.library.location import shown

_BUGS = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
_STORED = ("PolicyRecord", "VersionDiff")
"""The models that the library keeps as JSON."""
_NO_RIGHT = "42501"
"""The code of PostgreSQL for what a user has no right to do. It counts that among errors of programming."""


@contextmanager
def told_as_library_errors(url: URL) -> Iterator[None]:
    """Turn what a database cannot do (reach a file, connect, write), and records in it that cannot be read, into a
    LibraryError of one line.
    """
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        if isinstance(error, _BUGS) and getattr(error.orig, "sqlstate", None) != _NO_RIGHT:
            raise
        reason = " ".join(str(error.orig).split()) or type(error.orig).__name__
        if url.password:
            reason = reason.replace(str(url.password), "***")
        raise LibraryError(f"the library {shown(url)}: {reason}") from error
    except ValidationError as error:
        if error.title not in _STORED:
            raise
        reason = "holds what this policydiff cannot read: a newer one wrote it, or it is damaged (policydiff verify)"
        raise LibraryError(f"the library {shown(url)} {reason}") from error
