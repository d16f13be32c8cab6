"""Taking "A, B or C" apart, and finding the segments of a sentence."""

import pytest

from policydiff.clauses import Kind, segments, unmarked, use_alternatives
from policydiff.coordination import alternatives


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("seasonal, persistent or severe asthma", ("seasonal asthma", "persistent asthma", "severe asthma")),
        ("a mild, or severe asthma", ("mild asthma", "severe asthma")),
        (
            "history of knee, hip or wrist pain",
            ("history of knee pain", "history of hip pain", "history of wrist pain"),
        ),
        ("removal or revision of a device", ("removal of a device", "revision of a device")),
        ("couples planning a move or awaiting a child", ("couples planning a move", "couples awaiting a child")),
        ("diagnosis of gout or lupus", ("diagnosis of gout", "diagnosis of lupus")),
        ("pain that has returned or is persistent", ("returned pain", "persistent pain")),
        ("gout or seasonal asthma", ("gout", "seasonal asthma")),
        ("grade 2 or higher sunburn", ("grade 2 or higher sunburn",)),
        ("age 50 or younger", ("age 50 or younger",)),
        ("first- or second-degree burns", ("first- or second-degree burns",)),
        ("pain and swelling or fever", ("pain and swelling or fever",)),
        ("gout (of the toe or heel)", ("gout (of the toe or heel)",)),
        ("variants in AB1, CD2, EF3, GH4 or KL5", ("variants in AB1, CD2, EF3, GH4 or KL5",)),
        ("gout", ("gout",)),
    ],
)
def test_alternatives(phrase: str, expected: tuple[str, ...]) -> None:
    assert alternatives(phrase) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "following surgery for the treatment of gout in the setting of fever, or to prevent pain",
            [
                [(Kind.CONTEXT, "surgery"), (Kind.USE, "gout"), (Kind.LIMIT, "fever")],
                [(Kind.USE, "prevent pain")],
            ],
        ),
        (
            "for a mild cough or when there is a risk of fever",
            [[(Kind.USE, "a mild cough")], [(Kind.WHEN, "there is a risk of fever")]],
        ),
        (
            "in adults with gout to determine the cause",
            [[(Kind.WHO, "gout"), (Kind.USE, "determine the cause")]],
        ),
        ("in the presence of fever", [[(Kind.PRESENCE, "fever")]]),
        ("for pain with or without fever", [[(Kind.USE, "pain with or without fever")]]),
        ("for pain (if severe)", [[(Kind.USE, "pain (if severe)")]]),
        ("once", [[(Kind.WHEN, "")]]),
        ("gout", []),
    ],
)
def test_segments(text: str, expected: list[list[tuple[Kind, str]]]) -> None:
    found = use_alternatives(segments(text))
    assert [[(segment.kind, segment.text) for segment in group] for group in found] == expected


def test_the_words_before_the_first_marker() -> None:
    assert unmarked("Control of gout in the setting of fever") == "Control of gout"
    assert unmarked("to treat gout") == ""
