from policyextract.profile import Mark, PayerProfile

PROFILE = PayerProfile(
    id="cigna",
    name="Cigna",
    marks=(
        Mark(
            r"health benefit plans administered by Cigna Companies",
            "health benefit plans administered by Cigna Companies",
            3,
        ),
        Mark(
            r"“?Cigna Companies”? refers to operating subsidiaries",
            "“Cigna Companies” refers to operating subsidiaries",
            3,
        ),
        Mark(r"© ?20\d\d (?:The )?Cigna", "© 2026 The Cigna Group", 2),
    ),
)
