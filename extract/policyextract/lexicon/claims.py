"""What the entries of a revision log claim, by the words they use."""

import re
from dataclasses import dataclass, field

from policyextract.records import Claim


@dataclass(frozen=True, slots=True)
class ClaimWording:
    """Words by which an entry claims something."""

    claim: Claim
    pattern: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()
    compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.pattern, re.IGNORECASE))


_POLICY = (
    r"(?:(?:policy/)?criteri(?:a|on)|(?:position|policy|coverage|medical(?:ly)? necess\w+|investigational|MN|NMN|INV)(?:[ &/]+(?:and )?(?:investigational|NMN|MN))?"
    r"[ -](?:statements?|positions?|intent|criteria|indications?|rationale|section)|(?:position )?statements?|positions?|(?:contra)?indications?|coverage|exclusions?"
    r"|limitations?|(?:age |dose |quantity )?limits?|duration|requirements?|eligibility)"
)
"""What an entry calls the part of a policy that decides."""
_DID = r"(?:added|adding|addition of|removed|removal of|deleted|deletion of|revised|revision (?:of|to)|updated?(?: to)?|changed|changes? (?:(?:was|were) )?made to|modified|replaced|expanded|broadened|narrowed|clarified|reworded|restructured|amended|new)"
_DONE = r"(?:added|removed|deleted|revised|updated|changed|modified|replaced|expanded|broadened|narrowed|clarified|reworded|restructured|amended|moved)"
_WORDS = r"(?:(?!that\b|which\b|for\b|and\b|references?\b)[^\s.;]+ ){0,8}"
"""Up to eight words between a verb and its object, none of which begins another clause or another object."""
_OTHER = r"\b(?:background|rationale|description|references?|overview|summary|discussion|literature|evidence)\b"
_CODE = r"(?:\d{4}[0-9FTUMA]|[A-V]\d{4})"

