"""The result of setting several payers side by side. This is published JSON."""

from enum import StrEnum

from pydantic import Field

from policyextract.document import Provenance
from policyextract.records import CodeSystem, Determination, Model, Source

SCHEMA_VERSION = "1.0"


class Basis(StrEnum):
    """Why a cell has its determination."""

    EXPLICIT = "explicit"
    """Named in a statement."""
    CONDITIONAL = "conditional"
    """Named, but only with an extra condition, which the cell gives."""
    RESIDUAL = "residual"
    """Not named; falls under "any other indication"."""
    SILENT = "silent"
    """No statement reaches it. The determination is null: a payer that says nothing has not said no."""


class ComparedDocument(Model):
    """One column of the comparison. ``key`` is what cells are filed under."""

    key: str
    payer: str | None
    policy_number: str | None
    title: str | None
    effective_date: str | None
    source: Source


class IndicationCell(Model):
    determination: Determination | None
    basis: Basis
    condition: str | None
    text: str | None
    provenance: Provenance | None


class IndicationRow(Model):
    """One indication. ``confidence`` (0 to 1) is how alike the payers that name it word it; 1 where one alone does."""

    indication: str
    cells: dict[str, IndicationCell]
    confidence: float = 1.0


class GeneralCondition(Model):
    """What a payer asks of every use of a service. It stands beside the rows: it makes no single cell conditional."""

    text: str
    provenance: Provenance


class ComparedService(Model):
    """A service under its first name, all names it goes by, and the codes that belong to it.

    ``general_conditions`` are filed under the documents' keys; a document without any is not among them.
    """

    service: str
    names: tuple[str, ...]
    codes: tuple[str, ...]
    rows: tuple[IndicationRow, ...]
    general_conditions: dict[str, tuple[GeneralCondition, ...]] = Field(default_factory=dict)


class CodeCell(Model):
    determination: Determination
    description: str | None
    provenance: Provenance


class CodeRow(Model):
    system: CodeSystem
    code: str
    cells: dict[str, CodeCell | None]


class Comparison(Model):
    schema_version: str = SCHEMA_VERSION
    documents: tuple[ComparedDocument, ...]
    services: tuple[ComparedService, ...]
    codes: tuple[CodeRow, ...]
