"""What stands at the head of a policy: the kind of document ("Medical Policy"), whose it is, and for which members."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_KIND_WORDS = (
    r"medical|clinical|corporate|coverage|drug|pharmacy|payment|reimbursement|utilization|prior authorization|benefit|national|local|necessity|appropriateness|appropriate use|"
    r"lab(?:oratory)? management|management|step therapy|administrative|formulary|coding|practice|review|technology|assessment|procedures?|determinations?|position|and"
)
_KIND_NOUNS = r"polic(?:y|ies)|guidelines?|bulletins?|criteria|manuals?|documents?|statements?|guides?|determinations?|protocols?|position"
_KIND = re.compile(
    rf"^(?P<prefix>.*?)(?P<kind>\b(?:(?:{_KIND_WORDS}|{_KIND_NOUNS})\s+)*(?:{_KIND_NOUNS}))(?P<rest>\s*[-–:|]\s*[\w &]{{1,40}}|\s+v(?:ersion)?\s*\d[\d.]*)?$",
    re.IGNORECASE,
)
_SCOPE = re.compile(
    r"(?:[\s,®/]+|^)(?:commercial|individual|exchange|marketplace|medicare|medicaid|advantage|community plan|and|or|&|state|HMO|PPO|POS)$",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^(?:(?:[a-z]{1,3})?[A-Z][\w&’'-]*[®™℠*]*|of|and|the|for|&|by)(?:\s+(?:(?:[a-z]{1,3})?[A-Z][\w&’'-]*[®™℠*]*|of|and|the|for|&))*$"
)
_INSURER = re.compile(
    r"\bBlue ?(?:Cross|Shield)\b|\b(?:Health|Care|Medical) (?:Plans?|Insurance|Net|Alliance|System)\b|\w*healthcare\b|\b(?:Insurance|Assurance|Corporation|Employee Program)\b",
    re.IGNORECASE,
)
CONTENTS = re.compile(r"\bcontents\b|^(?:related|see also)\b", re.IGNORECASE)
"""A line that begins the contents or the related policies, and ends the masthead."""
_LABELLED = re.compile(
    r"^(?:health )?(?:plan|payer|payor|insurer)(?: name)?\s*:\s*(?P<name>[A-Z].{2,60})$", re.IGNORECASE
)
_STREET = re.compile(
    r"^\d{1,5} (?:[\w.]+ ){1,4}(?:St|Street|Ave|Avenue|Blvd|Boulevard|Road|Rd|Drive|Dr|Way|Plaza|Parkway|Pkwy|Suite|NW|NE|SW|SE)\b",
    re.IGNORECASE,
)
MEMBERS_LABEL = re.compile(
    r"^\W*(?:line\(?s?\)? of business|LOBs?|products?(?: lines?)?|applies to|applicable to|applicability|membership)\s*:\s*(?P<value>.+)$",
    re.IGNORECASE,
)
APPLICATION_HEADING = re.compile(
    r"^\W*(?:application|applicability|applies to|applicable (?:to|products?|plans?|lines? of business)|line\(?s?\)? of business|products? affected)\W*$",
    re.IGNORECASE,
)
"""Behind a label, and under a heading, stand the members that a policy is for."""
PAGE_MARK = re.compile(r"\s*\|?\s*\bpage\s+\d+(?:\s*(?:of|/)\s*\d+)?\s*$|\s+\d+\s*(?:of|/)\s*\d+\s*$", re.IGNORECASE)
"""The page number at the end of a running line."""
NOT_TITLE = re.compile(
    r"https?:|www\.|\.com\b|©|•|\bindependent licensee|table of contents?|^page\b|\bpage \d|\beffective\b|\breviewed\b|\breview date|^\W*$|^[\d\W]+$"
    r"|^(?:to|re|from|date|status|category|section|subsection|chapter|part|file name|applicable|commercial|medicare|medicaid|feedback|print|e-?mail|download|menu|share|back|version|proprietary|confidential|n/?a|none)\b\W*(?:$|:|\d)"
    r"|^transmittals\b|\bprohibited\b|\ball rights reserved\b|[.;]$|\.{4}",
    re.IGNORECASE,
)
"""What stands at the head of a document and is no title: addresses, dates, links, navigation, sentences."""
_MAX_NAME_WORDS = 9
_MAX_WORDS = 12
"""A longer line is a sentence that ends in "policy"."""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A line that says what the document is. ``prefix`` is what stands before: a payer, members, or a subject."""

    prefix: str
    kind: str


def document_kind(text: str) -> DocumentKind | None:
    """The kind that a line ends in, or None: "Erewhon Medical Policy" -> ("Erewhon", "Medical Policy")."""
    words = text.split()
    match = _KIND.match(" ".join(words).strip(" :|")) if len(words) <= _MAX_WORDS else None
    return DocumentKind(match["prefix"].strip(" -–:|,"), match["kind"]) if match else None


def only_kind(text: str) -> bool:
    """Whether a line says what the document is, for whom at most, and nothing else: "Commercial Medical Policy"."""
    found = document_kind(text)
    return found is not None and not without_scope(found.prefix)


def without_scope(name: str) -> str:
    """A name without the kinds of members behind it: "Erewhon Commercial and Individual Exchange" -> "Erewhon"."""
    before = None
    while before != name:
        before, name = name, _SCOPE.sub("", name)
    return name.strip(" ®™")


def payer_in_masthead(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Names that stand where a payer stands in a masthead, and whether they are surely an insurer's.

    In front of the kind of document, on the line above it, behind the label "Plan:", or above a street address. A name that
    is not surely an insurer's may be the policy's subject ("Wound Dressings Payment Policy").
    """
    for at, line in enumerate(lines):
        labelled = _LABELLED.match(line.strip())
        if labelled:
            yield labelled["name"], True
        kind = document_kind(line)
        above = lines[at - 1].strip() if at else ""
        if kind and kind.prefix:
            yield from _named(without_scope(kind.prefix))
        elif kind or _STREET.match(line.strip()):
            yield from _named(without_scope(above))


def _named(name: str) -> Iterator[tuple[str, bool]]:
    if _NAME.match(name) and len(name.split()) <= _MAX_NAME_WORDS and not document_kind(name):
        yield name, bool(_INSURER.search(name))
