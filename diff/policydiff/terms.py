"""The content of a short phrase: its words without endings and filler, and how alike two phrases are in them.

``wording.words`` gives the normal form; here the phrase of an indication or the name of a service is brought down to
what it is about. The lists hold English and the general speech of the field (who is treated, risk, age, sites of the
body); no service, disease of one kind, or payer stands in them. What likeness alone would get wrong is guarded first:
negations, opposites, numbers, and whether a thing is there or only to be prevented.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from policydiff.measures import MONTHS
from policydiff.wording import is_number, words

_ENOUGH = 3
_MOST = 0.75
"""Words of a phrase, and their share, by which a longer clause is known to speak of it."""
_KIN = frozenset("relative first second third degre personal".split())
"""Who of the family is meant, in up to five words, which must not drown what they are said to have."""
_KIN_WEIGHT = 0.3
DIFFERENT_FLOOR = 0.72
"""Likeness from which two phrases that each say something the other does not still mean the same."""
CONTAINED_FLOOR = 0.35
"""Likeness from which a phrase all of whose words stand in the other counts as the same, said more broadly."""

_LETTER_NAME = re.compile(r"(?:(?<=[a-z] )|(?<=[A-Za-z]-))A(?=\W|$)")
"""A lone capital that is a name ("type A", "LT-A"), which must not be lost as an article."""
_BESIDE = re.compile(
    r"\((?:including|excluding|such as|for example)\b[^()]*\)"
    r"|\b(?:is |are )?at (?:an? )?(?:increased|high|higher|elevated) risk(?=\s*(?::|$))"
    r"|\b(?:close )?blood(?= relatives?\b)|\bassigned(?= (?:fe)?male)|(?<=male) at birth\b",
    re.IGNORECASE,
)
"""What says nothing of whether two phrases are about the same: examples, "at increased risk" of what comes next."""
_ONE = frozenset({"1", ">=1"})
"""Too common to tell anything: "one parent", "at least one relative"."""
_NEGATING = frozenset("non not no without never absent absence lack".split())
_ENDINGS = (
    ("fication", "fy"), ("sion", "t"), ("ation", ""), ("tion", "t"), ("ment", ""), ("ically", "ic"), ("ical", "ic"),
    ("ing", ""), ("ness", ""), ("ied", "y"), ("ed", ""), ("ive", "iv"), ("e", ""),
)  # fmt: skip
_SHORTEST_STEM = 4
_PREVENTIVE = "prevent"

SYNONYMS: Mapping[str, str] = {
    "cancer": "cancer malignancy malignant neoplasm",
    "child": "child children pediatric childhood",
    "newborn": "newborn neonate neonatal",
    "relative": "relative family familial",
    "variant": "variant mutation",
    "gene": "gene genetic",
    "relapse": "relapse relapsed relapsing recurrence recurrent recurred",
    "heart": "heart cardiac",
    "kidney": "kidney renal",
    "liver": "liver hepatic",
    "lung": "lung pulmonary",
    "test": "test assay analysis analyse",
    "surgery": "surgery surgical",
    "repeat": "repeat repeated retreatment retesting subsequent",
    _PREVENTIVE: "prevent preventing prevention preventive preventative prophylaxis prophylactic risk",
}
"""Words that stand for one another when indications are paired. Wider than what ``wording`` takes for the same word: a
pair found here is shown side by side for a reader to see, not called unchanged."""

OPPOSITES: tuple[tuple[str, str], ...] = (
    ("acute", "chronic"), ("adult", "child"), ("affected", "unaffected"),
    ("benign", "cancer"), ("bilateral", "unilateral"), ("diagnostic", "screening"), ("dominant", "recessive"),
    ("elective", "emergent"), ("female", "male"), ("first", "repeat"), ("inherited", "acquired"),
    ("initial", "repeat"), ("initial", "continuation"), ("inpatient", "outpatient"), ("invasive", "noninvasive"),
    ("left", "right"), ("maternal", "paternal"), ("mild", "severe"), ("personal", "relative"), ("primary", "secondary"),
    ("single", "multiple"), ("symptomatic", "asymptomatic"),
)  # fmt: skip
"""Words that exclude one another: phrases that have one each are never the same."""

FILLER = frozenset(
    """and or both either each all any than while only following after prior before during under per via using use used
    useful patient subject population enrollees
    treat treating treated treatment therapy therapeutic manage managing managed management
    indication indicated purpose sole solely intend intended plan planned strategy goal
    considered determined known possible confirmed documented evidence based due setting presence present performed
    ordered case condition disease disorder status history diagnosed diagnosis
    clinical clinically medical medically necessary
    study reveal show shown demonstrate demonstrated found detected other another more least
    achieve aid assist assisting convert converting conversion decrease decreased decreasing enhance enhanced enhancing
    enhancement facilitate facilitating improve improved improving improvement increase increased increasing lower
    lowering maintain maintaining promote promoting promotion reduce reduced reducing reduction support supporting
    raise raised raising
    high higher elevated greater including eg ie etc may can must should will would be whose carry into onto up out
    year age aged""".split()
)
"""Words that say nothing of what an indication is: how it is put, and that something is to get better."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a phrase is about: stems, a negated one with "non-" before it, and numbers with their comparator."""

    words: frozenset[str]
    numbers: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        return self.words | self.numbers

    @property
    def loose_numbers(self) -> frozenset[str]:
        """The numbers, with "50 or under" as "under 50"."""
        return frozenset(number.replace("=", "") for number in self.numbers)

    @property
    def loose(self) -> frozenset[str]:
        """Words and loose numbers."""
        return self.words | self.loose_numbers

    def without(self, others: frozenset[str]) -> "Terms":
        """These terms less words that go without saying; unchanged where nothing would stay."""
        left = self.words - others
        return Terms(left, self.numbers) if left else self


