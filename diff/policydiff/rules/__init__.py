"""The rules: what counts as a change, and which way it goes.

Each module holds the rules of one area, each rule beside the generator that fires it. ``CATALOGUE`` gathers the rules,
``findings`` runs the generators over an alignment.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policydiff.align.parted import moved_services
from policydiff.align.placed import asks_twice
from policydiff.align.records import Alignment, StatementPair
from policydiff.changes import Area, Direction, Qualified, Rule
from policydiff.rules import (
    codes,
    criteria,
    dates,
    items,
    metadata,
    moves,
    named_codes,
    operators,
    phrasing,
    references,
    revisions,
    scope,
    sections,
    statements,
    thresholds,
    unread,
)
from policydiff.rules.finding import Finding
from policydiff.rules.nested import told_once
from policydiff.witness import witnesses

_MODULES = (
    statements,
    scope,
    named_codes,
    phrasing,
    criteria,
    items,
    moves,
    operators,
    thresholds,
    codes,
    dates,
    metadata,
    sections,
    unread,
    revisions,
    references,
)

CATALOGUE: tuple[Rule, ...] = tuple(rule for module in _MODULES for rule in module.RULES)

_COVERAGE = frozenset({Area.STATEMENT, Area.CRITERION, Area.CODE})


def findings(alignment: Alignment) -> Iterator[Finding]:
    """All changes between two aligned records, area by area, in document order."""
    coverage = (*_of_statements(alignment), *_of_codes(alignment))
    yield from coverage
    yield from dates.header_dates(alignment)
    yield from dates.other_dates(alignment)
    substantive = any(found.direction.substantive and found.rule.area in _COVERAGE for found in coverage)
    yield from dates.not_advanced(alignment, substantive)
    yield from dates.overdue(alignment)
    yield from metadata.names(alignment)
    yield from metadata.lines_of_business(alignment)
    yield from metadata.related_policies(alignment)
    yield from sections.came_and_went(alignment)
    yield from sections.renamed(alignment)
    yield from sections.moved(alignment)
    yield from sections.background(alignment)
    yield from unread.unread(alignment, coverage)
    yield from revisions.entries(alignment)
    yield from references.references(alignment)


def _of_statements(alignment: Alignment) -> Iterator[Finding]:
    yield from statements.came_and_went(alignment)
    yield from statements.parted(alignment)
    told = [(pair, tuple(_of_pair(pair, alignment))) for pair in alignment.statements]
    yield from told_once(told, [lone.part for lone in (*alignment.lone.added, *alignment.lone.removed)])
    yield from moves.between_statements(alignment)


def _of_pair(pair: StatementPair, alignment: Alignment) -> Iterator[Finding]:
    """What changed in one statement. A flip of coverage stands for all that its list went through."""
    transition = tuple(statements.transition(pair))
    inside = tuple(_inside_pair(pair, alignment))
    flipped = statements.coverage_flipped(pair.old, pair.new)
    echoes = tuple(found for found in inside if found.direction is not Direction.EDITORIAL) if flipped else ()
    yield from (replace(found, echoes=echoes) for found in transition)
    yield from scope.services(pair, moved_services(alignment.parted, pair.old, pair.new))
    yield from named_codes.codes(pair, alignment)
    yield from phrasing.notes(pair)
    if not flipped:
        yield from _with_witnesses(inside, pair)


def _inside_pair(pair: StatementPair, alignment: Alignment) -> Iterator[Finding]:
    limits = (*scope.residual(pair), *scope.population(pair), *scope.lines_of_business(pair), *criteria.lists(pair))
    yield from limits
    combined = tuple(operators.combinations(pair))
    yield from phrasing.content(pair, explained=bool(limits), counted=bool(combined))
    yield from criteria.came_and_went(pair, alignment.item_moves)
    yield from criteria.mergers(pair)
    yield from criteria.sublists(pair)
    yield from items.rewordings(pair)
    yield from combined
    yield from moves.wrapped(pair)
    yield from moves.moved(pair)


_SHOWN_BY = {
    Qualified.BEFORE: (Direction.RESTRICTIVE, Direction.INDETERMINATE),
    Qualified.NOW: (Direction.PERMISSIVE, Direction.INDETERMINATE),
}
"""Which changes a witness illustrates: the first choice first."""


def _with_witnesses(found: tuple[Finding, ...], pair: StatementPair) -> Iterator[Finding]:
    """The findings, and with the first of the criteria's that goes either way the patient who shows it.

    Where nobody gains or loses by how the lists are built, what was done to them is editorial.
    """
    shown = list(found)
    if any(one.rule.area is Area.CRITERION and one.direction.substantive for one in shown):
        told = witnesses(pair)
        if told is not None and not told and not _asks_twice(pair):
            shown = [_editorial(one) if one.rule in _STRUCTURAL else one for one in shown]
        for witness in told or ():
            at = _first(shown, _SHOWN_BY[witness.qualified])
            if at is not None:
                shown[at] = replace(shown[at], witness=witness)
    yield from shown


def _asks_twice(pair: StatementPair) -> bool:
    """Whether a list asks for the same thing twice: then it is of several cases, and what left one stays in another."""
    return any(asks_twice(side.tree) for side in (pair.old, pair.new) if side.tree is not None)


_STRUCTURAL = frozenset({*moves.RULES, *operators.RULES, *criteria.ITEM_RULES})
"""Rules of what is done to lists, and not to the words of an item."""


def _editorial(found: Finding) -> Finding:
    if not found.direction.substantive:
        return found
    why = f"both lists ask for the same as a whole, though: {found.why}"
    return replace(found, direction=Direction.EDITORIAL, why=why)


def _first(found: Sequence[Finding], directions: Sequence[Direction]) -> int | None:
    """The first criterion of the first direction that occurs, of those that have no witness yet."""
    for direction in directions:
        for at, one in enumerate(found):
            if one.rule.area is Area.CRITERION and one.direction is direction and one.witness is None:
                return at
    return None


def _of_codes(alignment: Alignment) -> Iterator[Finding]:
    yield from codes.came_and_went(alignment)
    yield from codes.moved(alignment)
    yield from codes.renamed(alignment)
    yield from codes.described(alignment)


def catalogue_table() -> str:
    """The catalogue as a Markdown document: what ``docs/rules.md`` holds."""
    lines = [
        "# Rules",
        "",
        "Every kind of change that `policydiff diff` reports. A “computed” direction follows from where the change",
        "stands. The mirror is the rule that fires when old and new are swapped.",
        "",
        "| rule | area | action | direction | mirror | summary |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for rule in CATALOGUE:
        mirror = "itself" if rule.mirror == rule.id else rule.mirror or f"none: {rule.no_mirror}"
        direction = rule.direction or "computed"
        cells = (rule.id, rule.area, rule.action, direction, mirror, rule.summary)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
