"""Numbers that decide: which are thresholds, of what, and how they compare."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyextract.lexicon.quantities import COMPARATORS_BEFORE, COMPARATORS_BEHIND, NUMBER_WORDS
from policyextract.thresholds import thresholds


def read(text: str) -> list[str]:
    """Each threshold as "quantity comparator value unit"."""
    return [
        " ".join([each.quantity, each.comparator, f"{each.value:g}", *([each.unit] if each.unit else [])])
        for each in thresholds(text)
    ]


CASES: dict[str, list[str]] = {
    "BMI ≥ 35 kg/m2": ["bmi >= 35 kg/m2"],
    "BMI >= 35 kg/m²": ["bmi >= 35 kg/m2"],
    "BMI => 35": ["bmi >= 35"],
    "BMI < 35": ["bmi < 35"],
    "score =< 2.5": ["score <= 2.5"],
    "T-score ≤ 3": ["t-score <= 3"],
    "hemoglobin is less than 10 g/dL": ["hemoglobin < 10 g/dl"],
    "a ferritin of at least 1,000 ng/mL": ["ferritin >= 1000 ng/ml"],
    "weight not to exceed 120 pounds": ["weight <= 120 pounds"],
    "weight over 50 lbs": ["weight > 50 pounds"],
    "an ejection fraction of no more than 35%": ["ejection fraction <= 35 %"],
    "an ejection fraction below 35 percent": ["ejection fraction < 35 %"],
    "blood pressure above 140 mm Hg": ["blood pressure > 140 mmHg"],
    "at least 18 years of age": ["age >= 18 years"],
    "18 years of age or older": ["age >= 18 years"],
    "18 years or older": [" >= 18 years"],
    "aged 18 years or older": ["aged >= 18 years"],
    "younger than 12 years old": ["age < 12 years"],
    "age ≥ 18": ["age >= 18"],
    "age 12 or older": ["age >= 12"],
    "6 months of age or younger": ["age <= 6 months"],
    "pain for at least six months": ["pain >= 6 months"],
    "a minimum of 3 sessions": [" >= 3 sessions"],
    "therapy of 12 weeks or longer": ["therapy >= 12 weeks"],
    "up to 2 doses a year": [" <= 2 doses"],
    "AHI ≥15 events/hour": ["ahi >= 15 events/hour"],
    "veins of 3 mm or more": ["veins >= 3 mm"],
    "3.0 millimeters or greater": [" >= 3 mm"],
    "age ≥ 18 years, BMI > 30 kg/m2": ["age >= 18 years", "bmi > 30 kg/m2"],
    "age ≥ 18 years and BMI > 30 kg/m2": ["age >= 18 years", "bmi > 30 kg/m2"],
    "age ≥ 18 and BMI > 30": ["age >= 18", "bmi > 30"],
    "pain (severe) > 6 months": ["pain > 6 months"],
    "no fever; pain > 6 months": ["pain > 6 months"],
    "score = 4 points": ["score = 4 points"],
    "T-score ≤ -2.5": ["t-score <= -2.5"],
    "T-score <= –2.5": ["t-score <= -2.5"],
    "a temperature of −80 degrees or lower": ["temperature <= -80 degrees"],
    # Without a unit a word makes no threshold, but for an age.
    "more than one drug": [],
    "at least two lamps": [],
    "two or more lamps": [],
    # Numbers that compare nothing.
    "in the last 6 months": [],
    "stage 3 disease": [],
    "CPT code 12345": [],
    "a score of 5": [],
    "10 mg daily": [],
    "": [],
}


@pytest.mark.parametrize("text", CASES)
def test_thresholds(text: str) -> None:
    assert read(text) == CASES[text]


def test_they_stand_in_the_order_of_the_text() -> None:
    assert read("6 months or longer, BMI > 30, 18 years of age or older") == [
        " >= 6 months",
        "bmi > 30",
        "age >= 18 years",
    ]


def test_the_dash_of_a_range_is_no_minus() -> None:
    assert [each.value for each in thresholds("5-10 sessions or more")] == [10.0]


@pytest.mark.parametrize(("words", "sign"), COMPARATORS_BEFORE.items())
def test_every_comparator_before_a_number(words: str, sign: str) -> None:
    assert read(f"pain {words} 6 months") == [f"pain {sign} 6 months"]


@pytest.mark.parametrize(("words", "sign"), COMPARATORS_BEHIND.items())
def test_every_comparator_behind_a_number(words: str, sign: str) -> None:
    assert read(f"pain of 6 months {words}") == [f"pain {sign} 6 months"]


@pytest.mark.parametrize(("word", "value"), NUMBER_WORDS.items())
def test_numbers_in_words(word: str, value: int) -> None:
    assert read(f"pain for at least {word} months") == [f"pain >= {value} months"]


@given(
    st.sampled_from(["<", "<=", ">", ">=", "≥", "≤"]),
    st.decimals(0, 999, places=1),
    st.sampled_from(["%", "mg", "years", "kg/m2", None]),
)
@settings(deadline=None)
def test_signs_numbers_and_units_are_read_as_printed(sign: str, value: object, unit: str | None) -> None:
    (only,) = thresholds(f"score {sign} {value}{' ' + unit if unit else ''}.")
    assert only.comparator == {"≥": ">=", "≤": "<="}.get(sign, sign)
    assert only.value == float(str(value))
    assert only.unit == unit
    assert only.quantity == "score"
