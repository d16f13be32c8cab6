"""How two wordings are set against each other: normal form, the words that carry meaning, and likeness.

No likeness tells "medically necessary" from "not medically necessary": whoever pairs by likeness guards numbers,
negations, operators and determinations first. ``differences`` names them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from policydiff.synonyms import SYNONYMS

_CITATION = re.compile(
    r"(?<=[^\W\d])[⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒,⸴]+|(?<=[.,;:)])[⁰¹²³⁴⁵⁶⁷⁸⁹⁻,]+|(?<=[^\W\d] )[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+(?=$|[\s.,;:)])"
)
_SOURCES = re.compile(r"\s*\((?:[A-Z][^()\d;]*, (?:19|20)\d\d[a-z]?(?:; ?)?)+\)")
"""Works that a text rests on, in parentheses: "(Candle, 2018; Wick & Wax, 2020a)"."""
_MARKS = re.compile(r"[®™©℠*†‡§]")
_NOT_WORDS = re.compile(r"[^\w<>=≤≥%+/.-]+")
_LOOSE_POINTS = re.compile(r"(?<!\d)[.-]+|[.-]+(?!\d)")

_COUNTS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = rf"(\d[\d.,/]*%?|{'|'.join(_COUNTS)})"
_JOINT_BEFORE = re.compile(r"^\W*(?:and/or|and|or)\b(?=\s+\w)", re.IGNORECASE)
_JOINT_AFTER = re.compile(r"(?<=\w)\W*\b(?:and/or|and|or)\W*$", re.IGNORECASE)

_AT_AGE = r"(?: the)? age(?: of)?"
_TIME = r"(?:years?|months?|weeks?|days?)"
_GLUED = r"(?:ppm|ppb|mg|mcg|kg|ml|cm|mm|ng|iu|mmhg|bpm)(?:/\w+)?"
"""Units that are printed without a blank after their number."""
_ONE_TIME = r"(?:once|one|1)"
_COMPARATORS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (rf"\b{_NUMBER}((?: \w+){{0,3}}?) (?:or|and) (?:more|greater|older|above|higher|over)\b", r">= \1\2"),
        (rf"\b{_NUMBER}((?: \w+){{0,3}}?) (?:or|and) (?:less|fewer|younger|below|lower|under)\b", r"<= \1\2"),
        (rf"\b(?:at least|(?:no|not) (?:less|fewer) than|(?:a )?minimum(?: of)?) {_NUMBER}", r">= \1"),
        (rf"\b(?:(?:greater|more) than or equal to|equal to or (?:greater|more) than) {_NUMBER}", r">= \1"),
        (rf"\b(?:at most|(?:no|not) (?:more|greater|older) than|up to|(?:a )?maximum(?: of)?) {_NUMBER}", r"<= \1"),
        (rf"\b(?:not (?:to )?exceed(?:ing)?|less than or equal to|equal to or less than) {_NUMBER}", r"<= \1"),
        (rf"\b(?:within|(?:within|in|during|over) the (?:last|past|previous|prior)) {_NUMBER}", r"<= \1"),
        (rf"\b(?:greater than|more than|older than|exceeding|over|above|after){_AT_AGE} {_NUMBER}", r"> \1"),
        (rf"\b(?:less than|fewer than|younger than|under|below|before){_AT_AGE} {_NUMBER}", r"< \1"),
        (rf"\b(?:greater than|more than|older than|exceeding|over|above) {_NUMBER}", r"> \1"),
        (rf"\b(?:less than|fewer than|younger than|under|below) {_NUMBER}", r"< \1"),
        (rf"\bbefore {_NUMBER} (?={_TIME} of age\b)", r"< \1 "),
        (rf"\bby{_AT_AGE} {_NUMBER}", r"<= \1"),
        (rf"\blimited to (?:a total of )?{_NUMBER}", r"<= \1"),
        (
            rf"\b{_ONE_TIME}((?: \w+){{0,2}}?) (?:per|each|in an?|in the|during the)(?: \w+){{0,3}}? lifetime\b",
            r"<= 1\1 per lifetime",
        ),
        (
            rf"(?<!>= )(?<!least )\b{_ONE_TIME}((?: \w+)??) (?:every|per|each|in any) {_NUMBER}(?= {_TIME}\b)",
            r"1\1 every >= \2",
        ),
        (r"\b(years?|months?|weeks?|days?) of age\b", r"\1"),
        (r"([<>=]+) ?(?=\d)", r" \1 "),
        (rf"(?<=\d)(?={_GLUED}\b)", " "),
    )
)
_STANDS_FOR = {word: group.words[0] for group in SYNONYMS for word in group.words[1:] if " " not in word}
_PHRASES = tuple(
    (re.compile(rf"\b{re.escape(word)}\b"), group.words[0])
    for group in SYNONYMS
    for word in group.words[1:]
    if " " in word or "/" in word
)
_FOR_EXAMPLE = re.compile(r"\b([ei])\.\s?([ge])\.", re.IGNORECASE)
_NON = re.compile(r"non(?=[a-z]{5})(?!.*sense)")
_FUNCTION_WORDS = frozenset(
    "a an the of for to in on at by is are was were be been being has have had do does this that these those it its as "
    "from with their his her s who which when if where there then also".split()
)
_LIST_OPENERS = frozenset({"the", "of", "all", "any", "1", "both", "either", "each", "these"})

NEGATIONS = frozenset(
    "no not non without never neither nor cannot none unless except exception exclude excluding excluded exclusion "
    "absence lack".split()
)
_EXCEPTIONS = frozenset("unless except excluding exclude excluded exception".split())
MODALS = frozenset("may must should shall can could will would might require required need recommended only".split())
QUANTIFIERS = frozenset("all any either both each every and or".split())
UNITS = frozenset(
    "% percent year month week day hour minute visit session dose time mg g kg ml mm cm m kg/m mg/dl ng/ml l mcg iu "
    "ppm ppb mmhg bpm unit point line episode attempt injection cycle degree pound".split()
)
"""Words that make the number before them a measure, in the singular and without superscripts."""


def normalise(text: str) -> str:
    """The words of a text in lower case, without citations, marks and punctuation that carries no meaning.

    Numbers keep their points, comparators and units stay: "≥ 18.5 kg/m²" and "<100%" lose nothing.
    """
    text = _MARKS.sub(" ", _CITATION.sub("", text))
    text = unicodedata.normalize("NFKC", text).casefold()
    text = text.replace("≥", " >= ").replace("≤", " <= ").replace("’", "'")
    text = _LOOSE_POINTS.sub(" ", _NOT_WORDS.sub(" ", text))
    return " ".join(text.split())


def without_joints(text: str) -> str:
    """An item without the "and" or "or" that only joins it to the item before it or after it."""
    return _JOINT_AFTER.sub("", _JOINT_BEFORE.sub("", text))


def same_letters(a: str, b: str) -> bool:
    """Whether two texts differ at most in case, punctuation, citations and where their words are parted."""
    return normalise(a).replace(" ", "") == normalise(b).replace(" ", "")


def likeness(a: str, b: str) -> float:
    """How alike two texts are in their words, whatever their order: 0 to 1 (rapidfuzz token_set_ratio)."""
    return fuzz.token_set_ratio(normalise(a), normalise(b)) / 100


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words that carry the meaning of a text, in order.

    Function words are left out, synonyms and plurals stand as one word, counts as digits, comparators as signs before
    their number: "Members 18 years of age or older" and "the individual is at least 18 years" share ">= 18 year".
    """
    text = normalise(_FOR_EXAMPLE.sub(r"\1\2", _SOURCES.sub("", text)))
    for phrase, put in _PHRASES:
        text = phrase.sub(put, text)
    for comparator, put in _COMPARATORS:
        text = comparator.sub(put, text)
    return tuple(_carrying(text.split()))


