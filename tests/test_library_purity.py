"""What the library derives depends on the documents and links that it was given, and on nothing else.

Made documents are added, linked and parted again in any order; whatever happened on the way, the library then says what
one says to which the same was given in another order.
"""

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from libraries import state
from making import INVESTIGATIONAL, record, statement
from policydiff.library.contents import source_id
from policydiff.library.integrity import damages
from policydiff.library.links import link, unlink
from policydiff.library.models import LinkRow, PolicyRow
from policydiff.library.opening import Library, opened
from policydiff.library.storing import Document, store

LAMP = statement("for winter blues in members whose days are short.")
STRICTER = statement("for winter blues in members whose days are short.", INVESTIGATIONAL)
CANDLE = statement("after a fall from a ladder during thunder.", services=("candle massage",))


def document(at: int, number: str | None, title: str, day: str | None, business: str | None, says: int) -> Document:
    """A made document; ``at`` makes it one of its own."""
    made = record(
        (LAMP, STRICTER, CANDLE)[says],
        policy_number=number,
        title=title,
        effective_date=day,
        lines_of_business=[business] if business else [],
    )
    content = f"document {at}".encode()
    source = made.source.model_copy(
        update={"sha256": hashlib.sha256(content).hexdigest(), "name": f"{at}.txt", "media_type": "text/plain"}
    )
    return Document(content, made.model_copy(update={"source": source}), "1.0", "pdfium")


DOCUMENTS = (
    document(0, "7", "Lamp Therapy", "2023", None, 0),
    document(1, "7", "Lamp Therapy", "2024-02-03", None, 1),
    document(2, "7", "Lamp Therapy", "2024-02-03", None, 1),
    document(3, "7", "Lamp Therapy", "2024-02-03", "medicare", 0),
    document(4, "7", "Candles", "2025", "commercial", 2),
    document(5, "8", "Lamp Therapy", "2026-01-01", None, 0),
    document(6, None, "Lamp Therapy at Home", "2022-05", None, 1),
    document(7, "8", "Lamp Therapy", None, None, 0),
)

SEEDS = range(24)


def steps(chance: random.Random) -> Iterator[tuple[str, int, int]]:
    """Documents that are added, and between them what is said of two, or taken back."""
    for added in chance.sample(range(len(DOCUMENTS)), chance.randint(5, len(DOCUMENTS))):
        yield "add", added, added
        for _ in range(chance.randint(0, 2)):
            yield chance.choice(("link", "link", "unlink")), *chance.sample(range(len(DOCUMENTS)), 2)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One library, of which every test takes back what it did."""
    path: Path = tmp_path_factory.mktemp("pure") / "library.db"
    with opened(str(path), create=True) as made:
        yield made


def take(session: Session, step: tuple[str, int, int]) -> None:
    """Do a step, where it can be done: links are between documents that are there."""
    what, one, other = step
    if what == "add":
        store(session, DOCUMENTS[one])
        return
    ids = {number: number_of(session, number) for number in (one, other)}
    if what == "link" and None not in ids.values():
        link(session, ids[one], ids[other])
    if what == "unlink":
        policies = session.scalars(select(PolicyRow).order_by(PolicyRow.name)).all()
        unlink(session, policies[one % len(policies)])


def number_of(session: Session, number: int) -> int | None:
    content = DOCUMENTS[number].record.source.sha256
    return source_id(session, content) if content in {row[0] for row in state(session)["sources"]} else None


def given_to(session: Session) -> tuple[list[Document], list[tuple[int, int]]]:
    """The documents that a library holds, and its links, between the places of documents in that list."""
    held = {row[0] for row in state(session)["sources"]}
    documents = [each for each in DOCUMENTS if each.record.source.sha256 in held]
    places = {source_id(session, each.record.source.sha256): at for at, each in enumerate(documents)}
    links = session.execute(select(LinkRow.source_id, LinkRow.continues_id)).all()
    return documents, [(places[one], places[other]) for one, other in links]


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_happened_the_same_is_derived(library: Library, seed: int) -> None:
    chance = random.Random(seed)
    with library.writing() as session:
        with session.begin_nested() as nested:
            for step in steps(chance):
                take(session, step)
            assert list(damages(session)) == []
            reached = state(session)
            documents, links = given_to(session)
            nested.rollback()
        with session.begin_nested() as nested:
            for each in chance.sample(documents, len(documents)):
                store(session, each)
            ids = [source_id(session, each.record.source.sha256) for each in documents]
            for one, other in chance.sample(links, len(links)):
                link(session, ids[one], ids[other])
            again = state(session)
            nested.rollback()
    assert again == reached
