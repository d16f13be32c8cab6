"""What a text rendering breaks is mended row by row; what it did not break stays as it is."""

import pytest

from policyextract.document import Document
from policyextract.readers.mending import mend_codes, mend_markers, scattered_runs
from policyextract.readers.text import read

LETTERS = ["M", " e", "i", "n o", "s", "", "t", "r", "l", " p", "a", "c e", "d", "u"]


def mended(*rows: str) -> list[str]:
    copy = list(rows)
    mend_markers(copy)
    return copy


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("1.", "", "Knee pain"), ["", "", "1. Knee pain"]),
        (("  b)", "Knee pain"), ["", "  b) Knee pain"]),
        (("a)Knee pain",), ["a) Knee pain"]),
        (("  iv)Knee pain",), ["  iv) Knee pain"]),
        (("1.", "2. Knee pain"), ["1.", "2. Knee pain"]),
        (("1.", "# Heading"), ["1.", "# Heading"]),
        (("1.", "", "", "", "Knee pain"), ["1.", "", "", "", "Knee pain"]),
        (("1.", "18 years"), ["1.", "18 years"]),
        (("•", "Knee pain"), ["•", "Knee pain"]),
        (("f(x)Knee",), ["f(x)Knee"]),
        (("a)b",), ["a)b"]),
        (("1.",), ["1."]),
    ],
)
def test_markers_come_to_their_items(rows: tuple[str, ...], expected: list[str]) -> None:
    assert mended(*rows) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["0350", "U ", "Lamp"], ["", "0350U", "Lamp"]),
        (["0350", "", "U"], ["0350", "", "U"]),
        (["2024", "Updated"], ["2024", "Updated"]),
        (["81350", "U"], ["81350", "U"]),
        (["0350", "X"], ["0350", "X"]),
    ],
)
def test_codes_broken_before_their_letter_are_joined(rows: list[str], expected: list[str]) -> None:
    mend_codes(rows)
    assert rows == expected


@pytest.mark.parametrize(
    ("rows", "runs"),
    [
        (["Lamps are bright.", *LETTERS, "They help."], [range(1, 15)]),
        (["Lamps are bright.", *LETTERS, "3.", "They help."], [range(1, 15)]),
        (LETTERS, [range(14)]),
        (LETTERS[:10], []),
        ([f"1234{at}" for at in range(10)] + ["J1234", "J1235", "J1236"], []),
        (["Yes", "No"] * 10, []),
        ([], []),
    ],
    ids=["between prose", "before a marker", "alone", "few", "codes", "cells", "nothing"],
)
def test_scattered_letters(rows: list[str], runs: list[range]) -> None:
    assert list(scattered_runs(rows)) == runs


def made(*rows: str) -> Document:
    return read("\n".join(rows).encode(), "lamp.txt")


def test_the_reader_leaves_scattered_letters_out_and_says_so() -> None:
    found = made("Lamps are bright.", *LETTERS, "They help.")
    assert [(line.number, line.text) for line in found.lines()] == [(1, "Lamps are bright."), (16, "They help.")]
    assert found.problems == ((None, "lines 2 to 15 hold scattered letters only"),)


def test_a_mended_item_stands_in_the_row_of_its_text() -> None:
    assert [(line.number, line.text) for line in made("1.", "", "Knee pain").lines()] == [(3, "1. Knee pain")]
