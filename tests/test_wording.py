"""Carrying words, synonyms, what two wordings differ in, and kinds of edits."""

import pytest

from policydiff.direction import Effect
from policydiff.edits import Bound, Kind, bound_effect, edits
from policydiff.glossary import Glossary
from policydiff.synonyms import SYNONYMS, Synonyms
from policydiff.wording import Difference, closeness, differences, inserted, words
from policyextract.abbreviations import definitions


@pytest.mark.parametrize("group", SYNONYMS, ids=lambda group: group.words[0])
def test_synonyms_make_their_examples_equal(group: Synonyms) -> None:
    one, other = group.example
    assert one != other
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("text", "carrying"),
    [
        ("Members 18 years of age or older", "patient >= 18 year"),
        ("the individual is at least 18 years", "patient >= 18 year"),
        ("Grade 2 or higher rash", "grade >= 2 rash"),
        ("no more than twelve visits per year", "<= 12 visit per year"),
        ("relapse within the past six months", "relapse <= 6 month"),
        ("nonhealing wounds", "non healing wound"),
        ("ALL of the following:", "all"),
        ("following surgery", "after surgery"),
        ("a brace (e.g., a splint)", "brace eg splint"),
        ("first-line therapy;¹² once", "first line therapy once"),
    ],
)
def test_carrying_words(text: str, carrying: str) -> None:
    assert " ".join(words(text)) == carrying


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("for any other condition", "for any other indication", ()),
        ("relapsed, persistent or refractory disease", "refractory, relapsed or persistent disease", ()),
        ("a whole genome", "a wholegenome", ()),
        ("heat without light", "light without heat", (Difference.WORDS,)),
        ("light and heat or cold", "light or heat and cold", (Difference.WORDS,)),
        ("after 3 months", "after 6 months", (Difference.NUMBERS,)),
        ("with pain", "without pain", (Difference.NEGATIONS,)),
        ("may be used", "must be used", (Difference.MODALS,)),
        ("heat and light", "heat or light", (Difference.OPERATORS,)),
        ("may help 3 knees", "will help 4 elbows", (Difference.NUMBERS, Difference.MODALS, Difference.WORDS)),
    ],
)
def test_differences(old: str, new: str, kinds: tuple[Difference, ...]) -> None:
    assert differences(words(old), words(new)) == kinds
    assert differences(words(new), words(old)) == kinds


def test_a_text_is_nearer_to_its_rewording_than_to_a_longer_text() -> None:
    text = words("chronic knee pain")
    assert closeness(text, words("chronic pain of the knee")) == 1.0
    assert closeness(text, words("chronic knee pain after failed surgery of the meniscus")) < 0.85


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bright lamp therapy (BLT) is new.", {"BLT": "bright lamp therapy"}),
        ("for narrow-band ultraviolet B (NB-UVB) light", {"NB-UVB": "narrow-band ultraviolet b"}),
        ("Acute lamp lesion (ALL)", {}),
        ("The lamp (see Figure)", {}),
        ("Any lamp (XQZ)", {}),
    ],
)
def test_definitions_of_abbreviations(text: str, found: dict[str, str]) -> None:
    assert definitions([text]) == found


def test_spelling_out() -> None:
    glossary = Glossary({"BLT": "bright lamp therapy"})
    assert glossary.words("Bright lamp therapy (BLT) booster") == glossary.words("BLT booster")
    assert glossary.words("BLTs") == ("bright", "lamp", "therapy")
    assert glossary.spell_out("SUBLT and BLT-2") == "SUBLT and BLT-2"


@pytest.mark.parametrize(
    ("old", "new", "kind", "effect"),
    [
        ("age 18 years or older", "age 21 years or older", Kind.THRESHOLD_TIGHTENED, Effect.NARROWS),
        ("age 18 years or older", "age 12 years or older", Kind.THRESHOLD_LOOSENED, Effect.WIDENS),
        ("at most 6 sessions", "at most 8 sessions", Kind.THRESHOLD_LOOSENED, Effect.WIDENS),
        ("BMI ≥ 35", "BMI > 35", Kind.THRESHOLD_TIGHTENED, Effect.NARROWS),
        ("after 3 months of heat", "after 6 months of heat", Kind.THRESHOLD_CHANGED, Effect.UNSETTLED),
        ("at least 1 year of heat", "at least 12 months of heat", Kind.THRESHOLD_CHANGED, Effect.SAME),
        ("no burn for at least 3 months", "no burn for at least 6 months", Kind.THRESHOLD_CHANGED, Effect.UNSETTLED),
        ("heat failed", "heat failed for at least 6 weeks", Kind.THRESHOLD_ADDED, Effect.NARROWS),
        ("heat failed for at least 6 weeks", "heat failed", Kind.THRESHOLD_REMOVED, Effect.WIDENS),
        ("heat failed", "heat failed, unless it is harmful", Kind.EXCEPTION_ADDED, Effect.UNSETTLED),
        ("burns except on the face", "burns", Kind.EXCEPTION_REMOVED, Effect.UNSETTLED),
        ("heat failed", "heat or cold failed", Kind.ALTERNATIVE_ADDED, Effect.WIDENS),
        ("no heat", "no heat or cold", Kind.ALTERNATIVE_ADDED, Effect.UNSETTLED),
        ("heat or cold failed", "heat failed", Kind.ALTERNATIVE_REMOVED, Effect.NARROWS),
        ("pregnant", "not pregnant", Kind.NEGATED, Effect.UNSETTLED),
        ("knee pain", "elbow pain", Kind.REWORDED, Effect.UNSETTLED),
    ],
)
def test_kinds_of_edits(old: str, new: str, kind: Kind, effect: Effect) -> None:
    (edit,) = edits(words(old), words(new))
    assert (edit.kind, edit.effect) == (kind, effect)


def test_synonyms_are_no_edit() -> None:
    assert edits(words("the patient has failed prior therapy"), words("the member failed previous treatment")) == ()


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        (Bound(">=", 18, "year"), Bound(">=", 216, "month"), Effect.SAME),
        (Bound(">=", 2, "week"), Bound(">=", 15, "day"), Effect.NARROWS),
        (Bound("<", 7, "%"), Bound("<=", 7, "%"), Effect.WIDENS),
        (Bound(">=", 18, "year"), Bound("<=", 18, "year"), Effect.UNSETTLED),
        (Bound(">=", 1, "month"), Bound(">=", 30, "day"), Effect.UNSETTLED),
        (Bound("", 3, "month"), Bound("", 6, "month"), Effect.UNSETTLED),
    ],
)
def test_bounds(old: Bound, new: Bound, effect: Effect) -> None:
    assert bound_effect(old, new) is effect
    assert bound_effect(new, old) is effect.opposite


def test_inserted_run() -> None:
    assert inserted(("heat", "failed"), ("heat", "or", "cold", "failed")) == ("or", "cold")
    assert inserted(("heat", "failed"), ("heat", "or", "cold", "helped")) == ()
    assert inserted(("heat",), ("heat",)) == ()
