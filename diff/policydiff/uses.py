"""What a service is for, read from the words behind its name or its determination: uses, circumstances and contexts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from policydiff.clauses import Kind, Segment, segments, unmarked, use_alternatives
from policydiff.coordination import alternatives
from policydiff.phrasing import is_rest, short, without_end
from policydiff.terms import says_nothing, terms


class UseKind(StrEnum):
    """What kind of thing a policy gives its determination for.

    ``PURPOSE``: an indication. ``CIRCUMSTANCE``: something beside the purpose that a denial rests on. ``EXCEPTION``:
    what a note takes out of a coverage. ``WHOLE``: the service as such, whatever it is for.
    """

    PURPOSE = "purpose"
    CIRCUMSTANCE = "circumstance"
    EXCEPTION = "exception"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Use:
    """One use: a short readable phrase, and the clause that narrows it, if any."""

    phrase: str
    clause: str | None = None
    kind: UseKind = UseKind.PURPOSE


@dataclass(frozen=True, slots=True)
class Uses:
    """The alternatives that a text names, and the contexts that all of them share ("following surgery")."""

    named: tuple[Use, ...] = ()
    contexts: tuple[str, ...] = ()


_SENTENCE = re.compile(
    r"(?<!that )(?<!who )(?<!which )\b(?:is|are|was|were|has|have|had|does|do|must|will|should|can)\b"
)
_LONGEST_ITEM = 24
"""Words of an item that is still read as a phrase, not as a sentence."""
_ANYONE = frozenset(
    """patient patients member members members/enrollees individual individuals person persons people those enrollee
    enrollees beneficiary beneficiaries""".split()
)
"""People who say nothing of an indication, other than "couples" or "adults"."""
_IS_GIVEN = re.compile(
    r"(?:it|this|that)?\s*(?:is|was|being)?\s*(?:given|used|performed|done|ordered|meant|intended)$", re.IGNORECASE
)
"""What stands between "when" and the use: "when it is given for"."""
_PREPOSITION = re.compile(r"^(?:for|in|among|of)(?: the| an?)?\s+", re.IGNORECASE)
_WHO_TAIL = re.compile(r"\s+(?:with|who|whose|having|at|under|over)$", re.IGNORECASE)


def uses_in(text: str, *, denied: bool) -> Uses:
    """The uses that the words behind a name or a determination give, split where they are alternatives.

    ``denied``: a denial that opens with a circumstance ("following a procedure that ...", "in the presence of ...")
    rests on all of it; under coverage, an opening context holds for every use.
    """
    groups = use_alternatives(tuple(segment for segment in segments(text) if _says_something(segment)))
    if denied and groups and groups[0][0].kind in {Kind.CONTEXT, Kind.PRESENCE}:
        return Uses((_circumstance(text),))
    named: list[Use] = []
    contexts: list[str] = []
    for at, group in enumerate(groups):
        opening = 0
        while at == 0 and opening < len(group) and group[opening].kind is Kind.CONTEXT:
            contexts.append(group[opening].whole)
            opening += 1
        named.extend(_uses(group[opening:]))
    return Uses(tuple(named), tuple(contexts))


def uses_in_item(text: str, *, denied: bool) -> tuple[Use, ...]:
    """The uses that an item of a list names; its first words are one even where no "for" opens them.

    An item that is a sentence of its own is taken whole: its commas and its "if" belong to what it says. "Any other
    indication" as an item names none.
    """
    text = without_end(text)
    if not re.search(r"\w{2}", text) or is_rest(text):
        return ()
    first = unmarked(text)
    if _SENTENCE.search(first) or len(text.split()) > _LONGEST_ITEM:
        return (Use(short(text)),)
    if not re.search(r"\w{3}", first):
        return uses_in(text, denied=denied).named or (Use(short(text)),)
    rest = segments(text)
    if any("or" in segment.joined.split() for segment in rest):
        return (Use(short(text)),)
    clause = _narrowing(first, [segment for segment in rest if segment.kind is Kind.LIMIT])
    tail = " ".join(segment.whole for segment in rest if segment.kind is not Kind.LIMIT and not segment.joined)
    return tuple(Use(short(f"{one} {tail}"), clause) for one in alternatives(short(first)))


def _says_something(segment: Segment) -> bool:
    """Whether a marker introduces anything: the "when" of "when:" does not, "for couples" says it itself."""
    if segment.kind is Kind.WHO and _people(segment) not in _ANYONE:
        return True
    return not says_nothing(segment.text) and not _IS_GIVEN.match(segment.text)


def _circumstance(text: str) -> Use:
    whole = re.sub(r"^in the presence", "presence", text.strip(" ,;:."), flags=re.IGNORECASE)
    return Use(whole, None, UseKind.CIRCUMSTANCE)


def _uses(group: Sequence[Segment]) -> tuple[Use, ...]:
    if not group:
        return ()
    first, rest = group[0], group[1:]
    core = _head(first)
    clause = _narrowing(core, [segment for segment in rest if segment.kind is Kind.LIMIT])
    dropped = Kind.LIMIT if clause else None
    tail = " ".join(segment.whole for segment in rest if segment.kind not in {dropped, Kind.CONTEXT})
    return tuple(Use(short(f"{one} {tail}"), clause) for one in alternatives(short(core)))


def _head(segment: Segment) -> str:
    """The words of a group's first segment: without its marker, except for people who are not just anyone."""
    if segment.kind is Kind.PRESENCE:
        return f"presence of {segment.text}"
    if segment.kind is not Kind.WHO or _people(segment) in _ANYONE:
        return segment.text
    return f"{_PREPOSITION.sub('', segment.marker)} {segment.text}"


def _people(segment: Segment) -> str:
    return _WHO_TAIL.sub("", _PREPOSITION.sub("", segment.marker)).lower()


def _narrowing(core: str, limits: Sequence[Segment]) -> str | None:
    """The limiting clauses that add something to what they limit.

    "to prevent gout in the setting of a risk of gout" adds nothing.
    """
    said = terms(core)
    adding = [limit.whole for limit in limits if not terms(limit.text).all <= said.all]
    return "; ".join(adding) or None
