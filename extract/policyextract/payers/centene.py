from policyextract.profile import Mark, PayerProfile

PROFILE = PayerProfile(
    id="centene",
    name="Centene Corporation",
    marks=(
        Mark(
            r"health plans? affiliated with Centene Corporation", "health plans affiliated with Centene Corporation", 3
        ),
        Mark(r"© ?20\d\d Centene Corporation", "©2016 Centene Corporation", 3),
    ),
)
