"""Numbers that decide, read off the wording of a criterion: "BMI >= 35 kg/m2", "18 years of age or older"."""

import re

from policyextract.records import Threshold

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_NUMBER = r"(?P<value>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UNIT = (
    r"(?P<unit>%|percent|kg/m2|kg/m²|mg/dl|mg/l|g/dl|ng/ml|mmol/l|iu/dl|iu/ml|mm ?hg|mcg|µg|mg|kg|lbs?|pounds|cm|mm|ml|"
    r"years?(?: of age| old)?|yrs?|months?(?: of age| old)?|weeks?|days?|hours?|hrs?|minutes?|times|episodes?|visits?|sessions?|units?|doses?|"
    r"events?/h(?:ou)?r|degrees?|points?|cells?(?:/\w+)?)(?![\w/])"
)
_BEFORE = {
    "≥": ">=", ">=": ">=", "=>": ">=", "≤": "<=", "<=": "<=", "=<": "<=", "<": "<", ">": ">", "=": "=",
    "at least": ">=", "greater than or equal to": ">=", "no less than": ">=", "not less than": ">=", "a minimum of": ">=", "minimum of": ">=",
    "at most": "<=", "less than or equal to": "<=", "no more than": "<=", "not more than": "<=", "no greater than": "<=", "up to": "<=",
    "a maximum of": "<=", "maximum of": "<=", "not to exceed": "<=",
    "greater than": ">", "more than": ">", "over": ">", "above": ">", "exceeding": ">", "older than": ">",
    "less than": "<", "fewer than": "<", "under": "<", "below": "<", "younger than": "<",
}  # fmt: skip
_AFTER = {
    "or older": ">=", "or greater": ">=", "or more": ">=", "or higher": ">=", "or above": ">=", "and older": ">=", "and above": ">=", "and over": ">=",
    "or longer": ">=", "or younger": "<=", "or less": "<=", "or fewer": "<=", "or lower": "<=", "or below": "<=", "and younger": "<=",
}  # fmt: skip


def _choice(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_LEADING = re.compile(
    rf"(?P<comparator>(?<![<>=])(?:{_choice(_BEFORE)}))\s*{_NUMBER}(?:\s*[- ]?\s*{_UNIT})?", re.IGNORECASE
)
_TRAILING = re.compile(
    rf"(?<![\w.]){_NUMBER}(?:\s*[- ]?\s*{_UNIT})?\s*(?:of age\s+)?(?P<comparator>{_choice(_AFTER)})", re.IGNORECASE
)
_QUANTITY_WORDS = 4
_NOT_QUANTITY = frozenset(
    {
        "of",
        "is",
        "are",
        "a",
        "an",
        "the",
        "at",
        "for",
        "with",
        "to",
        "be",
        "in",
        "has",
        "have",
        "and",
        "or",
        "that",
        "by",
        "who",
    }
)
_UNITS = {
    "percent": "%", "year": "years", "yr": "years", "month": "months", "week": "weeks", "day": "days", "hour": "hours", "hr": "hours",
    "minute": "minutes", "episode": "episodes", "visit": "visits", "session": "sessions", "unit": "units", "dose": "doses", "kg/m²": "kg/m2",
    "mmhg": "mmHg", "lb": "pounds", "pound": "pounds", "point": "points", "cell": "cells", "degree": "degrees", "time": "times",
}  # fmt: skip


def thresholds(text: str) -> tuple[Threshold, ...]:
    """The thresholds that a criterion names, in the order in which they stand.

    Without a unit only a symbol makes a number a threshold ("T-score <= -2.5" does, "more than one drug" does not).
    """
    found: list[tuple[int, Threshold]] = []
    for pattern, signs in ((_LEADING, _BEFORE), (_TRAILING, _AFTER)):
        for match in pattern.finditer(text):
            sign = match["comparator"].lower()
            quantity = _quantity(text[: match.start()], match["unit"], text[match.end() :])
            if match["unit"] is None and sign[0].isalpha() and quantity.split()[-1:] != ["age"]:
                continue
            unit = _unit(match["unit"])
            found.append(
                (
                    match.start(),
                    Threshold(quantity=quantity, comparator=signs[sign], value=_value(match["value"]), unit=unit),
                )
            )
    return tuple(threshold for _, threshold in sorted(found, key=lambda item: item[0]))


def _value(text: str) -> float:
    word = text.lower().replace(",", "")
    return float(_WORDS.get(word, 0) or word)


def _unit(text: str | None) -> str | None:
    if text is None:
        return None
    word = re.sub(r" (?:of age|old)$", "", text.lower()).replace(" ", "")
    return _UNITS.get(word) or _UNITS.get(word.removesuffix("s"), word)


def _quantity(before: str, unit: str | None, after: str) -> str:
    """What is measured: age where the unit says so, else the words just before the comparator."""
    if (unit and re.search(r"of age|old", unit, re.IGNORECASE)) or re.match(r"\s*(?:years |months )?of age\b", after):
        return "age"
    clause = re.split(r"[.;:,]", re.sub(r"\([^()]*\)", " ", before))[-1]
    words = [word for word in re.findall(r"[\w/-]+", clause) if word.lower() not in _NOT_QUANTITY]
    return " ".join(words[-_QUANTITY_WORDS:]).lower()
