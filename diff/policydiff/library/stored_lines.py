"""A policy as it is stored: its versions in their order with their records, and its history."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydiff.changes import VersionDiff
from policydiff.history import History, HistoryStep, Position
from policydiff.library.decisions import decisions_on
from policydiff.library.finding_policies import policy_of
from policydiff.library.models import DiffRow, PolicyRow, RecordRow, RenderingRow, SourceRow, VersionRow
from policydiff.lineage import Line
from policydiff.succession import Candidate, Placed
from policydiff.versions import version_of
from policyextract.records import PolicyRecord, Source


def stored_line(session: Session, policy: PolicyRow) -> Line:
    """The line of a policy without the records of renderings."""
    made = policy_of(policy)
    return Line(
        name=made.name,
        payer=made.payer,
        policy_number=made.policy_number,
        title=made.title,
        lines_of_business=made.lines_of_business,
        versions=tuple(_placed(version, record) for version, record in _versions(session, policy)),
    )


def history_of(session: Session, policy: PolicyRow) -> History:
    """What became of a policy, version by version, with the whole trail of decisions on its changes."""
    found = _versions(session, policy)
    ids = [version.source_id for version, _ in found]
    diffs, renderings = _diffs(session, ids), _renderings(session, ids)
    steps = tuple(
        HistoryStep(
            version=version_of(record),
            in_force_from=version.in_force_from,
            in_force_until=version.in_force_until,
            renderings=renderings.get(version.source_id, ()),
            positions=_positions(record),
            diff=diffs.get(version.source_id),
            remarks=_lines(version.remarks),
        )
        for version, record in found
    )
    fingerprints = {change.fingerprint for diff in diffs.values() for change in diff.changes}
    return History(policy=policy_of(policy), steps=steps, decisions=decisions_on(session, fingerprints))


def record_of(session: Session, version: VersionRow) -> PolicyRecord:
    """The record of a version."""
    text = session.scalars(select(RecordRow.record).where(RecordRow.source_id == version.source_id)).one()
    return PolicyRecord.model_validate_json(text)


def _versions(session: Session, policy: PolicyRow) -> list[tuple[VersionRow, PolicyRecord]]:
    rows = session.execute(
        select(VersionRow, RecordRow.record)
        .join(RecordRow, RecordRow.source_id == VersionRow.source_id)
        .where(VersionRow.policy_id == policy.id)
        .order_by(VersionRow.place)
    )
    return [(version, PolicyRecord.model_validate_json(record)) for version, record in rows]


def _placed(version: VersionRow, record: PolicyRecord) -> Placed:
    return Placed(
        primary=Candidate(record.source.sha256, record),
        renderings=(),
        in_force_from=version.in_force_from,
        in_force_until=version.in_force_until,
        remarks=_lines(version.remarks),
    )


def _diffs(session: Session, ids: Sequence[int]) -> dict[int, VersionDiff]:
    """The diffs of versions with those before them, by the newer one."""
    rows = session.execute(select(DiffRow.newer_id, DiffRow.diff).where(DiffRow.newer_id.in_(ids)))
    return {newer: VersionDiff.model_validate_json(text) for newer, text in rows}


def _renderings(session: Session, ids: Sequence[int]) -> Mapping[int, tuple[Source, ...]]:
    rows = session.execute(
        select(RenderingRow.version_id, SourceRow.name, SourceRow.sha256, SourceRow.media_type, SourceRow.pages)
        .join(SourceRow, SourceRow.id == RenderingRow.source_id)
        .where(RenderingRow.version_id.in_(ids))
        .order_by(SourceRow.sha256)
    )
    found: dict[int, tuple[Source, ...]] = {}
    for version, name, sha256, media_type, pages in rows:
        source = Source(name=name, sha256=sha256, media_type=media_type, pages=pages)
        found[version] = (*found.get(version, ()), source)
    return found


def _positions(record: PolicyRecord) -> tuple[Position, ...]:
    """What the version says of each service, each once, in the order of the document."""
    said = {
        (service, statement.determination, statement.residual): Position(
            service=service, determination=statement.determination, residual=statement.residual
        )
        for statement in record.statements
        for service in statement.services
    }
    return tuple(said.values())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()
