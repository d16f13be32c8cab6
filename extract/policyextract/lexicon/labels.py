"""The labels under which payers print a policy's number, title and dates."""

import re
from dataclasses import dataclass, field
from enum import StrEnum


class HeaderField(StrEnum):
    POLICY_NUMBER = "policy_number"
    TITLE = "title"
    EFFECTIVE = "effective_date"
    LAST_REVIEW = "last_review_date"
    NEXT_REVIEW = "next_review_date"


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label. The pattern is matched at the beginning of a line, or behind two blanks, before the value.

    A lower ``rank`` wins where several labels of one field stand in a document.
    """

    field: HeaderField
    pattern: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()
    rank: int = 1
    compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(rf"(?<![\w-])(?:{self.pattern})(?![\w-])", re.IGNORECASE))


_F = HeaderField
_POLICY = (
    r"(?:(?:medical|clinical|coverage|reimbursement|payment|drug|pharmacy) )*(?:policy|guideline|document|bulletin)"
)

LABELS: tuple[Label, ...] = (
    Label(
        _F.EFFECTIVE,
        r"current effective date|policy effective date|effective date of (?:this )?(?:policy|revision)|(?:most recent |last )?effective date",
        ("Current Effective Date", "Effective Date"),
        ("Original Effective Date",),
        0,
    ),
    Label(
        _F.EFFECTIVE,
        r"effective(?: on)?(?=\s*:)|effective(?=\s+\d)",
        ("Effective:", "Effective 01/01/2026"),
        ("Effective therapy",),
        2,
    ),
    Label(
        _F.NEXT_REVIEW,
        r"next (?:scheduled )?(?:annual )?review(?: due)?(?: by| date)?|(?:review|revision) due(?: date| by)?|next revision(?: date)?",
        ("Next Review Date", "Next Review Due By", "Next review date"),
        ("Last Review Date",),
        0,
    ),
    Label(
        _F.LAST_REVIEW,
        r"(?:date of )?(?:last|latest|recent|most recent) (?:policy )?(?:review|revision|approval|reviewed|revised|update)(?:ed)?(?: date)?|last approv(?:al|ed)(?: date)?|recent review date|last reviewed?(?: date)?|review(?:ed)? date",
        ("Last Review Date", "Last Approval", "Latest Review Date", "Recent review date", "Date of Last Revision"),
        ("Next Review Date",),
        0,
    ),
    Label(
        _F.LAST_REVIEW,
        r"revised|revision date|last updated|approval date|approved(?: date)?(?=\s*:|\s+\d)",
        ("Revised", "Approval Date"),
        ("Not approved",),
        1,
    ),
    Label(_F.LAST_REVIEW, r"reviewed", ("Reviewed",), ("Reviewer",), 2),
    Label(
        _F.POLICY_NUMBER,
        rf"{_POLICY} (?:number|no\.?|#|id)|clinical policy id|(?:policy|document|reference|guideline) (?:number|no\.?|#)|{_POLICY} ?#",
        (
            "Policy Number",
            "Coverage Policy Number",
            "Policy No.",
            "Document #",
            "Reference Number",
            "Clinical Policy ID",
        ),
        ("Phone number",),
        0,
    ),
    Label(
        _F.POLICY_NUMBER,
        r"number(?=\s*:)|policy(?=\s*:\s*[A-Z0-9.]*\d)|coverage policy(?=\s+[A-Z]\w* \w*\d)",
        ("Number:", "Policy: 0051"),
        ("Number of visits",),
        2,
    ),
    Label(
        _F.TITLE,
        r"(?:policy |guideline )?title(?=\s*:)|policy title|subject(?=\s*:)|(?:clinical|medical|coverage|payment) policy(?: title)?(?=\s*:)",
        ("Title:", "Policy Title", "Subject:", "Clinical Policy:"),
        ("Title change",),
        0,
    ),
)
_NOT_CURRENT = re.compile(
    r"\b(?:original(?:ly)?|initial|first|prior|previous|old|published?|posted|publish|end|term(?:ination)?|retire[d]?|archived|implementation|bcbsa|approval)\s+(?:policy\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundLabel:
    label: Label
    start: int
    end: int


def labels_in(text: str) -> tuple[FoundLabel, ...]:
    """The labels of a line, from left to right, none overlapping. "Original Effective Date" is no effective date."""
    taken: list[FoundLabel] = []
    for label in LABELS:
        for match in label.compiled.finditer(text):
            if all(match.end() <= other.start or match.start() >= other.end for other in taken):
                taken.append(FoundLabel(label, match.start(), match.end()))
    current = (found for found in taken if not _NOT_CURRENT.search(text[: found.start]))
    return tuple(sorted(current, key=lambda found: found.start))
