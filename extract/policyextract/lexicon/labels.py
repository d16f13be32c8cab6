"""The labels under which payers print a policy's number, title and dates."""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class HeaderField(StrEnum):
    POLICY_NUMBER = "policy_number"
    TITLE = "title"
    EFFECTIVE = "effective_date"
    LAST_REVIEW = "last_review_date"
    NEXT_REVIEW = "next_review_date"


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label. The pattern is matched as whole words, before the value.

    A lower ``rank`` wins where several labels of one field stand in a document. ``leads`` says that the label counts only
    at the beginning of a line: the word has other uses. ``recurs`` marks the label of what is done every year: its date
    may be that of the next time.
    """

    field: HeaderField
    pattern: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()
    rank: int = 1
    leads: bool = False
    recurs: bool = False
    compiled: re.Pattern[str] = dataclasses.field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        start = r"^\W*" if self.leads else r"(?<![\w-])"
        object.__setattr__(
            self, "compiled", re.compile(rf"{start}(?:{self.pattern})(?:\(s\))?(?![\w-])", re.IGNORECASE)
        )


_F = HeaderField
_KIND = (
    r"(?:(?:medical|clinical|coverage|reimbursement|payment|drug|pharmacy|medical necessity|clinical appropriateness) )"
)
_DOCUMENT = r"(?:policy|guidelines?|document|bulletin)"
_MONTH_DATE = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}, \d{4}"

LABELS: tuple[Label, ...] = (
    Label(
        _F.EFFECTIVE,
        r"current effective date|(?:policy|current) effective date|effective date of (?:this )?(?:policy|revision|version)|(?:most recent |last )?effective date|date effective",
        ("Current Effective Date", "Effective Date", "Date Effective", "Effective Date of this Version"),
        ("Original Effective Date",),
        0,
    ),
    Label(
        _F.EFFECTIVE,
        rf"effective(?: on)?(?=\s*:)|effective(?=\s+\d)|effective(?=\s+{_MONTH_DATE}\s*$)",
        ("Effective:", "Effective 01/01/2026", "Effective January 1, 2026"),
        ("Effective therapy", "Effective January 1, 2026, the plan"),
        2,
    ),
    Label(
        _F.NEXT_REVIEW,
        r"next (?:[\w&]+ )?(?:annual )?review(?:ed)?(?: due)?(?: by| date)?|(?:review|revision) due(?: date| by)?|next revision(?: date)?|(?:due for review|to be reviewed)(?: (?:by|on|in))?",
        ("Next Review Date", "Next Review Due By", "Next P&T review", "To be reviewed by", "Due for review"),
        ("Last Review Date", "Next due reviewer"),
        0,
    ),
    Label(
        _F.LAST_REVIEW,
        r"(?:date of )?(?:last|latest|recent|most recent) (?:[\w&]+ )?(?:review|approval|reviewed)(?:ed)?(?: date)?|last approv(?:al|ed)(?: date)?|last reviewed?(?: date)?",
        (
            "Last Review Date",
            "Last Approval",
            "Latest Review Date",
            "Recent review date",
            "Date of Last Review",
            "Last P&T Review",
        ),
        ("Next Review Date",),
        0,
    ),
    Label(
        _F.LAST_REVIEW,
        r"(?:annual|re-?)[ -]?(?:review(?:ed)?|approval)(?: dates?)?(?=(?:\(s\))?\s*(?::|$))",
        ("Annual Review:", "Re-Review Date(s):", "Annual Review Date", "Annual Approval Date:"),
        ("Annual Review of the evidence", "Re-review of the case"),
        1,
        recurs=True,
    ),
    Label(
        _F.LAST_REVIEW,
        r"review(?:ed)? dates?|reviewed",
        ("Reviewed", "REVIEW DATE", "Review Dates"),
        ("Reviewer", "Review of the evidence"),
        1,
    ),
    Label(
        _F.LAST_REVIEW,
        r"(?:date of )?(?:last|latest|most recent) (?:\w+ )?(?:revision|revised|update)(?:ed)?(?: date)?|revised(?: dates?)?|revision dates?|amended date|last updated|approval date|approved(?: date)?(?=\s*:|\s+\d)",
        ("Revised", "Approval Date", "Date of Last Revision", "Revision Date(s)", "Amended Date"),
        ("Not approved",),
        2,
    ),
    Label(
        _F.LAST_REVIEW,
        r"\(rev\. ?\d+[,;:] issued",
        ("(Rev. 123, Issued: 01-02-23)", "(Rev. 123; Issued; 01-02-23"),
        ("(Rev. 1, 10-03-03)",),
        2,
        True,
    ),
    Label(
        _F.POLICY_NUMBER,
        rf"{_KIND}*{_DOCUMENT} (?:number|no\.?|#|id)|(?:clinical |doc(?:ument)? )?(?:policy )?id(?=\s*[:#])|(?:policy|document|reference|guideline) (?:number|no\.?|#)|{_KIND}*{_DOCUMENT} ?#",
        (
            "Policy Number",
            "Coverage Policy Number",
            "Policy No.",
            "Document #",
            "Reference Number",
            "Clinical Policy ID",
            "Doc ID:",
        ),
        ("Phone number", "Member ID card"),
        0,
    ),
    Label(
        _F.POLICY_NUMBER,
        rf"{_KIND}*{_DOCUMENT}(?=\s*:\s*[A-Z0-9.–-]*\d[\w.–-]*\s*$)|{_KIND}+{_DOCUMENT}(?=\s*[–-]\s*[A-Z]{{0,4}}[.-]?\d[\w.]*\s*$)",
        ("Medical Policy: X-45-012", "Policy: 0051", "MEDICAL POLICY – 2.01.503"),
        ("Clinical Policy: Bronchial Thermoplasty", "Clinical Policy - Wound Dressings"),
        1,
    ),
    Label(
        _F.POLICY_NUMBER,
        r"number(?=\s*:)|policy(?=\s*:\s*(?:[A-Z]{2,5} )?[A-Z0-9.]*\d)|coverage policy(?=\s+[A-Z]\w* \w*\d)",
        ("Number:", "Policy: 0051", "Policy: MBP 412.0"),
        ("Number of visits",),
        2,
    ),
    Label(_F.POLICY_NUMBER, r"number(?=\s+\d+\.\d)", ("Number 10.01.511",), ("Number 10",), 2, True),
    Label(
        _F.TITLE,
        rf"(?:policy |guideline |document )?title(?=\s*:)|{_DOCUMENT} title|(?:{_DOCUMENT}|guideline|drug) name(?: (?:&|and) number)?|(?:subject|topic)(?=\s*:)",
        ("Title:", "Policy Title", "Subject:", "Policy Name:", "Policy Name & Number", "Topic:"),
        ("Title change",),
        0,
    ),
    Label(
        _F.TITLE,
        rf"{_KIND}+{_DOCUMENT}(?: title)?(?=\s*:)|appropriate use criteria(?=\s*:\s*\S)",
        ("Clinical Policy:", "Medical Necessity Guideline:", "Appropriate Use Criteria: Lamps"),
        ("Clinical Policy",),
        1,
    ),
    Label(
        _F.TITLE,
        rf"{_KIND}+{_DOCUMENT} \d{{3,5}}(?:-\d+)? for(?=$|\s)",
        ("Erewhon Clinical Guideline 7043 for",),
        ("Clinical Guideline for", "see guideline 7043 for"),
        1,
    ),
    Label(
        _F.TITLE,
        r"policy(?=\s*:\s+(?-i:[A-Z]))|(?:subject|topic)(?=$|\s+(?-i:[A-Z]))",
        ("POLICY: Wound Dressings", "Subject Wound Dressings", "Topic"),
        ("Policy statement", "subject to change"),
        2,
        True,
    ),
)
_NOT_CURRENT = re.compile(
    r"\b(?:original(?:ly)?|initial(?:ly)?|first|prior|previous(?:ly)?|old|new|published?|posted|publish|end|term(?:ination)?|retired?|retiring|revising|supersed(?:ed|es|ing)|archived|implementation|bcbsa(?: ref\.?)?|approval|submission|re-?|related|see|this|annual)[\s-]+(?:policy\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundLabel:
    label: Label
    start: int
    end: int


def labels_in(text: str, labels: Sequence[Label] = LABELS) -> tuple[FoundLabel, ...]:
    """The labels of a line, from left to right, none overlapping. "Original Effective Date" is no effective date."""
    taken: list[FoundLabel] = []
    for label in labels:
        for match in label.compiled.finditer(text):
            if all(match.end() <= other.start or match.start() >= other.end for other in taken):
                taken.append(FoundLabel(label, match.start(), match.end()))
    current = (found for found in taken if not _NOT_CURRENT.search(text[: found.start]))
    return tuple(sorted(current, key=lambda found: found.start))


_DATE_WORDS = (
    r"original(?:ly)?|initial(?:ly)?|first|prior|previous(?:ly)?|policy|effective|dates?|of|publish(?:ed)?|publication|issued?|submission|submitted|creation|created|supersed(?:es|ed)|origin(?:ation)?|posted"
    r"|annual|review(?:ed)?|revis(?:ion|ed)|implementation|implemented|archived|retired?|end|termination|approv(?:al|ed)|adopt(?:ed|ion)|committee|start|inception|last|update[ds]?|next|coverage"
)
_OTHER_DATE = re.compile(
    rf"(?<![\w-])(?=[A-Z])(?P<label>(?:(?:{_DATE_WORDS})[\s/]+)*(?:{_DATE_WORDS}))\s*(?:\([^)]*\))?[\s:.#-]*$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"effective|publi|issue|review|revis|approv|creat|submi|supers|origin|post|implement|adopt|retire|archiv|update|date|terminat",
    re.IGNORECASE,
)

OTHER_DATE_EXAMPLES: tuple[tuple[str, str], ...] = (
    ("Antineoplastic Agents Original Policy Date: ", "Original Policy Date"),
    ("Date of Origin: ", "Date of Origin"),
    ("Creation Date:", "Creation Date"),
    ("Previously Approved: ", "Previously Approved"),
)


def other_date_label(before: str) -> re.Match[str] | None:
    """The words of a date's label (group ``label``) at the end of the text before it; None where there are none."""
    match = _OTHER_DATE.search(before)
    if match is None or match["label"].casefold() in ("date", "dates", "effective"):
        return None
    return match if match["label"][0].isupper() and _DATED.search(match["label"]) else None


INLINE_LABEL = re.compile(
    r"\s+(?:page|section|subsection|status|version|category|department|division|keywords|precertification|line\(?s?\)? of business|prior policy name)\s*:|\s+(?:original|initial|supersedes|creation|publish|issued?|submission)\b[\w ]{0,20}\bdate\b",
    re.IGNORECASE,
)
"""A label of no field here. A value ends before it: "Subject: Wound Dressings Page: 1 of 5"."""
