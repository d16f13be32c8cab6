"""What changed in all policies since a date: the date on which the newer version took force."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from policydiff.changes import Direction, VersionDiff
from policydiff.holdings import ChangedVersion, ChangesSince
from policydiff.library.decisions import decisions_on
from policydiff.library.finding_policies import policy_of
from policydiff.library.held import is_of_payer
from policydiff.library.models import ChangeRow, DiffRow, PolicyRow, VersionRow


def changes_since(
    session: Session,
    since: str,
    *,
    directions: Collection[Direction] = (),
    payers: Sequence[str] = (),
    rules: Collection[str] = (),
) -> ChangesSince:
    """The changes of versions that took force on a date or later, the earliest first; each filter only where given.

    A version of "2024-05" may have taken force on 2024-05-10 or later, and is among them.
    """
    begun = VersionRow.in_force_from >= func.substr(since, 1, func.length(VersionRow.in_force_from))
    query = (
        select(PolicyRow, VersionRow.in_force_from, DiffRow.diff)
        .join(VersionRow, VersionRow.policy_id == PolicyRow.id)
        .join(DiffRow, DiffRow.newer_id == VersionRow.source_id)
        .where(begun, _holds_any(directions, rules))
        .order_by(VersionRow.in_force_from, PolicyRow.name, VersionRow.place)
    )
    found = [
        ChangedVersion(
            policy=policy_of(policy),
            in_force_from=date,
            diff=_asked_for(VersionDiff.model_validate_json(diff), directions, rules),
        )
        for policy, date, diff in session.execute(query)
        if not payers or any(is_of_payer(policy, payer) for payer in payers)
    ]
    fingerprints = {change.fingerprint for each in found for change in each.diff.changes}
    return ChangesSince(since=since, versions=tuple(found), decisions=decisions_on(session, fingerprints))


def _holds_any(directions: Collection[Direction], rules: Collection[str]) -> ColumnElement[bool]:
    wanted = select(ChangeRow.diff_id)
    if directions:
        wanted = wanted.where(ChangeRow.direction.in_([direction.value for direction in directions]))
    if rules:
        wanted = wanted.where(ChangeRow.rule.in_(rules))
    return DiffRow.id.in_(wanted)


def _asked_for(diff: VersionDiff, directions: Collection[Direction], rules: Collection[str]) -> VersionDiff:
    kept = tuple(
        change
        for change in diff.changes
        if (not directions or change.direction in directions) and (not rules or change.rule in rules)
    )
    return diff.model_copy(update={"changes": kept})
