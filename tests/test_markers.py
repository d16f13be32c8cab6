"""List markers: what is one, what it may be read as, and what only looks like one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyextract.markers import BULLETS, Marker, MarkerKind, split_marker
from policyextract.readers.ordinals import roman

K = MarkerKind

NUMBERED: dict[str, tuple[str, str, tuple[tuple[MarkerKind, int], ...], str]] = {
    "1. Age": ("1.", "#.", ((K.DECIMAL, 1),), ""),
    "12) Age": ("12)", "#)", ((K.DECIMAL, 12),), ""),
    "(3) Age": ("(3)", "(#)", ((K.DECIMAL, 3),), ""),
    "[4] Age": ("[4]", "[#]", ((K.DECIMAL, 4),), ""),
    "1.) Age": ("1.)", "#.)", ((K.DECIMAL, 1),), ""),
    "b. Age": ("b.", "#.", ((K.LOWER, 2),), ""),
    "B) Age": ("B)", "#)", ((K.UPPER, 2),), ""),
    "(c) Age": ("(c)", "(#)", ((K.LOWER, 3),), ""),
    "i. Age": ("i.", "#.", ((K.LOWER_ROMAN, 1), (K.LOWER, 9)), ""),
    "v) Age": ("v)", "#)", ((K.LOWER_ROMAN, 5), (K.LOWER, 22)), ""),
    "(x) Age": ("(x)", "(#)", ((K.LOWER_ROMAN, 10), (K.LOWER, 24)), ""),
    "I. Age": ("I.", "#.", ((K.UPPER_ROMAN, 1), (K.UPPER, 9)), ""),
    "iv. Age": ("iv.", "#.", ((K.LOWER_ROMAN, 4),), ""),
    "XIV. Age": ("XIV.", "#.", ((K.UPPER_ROMAN, 14),), ""),
    "xl. Age": ("xl.", "#.", ((K.LOWER_ROMAN, 40),), ""),
    "II.A. Age": ("II.A.", "#.", ((K.UPPER, 1),), "II."),
    "1.2. Age": ("1.2.", "#.", ((K.DECIMAL, 2),), "1."),
    "1.2.3. Age": ("1.2.3.", "#.", ((K.DECIMAL, 3),), "1.2."),
    "1 - Age": ("1 -", "# -", ((K.DECIMAL, 1),), ""),
    "1.2 Age": ("1.2", "#.#", ((K.DECIMAL, 2),), "1."),
    "A.1) Age": ("A.1)", "#)", ((K.DECIMAL, 1),), "A."),
    "a.i. Age": ("a.i.", "#.", ((K.LOWER_ROMAN, 1), (K.LOWER, 9)), "a."),
    "A.I. Age": ("A.I.", "#.", ((K.UPPER_ROMAN, 1), (K.UPPER, 9)), "A."),
    "lxxxviii. Age": ("lxxxviii.", "#.", ((K.LOWER_ROMAN, 88),), ""),
}


@pytest.mark.parametrize("line", NUMBERED)
def test_numbered_markers(line: str) -> None:
    label, shape, readings, prefix = NUMBERED[line]
    assert split_marker(line) == (Marker(label, shape, readings, prefix), "Age")


@pytest.mark.parametrize("glyph", BULLETS)
def test_bullets(glyph: str) -> None:
    marker, rest = split_marker(f"{glyph} Age")
    assert marker == Marker(glyph, glyph, ((K.BULLET, 0),))
    assert rest == "Age"


@pytest.mark.parametrize(
    ("line", "label", "rest"),
    [
        ("•Age", "•", "Age"),
        ("–Age", "–", "Age"),
        ("- Age", "-", "Age"),
        ("o Age", "o", "Age"),
        ("§ Age", "§", "Age"),
        ("* Age", "*", "Age"),
        ("• 1. Age", "•", "1. Age"),
    ],
)
def test_bullets_by_their_blanks(line: str, label: str, rest: str) -> None:
    marker, words = split_marker(line)
    assert marker is not None
    assert (marker.label, marker.bullet, words) == (label, True, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Age",
        "",
        "1.",
        "•",
        "2.5 mg daily",
        "1.5 Tesla scanners",
        "0.5 Lux at night",
        "10 - Age",
        "100. Age",
        "0. Age",
        "1 Age",
        "1.Age",
        "(1. Age",
        "(1 Age",
        "iiii. Age",
        "ivi. Age",
        "viv) Age",
        "lx Age",
        "e.g. Age",
        "i.e. Age",
        "U.S. agencies",
        "I.V. infusion",
        "on Age",
        "*Note: lamps",
        "*p < 0.05",
        "-5 degrees",
        "–5 degrees",
        "−2.5 or lower",
        "- ",
        "ab. Age",
        "No. 5 Age",
        "(CAR) T cells",
        "HPC) boost",
    ],
)
def test_what_is_no_marker(line: str) -> None:
    assert split_marker(line) == (None, line)


@pytest.mark.parametrize(
    ("line", "kind", "ordinal"),
    [
        ("i. Age", K.LOWER_ROMAN, 1),
        ("i. Age", K.LOWER, 9),
        ("i. Age", K.UPPER, None),
        ("i. Age", K.DECIMAL, None),
        ("ii. Age", K.LOWER, None),
        ("• Age", K.BULLET, 0),
    ],
)
def test_readings(line: str, kind: MarkerKind, ordinal: int | None) -> None:
    marker, _ = split_marker(line)
    assert marker is not None
    assert marker.reading(kind) == ordinal


@pytest.mark.parametrize("line", ["1. Age", "a) Age", "i. Age", "• Age", "I.A. Age"])
def test_markers_that_may_open_a_list(line: str) -> None:
    marker, _ = split_marker(line)
    assert marker is not None
    assert marker.first


@pytest.mark.parametrize("line", ["2. Age", "b) Age", "ii. Age", "v. Age", "II.B. Age"])
def test_markers_that_go_on_with_a_list(line: str) -> None:
    marker, _ = split_marker(line)
    assert marker is not None
    assert not marker.first


@given(st.integers(1, 89), st.booleans())
@settings(deadline=None)
def test_roman_numerals_are_read_as_they_are_written(number: int, upper: bool) -> None:
    numeral = roman(number)
    marker, _ = split_marker(f"{numeral.upper() if upper else numeral}. Age")
    assert marker is not None
    assert marker.reading(K.UPPER_ROMAN if upper else K.LOWER_ROMAN) == number


@given(st.text(st.sampled_from("1a iIvxl.()[]•–-*o2"), max_size=12))
@settings(deadline=None)
def test_marker_and_rest_are_the_line(line: str) -> None:
    marker, rest = split_marker(line)
    if marker is None:
        assert rest == line
        return
    assert line.startswith(marker.label)
    assert line.endswith(rest)
    assert line[len(marker.label) : len(line) - len(rest)].strip() == ""
    assert rest
    assert marker.label.startswith(marker.prefix)
    assert all(ordinal >= (0 if kind is K.BULLET else 1) for kind, ordinal in marker.readings)
