"""What payers call code systems and the groups under which they list codes.

Sources of the names: the headings of code tables in coverage policies; AMA CPT, CMS HCPCS, ICD-10-CM and ICD-10-PCS, NUBC
revenue codes, FDA NDC, CMS MS-DRG for the systems themselves.
"""

import re
from dataclasses import dataclass, field

from policyextract.lexicon.phrases import Phrase
from policyextract.records import CodeSystem, Determination


@dataclass(frozen=True, slots=True)
class SystemName:
    """A way to name a code system. The pattern is searched in the text of a heading or column head."""

    system: CodeSystem
    pattern: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()
    compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.pattern, re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class GroupWording:
    """A way to head a group of codes that says what becomes of them, beside the wordings of coverage statements."""

    determination: Determination
    pattern: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()
    compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.pattern, re.IGNORECASE))


_S, _D = CodeSystem, Determination

SYSTEM_NAMES: tuple[SystemName, ...] = (
    # The order matters: what a pattern has named is taken out before the next is tried ("ICD-10-PCS" is not also ICD-10-CM).
    SystemName(
        _S.ICD_10_PCS,
        r"\bicd-?\s?10-?\s?pcs\b|\bicd-?\s?10\s+procedure",
        ("ICD-10-PCS Codes", "ICD-10 procedure codes"),
        ("ICD-10-CM",),
    ),
    SystemName(
        _S.ICD_10_CM,
        r"\bicd\b(?:-|\s-\s)?(?:\s?10)?(?:-?\s?cm)?|\bdiagnos[ei]s codes?|\bdx codes?",
        (
            "ICD-10-CM Diagnosis Codes",
            "ICD-10",
            "ICD 10 CM",
            "ICD - 10 Diagnosis Code Number(s)",
            "ICD Codes",
            "Diagnosis code",
        ),
        ("Incidental findings", "Diagnosis and treatment"),
    ),
    SystemName(
        _S.HCPCS,
        r"\bhcpcs?\b|\blevel (?:ii|2) codes?|\bcdt\b",
        ("HCPCS Level II Codes", "HCPCS Code(s)", "CDT codes"),
        ("Level of care",),
    ),
    SystemName(_S.CPT, r"\bcpt", ("CPT®* Codes", "CPT-4", "CPT/PLA"), ("Accepted codes",)),
    SystemName(
        _S.REV,
        r"\brev(?:enue)?\.?\s(?:center )?codes?\b|\bub-?04 revenue",
        ("Revenue Codes", "Rev. Code"),
        ("Revision", "Reviewed", "Rev. 12"),
    ),
    SystemName(_S.NDC, r"\bndcs?\b|\bnational drug codes?\b", ("NDC", "NDC(s):", "National Drug Code"), ("NCD",)),
    SystemName(_S.DRG, r"\b(?:ms-?\s?)?drgs?\b", ("MS-DRG", "DRG codes"), ("Drug",)),
)

GROUP_WORDINGS: tuple[GroupWording, ...] = (
    # Tried in order, before the wordings of coverage statements.
    GroupWording(
        _D.NOT_MEDICALLY_NECESSARY,
        r"\b(?:do(?:es)? not|don[’']t|not) support(?:ing)? (?:the )?(?:medical(?:ly)? necess\w+|coverage|criteria)",
        ("Diagnosis codes that DO NOT support medical necessity", "HCPCS codes that do not support coverage criteria"),
        ("Diagnosis codes that support medical necessity",),
    ),
    GroupWording(
        _D.MEDICALLY_NECESSARY,
        r"(?<!not )\bsupport(?:s|ing)? (?:the )?(?:medical(?:ly)? necess\w+|coverage|criteria)|(?<!non-)(?<!non)(?<!not )\bpayable (?:diagnos[ei]s )?codes?\b",
        (
            "ICD-10 codes that support medical necessity",
            "Codes supporting coverage criteria",
            "Payable diagnosis codes",
        ),
        ("Documentation that supports the claim", "Non-payable codes", "Codes not supporting medical necessity"),
    ),
    GroupWording(
        _D.MEDICALLY_NECESSARY,
        r"^established (?:(?:procedure|cpt|hcpcs|diagnosis)[ /]*)*codes?\b",
        ("Established codes:", "Established procedure codes"),
        ("Codes established by the society",),
    ),
    GroupWording(
        _D.NOT_COVERED,
        r"\b(?:integral|incidental|inclusive) (?:to|part)\b|\bnot (?:separately )?(?:reimburs\w+|payable|paid)|\bnon-?(?:reimbursable|payable)"
        r"|^(?:incidental|bundled)(?: (?:services|codes|procedures))?\W*$",
        (
            "Considered integral to the primary procedure:",
            "Not separately reimbursed",
            "Non-reimbursable codes",
            "Bundled services",
        ),
        ("Incidental findings are reported", "Reimbursement"),
    ),
    GroupWording(
        _D.INVESTIGATIONAL,
        r"^\W*e\W{0,2}i(?:\W{0,2}u)?\W*$|\(\W*e/i(?:/u)?\W*\)",
        ("E/I", "(*E/I)", "E/I/U", "EIU"),
        ("either", "e.g."),
    ),
    GroupWording(
        _D.NOT_MEDICALLY_NECESSARY,
        r"^\W*nmn\W*$|\(\W*nmn\W*\)",
        ("NMN", "(*NMN)"),
        ("unmet",),
    ),
)

