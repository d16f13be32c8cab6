"""Abbreviations that a text defines: "Donor lymphocyte infusion (DLI)" defines DLI.

The long form is found as in A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation
definitions in biomedical text", Pacific Symposium on Biocomputing 2003: the shortest run of words before the
parenthesis that holds the letters of the short form in order, the first at the start of a word.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_DEFINITION = re.compile(r"\(\s*[\"“]?(?P<short>[A-Za-z][\w+/-]{1,9}?)(?P<plural>s?)[\"”]?\s*\)")
_QUANTIFIERS = frozenset({"all", "any", "one", "and", "or", "not", "no", "none", "both", "each", "if", "may", "must"})
"""Never read as abbreviations: "ALL of the following" is no leukemia."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form with its long form, lower case, and where both stand in the text."""

    short: str
    long: str
    span: tuple[int, int]


def abbreviations(text: str) -> Iterator[Abbreviation]:
    """The abbreviations that a text defines, in order."""
    for match in _DEFINITION.finditer(text):
        short = match["short"]
        long = _long_form(short, text[: match.start()])
        if long and is_abbreviation(short):
            start = text.casefold().rfind(long, 0, match.start())
            yield Abbreviation(short, long, (max(start, 0), match.end()))


def definitions(within: Iterable[str]) -> dict[str, str]:
    """Each abbreviation defined in the texts with its long form, lower case. The first definition holds."""
    found: dict[str, str] = {}
    for text in within:
        for one in abbreviations(text):
            found.setdefault(one.short, one.long)
    return found


def is_abbreviation(short: str) -> bool:
    """Whether a word is written as short forms are: of two capitals or more, and none that all texts use loudly."""
    return " " not in short and sum(c.isupper() for c in short) >= 2 and short.casefold() not in _QUANTIFIERS


def _long_form(short: str, before: str) -> str | None:
    """The words before the parenthesis that the short form stands for, or None where they do not hold its letters."""
    letters = [c for c in short.casefold() if c.isalnum()]
    preceding = before.split()[-min(len(letters) + 5, 2 * len(letters)) :]
    text = " ".join(preceding).casefold()
    at = len(text)
    for position, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= 0 and (text[at] != letter or (position == 0 and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    long = text[at:].strip(" ,;:-")
    return long if len(long) > len(short) and " " in long else None
