from policyextract.profile import Mark, PayerProfile

PROFILE = PayerProfile(
    id="fep",
    name="Blue Cross Blue Shield Federal Employee Program",
    marks=(
        Mark(r"FEP® Pharmacy and Medical Policy Committee", "FEP® Pharmacy and Medical Policy Committee", 3),
        Mark(r"Federal Employee Program®", "Federal Employee Program®", 2),
    ),
    lines_of_business=("federal",),
)
