"""How payers word the way in which the items of a list combine."""

import re
from dataclasses import dataclass, field

from policyextract.records import Operator


@dataclass(frozen=True, slots=True)
class Quantifier:
    """A phrase before a list. A group named ``n`` holds the number of an ``at_least``."""

    operator: Operator
    pattern: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()
    compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.pattern, re.IGNORECASE))


_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_N = r"(?P<n>[2-9]|\d{2}|two|three|four|five|six|seven|eight|nine|ten)(?:\s*\(\d+\))?"
_LISTED = (
    r"(?:following|below|above|listed|criteria|conditions|indications|requirements|circumstances|situations|these)"
)
_OF = r"(?:\s+of)?(?:\s+the)?"
_NO_TIME = r"(?!\s*-?\s*(?:year|month|week|day|hour|minute)s?\b)"
"""Behind a number that counts items: "1 year if the following" and "6 weeks of the following" count none."""

QUANTIFIERS: tuple[Quantifier, ...] = (
    Quantifier(
        Operator.NONE_OF,
        r"\b(?:none|neither|no one)\s+of\s+the\s+(?:following|below|above|listed)|\bwithout\s+any(?:\s+of)?(?:\s+the)?\s+following|\b(?:not|no)\s+(?:have\s+|had\s+)?any(?:\s+of)?(?:\s+the)?\s+following",
        ("none of the following are present:", "does not have any of the following:"),
        ("any of the following",),
    ),
    Quantifier(
        Operator.AT_LEAST,
        rf"\b(?:at least|a minimum of|minimum of|any)\s+{_N}{_NO_TIME}(?:\s+\w+)?{_OF}\s+{_LISTED}",
        ("at least two of the following:", "any two of the following", "a minimum of 3 of the following criteria"),
        ("at least one of the following", "in the last 2 years", "at least 6 weeks of the following"),
    ),
    Quantifier(
        Operator.AT_LEAST,
        rf"\b{_N}\s+or more{_OF}\s+(?:\w+\s+)?{_LISTED}",
        ("2 or more of the following criteria:", "three or more of the following"),
        ("one or more of the following",),
    ),
    Quantifier(
        Operator.AT_LEAST,
        rf"(?<!all )(?<!both )\b{_N}\s+of\s+the\s+(?:\w+\s+)?{_LISTED}",
        ("meets three of the following", "two of the listed"),
        ("all two of the following",),
    ),
    Quantifier(
        Operator.ANY,
        rf"\b(?:any|one|1|either|each one){_NO_TIME}(?:\s*\(1\))?(?:\s+one)?(?:\s*\(?or more\)?)?(?:\s+or\s+both)?{_OF}\s+(?:\w+\s+){{0,3}}?{_LISTED}|\bat least (?:one|1)\b|\bone(?:\s*\(1\))?\s+or\s+more\s+of\b|\b1 or more\b"
        rf"|\bany\s+(?:one\s+)?(?:of\s+)?(?:the\s+)?(?:\w+\s+){{0,4}}?{_LISTED}|\b(?:is|are|be)\s+either\b\s*:?\s*$|\beither\s*:?\s*$",
        (
            "ANY of the following:",
            "one of the following indications:",
            "EITHER of the following:",
            "at least one of the following criteria",
            "1 or more of the following:",
            "any one of the below:",
            "any of the following arrhythmias",
        ),
        ("all of the following", "for many", "for 1 year if the following criteria are met"),
    ),
    Quantifier(
        Operator.ALL,
        r"\b(?:all(?!\s+other)|both|each)(?:\s+(?:two|three|four|five|six|[2-9]))?(?:\s+of)?(?:\s+the)?\s+(?:\w+\s+){0,3}?(?:following|below|above|listed|these)",
        ("ALL of the following:", "both of the following", "each of the following", "all criteria below are met"),
        ("all other indications", "any of the following"),
    ),
    Quantifier(
        Operator.ALL,
        r"(?<!\bfor )(?<!\bin )(?<!\bunder )\b(?:all(?!\s+other)|both|each)(?:\s+of)?(?:\s+the)?\s+(?:\w+\s+){0,3}?(?:criteria|conditions|requirements)|\b(?:meets?|met|satisf(?:y|ies))\s+(?:\w+\s+)?all\b",
        ("when all the criteria are met:", "all conditions must be met", "individuals who meet ALL"),
        ("investigational for all conditions", "in all circumstances"),
    ),
)

