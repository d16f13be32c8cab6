"""Two versions of one policy: what changed, what it means, and what the payer's log says of it."""

from policydiff.align import align
from policydiff.align.records import Alignment
from policydiff.changes import (
    Area,
    Change,
    Direction,
    Echo,
    Verdict,
    Version,
    VersionDiff,
    fingerprint,
)
from policydiff.revision_log import reconcile
from policydiff.rules import findings
from policydiff.rules.finding import Finding
from policyextract.records import PolicyRecord

_DIRECTIONS = {direction: at for at, direction in enumerate(Direction)}
_AREAS = {area: at for at, area in enumerate(Area)}


def diff(old: PolicyRecord, new: PolicyRecord) -> VersionDiff:
    """Compare two versions of a policy.

    Changes come in a fixed order: by direction (restrictive, permissive, lateral, indeterminate, editorial,
    administrative), then by area, then as they stand in the document. Pure: the same records give the same diff.
    """
    return diff_aligned(align(old, new))


def diff_aligned(alignment: Alignment) -> VersionDiff:
    """The same of versions whose parts are paired."""
    old, new = alignment.old, alignment.new
    found = sorted(findings(alignment), key=lambda finding: (_DIRECTIONS[finding.direction], _AREAS[finding.rule.area]))
    changes = tuple(_change(finding, new) for finding in found)
    return VersionDiff(
        old=version_of(old),
        new=version_of(new),
        verdict=verdict(changes),
        changes=changes,
        revision_log=reconcile(old, new, changes),
    )


def verdict(changes: tuple[Change, ...]) -> Verdict:
    """The gravest direction of the changes; mixed where some restrict and others permit."""
    directions = {change.direction for change in changes}
    if not directions:
        return Verdict.NO_CHANGE
    if {Direction.RESTRICTIVE, Direction.PERMISSIVE} <= directions:
        return Verdict.MIXED
    return Verdict(min(directions, key=_DIRECTIONS.__getitem__).value)


def _change(finding: Finding, new: PolicyRecord) -> Change:
    rule = finding.rule
    texts = (finding.old.text if finding.old else None, finding.new.text if finding.new else None)
    return Change(
        rule=rule.id,
        area=rule.area,
        action=rule.action,
        direction=finding.direction,
        service=finding.service,
        old=finding.old,
        new=finding.new,
        why=finding.why,
        confidence=finding.confidence,
        fingerprint=fingerprint(rule.id, new.payer.id or new.payer.name, new.policy_number, *texts),
        witness=finding.witness,
        echoes=tuple(Echo(rule=echo.rule.id, old=echo.old, new=echo.new) for echo in finding.echoes),
    )


def version_of(record: PolicyRecord) -> Version:
    """What identifies a version."""
    return Version(
        source=record.source,
        payer=record.payer,
        policy_number=record.policy_number,
        title=record.title,
        effective_date=record.effective_date,
        last_review_date=record.last_review_date,
        next_review_date=record.next_review_date,
    )
