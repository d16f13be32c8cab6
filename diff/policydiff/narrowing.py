"""A part of a comparison: some payers, services, codes or indications. What is left stands as it was.

Agreement, outliers and extremes are about the payers that are left; which rows are shown does not change them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from policydiff.agreement import agreement, alone
from policydiff.comparison import Basis, CodeRow, ComparedService, Comparison, ConditionRow, IndicationRow
from policydiff.measures import differ
from policydiff.strictness import extremes
from policydiff.terms import stems, terms

T = TypeVar("T")


class NothingFoundError(LookupError):
    """Nothing in the comparison is what was asked for; the message says what there is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to keep, as a person writes it. Of several texts of one kind, any will do; none keeps all.

    ``payers`` are parts of a payer's name or of a document's key, ``services`` and ``indications`` words of a name,
    ``codes`` whole codes.
    """

    payers: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    indications: tuple[str, ...] = ()


def narrow(comparison: Comparison, wanted: Wanted) -> Comparison:
    """Keep what is wanted. Raises NothingFoundError where something that was asked for is not there at all."""
    if wanted.payers:
        comparison = _of_payers(comparison, wanted.payers)
    if not (wanted.services or wanted.codes or wanted.indications):
        return comparison
    services = _of_services(comparison, wanted)
    if wanted.codes:
        codes = tuple(row for row in comparison.codes if any(_is_code(row.code, code) for code in wanted.codes))
    else:
        kept = {code for service in services for code in service.codes}
        codes = tuple(row for row in comparison.codes if row.code in kept)
    if not services and not codes:
        raise NothingFoundError(f"no policy lists {_listed(wanted.codes)}")
    return comparison.model_copy(update={"services": services, "codes": codes})


def _of_services(comparison: Comparison, wanted: Wanted) -> tuple[ComparedService, ...]:
    services = comparison.services
    if wanted.services:
        services = tuple(one for one in services if any(_is_called(one, text) for text in wanted.services))
        _require(services, "service", wanted.services, (one.service for one in comparison.services))
    if wanted.codes:
        services = tuple(one for one in services if any(code in one.codes for code in map(_code, wanted.codes)))
    if wanted.indications:
        of_these = services
        services = tuple(filter(None, (_of_indications(one, wanted.indications) for one in of_these)))
        _require(services, "indication", wanted.indications, (row.indication for one in of_these for row in one.rows))
    return services


def _is_called(service: ComparedService, text: str) -> bool:
    return any(set(stems(text)) <= set(stems(name)) for name in service.names)


def _of_indications(service: ComparedService, texts: Sequence[str]) -> ComparedService | None:
    rows = tuple(row for row in service.rows if any(_is_about(row, text) for text in texts))
    return service.model_copy(update={"rows": rows}) if rows else None


def _is_about(row: IndicationRow, text: str) -> bool:
    """Whether all words of a text stand in the words of the row, or in those of a payer in it."""
    said = (row.indication, *(cell.named_as for cell in row.cells.values() if cell.named_as))
    return any(terms(text).words <= terms(phrase).words for phrase in said)


def _code(text: str) -> str:
    return text.strip().upper()


def _is_code(listed: str, text: str) -> bool:
    """Whether a code is the listed one, or lies in the listed range."""
    first, _, last = listed.partition("-")
    return _code(text) == listed or (bool(last) and first <= _code(text) <= last)


def _of_payers(comparison: Comparison, payers: Sequence[str]) -> Comparison:
    documents = tuple(
        one
        for one in comparison.documents
        if any(text.casefold() in f"{one.key}\n{one.payer or ''}".casefold() for text in payers)
    )
    _require(documents, "payer", payers, (one.payer or one.key for one in comparison.documents))
    keys = [document.key for document in documents]
    services = (_service_of(service, keys) for service in comparison.services)
    codes = (_code_row_of(row, keys) for row in comparison.codes)
    return comparison.model_copy(
        update={
            "documents": documents,
            "services": tuple(service for service in services if service.rows or service.conditions),
            "codes": tuple(row for row in codes if any(row.cells.values())),
            "shared_texts": tuple(one for one in comparison.shared_texts if set(one.keys) <= set(keys)),
        }
    )


def _service_of(service: ComparedService, keys: Sequence[str]) -> ComparedService:
    """A service as some payers have it. Names and codes stay: they are how it was found."""
    rows = tuple(row for row in (_row_of(row, keys) for row in service.rows) if row is not None)
    conditions = tuple(row for row in (_condition_row_of(row, keys) for row in service.conditions) if row is not None)
    strictest, most_permissive = extremes(rows, conditions, keys)
    return service.model_copy(
        update={
            "rows": rows,
            "general_conditions": {key: one for key, one in service.general_conditions.items() if key in keys},
            "conditions": conditions,
            "strictest": strictest,
            "most_permissive": most_permissive,
        }
    )


def _row_of(row: IndicationRow, keys: Sequence[str]) -> IndicationRow | None:
    cells = {key: row.cells[key] for key in keys}
    if all(cell.basis is Basis.SILENT for cell in cells.values()):
        return None
    paired = sum(cell.named_as is not None for cell in cells.values()) > 1
    return row.model_copy(
        update={
            "cells": cells,
            "confidence": row.confidence if paired else 1.0,
            "review": row.review and paired,
            "agreement": agreement(cells),
            "alone": alone(cells),
            "fits": {key: fit for key, fit in row.fits.items() if key in keys},
        }
    )


def _condition_row_of(row: ConditionRow, keys: Sequence[str]) -> ConditionRow | None:
    cells = {key: row.cells[key] for key in keys if key in row.cells}
    asking = {key: cell for key, cell in cells.items() if cell is not None}
    if not asking:
        return None
    first, *others = asking.values()
    return row.model_copy(
        update={
            "condition": first.text,
            "cells": cells,
            "confidence": row.confidence if others else 1.0,
            "review": row.review and bool(others),
            "alone": next(iter(asking)) if not others and len(cells) > 1 else None,
            "thresholds_differ": any(differ(first.thresholds, other.thresholds) for other in others),
        }
    )


def _code_row_of(row: CodeRow, keys: Sequence[str]) -> CodeRow:
    cells = {key: row.cells[key] for key in keys}
    listing = [key for key, cell in cells.items() if cell is not None]
    return row.model_copy(update={"cells": cells, "alone": listing[0] if len(listing) == 1 < len(cells) else None})


def _require(found: Sequence[T], kind: str, texts: Sequence[str], there: Iterable[str]) -> None:
    if not found:
        names = "; ".join(dict.fromkeys(there)) or "none"
        raise NothingFoundError(f"no {kind} is called {_listed(texts)}; there are: {names}")


def _listed(texts: Sequence[str]) -> str:
    return " or ".join(f"“{text}”" for text in texts)