_MET = re.compile(
    r"\b(?:following|below|these|related)\b[^:;]{0,60}\b(?:criteria|conditions|requirements)?\b[^:;]{0,30}\b(?:is|are|has been|have been)\s+(?:all\s+)?(?:met|satisfied|present|fulfilled)\b"
    r"|\b(?:following|below)\b[^:;]{0,60}\bmust\s+(?:all\s+)?be\s+met\b|\bmeet(?:s|ing)?\s+(?:all\s+)?(?:of\s+)?the\s+(?:following|below|related)\b|\b(?:following|below)\s+(?:\w+\s+)?(?:criteria|conditions|requirements)\s+(?:apply|must)",
    re.IGNORECASE,
)
_CASES = re.compile(
    r"\b(?:following|these|below)\b[^:;]{0,60}\b(?:indications?|conditions|circumstances|situations|settings|uses|diagnos[ei]s|disorders|diseases|purposes|"
    r"procedures|services|treatments|tests|therapies|devices|techniques|microorganisms|populations|scenarios|reasons|types)\b|\binclud(?:es?|ing)\b"
    r"|^indications\W*$|\b(?:such as|for example|e\.g\.)[:,]?|\b(?:covers?|reimburses?|pays? for)\s*:\s*$",
    re.IGNORECASE,
)
_CRITERIA_INCLUDE = re.compile(r"\bcriteria (?:\w+ )?includ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """The operator that a lead-in states, its number for ``at_least``, and the words that state it."""

    operator: Operator
    minimum: int | None
    words: str


def stated_operator(lead: str) -> Stated | None:
    """The quantifier nearest to the list, that is the last one in the lead-in; None where it has none."""
    best: tuple[int, Stated] | None = None
    for quantifier in QUANTIFIERS:
        for found in quantifier.compiled.finditer(lead):
            # A longer phrase that ends at the same place says more: "any two of the following" is no "any".
            if best is None or found.end() > best[0]:
                best = (found.end(), Stated(quantifier.operator, _number(found), found[0]))
    return best[1] if best else None


def _number(found: re.Match[str]) -> int | None:
    if "n" not in found.re.groupindex or not found["n"]:
        return None
    word = found["n"].lower()
    return _NUMBERS.get(word) or int(word)


def must_all_be_met(lead: str) -> bool:
    """Whether a lead-in without a quantifier says that the list is a set of conditions ("when the following criteria are met")."""
    return bool(_MET.search(lead)) or _all_labels_met(lead)


def lists_cases(lead: str) -> bool:
    """Whether a lead-in without a quantifier announces cases, each good by itself ("for the following indications").

    Criteria are no cases: how those combine that "the criteria include" is not said.
    """
    return bool(_CASES.search(lead)) and not _CRITERIA_INCLUDE.search(lead)


_JOINT = re.compile(r"(?:^|[\s;,.)])(and/or|and|or)\s*[:;,.]?\s*$", re.IGNORECASE)
_LONE_JOINT = re.compile(r"^[-–—*\s(]*(and/or|and|or)[-–—*\s):;,.]*$", re.IGNORECASE)
_GROUP_JOINT = re.compile(
    r"^(and|or)\b\s*(?=(?:all|any|one|both|either|each|at least|none|the following|meets?)\b)", re.IGNORECASE
)


def closing_joint(item: str) -> str | None:
    """The "and" or "or" that an item ends with, in lower case ("and/or" counts as "or"); None without one."""
    found = _JOINT.search(item)
    return None if not found else "and" if found[1].lower() == "and" else "or"


def lone_joint(text: str) -> str | None:
    """The joint of a line that holds nothing else ("AND", "- or -")."""
    found = _LONE_JOINT.match(text)
    return None if not found else "and" if found[1].lower() == "and" else "or"


def opening_joint(text: str) -> str | None:
    """The joint with which a line opens a further group of criteria ("AND ALL of the following")."""
    found = _GROUP_JOINT.match(text)
    return found[1].lower() if found else None


_BELOW = re.compile(
    r"\b(?:criteria|conditions?|requirements?|indications?)\s+(?:\w+\s+){0,2}?(?:below|that follow|following)\b|\b(?:following|below)\s+(?:\w+\s+){0,2}?(?:criteria|conditions?|requirements?|indications?)\b",
    re.IGNORECASE,
)
_REVIEWED = re.compile(
    r"\b(?:reviewed|evaluated|considered|assessed)\s+(?:using|based on|according to|against)\s+the\s+(?:following|below)\s+(?:\w+\s+)?criteria\b",
    re.IGNORECASE,
)


def points_below(lead: str) -> bool:
    """Whether a sentence refers to criteria that stand further down ("if the conditions indicated below are met")."""
    return bool(_BELOW.search(lead))


_RENEWAL = re.compile(
    r"\b(?:renewals?|continuation|continued|continuing|re-?authori[sz]ations?|re-?certifications?|re-?approvals?)\b",
    re.IGNORECASE,
)


def opens_renewal(title: str) -> bool:
    """Whether a heading begins what is asked of care that goes on: "Renewal Criteria", "Continued Therapy"."""
    return bool(_RENEWAL.search(title))


def announces_review(text: str) -> re.Match[str] | None:
    """The words by which a section says that the lists under its headings are what requests must meet."""
    return _REVIEWED.search(text)


_LABEL = r"(?:[A-Z]|[IVX]{2,5}|\d{1,2})\b(?![.\d])"
_LABELLED = re.compile(
    rf"\b(?i:sections?|items?|paragraphs?|criteria|criterion|requirements?)\s+({_LABEL}(?:(?:\s*,\s*|\s+(?:and|or|AND|OR|&)\s+)+{_LABEL})*)"
)


def labels_named(lead: str) -> frozenset[str]:
    """The labels by which a sentence names lists ("the requirements in section B and the criteria in section C")."""
    return frozenset(label for found in _LABELLED.finditer(lead) for label in re.findall(_LABEL, found[1]))


def _all_labels_met(lead: str) -> bool:
    """Whether a sentence says that what stands under the labels it names is met, under all of them."""
    found = list(_LABELLED.finditer(lead))
    if not found or not re.search(r"\b(?:is|are)\s+met\b", lead[found[-1].end() :]):
        return False
    return not re.search(r"\bor\b", lead[found[0].start() : found[-1].end()], re.IGNORECASE)
