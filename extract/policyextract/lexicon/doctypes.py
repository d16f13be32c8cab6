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
        r"^(?:20\d\d )?(?:[\w&’' ]{0,40} )?(?:provider|member|physician|participant|practitioner)s?(?: office| reference)? (?:manual|handbook|guide|reference)\b(?! (?:number|no\b|#))|\bpractitioner reference\b",
        ("2025 Provider Manual", "Member Handbook", "Erewhon Health participating practitioner reference, 2026"),
        ("Medical Policy Manual", "Member Reference Number: 7"),
    ),
    DocumentType(
        "a list of frequently asked questions",
        r"^frequently asked questions\b|^FAQs?\b|\bFAQs?$|^(?:answers to )?(?:common|frequent) questions\b|^questions and answers$",
        ("Frequently asked questions", "Prior authorization FAQ", "Answers to common questions"),
        ("Questions of coverage",),
    ),
    DocumentType(
        "a newsletter or bulletin to providers",
        r"^(?:[\w&’' ]{0,40} )?(?:provider|network|member|practice|pharmacy) (?:newsletter|news|bulletin|update|alert|notice|notification|communication)s?\b|\bnewsletter\b|^(?:volume|vol\.?) \d+,? (?:issue|no\.?|number) \d|\bvolume \d+, issue \d",
        ("Provider Newsletter", "Network Bulletin", "Erewhon Health Provider Bulletin", "Spring | Volume 12, Issue 2"),
        ("Clinical Policy Bulletins", "Coverage Policy Updated"),
    ),
    DocumentType(
        "a formulary",
        r"^(?!formulary$)(?:20\d\d )?(?:[\w ]{0,30} )?(?:formulary|(?:preferred |prescription |specialty )?drug lists?)(?: \d{4})?$|^list of covered drugs\b",
        ("2026 Formulary", "2026 Prescription Drug List"),
        ("National Formulary Coverage: criteria", "Formulary"),
    ),
    DocumentType(
        "a contract or certificate of coverage",
        r"^(?:your )?(?:evidence of (?:coverage|benefits)|certificate of coverage|(?:summary|schedule|explanation) of benefits)\b(?! or\b)|^(?:group|provider|participating \w+|hospital|network)(?: \w+)? agreement\b",
        ("Evidence of Coverage", "Your Evidence of Coverage", "Participating Provider Agreement"),
        ("Evidence of effect", "Summary of coverage"),
    ),
    DocumentType(
        "news about policies or a list of them",
        r"\b(?:polic(?:y|ies)|guidelines?) (?:updates?|changes|news|listings?|lists?|index|libraries|library|development|bulletins? list|A ?(?:[-–]|to) ?Z)(?:\W|$)|^(?:updates?|changes?|revisions) to\b.{0,60}\bpolic(?:y|ies)\b|^(?:about|understanding|all|search)\b.{0,40}\bpolic(?:y|ies)$|^(?:list|index) of\b.{0,40}\bpolicies\b",
        (
            "Medical Policy Updates",
            "Medical Policies A-Z",
            "Policy Library",
            "Updates to our coverage policies",
            "About our medical policies",
            "Index of Medical Policies",
        ),
        ("Coverage Policy Updated: 2026", "Policy"),
    ),
    DocumentType(
        "a list of codes that need authorization",
        r"^(?:20\d\d )?(?:[\w&’' ]{0,40} )?(?:prior[- ]?authorization|pre-?authorization|precertification|pre-?service review|notification)(?: and \w+)?(?: requirements?)? (?:code |procedure |service |requirements? )*(?:lists?|lookup|grid|matrix|look-up)\b",
        ("Prior Authorization Code List", "Erewhon Precertification List", "2026 Prior Authorization Grid"),
        ("Prior Authorization Policy",),
    ),
    DocumentType(
        "a form to fill in",
        r"\b(?:request|authorization|referral|enrollment|appeal|attestation|certification|order|claim|intake|exception) forms?$",
        ("Prior Authorization Request Form", "Patient Enrollment Form"),
        ("A separate copy of this form", "Forms of lamps"),
    ),
    DocumentType(
        "a notice to providers or members",
        r"^(?:important )?(?:notice|notification|announcement) of (?:\w+ ){0,3}(?:changes?|denial|determination|decision|coverage|amendment)\b|^notice\b.{0,40}\b(?:denial|adverse)\b",
        ("Notice of change in payment for lamps", "Notice of Adverse Benefit Determination", "Notice of Denial"),
        ("Notice: see the plan document", "Noticeable change"),
    ),
    DocumentType(
        "a guide to billing",
        r"\b(?:billing|coding|reimbursement)(?:,? (?:and|&) (?:billing|coding|reimbursement))+ (?:guide|resource|overview)\b|^(?:billing|coding) guide\b",
        ("LAMPINE Billing and Coding Guide",),
        ("Coding and Billing", "Coding Guidelines"),
    ),
    DocumentType(
        "a guideline of a society, not of a payer",
        r"\bclinical practice guidelines? (?:from|of|by|for)\b|\b(?:consensus|position|scientific) statement (?:from|of|by) the\b",
        ("Low Back Pain: A Clinical Practice Guideline From the College", "A Consensus Statement of the Society"),
        ("Clinical Practice Guidelines",),
    ),
    DocumentType(
        "a page of search results",
        r"^(?:search )?results (?:for|of your search)\b|^showing \d+ ?(?:[-–]|to) ?\d+ of \d+",
        ("Search results for lamps", "Showing 1-4 of 4 results"),
        ("Results of the first trial",),
    ),
    DocumentType(
        "training material",
        r"\b(?:training|orientation|onboarding) (?:slides|deck|materials?)\b|\btraining for (?:\w+ )*(?:staff|providers|employees|reviewers)\b|\bwebinars?\b|\bpolic(?:y|ies) 101\b",
        ("Training for new staff", "Medical policy 101", "Provider Orientation Slides"),
        ("Gait Training for Adults", "Auditory Training Guide"),
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
