"""What is known of one payer's policies beyond the general mechanism. A profile is a typed value in ``payers``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from policyextract.document import Document
from policyextract.lexicon.labels import Label
from policyextract.lexicon.sections import SectionName


@dataclass(frozen=True, slots=True)
class Mark:
    """Words by which a payer's documents are told. ``weight`` is how telling: a bare name may stand in anyone's
    references.
    """

    pattern: str
    example: str
    weight: int = 1
    compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.pattern))


@dataclass(frozen=True, slots=True)
class PayerProfile:
    """One payer: its id and name, how its documents are recognised, and what it heads and labels in its own way.

    ``headings`` and ``labels`` are asked before the general lexicon. ``lines_of_business`` are those that all its
    policies are for.
    """

    id: str
    name: str
    marks: tuple[Mark, ...]
    headings: tuple[SectionName, ...] = ()
    labels: tuple[Label, ...] = ()
    lines_of_business: tuple[str, ...] = ()


GENERIC = PayerProfile(id="generic", name="", marks=())
"""The profile of a payer that nobody wrote one for."""

_MIN_WEIGHT = 2


def identify(document: Document, profiles: Sequence[PayerProfile]) -> PayerProfile:
    """The profile whose marks weigh most in the document; GENERIC where none weighs enough or two weigh the same."""
    weights = sorted(((_weight(document.text, profile), profile) for profile in profiles), key=lambda item: -item[0])
    if not weights or weights[0][0] < _MIN_WEIGHT:
        return GENERIC
    if len(weights) > 1 and weights[1][0] == weights[0][0]:
        return GENERIC
    return weights[0][1]


def _weight(text: str, profile: PayerProfile) -> int:
    return sum(mark.weight for mark in profile.marks if mark.compiled.search(text))
