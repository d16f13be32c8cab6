"""Takes off what is around a phrase: citations, asides, the words that open a list, the words that only frame.

Everything here works on one sentence or item at a time and knows the usual speech of coverage policies, no payer's own.
"""

import re

_CITATION = re.compile(r"(?<!\bm)(?<!\bcm)(?<!\bmm)[⁰¹²³⁴-⁹]+(?:[⁻˒,][⁰¹²³⁴-⁹]+)*|\^\{?[\d,]+\}?|[®™©*†‡§]")
"""Raised numbers, unless of a unit ("m²"), and marks."""
_ASIDE = re.compile(
    r"\s*[(\[](?:[Ss]ee\b[^()\[\]]*|e\.g\.[^()\[\]]*|i\.e\.[^()\[\]]*|[A-Z][\w'-]+(?: et al\.?)?,? \d{4}[^()\[\]]*"
    r"|(?:CPT|HCPCS)[^()\[\]]*|(?:[A-Z]?\d{4,5}[A-Z]?[\s,;/and-]*)+)[)\]]"
)
_GROUNDS = re.compile(
    r"[,;.]?\s*\b(?:because"
    r"|due to (?:(?:an? |the )?(?:\w+ )?(?:insufficient|inadequate|lack|limited|absence)\b)"
    r"|as there (?:is|are)\b|since (?:the|there)\b|as (?:its|their) (?:safety|effectiveness|efficacy)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_QUANTIFIER = (
    r"(?:all|any|either|both|each|every|one|two|three|four|five|six|\d+|at|least|a|minimum|more|or|and|of|the"
    r"|by|on|meets?|meeting|met|are|is|who|that|they|has|have|there|individual|member|patient|related|criteria|conditions)"
)
_THE_FOLLOWING = (
    r"(?:\bthe\s+following\b"
    r"|\bfollowing\b(?=\s*(?:\w+\s+)?(?:criteria|indications?|conditions?|circumstances|requirements|:|$))|\bbelow\b"
    r"|\b(?:these|those)\s+(?:\w+\s+)?(?:criteria|indications|conditions|circumstances|requirements|purposes|uses)\b)"
)
_LEAD_IN = re.compile(
    r"[,;:]?\s*(?:\b(?:when|if|for|in|with|where|provided|based|including|who|which|and|but|as|only)\b[,\s]*)?"
    rf"(?:\bnot limited to\s+)?(?:\b{_QUANTIFIER}(?:\(s\))?,?\s+)*{_THE_FOLLOWING}[^.]*$",
    re.IGNORECASE,
)
_LIST_WORDS = re.compile(
    rf"[,;:]?\s*(?:\b(?!(?:of|on|by)\b){_QUANTIFIER}(?:\(s\))?,?\s+(?:\b{_QUANTIFIER}(?:\(s\))?,?\s+)*)?"
    rf"{_THE_FOLLOWING}[^.]*$",
    re.IGNORECASE,
)
"""The same without the preposition that a list hangs on: "history of" stays in "history of ANY of the following"."""
_OPEN_END = re.compile(
    r"[,;:]?\s*\b(?:when|if|and|or|where|who|which|that|at|defined as"
    r"|(?:(?:the )?(?:patient|member|individual)s? )?must)$",
    re.IGNORECASE,
)
_CRITERIA_MET = re.compile(
    r"[,;:]?\s*\b(?:when|if|provided)\b(?:\s+\w+){0,4}\s+(?:criteria|conditions|requirements)"
    r"(?:\s+\w+){0,5}\s+(?:are|is)\s+met\b.*$",
    re.IGNORECASE,
)
_THINGS = r"(?:indications?|uses?|situations?|conditions?|purposes?|circumstances)"
_OTHER = re.compile(
    r"[,;]?\s*\b(?:for|in|under|as|to)?\s*\b(?:any|all|every) (?:and all )?(?:other|remaining|further)\b[^,;:.]*"
    rf"|[,;]?\s*\b(?:for|in|under) (?:any|all|every) {_THINGS}\b[^,;:.]*"
    rf"|[,;]?\s*\b(?:for|in) other (?:\w+ )?{_THINGS}\b[^,;:.]*"
    rf"|[,;]?\s*\b(?:for|in) {_THINGS} not (?:\w+ly )?(?:listed|mentioned|addressed|described|named|covered)\b[^,;:.]*"
    r"|[,;]?\s*\b(?:(?:in|for)\s+)?(?:\w+\s+)?(?:when|if|where|who|that|which)\b[^,;:.]*"
    r"\bnot (?:been )?(?:met|meet|meeting)\b.*$",
    re.IGNORECASE,
)
_EVERYTHING = re.compile(rf"\b(?:for|in|under) (?:any|all|every) {_THINGS}\b", re.IGNORECASE)
_INCLUDING = re.compile(
    r"[,;]?\s*\b(?:including|such as|this includes)\b(?:,? but (?:is |are )?not limited to)?,?[^.]*$", re.IGNORECASE
)
_AUXILIARY = re.compile(
    r"(?:[,\s]*\b(?:is|are|be|been|may|can|will|shall|should|must|considered|deemed|as|and|does|do|not|therefore"
    r"|clinically|also|when)\b)+[\s,:;.]*$",
    re.IGNORECASE,
)
_ESTABLISHED = re.compile(
    r"\s+(?:has|have) been (?:established|demonstrated|proven)\.\s*(?:it|they|these|this)\b.*$", re.IGNORECASE
)
_HOW_OFTEN = re.compile(
    r"(?:only |(?:no|not) more (?:often )?than |up to |limited to )*(?:once|twice|(?:one|two|three|\d+)(?: times?)?)"
    r" (?:per|in|in an?|every|each|during|an?)(?: [\w'’-]+){0,3}? ?(?:lifetime|(?:\d+ )?(?:year|month|week|day)s?)",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"^(?:(?:an?|the|any|that|there (?:is|are)|is|are|be|treatment of|management of|use of|the use of|intended for"
    r"|as|of|treating(?! (?:provider|physician|clinician|specialist))|with|who (?:has|have|is|are)|has|have"
    r"|(?:individuals?|members?|patients?) (?:has|have|with))\s+)+",
    re.IGNORECASE,
)
_TRAILING_JOINT = re.compile(r"[,;]?\s*\b(?:or|and|and/or)\s*$", re.IGNORECASE)


