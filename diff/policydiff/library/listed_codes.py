"""Who lists a code, under what determination, and since when."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select, union
from sqlalchemy.orm import Session

from policydiff.holdings import CodeListing, ListedCode
from policydiff.library.models import CodeRow, PolicyRow, VersionRow
from policydiff.library.places import place_of, with_places
from policyextract.records import CodeSystem, Determination


@dataclass(frozen=True, slots=True)
class _Past:
    """A stored version of a policy and the determinations under which it lists a code."""

    place: int
    in_force_from: str | None
    determinations: frozenset[str]


def codes_listed(session: Session, code: str) -> CodeListing:
    """The current versions that list a code, by itself or in a range, in their tables or in statements."""
    wanted = code.strip().upper()
    query = select(CodeRow).where(lists_code(wanted))
    rows = with_places(query, CodeRow, all_versions=False)
    found = session.execute(rows.order_by(PolicyRow.name, CodeRow.place)).all()
    before = _before(session, wanted, sorted({row.PolicyRow.id for row in found}))
    return CodeListing(code=wanted, listed=tuple(_listed(row, before[row.PolicyRow.id]) for row in found))


def lists_code(code: str) -> ColumnElement[bool]:
    """Whether a row lists a code: is it, or is a range with ends of its length between which it lies."""
    own = func.substr(code, 1, func.length(CodeRow.last_code))
    in_range = and_(
        # Ranges are few and have an index of their own; that of codes would be walked through from its beginning.
        CodeRow.last_code.is_not(None),
        CodeRow.last_code >= code[:1],
        func.coalesce(CodeRow.code, "") <= code,
        CodeRow.last_code >= own,
    )
    return CodeRow.id.in_(union(select(CodeRow.id).where(CodeRow.code == code), select(CodeRow.id).where(in_range)))


def _before(session: Session, code: str, policies: Sequence[int]) -> dict[int, list[_Past]]:
    """The versions with dates of some policies, the newest first, and how they list a code."""
    determinations: defaultdict[int, set[str]] = defaultdict(set)
    of_these = VersionRow.policy_id.in_(policies)
    listed = select(CodeRow.source_id, CodeRow.determination).join(
        VersionRow, VersionRow.source_id == CodeRow.source_id
    )
    for source, determination in session.execute(listed.where(of_these, lists_code(code))):
        determinations[source].add(determination)
    past: defaultdict[int, list[_Past]] = defaultdict(list)
    versions = select(VersionRow).where(of_these, VersionRow.in_force_from.is_not(None))
    for version in session.scalars(versions.order_by(VersionRow.place.desc())):
        found = frozenset(determinations[version.source_id])
        past[version.policy_id].append(_Past(version.place, version.in_force_from, found))
    return past


def _listed(row: Row[Any], past: Sequence[_Past]) -> ListedCode:
    of: CodeRow = row.CodeRow
    older = [version for version in past if version.place <= row.VersionRow.place]
    same = list(takewhile(lambda version: of.determination in version.determinations, older))
    return ListedCode(
        code=of.code if of.last_code is None else f"{of.code}-{of.last_code}",
        system=None if of.system is None else CodeSystem(of.system),
        determination=Determination(of.determination),
        description=of.description,
        heading=of.heading,
        statement=of.statement,
        since=same[-1].in_force_from if same else None,
        since_first=bool(same) and same[-1] is older[-1],
        at=place_of(row, of),
    )
