"""What a criterion is about, where committees ask for it by name: who prescribes, what came before, where, how long."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of criterion. ``name`` stands in the rule's id, ``called`` in its summary."""

    name: str
    called: str
    pattern: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...]
    compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.pattern, re.IGNORECASE))


_AMOUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_SPAN = r"(?:hour|day|week|month|year|minute)s?"

TOPICS: tuple[Topic, ...] = (
    Topic(
        "prescriber",
        "who prescribes, orders or performs",
        r"\b(?:prescribed|ordered|requested|performed|managed|supervised) (?:and \w+ )?(?:by|under)\b"
        r"|\bin consultation with\b|\bprescriber\b",
        ("Prescribed by a dermatologist", "Ordered in consultation with a surgeon", "The prescriber agrees to monitor"),
        ("Lamps were prescribed for pain", "The lamp is ordered"),
    ),
    Topic(
        "step-therapy",
        "what has to be tried before",
        r"\b(?:trial|failure) (?:of|and failure|with)\b|\btried and failed\b"
        r"|\bfail(?:ed|ure) (?:of|to respond|at least|an?)\b|\b(?:inadequate|insufficient|no|lack of) response to\b"
        r"|\b(?:intoleran\w+|contraindication|refractory) (?:to|of)\b"
        r"|\b(?:previously|already) treated with\b|\bprior (?:therapy|treatment|use) (?:with|of)\b",
        ("Trial and failure of heat", "No response to heat packs", "Refractory to rest", "Prior treatment with heat"),
        ("Heart failure", "Clinical trial registration", "A response is expected"),
    ),
    Topic(
        "site-of-care",
        "where care is given",
        r"\b(?:inpatient|outpatient|in-?office|ambulatory surg\w+|hospital|home (?:setting|infusion))\b"
        r"|\bsite of (?:care|service)\b"
        r"|\b(?:administered|performed|provided|delivered|treated) (?:in|at) an?\b|\bcenters? of excellence\b",
        ("Given in an outpatient setting", "Performed at a certified center", "The site of care is a clinic"),
        ("Walks at home", "Centers on pain"),
    ),
    Topic(
        "duration",
        "how long or how often",
        r"\b(?:for|up to|at least|minimum of|maximum of|no more than|limited to|within|every|per|once)"
        rf" (?:\w+ ){{0,3}}?{_AMOUNT} {_SPAN}\b|\b(?:once|twice|{_AMOUNT} times?) (?:a|per|every|in)\b"
        rf"|\b(?:per|every|once an?|each) (?:{_AMOUNT} )?{_SPAN}\b"
        r"|\b(?:duration|frequency|lifetime)\b",
        ("Pain for at least 3 months", "Once every 2 years", "Twice a week", "One lamp per lifetime"),
        ("At least 18 years of age", "Age 3 months or older"),
    ),
    Topic(
        "documentation",
        "what has to be documented",
        r"\b(?:documentation|documented|medical records?|chart notes?|attest\w*|submi(?:t\w*|ssion))\b",
        ("Documentation of pain", "Chart notes show pain"),
        ("A document about lamps",),
    ),
)
"""In order: a documented failure of heat is step therapy."""

_AGE = re.compile(r"\b(?:age|aged|old|older|younger)\b", re.IGNORECASE)


def topic_of(text: str) -> Topic | None:
    """The first topic that a criterion speaks of; an age is no duration."""
    found = next((topic for topic in TOPICS if topic.compiled.search(text)), None)
    return None if found is not None and found.name == "duration" and _AGE.search(text) else found
