"""The page of a comparison: a matrix for each service, and behind each cell the words it rests on."""

from collections import Counter
from collections.abc import Mapping, Sequence

from policydiff.comparison import (
    Agreement,
    Basis,
    CodeRow,
    ComparedDocument,
    ComparedService,
    Comparison,
    ConditionCell,
    ConditionRow,
    Extreme,
    IndicationCell,
    IndicationRow,
    SharedText,
)
from policydiff.reports import phrases
from policydiff.reports.answer import capital, joined
from policydiff.reports.comparison_summary import comparison_summary, document_names, kinship_words
from policydiff.reports.html.change_view import shared_change
from policydiff.reports.html.matrix_view import (
    CellView,
    CodeView,
    ColumnView,
    ConditionView,
    RowView,
    ServiceView,
    SharedView,
)
from policydiff.reports.html.page import render_page
from policydiff.reports.html.parts_view import Choice
from policydiff.reports.html.summary_view import answer_views

Names = Mapping[str, str]

_BASES = {Basis.EXPLICIT: None, Basis.CONDITIONAL: None, Basis.RESIDUAL: "as “any other indication”"}


def render_comparison(comparison: Comparison) -> str:
    """The page of one comparison."""
    names = document_names(comparison)
    services = tuple(_service(service, names, at) for at, service in enumerate(comparison.services, 1))
    codes = tuple(_code(row, names) for row in comparison.codes)
    rows = sum(len(service.rows) + len(service.conditions) for service in services) + len(codes)
    summary = comparison_summary(comparison)
    return render_page(
        "comparison.html",
        title=summary.title,
        answers=answer_views(summary),
        columns=tuple(_column(document, names) for document in comparison.documents),
        services=services,
        codes=codes,
        shared=tuple(_shared(shared, names, at) for at, shared in enumerate(comparison.shared_texts, 1)),
        agreements=_agreements(comparison),
        marks_offered=_marks(comparison),
        payers=tuple(Choice(key, name, None) for key, name in names.items()),
        count=rows,
    )


def _column(document: ComparedDocument, names: Names) -> ColumnView:
    facts = (
        ("Title", document.title),
        ("Effective", document.effective_date),
        ("Lines of business", phrases.listed(document.lines_of_business) or None),
        ("File", document.source.name),
        ("SHA-256", document.source.sha256),
    )
    shown = tuple((label, text or phrases.NOT_STATED) for label, text in facts if text or label != "Lines of business")
    return ColumnView(document.key, names[document.key], _under_name(document), shown)


def _under_name(document: ComparedDocument) -> str:
    effective = f"effective {document.effective_date}" if document.effective_date else None
    return ", ".join(part for part in (document.policy_number, effective) if part)


def _agreements(comparison: Comparison) -> tuple[Choice, ...]:
    counts = Counter(row.agreement for service in comparison.services for row in service.rows)
    return tuple(Choice(each.value, phrases.AGREEMENTS[each], counts[each]) for each in Agreement if counts[each])


def _marks(comparison: Comparison) -> tuple[Choice, ...]:
    services = comparison.services
    rows = [row for service in services for row in service.rows]
    conditions = [row for service in services for row in service.conditions]
    alone = [row.alone for row in rows] + [row.alone for row in conditions] + [row.alone for row in comparison.codes]
    review = sum(row.review for row in rows) + sum(row.review for row in conditions)
    return (
        Choice("alone", "one stands alone", len([key for key in alone if key])),
        Choice("review", "for review", review),
    )


def _service(service: ComparedService, names: Names, at: int) -> ServiceView:
    others = tuple(name for name in service.names if name != service.service)
    speaking = tuple(key for key in names if any(_speaks(row.cells.get(key)) for row in service.rows))
    silent = [name for key, name in names.items() if key not in speaking]
    facts = (
        ("Also called", phrases.listed(others)),
        ("Codes", phrases.listed(service.codes)),
        ("See also", phrases.listed(service.also_under)),
        ("Not mentioned by", joined(silent)),
    )
    ends = (("Strictest", service.strictest), ("Most permissive", service.most_permissive))
    asked = tuple(key for key in names if any(key in row.cells for row in service.conditions))
    return ServiceView(
        anchor=f"service-{at}",
        name=capital(service.service),
        facts=tuple((label, text) for label, text in facts if text),
        ends=tuple((label, _who(end, names), end.why) for label, end in ends if end),
        speaking=speaking,
        rows=tuple(_row(row, speaking, names) for row in service.rows),
        asked=asked,
        conditions=tuple(_condition(row, asked, names) for row in service.conditions),
    )


