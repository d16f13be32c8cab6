"""Items of a criteria tree that know where they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policydiff.glossary import Glossary
from policydiff.wording import NEGATIONS, numbers, without_joints
from policyextract.records import Criterion, Operator

_LEAD_WORDS = frozenset(
    "all any 1 either both each and or criterion met meet must patient indication diagnosis factor requirement "
    "item".split()
)
"""What a lead-in says of how its items combine, or of no patient in particular."""

_FIRST_SENTENCE = re.compile(r"(.{20,}?[a-z)]\.)\s+[A-Z]", re.DOTALL)

Key = tuple[object, ...]


@dataclass(eq=False, slots=True)
class Placed:
    """An item of a criteria tree where it stands. The root is the list itself.

    ``words`` are the carrying words of the item's own text; of a lead-in only those that are more than a quantifier, so
    that "ONE of the following:" has none. ``key`` is the whole subtree without labels and order. ``operator`` and
    ``minimum`` are those printed, save for a list of one item: how that combines means nothing, whatever it says.
    ``opening`` are the words of the first sentence of an item of several: what follows explains it or excepts from it.
    """

    item: Criterion
    parent: "Placed | None"
    index: int
    words: tuple[str, ...]
    negations: int
    numbers: tuple[str, ...]
    operator: Operator
    minimum: int | None
    children: tuple["Placed", ...] = field(default=(), repr=False)
    key: Key = ()
    size: int = 1
    opening: tuple[str, ...] = ()

    @property
    def is_list(self) -> bool:
        return bool(self.children)

    def ancestors(self) -> Iterator["Placed"]:
        """From the parent up to the root."""
        at = self.parent
        while at is not None:
            yield at
            at = at.parent

    def below(self) -> Iterator["Placed"]:
        """All items under this one, in document order."""
        for child in self.children:
            yield child
            yield from child.below()


def place(root: Criterion, glossary: Glossary) -> Placed:
    """The tree with each item knowing its place."""
    return _place(root, None, 0, glossary)


def _place(item: Criterion, parent: Placed | None, index: int, glossary: Glossary) -> Placed:
    words = glossary.words(without_joints(item.text) if parent else item.text)
    if item.items:
        words = condition(words, item)
    operator, minimum = item.operator or Operator.UNCLEAR, item.minimum
    if len(item.items) == 1 and operator is not Operator.NONE_OF:
        operator, minimum = Operator.ALL, None
    negations = sum(word in NEGATIONS for word in words)
    placed = Placed(item, parent, index, words, negations, numbers(words), operator, minimum)
    first = None if item.items else _FIRST_SENTENCE.match(item.text)
    placed.opening = glossary.words(first[1]) if first else ()
    placed.children = tuple(_place(child, placed, at, glossary) for at, child in enumerate(item.items))
    placed.size = 1 + sum(child.size for child in placed.children)
    placed.key = (
        placed.words,
        operator if placed.children else None,
        minimum,
        tuple(sorted((child.key for child in placed.children), key=repr)),
    )
    return placed


def read_alike(old: Placed, new: Placed) -> None:
    """Read a list of one item as combining the way its longer version does."""
    if Operator.NONE_OF in (old.operator, new.operator):
        return
    shorter, longer = (old, new) if len(old.children) < len(new.children) else (new, old)
    if len(shorter.children) == 1 < len(longer.children):
        shorter.operator = longer.operator
        shorter.minimum = 1 if longer.operator is Operator.AT_LEAST else None


def asks_twice(root: Placed) -> bool:
    """Whether the same words in two lists both have to hold: no text says so, but of cases that it tells apart."""
    first: dict[tuple[str, ...], Placed] = {}
    for part in root.below():
        if part.is_list or not part.words:
            continue
        known = first.setdefault(part.words, part)
        if known.parent is not part.parent and _around_both(known, part).operator is Operator.ALL:
            return True
    return False


def _around_both(one: Placed, other: Placed) -> Placed:
    """The innermost list that holds both items."""
    around = {id(part) for part in one.ancestors()}
    return next(part for part in other.ancestors() if id(part) in around)


def condition(words: tuple[str, ...], item: Criterion) -> tuple[str, ...]:
    """What a lead-in says besides how its items combine: "Use follows ONE of the following" -> use, follow."""
    minimum = {Operator.AT_LEAST: item.minimum, Operator.ANY: 1}.get(item.operator or Operator.UNCLEAR)
    left = _without_count(words, str(minimum)) if minimum else words
    return tuple(
        word
        for before, word in zip(("", *left), left, strict=False)
        if word not in _LEAD_WORDS or before in ("<", "<=")
    )


def _without_count(words: tuple[str, ...], minimum: str) -> tuple[str, ...]:
    """The words without what asks for so many items: "2" or ">= 2", but no bound of another number."""
    around = zip(("", *words), words, (*words[1:], ""), strict=False)
    return tuple(
        word
        for before, word, after in around
        if (word != minimum or before in ("<", "<=")) and not (word == ">=" and after == minimum)
    )
