"""Takes the part of a sentence that says what a service is for apart: uses, circumstances, limits, each with its words.

"following surgery for the treatment of A in the setting of B, or to prevent C" has a context ("following surgery"), the
use A with a limit ("in the setting of B"), and another use C.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a segment does.

    ``USE``: what the service is for. ``WHO``: whom it is for. ``WHEN``: a clause that describes the occasion.
    ``CONTEXT``: what has to go before or along. ``PRESENCE``: something that is there besides. ``LIMIT``: a clause that
    narrows.
    """

    USE = "use"
    WHO = "who"
    WHEN = "when"
    CONTEXT = "context"
    PRESENCE = "presence"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Segment:
    """A marker ("for the treatment of") and the words it introduces. ``joined``: the "or", "and" or comma before it."""

    kind: Kind
    marker: str
    text: str
    joined: str

    @property
    def whole(self) -> str:
        return f"{self.marker} {self.text}".strip()


_PEOPLE = (
    r"(?:patients?|individuals?|members?(?:/enrollees?)?|enrollees?|persons?|people|adults?|children|adolescents?"
    r"|infants?|women|men|couples|those|beneficiaries|neonates|newborns|males?|females?)"
)
_CARE = r"(?:treatment|management|therapy|relief|control)"
"""What goes without saying of a use; "for prevention of" and "for diagnosis of" say something, and stay with it."""
_PURPOSES = (
    """achieve aid alleviate assess assist avoid confirm control convert correct decrease delay detect determine
    diagnose enhance establish evaluate exclude facilitate guide help identify improve increase induce inform lower
    maintain monitor predict prevent promote reduce relieve repair replace restore rule screen select slow
    stabilize stop support"""
).split()
_ONE_OR_TWO_WORDS = r"(?: \w+(?:-\w+)*){0,2}"

_MARKERS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.LIMIT,
        r"only (?:when|where|if|in|after|for|as)|where|in the setting of|in the absence of|(?<!as )if|unless"
        r"|except(?: for| when| in| if)?|provided(?: that)?|as long as|so long as|(?<!with or )without|limited to",
    ),
    (Kind.PRESENCE, r"in the presence of|in the case of|in the event of"),
    (
        Kind.CONTEXT,
        r"(?<!the )following(?! (?:criteria|indications?|conditions?))|after|prior to|before|during|using"
        r"|in (?:conjunction|combination) with|in addition to|as (?:an? )?(?:adjunct|adjuvant) (?:to|with)"
        r"|(?:that|which|when it|where it|if it) (?:follows|followed)"
        r"|(?:when |that (?:is|are) )?performed(?: \w+)? (?:in|as|by|with)",
    ),
    (
        Kind.USE,
        rf"(?:for|in|as)(?: the| an?)?(?: \w+)? {_CARE} (?:of|for)|as (?:a|an)(?: \w+)? {_CARE}"
        r"|(?:in order )?to (?:treat|manage)"
        r"|(?:for|with) the (?:sole )?purposes? of",
    ),
    (
        Kind.WHO,
        rf"(?:for|in|among|of){_ONE_OR_TWO_WORDS} {_PEOPLE}\b(?: (?:with|who|whose|at|having|under|over))?",
    ),
    (
        Kind.USE,
        rf"(?:in order )?to(?= (?:{'|'.join(_PURPOSES)})\b)"
        r"|for(?! (?:example|instance|which|whom|whose|at least|up to|more|each|every))",
    ),
    (Kind.WHEN, r"when|whenever|once(?! (?:per|an?|every|each|in|during)\b)"),
)
"""How each kind of segment begins; where two begin at one place, the earlier in this list holds."""
_MARKER = re.compile(
    "|".join(rf"(?P<m{at}>\b(?:{pattern})(?=\s|$))" for at, (_, pattern) in enumerate(_MARKERS)), re.IGNORECASE
)
_JOINED = re.compile(r"(?P<joint>[,;]?\s*\b(?:or|and/or|and)|[,;])\s*$", re.IGNORECASE)
_LEADING_JOINT = re.compile(r"^\s*(?:[,;:]|\b(?:or|and)\b)\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def segments(text: str) -> tuple[Segment, ...]:
    """The segments of a text in their order. Words before the first marker belong to none; brackets hold no markers."""
    found = list(_MARKER.finditer(_masked(text)))
    bounds = [*(match.start() for match in found[1:]), len(text)][: len(found)]
    return tuple(
        _segment(text, match, bound, text[found[at - 1].end() if at else 0 : match.start()])
        for at, (match, bound) in enumerate(zip(found, bounds, strict=True))
    )


def unmarked(text: str) -> str:
    """The words before the first marker."""
    first = _MARKER.search(_masked(text))
    return _LEADING_JOINT.sub("", text[: first.start() if first else len(text)]).strip(" ,;:.")


def use_alternatives(found: Sequence[Segment]) -> tuple[tuple[Segment, ...], ...]:
    """Segments grouped into alternatives: a new one begins where a use, an occasion or people are joined on.

    An occasion, a context or a limit that is joined by "and" or by a comma alone belongs to what stands before it.
    """
    groups: list[list[Segment]] = []
    for segment in found:
        begins = "or" in segment.joined or (segment.joined != "" and segment.kind in {Kind.USE, Kind.WHO})
        if not groups or begins:
            groups.append([segment])
        else:
            groups[-1].append(segment)
    return tuple(tuple(group) for group in groups)


def _masked(text: str) -> str:
    """The text with what stands in brackets blanked, at the same length."""
    return _BRACKETS.sub(lambda match: "\0" * len(match.group()), text)


def _segment(text: str, match: re.Match[str], bound: int, before: str) -> Segment:
    kind = next(kind for at, (kind, _) in enumerate(_MARKERS) if match[f"m{at}"] is not None)
    joint = _JOINED.search(before)
    words = _JOINED.sub("", text[match.end() : bound]).strip(" ,;:.")
    return Segment(kind, match.group(), words, joint["joint"].strip().lower() if joint else "")
