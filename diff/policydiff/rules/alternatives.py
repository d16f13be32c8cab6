"""Finds alternatives that became one item: "Early disease" and "Late disease" -> "Early or late disease"."""

from collections.abc import Iterator, Sequence

from policydiff.align.trees import Placed
from policyextract.records import Operator


def merged(many: Sequence[Placed], single: Sequence[Placed]) -> Iterator[tuple[tuple[Placed, ...], Placed]]:
    """Items of the one side, all under ANY, that an item of the other side names together."""
    for one in single:
        if one.is_list or "or" not in one.words:
            continue
        for named in alternatives(one.words):
            parts = [
                next((part for part in many if part.words == words and _alternative(part)), None) for words in named
            ]
            found = tuple(part for part in parts if part is not None)
            if len(found) == len(named):
                yield found, one
                break


def _alternative(part: Placed) -> bool:
    return not part.is_list and part.parent is not None and part.parent.item.operator is Operator.ANY


def alternatives(words: Sequence[str]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """The ways to read words with one "or" in them as alternatives that share a beginning and an end.

    "advanced or metastatic disease" -> (advanced) (metastatic disease); (advanced disease) (metastatic disease).
    """
    if words.count("or") != 1:
        return
    at = words.index("or")
    left, right = tuple(words[:at]), tuple(words[at + 1 :])
    for shared_start in range(len(left)):
        for shared_end in range(len(right)):
            start, end = left[:shared_start], right[len(right) - shared_end :]
            yield (left + end, start + right)
