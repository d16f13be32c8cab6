"""The result of setting several payers side by side. This is published JSON."""

from enum import StrEnum

from pydantic import Field

from policydiff.changes import Change
from policyextract.document import Provenance
from policyextract.records import CodeSystem, Determination, Model, Source, Threshold

SCHEMA_VERSION = "1.1"

REVIEW_BELOW = 0.75
"""Confidence below which a row is marked for review: a person should look whether its payers mean the same.

What differs on both sides is paired only from ``terms.DIFFERENT_FLOOR`` (0.72) up; what lies further below was paired
because all words of the one stand in the other ("gout" with "severe gout of the foot").
"""


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


class Agreement(StrEnum):
    """How the payers of a row stand to one another. The silent ones have no part in it."""

    SAME = "same"
    """All that speak say the same, and as far as they set conditions, all do."""
    CONDITIONS_DIFFER = "conditions_differ"
    """All that speak cover it, some of them under a condition that others do not set."""
    GROUNDS_DIFFER = "grounds_differ"
    """All that speak deny it, on different grounds."""
    DIFFERENT = "different"
    """Some cover it, others deny it."""
    ONE_SPEAKS = "one_speaks"
    NOT_STATED = "not_stated"
    """No payer of the row gives a determination."""


class Fit(StrEnum):
    """How the words under which a payer names an indication lie to the words of the row."""

    NARROWER = "narrower"
    """The payer says all that the row says, and more: "severe gout" in the row "gout"."""
    BROADER = "broader"
    OVERLAPPING = "overlapping"


class ComparedDocument(Model):
    """One column of the comparison. ``key`` is what cells are filed under."""

    key: str
    payer: str | None
    policy_number: str | None
    title: str | None
    effective_date: str | None
    lines_of_business: tuple[str, ...] = ()
    source: Source


class IndicationCell(Model):
    """What one payer says of one indication.

    ``named_as`` are the words under which the payer names it (null where it does not), ``thresholds`` the numbers in
    them and in the condition, in common units (see ``measures``).
    """

    determination: Determination | None
    basis: Basis
    condition: str | None
    text: str | None
    provenance: Provenance | None
    named_as: str | None = None
    thresholds: tuple[Threshold, ...] = ()


class IndicationRow(Model):
    """One indication.

    ``confidence`` (0 to 1) is how alike the payers that name it word it; 1 where one alone does. ``review`` marks a
    doubtful row (confidence below ``REVIEW_BELOW``). ``alone`` is the key of the one payer that says otherwise than all
    others, ``fits`` says of each payer whose words are not those of the row how they lie to them.
    """

    indication: str
    cells: dict[str, IndicationCell]
    confidence: float = 1.0
    review: bool = False
    agreement: Agreement = Agreement.NOT_STATED
    alone: str | None = None
    fits: dict[str, Fit] = Field(default_factory=dict)


class GeneralCondition(Model):
    """What a payer asks of every use of a service. It stands beside the rows: it makes no single cell conditional.

    ``uses``: the indications for which a payer with several statements asks it; empty where it does for all.
    """

    text: str
    provenance: Provenance
    uses: tuple[str, ...] = ()


class ConditionCell(Model):
    """A condition of one payer, with the numbers in it in common units. ``uses`` as in ``GeneralCondition``."""

    text: str
    provenance: Provenance
    uses: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()


class ConditionRow(Model):
    """A condition that payers set for every use of a service, side by side.

    ``cells`` hold each document that speaks of the service: null where it does not ask this. ``alone`` is the key of
    the only payer that asks it. ``thresholds_differ``: those who ask it give different numbers.
    """

    condition: str
    cells: dict[str, ConditionCell | None]
    confidence: float
    review: bool
    alone: str | None
    thresholds_differ: bool


class Extreme(Model):
    """The payers at one end of a service, strictest or most permissive, with the derivation in one line."""

    keys: tuple[str, ...]
    why: str


class ComparedService(Model):
    """A service under its first name, all names it goes by, and the codes that belong to it.

    ``general_conditions`` are filed under the documents' keys; a document without any is not among them. ``conditions``
    are the same side by side. ``strictest`` and ``most_permissive`` are null where the policies do not settle it.
    ``also_under`` names the services in whose rows this one stands as an item.
    """

    service: str
    names: tuple[str, ...]
    codes: tuple[str, ...]
    rows: tuple[IndicationRow, ...]
    general_conditions: dict[str, tuple[GeneralCondition, ...]] = Field(default_factory=dict)
    conditions: tuple[ConditionRow, ...] = ()
    strictest: Extreme | None = None
    most_permissive: Extreme | None = None
    also_under: tuple[str, ...] = ()


class CodeCell(Model):
    determination: Determination
    description: str | None
    provenance: Provenance


class CodeRow(Model):
    """One code. ``alone`` is the key of the only document that lists it."""

    system: CodeSystem
    code: str
    cells: dict[str, CodeCell | None]
    alone: str | None = None


class Kinship(StrEnum):
    """How much of their coverage text two documents share."""

    SAME_TEXT = "same_text"
    SAME_SOURCE = "same_source"
    """Not the same text, but most of it: criteria of one source."""


class SharedText(Model):
    """Two documents whose coverage text is the same or of one source.

    ``share`` (0 to 1) is how much of the words of both stands in both. ``differences`` are read from the first key to
    the second, as the changes of two versions are: restrictive where fewer qualify at the second.
    """

    keys: tuple[str, str]
    kinship: Kinship
    share: float
    differences: tuple[Change, ...]


class Comparison(Model):
    schema_version: str = SCHEMA_VERSION
    documents: tuple[ComparedDocument, ...]
    services: tuple[ComparedService, ...]
    codes: tuple[CodeRow, ...]
    shared_texts: tuple[SharedText, ...] = ()
