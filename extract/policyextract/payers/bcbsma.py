from policyextract.profile import Mark, PayerProfile

PROFILE = PayerProfile(
    id="bcbsma",
    name="Blue Cross Blue Shield of Massachusetts",
    marks=(
        Mark(
            r"Blue Cross Blue Shield of Massachusetts is an Independent Licensee",
            "Blue Cross Blue Shield of Massachusetts is an Independent Licensee",
            3,
        ),
        Mark(r"BCBSA Reference Number", "BCBSA Reference Number: 2.03.03A", 1),
        Mark(
            r"Information Pertaining to All (?:Blue Cross Blue Shield Medical )?Policies",
            "Information Pertaining to All Policies",
            1,
        ),
        Mark(r"Commercial Members: Managed Care \(HMO and POS\)", "Commercial Members: Managed Care (HMO and POS)", 1),
    ),
)
