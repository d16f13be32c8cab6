"""Made answers of the library, one of each kind."""

from policydiff.changes import Verdict
from policydiff.history import AsOf, Certainty, Policy
from policydiff.holdings import (
    ChangedVersion,
    ChangesSince,
    CodeListing,
    Drift,
    Due,
    DueReview,
    DueReviews,
    HeldPolicy,
    Hit,
    ListedCode,
    Passage,
    Search,
    Verification,
    VersionPlace,
)
from policyextract.records import CodeSystem, Determination
from samples import DIFF, PAYER, RECORD, version

POLICY = Policy(
    name="made/7", payer=PAYER, policy_number="7", title="Lamp Therapy", lines_of_business=("commercial", "medicare")
)
PLACE = VersionPlace(
    policy=POLICY, in_force_from="2025", in_force_until="2026", current=False, file="made-7.pdf", page=2, line=None
)

HELD = (
    HeldPolicy(
        policy=POLICY,
        versions=2,
        in_force_from="2026",
        effective_date="2026",
        last_review_date=None,
        next_review_date="2027",
        verdict=Verdict.RESTRICTIVE,
        file="made-7.pdf",
    ),
)
SEARCH = Search(
    text="pain",
    hits=(
        Hit(
            passage=Passage.CRITERION,
            text="pain\nat night",
            services="lamp therapy",
            determination=Determination.MEDICALLY_NECESSARY,
            at=PLACE,
        ),
    ),
    more=True,
)
CODES = CodeListing(
    code="A01",
    listed=(
        ListedCode(
            code="A00-A09",
            system=CodeSystem.ICD_10_CM,
            determination=Determination.UNSPECIFIED,
            description="=a kind of cold",
            heading="Codes",
            statement=None,
            since="2025",
            since_first=True,
            at=PLACE,
        ),
    ),
)
SINCE = ChangesSince(
    since="2025", versions=(ChangedVersion(policy=POLICY, in_force_from="2026", diff=DIFF),), decisions=()
)
REVIEWS = DueReviews(
    as_of="2027-03-01",
    within_days=60,
    reviews=(
        DueReview(
            policy=POLICY, next_review_date="2026", due=Due.OVERDUE, days=-60, in_force_from="2026", file="made-7.pdf"
        ),
    ),
    unknown=3,
)
CHECKED = Verification(
    documents=2,
    policies=1,
    damages=("made-7.pdf: has no record",),
    read_again=2,
    drift=(
        Drift(file="a.pdf", sha256="0" * 64, fields=("codes", "issues")),
        Drift(file="b.pdf", sha256="1" * 64, refusal="is empty"),
        Drift(file="b.pdf", sha256="1" * 64, older_file="a.pdf", fields=("diff",)),
    ),
    updated=False,
)
ASOF = AsOf(
    policy=POLICY,
    date="2025-07",
    certainty=Certainty.LIKELY,
    why=("in force from 2025 until 2026", "it prints no effective date"),
    version=version("2025"),
    candidates=(version("2026"),),
    record=RECORD,
)