def _who(extreme: Extreme, names: Names) -> str:
    return joined([names[key] for key in extreme.keys])


def _speaks(cell: IndicationCell | None) -> bool:
    return cell is not None and cell.basis is not Basis.SILENT


def _row(row: IndicationRow, keys: Sequence[str], names: Names) -> RowView:
    return RowView(
        indication=row.indication,
        agreement=row.agreement.value,
        words=phrases.AGREEMENTS[row.agreement],
        alone=names[row.alone] if row.alone else None,
        review=f"{row.confidence:.2f}" if row.review else None,
        cells=tuple(_cell(row, key) for key in keys),
    )


def _cell(row: IndicationRow, key: str) -> CellView:
    cell = row.cells.get(key)
    if cell is None or not _speaks(cell):
        return CellView(key, "silent", "–", "says nothing")
    fit = row.fits.get(key)
    named = f"{fit.value} here: “{phrases.one_line(cell.named_as)}”" if fit and cell.named_as else None
    return CellView(
        key=key,
        tone=_tone(cell),
        sign={"covered": "✓", "denied": "✗"}.get(_tone(cell), "?"),
        words=phrases.determination(cell.determination) if cell.determination else "not settled",
        basis=_BASES.get(cell.basis),
        condition=cell.condition,
        named=named,
        numbers=phrases.thresholds(cell.thresholds),
        quote=cell.text,
        place=phrases.place(cell.provenance) or None,
    )


def _tone(cell: IndicationCell) -> str:
    if cell.determination is None:
        return "open"
    return "covered" if cell.determination.covered else "denied"


def _condition(row: ConditionRow, asked: Sequence[str], names: Names) -> ConditionView:
    return ConditionView(
        condition=row.condition,
        alone=names[row.alone] if row.alone else None,
        review=f"{row.confidence:.2f}" if row.review else None,
        numbers_differ=row.thresholds_differ,
        cells=tuple(_asked(row.cells.get(key), key) for key in asked),
    )


def _asked(cell: ConditionCell | None, key: str) -> CellView:
    if cell is None:
        return CellView(key, "silent", "–", "not asked")
    return CellView(
        key=key,
        tone="asked",
        sign="●",
        words="asked",
        basis=f"for {phrases.listed(cell.uses)}" if cell.uses else None,
        numbers=phrases.thresholds(cell.thresholds),
        quote=cell.text,
        place=phrases.place(cell.provenance) or None,
    )


def _code(row: CodeRow, names: Names) -> CodeView:
    cells = []
    for key in names:
        cell = row.cells.get(key)
        if cell is None:
            cells.append(CellView(key, "silent", "–", "not listed"))
            continue
        tone, sign = _CODE_TONES.get(cell.determination.value, ("denied", "✗"))
        words = phrases.determination(cell.determination)
        said = "listed, without a determination" if words == "unspecified" else words
        place = phrases.place(cell.provenance) or None
        cells.append(CellView(key, tone, sign, said, quote=cell.description, place=place))
    return CodeView(row.system.value, row.code, names[row.alone] if row.alone else None, tuple(cells))


_CODE_TONES = {
    "medically_necessary": ("covered", "✓"),
    "reconstructive": ("covered", "✓"),
    "unspecified": ("open", "●"),
}


def _shared(shared: SharedText, names: Names, at: int) -> SharedView:
    first, second = (names[key] for key in shared.keys)
    differences = tuple(
        shared_change(change, f"shared-{at}-{number}", (first, second))
        for number, change in enumerate(shared.differences, 1)
    )
    return SharedView(kinship_words(shared, names), differences)
