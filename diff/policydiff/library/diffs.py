"""The diffs that the library keeps: one between each version and the next, read again instead of made again."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from policydiff import versions
from policydiff.changes import Change, Evidence, LogCheck, Verdict, VersionDiff
from policydiff.library.models import ChangeRow, DiffRow, LogCheckRow, RenderingRow
from policydiff.library.rows import Row
from policydiff.lineage import Line
from policydiff.succession import diffable
from policydiff.versions import version_of
from policyextract.records import PolicyRecord

Pair: TypeAlias = tuple[int, int]
"""The sources of an older and of a newer version."""

_JOINED = "; "


class KeptDiffs:
    """``versions.diff``, asked once for each pair: what the library has of some sources is not worked out again.

    For a file that the library knows for a rendering of another the diff has no changes: there are none of substance,
    and nobody asks for more. ``ids`` are the sources' by sha256.
    """

    def __init__(self, session: Session, ids: Mapping[str, int]) -> None:
        self._session = session
        self._ids = ids
        self._made: dict[tuple[str, str], VersionDiff] = {}
        self._renderings = _renderings(session, ids)

    def __call__(self, old: PolicyRecord, new: PolicyRecord) -> VersionDiff:
        pair = (old.source.sha256, new.source.sha256)
        if pair not in self._made:
            self._made[pair] = self._of_renderings(old, new) or self._kept(pair) or versions.diff(old, new)
        return self._made[pair]

    def _of_renderings(self, old: PolicyRecord, new: PolicyRecord) -> VersionDiff | None:
        if (old.source.sha256, new.source.sha256) not in self._renderings:
            return None
        sides = (version_of(old), version_of(new))
        return VersionDiff(old=sides[0], new=sides[1], verdict=Verdict.NO_CHANGE, changes=(), revision_log=())

    def _kept(self, pair: tuple[str, str]) -> VersionDiff | None:
        older, newer = (self._ids[sha256] for sha256 in pair)
        found = select(DiffRow.diff).where(DiffRow.older_id == older, DiffRow.newer_id == newer)
        text = self._session.scalars(found).one_or_none()
        return None if text is None else VersionDiff.model_validate_json(text)


def _renderings(session: Session, ids: Mapping[str, int]) -> set[tuple[str, str]]:
    """The pairs of files of which the second is known for a rendering of the first."""
    names = {number: sha256 for sha256, number in ids.items()}
    pairs = session.execute(
        select(RenderingRow.version_id, RenderingRow.source_id).where(RenderingRow.source_id.in_(names))
    )
    return {(names[version], names[source]) for version, source in pairs}


def keep_diffs(session: Session, lines: Sequence[Line], ids: Mapping[str, int], diffs: KeptDiffs) -> None:
    """Keep a diff of each version with the next, make those that are missing, and drop those of others."""
    wanted = neighbours(lines, ids)
    of_these = or_(DiffRow.older_id.in_(ids.values()), DiffRow.newer_id.in_(ids.values()))
    there = {
        (row.older_id, row.newer_id): row.id
        for row in session.execute(select(DiffRow.id, DiffRow.older_id, DiffRow.newer_id).where(of_these))
    }
    drop_diffs(session, [number for pair, number in there.items() if pair not in wanted])
    for pair, (old, new) in wanted.items():
        if pair not in there:
            _keep(session, pair, diffs(old, new))


def neighbours(lines: Sequence[Line], ids: Mapping[str, int]) -> dict[Pair, tuple[PolicyRecord, PolicyRecord]]:
    """The versions between which there is a diff: each and the next, where both have a date."""
    return {
        (ids[older.primary.sha256], ids[newer.primary.sha256]): (older.primary.record, newer.primary.record)
        for line in lines
        for older, newer in pairwise(line.versions)
        if diffable(older, newer)
    }


def drop_diffs(session: Session, numbers: Sequence[int]) -> None:
    """Take out some diffs, with the rows that repeat them."""
    if not numbers:
        return
    for part in (ChangeRow, LogCheckRow):
        session.execute(delete(part).where(part.diff_id.in_(numbers)))
    session.execute(delete(DiffRow).where(DiffRow.id.in_(numbers)))


def _keep(session: Session, pair: Pair, found: VersionDiff) -> None:
    row = DiffRow(older_id=pair[0], newer_id=pair[1], verdict=found.verdict.value, diff=found.model_dump_json())
    session.add(row)
    session.flush()
    for table, rows in ((ChangeRow, change_rows(found)), (LogCheckRow, log_check_rows(found))):
        if rows:
            session.execute(insert(table), [{"diff_id": row.id, **each} for each in rows])


def change_rows(found: VersionDiff) -> list[Row]:
    return [{"place": place, **_change(change)} for place, change in enumerate(found.changes, start=1)]


def log_check_rows(found: VersionDiff) -> list[Row]:
    return [{"place": place, **_log_check(check)} for place, check in enumerate(found.revision_log, start=1)]


def _change(change: Change) -> Row:
    return {
        "fingerprint": change.fingerprint,
        "rule": change.rule,
        "area": change.area.value,
        "action": change.action.value,
        "direction": change.direction.value,
        "service": change.service,
        "old_text": change.old.text if change.old else None,
        "old_page": _page(change.old),
        "new_text": change.new.text if change.new else None,
        "new_page": _page(change.new),
        "why": change.why,
        "confidence": change.confidence,
    }


def _page(evidence: Evidence | None) -> int | None:
    return evidence.provenance.page if evidence and evidence.provenance else None


def _log_check(check: LogCheck) -> Row:
    return {
        "date": check.date,
        "says": check.says,
        "verdict": check.verdict.value,
        "why": check.why,
        "changes": _JOINED.join(check.changes),
    }