CODE_WORD = Phrase(
    r"\bcodes?\b|\bcpt|\bhcpcs?\b|\bicd\b|\bicd-?\s?10|\bndcs?\b|\bdrgs?\b",
    ("CPT®", "Procedure codes", "ICD-10", "Code", "Common CPT Codes", "NDC(s)"),
    ("Encoded", "Description", "Coverage criteria"),
)
"""What the head of a column of codes, or the heading of a list of them, has in it."""

_LISTED = (
    r"(?:applicable|various|billing|procedural|procedure|diagnosis|diagnoses|covered|non-?covered|not covered|service|medical|common|related|other|established|payable"
    r"|level|ii|2|cpt|hcpcs?|icd-?\s?10|icd|cm|pcs|ndc|drg|ms|revenue|rev|drug|and|or|for|4)"
)

CODE_LIST_HEADING = Phrase(
    rf"^(?:appendix\s+\w+\W+|[a-z0-9]{{1,4}}[.)]\s+)?(?:{_LISTED}[\s/®™*&,()-]+)*codes?(?:\(s\))?(?:\s*[/:(,–—-]|\s*$|\s+(?:that|which|for|not|covered|considered|requiring|information|numbers?)\b)"
    r"|^(?:cpt|hcpcs|icd-10(?:-cm|-pcs)?|ndc)(?:\(s\)|s)?\W*$|^coding (?:associated with|for)\b"
    r"|^(?:(?:box|table|exhibit|appendix)\s+\w{1,3}\W+)?(?:[\w/-]+\s+){0,4}(?:procedure|diagnosis|billing|cpt|hcpcs) codes?(?:\(s\))? (?:that|which|requiring|subject to)\b"
    rf"|^the following (?:{_LISTED}[\s/®™*&,()-]+)+codes?(?:\(s\))? (?:is|are|may be|represent|support)\b",
    (
        "CPT/HCPCS Level II Codes (Note: a list is no guarantee of payment)",
        "HCPCS Code(s):",
        "NDC(s):",
        "Billing Code/Availability Information",
        "Appendix 1 – Covered Diagnosis Codes",
        "Box A: Lamp testing procedure codes that require prior authorization",
        "Established codes:",
        "CPT or HCPC codes covered:",
        "Codes Considered Experimental/Investigational:",
        "Other codes (investigational, etc.):",
        "ICD-10 Diagnosis Codes That Support Medical Necessity",
        "CPT®",
        "CPT Procedure Code Number(s)",
        "CODING ASSOCIATED WITH: Lamp therapy",
        "THE FOLLOWING ICD-10 CODES ARE CONSIDERED MEDICALLY NECESSARY FOR LAMPS",
    ),
    (
        "Codes of conduct",
        "The code is deleted",
        "Genetic codes and variants",
        "Policy",
        "The following codes are billed",
    ),
)
"""A heading that opens a list of codes, in whatever section it stands."""

