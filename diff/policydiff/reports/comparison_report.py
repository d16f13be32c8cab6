"""The report of a comparison: a matrix for each service, then the codes; as rows one cell a line."""

from collections.abc import Iterator

from policydiff.comparison import Basis, CodeRow, ComparedDocument, ComparedService, Comparison, IndicationCell
from policydiff.reports import phrases
from policydiff.reports.report import Chapter, Fact, Report, Section, Table, Value

COLUMNS = (
    "kind",
    "service",
    "service_codes",
    "indication",
    "system",
    "code",
    "document",
    "payer",
    "policy_number",
    "effective_date",
    "determination",
    "basis",
    "condition",
    "text",
    "page",
    "line",
)

_NO_SERVICES = "no services were found"
_NOT_LISTED = "not listed"


def comparison_report(comparison: Comparison) -> Report:
    """Lay out one comparison. ``rows`` is the long form: all cells of the services, then all cells of the codes."""
    services = tuple(_service(service, comparison.documents) for service in comparison.services)
    if not services:
        services = (Section("Services", remark=_NO_SERVICES),)
    chapter = Chapter("Comparison of payers", _facts(comparison), (*services, _codes(comparison)))
    rows = (*_indication_rows(comparison), *_code_rows(comparison))
    return Report((chapter,), Table(COLUMNS, rows, _NO_SERVICES), comparison)


def _facts(comparison: Comparison) -> tuple[Fact, ...]:
    return tuple(Fact(document.key, _document(document)) for document in comparison.documents)


def _document(document: ComparedDocument) -> str:
    effective = f"effective {document.effective_date}" if document.effective_date else None
    parts = (document.payer, document.policy_number, document.title, effective, document.source.name)
    return ", ".join(part for part in parts if part)


def _service(service: ComparedService, documents: tuple[ComparedDocument, ...]) -> Section:
    others = tuple(name for name in service.names if name != service.service)
    said = (("also", phrases.listed(others)), ("codes", phrases.listed(service.codes)))
    remark = " · ".join(f"{label}: {text}" for label, text in said if text)
    rows = tuple(
        (row.indication, *(_cell(row.cells.get(document.key)) for document in documents)) for row in service.rows
    )
    columns = ("indication", *(document.key for document in documents))
    table = Table(columns, rows, "no indications were found")
    return Section(service.service, remark=remark or None, table=table)


def _cell(cell: IndicationCell | None) -> str:
    """Determination, why it holds and where, one below the other. A silent payer has said neither yes nor no."""
    if cell is None or cell.basis is Basis.SILENT:
        return Basis.SILENT.value
    basis = f"only: {cell.condition}" if cell.condition else None
    if basis is None and cell.basis is not Basis.EXPLICIT:
        basis = f"({cell.basis.value})"
    lines = (phrases.determination(cell.determination), basis, phrases.place(cell.provenance))
    return "\n".join(text for text in lines if text)


def _codes(comparison: Comparison) -> Section:
    keys = tuple(document.key for document in comparison.documents)
    rows = tuple((row.system.value, row.code, *(_code_cell(row, key) for key in keys)) for row in comparison.codes)
    table = Table(("system", "code", *keys), rows, "no codes were found")
    return Section(phrases.counted("Codes", len(rows)), table=table)


def _code_cell(row: CodeRow, key: str) -> str:
    cell = row.cells.get(key)
    return phrases.determination(cell.determination) if cell else _NOT_LISTED


def _indication_rows(comparison: Comparison) -> Iterator[tuple[Value, ...]]:
    for service in comparison.services:
        codes = phrases.listed(service.codes)
        for row in service.rows:
            for document in comparison.documents:
                head = ("indication", service.service, codes, row.indication, None, None, *_column(document))
                yield (*head, *_indication_cell(row.cells.get(document.key)))


def _indication_cell(cell: IndicationCell | None) -> tuple[Value, ...]:
    if cell is None:
        return (None, Basis.SILENT.value, None, None, None, None)
    determination = cell.determination.value if cell.determination else None
    place = (phrases.page(cell.provenance), phrases.line(cell.provenance))
    return (determination, cell.basis.value, cell.condition, cell.text, *place)


def _code_rows(comparison: Comparison) -> Iterator[tuple[Value, ...]]:
    for row in comparison.codes:
        for document in comparison.documents:
            head = ("code", None, None, None, row.system.value, row.code, *_column(document))
            cell = row.cells.get(document.key)
            if cell is None:
                yield (*head, None, _NOT_LISTED, None, None, None, None)
                continue
            place = (phrases.page(cell.provenance), phrases.line(cell.provenance))
            yield (*head, cell.determination.value, "listed", None, cell.description, *place)


def _column(document: ComparedDocument) -> tuple[Value, ...]:
    return (document.key, document.payer, document.policy_number, document.effective_date)
