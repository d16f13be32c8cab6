from policyextract.profile import Mark, PayerProfile

PROFILE = PayerProfile(
    id="cms",
    name="Centers for Medicare & Medicaid Services",
    marks=(
        Mark(r"\(Rev\. ?\d+[,;] Issued[:;]", "(Rev. 123; Issued: 01-02-23", 3),
        Mark(r"(?m)^National Coverage Determination \(NCD\)$", "National Coverage Determination (NCD)", 2),
    ),
    lines_of_business=("medicare",),
)
