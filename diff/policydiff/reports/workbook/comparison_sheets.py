"""The workbook of a comparison: summary, the matrix, conditions, codes, and every cell with its quote."""

from collections.abc import Iterator, Sequence

from policydiff.comparison import (
    Basis,
    CodeRow,
    ComparedService,
    Comparison,
    ConditionRow,
    IndicationRow,
)
from policydiff.reports import phrases
from policydiff.reports.comparison_columns import NOT_ASKED, NOT_LISTED
from policydiff.reports.comparison_rows import long_table
from policydiff.reports.comparison_summary import comparison_summary
from policydiff.reports.workbook.layout import Cell, Line, Look, Sheet, SheetColumn
from policydiff.reports.workbook.summary_sheet import Block, summary_sheet
from policydiff.reports.workbook.table_sheet import table_sheet

_PAYER = 30
"""Width of a payer's column."""


def comparison_sheets(comparison: Comparison) -> tuple[Sheet, ...]:
    keys = tuple(document.key for document in comparison.documents)
    return (
        summary_sheet(comparison_summary(comparison), (_documents(comparison),)),
        _matrix(comparison.services, keys),
        _conditions(comparison.services, keys),
        _codes(comparison.codes, keys),
        table_sheet("Every cell", long_table(comparison), frozen=1),
    )


def _documents(comparison: Comparison) -> Block:
    heads = ("Document", "Payer and number", "Title and file", "Effective")
    lines: list[Line] = [tuple(Cell(head, Look.STRONG) for head in heads)]
    for document in comparison.documents:
        named = " ".join(part for part in (document.payer, document.policy_number) if part)
        title = "\n".join(part for part in (document.title, document.source.name) if part)
        lines.append((document.key, named, title, document.effective_date or phrases.NOT_STATED))
    return Block("Documents", tuple(lines))


def _matrix(services: Sequence[ComparedService], keys: Sequence[str]) -> Sheet:
    columns = (
        SheetColumn("Service", 22),
        SheetColumn("Indication", 36),
        SheetColumn("The payers", 17),
        SheetColumn("Alone", 14),
        SheetColumn("Review", 10),
        *(SheetColumn(key, _PAYER) for key in keys),
    )
    lines = tuple(_indication(service, row, keys) for service in services for row in service.rows)
    return Sheet("Matrix", columns, lines, "no services were found", frozen=2)


def _indication(service: ComparedService, row: IndicationRow, keys: Sequence[str]) -> Line:
    review = f"review: {row.confidence:.2f}" if row.review else None
    agreement = phrases.AGREEMENTS[row.agreement]
    return (service.service, row.indication, agreement, row.alone, review, *(_cell(row, key) for key in keys))


def _cell(row: IndicationRow, key: str) -> Cell:
    """Determination, why it holds and where, one below the other. The quotes stand on the sheet of every cell."""
    cell = row.cells.get(key)
    if cell is None or cell.basis is Basis.SILENT:
        return Cell(Basis.SILENT.value, Look.QUIET)
    lines = (
        phrases.determination(cell.determination),
        f"only: {phrases.one_line(cell.condition)}" if cell.condition else "",
        "" if cell.condition or cell.basis is Basis.EXPLICIT else f"({cell.basis.value})",
        phrases.place(cell.provenance),
    )
    return Cell("\n".join(line for line in lines if line), cell.determination)


def _conditions(services: Sequence[ComparedService], keys: Sequence[str]) -> Sheet:
    columns = (
        SheetColumn("Service", 22),
        SheetColumn("Condition of every use", 44),
        SheetColumn("Asked by one alone", 16),
        SheetColumn("Numbers", 12),
        *(SheetColumn(key, _PAYER) for key in keys),
    )
    lines = tuple(_condition(service, row, keys) for service in services for row in service.conditions)
    return Sheet("Conditions", columns, lines, "no conditions of every use were found", frozen=2)


def _condition(service: ComparedService, row: ConditionRow, keys: Sequence[str]) -> Line:
    differ = "differ" if row.thresholds_differ else None
    words = phrases.one_line(row.condition)
    return (service.service, words, row.alone, differ, *(_asked(row, key) for key in keys))


def _asked(row: ConditionRow, key: str) -> Cell:
    if key not in row.cells:
        return Cell("does not speak of the service", Look.QUIET)
    cell = row.cells[key]
    if cell is None:
        return Cell(NOT_ASKED, Look.QUIET)
    uses = f"for: {phrases.listed(cell.uses)}" if cell.uses else ""
    numbers = phrases.thresholds(cell.thresholds)
    lines = ("asked", uses, phrases.quoted(cell.text), numbers, phrases.place(cell.provenance))
    return Cell("\n".join(line for line in lines if line))


def _codes(codes: Sequence[CodeRow], keys: Sequence[str]) -> Sheet:
    columns = (
        SheetColumn("System", 12),
        SheetColumn("Code", 14),
        SheetColumn("Listed by one alone", 16),
        *(SheetColumn(key, _PAYER) for key in keys),
    )
    lines = tuple((row.system.value, row.code, row.alone, *_code_cells(row, keys)) for row in codes)
    return Sheet("Codes", columns, lines, "no codes were found", frozen=2)


def _code_cells(row: CodeRow, keys: Sequence[str]) -> Iterator[Cell]:
    for key in keys:
        cell = row.cells.get(key)
        if cell is None:
            yield Cell(NOT_LISTED, Look.QUIET)
        else:
            lines = (phrases.determination(cell.determination), cell.description, phrases.place(cell.provenance))
            yield Cell("\n".join(line for line in lines if line), cell.determination)
