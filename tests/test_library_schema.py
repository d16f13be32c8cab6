"""The tables of a library: made once, refused where they are another's, and as the models say on both databases."""

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.exc import DatabaseError

from databases import fresh_postgresql
from policydiff.library.engines import for_writing, make_engine
from policydiff.library.errors import LibraryError
from policydiff.library.location import locate, shown
from policydiff.library.migrating import config, is_modelled
from policydiff.library.models import DecisionRow
from policydiff.library.opening import Library, opened
from policydiff.library.schema import HEAD, VERSION_TABLE


def test_the_migrated_tables_are_those_of_the_models(database: str) -> None:
    def include(thing: object, name: str | None, kind: str, reflected: bool, compare_to: object) -> bool:
        return is_modelled(name, kind)

    with opened(database, create=True) as library, library.engine.connect() as connection:
        options = {"include_object": include, "version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, DecisionRow.metadata) == []
        assert ScriptDirectory.from_config(config(connection)).get_heads() == [HEAD]


def test_people_find_views(database: str) -> None:
    with opened(database, create=True) as library, library.engine.connect() as connection:
        assert set(inspect(connection).get_view_names()) == {"version_list", "change_list", "code_list"}


def open_and_leave(database: str) -> None:
    with opened(database, create=True):
        pass


def test_processes_that_open_a_new_library_at_once_all_succeed(database: str) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.map(open_and_leave, [database] * 8)
    with opened(database) as library, library.reading() as session:
        assert session.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalars().all() == [HEAD]


def test_a_library_of_a_newer_program_is_refused(database: str) -> None:
    with opened(database, create=True) as library, library.writing() as session:
        session.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = 'flying_cars'"))
    with pytest.raises(LibraryError, match=r"made by a newer policydiff .*flying_cars"), opened(database):
        pass


def test_a_database_of_something_else_is_refused(database: str) -> None:
    with opened(database, create=True) as library, library.writing() as session:
        session.execute(text(f"DROP TABLE {VERSION_TABLE}"))
    with pytest.raises(LibraryError, match="is a database of something else"), opened(database, create=True):
        pass


def test_where_there_is_no_library_asking_makes_none(database: str) -> None:
    with pytest.raises(LibraryError, match="there is no library in"), opened(database):
        pass
    if "://" not in database:
        assert not Path(database).exists()


def test_an_error_takes_the_whole_transaction_back(database: str) -> None:
    def decide(library: Library) -> None:
        with library.writing() as session:
            session.add(DecisionRow(fingerprint="f", status="accepted", decided_at="2026-01-01T00:00:00Z"))
            session.flush()
            raise ZeroDivisionError

    with opened(database, create=True) as library:
        with pytest.raises(ZeroDivisionError):
            decide(library)
        with library.reading() as session:
            assert session.query(DecisionRow).count() == 0


@pytest.mark.parametrize("statement", ["UPDATE decisions SET status = 'rejected'", "DELETE FROM decisions"])
def test_decisions_are_only_ever_added(database: str, statement: str) -> None:
    with opened(database, create=True) as library:
        with library.writing() as session:
            session.add(DecisionRow(fingerprint="f", status="accepted", decided_at="2026-01-01T00:00:00Z"))
        with pytest.raises(DatabaseError, match="only ever added to"), library.engine.begin() as connection:
            connection.execute(text(statement))
        with library.reading() as session:
            assert session.query(DecisionRow).one().status == "accepted"


def test_a_file_that_is_no_database_is_an_error_of_the_library(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear neighbour, the lamp in the hall is broken.\n" * 40)
    with pytest.raises(LibraryError, match=r"letter\.db: file is not a database"), opened(str(tmp_path / "letter.db")):
        pass


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="is a folder"), opened(str(tmp_path), create=True):
        pass


def test_a_library_is_not_made_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="there is no folder"), opened(str(tmp_path / "no" / "l.db"), create=True):
        pass


def test_a_new_file_keeps_a_log_that_readers_do_not_wait_for(tmp_path: Path) -> None:
    with opened(str(tmp_path / "library.db"), create=True):
        pass
    with sqlite3.connect(tmp_path / "library.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("some/library.db", "some/library.db"),
        ("sqlite:///some/library.db", "some/library.db"),
        ("postgresql://ann:secret@host:5433/policies", "postgresql://ann:***@host:5433/policies"),
        ("postgres://host/policies", "postgresql://host/policies"),
    ],
)
def test_how_messages_name_a_library(given: str, name: str) -> None:
    assert shown(locate(given)) == name


@pytest.mark.parametrize("given", ["mysql://host/policies", "sqlite://", "http://", "postgresql://host:port/x"])
def test_other_urls_are_no_libraries(given: str) -> None:
    with pytest.raises(LibraryError):
        locate(given)


def test_a_user_without_rights_is_told_so() -> None:
    with fresh_postgresql() as database:
        role = f"{make_url(database).database}_reader"
        server = create_engine(make_url(database).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text(f"CREATE ROLE {role} LOGIN PASSWORD 'lamp'"))
            try:
                url = make_url(database).set(username=role, password="lamp").render_as_string(hide_password=False)
                with pytest.raises(LibraryError, match="permission denied"), opened(url, create=True):
                    pass
            finally:
                connection.execute(text(f"DROP ROLE {role}"))
        server.dispose()


def test_a_missing_driver_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policydiff.library.location.find_spec", lambda name: None)
    with pytest.raises(LibraryError, match=r"pip install 'policydiff\[postgresql\]'"):
        locate("postgresql://host/policies")


def test_no_password_is_ever_told() -> None:
    url = "postgresql://ann:opensesame@127.0.0.1:1/policies"
    with pytest.raises(LibraryError, match=r"^the library postgresql://ann:\*\*\*@") as told, opened(url):
        pass
    assert "opensesame" not in str(told.value)


def test_the_users_own_library_is_in_the_folder_for_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with opened(None, create=True):
        pass
    assert [path.name for path in (tmp_path / "policydiff").glob("*.db")] == ["library.db"]


def test_an_older_library_is_upgraded_when_it_is_opened(database: str) -> None:
    engine = make_engine(locate(database))
    with for_writing(engine).begin() as connection:
        command.upgrade(config(connection), "first_tables")
    engine.dispose()
    with opened(database) as library, library.engine.connect() as connection:
        assert connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalars().all() == [HEAD]
        assert "version_list" in inspect(connection).get_view_names()
