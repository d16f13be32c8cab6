"""Numbers that decide, read off the wording of a criterion: "BMI >= 35 kg/m2", "18 years of age or older"."""

import re

from policyextract.lexicon.quantities import COMPARATORS_BEFORE, COMPARATORS_BEHIND, NUMBER_WORDS, UNIT, UNIT_NAMES
from policyextract.records import Threshold

_MINUS = "-–−"
_NUMBER = rf"(?P<value>[{_MINUS}]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)|{'|'.join(NUMBER_WORDS)})"
_UNIT = rf"(?:\s*[- ]?\s*(?P<unit>{UNIT})(?![\w/]))?"


def _choice(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_LEADING = re.compile(
    rf"(?P<comparator>(?<![<>=])(?:{_choice(COMPARATORS_BEFORE)}))\s*{_NUMBER}{_UNIT}",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"(?<![\w.]){_NUMBER}{_UNIT}\s*(?:of age\s+)?(?P<comparator>{_choice(COMPARATORS_BEHIND)})",
    re.IGNORECASE,
)
# What is measured stands in the same clause, behind any other number with its unit ("age >= 18 years and BMI > 30").
_CLAUSE_END = re.compile(rf"[.;:,]|\d\s*(?:(?:{UNIT})(?![\w/])|(?=\s(?:and|or)\b))", re.IGNORECASE)
_QUANTITY_WORDS = 4
_NOT_QUANTITY = frozenset("of is are a an the at for with to be in has have and or that by who".split())


def thresholds(text: str) -> tuple[Threshold, ...]:
    """The thresholds that a criterion names, in the order in which they stand.

    Without a unit only a symbol or an age makes a number a threshold: "score <= 2.5" is one, "more than one drug" is
    none.
    """
    found: list[tuple[int, Threshold]] = []
    for pattern, comparators in ((_LEADING, COMPARATORS_BEFORE), (_TRAILING, COMPARATORS_BEHIND)):
        for match in pattern.finditer(text):
            threshold = _threshold(match, comparators, text)
            if threshold is not None:
                found.append((match.start(), threshold))
    return tuple(threshold for _, threshold in sorted(found, key=lambda item: item[0]))


def _threshold(match: re.Match[str], comparators: dict[str, str], text: str) -> Threshold | None:
    sign, unit = match["comparator"].lower(), match["unit"]
    quantity = _quantity(text[: match.start()], unit, text[match.end() :])
    if unit is None and sign[0].isalpha() and quantity.split()[-1:] != ["age"]:
        return None
    return Threshold(quantity=quantity, comparator=comparators[sign], value=_value(match["value"]), unit=_unit(unit))


def _value(text: str) -> float:
    word = text.lower().replace(",", "")
    if word[0] in _MINUS:
        return -float(word[1:])
    return float(NUMBER_WORDS.get(word, 0) or word)


def _unit(text: str | None) -> str | None:
    if text is None:
        return None
    word = re.sub(r" (?:of age|old)$", "", text.lower()).replace(" ", "")
    return UNIT_NAMES.get(word) or UNIT_NAMES.get(word.removesuffix("s"), word)


def _quantity(before: str, unit: str | None, after: str) -> str:
    """What is measured: age where the unit says so, else the words just before the comparator."""
    if (unit and re.search(r"of age|old", unit, re.IGNORECASE)) or re.match(r"\s*(?:years |months )?of age\b", after):
        return "age"
    clause = _CLAUSE_END.split(re.sub(r"\([^()]*\)", " ", before))[-1]
    words = [word for word in re.findall(r"[\w/-]+", clause) if word.lower() not in _NOT_QUANTITY]
    return " ".join(words[-_QUANTITY_WORDS:]).lower()
