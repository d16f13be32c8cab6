"""Sentences of the policy part that make no rule: referrals, benefit remarks, notes. Lines with them are ignored, with the reason."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Remark:
    """A kind of remark. ``reason`` is what the accounting gives for leaving it out."""

    reason: str
    pattern: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()
    compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.pattern, re.IGNORECASE))


NOTE = Remark(
    "note",
    r"^[*†‡§¥±◊^]*\s*(?:notes?|definitions?|disclaimer|background|applicab\w+|examples? of)\b|^[†‡§¥±◊^]|^\*+\w",
    ("Note: relatives include parents.", "*Examples of contraindications are"),
    ("Notable findings must be present",),
)

REMARKS: tuple[Remark, ...] = (
    NOTE,
    Remark(
        "referral or scope",
        r"\b(?:refer to|see (?:also|the|section|policy|our|below)|please (?:see|refer|note|review)|addressed in|(?:does|do|is|are) not address(?:ed)?|located in|click|organized as follows|this (?:policy|guideline) (?:addresses|applies))\b",
        ("Refer to the benefit plan.", "This policy does not address cell therapy"),
        ("The patient was referred by a specialist",),
    ),
    Remark(
        "benefit or billing remark",
        r"\b(?:benefit plan|member['’]?s? (?:contract|benefits?)|state (?:law|mandate|legislation)|mandates?|eligibility|claims?|billing|reimburse\w*|authoriz\w*|precertif\w*|subject to review|pre-service)\b",
        ("Claims are paid by contract.", "Prior authorization is needed."),
        ("The tumor is resectable.",),
    ),
)
MAY_RULE = re.compile(
    r"\b(?:must|required|criteria|eligible|cover(?:ed|age)|limited to|contraindicat\w*|exclu\w+)\b", re.IGNORECASE
)
"""Words of a rule: prose with one of them that gave no statement is unparsed, not ignored."""
_HEADS_NOTE = re.compile(
    r"^[*†‡]*\s*(?:please )?notes?\b\s*\d*\s*[:.\-–]"
    r"|^(?:(?:approval|authorization|coverage) durations?|(?:length|duration) of (?:approval|authorization))\s*:"
    r"|^(?:(?:medicaid|medicare|commercial|HIM|marketplace|exchange|CHIP)\b[/, &]*(?:and )?)+"
    r"\s*[:–-]\s*\d+ (?:day|week|month|year)s?(?=\s*(?:$|[.,;(]|or\b|from\b))",
    re.IGNORECASE,
)
"""How a note begins, and what only says for how long an approval holds, which may stand in the midst of criteria."""


def heads_note(text: str) -> bool:
    """Whether a text says at its beginning that it is a note ("Please note: ...", "Note 2 - ..."), or for how long."""
    return bool(_HEADS_NOTE.match(text))
