"""How policies name whose they are: the licence line, the copyright line, and the sentences in which a plan speaks of itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policyextract.lexicon.phrases import Phrase

_TOKEN = r"(?:[a-z]{1,3})?[A-Z][\w&’'-]*"
_STEP = rf"(?:[®™℠*]*[ ]+(?:{_TOKEN}|of|and|the|for|&))"
_SHORTEST = rf"(?P<name>{_TOKEN}{_STEP}{{0,8}}?)[®™℠*]*(?: \([A-Z]+\))?"
_ACTS = r"considers|may (?:deny|reject)|has the right to|(?:has developed|develops) (?:clinical|medical|coverage|these)|does not (?:cover|reimburse)|will (?:not )?(?:cover|review|reimburse|notify)|covers|has received|may request|(?:insures|underwrites) (?:or|and) administers"
_LONGEST = rf"(?P<name>{_TOKEN}{_STEP}{{0,8}})"


@dataclass(frozen=True, slots=True)
class Authorship:
    """A wording that names the author of a policy. The pattern is matched in text without line breaks.

    ``weight`` is how telling it is; ``examples`` are pairs of a text and the name in it. ``clue`` is what every such
    text holds, where the pattern begins with the name: there may be a name anywhere, and it takes time to look for all.
    """

    pattern: str
    weight: int
    examples: tuple[tuple[str, str], ...]
    not_examples: tuple[str, ...] = ()
    clue: str = ""
    compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.pattern))

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Where the wording stands in a text."""
        return self.compiled.finditer(text) if re.search(self.clue, text) else iter(())


