"""Alternatives that one wording names together: "Early disease" and "Late disease" in "Early or late disease"."""

from collections.abc import Iterator, Sequence

Words = tuple[str, ...]


def together(several: Sequence[Words], one: Words) -> tuple[int, ...]:
    """Which of several wordings another one names together with "or"; empty where it does not name them all."""
    for named in alternatives(one):
        places = [next((at for at, words in enumerate(several) if words == name), None) for name in named]
        found = tuple(at for at in places if at is not None)
        if len(found) == len(named):
            return found
    return ()


def joined(several: Sequence[Words], one: Words, joint: str) -> tuple[int, ...]:
    """Which two of several wordings another one says, joined by a word; empty where it says more, or less."""
    for first, words in enumerate(several):
        for second, others in enumerate(several):
            if first != second and words and others and (*words, joint, *others) == one:
                return (first, second)
    return ()


def alternatives(words: Words) -> Iterator[tuple[Words, ...]]:
    """The ways to read words with one "or" in them as alternatives that share a beginning and an end.

    "advanced or metastatic disease" -> (advanced) (metastatic disease); (advanced disease) (metastatic disease).
    """
    if words.count("or") != 1:
        return
    at = words.index("or")
    left, right = words[:at], words[at + 1 :]
    for shared_start in range(len(left)):
        for shared_end in range(len(right)):
            start, end = left[:shared_start], right[len(right) - shared_end :]
            yield (left + end, start + right)
