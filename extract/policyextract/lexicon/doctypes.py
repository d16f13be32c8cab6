"""Kinds of documents that payers publish beside coverage policies, by how they call themselves."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document that is no coverage policy. The pattern is looked for in the lines that open the document."""

    name: str
    pattern: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()
    compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.pattern, re.IGNORECASE))


OTHER_TYPES: tuple[DocumentType, ...] = (
    DocumentType(
        "a provider manual or handbook",
        r"^(?:20\d\d )?(?:[\w&’' ]{0,40} )?(?:provider|member|physician|participant)s?(?: office)? (?:manual|handbook|guide)\b",
        ("2025 Provider Manual", "Member Handbook"),
        ("Medical Policy Manual",),
    ),
    DocumentType(
        "a list of frequently asked questions",
        r"^frequently asked questions\b|^FAQs?\b|\bFAQs?$",
        ("Frequently asked questions", "Prior authorization FAQ"),
        ("Questions of coverage",),
    ),
    DocumentType(
        "a newsletter or bulletin to providers",
        r"^(?:provider|network|member) (?:newsletter|news|bulletin|update|alert)s?\b",
        ("Provider Newsletter", "Network Bulletin"),
        ("Clinical Policy Bulletins",),
    ),
    DocumentType(
        "a formulary",
        r"^(?:20\d\d )?(?:[\w ]{0,30} )?(?:formulary|preferred drug list)(?: \d{4})?$",
        ("2026 Formulary",),
        ("National Formulary Coverage: criteria",),
    ),
    DocumentType(
        "a contract or certificate of coverage",
        r"^(?:evidence|certificate|summary) of (?:coverage|benefits)\b|^group service agreement\b",
        ("Evidence of Coverage",),
        ("Evidence of effect",),
    ),
)


_IN_SENTENCE = re.compile(r"[.;,]$|\b(?:see|refer|consult|contact|visit|please|is|are)\b", re.IGNORECASE)


def other_type(line: str) -> str | None:
    """The kind of document that a line of its opening names, where it is one that is no coverage policy.

    A line that only refers to such a document ("See the provider manual.") names none.
    """
    if _IN_SENTENCE.search(line.strip()):
        return None
    return next((entry.name for entry in OTHER_TYPES if entry.compiled.search(line.strip())), None)