def clean(text: str) -> str:
    """A printed text without citations, marks, code lists and asides in brackets."""
    return " ".join(_ASIDE.sub("", _CITATION.sub("", text)).split())


def without_list_lead(text: str) -> str:
    """A sentence without its grounds and the words that open a list ("when ALL of the following criteria are met:")."""
    text = _GROUNDS.sub("", text)
    return _CRITERIA_MET.sub("", _LEAD_IN.sub("", text)).strip(" ,;:.")


def without_rest(text: str) -> str:
    """A residual statement without its "any other indication" and the examples that follow."""
    return _INCLUDING.sub("", _OTHER.sub("", text)).strip(" ,;:.")


def without_auxiliary(text: str) -> str:
    """The subject of a sentence without the verb in front of its determination.

    "The value of lamps has been established. They are ..." has its subject in the sentence before.
    """
    return _AUXILIARY.sub("", _ESTABLISHED.sub("", text)).strip(" ,;:.")


def without_end(text: str) -> str:
    """An item without the "and" or "or" that leads to the next, and without its punctuation."""
    return _TRAILING_JOINT.sub("", text.strip(" ,;:.")).strip(" ,;:.")


def is_rest(text: str) -> bool:
    """Whether a phrase is nothing but "any other indication"."""
    return _OTHER.fullmatch(text) is not None


def is_everything(text: str) -> bool:
    """Whether a determination is said to hold for all indications."""
    return _EVERYTHING.search(text) is not None


def says_only_how_often(text: str) -> bool:
    """Whether a phrase says nothing but how often: that limits what others cover, and covers nothing itself."""
    return _HOW_OFTEN.fullmatch(text.strip(" ,;:.")) is not None


def behind_announcement(text: str) -> str:
    """The words behind "the following" in the subject of a sentence: "procedures for children"."""
    return re.split(r"\bthe following\b", text, flags=re.IGNORECASE)[-1]


def short(phrase: str) -> str:
    """A phrase without the words that frame it: "the treatment of asthma" is "asthma"."""
    whole = phrase.strip(" ,;:.")
    return _FRAME.sub("", whole).strip(" ,;:.") or whole


def frame_of(text: str) -> str:
    """What the items of a list take over from the words above them: "personal history of", "was diagnosed with"."""
    return _OPEN_END.sub("", short(_LIST_WORDS.sub("", text))).strip(" ,;:.")
