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


_SUBJECT = r"(?:criteria|(?:clinical |coverage |policy |position |medical )*(?:statements?|section|intent|criteria|coverage|position|rationale|indications?))"
_DID = r"(?:added|adding|removed|revised|updated|changed|modified|replaced|expanded|deleted|clarified|reworded|restructured|new)"

CLAIM_WORDINGS: tuple[ClaimWording, ...] = (
    ClaimWording(
        Claim.NO_CRITERIA_CHANGE,
        rf"\bno (?:clinical |coverage |substantive |policy |other |significant )*(?:statement |criteria |content |position )*(?:changes?|revisions?|updates?)\b|\bno (?:impact|effect)\b.{{0,20}}\bcriteria\b"
        rf"|\b(?:policy )?(?:statements?|criteria|position)s? (?:unchanged|remains? (?:the same|unchanged))\b|\bwith(?:out| no) (?:impact|changes?)\b|\b(?:intent|{_SUBJECT}) unchanged\b|\bno changes? (?:made )?to\b",
        (
            "No clinical policy statement changes.",
            "Policy reviewed, no changes.",
            "Policy statements unchanged.",
            "Minor rewording with no impact on criteria.",
            "No changes to coverage criteria.",
        ),
        ("Added criteria for children.",),
    ),
    ClaimWording(
        Claim.CRITERIA_CHANGED,
        rf"\b{_DID}\b[^.;]{{0,60}}\b{_SUBJECT}\b|\b{_SUBJECT}\b[^.;]{{0,60}}\b(?:added|removed|revised|updated|changed|modified|expanded|deleted|replaced|clarified)\b"
        r"|\b(?:added|removed|revised|new)\b[^.;]{0,40}\b(?:indications?|requirements?|contraindications?|exclusions?|age|limits?)\b|\b(?:medically necessary|investigational)\b[^.;]{0,40}\b(?:added|removed|changed)\b",
        (
            "Added coverage criteria for boost infusions.",
            "Updated all criteria in statements I. and II.",
            "Revised policy statement for ablation",
            "Removed criteria for augmentation",
        ),
        ("References updated.", "Policy reviewed, no changes."),
    ),
    ClaimWording(
        Claim.CODES_CHANGED,
        r"\b(?:cpt|hcpcs|icd|icd-?10|coding|codes?)\b[^.;]{0,60}\b(?:added|removed|revised|updated|deleted|changed|clarified|changes?|replaced|remediation)\b"
        r"|\b(?:added|removed|revised|updated|deleted|clarified|new)\b[^.;]{0,50}\b(?:cpt|hcpcs|icd|icd-?10|coding|codes?)\b",
        ("ICD-10 codes removed.", "Clarified coding information.", "Updated Coding section", "Added CPT code"),
        ("Coding and descriptions reviewed.",),
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
        r"\b(?:policy )?(?:retired|archived|withdrawn|discontinued)\b",
        ("Policy retired.",),
        ("Policy reviewed.",),
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


def claims_of(summary: str) -> tuple[Claim, ...]:
    """What an entry claims, in the order of the catalogue.

    An entry that denies changes to criteria does not also claim them, unless a sentence of its own does ("Background updated
    with no impact on criteria. Criteria II.B. updated to state grade 2.").
    """
    sentences = [part for part in re.split(r"(?<=[.;])\s+", summary) if part.strip()]
    found: set[Claim] = set()
    for sentence in sentences:
        here = {wording.claim for wording in CLAIM_WORDINGS if wording.compiled.search(sentence)}
        if Claim.NO_CRITERIA_CHANGE in here:
            here.discard(Claim.CRITERIA_CHANGED)
        found |= here
    return tuple(claim for claim in Claim if claim in found)
