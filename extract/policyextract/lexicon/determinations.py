"""How payers word a determination.

Each Wording is a spaCy token pattern with examples. A pattern finds the words; ``policyextract.predicates`` then asks whether they
are said of a service ("is considered medically necessary") or merely stand in the sentence ("a medically necessary
transplant"). Where wordings are combined, the determination that stands first in ``PRECEDENCE`` holds.

A gap of any length is written with the operator "*": spaCy tries every way to fill a gap "{0,25}", which takes seconds.
"""

from dataclasses import dataclass
from typing import Any

from policyextract.records import Determination

Token = dict[str, Any]

PRECEDENCE: tuple[Determination, ...] = (
    Determination.INVESTIGATIONAL,
    Determination.COSMETIC,
    Determination.RECONSTRUCTIVE,
    Determination.NOT_MEDICALLY_NECESSARY,
    Determination.NOT_COVERED,
    Determination.MEDICALLY_NECESSARY,
)
"""Design, section 4. Cosmetic stands before "not medically necessary": it is the ground, the other only the consequence."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to word a determination.

    ``needs_verb``: the words carry a determination only behind a verb ("is covered", "may be approved"), since they have
    other uses. ``loose``: inside a list of criteria they are part of a criterion ("the dose is appropriate"). ``alone``:
    whether they make a statement by themselves, or only colour another wording beside them. ``reason``: of what is said
    to be not medically necessary they only give the reason ("because the literature does not support its use").
    """

    determination: Determination
    tokens: tuple[Token, ...]
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()
    needs_verb: bool = False
    loose: bool = False
    alone: bool = True
    reason: bool = False


def _word(*forms: str, op: str | None = None) -> Token:
    token: Token = {"LOWER": {"IN": list(forms)}}
    return token | ({"OP": op} if op else {})


_NOT = _word("not", "never", "n't", "n’t")
_BE = _word("be", "been", op="?")
_CONSIDER = ("considered", "deemed", "regarded", "determined", "classified")
_CONSIDERED = _word(*_CONSIDER, op="?")
_LINK = _word("to", "be", "as", op="*")
_ADVERB = _word(
    "clinically",
    "generally",
    "routinely",
    "currently",
    "also",
    "only",
    "therefore",
    "otherwise",
    "either",
    "always",
    "typically",
    "usually",
    "both",
    "still",
    "at",
    "this",
    "time",
    "yet",
    ",",
    op="*",
)
_MEET = _word("meet", "meets", "met", "meeting", "satisfy", "satisfies")
_THE = _word("the", "our", "plan", "all", "any", "applicable", "medical", "necessary", "established", op="*")
_TERMS = ("experimental", "investigational", "unproven", "investigative", "ei", "e", "i")
_TERM = _word("experimental", "investigational", "unproven", "investigative")
_TERM_JOINT = _word(*_TERMS, ",", "/", "and", "or", "&", "(", ")", "-", op="*")

_PRIMARY = _word("the", "member", "benefit", "certificate", "of", "for", "'s", "’s", op="*")

_OF_PROGRAM = (
    _word("of"),
    {"OP": "{0,3}", "IS_ALPHA": True},
    _word("medicaid", "medicare", "program", "programs", "plan", "tricare", "chip"),
)
_NOUN = _word("benefit", "benefits", "service", "services", op="?")

_MN, _NMN = Determination.MEDICALLY_NECESSARY, Determination.NOT_MEDICALLY_NECESSARY
_INV, _NC = Determination.INVESTIGATIONAL, Determination.NOT_COVERED
_NEEDED = (_word("medically"), _word("necessary"))

