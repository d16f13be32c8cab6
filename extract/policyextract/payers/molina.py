from policyextract.profile import Mark, PayerProfile

PROFILE = PayerProfile(
    id="molina",
    name="Molina Healthcare",
    marks=(
        Mark(r"This Molina Clinical Policy \(MCP\)", "This Molina Clinical Policy (MCP)", 3),
        Mark(r"Molina Healthcare reserves the right", "Molina Healthcare reserves the right", 2),
        Mark(r"Molina Healthcare, Inc\. ?©", "Molina Healthcare, Inc. ©2025", 2),
    ),
)