CLAIM_WORDINGS: tuple[ClaimWording, ...] = (
    ClaimWording(
        Claim.NO_CRITERIA_CHANGE,
        rf"\bno (?:clinical |coverage |substantive |policy |other |significant )*(?:statement |criteria |content |position )*(?:changes?|revisions?|updates?)\b|\bno (?:impact|effect)\b.{{0,20}}\bcriteria\b"
        rf"|\bwith(?:out| no) (?:impact|changes?)\b|\bno changes? (?:made )?to\b|\b{_POLICY}\b[^.;]{{0,60}}\b(?:unchanged|maintained|remains? (?:the same|unchanged))\b|\bpolicy (?:remains )?unchanged\b",
        (
            "No clinical policy statement changes.",
            "Policy reviewed, no changes.",
            "Policy statements unchanged.",
            "Minor rewording with no impact on criteria.",
            "No changes to coverage criteria.",
            "Position statements maintained and references updated.",
        ),
        ("Added criteria for children.", "No code changes."),
    ),
    ClaimWording(
        Claim.CRITERIA_CHANGED,
        rf"\b{_DID} {_WORDS}{_POLICY}\b|\b{_POLICY}\b(?:(?!unchanged\b)(?:[^.;]|(?<=[A-Z])\.)){{0,140}}\b{_DONE}\b"
        rf"|^(?:(?!{_OTHER})[^.;])*?\b(?:revised|clarified|expanded|updated|changed|amended|modified) (?:(?!{_OTHER})[^.;]){{0,80}}?\bto (?:include|exclude|allow|add|remove|require|limit|cover)\b"
        r"|(?<!policy )\b(?:removed from|added to) (?:the |this )?(?:policy|guideline|guidance|mcg|document)\b|\bchanged? .{0,40}\bmedically necessary\b",
        (
            "Added coverage criteria for boost infusions.",
            "Revised the criteria of statements 1 and 2.",
            "Revised policy statement for ablation",
            "Removed criteria for augmentation",
            "Criteria 2C revised to name a stage.",
            "Position statement revised to address children.",
            "Added a test to the INV/NMN statement.",
            "Policy clarified to include two organisms.",
            "The following changes were made to the policy statement.",
            "A drug was removed from the guideline.",
            "Revised the wording on earlier drugs to include others.",
            "Coverage of one program has been moved to another document.",
            "Position statement and references updated.",
        ),
        (
            "References updated.",
            "Policy reviewed, no changes.",
            "Updated Rationale and References.",
            "Updated Coding section; added 12345.",
            "Added that another vendor is used for its criteria.",
            "Policy added to the web site.",
            "Background revised to include a new trial.",
        ),
    ),
    ClaimWording(
        Claim.CODES_CHANGED,
        r"\b(?:cpt|hcpcs|icd|icd-?10|coding|codes?)\b[^.;]{0,60}\b(?:added|removed|revised|updated?|updates|deleted|changed|clarified|changes?|replaced|remediation)\b"
        r"|\b(?:added|removed|revised|updated|deleted|deletion of|addition of|clarified|new)\b[^.;]{0,50}\b(?:cpt|hcpcs|icd|icd-?10|coding|codes?)\b"
        rf"|\b(?:added|removed|deleted|revised|replaced|moved|deletion of|addition of)\s+{_CODE}\b|\b{_CODE}\b[^.;]{{0,40}}\b(?:added|removed|deleted|moved|termed)\b",
        (
            "ICD-10 codes removed.",
            "Clarified coding information.",
            "Updated Coding section",
            "Added CPT code",
            "Annual coding update.",
            "Added 12345, 12346; revised J1234.",
        ),
        ("Coding and descriptions reviewed.", "Added two criteria."),
    ),
    ClaimWording(
        Claim.REFERENCES_UPDATED,
        r"\breferences?\b[^.;]{0,40}\b(?:added|updated?|revised|removed|reviewed and updated)\b|\b(?:added|updated?|new|revised)\b[^.;]{0,60}\breferences?\b",
        ("References reviewed and updated.", "New references added.", "Annual review and reference update"),
        ("Reviewed by a specialist.",),
    ),
    ClaimWording(
        Claim.BACKGROUND_UPDATED,
        r"\b(?:background|description|overview|rationale|evidence|literature|discussion)\b[^.;]{0,40}\b(?:updated|revised|rewording|reworded|added)\b|\b(?:updated?|revised|rewording)\b[^.;]{0,60}\b(?:background|description|overview|rationale|evidence|literature|discussion)\b",
        ("Background updated with no impact on criteria.", "Updated Overview, Summary of Medical Evidence"),
        ("Policy reviewed.",),
    ),
    ClaimWording(
        Claim.TITLE_CHANGED,
        r"\btitle\b[^.;]{0,30}\b(?:changed?|updated|revised)\b|\b(?:changed|updated|revised)\b[^.;]{0,20}\btitle\b|\bpolicy (?:renamed|name change)\b",
        ("Title updated: Donor Infusion", "Title change"),
        ("Policy revised.",),
    ),
    ClaimWording(
        Claim.NEW_POLICY,
        r"\bnew (?:medical )?policy\b|\bpolicy (?:developed|created|implemented|adopted|implementation)\b|\binitial (?:policy|review|approval|version|implementation)\b|\boriginal (?:policy|approval)\b|\bpolicy added to\b",
        ("New policy.", "Policy developed", "New medical policy describing indications"),
        ("Policy revised.",),
    ),
    ClaimWording(
        Claim.RETIRED,
        r"\b(?:policy|guideline|document|bulletin)\b[^.;]{0,30}?\b(?:retired|archived|withdrawn|discontinued)\b|^\W*(?:retired|archived|withdrawn|discontinued)\b(?! (?:the )?(?:previous|prior))",
        ("Policy retired.", "Retired", "This guideline has been archived."),
        ("Policy reviewed.", "Archived previous policy version 7-B", "Removed a product that was discontinued"),
    ),
    ClaimWording(
        Claim.EDITORIAL,
        r"\b(?:minor|editorial|formatting|grammatical|administrative|template)\b[^.;]{0,40}\b(?:edit\w*|change\w*|update\w*|rewording|refinements?|revisions?|correction\w*)\b|\bformatting\b|\brewording\b|\breworded\b",
        (
            "Minor editorial refinements to policy statements",
            "Template Update",
            "Formatting, editing and coding updates.",
        ),
        ("Policy revised.",),
    ),
    ClaimWording(
        Claim.REVIEWED,
        r"\b(?:annual|biennial|periodic|consensus|policy|committee|peer|external|internal|literature)\b[^.;]{0,30}\breview(?:ed)?\b|\breviewed\b|\breview\b",
        ("Annual review.", "Policy reviewed.", "Consensus Review."),
        ("New policy.",),
    ),
    ClaimWording(
        Claim.ADMINISTRATIVE,
        r"\bprior authorization\b[^.;]{0,40}\b(?:clarified|added|updated|removed)\b|\bapproved (?:by|at)\b|\bposted\b|\beffective\b",
        ("Prior authorization information clarified.", "Policy approved by Medical Directors"),
        ("References updated.",),
    ),
)


_CLAUSE_END = re.compile(r"(?<=;)\s+|(?<=[a-z0-9)”\"]\.)\s+(?=[A-Z0-9•(])|(?<=[A-Z]{2}\.)\s+(?=[A-Z])")
"""Where a clause ends: at a semicolon, or at a full stop that ends no label ("Criteria II.B. updated" is one clause)."""
_NO_CODE_CHANGE = re.compile(r"\bno\b[^.;]{0,30}\bcod(?:es?|ing)\b", re.IGNORECASE)


def claims_of(summary: str) -> tuple[Claim, ...]:
    """What an entry claims, in the order of the catalogue.

    A clause that denies changes to criteria does not also claim them; another clause of the same entry may ("Background
    updated with no impact on criteria. Criteria 2C revised to name a stage."). A policy that is new changes none.
    """
    found: set[Claim] = set()
    for clause in _CLAUSE_END.split(summary):
        here = {wording.claim for wording in CLAIM_WORDINGS if wording.compiled.search(clause)}
        if Claim.NO_CRITERIA_CHANGE in here:
            here.discard(Claim.CRITERIA_CHANGED)
        if _NO_CODE_CHANGE.search(clause):
            here.discard(Claim.CODES_CHANGED)
        found |= here
    if Claim.NEW_POLICY in found:
        found.discard(Claim.CRITERIA_CHANGED)
    return tuple(claim for claim in Claim if claim in found)
