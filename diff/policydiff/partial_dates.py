"""Dates at the precision printed, as spans of days: "2024-05" is any day from 2024-05-01 to 2024-05-31."""

import calendar
import re
from datetime import date

_FORM = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def is_partial_date(text: str) -> bool:
    """Whether a text is a year, a month or a day that the calendar has: 2024, 2024-05, 2024-05-31."""
    if not _FORM.fullmatch(text):
        return False
    try:
        date.fromisoformat(first_day(text))
    except ValueError:
        return False
    return True


def first_day(text: str) -> str:
    """The first day that a date may mean: 2024-05 -> 2024-05-01."""
    return text + "-01-01"[len(text) - 4 :]


def last_day(text: str) -> str:
    """The last day that a date may mean: 2024-02 -> 2024-02-29."""
    if len(text) == 4:
        return f"{text}-12-31"
    if len(text) == 7:
        return f"{text}-{calendar.monthrange(int(text[:4]), int(text[5:]))[1]:02d}"
    return text


def surely_later(one: str, other: str) -> bool:
    """Whether a date is later than another, as far as both are printed: 2023-11 is not later than 2023-11-05."""
    precision = min(len(one), len(other))
    return one[:precision] > other[:precision]


def may_agree(one: str, other: str) -> bool:
    """Whether two dates may mean the same day: 2023-11 and 2023-11-05 may."""
    precision = min(len(one), len(other))
    return one[:precision] == other[:precision]
