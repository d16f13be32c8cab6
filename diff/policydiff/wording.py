"""How two wordings are set against each other: normal form and likeness.

No likeness tells "medically necessary" from "not medically necessary": whoever pairs by likeness guards numbers, negations,
operators and determinations first.
"""

import re
import unicodedata

from rapidfuzz import fuzz

_CITATION = re.compile(r"(?<=[^\W\d])[⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒,⸴]+|(?<=[.,;:)])[⁰¹²³⁴⁵⁶⁷⁸⁹⁻,]+")
_MARKS = re.compile(r"[®™©℠*†‡§]")
_NOT_WORDS = re.compile(r"[^\w<>=≤≥%+/.-]+")
_LOOSE_POINTS = re.compile(r"(?<!\d)[.-]+|[.-]+(?!\d)")


def normalise(text: str) -> str:
    """The words of a text in lower case, without citations, marks and punctuation that carries no meaning.

    Numbers keep their points, comparators and units stay: "≥ 18.5 kg/m²" and "<100%" lose nothing.
    """
    text = _MARKS.sub(" ", _CITATION.sub("", text))
    text = unicodedata.normalize("NFKC", text).casefold()
    text = text.replace("≥", " >= ").replace("≤", " <= ").replace("’", "'")
    text = _LOOSE_POINTS.sub(" ", _NOT_WORDS.sub(" ", text))
    return " ".join(text.split())


def likeness(a: str, b: str) -> float:
    """How alike two texts are in their words, whatever their order: 0 to 1 (rapidfuzz token_set_ratio of the normal forms)."""
    return fuzz.token_set_ratio(normalise(a), normalise(b)) / 100
