"""Which documents share their coverage text: sister brands, policies bought from one source, copies.

What is set against each other are the coverage statements and their criteria, word by word, not headers, background or
references. Documents that share most of it are compared as two versions of one policy, so that what differs in fact is
listed with its direction.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from policydiff.align import align
from policydiff.changes import Action, Area, Change, Direction, Evidence, fingerprint
from policydiff.code_rows import whole_range
from policydiff.comparison import Kinship, SharedText
from policydiff.rules import CATALOGUE
from policydiff.versions import diff
from policydiff.wording import words
from policyextract.records import Criterion, PolicyRecord, Statement

SAME_TEXT = 0.95
"""Share of words in common from which two coverage texts are one, misprints and a name or two aside."""
SAME_SOURCE = 0.6
"""Share from which their criteria come from one source."""
SAME_PASSAGE = 85.0
"""Likeness (rapidfuzz ratio over words, 0 to 100) from which two passages are one, reworded in places."""
FEWEST_WORDS = 25
"""Carrying words of coverage text below which likeness tells nothing: a stock sentence is everybody's."""

_CODES_IN_BRACKETS = re.compile(r"\s*\((?:\s*[A-Z]?\d{4,5}[A-Z]?\b(?:\s*(?:[,;/–-]|and|or|to|through))*)+\s*(?:\)|$)")
_REWORDED = next(rule for rule in CATALOGUE if rule.id == "statement-reworded")
_SILENCE = {
    Area.STATEMENT: "one of the two speaks of it, the other is silent, which is neither yes nor no",
    Area.CODE: "one of the two lists it, the other does not, which is neither yes nor no",
}

Passage = tuple[str, ...]


def shared_texts(records: Sequence[PolicyRecord], keys: Sequence[str]) -> tuple[SharedText, ...]:
    """The pairs of documents that share most of their coverage text, in the order given."""
    passages = [tuple(_passages(record)) for record in records]
    found: list[SharedText] = []
    for one, other in combinations(range(len(records)), 2):
        share = text_share(passages[one], passages[other])
        if share >= SAME_SOURCE:
            kinship = Kinship.SAME_TEXT if share >= SAME_TEXT else Kinship.SAME_SOURCE
            differences = _differences(records[one], records[other])
            pair = (keys[one], keys[other])
            found.append(SharedText(keys=pair, kinship=kinship, share=share, differences=differences))
    return tuple(found)


def text_share(one: Sequence[Passage], other: Sequence[Passage]) -> float:
    """The share of the words of two texts, given by passages, that stand in passages of both: 0 to 1.

    0 where a text is too short to tell, or where not even the words out of order reach ``SAME_SOURCE``.
    """
    sizes = [sum(map(len, passages)) for passages in (one, other)]
    bags = [Counter(word for passage in passages for word in passage) for passages in (one, other)]
    if min(sizes) < FEWEST_WORDS or 2 * (bags[0] & bags[1]).total() < SAME_SOURCE * sum(sizes):
        return 0.0
    return round((_found(one, other) + _found(other, one)) / sum(sizes), 3)


def _found(passages: Sequence[Passage], within: Sequence[Passage]) -> float:
    """Words of passages that stand in another text. Of a passage reworded in places, the share that is alike."""
    joined = [" ".join(passage) for passage in within]
    total = 0.0
    for passage in passages:
        best = max((fuzz.token_sort_ratio(" ".join(passage), text) for text in joined), default=0.0)
        total += len(passage) * best / 100 if best >= SAME_PASSAGE else 0.0
    return total


def _passages(record: PolicyRecord) -> Iterator[Passage]:
    for statement in record.statements:
        yield words(statement.text)
        if statement.criteria is not None:
            for item in statement.criteria.items:
                yield from _passages_of(item)


def _passages_of(item: Criterion) -> Iterator[Passage]:
    if said := words(item.text):
        yield said
    for below in item.items:
        yield from _passages_of(below)


def _differences(one: PolicyRecord, other: PolicyRecord) -> tuple[Change, ...]:
    """What differs in coverage: all that has a direction, and what is worded otherwise.

    Codes that a sentence gives in brackets would count as its words and numbers, so they are set against each other by
    themselves.
    """
    bare_one, bare_other = _without_codes(one), _without_codes(other)
    changes = [_between_payers(change) for change in diff(bare_one, bare_other).changes if _matters(change)]
    stated_one, stated_other = ({part.id: part for part in record.statements} for record in (one, other))
    for pair in align(bare_one, bare_other).statements:
        old, new = stated_one[pair.old.statement.id], stated_other[pair.new.statement.id]
        if _CODES_IN_BRACKETS.findall(old.text) != _CODES_IN_BRACKETS.findall(new.text):
            changes.append(_codes_named(old, new, other))
    return tuple(changes)


def _matters(change: Change) -> bool:
    return change.area in (Area.STATEMENT, Area.CRITERION) or (
        change.area is Area.CODE and change.direction.substantive
    )


def _between_payers(change: Change) -> Change:
    """A version that drops something takes it away; a payer that does not speak of it has not said no."""
    silence = _SILENCE.get(change.area)
    if silence is None or change.action not in (Action.ADDED, Action.REMOVED):
        return change
    return change.model_copy(update={"direction": Direction.INDETERMINATE, "why": silence})


def _without_codes(record: PolicyRecord) -> PolicyRecord:
    """The record with no codes in the brackets of its sentences and service names, and its code ranges in full."""
    statements = tuple(
        part.model_copy(
            update={
                "text": _CODES_IN_BRACKETS.sub("", part.text),
                "services": tuple(_CODES_IN_BRACKETS.sub("", name) for name in part.services),
            }
        )
        for part in record.statements
    )
    codes = tuple(code.model_copy(update={"code": whole_range(code.code)}) for code in record.codes)
    return record.model_copy(update={"statements": statements, "codes": codes})


def _codes_named(old: Statement, new: Statement, record: PolicyRecord) -> Change:
    """The change that two sentences name other codes, or the same at other places."""
    return Change(
        rule=_REWORDED.id,
        area=_REWORDED.area,
        action=_REWORDED.action,
        direction=Direction.INDETERMINATE,
        service=next((_CODES_IN_BRACKETS.sub("", name) for name in new.services), None),
        old=Evidence(text=old.text, provenance=old.provenance),
        new=Evidence(text=new.text, provenance=new.provenance),
        why="the codes named in brackets are others, or stand with another part of the sentence",
        confidence=1.0,
        fingerprint=fingerprint(
            _REWORDED.id, record.payer.id or record.payer.name, record.policy_number, old.text, new.text
        ),
    )
