"""Two texts as one: both can be rebuilt, and what is marked is what a reader would mark."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policydiff.reports.redline import MOST, Mark, Run, new_text, old_text, redline

SAME, REMOVED, ADDED = Mark.SAME, Mark.REMOVED, Mark.ADDED

BRACKETS = {SAME: "{}", REMOVED: "[-{}-]", ADDED: "[+{}+]"}


def marked(old: str, new: str) -> str:
    return "".join(BRACKETS[run.mark].format(run.shown.strip()) + " " for run in redline(old, new)).strip()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("age 18 years or older", "age 21 years or older", "age [-18-] [+21+] years or older"),
        ("pain", "pain", "pain"),
        ("pain", "", "[-pain-]"),
        ("", "pain", "[+pain+]"),
        ("pain, fever", "pain and fever", "pain [-,-] [+and+] fever"),
        ("a lamp\nof 20 watts", "a lamp of\n20 watts", "a lamp of\n20 watts"),
        ("lamps are covered", "lamps are not covered", "lamps are [+not+] covered"),
        ("≥ 18.5 kg/m²", "≥ 18.0 kg/m²", "≥ [-18.5-] [+18.0+] kg/m²"),
        ("well-lit rooms", "well lit rooms", "[-well-lit-] [+well lit+] rooms"),
        (
            "For any other condition, lamps is considered experimental.",
            "For any other indication, candles and lamps are considered unproven.",
            "For any other [-condition,-] [+indication, candles and+] lamps [-is-] [+are+] considered "
            "[-experimental-] [+unproven+] .",
        ),
        (
            "Lamps and candles",
            "Lamps and candles, which burn for less than an hour each day; lanterns made of paper or silk",
            "Lamps and candles [+, which burn for less than an hour each day; lanterns made of paper or silk+]",
        ),
        (
            "Documentation of the failed treatment, by the doctor.",
            "No more than four lamps in any year, for the household.",
            "[-Documentation of the failed treatment, by the doctor.-] "
            "[+No more than four lamps in any year, for the household.+]",
        ),
    ],
)
def test_words_are_marked_as_a_reader_would(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


TEXTS = st.one_of(
    st.text(),
    st.text(alphabet="ab ,.-\n"),
    st.lists(st.sampled_from(["lamp", "or", "and", "18", "≥", ",", "not", " ", "\n"])).map(" ".join),
)


@given(TEXTS, TEXTS)
@example(":0", ": 0")
def test_both_texts_can_be_rebuilt_to_the_character(old: str, new: str) -> None:
    runs = redline(old, new)
    assert old_text(runs) == old
    assert new_text(runs) == new
    assert all("".join(run.old.split()) == "".join(run.new.split()) for run in runs if run.mark is SAME)
    assert all(run.mark in (SAME, ADDED) for run in runs if not run.old)
    assert all(run.mark in (SAME, REMOVED) for run in runs if not run.new)


@given(TEXTS)
def test_a_text_beside_itself_has_no_marks(text: str) -> None:
    assert {run.mark for run in redline(text, text)} <= {SAME}


def test_a_word_of_ten_thousand_letters_is_one_word() -> None:
    assert redline("a" * 10_000, "a" * 9_999) == (Run(REMOVED, "a" * 10_000, ""), Run(ADDED, "", "a" * 9_999))


def test_beyond_what_is_compared_word_by_word_beginning_and_end_are_kept() -> None:
    many = int(MOST**0.5) + 10
    old = "The lamp " + " ".join(f"a{at}" for at in range(many)) + " is lit" + " and bright" * many
    new = "The lamp " + " ".join(f"b{at}" for at in range(many)) + " is lit" + " and bright" * many
    runs = redline(old, new)
    assert [run.mark for run in runs] == [SAME, REMOVED, ADDED, SAME]
    assert (runs[0].shown, runs[3].shown[:6]) == ("The lamp ", "is lit")
    assert (old_text(runs), new_text(runs)) == (old, new)