WORDINGS: tuple[Wording, ...] = (
    Wording(
        _MN,
        (_CONSIDERED, _LINK, _ADVERB, *_NEEDED),
        ("X is considered medically necessary when", "X may be medically necessary", "X IS MEDICALLY NECESSARY for"),
        ("X is necessary",),
    ),
    Wording(
        _NMN,
        (_NOT, _ADVERB, _BE, _CONSIDERED, _LINK, _ADVERB, *_NEEDED),
        (
            "X is not medically necessary",
            "X is NOT considered medically necessary",
            "X should not be considered medically necessary",
        ),
        ("X is medically necessary",),
    ),
    Wording(
        _NMN,
        (_CONSIDERED, _LINK, _ADVERB, _NOT, _LINK, *_NEEDED),
        ("X is considered not medically necessary", "X is deemed to be not medically necessary"),
        ("X is considered necessary",),
    ),
    Wording(
        _NMN,
        (_NOT, _word("consider", "deem", "regard"), {"OP": "*", "LOWER": {"NOT_IN": [".", ";", ",", ":"]}}, *_NEEDED),
        ("The plan does not consider X medically necessary",),
        ("The plan considers X",),
    ),
    Wording(
        _NMN,
        (_word("no"), _word("longer"), _BE, _CONSIDERED, _LINK, *_NEEDED),
        ("X is no longer considered medically necessary",),
        ("X is no longer sold",),
    ),
    Wording(
        _NMN,
        (_CONSIDERED, _LINK, _word("medically"), _word("unnecessary")),
        ("X is considered medically unnecessary",),
        ("X is unnecessary",),
    ),
    Wording(
        _NMN,
        (
            _NOT,
            _CONSIDERED,
            _LINK,
            _word("medically", op="?"),
            _word("reasonable"),
            _word("and", "or", "&"),
            _word("necessary"),
        ),
        ("X is not reasonable and necessary",),
        ("X is reasonable",),
    ),
    Wording(
        _MN,
        (_CONSIDERED, _LINK, _word("medically", op="?"), _word("reasonable"), _word("and", "&"), _word("necessary")),
        ("X is considered reasonable and necessary for",),
        ("X is a reasonable choice",),
    ),
    Wording(
        _MN,
        (_MEET, _THE, _word("definition"), _word("of"), _word("medical", "medically"), _word("necessity", "necessary")),
        ("X meets the definition of medical necessity when",),
        ("the definition of medical necessity",),
    ),
    Wording(
        _NMN,
        (
            _NOT,
            _word("meet"),
            _THE,
            _word("definition"),
            _word("of"),
            _word("medical", "medically"),
            _word("necessity", "necessary"),
        ),
        ("X does not meet the definition of medical necessity",),
        ("the definition of medical necessity",),
    ),
    Wording(
        _MN,
        (_MEET, _THE, _word("coverage", "necessity"), _word("criteria", "guidelines", "requirements")),
        ("X MEETS COVERAGE CRITERIA when", "X meets medical necessity criteria for"),
        ("coverage criteria follow",),
    ),
    Wording(
        _NMN,
        (_NOT, _word("meet"), _THE, _word("coverage", "necessity"), _word("criteria", "guidelines", "requirements")),
        ("X DOES NOT MEET COVERAGE CRITERIA", "X does not meet medical necessity criteria"),
        ("coverage criteria follow",),
    ),
    Wording(
        _INV,
        (
            _NOT,
            _word("meet"),
            _THE,
            _word("coverage"),
            _word("criteria"),
            _word("due"),
            _word("to"),
            _word("a", "the", op="?"),
            _word("lack"),
        ),
        ("X does not meet coverage criteria due to a lack of literature",),
        ("X does not meet coverage criteria",),
    ),
    Wording(
        _INV,
        (_CONSIDERED, _LINK, _ADVERB, _word("as", op="?"), _TERM_JOINT, _TERM),
        (
            "X is considered experimental, investigational or unproven",
            "X is INVESTIGATIONAL for",
            "X is experimental / investigational",
        ),
        ("X is tried",),
    ),
    Wording(
        _INV,
        (_CONSIDERED, _LINK, _NOT, _word("clinically", op="?"), _word("proven")),
        ("X is not proven for",),
        ("X is proven",),
        needs_verb=True,
    ),
    Wording(
        _INV,
        (
            _word("evidence", "literature"),
            {"OP": "{0,3}", "IS_ALPHA": True},
            _NOT,
            _word("support"),
        ),
        ("current evidence does not support the use of X",),
        ("evidence supports the use of X",),
        reason=True,
    ),
    Wording(
        _INV,
        (
            _NOT,
            _word("adequately", "sufficiently", op="?"),
            _word("supported"),
            _word("by"),
            {"OP": "{0,3}", "IS_ALPHA": True},
            _word("evidence", "literature"),
        ),
        ("X is not supported by current evidence",),
        ("X is supported by evidence",),
        reason=True,
    ),
    Wording(
        _INV,
        (
            _word("effectiveness", "efficacy", "safety", "benefit", "utility"),
            {"OP": "*", "LOWER": {"NOT_IN": [".", ";"]}},
            _word("has", "have"),
            _NOT,
            _word("been"),
            _ADVERB,
            _word("established", "proven", "demonstrated", "shown"),
        ),
        ("since the effectiveness of this approach has not been established",),
        ("effectiveness was studied",),
        alone=False,
    ),
    Wording(
        _MN,
        (
            _word("effectiveness", "efficacy"),
            {"OP": "*", "LOWER": {"NOT_IN": [".", ";", "not"]}},
            _word("has", "have"),
            _word("been"),
            _word("established"),
        ),
        ("The safety and effectiveness of X have been established",),
        ("The effectiveness of X has not been established",),
    ),
    Wording(
        _NC,
        (
            _word("benefits", "coverage", "authorization"),
            _word("is", "are", "will", "may", "shall", "can"),
            _NOT,
            _BE,
            _word("available", "provided", "granted", "authorized", "authorised", "approved"),
        ),
        (
            "Benefits are not available for X",
            "Coverage is not provided for X",
            "Coverage will not be provided for members with any of the following exclusions",
            "Uses for which coverage is NOT authorized",
        ),
        ("Benefits are paid",),
    ),
    Wording(
        _MN,
        (_CONSIDERED, _LINK, _word("a", "an"), _word("covered"), _word("benefit", "service", "expense")),
        ("X is a covered benefit when", "X may be considered a covered expense if"),
        ("a covered person",),
    ),
    Wording(
        _MN,
        (_word("eligible"), _word("under"), _word("the", op="?"), _word("plan", "policy", "benefit"), _word("for")),
        ("members may be eligible under the Plan for X when the following criteria are met",),
        ("members under the plan",),
        needs_verb=True,
    ),
    Wording(
        _NC,
        (
            _NOT,
            _BE,
            _word("eligible"),
            _word("under"),
            _word("the", op="?"),
            _word("plan", "policy", "benefit"),
            _word("for"),
        ),
        ("members may NOT be eligible under the Plan for X",),
        ("members under the plan",),
    ),
    Wording(
        _MN,
        (
            _word("base", "bases"),
            _word("its", "their", "the"),
            _word("determination", "determinations", "decision", "decisions"),
            _word("of"),
            _word("medical"),
            _word("necessity"),
            _word("for", "of"),
        ),
        ("The agency bases its determination of medical necessity for X on the following",),
        ("the determination of medical necessity",),
    ),
    Wording(
        _MN,
        (_word("considered"), _word("for"), _word("coverage", "approval", "authorization")),
        ("X may be considered for coverage when",),
        ("X is considered",),
        needs_verb=True,
    ),
    Wording(
        _MN,
        (
            _word("approve") | {"IS_SENT_START": True},
            {"OP": "?", "IS_PUNCT": False},
            {"OP": "?", "IS_PUNCT": False},
            _word("for", "if", "when"),
        ),
        ("Hay fever. Approve for 6 months if it itches", "Approve Lampex for one year if", "Approve if X"),
        ("the committee must approve for X",),
        loose=True,
    ),
    Wording(
        _MN,
        (
            _word("may", "will", "can", "shall"),
            _ADVERB,
            _word("authorize", "authorise", "cover", "approve", "reimburse"),
            _word("coverage", op="?"),
            _word("of", "for", op="?"),
        ),
        (
            "the plan may authorize coverage of X when",
            "we will cover X if",
            "Medicaid shall cover X when",
            "the plan will provide coverage for X and may approve X",
        ),
        ("the plan may end",),
        loose=True,
    ),
    Wording(
        _MN,
        (_word("will", "may"), _word("provide"), _word("coverage", "benefits"), _word("for")),
        ("the plan will provide coverage for X when it is needed",),
        ("the plan provides care",),
    ),
    Wording(
        _NC,
        (
            _NOT,
            _word("authorize", "authorise", "cover", "approve"),
            _word("coverage", "benefits", op="?"),
            _word("of", "for", op="?"),
        ),
        ("the plan does not cover X", "the plan will not authorize coverage of X"),
        ("the plan covers X", "the plan does not provide care"),
    ),
    Wording(
        _NC,
        (_NOT, _word("provide"), _word("coverage", "benefits"), _word("of", "for", op="?")),
        ("the plan will not provide coverage for X", "the plan does not provide benefits for X"),
        ("the plan does not provide care",),
    ),
    Wording(
        _NC,
        (
            _CONSIDERED,
            _LINK,
            _word("a", "an", "to", "be", op="*"),
            _word("integral", "incidental", "bundled"),
            {"OP": "*", "LOWER": {"NOT_IN": [".", ";"]}},
            _NOT,
            _word("separately"),
            _word("reimbursed", "reimbursable", "payable", "billable", "paid"),
        ),
        (
            "X is deemed integral to surgery and not separately reimbursable",
            "X is incidental and is not separately payable",
        ),
        ("X is paid",),
    ),
    Wording(
        _NC,
        (_NOT, _word("separately"), _word("reimbursed", "reimbursable", "payable", "covered", "paid")),
        ("X is not separately reimbursed",),
        ("X is paid",),
        needs_verb=True,
    ),
    Wording(
        _INV,
        (
            _word("has", "have"),
            _NOT,
            _word("been"),
            _word("medically", "clinically", "scientifically", op="?"),
            _word("proven"),
            _word("to", "be", op="*"),
            _word("effective", op="?"),
        ),
        ("X has not been medically proven to be effective",),
        ("X has been proven",),
        alone=False,
    ),
    Wording(
        Determination.COSMETIC,
        (_CONSIDERED, _LINK, _ADVERB, _word("cosmetic")),
        ("X is considered cosmetic",),
        ("X is a procedure",),
        needs_verb=True,
    ),
    Wording(
        Determination.RECONSTRUCTIVE,
        (_CONSIDERED, _LINK, _ADVERB, _word("reconstructive")),
        ("X is considered reconstructive when",),
        ("X is a procedure",),
        needs_verb=True,
    ),
    Wording(
        _NC,
        (
            _NOT,
            _ADVERB,
            _BE,
            _CONSIDERED,
            _LINK,
            _word("a", "an", op="?"),
            _ADVERB,
            _word("covered", "reimbursed", "reimbursable", "payable", "authorized", "authorised", "approved"),
            _NOUN,
        ),
        ("X is not covered", "X is not a covered benefit", "X will not be reimbursed"),
        ("X is covered",),
        needs_verb=True,
    ),
    Wording(
        _NC,
        (
            _NOT,
            _BE,
            _CONSIDERED,
            _LINK,
            _word("a", "an", op="?"),
            _word("benefit", "eligible"),
            _word("for", op="?"),
            _word("coverage", "reimbursement", "payment", op="?"),
        ),
        ("X is not a benefit", "X is not eligible for coverage"),
        ("X is a benefit",),
        needs_verb=True,
    ),
    Wording(
        _NC,
        (_NOT, _word("a", "an", op="?"), _word("benefit", "benefits"), *_OF_PROGRAM),
        ("X is not a benefit of Erewhon Medicaid", "The following are not benefits of the program:"),
        ("the benefits of Erewhon Medicaid", "X was of no benefit"),
    ),
    Wording(
        _MN,
        (_word("is", "are", "be"), _word("a", "an", op="?"), _word("benefit", "benefits"), *_OF_PROGRAM),
        ("X is a benefit of Erewhon Medicaid when", "X may be a benefit of the program"),
        ("the benefits of Erewhon Medicaid", "X is a benefit of reading"),
    ),
    Wording(
        _MN,
        (_LINK, _word("a"), _word("benefit"), _word("when", "if", "only")),
        ("X is a benefit when medically necessary", "X is a benefit only once in a lifetime"),
        ("there was a benefit in children",),
        needs_verb=True,
    ),
    Wording(
        _NC,
        (_CONSIDERED, _LINK, _ADVERB, _word("excluded", "exclusions", "noncovered")),
        ("X is excluded from coverage", "X is considered noncovered", "All other uses remain noncovered"),
        ("X is covered",),
        needs_verb=True,
    ),
    Wording(
        _NC,
        (_CONSIDERED, _LINK, _word("non"), _word("-"), _word("covered")),
        ("X is considered non-covered", "All other uses of X remain non-covered"),
        ("X is covered",),
        needs_verb=True,
    ),
    Wording(
        _MN,
        (_CONSIDERED, _LINK, _ADVERB, _word("clinically", op="?"), _word("proven")),
        ("X is proven for treating", "X is considered proven"),
        ("X was tried",),
        needs_verb=True,
    ),
    Wording(
        _MN,
        (
            _CONSIDERED,
            _LINK,
            _ADVERB,
            _word("covered", "approved", "authorized", "authorised"),
            _NOUN,
        ),
        ("X is covered when", "X may be approved if", "X may be authorized for"),
        ("X is not",),
        needs_verb=True,
    ),
    Wording(
        _MN,
        (_CONSIDERED, _LINK, _ADVERB, _word("medically", op="?"), _word("allowed", "indicated", "appropriate")),
        ("X is considered medically appropriate", "X is indicated for", "X is allowed once"),
        ("X is not",),
        needs_verb=True,
        loose=True,
    ),
    Wording(
        _MN,
        (_CONSIDERED, _LINK, _word("a"), _word("useful"), {"OP": "{0,3}", "IS_ALPHA": True}, _word("option")),
        ("X may be considered a useful diagnostic option when",),
        ("X is an option",),
    ),
    Wording(
        _MN,
        (
            _CONSIDERED,
            _LINK,
            _word("eligible"),
            _word("for"),
            _word("coverage", "reimbursement", "payment", "benefits"),
        ),
        ("X is eligible for coverage when", "X is eligible for benefits if"),
        ("X is eligible",),
        needs_verb=True,
    ),
    Wording(
        _MN,
        (
            _word("coverage", "authorization", "approval", "validity"),
            _word("of", "for", op="?"),
            {"OP": "*", "IS_SENT_START": False, "LOWER": {"NOT_IN": ["not"]}},
            _word("is", "be"),
            _word("provided", "granted", "approved", "considered", "renewed"),
            _word("when", "if", "in", "for", "based"),
        ),
        ("coverage of X is provided when", "validity is granted for the conditions below"),
        ("coverage is described",),
    ),
    Wording(
        _MN,
        (_word("is", "are"), _ADVERB, _word("reasonable")),
        ("X is reasonable for those who", "X is reasonable in the following settings"),
        ("a reasonable doubt",),
        loose=True,
    ),
    Wording(
        _MN,
        (_word("covers", "reimburses"),),
        ("the plan covers X when", "the plan reimburses X"),
        ("the cover is", "the plan does not reimburse X"),
        loose=True,
    ),
    Wording(
        _NC,
        (
            _NOT,
            _word("separately", "additionally", op="?"),
            _word("cover", op="?"),
            _word("or", "and", op="?"),
            _word("reimburse", "pay"),
            _word("for", op="?"),
        ),
        ("the plan does not reimburse X", "the plan will not pay for X", "the plan does not cover or pay for X"),
        ("the plan reimburses X",),
    ),
    Wording(
        _NC,
        (_word("no"), _word("longer"), _BE, _word("covered", "reimbursed", "reimbursable", "payable", "eligible")),
        ("X is no longer covered", "from May on X will no longer be payable by the plan"),
        ("X is no longer sold",),
        needs_verb=True,
    ),
    Wording(
        _MN,
        (
            _word("be", "is", "are"),
            _ADVERB,
            _word("reimbursed", "reimbursable", "payable"),
            _word("only", op="?"),
            _word("when", "if", "under", "once"),
        ),
        ("X will only be reimbursed when it is confirmed", "X is reimbursable only under these circumstances"),
        ("X is not reimbursed when it is repeated", "X is reimbursed based on the contract"),
    ),
    Wording(
        _NC,
        (
            _word("coverage"),
            _word("of", "for"),
            {"OP": "*", "LOWER": {"NOT_IN": [".", ";", ":", "when", "if", "not"]}},
            _word("ended", "ends", "expired", "terminated"),
            _word("on", "with", "as", "effective"),
        ),
        ("coverage for X ended on May 11, 2023",),
        ("coverage for X is provided", "coverage for X when the emergency ended"),
    ),
    Wording(
        _MN,
        (_word("may", "can"), _word("also", op="?"), _word("be"), _word("considered"), _word("for", "in")),
        ("X may be considered for progressive darkness", "X may also be considered in winter"),
        ("X may be considered", "X is considered for use"),
        needs_verb=True,
        loose=True,
    ),
    Wording(
        _NMN,
        (
            _CONSIDERED,
            _LINK,
            _ADVERB,
            _NOT,
            _word("clinically", "medically", op="?"),
            _word("appropriate", "indicated"),
        ),
        ("X is considered not clinically appropriate", "X is not medically indicated"),
        ("X is appropriate",),
        needs_verb=True,
        loose=True,
    ),
    Wording(
        _MN,
        (
            _MEET,
            {"OP": "*", "LOWER": {"NOT_IN": [".", ";", ":", "not"]}},
            _word("criteria"),
            _word("for"),
            _word("coverage"),
        ),
        ("X meets the plan's medical criteria for coverage when",),
        ("the criteria for coverage follow", "X does not meet criteria for coverage"),
    ),
    Wording(
        _NMN,
        (
            _NOT,
            _word("meet"),
            {"OP": "*", "LOWER": {"NOT_IN": [".", ";", ":"]}},
            _word("criteria"),
            _word("for"),
            _word("coverage"),
        ),
        ("X does not meet the plan's medical criteria for coverage",),
        ("X meets criteria for coverage",),
    ),
    Wording(
        _MN,
        (_MEET, _PRIMARY, _word("primary"), _word("coverage"), _word("criteria")),
        ("X meets member benefit certificate primary coverage criteria",),
        ("the primary coverage criteria",),
    ),
    Wording(
        _NMN,
        (_NOT, _word("meet"), _PRIMARY, _word("primary"), _word("coverage"), _word("criteria")),
        ("X does not meet primary coverage criteria",),
        ("the primary coverage criteria",),
    ),
    Wording(
        _INV,
        (
            _word("meet", "meets"),
            {"OP": "{0,4}", "LOWER": {"NOT_IN": [".", ";"]}},
            _word("definition"),
            _word("of", "for"),
            _TERM_JOINT,
            _TERM,
        ),
        ("This meets the plan's definition of experimental/investigational",),
        ("the definition of experimental",),
    ),
    Wording(
        _INV,
        (_word(*_CONSIDER), _LINK, _ADVERB, _word("e"), _word("/"), _word("i", "i.")),
        ("X is considered E/I",),
        ("vitamin E / I",),
    ),
    Wording(
        _INV,
        (_word(*_CONSIDER), _LINK, _ADVERB, _word("e/i", "e/i/u", "eiu")),
        ("X is considered E/I", "X is considered E/I/U for"),
        ("X is considered",),
    ),
    Wording(
        _MN,
        (_word("recommended"), _word("for"), _word("coverage", "approval", "authorization")),
        ("X is recommended for approval in those who meet", "X may be recommended for coverage when"),
        ("X is recommended",),
        needs_verb=True,
    ),
    Wording(
        _NC,
        (_NOT, _word("recommended"), _word("for"), _word("coverage", "approval", "authorization")),
        ("X is not recommended for approval",),
        ("X is not recommended",),
        needs_verb=True,
    ),
    Wording(
        _NC,
        (
            _CONSIDERED,
            _LINK,
            _word("a", "an", op="?"),
            _word("plan", "benefit", "contract", "contractual", "policy"),
            _word("exclusion", "exclusions"),
        ),
        ("X is a benefit exclusion", "X is considered a contract exclusion"),
        ("the benefit exclusions",),
        needs_verb=True,
    ),
    Wording(
        _NC,
        (
            _NOT,
            _word("routinely", "generally", "currently", "typically"),
            _word("cover", "covered", "reimburse", "reimbursed"),
        ),
        ("The plan does not routinely cover X", "X is not routinely covered"),
        ("routinely covered",),
        needs_verb=False,
    ),
    Wording(
        _INV,
        (
            _word("insufficient"),
            _word("evidence"),
            {"OP": "*", "LOWER": {"NOT_IN": [".", ";", ":"]}},
            _word("to"),
            _word("show", "support", "demonstrate", "determine", "establish", "conclude", "recommend"),
        ),
        ("There is insufficient evidence in the literature to show that X works",),
        ("evidence to support X",),
        reason=True,
    ),
    Wording(
        _MN,
        (
            _CONSIDERED,
            _LINK,
            _word("approved", "covered", "allowed"),
            _word("with"),
            _word("no"),
            _word("criteria", "restriction", "restrictions"),
        ),
        ("X approved with no criteria", "X is covered with no restrictions"),
        ("approved criteria",),
    ),
    Wording(
        _MN,
        (_word("considered"), _LINK, _ADVERB, _word("established")),
        ("X is considered established when",),
        ("X is established", "X has been established"),
    ),
)
"""The order has no meaning; the longest match at a place wins, and PRECEDENCE settles combinations."""

