"""Who wrote a policy, where no profile knows the payer: organisations that the text names as its author."""

import re
from collections import Counter

_NAME = r"((?:[A-Z][\w&’'.-]*|of|and|the|for)(?:[ ®™]+(?:[A-Z][\w&’'.-]*|of|and|the|for|&)){0,7})"
_AUTHORS = tuple(
    (weight, re.compile(pattern))
    for weight, pattern in (
        (5, _NAME + r"[®™*]?(?: \([A-Z]+\))? is an independent licensee"),
        (5, _NAME + r"[®™*]?(?: \([A-Z]+\))? is an Independent [Ll]icensee"),
        (4, r"[Pp]roprietary [Ii]nformation of " + _NAME),
        (4, r"plans? (?:affiliated with|administered by|offered by|underwritten by) " + _NAME),
        (3, r"©\s?(?:\d{4}(?:\s?[-–]\s?\d{4})?,?\s+)?" + _NAME),
        (3, _NAME + r",? (?:Inc\.? )?©\s?\d{4}"),
        (3, r"[Cc]opyright (?:©\s?)?\d{4},? " + _NAME),
        (
            2,
            _NAME
            + r"(?:’s|'s)? (?:has developed|develops|reserves the right|considers|members|[Mm]edical [Pp]olic(?:y|ies)|[Cc]linical [Pp]olic(?:y|ies)|[Cc]overage [Pp]olic(?:y|ies))",
        ),
        (1, r"(?:contact|by) " + _NAME + r" (?:[Cc]ustomer|[Mm]ember|[Pp]rovider)"),
    )
)
_NOT_PAYERS = re.compile(
    r"American|Association$|Society|College|Academy|Institute|Network$|National|Food and Drug|Centers for|Medicare|Medicaid|Current|Procedural|All Rights|"
    r"^The$|^This|^These|^Our|^For|^All|^Any|^If|^Each|^Medical|^Clinical|^Coverage|^Policy|^Plan|^Health Plan$|^Payment|^State|^Federal|^UpToDate|InterQual|^MCG|Elsevier",
)
_TAIL = re.compile(
    r"(?:[ ,]+(?:Inc|LLC|Corp|Ltd|Company|Companies|Services|All|Medical|Clinical|Coverage|The|and|of|the|for)\.?)+$|[.,®™*]+$"
)
_HEAD = re.compile(r"^(?:(?:by|the|The|and|of|for|An?|From|With|Contact|Please|If|In)\s+)+")


def author_of(text: str) -> str | None:
    """The organisation that the document most plainly names as its author; None where it names none."""
    votes: Counter[str] = Counter()
    for weight, pattern in _AUTHORS:
        for match in pattern.finditer(text):
            name = _clean(match[1])
            if name:
                votes[name] += weight
    if not votes:
        return None
    best = max(votes.values())
    return min(name for name, count in votes.items() if count == best)


def _clean(name: str) -> str:
    name = " ".join(name.replace("®", " ").replace("™", " ").split())
    before = None
    while before != name:
        before, name = name, _TAIL.sub("", _HEAD.sub("", name)).strip()
    return "" if len(name) < 3 or _NOT_PAYERS.search(name) else name
