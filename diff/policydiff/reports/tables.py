"""Every table that a CSV can hold: its columns, and what it is made from. ``docs/reports.md`` is written from this."""

from collections.abc import Iterable

from policydiff.changes import VersionDiff
from policydiff.comparison import Comparison
from policydiff.explained import ExplainedDiff
from policydiff.history import History, decisions_in_force
from policydiff.reports import change_rows, comparison_columns, library_rows, record_columns, timeline_rows
from policydiff.reports.change_rows import changes_table
from policydiff.reports.columns import Column, TableKind
from policydiff.reports.comparison_rows import long_table
from policydiff.reports.record_rows import PARTS, part_rows
from policydiff.reports.report import UNDECIDED, Decisions, Published, Table
from policydiff.reports.timeline_rows import timeline_table
from policyextract.explained import ExplainedRecord
from policyextract.records import PolicyRecord


def _part(name: str, says: str, columns: Iterable[Column]) -> TableKind:
    command = f"policydiff extract FILE --format csv --part {name}"
    return TableKind(name, says, command, (*record_columns.IDENTITY, *columns))


TABLES = (
    TableKind(
        "changes",
        "What changed between two versions, one change a line, in the order of the diff: the gravest first.",
        "policydiff diff OLD NEW --format csv",
        change_rows.COLUMNS,
    ),
    _part("statements", "Coverage statements, one a line, as they stand in the policy.", record_columns.STATEMENTS),
    _part("criteria", "The items of their lists, one a line, in reading order.", record_columns.CRITERIA),
    _part("codes", "Codes of code tables and lists, one a line.", record_columns.CODES),
    _part("revisions", "Entries of the revision log, one a line.", record_columns.REVISIONS),
    TableKind(
        "comparison",
        "Payers side by side, one cell a line; then the ends of each service, then who shares whose text.",
        "policydiff compare FILE FILE --format csv",
        comparison_columns.LONG,
    ),
    TableKind(
        "comparison-wide",
        "The same with one row of the comparison a line and the payers across.",
        "policydiff compare FILE FILE --format csv --wide",
        comparison_columns.WIDE,
        comparison_columns.CELL,
    ),
    TableKind(
        "timeline",
        "A policy over time: each version, what it says of each service, and each change from the version before.",
        "policydiff history POLICY --format csv",
        timeline_rows.COLUMNS,
    ),
    TableKind(
        "policies",
        "The policies of which versions are stored, with the dates of the newest.",
        "policydiff list --format csv",
        library_rows.POLICIES,
    ),
    TableKind(
        "asof",
        "Which version of a policy was in force on a date.",
        "policydiff asof POLICY DATE --format csv",
        library_rows.ASOF,
    ),
    TableKind(
        "passages",
        "The statements and criteria that hold words looked for.",
        "policydiff search TEXT --format csv",
        library_rows.HITS,
    ),
    TableKind(
        "listed-codes",
        "The policies that list a code in their newest version.",
        "policydiff codes CODE --format csv",
        library_rows.CODES,
    ),
    TableKind(
        "changes-since",
        "The changes of all policies, by the date on which the newer version took force.",
        "policydiff changes --since DATE --format csv",
        library_rows.CHANGES,
    ),
    TableKind(
        "reviews",
        "The newest versions whose next review is over or near.",
        "policydiff due --format csv",
        library_rows.REVIEWS,
    ),
    TableKind(
        "decisions",
        "What was decided on changes, the oldest first.",
        "policydiff decisions --format csv",
        library_rows.DECISIONS,
    ),
    TableKind(
        "verification",
        "What does not hold together in the library, and what comes out otherwise when it is read again.",
        "policydiff verify --format csv",
        library_rows.VERIFICATION,
    ),
)


def tables_of(result: Published, decisions: Decisions = UNDECIDED) -> dict[str, Table]:
    """The tables that a result fills, by their names. A history brings its own decisions."""
    match result:
        case ExplainedRecord():
            return tables_of(result.record)
        case ExplainedDiff():
            return tables_of(result.diff, decisions)
        case PolicyRecord():
            return {part: part_rows(result, part) for part in PARTS}
        case VersionDiff():
            return {"changes": changes_table((result,), decisions)}
        case Comparison():
            return {"comparison": long_table(result)}
        case History():
            diffs = (step.diff for step in result.steps if step.diff is not None)
            changes = changes_table(diffs, decisions_in_force(result.decisions))
            return {"timeline": timeline_table((result,)), "changes": changes}
        case _:
            return {}