def _carrying(tokens: Sequence[str]) -> Iterable[str]:
    before = ""
    for token in tokens:
        if _NON.match(token):
            yield "non"
            token = token.removeprefix("non")
        word = one_form(token)
        if word == "following":
            # "the following" opens a list, "following surgery" says when.
            word = "" if before in _LIST_OPENERS else "after"
        if word and token not in _FUNCTION_WORDS and word not in _FUNCTION_WORDS:
            yield word
        before = token


def one_form(token: str) -> str:
    """One form for all forms of a word: a count's digits, the first of its synonyms, the singular."""
    if token in _COUNTS:
        return str(_COUNTS.index(token))
    single = _singular(token)
    return _STANDS_FOR.get(token) or _STANDS_FOR.get(single) or single


def _singular(token: str) -> str:
    if len(token) < 4 or not token.endswith("s") or token.endswith(("ss", "us", "is")) or not token.isalpha():
        return token
    if token.endswith("ies") and len(token) > 4:
        return token[:-3] + "y"
    return token[:-2] if token.endswith(("xes", "ches", "shes")) else token[:-1]


def closeness(a: Sequence[str], b: Sequence[str]) -> float:
    """How alike two texts are by their carrying words: 0 to 1.

    The mean of two rapidfuzz ratios: token_set_ratio forgives additions, token_sort_ratio counts them, so that a text
    is nearer to its rewording than to a longer text that happens to contain its words.
    """
    if not a or not b:
        return float(a == b)
    left, right = " ".join(a), " ".join(b)
    return (fuzz.token_set_ratio(left, right) + fuzz.token_sort_ratio(left, right)) / 200


