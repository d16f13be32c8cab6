"""Small made results: a record, a diff and a comparison of lamp therapy, and the empty ones."""

from policydiff.changes import (
    Action,
    Area,
    Change,
    Direction,
    Evidence,
    LogCheck,
    LogVerdict,
    Verdict,
    Version,
    VersionDiff,
)
from policydiff.comparison import (
    Basis,
    CodeCell,
    CodeRow,
    ComparedDocument,
    ComparedService,
    Comparison,
    IndicationCell,
    IndicationRow,
)
from policyextract.document import Provenance
from policyextract.explained import AccountedLine, ExplainedRecord
from policyextract.ledger import Fate
from policyextract.records import (
    Accounting,
    Claim,
    Code,
    CodeSystem,
    Criterion,
    Determination,
    Issue,
    Note,
    Operator,
    Payer,
    PolicyRecord,
    Revision,
    Source,
    Statement,
    Threshold,
)


def at(page: int | None, line: int) -> Provenance:
    return Provenance(page, line, (0, 1))


SOURCE = Source(name="made-7__2026.pdf", sha256="0" * 64, media_type="application/pdf", pages=3)
PAYER = Payer(id="made", name="Made Health")

TREE = Criterion(
    operator=Operator.ALL,
    text="when ALL of the following are met",
    items=(
        Criterion(
            label="1.",
            text="age 18 years or older",
            thresholds=(Threshold(quantity="age", comparator=">=", value=18, unit="year"),),
            provenance=at(2, 5),
        ),
        Criterion(
            operator=Operator.AT_LEAST,
            minimum=2,
            label="2.",
            text="two of these",
            items=(Criterion(label="a.", text="pain"), Criterion(label="b.", text="fever")),
            provenance=at(2, 6),
        ),
    ),
    provenance=at(2, 4),
)

STATEMENT = Statement(
    id="s1",
    section="Policy",
    services=("lamp therapy",),
    determination=Determination.MEDICALLY_NECESSARY,
    wording="is considered medically necessary",
    text="Lamp therapy is considered medically necessary when ALL of the following are met:",
    residual=False,
    populations=("adults",),
    codes=("11111",),
    criteria=TREE,
    notes=(Note(text="One lamp a year.", provenance=at(2, 9)),),
    provenance=at(2, 4),
)

RECORD = PolicyRecord(
    source=SOURCE,
    payer=PAYER,
    policy_number="7",
    title="Lamp Therapy",
    lines_of_business=(),
    effective_date="2026-01-01",
    last_review_date=None,
    next_review_date="2027",
    other_dates=(),
    statements=(STATEMENT,),
    codes=(
        Code(
            system=CodeSystem.CPT,
            code="11111",
            description="lamp, first hour",
            determination=Determination.MEDICALLY_NECESSARY,
            group="Considered medically necessary",
            provenance=at(3, 1),
        ),
    ),
    revisions=(
        Revision(
            date="2026-01",
            approval_date=None,
            kind="Annual review",
            summary=("No change to criteria.", "References updated."),
            claims=(Claim.NO_CRITERIA_CHANGE, Claim.REFERENCES_UPDATED),
            provenance=at(3, 9),
        ),
    ),
    references=(),
    related_policies=(),
    sections=(),
    issues=(Issue(code="date-missing", severity="info", message="no last review date is printed"),),
    accounting=Accounting(lines=20, parsed=18, ignored=1, unparsed=1),
)

EXPLAINED = ExplainedRecord(
    record=RECORD,
    accounting=(
        AccountedLine(fate=Fate.PARSED, reason=None, text="Lamp therapy is considered", provenance=at(2, 4)),
        AccountedLine(fate=Fate.IGNORED, reason="cross-reference", text="See also: candles.", provenance=at(2, 8)),
        AccountedLine(fate=Fate.UNPARSED, reason=None, text="lamp | hours", provenance=at(2, 10)),
    ),
)

EMPTY_RECORD = RECORD.model_copy(update={"statements": (), "codes": (), "revisions": (), "issues": ()})


def version(date: str) -> Version:
    return Version(
        source=SOURCE.model_copy(update={"name": f"made-7__{date}.pdf"}),
        payer=PAYER,
        policy_number="7",
        title="Lamp Therapy",
        effective_date=date,
        last_review_date=None,
        next_review_date=None,
    )


CHANGE = Change(
    rule="criterion-added",
    area=Area.CRITERION,
    action=Action.ADDED,
    direction=Direction.RESTRICTIVE,
    service="lamp therapy",
    old=None,
    new=Evidence(text="age 18 years\nor older", provenance=at(2, 5)),
    why="added under ALL of a medically-necessary statement",
    confidence=1.0,
    fingerprint="0123456789ab",
)
DATE_CHANGE = Change(
    rule="date-effective-changed",
    area=Area.DATE,
    action=Action.CHANGED,
    direction=Direction.ADMINISTRATIVE,
    service=None,
    old=Evidence(text="2025", provenance=at(None, 3)),
    new=Evidence(text="2026"),
    why="2025 to 2026",
    confidence=1.0,
    fingerprint="ba9876543210",
)

DIFF = VersionDiff(
    old=version("2025"),
    new=version("2026"),
    verdict=Verdict.RESTRICTIVE,
    changes=(CHANGE, DATE_CHANGE),
    revision_log=(
        LogCheck(
            date="2026-01",
            says="No change to criteria.",
            verdict=LogVerdict.SILENT_CHANGE,
            changes=(CHANGE.fingerprint,),
            why="the entry denies a change that was found",
        ),
        LogCheck(date=None, says="", verdict=LogVerdict.LOG_GAP, changes=(), why="the log begins in 2026"),
    ),
)
EMPTY_DIFF = DIFF.model_copy(update={"verdict": Verdict.NO_CHANGE, "changes": (), "revision_log": ()})


def document(key: str, payer: str) -> ComparedDocument:
    return ComparedDocument(
        key=key, payer=payer, policy_number="7", title="Lamp Therapy", effective_date="2026", source=SOURCE
    )


COMPARISON = Comparison(
    documents=(document("made", "Made Health"), document("other", "Other Health")),
    services=(
        ComparedService(
            service="lamp therapy",
            names=("lamp therapy", "light therapy"),
            codes=("11111",),
            rows=(
                IndicationRow(
                    indication="winter blues",
                    cells={
                        "made": IndicationCell(
                            determination=Determination.MEDICALLY_NECESSARY,
                            basis=Basis.CONDITIONAL,
                            condition="in adults",
                            text="Lamp therapy for adults.",
                            provenance=at(2, 4),
                        ),
                        "other": IndicationCell(
                            determination=None, basis=Basis.SILENT, condition=None, text=None, provenance=None
                        ),
                    },
                ),
            ),
        ),
    ),
    codes=(
        CodeRow(
            system=CodeSystem.CPT,
            code="11111",
            cells={
                "made": CodeCell(
                    determination=Determination.MEDICALLY_NECESSARY, description="lamp", provenance=at(3, 1)
                ),
                "other": None,
            },
        ),
    ),
)
EMPTY_COMPARISON = COMPARISON.model_copy(update={"services": (), "codes": ()})
