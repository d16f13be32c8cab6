"""The rules: what counts as a change, and which way it goes.

Each module holds the rules of one area, each rule beside the generator that fires it. ``CATALOGUE`` gathers the rules,
``findings`` runs the generators over an alignment.
"""

from collections.abc import Iterator

from policydiff.align.records import Alignment, StatementPair
from policydiff.changes import Area, Rule
from policydiff.rules import (
    codes,
    criteria,
    dates,
    items,
    metadata,
    moves,
    operators,
    phrasing,
    references,
    revisions,
    scope,
    sections,
    statements,
    thresholds,
)
from policydiff.rules.finding import Finding

_MODULES = (
    statements,
    scope,
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
    yield from metadata.names(alignment)
    yield from metadata.lines_of_business(alignment)
    yield from metadata.related_policies(alignment)
    yield from sections.came_and_went(alignment)
    yield from sections.renamed(alignment)
    yield from sections.moved(alignment)
    yield from sections.background(alignment)
    yield from sections.unread(alignment, coverage)
    yield from revisions.entries(alignment)
    yield from references.references(alignment)


def _of_statements(alignment: Alignment) -> Iterator[Finding]:
    yield from statements.came_and_went(alignment)
    for pair in alignment.statements:
        yield from _of_pair(pair, alignment)
    yield from moves.between_statements(alignment)


def _of_pair(pair: StatementPair, alignment: Alignment) -> Iterator[Finding]:
    """What changed in one statement. A flip of coverage stands for all that its list went through."""
    yield from statements.transition(pair)
    yield from scope.services(pair)
    yield from phrasing.notes(pair)
    if statements.coverage_flipped(pair.old, pair.new):
        return
    limits = (*scope.residual(pair), *scope.population(pair), *scope.lines_of_business(pair), *criteria.lists(pair))
    yield from limits
    yield from phrasing.content(pair, explained=bool(limits))
    yield from criteria.came_and_went(pair, alignment.item_moves)
    yield from criteria.mergers(pair)
    yield from criteria.sublists(pair)
    yield from items.rewordings(pair)
    yield from operators.combinations(pair)
    yield from moves.wrapped(pair)
    yield from moves.moved(pair)


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
