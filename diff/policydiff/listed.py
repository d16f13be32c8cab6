"""The uses that the list below a statement names, and the conditions that it sets for all of them.

Under ANY each item is a use. Under ALL the items are conditions, except a list among them that says what the service is
for ("intended for ONE of the following indications"), or, where nothing else says it, the item that names the
diagnosis.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from policydiff.phrasing import clean, frame_of, short, without_end, without_list_lead
from policydiff.uses import Use, uses_in_item
from policyextract.document import Provenance
from policyextract.records import Criterion, Operator

_SAYS_WHAT_FOR = re.compile(
    r"\b(?:indications?|intended|meant|purposes?|(?:used|ordered|performed|requested|prescribed)\s+(?:for|to|in|as)\b"
    r"|following\s+(?:\w+\s+)?(?:conditions|diagnoses|disorders|diseases|scenarios|situations|uses))",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"\b(?:indications?|purposes?|intended|meant)\b", re.IGNORECASE)
_SAYS_WHEN = re.compile(
    r"\b(?:follows?|following (?:an?|prior|completion)|after|before|prior to|contraindications?)\b", re.IGNORECASE
)
_DIAGNOSIS = re.compile(r"^(?:\S+\s+){0,5}?diagnos(?:is|ed)\s+(?:of|with)\s+(?P<use>\S.*)$", re.IGNORECASE)
_HAS_ONE = re.compile(r"\b(?:has|have|having|with)\b(?:\s+\w+){0,4}\s+(?:one|any|either|1)\b", re.IGNORECASE)
_ENDS_OPEN = re.compile(r"\b(?:of|for|with|to|in|by|from|has|have|is|are)$", re.IGNORECASE)
_CAUSAL = re.compile(r"\b(?:due to|because of|based on|(?:as )?(?:evidenced|defined|shown) by)$", re.IGNORECASE)
"""Behind these words the items are reasons that stand for themselves."""
_MOST_WORDS_OF_FRAME = 8


@dataclass(frozen=True, slots=True)
class Condition:
    """Words that every use has to meet, with their place; or only the uses named, where there are others too."""

    text: str
    provenance: Provenance
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedUse:
    """A use with the item that names it: its words as printed and their place."""

    use: Use
    text: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Listed:
    """``besides``: the uses stand beside the one that the subject names, and do not take its place."""

    uses: tuple[ListedUse, ...] = ()
    conditions: tuple[Condition, ...] = ()
    besides: bool = False


class UseNamed(StrEnum):
    """Where a sentence says what the service is for: behind the determination, in its subject, nowhere."""

    BEHIND = "behind"
    IN_SUBJECT = "in subject"
    NOWHERE = "nowhere"


def read_list(root: Criterion, at: Provenance, *, denied: bool, named: UseNamed) -> Listed:
    """Read the list of a statement.

    ``at`` is the statement's place; ``denied``: whether it denies; ``named``: where its sentence names a use.
    """
    place = root.provenance or at
    if _alternative(root) or (root.operator is Operator.UNCLEAR and (denied or _SAYS_WHAT_FOR.search(root.text))):
        return Listed(tuple(_uses(root.items, place, denied)))
    if denied:
        return Listed(conditions=tuple(_conditions(root.items, place)))
    return _under_all(root.items, place, named)


def _alternative(node: Criterion) -> bool:
    return node.operator is Operator.ANY or (node.operator is Operator.AT_LEAST and node.minimum == 1)


def _under_all(items: Sequence[Criterion], at: Provenance, named: UseNamed) -> Listed:
    naming = [item for item in items if _alternative(item) and _says_what_for(item)]
    if not naming and named is UseNamed.NOWHERE:
        naming = _diagnoses(items) or _had(items) or _only_list(items)
    if not naming and named is UseNamed.IN_SUBJECT:
        besides = tuple(use for item in _only_list(items) for use in _naming(item, item.provenance or at))
        return Listed(besides, tuple(_conditions(items, at)), besides=True)
    uses = tuple(use for item in naming for use in _naming(item, item.provenance or at))
    rest = [item for item in items if all(item is not other for other in naming)]
    return Listed(uses, tuple(_conditions(rest, at)))


def _diagnoses(items: Sequence[Criterion]) -> list[Criterion]:
    """The item that names the diagnosis, where no list does."""
    return [item for item in items if not item.items and _DIAGNOSIS.match(clean(item.text))][:1]


def _had(items: Sequence[Criterion]) -> list[Criterion]:
    """The first list of what patients have one of."""
    return [item for item in items if _alternative(item) and _HAS_ONE.search(item.text)][:1]


def _only_list(items: Sequence[Criterion]) -> list[Criterion]:
    """The one list of alternatives among conditions: where nothing says better what the service is for, it does."""
    lists = [item for item in _lists(items) if not _SAYS_WHEN.search(item.text)]
    return lists if len(lists) == 1 else []


def _lists(items: Sequence[Criterion]) -> Iterator[Criterion]:
    """The lists of alternatives that have to be met, also those inside what all has to be met."""
    for item in items:
        if _alternative(item):
            yield item
        elif item.operator is Operator.ALL:
            yield from _lists(item.items)


def _naming(item: Criterion, at: Provenance) -> Iterator[ListedUse]:
    if item.items:
        yield from _uses(item.items, at, denied=False, frame=_frame(item))
        return
    match = _DIAGNOSIS.match(clean(item.text))
    yield ListedUse(Use(without_end(match["use"] if match else item.text)), item.text, at)


def _says_what_for(item: Criterion) -> bool:
    return bool(_SAYS_WHAT_FOR.search(item.text)) and not _SAYS_WHEN.search(item.text)


def _frame(item: Criterion) -> str:
    """What the items of a list take over from its lead: "personal history of", but not "infusion is intended for"."""
    lead = frame_of(clean(item.text))
    return "" if _PURPOSE.search(item.text) or _CAUSAL.search(lead) else lead


def _uses(items: Iterable[Criterion], at: Provenance, denied: bool, frame: str = "") -> Iterator[ListedUse]:
    for item in items:
        for listed in _uses_of_item(item, at, denied):
            yield replace(listed, use=replace(listed.use, phrase=_framed(frame, listed.use.phrase)))


def _uses_of_item(item: Criterion, at: Provenance, denied: bool) -> Iterator[ListedUse]:
    place = item.provenance or at
    if not item.items:
        for use in uses_in_item(clean(item.text), denied=denied):
            yield ListedUse(use, item.text, place)
    elif _alternative(item):
        yield from _uses(item.items, place, denied, frame_of(clean(item.text)))
    else:
        lead, under = without_list_lead(clean(item.text)), "; ".join(map(in_words, item.items))
        use = Use(short(lead), f"with {under}") if lead else Use(short(under))
        yield ListedUse(use, item.text or under, place)


def _framed(frame: str, phrase: str) -> str:
    if not frame:
        return phrase
    if _ENDS_OPEN.search(frame) and len(frame.split()) <= _MOST_WORDS_OF_FRAME:
        return f"{frame} {phrase}"
    return f"{frame}: {phrase}"


def _conditions(items: Iterable[Criterion], at: Provenance) -> Iterator[Condition]:
    for item in items:
        yield Condition(in_words(item), item.provenance or at)


def in_words(item: Criterion) -> str:
    """A criterion with what stands below it, in one line."""
    under = "; ".join(map(in_words, item.items))
    text = without_end(" ".join(item.text.split()))
    return f"{text}: {under}" if under and text else text or under
