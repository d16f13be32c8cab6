"""What a criterion is about: every pattern matches its examples, and none of what it must not match."""

import pytest

from policydiff.rules.topics import TOPICS, Topic, topic_of


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_topics(topic: Topic) -> None:
    assert topic.examples
    assert topic.not_examples
    assert [topic_of(example) for example in topic.examples] == [topic] * len(topic.examples)
    assert topic not in [topic_of(example) for example in topic.not_examples]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Documented trial of candles for 3 months", "step-therapy"),
        ("Prescribed by a specialist in a hospital", "prescriber"),
        ("At least 18 years old for 2 years", None),
        ("Knee pain", None),
    ],
)
def test_the_first_topic_decides(text: str, name: str | None) -> None:
    found = topic_of(text)
    assert (found.name if found else None) == name
