"""The smallest patient profile that tells two criteria trees apart: who qualifies on one side of a diff alone.

A criteria tree is a formula over its items, each of which holds for a patient or not. A patient who qualifies on one
side alone satisfies "the one tree and not the other"; the shortest implicant of that formula is the smallest profile.
The search is exact. It says nothing where the text leaves open how items combine, and where it would grow too large.

Items that are paired count as one, whatever became of their words: a witness shows what the lists do, and the change of
words is a change of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import comb

from policydiff.align.placed import Placed
from policydiff.align.records import StatementPair
from policydiff.align.statements import Stated
from policydiff.align.trees import TreeAlignment
from policydiff.changes import Qualified, Witness
from policydiff.direction import determination_sign, excepts, lead_in, list_sign
from policyextract.records import Operator

_MOST = 2000
"""Implicants beyond which the search is given up."""

Words = tuple[str, ...]
Profile = frozenset[int]
"""Atoms that hold (positive numbers) and that do not (negative ones)."""


@dataclass(frozen=True, slots=True)
class Formula:
    """An atom (from 1; negative where it must not hold), or a gate: at least ``needed`` of ``parts`` hold."""

    atom: int = 0
    needed: int = 0
    parts: tuple["Formula", ...] = ()

    @property
    def negated(self) -> "Formula":
        """Not at least k of n is at least n - k + 1 of the n negated."""
        if self.atom:
            return Formula(-self.atom)
        return Formula(0, len(self.parts) - self.needed + 1, tuple(part.negated for part in self.parts))


class _Unsettled(Exception):
    """The text does not say how the items of a list combine, or whether it negates them."""


class _TooLarge(Exception):
    """More implicants than the search may look at."""


class _Atoms:
    """The items of two trees by number. Paired items, and items in the words of either, are one."""

    def __init__(self, pair: StatementPair) -> None:
        assert pair.tree is not None
        self.texts: list[str] = []
        self._numbers: dict[Words, int] = {}
        self._partner: Mapping[int, Words] = {id(same.new): same.old.words for same in pair.tree.pairs}
        self._same = _same_words(pair.tree)
        lists = [same for same in pair.tree.pairs if same.old.is_list and same.new.is_list]
        unlike = [same for same in lists if not (same.old.words and same.new.words)]
        self._without_condition = {id(part) for same in unlike for part in (same.old, same.new)}
        self._several: Mapping[int, tuple[Placed, ...]] = {
            id(merger.one): merger.several for merger in (*pair.tree.merged, *pair.tree.split)
        }

    def has_condition(self, part: Placed) -> bool:
        """Whether a list's lead-in is a condition of its own. One that only one version words is a change of words."""
        return bool(part.words) and part.parent is not None and id(part) not in self._without_condition

    def of(self, part: Placed) -> Formula:
        """The formula of an item's own words: an atom, or the several items that it says together."""
        if several := self._several.get(id(part)):
            around = several[0].parent
            needed = len(several) if around is not None and around.operator is Operator.ALL else 1
            return Formula(0, needed, tuple(self.of(one) for one in several))
        words = self._same.get(part.words or self._partner.get(id(part), ()), part.words)
        if not words:
            raise _Unsettled
        if words not in self._numbers:
            self._numbers[words] = len(self._numbers) + 1
            self.texts.append(part.item.text)
        return Formula(self._numbers[words])


def _same_words(tree: TreeAlignment) -> dict[Words, Words]:
    """For the words of each paired item those that stand for it, whichever version is the older."""
    same: dict[Words, set[Words]] = {}
    for pair in tree.pairs:
        if pair.old.words and pair.new.words:
            linked = same.get(pair.old.words, {pair.old.words}) | same.get(pair.new.words, {pair.new.words})
            same.update(dict.fromkeys(linked, linked))
    return {words: min(linked) for words, linked in same.items()}


