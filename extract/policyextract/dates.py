"""Dates as policies print them, at the precision printed: 2026, 2026-02 or 2026-02-11."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_QUARTER = r"(?<!\w)(?:q[1-4]|[1-4]q|(?:[1-4](?:st|nd|rd|th)|first|second|third|fourth)\s+(?:quarter|qtr\.?))"
"""A quarter is kept as its year: ISO 8601 has no form for it."""
_CENTURY_TURN = 70
"""Two-digit years below this are of this century: medical policies on paper begin in the 1970s."""
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d/])(?P<y>(?:19|20)\d\d)(?P<joint>[/-])(?P<m>\d{1,2})(?P=joint)(?P<d>\d{1,2})(?![\d/])",
        r"(?<!\d)(?<!\d[/.-])(?P<m>\d{1,2})\s?[/.-]\s?(?P<d>\d{1,2})\s?[/.-]\s?(?P<y>(?:19|20)\d\d|\d\d)(?![\d/]|\.\d)",
        _MONTH.format("name") + r"\s*(?P<d>\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(?P<y>(?:19|20)\d\d)(?!\d)",
        r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s-]+" + _MONTH.format("name") + r"[\s,-]+(?P<y>(?:19|20)\d\d)(?!\d)",
        _MONTH.format("name") + r"\s*,?\s+(?P<y>(?:19|20)\d\d)(?!\d)",
        r"(?<![\d/])(?P<m>\d{1,2})\s?/\s?(?P<y>(?:19|20)\d\d)(?![\d/])",
        r"(?<![\d/.])(?P<y>(?:19|20)\d\d)-(?P<m>\d{1,2})(?![\d-])",
        r"(?<!\d)(?<!\d[/.-])(?P<m>\d{1,2})/(?P<y>\d\d)(?![\d/])",
        r"(?<![\d/.-])(?P<m>\d{1,2})-(?P<y>(?:19|20)\d\d)(?![\d-])",
        _QUARTER + r"[\s,/-]*(?P<y>(?:19|20)\d\d)(?!\d)",
    )
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in ISO form at its printed precision, and where it stands in the text."""

    iso: str
    start: int
    end: int


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """All dates of a text from left to right.

    "July 15, 2021" -> 2021-07-15; "02/26" -> 2026-02; "4/2019" -> 2019-04; "1st Qtr, 2025" -> 2025.
    """
    taken: list[FoundDate] = []
    for form in _FORMS:
        for match in form.finditer(text):
            iso = _iso(match.groupdict())
            free = all(match.end() <= other.start or match.start() >= other.end for other in taken)
            if iso and free:
                taken.append(FoundDate(iso, match.start(), match.end()))
    return tuple(sorted(taken, key=lambda found: found.start))


_MONTH_POINT_YEAR = re.compile(r"(?P<m>0[1-9]|1[0-2])\.(?P<y>\d\d)(?![\d.])")


def date_at_start(text: str) -> FoundDate | None:
    """The date that a text begins with, "06.18" for June 2018 among them: elsewhere that would be a decimal number."""
    match = _MONTH_POINT_YEAR.match(text)
    if match:
        return FoundDate(f"{_year(match['y'])}-{match['m']}", match.start(), match.end())
    return next((found for found in find_dates(text) if found.start == 0), None)


def first_date(text: str) -> str | None:
    """The first date of a text, or None."""
    return next((found.iso for found in find_dates(text)), None)


def only_dates(text: str) -> tuple[FoundDate, ...]:
    """The dates of a text that holds nothing else (joints, dashes and footnote marks aside); else none."""
    found = find_dates(text)
    rest = "".join(_between(text, found))
    return found if not re.search(r"[^\W_]", re.sub(r"\b(?:to|and|through|thru)\b", "", rest)) else ()


def _between(text: str, found: tuple[FoundDate, ...]) -> Iterator[str]:
    at = 0
    for date in found:
        yield text[at : date.start]
        at = date.end
    yield text[at:]


def bare_year(text: str) -> str | None:
    """The year of a text that is a year and nothing more."""
    found = re.fullmatch(r"\s*((?:19|20)\d\d)\s*", text)
    return found[1] if found else None


def _iso(parts: dict[str, str | None]) -> str | None:
    year = _year(parts["y"] or "")
    name, number = parts.get("name"), parts.get("m")
    if not name and not number:
        return str(year)
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(number or 0)
    day = parts.get("d")
    if not 1 <= month <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year < _CENTURY_TURN else 1900)


def earlier(a: str, b: str) -> bool:
    """Whether a date lies surely before another, given their precision: 2023-11 is not earlier than 2023-11-05."""
    shared = min(len(a), len(b))
    return a[:shared] < b[:shared]
