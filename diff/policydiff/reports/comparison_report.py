"""The report of a comparison: who shares whose text, a matrix for each service, then the codes."""

from collections.abc import Iterator, Sequence

from policydiff.changes import Change, Evidence
from policydiff.comparison import (
    Basis,
    CodeRow,
    ComparedDocument,
    ComparedService,
    Comparison,
    ConditionCell,
    ConditionRow,
    IndicationCell,
    IndicationRow,
    Kinship,
    SharedText,
)
from policydiff.reports import phrases
from policydiff.reports.comparison_columns import NO_SERVICES, NOT_ASKED, NOT_LISTED
from policydiff.reports.comparison_rows import long_table, wide_table
from policydiff.reports.report import Chapter, Entry, Fact, Report, Section, Table

_KINSHIPS = {Kinship.SAME_TEXT: "same text as", Kinship.SAME_SOURCE: "criteria of the same source as"}


def comparison_report(comparison: Comparison, *, wide: bool = False) -> Report:
    """Lay out one comparison. ``wide`` puts the payers side by side in the rows too, instead of one cell a line."""
    services = tuple(part for service in comparison.services for part in _service(service, comparison.documents))
    if not services:
        services = (Section("Services", remark=NO_SERVICES),)
    sections = (*_shared_texts(comparison.shared_texts), *services, _codes(comparison))
    chapter = Chapter("Comparison of payers", _facts(comparison), sections)
    return Report((chapter,), wide_table(comparison) if wide else long_table(comparison), comparison)


def _facts(comparison: Comparison) -> tuple[Fact, ...]:
    return tuple(Fact(document.key, _document(document)) for document in comparison.documents)


def _document(document: ComparedDocument) -> str:
    effective = f"effective {document.effective_date}" if document.effective_date else None
    parts = (
        document.payer,
        document.policy_number,
        document.title,
        phrases.listed(document.lines_of_business),
        effective,
        document.source.name,
    )
    return ", ".join(part for part in parts if part)


def _shared_texts(shared: Sequence[SharedText]) -> Iterator[Section]:
    """Who shares whose text, with what differs all the same."""
    if shared:
        yield Section("Shared text", entries=tuple(_kinship(one) for one in shared))


def _kinship(shared: SharedText) -> Entry:
    first, second = shared.keys
    words = f"{first}: {_KINSHIPS[shared.kinship]} {second} ({shared.share:.0%} of the words)"
    if not shared.differences:
        return Entry(words, facts=(Fact("differences", "none found in statements, criteria and codes"),))
    return Entry(words, entries=tuple(_difference(change, first, second) for change in shared.differences))


def _difference(change: Change, first: str, second: str) -> Entry:
    """A difference, its direction read from the first document to the second."""
    service = f" · {change.service}" if change.service else ""
    facts = (*_quote(first, change.old), *_quote(second, change.new), Fact("why", change.why))
    return Entry(f"{change.rule} ({change.direction.value}){service}", change.direction, facts)


def _quote(key: str, evidence: Evidence | None) -> Iterator[Fact]:
    if evidence is not None:
        place = phrases.place(evidence.provenance)
        quoted = phrases.quoted(evidence.text)
        yield Fact(key, f"{place}: {quoted}" if place else quoted)


def _service(service: ComparedService, documents: Sequence[ComparedDocument]) -> Iterator[Section]:
    rows = tuple((_indication(row), *(_cell(row, document.key) for document in documents)) for row in service.rows)
    columns = ("indication", *(document.key for document in documents))
    table = Table(columns, rows, "no indications were found")
    yield Section(service.service, remark=_remark(service), table=table)
    if service.conditions:
        yield _conditions(service, documents)


def _remark(service: ComparedService) -> str | None:
    others = tuple(name for name in service.names if name != service.service)
    named = (
        ("also", phrases.listed(others)),
        ("codes", phrases.listed(service.codes)),
        ("see also", phrases.listed(service.also_under)),
    )
    ends = (("strictest", service.strictest), ("most permissive", service.most_permissive))
    lines = (
        " · ".join(f"{label}: {text}" for label, text in named if text),
        *(f"{label}: {end.why}" for label, end in ends if end is not None),
    )
    return "\n".join(line for line in lines if line) or None


def _indication(row: IndicationRow) -> str:
    """The row's words, and below them how its payers stand to one another."""
    alone = f"; alone: {row.alone}" if row.alone else ""
    return f"{row.indication}\n[{phrases.AGREEMENTS[row.agreement]}{alone}]{_doubt(row.review, row.confidence)}"


def _doubt(review: bool, confidence: float) -> str:
    return f"\n[review: pairing {confidence:.2f}]" if review else ""


def _cell(row: IndicationRow, key: str) -> str:
    """Determination, why it holds and where, one below the other. A silent payer has said neither yes nor no."""
    cell: IndicationCell | None = row.cells.get(key)
    if cell is None or cell.basis is Basis.SILENT:
        return Basis.SILENT.value
    basis = f"only: {cell.condition}" if cell.condition else None
    if basis is None and cell.basis is not Basis.EXPLICIT:
        basis = f"({cell.basis.value})"
    fit = f"{row.fits[key].value}: {phrases.quoted(cell.named_as)}" if key in row.fits and cell.named_as else None
    lines = (phrases.determination(cell.determination), basis, fit, phrases.place(cell.provenance))
    return "\n".join(text for text in lines if text)


def _conditions(service: ComparedService, documents: Sequence[ComparedDocument]) -> Section:
    """What is asked of every use. Payers that do not speak of the service have no column."""
    keys = tuple(document.key for document in documents if any(document.key in row.cells for row in service.conditions))
    rows = tuple((_condition(row), *(_asked(row, key) for key in keys)) for row in service.conditions)
    table = Table(("condition of every use", *keys), rows, "no conditions were found")
    return Section(f"{service.service}: conditions", table=table)


def _condition(row: ConditionRow) -> str:
    alone = f"\n[asked by one alone: {row.alone}]" if row.alone else ""
    numbers = "\n[numbers differ]" if row.thresholds_differ else ""
    return f"{phrases.one_line(row.condition)}{alone}{numbers}{_doubt(row.review, row.confidence)}"


def _asked(row: ConditionRow, key: str) -> str:
    """Whether and where a payer asks it; in its own words where these may matter."""
    cell: ConditionCell | None = row.cells[key]
    if cell is None:
        return NOT_ASKED
    words = phrases.quoted(cell.text) if row.review or row.thresholds_differ else None
    numbers = phrases.thresholds(cell.thresholds) if row.thresholds_differ else None
    uses = f"for: {phrases.listed(cell.uses)}" if cell.uses else None
    return "\n".join(text for text in ("asked", uses, words, numbers, phrases.place(cell.provenance)) if text)


def _codes(comparison: Comparison) -> Section:
    keys = tuple(document.key for document in comparison.documents)
    rows = tuple((row.system.value, row.code, *(_code_cell(row, key) for key in keys)) for row in comparison.codes)
    table = Table(("system", "code", *keys), rows, "no codes were found")
    alone = {key: phrases.listed(row.code for row in comparison.codes if row.alone == key) for key in keys}
    remark = "\n".join(f"listed by {key} alone: {codes}" for key, codes in alone.items() if codes)
    return Section(phrases.counted("Codes", len(rows)), remark=remark or None, table=table)


def _code_cell(row: CodeRow, key: str) -> str:
    cell = row.cells.get(key)
    return phrases.determination(cell.determination) if cell else NOT_LISTED