AUTHORSHIP: tuple[Authorship, ...] = (
    Authorship(
        _SHORTEST
        + r",? (?:is )?an? [Ii]ndependent [Ll]icensee\b|"
        + _SHORTEST.replace("name", "other")
        + r", independent licensee\b",
        8,
        (
            ("Blue Cross of Erewhon is an Independent Licensee of the association", "Blue Cross of Erewhon"),
            ("Blue Cross of Erewhon, independent licensee of the association", "Blue Cross of Erewhon"),
        ),
        ("An independent licensee of the association",),
        clue=r"ndependent [Ll]icensee",
    ),
    Authorship(
        r"approved by (?:the )?"
        + _SHORTEST
        + r" (?:Pharmacy|Medical|Clinical|Corporate|Utilization|Technology|Drug)\b[\w &]{0,60}? [Cc]ommittee",
        6,
        (("This guideline was approved by the ERWN Medical Policy Committee", "ERWN"),),
        ("approved by the committee",),
    ),
    Authorship(
        r"(?:[Pp]roprietary [Ii]nformation of|(?:written|without) (?:consent|permission|authorization) (?:of|from)|(?:employees|agents)(?: and \w+ agents)? of|on behalf of|[Pp]roperty of) (?:[Tt]he )?"
        + _LONGEST,
        5,
        (
            ("Proprietary Information of Erewhon Health. Copyright 2026", "Erewhon Health"),
            ("laboratory reviews on behalf of EHSA.", "EHSA"),
            ("neither employees nor agents of Erewhon Health", "Erewhon Health"),
            ("Copying without permission from Erewhon of Shadowshire is forbidden", "Erewhon of Shadowshire"),
        ),
        ("on behalf of the member",),
    ),
    Authorship(
        r"(?:©|\([Cc]\)|[Cc]opyright)\s*(?:[Cc]opyright\s*)?(?:©\s*)?(?:\d{4}(?:\s?[-–]\s?\d{4})?,?\s+)?(?:by )?(?:[Tt]he )?"
        + _LONGEST,
        4,
        (
            ("© 2026 Erewhon Benefits, Inc. All rights reserved.", "Erewhon Benefits"),
            ("©1996-2024, Erewhon Plans, LLC", "Erewhon Plans"),
            ("Copyright © 2001-2025 Erewhon Inc.", "Erewhon"),
        ),
        ("© 2026. All",),
    ),
    Authorship(
        _SHORTEST + r",? (?:Inc\.? )?©\s?\d{4}",
        4,
        (("Erewhon Health, Inc. ©2026", "Erewhon Health"),),
        clue="©",
    ),
    Authorship(
        r"(?:[Pp]repared|[Dd]eveloped|[Pp]ublished|[Mm]aintained) by (?:[Tt]he )?"
        + _SHORTEST
        + r" (?:and its|to (?:assist|help|provide))\b",
        4,
        (("Policy statements prepared by ErewhonCare and its affiliates", "ErewhonCare"),),
    ),
    Authorship(
        r"\((?:together|collectively|individually|hereafter|hereinafter|referred to)\b[^()“”\"]{0,40}[“\"](?:[Tt]he )?"
        + _LONGEST
        + r"[”\"]",
        5,
        (("Erewhon of Shadowshire and Erewhon Care, Inc. (collectively “Erewhon SH”) insure", "Erewhon SH"),),
        ("the plan and its affiliates (collectively “the Company”)",),
        clue=r"\((?:together|collectively|individually|hereafter|hereinafter|referred to)\b",
    ),
    Authorship(
        r"^"
        + _SHORTEST
        + r"(?:,| and )[^()]{0,120} \((?:together|collectively|individually|hereafter|hereinafter|referred to)\b",
        4,
        (("Erewhon Plan, Erewhon Care as applicable (referred to as “Company”)", "Erewhon Plan"),),
        clue=r"\((?:together|collectively|individually|hereafter|hereinafter|referred to)\b",
    ),
    Authorship(
        r"(?:[Nn]otify(?:ing)?|certificate (?:with|from)|contracted with) (?:[Tt]he )?" + _LONGEST,
        3,
        (("under the member’s certificate with Erewhon Health.", "Erewhon Health"),),
        ("Notify the plan before the service",),
        clue=r"[Nn]otify|certificate (?:with|from)|contracted with",
    ),
    Authorship(
        _SHORTEST + r" members (?:may|will|must|should|are|who)\b",
        3,
        (("Erewhon members may be eligible under the Plan for lamps", "Erewhon"),),
        ("Medicare members may", "All members are"),
        clue=r" members (?:may|will|must|should|are|who)\b",
    ),
    Authorship(
        r"[Pp]lans? (?:affiliated with|administered by|offered by|underwritten by)(?: the)? " + _LONGEST,
        4,
        (("health plans affiliated with Erewhon Corporation", "Erewhon Corporation"),),
    ),
    Authorship(
        r"(?:administered|underwritten) by (?:[Tt]he )?" + _LONGEST,
        3,
        (("products administered by Erewhon Blue Cross and subject to", "Erewhon Blue Cross"),),
    ),
    Authorship(
        _SHORTEST + r" (?:reserves the right|makes no representation)\b",
        6,
        (("Erewhon Health reserves the right to revise its policies", "Erewhon Health"),),
        ("The plan reserves the right",),
        clue="reserves the right|makes no representation",
    ),
    Authorship(
        _SHORTEST + rf" (?:{_ACTS})\b",
        3,
        (
            ("Erewhon considers the test medically necessary when", "Erewhon"),
            ("Erewhon Care has developed clinical policies to assist", "Erewhon Care"),
        ),
        ("It considers the test",),
        clue=_ACTS,
    ),
    Authorship(
        _SHORTEST + r"(?:’s|'s|’|')? (?:[Mm]edical|[Cc]linical|[Cc]overage|[Pp]ayment) [Pp]olicies\b",
        2,
        (("Erewhon’s medical policies are not medical advice", "Erewhon"),),
        ("the medical policies",),
        clue=r"[Pp]olicies\b",
    ),
    Authorship(
        r"\byour " + _SHORTEST + r"(?:’s|'s|’|')? (?:plan|coverage|benefits?|contract|policy)\b",
        3,
        (("may not be covered by your ErewhonCare plan", "ErewhonCare"),),
        ("covered by your plan",),
    ),
    Authorship(
        r"(?:[Aa]ll,?|most|following|for|by|contact) "
        + _SHORTEST
        + r"(?:’s|'s|’|')? (?:[Pp]lans?|[Pp]roducts?|[Mm]embers?|[Cc]ustomer|[Pp]rovider)\b",
        2,
        (
            ("most, but not all, ErewhonCare plans", "ErewhonCare"),
            ("It is not for the adjudication of claims for EHSC Plans", "EHSC"),
            ("contact Erewhon Customer Service", "Erewhon"),
        ),
        ("contact your plan",),
    ),
    Authorship(
        r"(?<![Pp]olicy )(?<![Gg]uideline )\| " + _LONGEST + r"\s*$",
        3,
        (("Heart Valves - Clinical Policies | Erewhon", "Erewhon"),),
        ("Medical Coverage Policy | Heart Valves",),
    ),
)

