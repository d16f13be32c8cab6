"""The content of phrases and how alike they are, with the guards that go before likeness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.terms import OPPOSITES, SYNONYMS, Terms, likeness, mostly_in, opposed, rarities, stems, terms


@pytest.mark.parametrize(
    ("phrase", "words", "numbers"),
    [
        ("the management of relapsed asthma", {"relapse", "asthma"}, set()),
        ("nonallergic rhinitis", {"non-allergic", "rhinitis"}, set()),
        ("asthma without wheezing", {"asthma", "non-wheez"}, set()),
        ("grade 2 or higher sunburn", {"grad", "sunburn"}, {">=2"}),
        ("at least 12 weeks of rest", {"rest"}, {">=3 months"}),
        ("porphyria A", {"porphyria", "typea"}, set()),
        ("pediatric members", {"child"}, set()),
        ("treatment", {"therapy"}, set()),
    ],
)
def test_terms(phrase: str, words: set[str], numbers: set[str]) -> None:
    assert terms(phrase) == Terms(frozenset(words), frozenset(numbers))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("promotion of healing", "promote healing"),
        ("conversion of the rash", "convert the rash"),
        ("non-allergic rhinitis", "nonallergic rhinitis"),
        ("at least 12 weeks of rest", "3 months or more of rest"),
        ("age 50 or younger", "age at most 50 years"),
        ("cardiac pain", "heart pain"),
        ("close blood relatives with gout", "relatives with gout"),
        ("individual is at increased risk: a relative with gout", "a relative with gout"),
        ("gout (including gout of the knee and/or the toe)", "gout"),
        ("gout and assigned male at birth", "male with gout"),
        ("gout diagnosed before age 50", "history of gout at age 50 or younger"),
    ],
)
def test_the_same_content(one: str, other: str) -> None:
    assert likeness(terms(one), terms(other), {}) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("allergic rhinitis", "nonallergic rhinitis"),
        ("acute pain of the knee", "chronic pain of the knee"),
        ("recurrent asthma", "risk of recurrent asthma"),
        ("burns diagnosed at age 45 or younger", "burns diagnosed at age 50 or younger"),
        ("persistent asthma", "seasonal asthma"),
        ("personal history of gout", "a relative with gout"),
        ("gout before age 50", "gout after age 50"),
        (
            "a first- or second-degree relative with lupus and pain",
            "a first- or second-degree relative with pain or gout",
        ),
    ],
)
def test_alike_in_words_but_not_the_same(one: str, other: str) -> None:
    assert likeness(terms(one), terms(other), {}) == 0.0


def test_a_clause_that_shares_only_who_of_the_family_is_meant_does_not_speak_of_it() -> None:
    about = terms("first- or second-degree relative with lupus")
    assert not mostly_in(about, terms("first- or second-degree relative younger than 45 with gout"))
    assert mostly_in(about, terms("who has a first- or second-degree relative with lupus or gout"))


def test_a_broader_phrase_is_like_a_narrower_one() -> None:
    assert likeness(terms("winter asthma"), terms("asthma"), {}) == pytest.approx(2 / 3)


def test_what_all_phrases_share_tells_little() -> None:
    phrases = [terms(f"{kind} asthma of the airways") for kind in ("winter", "summer", "spring")]
    rarity = rarities(phrases)
    assert rarity["winter"] > rarity["asthma"]
    assert likeness(phrases[0], phrases[1], rarity) == 0.0


@pytest.mark.parametrize(("name", "forms"), SYNONYMS.items())
def test_every_synonym_stands_for_its_name(name: str, forms: str) -> None:
    assert {stems(form) for form in forms.split()} == {(name,)}


@pytest.mark.parametrize(("one", "other"), OPPOSITES)
def test_every_opposite_is_one(one: str, other: str) -> None:
    assert opposed(frozenset(stems(one)), frozenset(stems(other)))
    assert not opposed(frozenset(stems(one)), frozenset(stems(one)))


PHRASES = st.lists(
    st.sampled_from("acute chronic asthma nonallergic allergic risk pain of 2 50 or knee".split()), min_size=1
)


@given(PHRASES, PHRASES)
def test_likeness_goes_both_ways_and_stays_between_0_and_1(one: list[str], other: list[str]) -> None:
    a, b = terms(" ".join(one)), terms(" ".join(other))
    rarity = rarities([a, b])
    assert 0.0 <= likeness(a, b, rarity) <= 1.0
    assert likeness(a, b, rarity) == likeness(b, a, rarity)
    assert likeness(a, a, rarity) == 1.0