STATUS_COLUMN = Phrase(
    r"^(?:comments?|status|notes?|coverage|covered\??|(?:coverage )?(?:status|determination|indicator|comments?))$",
    ("Comments", "Coverage Status", "Coverage", "Covered?"),
    ("Coverage Criteria Sections", "Description", "Covered codes"),
)
"""The head of a column that says of each code whether it is covered, in a word or a sentence."""

BARE_SYSTEM_WORD = Phrase(
    r"[\W\d_]+|\b(?:codes?|coding|s|cm|pcs|procedural|procedures?|diagnos[ei]s|current|terminology|level|ii|applicable|table|list|common|description|descriptor"
    r"|and|or|the|for|number|type|services?)\b",
    ("Codes", "Procedure", "Description"),
    ("related", "unlisted", "group"),
)
"""Words that a heading may have beside the name of a code system and still say no more than the name."""

DIAGNOSES_FOR = Phrase(
    r"\bdiagnos[ei]s codes?\b.{0,20}\bfor (?:the )?(?:procedure|cpt|hcpcs)\b",
    ("Covered Diagnosis Codes for Procedure Code J0000", "Diagnosis codes covered for CPT 12345"),
    ("Diagnosis codes for lamps", "Procedure codes"),
)
"""A heading of diagnoses that names the procedures they are for: none of the codes in it is listed."""

LEAD_IN = Phrase(
    r"\b(?:following|below|listed|these|this list|this table)\b.*\b(?:codes?|procedures?|diagnos[ei]s)\b|\b(?:codes?|procedures?|diagnos[ei]s)\b.*\b(?:below|listed|following)\b",
    (
        "The following codes are considered investigational.",
        "The code(s) listed below are medically necessary if done so.",
    ),
    ("This procedure is investigational.", "The service is covered."),
)
"""A sentence that says something of the codes which follow it."""

DISCLAIMER = Phrase(
    r"\b(?:does|do|is|are|may|shall|will) not (?:be |a |an |constitute|imply|indicate|guarantee|denote|mean|intended|meant|all)|\bno guarantee\b|\bfor (?:informational|reference)\b"
    r"|\bsubject to\b|\brefer to\b|\bbenefit (?:coverage|document|plan)\b",
    (
        "A code in this list does not imply coverage.",
        "The codes below may not be all inclusive.",
        "The list is for reference only.",
        "Please refer to the contract.",
    ),
    ("The codes below are not covered.", "Codes not covered:"),
)
"""A remark that takes back what a list of codes might seem to say."""

NOTE = Phrase(
    r"^[*†‡§\s]*(?:please )?note\b|^[†‡§]|^\*(?=[A-Z])",
    ("†Note: see above", "Note: codes change", "*Current terminology is a registered mark"),
    ("Notable codes", "* 12345"),
)
"""A footnote among code tables: it speaks of codes above or below, and heads none."""

MARKED_GROUP = Phrase(
    r"\(\W*(?P<mark>non-?\s?covered|not covered|investigational|experimental[^()]*|unproven|not medically necessary|cosmetic|covered|medically necessary|e/i(?:/u)?|nmn)\W*\)",
    ("Ablation of a vein (Investigational)", "12345 (Non-covered)", "Panel (*E/I)"),
    ("Ablation (covered only once)", "(not elsewhere covered)"),
)
"""A determination in parentheses beside one code."""

BILLED_AS = Phrase(
    r"\b(?:bill(?:ed|ing)?|report(?:ed|ing)?|coded|submit(?:ted)?|use[ds]?)\b.{0,60}\bcodes?\b|\bcodes?\b.{0,60}\b(?:bill|report|us|submitt)(?:ed|ing)\b",
    ("Ablation may be billed with codes 12345 or 12346.", "Report with CPT code 12345.", "Code 12345 would be used."),
    ("The genetic code is read.",),
)
"""A sentence under a coding heading that says with which codes a service is billed."""

NOT_BILLED = Phrase(
    r"\b(?:do|does|should|must|may|shall|can|will) ?(?:not|never)\b.{0,20}\b(?:bill|report|use|submit|code)|\b(?:deleted|terminated|removed|replaced|discontinued|invalid)\b",
    ("Do not report code 12345.", "Code 12345 was deleted.", "Code 12345 should not be used."),
    ("Report with code 12345.", "Where a test is not listed, code 12345 would be used."),
)
"""A sentence that names a code which is not to be billed."""
