"""The check of a library finds what somebody or something broke, and names it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from conftest import ROOT, Run
from libraries import damages_of
from policydiff.library.opening import opened
from policydiff.library.storing import Document, store
from policyextract.pipeline import extract

CORPUS = ROOT / "corpus"
NAMES = ("cigna-0261__2021-07-15.txt", "cigna-0261__2024-05-15.txt", "cigna-0261__2024-05-15.pdf")
ANY_SOURCE = "source_id = (SELECT min(id) FROM sources)"


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    contents = {name: Path(CORPUS / name).read_bytes() for name in NAMES}
    return [Document(content, extract(content, name).record, "1.0", "pdfium") for name, content in contents.items()]


@pytest.fixture
def library(database: str, documents: list[Document]) -> str:
    """A library of two versions, one of them in two files."""
    with opened(database, create=True) as held:
        for document in documents:
            with held.writing() as session:
                store(session, document)
    return database


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE sources SET size = size + 1", "its bytes are not those that were stored"),
        (f"UPDATE records SET bucket = 'acme/1' WHERE {ANY_SOURCE}", "its record is of another document"),
        ("UPDATE statements SET determination = 'cosmetic'", "statements are not those of its record"),
        (f"DELETE FROM criteria WHERE {ANY_SOURCE}", "criteria are not those of its record"),
        (f"UPDATE codes SET code = '99999' WHERE {ANY_SOURCE}", "codes are not those of its record"),
        ("DELETE FROM revisions", "revisions are not those of its record"),
        ("UPDATE records SET record = '{}'", "its record cannot be read"),
        ("UPDATE diffs SET diff = '{}'", "cannot be read"),
        ("UPDATE policies SET title = 'Candles'", "is not named as its newest version is"),
        ("UPDATE policies SET name = 'acme/1'", "is missing"),
        ("UPDATE versions SET in_force_until = '2022' WHERE place = 1", "its versions are not those that follow"),
        ("UPDATE versions SET place = 3 WHERE place = 2", "its versions are not those that follow"),
        ("DELETE FROM renderings", "the files of its versions are not those that follow"),
        ("UPDATE diffs SET verdict = 'permissive'", "its verdict is another"),
        ("UPDATE changes SET direction = 'permissive'", "changes are not its own"),
        ("DELETE FROM log_checks", "log_checks are not its own"),
        ("UPDATE diffs SET older_id = newer_id, newer_id = older_id", "diffs are not those between versions"),
    ],
)
def test_damage_is_found(library: str, damage: str, told: str) -> None:
    assert damages_of(library) == []
    with opened(library) as held, held.writing() as session:
        session.execute(text(damage))
    assert [line for line in damages_of(library) if told in line]


def test_a_full_text_index_out_of_step_is_found(library: str) -> None:
    with opened(library) as held:
        if held.engine.dialect.name != "sqlite":
            pytest.skip("PostgreSQL keeps its indexes in step by itself")
        with held.writing() as session:
            session.execute(text("DROP TRIGGER statements_search_update"))
            session.execute(text("UPDATE statements SET text = 'candles'"))
    assert "the full-text index of statements is not in step with the table" in damages_of(library)


def test_a_record_that_cannot_be_read_is_an_error_of_the_library(library: str, run: Callable[..., Run]) -> None:
    with opened(library) as held, held.writing() as session:
        session.execute(text("UPDATE records SET record = '{}'"))
    done = run("show", "cigna/0261", "--library", library)
    assert (done.code, done.out) == (5, "")
    assert "holds what this policydiff cannot read" in done.err
    assert len(done.err.splitlines()) == 1
