"""Libraries with made records in them, for tests of what is asked of one."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from making import code, criterion, record, revision, statement
from policydiff.library.opening import Library, opened
from policydiff.library.storing import Document, store
from policyextract.records import Determination, Operator, Payer, PolicyRecord

COVERED = statement(
    "for winter blues when ANY of these:", criteria=criterion(Operator.ANY, "short days in the north", "long nights")
)
DENIED = statement("for winter blues.", Determination.INVESTIGATIONAL)
RESIDUAL = statement("for any other indication.", Determination.NOT_MEDICALLY_NECESSARY, residual=True)
NAMING = COVERED.model_copy(update={"codes": ("0071T",)})
MASSAGE = statement("after a fall.", services=("candle massage",))


def document(made: PolicyRecord, name: str) -> Document:
    """A record as if read from a text of this name, whose bytes are the name."""
    content = name.encode()
    source = made.source.model_copy(update={"name": name, "sha256": hashlib.sha256(content).hexdigest()})
    return Document(content, made.model_copy(update={"source": source}), "1.0", "pdfium", False)


def of_payer(made: PolicyRecord, id: str, name: str) -> PolicyRecord:
    return made.model_copy(update={"payer": Payer(id=id, name=name)})


LAMPS = (
    ("lamps-2023.txt", record(COVERED, codes=[code("11111")], effective_date="2023-01-01")),
    (
        "lamps-2024.txt",
        record(
            COVERED,
            RESIDUAL,
            codes=[code("11111"), code("00100"), code("A00-A09")],
            effective_date="2024-01-01",
            next_review_date="2025-01",
            revisions=[revision("2024-01-01", "Reviewed."), revision("2023-01-01", "New.")],
        ),
    ),
    (
        "lamps-2025.txt",
        record(
            DENIED,
            RESIDUAL,
            codes=[code("11111", Determination.INVESTIGATIONAL), code("00100"), code("A00-A09")],
            effective_date="2025-01-01",
            next_review_date="2026-01-15",
            revisions=[revision("2025-01-01", "Reviewed."), revision("2024-01-01", "Reviewed.")],
        ),
    ),
)
OTHERS = (
    ("massage.txt", record(MASSAGE, title="Candle Massage", policy_number="8", effective_date="2024-05")),
    (
        "other.txt",
        of_payer(
            record(NAMING, title="Light Boxes", policy_number="7", last_review_date="2024-06-01"), "other", "Other Plan"
        ),
    ),
    ("undated.txt", record(MASSAGE, title="Ladders", policy_number="9")),
)


@contextmanager
def shelf(database: str, *documents: tuple[str, PolicyRecord]) -> Iterator[Library]:
    """A library at a path or URL that holds documents, by the names of their files."""
    with opened(database, create=True) as library:
        for name, made in documents:
            with library.writing() as session:
                store(session, document(made, name))
        yield library