class Difference(StrEnum):
    """What two wordings differ in, besides words of one meaning."""

    NUMBERS = "numbers"
    NEGATIONS = "negations"
    MODALS = "modals"
    OPERATORS = "operators"
    WORDS = "words"


def differences(old: Sequence[str], new: Sequence[str]) -> tuple[Difference, ...]:
    """What two texts, given by their carrying words, differ in; empty where they mean the same.

    Words parted or joined at other places are the same. So are the same words in another order, unless a negation or
    both "and" and "or" are among them: what those reach depends on where they stand.
    """
    if "".join(old) == "".join(new):
        return ()
    changed = (Counter(old) - Counter(new)) + (Counter(new) - Counter(old))
    found = {_kind(word) for word in changed}
    if not found and ({"and", "or"} <= set(old) or NEGATIONS.intersection(old)):
        found = {Difference.WORDS}
    return tuple(kind for kind in Difference if kind in found)


def _kind(word: str) -> Difference:
    if word in NEGATIONS:
        return Difference.NEGATIONS
    if word in MODALS:
        return Difference.MODALS
    if word in QUANTIFIERS:
        return Difference.OPERATORS
    return Difference.NUMBERS if is_number(word) else Difference.WORDS


def is_number(word: str) -> bool:
    """Whether a carrying word is a number or the comparator of one. A name with a digit in it ("cd34+") is none."""
    return word[0].isdigit() or word.strip("<>=") == ""


def numbers(of: Sequence[str]) -> tuple[str, ...]:
    """The numbers among carrying words, with their comparators."""
    return tuple(word for word in of if is_number(word))


def without_numbers(of: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in of if not is_number(word))


def inserted(shorter: Sequence[str], longer: Sequence[str]) -> tuple[str, ...]:
    """The one run of words that makes the longer text out of the shorter; empty where it takes more than that."""
    if len(longer) <= len(shorter):
        return ()
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    added = len(longer) - len(shorter)
    return tuple(longer[start : start + added]) if tuple(shorter[start:]) == tuple(longer[start + added :]) else ()


def opens_exception(words: Sequence[str]) -> bool:
    """Whether words begin as an exception does: "unless ...", "except for ...", "other than ..."."""
    return words[0] in _EXCEPTIONS or tuple(words[:2]) == ("other", "than")