NOT_DECIDING_BEFORE = frozenset(
    {
        "a",
        "an",
        "the",
        "any",
        "all",
        "this",
        "these",
        "other",
        "no",
        "otherwise",
        "such",
        "each",
        "of",
        "for",
        "or",
        "with",
    }
)
"""A wording behind one of these is an attribute: "a medically necessary transplant", "the investigational arm"."""

MAY_FOLLOW = frozenset(
    """when if for in to as following after and or but only once under unless with prior due provided until during because by at on
    where except per based regardless since upon beyond without given while whenever every twice when/if before than given using
    subject through is are does do which that will within among including so about according all both either any not limited
    any one even this initially solely primarily up from provided include includes including""".split()
)
"""Words that may stand behind a determination. A noun there makes the wording an attribute: "medically necessary care"."""

HEADINGS: dict[str, Determination] = {
    "inclusions": _MN,
    "exclusions": _NC,
    "conditions not covered": _NC,
    "not covered": _NC,
    "non-covered": _NC,
    "noncovered": _NC,
    "non-covered services": _NC,
    "non-covered indications": _NC,
    "non-covered indicators": _NC,
    "noncovered indications": _NC,
    "noncovered services": _NC,
}
"""Headings that carry a determination though their words, in a sentence, would not. In lower case, without a final stop."""

LIST_HEADINGS: dict[str, Determination] = {"indications": _MN}
"""Headings that do so over a list, and over prose say nothing."""
