"""Which stored policies a new one may continue under another number or title. Whether it does, a person says."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydiff.identity import Likeness, PolicySummary, likely_predecessors
from policydiff.library.models import CodeRow, PolicyRow, RecordRow, SourceRow, VersionRow
from policyextract.records import PolicyRecord

_MOST = 3


def suggestions(session: Session, sha256: str) -> tuple[Likeness, ...]:
    """The likeliest lines of the same payer, best first, for a version that begins its line; none for any other."""
    found = session.execute(
        select(VersionRow.place, PolicyRow.id, PolicyRow.payer_id, RecordRow.record)
        .join_from(SourceRow, VersionRow, VersionRow.source_id == SourceRow.id)
        .join(PolicyRow, PolicyRow.id == VersionRow.policy_id)
        .join(RecordRow, RecordRow.source_id == SourceRow.id)
        .where(SourceRow.sha256 == sha256)
    ).one_or_none()
    if found is None or found.place != 1:
        return ()
    record = PolicyRecord.model_validate_json(found.record)
    others = _summaries(session, found.payer_id, found.id, {code.code.split("-")[0] for code in record.codes})
    return likely_predecessors(record, others)[:_MOST]


def _summaries(session: Session, payer_id: str | None, own: int, codes: set[str]) -> tuple[PolicySummary, ...]:
    """The other lines of a payer, with the codes of those that share one."""
    lines = session.execute(
        select(PolicyRow.id, PolicyRow.name, PolicyRow.policy_number, PolicyRow.title)
        .where(PolicyRow.payer_id == payer_id, PolicyRow.id != own)
        .order_by(PolicyRow.name)
    ).all()
    listed = _codes(session, [line.id for line in lines], codes)
    return tuple(
        PolicySummary(line.name, line.policy_number, line.title, frozenset(listed.get(line.id, ()))) for line in lines
    )


def _codes(session: Session, policies: list[int], wanted: set[str]) -> dict[int, set[str]]:
    """The codes of the current versions of those policies that list one of some codes; of ranges the first counts."""
    of_current = (
        select(VersionRow.policy_id, CodeRow.code, CodeRow.last_code)
        .join_from(CodeRow, VersionRow, VersionRow.source_id == CodeRow.source_id)
        .where(VersionRow.is_current, CodeRow.statement.is_(None))
    )
    sharing = select(VersionRow.policy_id).join_from(CodeRow, VersionRow, VersionRow.source_id == CodeRow.source_id)
    near = session.scalars(
        sharing.where(
            VersionRow.is_current,
            CodeRow.statement.is_(None),
            CodeRow.code.in_(wanted),
            VersionRow.policy_id.in_(policies),
        ).distinct()
    ).all()
    found: defaultdict[int, set[str]] = defaultdict(set)
    for policy, code, last in session.execute(of_current.where(VersionRow.policy_id.in_(near))):
        found[policy].add(f"{code}-{last}" if last else code)
    return found
