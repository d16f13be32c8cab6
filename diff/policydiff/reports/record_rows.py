"""Records as rows: one kind of part at a time, for statements, criteria, codes and revisions share no columns."""

from collections.abc import Callable, Iterator

from policydiff.reports import phrases
from policydiff.reports.columns import Column, names
from policydiff.reports.record_columns import CODES, CRITERIA, IDENTITY, REVISIONS, STATEMENTS
from policydiff.reports.report import Table, Value
from policyextract.document import Provenance
from policyextract.records import Criterion, PolicyRecord, Statement

Row = tuple[Value, ...]


def part_rows(record: PolicyRecord, part: str) -> Table:
    """The rows of one part (a key of ``PARTS``) of a record, each row led by what identifies the record."""
    columns, rows_of = PARTS[part]
    rows = tuple((*_identity(record), *row) for row in rows_of(record))
    return Table(names((*IDENTITY, *columns)), rows, f"no {part} were found")


def _identity(record: PolicyRecord) -> Row:
    return (record.payer.name, record.policy_number, record.title, record.effective_date, record.source.name)


def _place(provenance: Provenance | None) -> Row:
    return (phrases.page(provenance), phrases.line(provenance))


def _statement_rows(record: PolicyRecord) -> Iterator[Row]:
    for statement in record.statements:
        criteria = statement.criteria
        yield (
            statement.id,
            statement.section,
            phrases.listed(statement.services),
            statement.determination.value,
            statement.wording,
            statement.text,
            statement.residual,
            phrases.listed(statement.populations),
            phrases.listed(statement.lines_of_business),
            phrases.listed(statement.codes),
            criteria.operator.value if criteria and criteria.operator else None,
            criteria.minimum if criteria else None,
            sum(1 for _ in _nodes(criteria)) if criteria else 0,
            phrases.listed(note.text for note in statement.notes),
            *_place(statement.provenance),
        )


def _criterion_rows(record: PolicyRecord) -> Iterator[Row]:
    for statement in record.statements:
        if statement.criteria:
            for path, parent, node in _nodes(statement.criteria):
                yield _criterion_row(statement, path, parent, node)


def _nodes(parent: Criterion, path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Criterion, Criterion]]:
    """Every item below a list in reading order, with its place in the tree (from 1) and the list that it is in."""
    for number, node in enumerate(parent.items, start=1):
        yield (*path, number), parent, node
        yield from _nodes(node, (*path, number))


def _criterion_row(statement: Statement, path: tuple[int, ...], parent: Criterion, node: Criterion) -> Row:
    return (
        statement.id,
        statement.determination.value,
        phrases.listed(statement.services),
        ".".join(map(str, path)),
        phrases.operator(parent),
        node.label,
        node.text,
        node.operator.value if node.operator else None,
        node.minimum,
        len(node.items),
        phrases.thresholds(node.thresholds),
        *_place(node.provenance),
    )


def _code_rows(record: PolicyRecord) -> Iterator[Row]:
    for code in record.codes:
        place = _place(code.provenance)
        yield (code.system.value, code.code, code.description, code.determination.value, code.group, *place)


def _revision_rows(record: PolicyRecord) -> Iterator[Row]:
    for entry in record.revisions:
        summary, claims = phrases.listed(entry.summary), phrases.listed(claim.value for claim in entry.claims)
        yield (entry.date, entry.date_end, entry.approval_date, entry.kind, summary, claims, *_place(entry.provenance))


PARTS: dict[str, tuple[tuple[Column, ...], Callable[[PolicyRecord], Iterator[Row]]]] = {
    "statements": (STATEMENTS, _statement_rows),
    "criteria": (CRITERIA, _criterion_rows),
    "codes": (CODES, _code_rows),
    "revisions": (REVISIONS, _revision_rows),
}
"""The parts of a record that have rows: their columns, and how one record gives them."""
