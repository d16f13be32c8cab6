"""The number a payer gives a policy: behind a label, beside the title, or alone on a line."""

import re
from collections.abc import Iterable

from policyextract.codeshapes import system_of
from policyextract.dates import find_dates
from policyextract.document import Line
from policyextract.lexicon.mastheads import PAGE_MARK

_SHAPE = r"(?:[A-Z][A-Za-z]{0,11} )?(?:[A-Za-z]{1,8}\s?[.–_-]\s?)*[A-Za-z]{0,6}\d[A-Za-z0-9]*(?:[.\-/–][A-Za-z0-9]+)*"
_LABELLED = re.compile(rf"^(?:No\.?|#)?\s*(?P<number>{_SHAPE})(?=$|[\s,;)|])")
_ALONE = re.compile(rf"^(?P<sign>No\.?|#)?\s*(?P<number>{_SHAPE})$")
_NO_NUMBER = re.compile(
    r"^v(?:er)?\s?\d|^v(?:er)?\.\s?\d+\.\d|^(?:page|part|chapter|section|version|step|tier|table|figure|box|phase|type|stage|volume"
    r"|rev|suite|appendix|line|level|class|fax|tel|phone|room|floor|form|option)\b|\bpage\b|^\d+ of \d+$"
    r"|\d{3}[.-]\d{3}[.-]\d{4}|^\d{3}[.-]\d{4}$|^\d{5}-\d{4}$|^\d+(?:st|nd|rd|th)$",
    re.IGNORECASE,
)
_OUTLINED = re.compile(r"(?:[A-Z]{1,5}[.-])?\d{1,2}\.\d{2}\.\d{2,3}[A-Za-z]?")
"""A number of chapter, section and policy ("12.04.93", "DME-1.01.29"), which a date with points may look like."""
_SHORTEST, _LONGEST = 3, 24
_JOINTS = " -–:/|()"
_BEHIND_TITLE = re.compile(
    r"^(?P<title>.+?)(?:-(?:[A-Z]{2,5}[ -])*|[\s,–-]+)(?P<number>[A-Z]{2,6}[-.]?\d{4,}[A-Z]?)$"
    r"|^(?P<dashed>.+?)\s[–-]\s(?P<dash>[A-Z]{2,5}\s\d{3,5})$"
    r"|^(?P<named>.+?)\s\((?P<numbered>[A-Z]{1,6}[-.]?\d{3,}[A-Z]?)\)$"
)
_BEFORE_TITLE = re.compile(r"^(?P<number>\d{1,2}\.\d{2}\.\d{2,3}[A-Z]?)[\s:–-]+(?P<title>[A-Z].+)$")


def labelled_number(text: str) -> re.Match[str] | None:
    """The number that a label's value begins with (group ``number``); None where it begins with none."""
    match = _LABELLED.match(text)
    if match is None:
        return None
    return match if _OUTLINED.fullmatch(match["number"]) or _may_number(match["number"]) else None


def outlined_number(text: str) -> bool:
    """Whether a text is a number of chapter, section and policy, and nothing else."""
    return bool(_OUTLINED.fullmatch(text.strip()))


def number_alone(text: str) -> re.Match[str] | None:
    """The number that is a line's whole text, of a shape that neither codes, years, dates, phones nor pages have."""
    match = _ALONE.match(text.strip())
    if match is None or not _SHORTEST <= len(match["number"]) <= _LONGEST or not _may_number(match["number"]):
        return None
    number = match["number"]
    telling = bool(match["sign"]) or any(c.isalpha() for c in number) or any(c in ".-–/" for c in number)
    return match if telling and system_of(number) is None else None


def number_beside(title: str, lines: Iterable[Line]) -> tuple[Line, int, int] | None:
    """The line that holds the title and a number and nothing else, with the number's place in it.

    "Wound Dressings (CPG 135)", "Wound Dressings/SUR301.014 Page 2", "V.19 WOUND DRESSINGS".
    """
    for line in lines:
        text = PAGE_MARK.sub("", line.text)
        at = text.casefold().find(title.casefold())
        if at < 0:
            continue
        before, behind = text[:at], text[at + len(title) :]
        for part, offset, other in ((before, 0, behind), (behind, at + len(title), before)):
            number = part.strip(_JOINTS)
            if number and not other.strip(_JOINTS) and number_alone(number):
                start = offset + part.index(number)
                return line, start, start + len(number)
    return None


def split_number(title: str) -> tuple[str, str | None]:
    """A title and the number with it: "Wound Dressings-OH MCD-MM-0003" -> ("Wound Dressings", "MM-0003")."""
    behind, before = _BEHIND_TITLE.match(title), _BEFORE_TITLE.match(title)
    if behind:
        title, number = (group for group in behind.groups() if group)
        return title.strip(), number
    return (before["title"], before["number"]) if before else (title, None)


def _may_number(text: str) -> bool:
    return not _NO_NUMBER.search(text) and not find_dates(text)
