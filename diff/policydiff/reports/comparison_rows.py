"""A comparison as rows of a spreadsheet: long, one cell a line, or wide, one row a line and the payers across."""

from collections.abc import Iterator, Sequence

from policydiff.changes import Change, Evidence
from policydiff.comparison import (
    Basis,
    CodeCell,
    CodeRow,
    ComparedDocument,
    ComparedService,
    Comparison,
    ConditionCell,
    ConditionRow,
    IndicationCell,
    IndicationRow,
    SharedText,
)
from policydiff.reports import phrases
from policydiff.reports.comparison_columns import (
    ASKED,
    CELL_COLUMNS,
    LISTED,
    LONG_COLUMNS,
    NO_SERVICES,
    NOT_ASKED,
    NOT_LISTED,
    WIDE_COLUMNS,
)
from policydiff.reports.report import Table, Values, table_of


def long_table(comparison: Comparison) -> Table:
    """One cell a line, then who is at the ends of each service, then which documents share their text and how far.

    ``kind`` says what a line is: indication, condition, code, strictest, most_permissive, same_text, same_source,
    difference.
    """
    lines = (
        *(line for service in comparison.services for line in _long_service(service, comparison.documents)),
        *(line for row in comparison.codes for line in _long_code(row, comparison.documents)),
        *(line for service in comparison.services for line in _extremes(service, comparison.documents)),
        *(line for shared in comparison.shared_texts for line in _shared(shared, comparison.documents)),
    )
    return table_of(LONG_COLUMNS, lines, NO_SERVICES)


def wide_table(comparison: Comparison) -> Table:
    """One row of the comparison a line, with the columns of each document side by side."""
    keys = tuple(document.key for document in comparison.documents)
    columns = (*WIDE_COLUMNS, *(f"{key} {column}" for key in keys for column in CELL_COLUMNS))
    lines = (
        *(line for service in comparison.services for line in _wide_service(service, keys)),
        *(line for row in comparison.codes for line in _wide_code(row, keys)),
    )
    return table_of(columns, lines, NO_SERVICES)


def _long_service(service: ComparedService, documents: Sequence[ComparedDocument]) -> Iterator[Values]:
    head = _head(service)
    for row in service.rows:
        for document in documents:
            fit = row.fits.get(document.key)
            cell = _indication_cell(row.cells.get(document.key))
            yield {**head, **_of_row(row), **_column(document), **cell, "fit": fit.value if fit else None}
    for condition in service.conditions:
        for document in documents:
            if document.key in condition.cells:
                yield {**head, **_of_condition(condition), **_column(document), **_asked(condition, document.key)}


def _wide_service(service: ComparedService, keys: Sequence[str]) -> Iterator[Values]:
    ends = {
        "strictest": phrases.listed(service.strictest.keys) if service.strictest else None,
        "most_permissive": phrases.listed(service.most_permissive.keys) if service.most_permissive else None,
    }
    for row in service.rows:
        fits = phrases.listed(f"{key}: {fit.value}" for key, fit in row.fits.items()) or None
        cells = {key: _indication_cell(row.cells.get(key)) for key in keys}
        yield {**_head(service), **_of_row(row), **ends, "fits": fits, **_side_by_side(cells)}
    for condition in service.conditions:
        asked = {key: _asked(condition, key) for key in keys if key in condition.cells}
        yield {**_head(service), **_of_condition(condition), **ends, **_side_by_side(asked)}


def _side_by_side(cells: dict[str, Values]) -> Values:
    return {f"{key} {column}": cell.get(column) for key, cell in cells.items() for column in CELL_COLUMNS}


def _head(service: ComparedService) -> Values:
    return {"service": service.service, "service_codes": phrases.listed(service.codes)}


def _of_row(row: IndicationRow) -> Values:
    return {
        "kind": "indication",
        "indication": row.indication,
        "agreement": row.agreement.value,
        "alone": row.alone,
        "confidence": row.confidence,
        "review": row.review,
    }


def _of_condition(row: ConditionRow) -> Values:
    return {
        "kind": "condition",
        "condition": row.condition,
        "alone": row.alone,
        "confidence": row.confidence,
        "review": row.review,
    }


def _indication_cell(cell: IndicationCell | None) -> Values:
    if cell is None:
        return {"basis": Basis.SILENT.value}
    return {
        "determination": cell.determination.value if cell.determination else None,
        "basis": cell.basis.value,
        "condition": cell.condition,
        "text": cell.text,
        "page": phrases.page(cell.provenance),
        "line": phrases.line(cell.provenance),
        "named_as": cell.named_as,
        "thresholds": phrases.thresholds(cell.thresholds),
    }


def _asked(row: ConditionRow, key: str) -> Values:
    cell: ConditionCell | None = row.cells[key]
    if cell is None:
        return {"basis": NOT_ASKED}
    return {
        "basis": ASKED,
        "indication": phrases.listed(cell.uses) or None,
        "text": cell.text,
        "page": phrases.page(cell.provenance),
        "line": phrases.line(cell.provenance),
        "thresholds": phrases.thresholds(cell.thresholds),
    }


def _long_code(row: CodeRow, documents: Sequence[ComparedDocument]) -> Iterator[Values]:
    for document in documents:
        yield {**_of_code(row), **_column(document), **_code_cell(row.cells.get(document.key))}


def _wide_code(row: CodeRow, keys: Sequence[str]) -> Iterator[Values]:
    yield {**_of_code(row), **_side_by_side({key: _code_cell(row.cells.get(key)) for key in keys})}


def _of_code(row: CodeRow) -> Values:
    return {"kind": "code", "system": row.system.value, "code": row.code, "alone": row.alone}


def _code_cell(cell: CodeCell | None) -> Values:
    if cell is None:
        return {"basis": NOT_LISTED}
    return {
        "determination": cell.determination.value,
        "basis": LISTED,
        "text": cell.description,
        "page": phrases.page(cell.provenance),
        "line": phrases.line(cell.provenance),
    }


def _extremes(service: ComparedService, documents: Sequence[ComparedDocument]) -> Iterator[Values]:
    for kind, extreme in (("strictest", service.strictest), ("most_permissive", service.most_permissive)):
        for document in documents:
            if extreme is not None and document.key in extreme.keys:
                yield {**_head(service), "kind": kind, **_column(document), "text": extreme.why}


def _shared(shared: SharedText, documents: Sequence[ComparedDocument]) -> Iterator[Values]:
    first = next(document for document in documents if document.key == shared.keys[0])
    pair = {**_column(first), "other_document": shared.keys[1]}
    yield {**pair, "kind": shared.kinship.value, "confidence": shared.share}
    for change in shared.differences:
        yield {**pair, **_difference(change)}


def _difference(change: Change) -> Values:
    return {
        "kind": "difference",
        "service": change.service,
        "condition": change.why,
        "rule": change.rule,
        "direction": change.direction.value,
        **_quoted("", change.old),
        **_quoted("other_", change.new),
    }


def _quoted(prefix: str, evidence: Evidence | None) -> Values:
    if evidence is None:
        return {}
    return {
        f"{prefix}text": evidence.text,
        f"{prefix}page": phrases.page(evidence.provenance),
        f"{prefix}line": phrases.line(evidence.provenance),
    }


def _column(document: ComparedDocument) -> Values:
    return {
        "document": document.key,
        "payer": document.payer,
        "policy_number": document.policy_number,
        "effective_date": document.effective_date,
    }
