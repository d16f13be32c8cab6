"""Payers' profiles: each is told by its marks and by nobody else's, and the generic one stands in for the rest."""

import pytest

from pages import opened
from policyextract.lexicon.scopes import LINES_OF_BUSINESS
from policyextract.payers import PROFILES
from policyextract.profile import GENERIC, Mark, PayerProfile, identify


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_every_mark_matches_its_example_and_no_other_profiles(profile: PayerProfile) -> None:
    for mark in profile.marks:
        assert mark.compiled.search(mark.example), mark.pattern
        for other in PROFILES:
            if other is not profile:
                assert not any(theirs.compiled.search(mark.example) for theirs in other.marks), (other.id, mark.example)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_a_document_with_all_the_marks_is_the_payers(profile: PayerProfile) -> None:
    page = opened(*(mark.example.strip() for mark in profile.marks), "The end.")
    assert identify(page.document, PROFILES) is profile


def test_ids_and_names_are_the_profiles_own() -> None:
    assert len({profile.id for profile in PROFILES}) == len(PROFILES) == len({profile.name for profile in PROFILES})
    known = {scope.name for scope in LINES_OF_BUSINESS}
    assert all(set(profile.lines_of_business) <= known for profile in PROFILES)


def test_nobodys_document_is_generic() -> None:
    assert identify(opened("Lamps are considered medically necessary.").document, PROFILES) is GENERIC


A = PayerProfile("a", "A", (Mark("alpha", "alpha", 1), Mark("omega", "omega", 2)))
B = PayerProfile("b", "B", (Mark("beta", "beta", 3),))


@pytest.mark.parametrize(
    ("text", "profile"),
    [("alpha", GENERIC), ("omega", A), ("omega beta", B), ("alpha omega beta", GENERIC), ("", GENERIC)],
)
def test_the_heaviest_marks_win_and_a_tie_or_too_little_is_nobodys(text: str, profile: PayerProfile) -> None:
    assert identify(opened(text or "nothing").document, (A, B)) is profile


def test_a_reference_to_a_payers_site_is_no_mark_of_it() -> None:
    text = "12. Lamp policy. Available at https://www.anthem.com/dam/medpolicies/abc/a.html Accessed 1/13/2025"
    assert identify(opened(text, "More.").document, PROFILES) is GENERIC
