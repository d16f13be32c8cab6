"""Words by which a statement tells its scope: everything else, groups of patients, lines of business."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Scope:
    """A way to word a scope; ``name`` is the scope in normal words."""

    name: str
    pattern: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()
    compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.pattern, re.IGNORECASE))


RESIDUAL: tuple[Scope, ...] = (
    Scope(
        "any other",
        r"\b(?:any|all|every|each)\s+other\b",
        ("is considered investigational for any other indication", "All other uses are not covered"),
        ("for another purpose", "in other words"),
    ),
    Scope(
        "other than listed",
        r"\bother\s+than\s+(?:those|the|that|as|what)\b.{0,60}\b(?:above|listed|indicated|outlined|noted|described|specified|criteria|mentioned)\b"
        r"|\bany\s+(?:use|indication|condition|purpose)s?\s+(?:other\s+than|not\s+(?:listed|mentioned|noted))\b|\boutside\s+(?:of\s+)?(?:the\s+)?above\b",
        ("for uses other than those listed above", "for any use other than given in the criteria"),
        ("other than the spouse",),
    ),
    Scope(
        "other situations",
        r"\bin\s+(?:all\s+)?other\s+(?:\w+\s+)?(?:situations?|circumstances?|settings?|cases?|clinical)\b|\bfor\s+(?:all\s+)?other\s+(?:\w+\s+)?(?:indications?|conditions?|uses?|purposes?|diagnos[ei]s)\b",
        ("in other clinical situations", "for other indications"),
        ("in other studies",),
    ),
    Scope(
        "not meeting the above",
        r"\bnot\s+(?:meeting|met|meet|specifically\s+(?:listed|mentioned|addressed)|listed|included|described|addressed|outlined|mentioned|otherwise\s+(?!specified\b(?!\s+(?:in|by|above|here|on)\b))\w+)\b.{0,60}\b(?:above|criteria|policy|guidelines?|here)\b"
        r"|\bnot\s+(?:specifically\s+specified|(?:specifically|otherwise)\s+(?:addressed|listed|mentioned|described|named))(?=\s*,|\s+(?:is|are|remains?)\b)"
        r"|\b(?:above|criteria|requirements?|conditions?)\b.{0,40}\b(?:are|is|have|has)\s+not\s+(?:been\s+)?(?:met|satisfied)\b|\bdo(?:es)?\s+not\s+meet\s+(?:all\s+|any\s+)?(?:of\s+)?(?:the\s+)?(?:above|criteria)\b"
        r"|\b(?:any|all)\s+other\s+techniques?\s+than\b|\busing\s+any\s+other\b",
        (
            "testing not meeting any of the above criteria",
            "when the criteria above are not met",
            "treatment that does not meet the criteria above",
            "Indications not specifically addressed are considered not medically necessary",
            "tests not specifically mentioned in the guidelines",
            "uses not otherwise specified in this policy",
        ),
        (
            "when the criteria above are met",
            "Gloom, not otherwise specified, is a reason",
            "gloom, not otherwise specified, when all criteria are met",
        ),
    ),
)


def names_rest(text: str) -> bool:
    """Whether a text speaks of everything else, in one of the wordings above."""
    return any(scope.compiled.search(text) for scope in RESIDUAL)


REASON = re.compile(r"(?<!long )\b(?:as|because|since)\s+(?:it|they)\s+do(?:es)?\s+not\s+meet\b[^.;]*", re.IGNORECASE)
"""The ground of a denial, which says nothing of what it holds for ("as they do not meet the criteria of the guild")."""
LIMITS = re.compile(
    r"\bnot\s+(?:specifically\s+|otherwise\s+)?(?:mentioned|listed|addressed|described|included)\s+(?:in|by)\s+"
    r"(?:the|this|these|our|any)\s+(?:\w+\s+)?(?:guidelines?|polic(?:y|ies)|documents?)\b"
    r"|\bonly\s+(?:considered\s+)?medically\s+necessary\s+(?:once|twice|every|per)\b",
    re.IGNORECASE,
)
"""What limits the whole policy, wherever it stands: what is not mentioned, or how often a service is necessary."""
RESIDUAL_ITEM = re.compile(r"^(?:all|any)\s+other\b|\bany other (?:indication|condition|reason|use)s?\b", re.IGNORECASE)
"""An item that, as the last of its list, takes in everything else."""

POPULATIONS: tuple[Scope, ...] = (
    Scope("adults", r"\badults?\b(?!-onset)", ("in an adult",), ("adulthood", "adult-onset disease")),
    Scope("adolescents", r"\badolescents?\b", ("for adolescents",), ("adolescence",)),
    Scope("children", r"\b(?:child(?:ren)?|pediatric)\b", ("in children", "pediatric patients"), ("childhood",)),
    Scope("infants", r"\b(?:infants?|neonat(?:es?|al)|newborns?)\b", ("newborn screening",), ("infantile",)),
    Scope("pregnant", r"\bpregnan(?:t|cy)\b", ("who are pregnant",), ("prenatal",)),
)

LINES_OF_BUSINESS: tuple[Scope, ...] = (
    Scope(
        "commercial",
        r"\bcommercial\b|\b(?:HMO|PPO|POS)\b(?!.{0,20}\bblue\b)|\bindemnity\b",
        ("Commercial Members: Managed Care (HMO and POS)", "HMO; PPO"),
        ("Care HMO Blue",),
    ),
    Scope("medicare", r"\bmedicare\b", ("Medicare Members",), ("Medicaid Members",)),
    Scope(
        "medicaid",
        r"\bmedicaid\b|\bQUEST Integration\b|\bCommunity Plan\b",
        ("Medicaid Members",),
        ("Medicare Members",),
    ),
    Scope(
        "marketplace",
        r"\bmarketplace\b|\bindividual exchange\b|\bqualified health plans?\b|\bcommercial\s*/\s*exchange\b|\b(?-i:HIM)\b",
        (
            "Individual Exchange benefit plans",
            "Community Care (Commercial/Exchange)",
            "Line of Business: HIM, Medicaid",
        ),
        ("market place value", "treatment given to him"),
    ),
    Scope(
        "federal",
        r"\bfederal employee\b|\bFEP\b|\bTRICARE\b",
        ("Federal Employee Program", "TRICARE"),
        ("federal law",),
    ),
)
EXCLUDED_LINE = re.compile(r"\bnon-?\s?\w+|\bexcept\s+\w+", re.IGNORECASE)
"""A line of business that is ruled out ("non-Medicare plans")."""
