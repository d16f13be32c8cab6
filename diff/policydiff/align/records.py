"""Pairs all parts of two records."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from policydiff.align.lists import Cited, align_codes, align_references, align_revisions, align_sections
from policydiff.align.pairing import Aligned, Pair, Pass
from policydiff.align.parted import Parted, find_parted, without_parts
from policydiff.align.placed import Placed
from policydiff.align.statements import Stated, align_statements, state
from policydiff.align.trees import TreeAlignment, align_trees
from policydiff.glossary import glossaries
from policyextract.records import Code, PolicyRecord, Revision, Section


@dataclass(frozen=True, slots=True)
class StatementPair:
    """Two versions of a statement, and of its criteria where both have such."""

    old: Stated
    new: Stated
    by: Pass
    confidence: float
    tree: TreeAlignment | None


@dataclass(frozen=True, slots=True)
class ItemMove:
    """An item of a criteria tree that went from one statement to another."""

    old_statement: Stated
    new_statement: Stated
    pair: Pair[Placed]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two records with their parts paired.

    ``statements`` has the pairs, ``lone`` what came and went, save what is part of a statement that was split or merged
    (``parted``).
    """

    old: PolicyRecord
    new: PolicyRecord
    statements: tuple[StatementPair, ...]
    lone: Aligned[Stated]
    parted: tuple[Parted, ...]
    item_moves: tuple[ItemMove, ...]
    codes: Aligned[Code]
    revisions: Aligned[Revision]
    references: Aligned[Cited]
    sections: Aligned[Section]


def align(old: PolicyRecord, new: PolicyRecord) -> Alignment:
    """Pair the parts of two versions of a policy."""
    of_old, of_new = glossaries(old, new)
    aligned = align_statements(
        [state(part, of_old) for part in old.statements], [state(part, of_new) for part in new.statements]
    )
    parted = find_parted(aligned)
    carried = frozenset(id(item) for each in parted for item in each.carried)
    statements = tuple(_pair(pair, carried) for pair in aligned.pairs)
    return Alignment(
        old=old,
        new=new,
        statements=statements,
        lone=without_parts(aligned, parted),
        parted=parted,
        item_moves=tuple(_item_moves(statements)),
        codes=align_codes(old.codes, new.codes),
        revisions=align_revisions(old.revisions, new.revisions),
        references=align_references(old.references, new.references),
        sections=align_sections(old.sections, new.sections),
    )


def _pair(pair: Pair[Stated], carried: frozenset[int]) -> StatementPair:
    """A pair with its trees aligned. ``carried`` are the items (by ``id``) that stand in a statement beside it."""
    old, new = pair.old.tree, pair.new.tree
    tree = align_trees(old, new) if old and new else None
    if tree and carried:
        added, removed = (
            tuple(lone for lone in side if id(lone.part) not in carried) for side in (tree.added, tree.removed)
        )
        tree = replace(tree, added=added, removed=removed)
    return StatementPair(pair.old, pair.new, pair.by, pair.confidence, tree)


def _item_moves(statements: Sequence[StatementPair]) -> list[ItemMove]:
    """Items that left one statement and stand in the same words in another."""
    gone = [(part.old, lone.part) for part in statements if part.tree for lone in part.tree.removed]
    moves = []
    for came in statements:
        for lone in came.tree.added if came.tree else ():
            at = next((at for at, (_, item) in enumerate(gone) if item.key == lone.part.key), None)
            if at is not None and lone.part.words:
                source, item = gone.pop(at)
                moves.append(ItemMove(source, came.new, Pair(item, lone.part, Pass.MOVED, 0.9)))
    return moves
