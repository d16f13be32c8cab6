"""The published contract: what one policy says, as data.

These models are the JSON that ``policydiff extract`` prints and that ``policydiff schema`` describes. Dates are ISO
text at the precision printed (``2026``, ``2026-02`` or ``2026-02-11``); what the document does not state is null.
Adding a field is a minor change of ``SCHEMA_VERSION``, taking one away or giving it another meaning a major one.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from policyextract.document import Provenance

SCHEMA_VERSION = "1.2"


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Determination(StrEnum):
    """What a payer says of a service. The wordings of each value stand in ``lexicon``."""

    INVESTIGATIONAL = "investigational"
    NOT_MEDICALLY_NECESSARY = "not_medically_necessary"
    COSMETIC = "cosmetic"
    RECONSTRUCTIVE = "reconstructive"
    NOT_COVERED = "not_covered"
    MEDICALLY_NECESSARY = "medically_necessary"
    UNSPECIFIED = "unspecified"
    """Codes only: the table's heading gives no determination."""

    @property
    def covered(self) -> bool:
        """Whether a patient who meets the statement gets the service. Reconstructive care is, cosmetic is not."""
        return self in (Determination.MEDICALLY_NECESSARY, Determination.RECONSTRUCTIVE)


class Operator(StrEnum):
    """How the items of a list combine. ``UNCLEAR`` where the text does not say."""

    ALL = "all"
    ANY = "any"
    AT_LEAST = "at_least"
    NONE_OF = "none_of"
    UNCLEAR = "unclear"


class CodeSystem(StrEnum):
    CPT = "CPT"
    HCPCS = "HCPCS"
    ICD_10_CM = "ICD-10-CM"
    ICD_10_PCS = "ICD-10-PCS"
    REV = "REV"
    NDC = "NDC"
    DRG = "DRG"


class Claim(StrEnum):
    """What an entry of a revision log says was done."""

    NO_CRITERIA_CHANGE = "no_criteria_change"
    CRITERIA_CHANGED = "criteria_changed"
    CODES_CHANGED = "codes_changed"
    REFERENCES_UPDATED = "references_updated"
    BACKGROUND_UPDATED = "background_updated"
    TITLE_CHANGED = "title_changed"
    NEW_POLICY = "new_policy"
    RETIRED = "retired"
    EDITORIAL = "editorial"
    ADMINISTRATIVE = "administrative"
    REVIEWED = "reviewed"


class Source(Model):
    """The file: its name without folders, the SHA-256 of its bytes, its media type and its pages (null for a text)."""

    name: str
    sha256: str
    media_type: str
    pages: int | None


class Payer(Model):
    """Who wrote the policy. ``id`` is the profile's, or a slug of the name; null where no payer was recognised."""

    id: str | None
    name: str | None


class LabelledDate(Model):
    """A date of the header under its printed label."""

    label: str
    date: str
    provenance: Provenance


class Threshold(Model):
    """A number that decides: ``quantity`` is what is measured, ``comparator`` one of < <= = >= >, ``unit`` as
    normalised.
    """

    quantity: str
    comparator: str
    value: float
    unit: str | None


class Criterion(Model):
    """A list, or one item of it. An item without sub-items has neither operator nor minimum.

    ``minimum`` is set for ``at_least`` alone. ``label`` is the printed marker ("1.", "a.", "•"), ``text`` the item
    without it, citations and line breaks as printed. The root carries the lead-in's quantifier as its text.
    """

    operator: Operator | None = None
    minimum: int | None = None
    label: str | None = None
    text: str = ""
    items: tuple["Criterion", ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    provenance: Provenance | None = None


class Note(Model):
    """A note that stands with a statement and may limit it."""

    text: str
    provenance: Provenance


class Statement(Model):
    """A sentence or lead-in of the policy part that gives a service a determination, with the list below it.

    ``label`` is the printed marker ("II."), null without one; ``text`` the sentence without it; ``wording`` the phrase
    that carries the determination; ``services`` what it is said of, as printed; ``codes`` those named in the text.
    """

    id: str
    label: str | None = None
    section: str | None
    services: tuple[str, ...]
    determination: Determination
    wording: str
    text: str
    residual: bool
    populations: tuple[str, ...] = ()
    lines_of_business: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    criteria: Criterion | None
    notes: tuple[Note, ...] = ()
    provenance: Provenance


class Code(Model):
    """A code of a code table or list. ``group`` is the heading it stands under; ``code`` may be a range "A00-A09"."""

    system: CodeSystem
    code: str
    description: str | None
    determination: Determination
    group: str | None
    provenance: Provenance


class Revision(Model):
    """An entry of the revision log. ``kind`` is the printed type of revision, ``summary`` its sentences or bullets."""

    date: str | None
    date_end: str | None = None
    approval_date: str | None
    kind: str | None
    summary: tuple[str, ...]
    claims: tuple[Claim, ...]
    provenance: Provenance


class Reference(Model):
    """An entry of the reference list, with its printed number or marker."""

    label: str | None
    text: str
    provenance: Provenance


class RelatedPolicy(Model):
    title: str
    provenance: Provenance


class Alias(Model):
    """Other names and short forms that the document gives a thing that its title or its statements speak of.

    ``provenance`` is where the first of them stands.
    """

    name: str
    aliases: tuple[str, ...]
    provenance: Provenance


class Passage(Model):
    """A paragraph or a cell of a table, without its list marker."""

    text: str
    provenance: Provenance


class Section(Model):
    """A section of the document: what it is headed, what it is, and a digest of its words so that a change can be seen.

    ``kind`` is one of the kinds in ``lexicon.SECTION_KINDS``. ``digest`` is the first 12 hex digits of the SHA-256 of
    the section's words, lower case, without markup, list markers and subsections. ``passages`` are the words themselves
    where they may decide on coverage and stand nowhere else in the record; empty in other sections.
    """

    title: str
    kind: str
    level: int
    words: int
    digest: str
    provenance: Provenance
    passages: tuple[Passage, ...] = ()


class Issue(Model):
    """What a reader of the record must know: something not read, not settled, or not consistent in the document.

    ``code`` is stable, kebab-case; ``severity`` is ``error``, ``warning`` or ``info``.
    """

    code: str
    severity: str
    message: str
    provenance: Provenance | None = None


class Accounting(Model):
    """Lines of the policy part, and what became of them: ``lines`` = ``parsed`` + ``ignored`` + ``unparsed``."""

    lines: int
    parsed: int
    ignored: int
    unparsed: int

    @property
    def unparsed_share(self) -> float:
        return self.unparsed / self.lines if self.lines else 0.0


class PolicyRecord(Model):
    """One version of one policy. ``provenance`` says where each header field was read."""

    schema_version: str = SCHEMA_VERSION
    source: Source
    payer: Payer
    policy_number: str | None
    title: str | None
    lines_of_business: tuple[str, ...]
    effective_date: str | None
    last_review_date: str | None
    next_review_date: str | None
    other_dates: tuple[LabelledDate, ...]
    statements: tuple[Statement, ...]
    codes: tuple[Code, ...]
    revisions: tuple[Revision, ...]
    references: tuple[Reference, ...]
    related_policies: tuple[RelatedPolicy, ...]
    sections: tuple[Section, ...]
    aliases: tuple[Alias, ...] = ()
    issues: tuple[Issue, ...]
    accounting: Accounting
    provenance: dict[str, Provenance] = Field(default_factory=dict)
