"""The history that a library tells does not depend on the order in which documents came."""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from conftest import ROOT
from libraries import State, damages_of, state
from policydiff import versions
from policydiff.changes import VersionDiff
from policydiff.library import diffs
from policydiff.library.opening import opened
from policydiff.library.storing import Document, store
from policyextract.pipeline import extract
from policyextract.records import PolicyRecord

CORPUS = ROOT / "corpus"
CIGNA = [f"cigna-0261__{day}" for day in ("2021-07-15", "2024-05-15", "2026-05-15")]
MOLINA = [f"molina-210__{day}" for day in ("2025-02-12", "2026-02-11")]
SHUFFLES = 10


@pytest.fixture(scope="module")
def document() -> Callable[[str], Document]:
    """Files of the corpus by name, each read once."""
    read: dict[str, Document] = {}

    def of_name(name: str) -> Document:
        if name not in read:
            content = Path(CORPUS / name).read_bytes()
            read[name] = Document(content, extract(content, name).record, "1.0", "pdfium")
        return read[name]

    return of_name


@pytest.fixture(autouse=True)
def _diffs_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comparing is pure, and what takes the time here."""
    made: dict[tuple[str, str], VersionDiff] = {}

    def diff(old: PolicyRecord, new: PolicyRecord) -> VersionDiff:
        pair = (old.source.sha256, new.source.sha256)
        if pair not in made:
            made[pair] = versions.diff(old, new)
        return made[pair]

    monkeypatch.setattr(diffs, "versions", type("Versions", (), {"diff": staticmethod(diff)}))


def states_of_every_order(session: Session, documents: Sequence[Document]) -> Iterator[State]:
    """The state that each order of adding documents ends in; what the beginnings of orders share is added once."""
    if not documents:
        yield state(session)
    for at, document in enumerate(documents):
        with session.begin_nested() as step:
            assert store(session, document)
            yield from states_of_every_order(session, [*documents[:at], *documents[at + 1 :]])
            step.rollback()


def test_every_order_of_versions_gives_the_same_history(database: str, document: Callable[[str], Document]) -> None:
    documents = [document(f"{name}.txt") for name in (*CIGNA, *MOLINA)]
    with opened(database, create=True) as library, library.writing() as session:
        states = list(states_of_every_order(session, documents))
    assert len(states) == 120
    assert [row[:2] for row in states[0]["versions"]] == [
        *(("cigna/0261", place) for place in (1, 2, 3)),
        *(("molina/210", place) for place in (1, 2)),
    ]
    assert len(states[0]["diffs"]) == 3
    assert all(each == states[0] for each in states)


def test_every_order_of_the_files_of_versions_gives_the_same_history(
    database: str, document: Callable[[str], Document]
) -> None:
    names = (f"{CIGNA[1]}.txt", f"{CIGNA[1]}.pdf", f"{CIGNA[2]}.pdf", f"{CIGNA[2]}.untagged.pdf", f"{CIGNA[0]}.txt")
    with opened(database, create=True) as library, library.writing() as session:
        states = list(states_of_every_order(session, [document(name) for name in names]))
    assert [len(states[0][part]) for part in ("versions", "renderings", "diffs")] == [3, 2, 2]
    assert all(each == states[0] for each in states)


def test_the_whole_corpus_in_shuffled_orders(database: str, document: Callable[[str], Document]) -> None:
    documents = [document(path.name) for path in sorted(CORPUS.glob("*__*.*"))]
    orders = random.Random(6)
    states = []
    with opened(database, create=True) as library, library.writing() as session:
        for _ in range(SHUFFLES):
            with session.begin_nested() as step:
                for each in orders.sample(documents, len(documents)):
                    store(session, each)
                states.append(state(session))
                step.rollback()
        for each in documents:
            store(session, each)
    assert len(states[0]["sources"]) == len(documents) == 16
    assert all(each == states[0] for each in states)
    assert damages_of(database) == []
