from policyextract.lexicon.sections import SectionKind, SectionName
from policyextract.profile import Mark, PayerProfile

PROFILE = PayerProfile(
    id="bcbsm",
    name="Blue Cross Blue Shield of Michigan and Blue Care Network",
    marks=(
        Mark(
            r"source for BCBSM and BCN medical policy information",
            "source for BCBSM and BCN medical policy information",
            3,
        ),
        Mark(r"Joint BCBSM/BCN Medical Policy", "Joint BCBSM/BCN Medical Policy History", 3),
    ),
    headings=(
        SectionName(
            SectionKind.POLICY,
            r"inclusionary and exclusionary guidelines(?: \(.*\))?",
            ("Inclusionary and Exclusionary Guidelines",),
            ("Policy Guidelines",),
        ),
    ),
)
