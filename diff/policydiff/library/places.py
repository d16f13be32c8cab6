"""What says of a row of a record where it stands: policy, version, file, page and line."""

from typing import Any, TypeAlias

from sqlalchemy import Select
from sqlalchemy.engine import Row

from policydiff.holdings import VersionPlace
from policydiff.library.finding_policies import policy_of
from policydiff.library.models import CodeRow, CriterionRow, PolicyRow, SourceRow, StatementRow, VersionRow

Query: TypeAlias = "Select[*tuple[Any, ...]]"
Placed: TypeAlias = type[StatementRow] | type[CriterionRow] | type[CodeRow]


def with_places(query: Query, table: Placed, *, all_versions: bool) -> Query:
    """A query for rows of a table that also gives their versions, policies and sources; of current versions alone
    where not all are wanted.
    """
    found = (
        query.add_columns(VersionRow, PolicyRow, SourceRow.name)
        .join(VersionRow, VersionRow.source_id == table.source_id)
        .join(PolicyRow, PolicyRow.id == VersionRow.policy_id)
        .join(SourceRow, SourceRow.id == table.source_id)
    )
    return found if all_versions else found.where(VersionRow.is_current)


def place_of(row: Row[Any], of: StatementRow | CriterionRow | CodeRow) -> VersionPlace:
    """The place of a row that such a query gave."""
    version: VersionRow = row.VersionRow
    return VersionPlace(
        policy=policy_of(row.PolicyRow),
        in_force_from=version.in_force_from,
        in_force_until=version.in_force_until,
        current=version.is_current,
        file=row.name,
        page=of.page,
        line=of.line,
    )
