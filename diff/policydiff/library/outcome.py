"""What a run of ``add`` comes to: where every file stands at its end, and what changed that nobody knew before."""

from collections.abc import Callable, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from policydiff.additions import Addition, Additions, RefusedFile, Suggestion
from policydiff.changes import Change, VersionDiff
from policydiff.library.contents import source_id
from policydiff.library.describing import placement
from policydiff.library.models import DiffRow, RenderingRow, SourceRow
from policydiff.library.suggesting import suggestions

LinkCommand = Callable[[str, str], str]
"""The command that links a file, by its path, with a policy, by its name."""


def additions(
    session: Session,
    stored: Sequence[tuple[str, str]],
    known: Sequence[tuple[str, str]],
    refused: Sequence[RefusedFile],
    command: LinkCommand,
) -> Additions:
    """The outcome for files that were stored now and files that were known, each a path and the hash of its content."""
    new = _new_versions(session, [sha256 for _, sha256 in stored])
    return Additions(
        added=tuple(_addition(session, file, sha256, command) for file, sha256 in stored if sha256 in new),
        renderings=tuple(_placed(session, file, sha256) for file, sha256 in stored if sha256 not in new),
        known=tuple(_placed(session, file, sha256) for file, sha256 in known),
        refused=tuple(refused),
    )


def new_changes(session: Session, stored: Sequence[str]) -> list[Change]:
    """The changes between versions of which at least one is new: none of its files was there before ``stored``."""
    found: dict[int, str] = {}
    for number in _new_versions(session, stored).values():
        diffs = select(DiffRow.id, DiffRow.diff).where(or_(DiffRow.older_id == number, DiffRow.newer_id == number))
        found.update(session.execute(diffs.order_by(DiffRow.id)).all())
    return [change for text in found.values() for change in VersionDiff.model_validate_json(text).changes]


def _new_versions(session: Session, stored: Sequence[str]) -> dict[str, int]:
    """The files that stand for a version of which every file was stored now: their numbers, by their hashes."""
    now = set(stored)
    numbers = {sha256: source_id(session, sha256) for sha256 in stored}
    return {sha256: number for sha256, number in numbers.items() if _is_new(session, number, now)}


def _is_new(session: Session, number: int, stored: set[str]) -> bool:
    if session.get(RenderingRow, number):
        return False
    others = select(SourceRow.sha256).join(RenderingRow, RenderingRow.source_id == SourceRow.id)
    return set(session.scalars(others.where(RenderingRow.version_id == number))) <= stored


def _addition(session: Session, file: str, sha256: str, command: LinkCommand) -> Addition:
    likely = suggestions(session, sha256)
    return _placed(session, file, sha256).model_copy(
        update={
            "suggestions": tuple(
                Suggestion(policy=each.name, score=each.score, why=each.why, command=command(file, each.name))
                for each in likely
            )
        }
    )


def _placed(session: Session, file: str, sha256: str) -> Addition:
    return Addition(file=file, sha256=sha256, placement=placement(session, source_id(session, sha256)))
