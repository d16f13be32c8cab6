"""What the words before a wording tell of the clause that it stands in: whether that decides, asks, or only speaks."""

from collections.abc import Sequence
from itertools import pairwise

_WHICH, _CASES = frozenset({"what", "which"}), frozenset({"circumstances", "cases", "situations", "extent"})
_HOW_MUCH = frozenset({"many", "much", "often", "long"})
_BREAKS = frozenset({",", ";", ":", "that", "but"})
_GROUNDS = frozenset({"given", "since", "because", "as", "although", "while"})
"""Words that open a sentence with its ground, up to a comma ("Since it is not known whether lamps help, ...")."""


def clause(before: Sequence[str]) -> list[str]:
    """The words of the clause that a wording ends."""
    breaks = [at for at, word in enumerate(before) if word in _BREAKS]
    return list(before[breaks[-1] + 1 if breaks else 0 :])


def speaks_of(before: Sequence[str]) -> bool:
    """Whether a wording stands in what a sentence only speaks of: "in what cases lamps are", "how lamps are", "rules
    for when lamps are".
    """
    pairs = set(pairwise(before))
    return any(
        (word in _WHICH and following in _CASES)
        or (word == "how" and following not in _HOW_MUCH)
        or (word == "for" and following == "when")
        for word, following in pairs
    )


def weighs(before: Sequence[str]) -> bool:
    """Whether a clause with "whether" reaches the wording, and is not over with the clause that opens the sentence."""
    if "whether" not in before:
        return False
    return before[0] not in _GROUNDS or "," not in before[before.index("whether") :]
