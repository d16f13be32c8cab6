"""How policies word thresholds: comparators before and behind a number, numbers in words, units."""

COMPARATORS_BEFORE: dict[str, str] = {
    "≥": ">=",
    ">=": ">=",
    "=>": ">=",
    "at least": ">=",
    "greater than or equal to": ">=",
    "no less than": ">=",
    "not less than": ">=",
    "a minimum of": ">=",
    "minimum of": ">=",
    "≤": "<=",
    "<=": "<=",
    "=<": "<=",
    "at most": "<=",
    "less than or equal to": "<=",
    "no more than": "<=",
    "not more than": "<=",
    "no greater than": "<=",
    "up to": "<=",
    "a maximum of": "<=",
    "maximum of": "<=",
    "not to exceed": "<=",
    "<": "<",
    "less than": "<",
    "fewer than": "<",
    "under": "<",
    "below": "<",
    "younger than": "<",
    ">": ">",
    "greater than": ">",
    "more than": ">",
    "over": ">",
    "above": ">",
    "exceeding": ">",
    "older than": ">",
    "=": "=",
}

COMPARATORS_BEHIND: dict[str, str] = {
    "or older": ">=",
    "or greater": ">=",
    "or more": ">=",
    "or higher": ">=",
    "or above": ">=",
    "or longer": ">=",
    "and older": ">=",
    "and above": ">=",
    "and over": ">=",
    "or younger": "<=",
    "or less": "<=",
    "or fewer": "<=",
    "or lower": "<=",
    "or below": "<=",
    "and younger": "<=",
}

NUMBER_WORDS: dict[str, int] = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}

UNIT = (
    r"%|percent|kg/m2|kg/m²|mg/dl|mg/l|g/dl|ng/ml|mmol/l|iu/dl|iu/ml|mm ?hg|mcg|µg|mg|kg|lbs?|pounds|cm|mm|millimeters?|ml|"
    r"years?(?: of age| old)?|yrs?|months?(?: of age| old)?|weeks?|days?|hours?|hrs?|minutes?|times|episodes?|visits?|sessions?|units?|doses?|"
    r"events?/h(?:ou)?r|degrees?|points?|cells?(?:/\w+)?"
)
"""A pattern of the units that policies use, as printed."""

UNIT_NAMES: dict[str, str] = {
    "percent": "%",
    "kg/m²": "kg/m2",
    "mmhg": "mmHg",
    "year": "years",
    "yr": "years",
    "month": "months",
    "week": "weeks",
    "day": "days",
    "hour": "hours",
    "hr": "hours",
    "minute": "minutes",
    "time": "times",
    "episode": "episodes",
    "visit": "visits",
    "session": "sessions",
    "unit": "units",
    "dose": "doses",
    "lb": "pounds",
    "pound": "pounds",
    "point": "points",
    "cell": "cells",
    "degree": "degrees",
    "millimeter": "mm",
}
"""Printed units, in lower case and without blanks, and the one name that each goes by."""
