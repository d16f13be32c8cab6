"""Derives lines of versions and the diffs of neighbours from the records and links, and keeps the tables in step."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from policydiff.library.diffs import KeptDiffs, keep_diffs
from policydiff.library.models import PolicyRow, RenderingRow, VersionRow
from policydiff.library.reach import Reach, reach
from policydiff.library.rows import Row
from policydiff.lineage import Line, lines, newest_of
from policydiff.succession import Placed


def place(session: Session, buckets: Iterable[str]) -> None:
    """Bring the lines of versions in which records of some buckets can stand up to date.

    What comes out depends on the records and links alone, not on what stood there before.
    """
    around = reach(session, buckets)
    diffs = KeptDiffs(session, around.ids)
    found = lines(around.candidates, around.links, diffs)
    policies = _keep_policies(session, found, around)
    _keep_versions(session, found, around, policies)
    keep_diffs(session, found, around.ids, diffs)


def _keep_policies(session: Session, found: Sequence[Line], around: Reach) -> dict[str, int]:
    """The ids of the lines by name. A line that keeps its name keeps its id; those that are no more are taken out."""
    ids = list(around.ids.values())
    there = {
        policy.name: policy
        for policy in session.scalars(
            select(PolicyRow).where(
                PolicyRow.id.in_(select(VersionRow.policy_id).where(VersionRow.source_id.in_(ids)).distinct())
            )
        )
    }
    session.execute(delete(RenderingRow).where(or_(RenderingRow.source_id.in_(ids), RenderingRow.version_id.in_(ids))))
    session.execute(delete(VersionRow).where(VersionRow.source_id.in_(ids)))
    for name in there.keys() - {line.name for line in found}:
        session.delete(there[name])
    kept = {line.name: there.get(line.name) or PolicyRow() for line in found}
    for line in found:
        for column, value in policy_row(line).items():
            setattr(kept[line.name], column, value)
    session.add_all(kept.values())
    session.flush()
    return {name: policy.id for name, policy in kept.items()}


def _keep_versions(session: Session, found: Sequence[Line], around: Reach, policies: Mapping[str, int]) -> None:
    versions = [row for line in found for row in version_rows(line, around.ids, policies[line.name])]
    renderings = [row for line in found for row in rendering_rows(line, around.ids)]
    session.execute(insert(VersionRow), versions)
    if renderings:
        session.execute(insert(RenderingRow), renderings)


def policy_row(line: Line) -> Row:
    """What the library says of a line, with the names that its newest version gives it."""
    return {
        "name": line.name,
        "payer_id": line.payer.id,
        "payer": line.payer.name,
        "policy_number": line.policy_number,
        "title": line.title,
        "lines_of_business": "; ".join(line.lines_of_business),
    }


def version_rows(line: Line, ids: Mapping[str, int], policy_id: int) -> list[Row]:
    """The versions of a line; ``ids`` are the sources', by sha256."""
    newest = newest_of(line.versions)
    return [
        {
            "source_id": ids[version.primary.sha256],
            "policy_id": policy_id,
            "place": place,
            "is_current": version is newest,
            **_version(version),
        }
        for place, version in enumerate(line.versions, start=1)
    ]


def rendering_rows(line: Line, ids: Mapping[str, int]) -> list[Row]:
    """The other files of the versions of a line."""
    return [
        {"source_id": ids[file.sha256], "version_id": ids[version.primary.sha256]}
        for version in line.versions
        for file in version.renderings
    ]


def _version(version: Placed) -> Row:
    record = version.primary.record
    return {
        "policy_number": record.policy_number,
        "title": record.title,
        "effective_date": record.effective_date,
        "last_review_date": record.last_review_date,
        "next_review_date": record.next_review_date,
        "in_force_from": version.in_force_from,
        "in_force_until": version.in_force_until,
        "remarks": "\n".join(version.remarks),
    }
