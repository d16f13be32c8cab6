"""What payers call the parts of a policy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class SectionKind(StrEnum):
    """What a part of the document is for. Only ``POLICY`` holds coverage statements."""

    HEADER = "header"
    CONTENTS = "contents"
    POLICY = "policy"
    GUIDELINES = "guidelines"
    DOCUMENTATION = "documentation"
    AUTHORIZATION = "authorization"
    DEFINITIONS = "definitions"
    DESCRIPTION = "description"
    BACKGROUND = "background"
    CODES = "codes"
    REVISIONS = "revisions"
    REFERENCES = "references"
    RELATED = "related"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class SectionName:
    """A way to head a section. The pattern must match the whole heading, numbering, punctuation and case aside."""

    kind: SectionKind
    pattern: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()
    compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.pattern, re.IGNORECASE))


_K = SectionKind

SECTION_NAMES: tuple[SectionName, ...] = (
    SectionName(
        _K.CONTENTS,
        r"(?:table of )?contents?(?: page)?|table of content|quick links",
        ("Table of Contents", "Table of Content", "CONTENTS", "Table of Contents Page"),
        ("Contents of the kit",),
    ),
    SectionName(
        _K.RELATED,
        r"related (?:\w+ )?(?:coverage |clinical |medical )?(?:resources?|polic(?:y|ies)|guidelines?|documents?|information)(?: \(if applicable\))?"
        r"|(?:policy )?cross[- ]references?|cross[- ]reference polic(?:y|ies)|see also|(?:community plan|medicare advantage) polic(?:y|ies)|related (?:medical )?(?:coverage )?topics",
        (
            "Related Coverage Resources",
            "Related Policies",
            "Cross-reference",
            "Policy Cross References",
            "Cross Reference Policies",
            "Related Commercial Policy",
            "Related Policies (if applicable)",
        ),
        ("Related donors",),
    ),
    SectionName(
        _K.DOCUMENTATION,
        r"(?:required |submitting )?(?:clinical )?documentation(?: requirements?| required| needed)?(?: for review)?|medical records? documentation.*|documentation used for reviews?|(?:required )?information (?:required|submitted|needed)\b.*",
        (
            "Documentation Requirements",
            "SECTION III: SUBMITTING CLINICAL DOCUMENTATION",
            "Medical Records Documentation Used for Reviews",
            "Information Submitted with the Prior Authorization Request",
        ),
        ("Documentation of failed therapy for 3 months",),
    ),
    SectionName(
        _K.AUTHORIZATION,
        r"dos(?:age|ing)(?:[ /&]+(?:and )?administration| limits?)?|length of (?:authorization|approval|therapy)|quantity limits?|max units.*"
        r"|(?:prior |pre-?)?(?:authorization|certification|approval)s?(?: information| requirements?| limits| duration)?"
        r"|(?:prior )?authorization (?:is )?required|(?:referral|notification|prior authorization|precertification)(?:(?: ?/ ?|,? and |, )(?:referral|notification|prior authorization|precertification))+(?: requirements?)?|precertification.*|billing guidelines|place of service.*|medical necessity review|eligibility requirements?|providers? eligible to bill.*|reimbursement(?: information)?",
        (
            "Prior Authorization Information",
            "Referral/Notification/Prior Authorization Requirements",
            "Authorization Information",
            "Reimbursement",
            "Prior Approval",
            "Dosage/Administration",
            "Length of Authorization",
            "Medical Necessity Review",
            "Place of Service: Outpatient",
            "2.0 Eligibility Requirements",
            "6.0 Provider(s) Eligible to Bill for the Procedure, Product, or Service",
        ),
        ("Authorization of representatives to act",),
    ),
    SectionName(
        _K.CODES,
        r"(?:appendix \w+ ?[-–:] ?)?(?:covered |applicable |non-?covered )*(?:diagnosis|procedure|icd-10|billing) codes?(?:[ /]+availability information| for (?:procedure codes? )?.{1,40})?"
        r"|(?:applicable |procedure |medical |billing |diagnosis )*(?:codes?|coding)(?:[ /&]+(?:billing|coding))*(?: implications?| information| section| guidelines?| table| reference)?s?"
        r"|(?:billing|coding)\s*[/&]\s*(?:billing|coding)(?: information| guidelines)?(?:(?: and |/)physician documentation information)?"
        r"|(?:applicable )?(?:(?:cpt|hcpcs|icd|icd-10|icd-10-cm|revenue|ndc|drg)(?:®|\*|\s)*(?:codes?)?\s*(?:[/,&]|and|or)?\s*)+codes?(?: \(current procedural terminology\))?"
        r"|(?:procedure codes?|billing|coding)(?: guidelines| information)? ?(?:&|/|and) (?:coding|billing)(?: guidelines| information)?|(?:provider )?claims? codes?|(?:attachment \w+ ?[-–:] ?)?claims?[- ]related information|current coding|coding associated with.*"
        r"|procedures? addressed(?: by this guideline)?|(?:applicable )?(?:service|procedure) codes?|(?:policy )?reference table|applicable codes?.*|(?:cpt|hcpcs|icd)\W.{0,60}\bcodes|(?:cpt|hcpcs)(?:[ /&]+(?:cpt|hcpcs|icd-10(?:-cm)?))+",
        (
            "Coding Information",
            "Coding/Billing Information",
            "CODING & BILLING INFORMATION",
            "Coding Implications",
            "Applicable Codes",
            "CPT Codes / HCPCS Codes / ICD Codes",
            "CPT/HCPCS",
            "Applicable CPT / HCPCS / ICD-10 Codes",
            "Codes",
            "Coding",
            "BILLING/CODING INFORMATION",
            "Billing/Coding Guidelines",
            "Procedures addressed",
            "Billing/Coding/Physician Documentation Information",
            "Billing Guidelines and Coding",
            "Procedure Codes and Billing Guidelines",
            "Provider Claims Codes",
            "Attachment A: Claims-Related Information",
            "Coding associated with: Wound Dressings",
            "CPT Codes",
        ),
        ("Coding of variants",),
    ),
    SectionName(
        _K.REVISIONS,
        r"(?!(?:next |last )?review date)(?:(?:policy|document|annual|approval|revision|review|version|change|update|and) )*(?:history|revisions?|log|updates?|reviews?)"
        r"(?: ?(?:/|&|and) ?(?:revisions?|history|review|updates?|approvals?|log))*(?: ?(?:information|details?|log|history|dates?|summary))*"
        r"|reviews, revisions, and approvals|history of (?:review|revision)s?|policy history ?/ ?revision information|summary of changes?|change summary|medical policy history|transmittals issued.*|policy implementation ?(?:/|and|&) ?(?:update information|history)|(?:\w+ ){0,2}committee history(?: and revisions)?",
        (
            "Revision Details",
            "Policy History",
            "APPROVAL HISTORY",
            "Reviews, Revisions, and Approvals",
            "Policy History/Revision Information",
            "Document History",
            "Revision Log",
            "History",
            "Policy Updates",
            "Approval and Revision History",
            "Change Summary",
            "Annual Review History",
            "Transmittals Issued for this Chapter",
            "Policy Implementation/Update Information",
            "8.0 Policy Implementation and History",
            "MEDICAL POLICY COMMITTEE HISTORY AND REVISIONS",
        ),
        ("Review of evidence", "History of smoking", "Review Date"),
    ),
    SectionName(
        _K.REFERENCES,
        r"(?:peer reviewed |select(?:ed)? |key |government agency, |evidence[- ]based |scientific |clinical |background and )*(?:reference sources|references?|bibliograph(?:y|ies)|endnotes?|citations?|sources?)(?: (?:and|&) \w+)?(?: reviewed)?|works cited",
        (
            "References",
            "REFERENCES",
            "Bibliography",
            "Endnotes",
            "Evidence-based Scientific References",
            "Scientific Background and Reference Sources",
            "Key References",
            "SELECT REFERENCES",
            "References (Updated 2026)",
        ),
        ("Reference laboratory",),
    ),
    SectionName(
        _K.BOILERPLATE,
        r"disclaimers?|important (?:reminder|information|notice|note)s?|instructions? for use|information pertaining to all.*|legal(?: notices?)?|notices?|special notes?|general benefit information"
        r"|policy implementation|benefit (?:application|variations?|considerations?)|product variations?|(?:ibc|clinical) benefit|keywords?|conditions of coverage|exceptions? ?/ ?limitations? by state",
        (
            "Disclaimer",
            "Important Reminder",
            "INSTRUCTIONS FOR USE",
            "Information Pertaining to All Blue Policies",
            "Product Variations",
        ),
        ("Notice of pregnancy",),
    ),
    SectionName(
        _K.DEFINITIONS,
        r"(?:key )?(?:notes and )?definitions?(?: of terms)?|glossary(?: of terms)?|(?:abbreviations?|acronyms?)(?:[ /,&]+(?:and )?(?:abbreviations?|acronyms?|definitions?))*|(?:notes and definitions)|terminology|supplemental information",
        ("Definitions", "Glossary", "Acronyms", "NOTES AND DEFINITIONS", "Supplemental Information"),
        ("Definition of failure: two doses",),
    ),
    SectionName(
        _K.GUIDELINES,
        r"polic(?:y|ies) guidelines?|practice guidelines and position statements.*|guidelines for use|clinical guidelines and position statements|additional considerations|other considerations|additional information|policy notes?|provider guidelines",
        ("Policy Guidelines", "POLICY GUIDELINES", "Other Considerations"),
        ("Policy",),
    ),
    SectionName(
        _K.BACKGROUND,
        r"(?:general |clinical |scientific )*(?:background|rationale|evidence|discussion)(?:[ /&]+(?:and )?(?:rationale|evidence|references?|summary|description|overview))*(?: information)?"
        r"|(?:summary of )?(?:clinical |medical |scientific |the )*(?:evidence|literature)(?: review| summary)?|literature review|evidence(?: review|[- ]based.*| summary| base)?"
        r"|(?:u\.?s\.? )?food and drug administration(?: \(fda\))?(?: information)?|fda(?: .{0,30})?|regulatory (?:status|information|overview)|professional societ(?:y|ies).*|national and (?:specialty|professional) organizations?"
        r"|health equity considerations?|medicare (?:coverage )?(?:determinations?|national coverage)|centers for medicare.{0,40}|coverage determinations?|use outside (?:of )?the us|practice guidelines?.*|supporting evidence|summary|clinical trials?|position statements? of .*|scientific background"
        r"|.{0,40}clinical (?:study|trial)s?|appendix(?: [a-z0-9]+)?.{0,60}|federal mandate|(?:applicable )?(?:\w+ )?state mandates?(?: requirements?)?|legislative mandates?|what is .*\?",
        (
            "General Background",
            "Background",
            "Rationale",
            "SUMMARY OF MEDICAL EVIDENCE",
            "Clinical Evidence",
            "Health Equity Considerations",
            "U.S. Food and Drug Administration",
            "Medicare Coverage Determinations",
            "Use outside the US",
            "Applicable Erewhon State Mandate Requirements",
            "National and Professional Organizations",
            "Literature Review",
            "Background/Overview",
        ),
        ("Background checks for donors",),
    ),
    SectionName(
        _K.DESCRIPTION,
        r"(?:policy |procedure |product |service |general )*(?:descriptions?|overview|introduction|scope|purpose|subject)(?:[ /&]+(?:and )?(?:scope|background|definitions?|overview|rationale|of services?|of policy))*(?: of (?:the )?(?:services?|policy|procedure|technology)(?:,? (?:(?:product|service|procedure)s?,? )?or (?:services?|procedures?))?)?"
        r"|scope of policy|application(?: to products?)?|applicability|applicable to|policy contains|line\(?s?\)? of business|populations? ?/? ?interventions?.*",
        (
            "Description",
            "Overview",
            "Description/Scope",
            "Policy Description",
            "Scope of Policy",
            "Application",
            "Applicability",
            "Description & Definitions",
            "Description of Procedure or Service",
            "1.0 Description of the Procedure, Product, or Service",
            "Purpose",
            "Introduction",
        ),
        ("Description of the lesion",),
    ),
    SectionName(
        _K.POLICY,
        r"(?:clinical |coverage |medical )*guidelines?(?: statements?)?|(?:non-?|specific |covered )?indications?(?: for .*)?|medical(?:ly)? appropriate(?:ness)?(?: criteria)?|conditions? not covered|inclusions?(?: and exclusions?)?"
        r"|(?:medical |clinical |coverage |reimbursement |benefit |payment )*(?:policy|policies)(?: ?/ ?(?:criteria|coverage))?(?: statements?| criteria| rationale| position)?[0-9¹²³]?"
        r"|coverage(?: (?:rationale|criteria|policy|position|guidelines?|guidance|indications?|determinations? and criteria|statements?|limitations.*))?|(?:coverage )?indications?(?: (?:and/or|and|&|/) ?(?:limitations?|exclusions?|contraindications?))*(?: of coverage)?(?: .{0,20}medical necessity)?"
        r"|position statements?|(?:indications?|policy|coverage) ?(?:/|&|and) ?criteria|(?:(?:clinical|medical|medical necessity|coverage|policy|guideline|review|plan|utilization management|patient selection|approval|initial|(?:prior )?authorization|quantity limit|prior[- ]approval)(?: |/))*criteria(?: for .*)?|clinical indications?|medical necessity(?: guidelines?| criteria| statement)?|policy/criteria"
        r"|nationally (?:non-?)?covered(?: indications?)?|guideline statements?|(?:benefit )?coverage information|limitations?(?: (?:and|&|/|of) ?(?:exclusions?|coverage))?|exclusions?|policy position|(?:htcc|committee) (?:coverage|reimbursement) determinations?|indications for coverage|indications and limitations of coverage|statement of coverage|prior ?[-–] ?approval requirements"
        r"|covered services|non-?covered services|(?:when )?services? (?:are|is|may be) eligible for coverage|when services? (?:are|is|may be) considered .*|when .{0,60}(?:is|may be|are) (?:not )?(?:covered|medically necessary).*|policy ?: ?(?:commercial|medicare).*|(?:indications?|limitations?|exclusions?|criteria): .*|(?:commercial|medicare|medicaid)(?: plan| advantage)? (?:coverage )?(?:policy|criteria)(?: and .*)?|clinical coverage criteria|requirements for and limitations on coverage|(?:general|specific) criteria (?:not )?covered.*|medical policy statements?|commercial coverage",
        (
            "Coverage Policy",
            "Policy",
            "POLICY",
            "Policy/Criteria",
            "Coverage Rationale",
            "Position Statement",
            "Criteria",
            "Indications and/or Limitations of Coverage",
            "Coverage",
            "Policy Statement",
            "Limitations and Exclusions",
            "Medical Necessity",
            "Clinical Indications",
            "Policy1",
            "Policy +",
            "2 . Criteria",
            "CRITERIA",
            "Policy Coverage Criteria",
            "Indications/Criteria",
            "Clinical Guideline Coverage Criteria",
            "Clinical Review Criteria",
            "Patient Selection Criteria",
            "Policy Statement(s)",
            "Indications: requires authorization",
            "Commercial Plan Policy and CHIP",
            "When Services Are Eligible for Coverage",
            "3.0 When the Procedure, Product, or Service Is Covered",
            "2.0 - Policy",
            "5.0 Requirements for and Limitations on Coverage",
            "4.2 Specific Criteria Not Covered",
            "Prior Authorization Clinical Criteria for Approval",
            "HTCC Coverage Determination",
            "When Services May Be Eligible for Coverage",
            "When Services Are Considered Investigational",
            "Medical Appropriateness",
            "Medicare Coverage Criteria",
            "Medicare Advantage Criteria",
            "Specific Indications",
            "Limitations",
            "B. Nationally Covered Indications",
            "Nationally Non-Covered",
        ),
        ("Policy Number", "Policy History", "Coverage of donor search"),
    ),
)

_EITHER = re.compile(r"coverage determinations?|reimbursement", re.IGNORECASE)

_NUMBERING = re.compile(
    r"^(?:section\s+)?(?:[ivxIVX]{1,5}|[A-Z]|\d{1,2}(?:\.\d{1,2})*) ?[.):]\s+|^\d{1,2}(?:\.\d{1,2}){1,4}\s+(?:[-–—]\s+)?|^section\s+\w+:\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s:.*†‡®™⁰¹²³⁴⁵⁶⁷⁸⁹⁻,–+−▲△▴▼▽▾▸►⌄⌃-]+$|\s+top$|\s*\(?back to top\)?$|\s*\((?:updated|revised|continued|cont)\b[^)]*\)$",
    re.IGNORECASE,
)


def section_kind(heading: str, aliases: Sequence[SectionName] = ()) -> SectionKind | None:
    """The kind of section that a heading names, or None where it is no known name (a subject, say).

    ``aliases`` are a payer's own names, asked before the general ones.
    """
    name = _name(heading)
    return next((entry.kind for entry in (*aliases, *SECTION_NAMES) if entry.compiled.fullmatch(name)), None)


def may_head_policy(heading: str) -> bool:
    """Whether a name of background or billing heads the policy part with other payers: what follows it tells."""
    return bool(_EITHER.fullmatch(_name(heading)))


_EXCLUDES = re.compile(
    r"^(?:general |benefit |coverage |service |nationally )*(?:limitations?|exclusions?|contraindications?|non-?covered|(?:conditions?|services?) not covered|criteria not covered)\b",
    re.IGNORECASE,
)


def heads_exclusions(heading: str) -> bool:
    """Whether a heading of the policy names only what is not covered ("Limitations"): what is stands elsewhere."""
    return bool(_EXCLUDES.match(_name(heading)))


def _name(heading: str) -> str:
    """A heading without its numbering, its marks and the punctuation behind it."""
    name = _TAIL.sub("", _NUMBERING.sub("", heading.replace("(s)", "s").replace("(S)", "S").strip()))
    return " ".join(_TAIL.sub("", name).split())