def witnesses(pair: StatementPair) -> tuple[Witness, ...] | None:
    """Who qualified before and does not now, and who does now and did not before; each where there is such a patient.

    Empty where the two lists ask for the same, however they are built. None where that is not known: without a list on
    both sides, where the text leaves open how items combine, and where the search grows too large.
    """
    if pair.old.tree is None or pair.new.tree is None or pair.tree is None:
        return None
    atoms = _Atoms(pair)
    try:
        before, now = _coverage(pair.old, pair.old.tree, atoms), _coverage(pair.new, pair.new.tree, atoms)
        found = (
            _witness(Qualified.BEFORE, before, now, atoms),
            _witness(Qualified.NOW, now, before, atoms),
        )
    except (_Unsettled, _TooLarge):
        return None
    return tuple(witness for witness in found if witness is not None)


def _witness(qualified: Qualified, here: Formula, there: Formula, atoms: _Atoms) -> Witness | None:
    profiles = implicants(Formula(0, 2, (here, there.negated)))
    if not profiles:
        return None
    least = min(profiles, key=_size)
    texts = dict(enumerate(atoms.texts, 1))
    return Witness(
        qualified=qualified,
        holds=tuple(texts[atom] for atom in sorted(least) if atom > 0),
        fails=tuple(texts[-atom] for atom in sorted(least, reverse=True) if atom < 0),
    )


def _size(profile: Profile) -> tuple[int, int, list[int], list[int]]:
    """By the criteria that have to hold, then by those that must not, then as they stand in the document."""
    holding = sorted(atom for atom in profile if atom > 0)
    return len(holding), len(profile), holding, sorted(-atom for atom in profile if atom < 0)


def _coverage(stated: Stated, tree: Placed, atoms: _Atoms) -> Formula:
    """The formula of those whom a statement gives the service."""
    sign = determination_sign(stated.determination)
    if sign == 0:
        raise _Unsettled
    formula = _listed(stated, tree, atoms)
    return formula if sign == 1 else formula.negated


def _formula(stated: Stated, part: Placed, atoms: _Atoms) -> Formula:
    return _listed(stated, part, atoms) if part.is_list else atoms.of(part)


def _listed(stated: Stated, part: Placed, atoms: _Atoms) -> Formula:
    """A list, under the condition that its lead-in may set. A lead-in that negates is no condition of its own."""
    lead = lead_in(stated.statement, part)
    sign = list_sign(part.item, lead)
    if part.operator is Operator.UNCLEAR or sign == 0 or (sign == -1 and excepts(lead)):
        raise _Unsettled
    items = tuple(_formula(stated, child, atoms) for child in part.children)
    gate = Formula(0, _needed(part), items)
    if sign == -1:
        return gate.negated
    return Formula(0, 2, (atoms.of(part), gate)) if atoms.has_condition(part) else gate


def _needed(part: Placed) -> int:
    if part.operator is Operator.ALL:
        return len(part.children)
    return (part.minimum or 1) if part.operator is Operator.AT_LEAST else 1


def implicants(formula: Formula) -> tuple[Profile, ...]:
    """All profiles that satisfy a formula and hold nothing that some choice of its parts does not ask for.

    The smallest of them is the smallest that there is. Raises _TooLarge where there are too many.
    """
    if formula.atom:
        return (frozenset((formula.atom,)),)
    needed = max(formula.needed, 0)
    if comb(len(formula.parts), needed) > _MOST:
        raise _TooLarge
    parts = [implicants(part) for part in formula.parts]
    return _bounded(profile for chosen in combinations(parts, needed) for profile in _product(chosen))


def _product(parts: Iterable[tuple[Profile, ...]]) -> tuple[Profile, ...]:
    """Each union of one profile of each part that does not contradict itself."""
    found: tuple[Profile, ...] = (frozenset(),)
    for part in parts:
        found = _bounded(one | other for one in found for other in part if not any(-atom in one for atom in other))
    return found


def _bounded(profiles: Iterator[Profile]) -> tuple[Profile, ...]:
    kept: dict[Profile, None] = {}
    for tried, profile in enumerate(profiles):
        kept.setdefault(profile)
        if tried > _MOST:
            raise _TooLarge
    return tuple(kept)
