"""Opens a library: connects, sees that its tables are those of this program, and hands out transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Engine
from sqlalchemy.orm import Session

from policydiff.library.engines import for_reading, for_writing, make_engine
from policydiff.library.errors import LibraryError
from policydiff.library.failures import told_as_library_errors
from policydiff.library.location import default_path, locate, shown
from policydiff.library.schema import prepare


@dataclass(frozen=True)
class Library:
    """An open library. Its transactions raise LibraryError where the database fails."""

    url: URL
    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that sees one state of the library throughout, and waits for nobody."""
        with told_as_library_errors(self.url), Session(for_reading(self.engine)) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction beside which no other writes, taken back whole where an error comes out of it."""
        with told_as_library_errors(self.url), Session(for_writing(self.engine)) as session, session.begin():
            yield session


@contextmanager
def opened(where: str | None, *, create: bool = False) -> Iterator[Library]:
    """The library at a path or URL, or the user's own. ``create`` makes one where there is none.

    Raises LibraryError where it cannot be opened.
    """
    url = locate(where)
    if where is None and create:
        default_path().parent.mkdir(parents=True, exist_ok=True)
    if url.get_backend_name() == "sqlite":
        _check_file(Path(str(url.database)), create=create)
    engine = make_engine(url)
    try:
        with told_as_library_errors(url):
            prepare(engine, shown(url), create=create)
        yield Library(url, engine)
    finally:
        engine.dispose()


def _check_file(path: Path, *, create: bool) -> None:
    """Raise LibraryError where SQLite would give no reason, or would make a file that nobody wants."""
    if path.is_dir():
        raise LibraryError(f"the library {path} is a folder")
    if not create and not path.exists():
        raise LibraryError(f"there is no library in {path}: policydiff add makes one")
    if not path.parent.is_dir():
        raise LibraryError(f"the library {path}: there is no folder {path.parent}")