NOT_AUTHORS = re.compile(
    r"^(?:American|National|World|European|International)\b|\b(?:Association|Society|College|Academy|Institutes?|University|Foundation|Laborator(?:y|ies)|Diagnostics|Genetics?|Genomics|Pharma\w*|Biosciences)$"
    r"|\b(?:CPT|NCCN|AMA|ADA|FDA|CMS|NIH|ICD|HCPCS|MCG|InterQual|UpToDate|Elsevier|Hayes|ASAM|LOCUS)\b|Food and Drug|Centers for|Current Procedural|All Rights|^Blue(?: Cross)?(?: and)?(?: Blue)?(?: Shield)?$"
    r"|^(?i:this|these|our|your|each|any|all|if|it|we|note|notes|no|not|other|when|where|in|some|new|see|related|current|applicable|certain|members?|providers?|patients?|copyright|company|statements?|notices?|prior|final|joint|benefits?|important|self|reserved|most|share|print|email|save|download|home|menu|search|log ?in|sign ?in)\b"
    r"|^(?i:(?:the|medical|clinical|coverage|health|payment|pharmacy|policy|policies|benefit|medicare|medicaid|commercial|original|advantage|managed|care|state|federal|part|[abcd]|hmo|ppo|pos|snp|pace|aco|epo|plans?|llc|inc|national|local|determinations?|manual|group|individual|marketplace|exchange|and|or|of|for)[ -]*)+$"
)
"""Names that stand in such wordings and are no payer: societies, code systems, criteria sets, makers of tests, common words."""

TAIL = re.compile(
    r"(?:[ ,]+(?:Inc|LLC|Corp|Ltd|L\.?P|Companies|Company|Services|All|Rights|Reserved|Medical|Clinical|Coverage|The|and|of|the|for|&|By|Page|Certain|Proprietary|Copyright|Provider|Customer|Member|Members)\.?)+$"
    r"|[.,’'®™℠*-]+$|(?:’s|'s)$"
)
HEAD = re.compile(r"^(?:(?:by|the|and|of|for|an?|all|from|with|contact|please|if|in|services)\s+)+", re.IGNORECASE)
"""Words around a name that are no part of it."""


NOT_COMPANIES = Phrase(
    r"^(?:microsoft|adobe|apple|dell|hewlett[ -]?packard|hp|hpe|lenovo|toshiba|acer|asus|sony|samsung|ibm|google)\b"
    r"|^(?:home|personal|private|user|owner|admin\w*|default|unknown|none|test|n/?a|organi[sz]ation|(?:your |my )?company(?: name)?|self[ -]employed|\W*\d[\d\W]*)$",
    ("Microsoft Corporation", "Hewlett-Packard", "HP Inc.", "Your Company Name", "Organization", "home"),
    ("Erewhon Health", "Dellwood Health Plan", "Homestead Health Plan"),
)
"""Makers of the computer or the program, and what stands there by default."""
