"""What tests of the library share: its state as data that two libraries can be compared by, and its integrity."""

from collections.abc import Iterable
from typing import TypeAlias

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydiff.library.integrity import damages, search_damages
from policydiff.library.opening import opened

State: TypeAlias = dict[str, list[tuple[object, ...]]]

_QUERIES = {
    "sources": "SELECT sha256, media_type, size, pages FROM sources",
    "policies": "SELECT name, payer_id, payer, policy_number, title, lines_of_business FROM policies",
    "versions": """
        SELECT policies.name, place, sha256, is_current, versions.policy_number, versions.title, effective_date,
               last_review_date, next_review_date, in_force_from, in_force_until, remarks
        FROM versions JOIN policies ON policies.id = policy_id JOIN sources ON sources.id = source_id""",
    "renderings": """
        SELECT file.sha256, version.sha256 FROM renderings
        JOIN sources AS file ON file.id = source_id JOIN sources AS version ON version.id = version_id""",
    "diffs": """
        SELECT older.sha256, newer.sha256, verdict, diff FROM diffs
        JOIN sources AS older ON older.id = older_id JOIN sources AS newer ON newer.id = newer_id""",
    "changes": """
        SELECT newer.sha256, place, fingerprint, direction FROM changes
        JOIN diffs ON diffs.id = diff_id JOIN sources AS newer ON newer.id = newer_id""",
    "statements": "SELECT sha256, place, text FROM statements JOIN sources ON sources.id = source_id",
    "codes": "SELECT sha256, place, code FROM codes JOIN sources ON sources.id = source_id",
    "quarantine": "SELECT sha256, kind, reason FROM quarantine",
}


def state(session: Session) -> State:
    """All that a library says, without the numbers and moments that depend on when things were done."""
    return {
        name: sorted((_plain(row) for row in session.execute(text(query))), key=repr)
        for name, query in _QUERIES.items()
    }


def state_of(database: str) -> State:
    with opened(database) as library, library.reading() as session:
        return state(session)


def _plain(row: Iterable[object]) -> tuple[object, ...]:
    """A row that is the same on both databases: SQLite has numbers for true and false."""
    return tuple(int(value) if isinstance(value, bool) else value for value in row)


def damages_of(database: str) -> list[str]:
    """What does not hold together in a library, as the program finds it."""
    with opened(database) as library:
        with library.reading() as session:
            found = list(damages(session))
        with library.writing() as session:
            return [*found, *search_damages(session)]