def terms(phrase: str) -> Terms:
    """The content of a phrase. A phrase of nothing but filler keeps its filler, so that it is not like every other."""
    carrying = words(_LETTER_NAME.sub("typea", _BESIDE.sub(" ", phrase)))
    numbers, rest = _numbers(carrying)
    return Terms(frozenset(_folded(rest, FILLER) or _folded(rest, frozenset())), numbers)


def says_nothing(phrase: str) -> bool:
    """Whether a phrase is nothing but filler: "the treatment"."""
    return not _folded(words(phrase), FILLER | {"therapy"})


@lru_cache(maxsize=8192)
def stems(phrase: str) -> tuple[str, ...]:
    """The words of a phrase in order, without endings, negations folded in. By them the name of a service is known."""
    return tuple(_folded(words(_LETTER_NAME.sub("typea", phrase)), frozenset()))


def rarities(phrases: Iterable[Terms]) -> dict[str, float]:
    """How much each word tells among these phrases: a word that all of them have tells least."""
    listed = list(phrases)
    counts: dict[str, int] = {}
    for phrase in listed:
        for word in phrase.loose:
            counts[word] = counts.get(word, 0) + 1
    return {word: log(1 + len(listed) / count) for word, count in counts.items()}


def likeness(a: Terms, b: Terms, rarity: Mapping[str, float]) -> float:
    """How alike two phrases are, 0 to 1; 0 where a guard says that they differ, or below the floors.

    ``rarity`` weighs the words (1 for a word that it does not have); see ``rarities``.
    """
    if a == b:
        return 1.0
    if (_PREVENTIVE in a.words) != (_PREVENTIVE in b.words) or _numbers_differ(a, b) or opposed(a.words, b.words):
        return 0.0
    one, other = a.loose, b.loose
    whole = _weight(one, rarity) + _weight(other, rarity)
    share = 2 * _weight(one & other, rarity) / whole if whole else 0.0
    contained = bool(a.words and b.words) and (one <= other or other <= one)
    return share if share >= (CONTAINED_FLOOR if contained else DIFFERENT_FLOOR) else 0.0


def mostly_in(about: Terms, clause: Terms) -> bool:
    """Whether a clause has most of the words that a phrase is about, and nothing that speaks against it.

    Who of the family it is does not count: "first-degree relative with" may be followed by anything.
    """
    if len(about.words) < _ENOUGH or not about.numbers <= clause.numbers or opposed(about.words, clause.words):
        return False
    telling = about.words - _KIN
    return bool(telling) and len(telling & clause.words) >= _MOST * len(telling)


def opposed(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one phrase denies a word that the other has, or has its opposite.

    Example: "nonsyndromic" and "syndromic"; "acute" and "chronic".
    """
    if any(f"non-{word}" in b for word in a) or any(f"non-{word}" in a for word in b):
        return True
    return any(pair & a and pair & b and pair & a != pair & b for pair in _OPPOSITE_STEMS)


def _numbers_differ(a: Terms, b: Terms) -> bool:
    """Whether neither phrase's numbers stand in the other.

    A number without comparator goes with any comparator, "under 50" with "50 or under".
    """
    one, other = a.loose_numbers, b.loose_numbers
    if not one or not other or one <= other or other <= one:
        return False
    bare_a, bare_b = ({number.lstrip("<>=") for number in of} for of in (a.numbers, b.numbers))
    some_bare = any(number[0].isdigit() for number in (*a.numbers, *b.numbers))
    return not (some_bare and (bare_a <= bare_b or bare_b <= bare_a))


def _weight(of: Iterable[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity.get(word, 1.0) * (_KIN_WEIGHT if word in _KIN else 1.0) for word in sorted(of))


def _numbers(carrying: Iterable[str]) -> tuple[frozenset[str], list[str]]:
    """The numbers with comparator and time ("<50%", ">=3 months"), and the words that are left.

    Days and weeks are given in months, whole years as bare numbers, since an age often stands without its unit.
    """
    found: list[str] = []
    rest: list[str] = []
    comparator = ""
    for word in carrying:
        if word.strip("<>=") == "":
            comparator = word
        elif is_number(word):
            found.append(comparator + word)
            comparator = ""
        elif word in MONTHS and found and re.fullmatch(r"[<>=]*\d+(?:\.\d+)?", found[-1]):
            found[-1] = _in_months(found[-1], word)
        else:
            rest.append(word)
    return frozenset(found) - _ONE, rest


def _in_months(number: str, unit: str) -> str:
    bare = number.lstrip("<>=")
    months = round(float(bare) * MONTHS[unit], 2)
    sign = number.removesuffix(bare)
    return f"{sign}{months:g} months" if months % 12 else f"{sign}{months / 12:g}"


def _folded(carrying: Iterable[str], dropped: frozenset[str]) -> list[str]:
    """The stems of the words that are not dropped. A negating word is taken into the next word that stays."""
    found: list[str] = []
    negated = False
    for word in carrying:
        if word in _NEGATING:
            negated = True
        elif word not in dropped:
            found.append(f"non-{_stem(word)}" if negated else _stem(word))
            negated = False
    return found


def _stem(word: str) -> str:
    """A word without its ending ("conversion" and "converted" are "convert"), or its synonym."""
    if word in _CANONICAL or not word.isalpha():
        return _CANONICAL.get(word, word)
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            stem = word.removesuffix(ending) + instead
            return _CANONICAL.get(stem, stem)
    return word


_CANONICAL = {form: name for name, forms in SYNONYMS.items() for form in forms.split()}
_OPPOSITE_STEMS = tuple(frozenset((_stem(one), _stem(other))) for one, other in OPPOSITES)
