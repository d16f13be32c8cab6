from policyextract.profile import Mark, PayerProfile

PROFILE = PayerProfile(
    id="anthem",
    name="Anthem",
    marks=(
        # The footer of a page printed from the payer's site. A reference to the site has no page count behind it.
        Mark(
            r"https://www\.anthem\.com/dam/medpolicies/\S+ \d+/\d+\n",
            "https://www.anthem.com/dam/medpolicies/abc/a.html 1/13\n",
            3,
        ),
    ),
)
