"""What an entry of a revision log claims."""

import pytest

from policyextract.lexicon.claims import claims_of
from policyextract.records import Claim

C = Claim

ENTRIES: list[tuple[str, set[Claim]]] = [
    (
        "Annual review. No changes to criteria. References updated.",
        {C.REVIEWED, C.NO_CRITERIA_CHANGE, C.REFERENCES_UPDATED},
    ),
    ("Position statements maintained and references updated.", {C.NO_CRITERIA_CHANGE, C.REFERENCES_UPDATED}),
    ("Updated Rationale and References.", {C.BACKGROUND_UPDATED, C.REFERENCES_UPDATED}),
    ("Updated Coding section; added 12345.", {C.CODES_CHANGED}),
    ("Updated policy - no code changes", set()),
    (
        "Background updated with no impact on criteria. Criteria 2C revised to name a stage.",
        {C.NO_CRITERIA_CHANGE, C.BACKGROUND_UPDATED, C.CRITERIA_CHANGED},
    ),
    (
        "Reviewed; no criteria changes; added that another vendor is used for its criteria.",
        {C.REVIEWED, C.NO_CRITERIA_CHANGE},
    ),
    ("New policy describing investigational indications.", {C.NEW_POLICY}),
    ("Added a test to the INV/NMN statement.", {C.CRITERIA_CHANGED}),
    ("The following change was made to Coverage: one test is unproven.", {C.CRITERIA_CHANGED}),
    ("Policy clarified to include two organisms.", {C.CRITERIA_CHANGED}),
    ("Annual coding update.", {C.CODES_CHANGED}),
    ("Removed 12345 from policy", {C.CODES_CHANGED}),
    ("Title updated.", {C.TITLE_CHANGED}),
    ("Formatting changes.", {C.EDITORIAL}),
    ("Policy retired.", {C.RETIRED}),
    ("", set()),
]


@pytest.mark.parametrize(("summary", "claims"), ENTRIES)
def test_claims(summary: str, claims: set[Claim]) -> None:
    assert set(claims_of(summary)) == claims


def test_claims_come_in_the_order_of_the_catalogue() -> None:
    claims = claims_of("References updated. Criteria revised. Title updated.")
    assert list(claims) == [claim for claim in Claim if claim in claims]
