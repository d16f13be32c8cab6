"""A record laid out row by row, as the tables that can be searched hold it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from policyextract.document import Provenance
from policyextract.records import Code, Criterion, PolicyRecord, Revision, Statement, Threshold

Cell: TypeAlias = str | int | float | bool | None
Row: TypeAlias = dict[str, Cell]

_JOINED = "; "


def statement_rows(record: PolicyRecord) -> list[Row]:
    return _placed(_statement(statement) for statement in record.statements)


def criterion_rows(record: PolicyRecord) -> list[Row]:
    """Lists and their items in the order of the document."""
    return _placed(
        {"statement": statement.id, **row}
        for statement in record.statements
        if statement.criteria
        for row in _criteria(statement.criteria, 0)
    )


def code_rows(record: PolicyRecord) -> list[Row]:
    """The codes of tables and lists, then those that statements name."""
    return _placed(
        (
            *(_code(code) for code in record.codes),
            *(_named(code, statement) for statement in record.statements for code in statement.codes),
        )
    )


def revision_rows(record: PolicyRecord) -> list[Row]:
    return _placed(_revision(entry) for entry in record.revisions)


def _placed(rows: Iterable[Row]) -> list[Row]:
    """Rows with their place in the record, from 1."""
    return [{"place": place, **row} for place, row in enumerate(rows, start=1)]


def _statement(statement: Statement) -> Row:
    return {
        "statement": statement.id,
        "section": statement.section,
        "services": _JOINED.join(statement.services),
        "determination": statement.determination.value,
        "wording": statement.wording,
        "text": statement.text,
        "residual": statement.residual,
        "populations": _JOINED.join(statement.populations),
        "lines_of_business": _JOINED.join(statement.lines_of_business),
        "codes": _JOINED.join(statement.codes),
        "notes": "\n".join(note.text for note in statement.notes),
        **_where(statement.provenance),
    }


def _criteria(node: Criterion, depth: int) -> Iterator[Row]:
    yield {
        "depth": depth,
        "operator": node.operator.value if node.operator else None,
        "minimum": node.minimum,
        "label": node.label,
        "text": node.text,
        "thresholds": _JOINED.join(_threshold(threshold) for threshold in node.thresholds),
        **_where(node.provenance),
    }
    for item in node.items:
        yield from _criteria(item, depth + 1)


def _threshold(threshold: Threshold) -> str:
    parts = (threshold.quantity, threshold.comparator, f"{threshold.value:g}", threshold.unit)
    return " ".join(part for part in parts if part)


def _code(code: Code) -> Row:
    first, last = _ends(code.code)
    return {
        "system": code.system.value,
        "code": first,
        "last_code": last,
        "description": code.description,
        "determination": code.determination.value,
        "heading": code.group,
        "statement": None,
        **_where(code.provenance),
    }


def _named(code: str, statement: Statement) -> Row:
    first, last = _ends(code)
    return {
        "system": None,
        "code": first,
        "last_code": last,
        "description": None,
        "determination": statement.determination.value,
        "heading": None,
        "statement": statement.id,
        **_where(statement.provenance),
    }


def _ends(code: str) -> tuple[str, str | None]:
    """First and last of a range such as "A00-A09"; a single code is the first alone."""
    first, *others = code.split("-")
    return (first, others[0]) if len(others) == 1 and first and others[0] else (code, None)


def _revision(entry: Revision) -> Row:
    return {
        "date": entry.date,
        "date_end": entry.date_end,
        "approval_date": entry.approval_date,
        "kind": entry.kind,
        "summary": "\n".join(entry.summary),
        "claims": _JOINED.join(claim.value for claim in entry.claims),
        **_where(entry.provenance),
    }


def _where(provenance: Provenance | None) -> Mapping[str, int | None]:
    return {"page": provenance.page if provenance else None, "line": provenance.line if provenance else None}
