"""What is told of a statement that is also an item of another statement's list, and so would be told twice."""

from collections.abc import Iterator, Sequence

from policydiff.align.records import StatementPair
from policydiff.align.statements import Stated
from policydiff.changes import Area, Evidence
from policydiff.rules import quotes
from policydiff.rules.finding import Finding

Place = tuple[int | None, int, str]
Told = tuple[StatementPair, Sequence[Finding]]


def told_once(told: Sequence[Told], lone: Sequence[Stated]) -> Iterator[Finding]:
    """The findings of all pairs; of an item that is a statement of its own, only what the statement's pair says.

    ``lone`` are statements that came or went, of which another rule tells.
    """
    own = [(_place(side), _told(pair, found)) for pair, found in told for side in (pair.old, pair.new)]
    gone_or_new = [_place(part) for part in lone]
    for pair, found in told:
        items = set(_items(pair)) - {_place(pair.old), _place(pair.new)}
        passages = {passages for place, theirs in own if place in items for passages in theirs}
        alone = {place[-1] for place in gone_or_new if place in items}
        yield from (one for one in found if _passages(one) not in passages and not _is_one_of(one, alone))


def _told(pair: StatementPair, found: Sequence[Finding]) -> set[tuple[str, str]]:
    """The passages that the findings of a pair quote; where there are any, its sentence as a whole is told of too."""
    passages = {_passages(one) for one in found}
    sentences = (quotes.sentence(side.statement) for side in (pair.old, pair.new))
    before, after = map(_passage, sentences)
    return passages | {(before, after)} if passages else passages


def _items(pair: StatementPair) -> Iterator[Place]:
    """Where the items of either side's list stand, with their words."""
    for side in (pair.old, pair.new):
        for item in side.tree.below() if side.tree else ():
            if item.item.provenance is not None:
                yield (item.item.provenance.page, item.item.provenance.line, _joined(item.item.text))


def _place(part: Stated) -> Place:
    at = part.statement.provenance
    return (at.page, at.line, _joined(part.statement.text))


def _passages(found: Finding) -> tuple[str, str]:
    return (_passage(found.old), _passage(found.new))


def _passage(evidence: Evidence | None) -> str:
    if evidence is None or evidence.provenance is None:
        return ""
    return f"{evidence.provenance.page} {evidence.provenance.line} {_joined(evidence.text)}"


def _is_one_of(found: Finding, texts: set[str]) -> bool:
    """Whether an item came or went that is one of the statements that did."""
    alone = found.new if found.old is None else found.old if found.new is None else None
    if found.rule.area is not Area.CRITERION or alone is None:
        return False
    return any(_joined(alone.text).startswith(one) for one in texts)


def _joined(text: str) -> str:
    return " ".join(text.split())
