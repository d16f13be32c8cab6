"""What the words before a wording tell of the clause that it stands in: whether that decides, asks, or only speaks."""

from collections.abc import Sequence
from itertools import pairwise

_WHICH, _CASES = frozenset({"what", "which"}), frozenset({"circumstances", "cases", "situations", "extent"})
_HOW_MUCH = frozenset({"many", "much", "often", "long"})
_BREAKS = frozenset({",", ";", ":", "that", "but"})
_VERBS = frozenset("is are was were be been has have will may can must should need needs".split())
_AMOUNTS = frozenset({"more", "less", "fewer", "longer"})
_GOES_ON = frozenset({"and", "or", "when", "if", "which", "what", "how", "whether"})
_GROUNDS = frozenset({"given", "since", "because", "as", "although", "while"})
"""Words that open a sentence with its ground, up to a comma ("Since it is not known whether lamps help, ...")."""


def clause(before: Sequence[str]) -> list[str]:
    """The words of the clause that a wording ends."""
    breaks = [at for at, word in enumerate(before) if word in _BREAKS]
    return list(before[breaks[-1] + 1 if breaks else 0 :])


def denies_subject(before: Sequence[str]) -> bool:
    """Whether the clause of a wording is about nothing: "no lamp is", "that no decision is".

    It is about something in "no more than two lamps are", and behind a clause of its own: "no referral is needed and
    lamps are".
    """
    words = clause(before)
    if words[:1] != ["no"] or _AMOUNTS.intersection(words[1:2]):
        return False
    joint = max((at for at, word in enumerate(words) if word == "and"), default=0)
    own_subject = set(words[joint + 1 :]) - _VERBS
    return not (own_subject and _VERBS.intersection(words[:joint]))


def speaks_of(before: Sequence[str]) -> bool:
    """Whether a wording stands in what a sentence only speaks of: "in what cases lamps are", "how lamps are", "rules
    for when lamps are".

    Such a clause may be over before: "lamps, regardless of how they are lit, are".
    """
    return any(
        (word in _WHICH and following in _CASES)
        or (word == "how" and following not in _HOW_MUCH)
        or (word == "for" and following == "when")
        for at, (word, following) in enumerate(pairwise(before))
        if not _is_over(before[at:])
    )


def _is_over(words: Sequence[str]) -> bool:
    """Whether a clause that the words begin with ends before the last of them: it has its verb, and behind that a comma
    with no further such clause ("how lamps are lit, and when they are").
    """
    comma = max((at for at, word in enumerate(words) if word == ","), default=0)
    behind = words[comma + 1 :]
    return bool(behind and _VERBS.intersection(words[:comma])) and behind[0] not in _GOES_ON


def weighs(before: Sequence[str]) -> bool:
    """Whether a clause with "whether" reaches the wording, and is not over with the clause that opens the sentence.

    One between commas is over too: "lamps, whether of oil or gas, are".
    """
    if "whether" not in before:
        return False
    at = max(at for at, word in enumerate(before) if word == "whether")
    if at and before[at - 1] == "," and "," in before[at + 1 :]:
        return False
    return before[0] not in _GROUNDS or "," not in before[before.index("whether") :]
