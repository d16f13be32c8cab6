"""What payers ask of every use of a service, side by side: who asks what, and who is the only one.

Two payers' conditions are paired by the aligner of the version diff, on these two payers alone, so that a further payer
changes no pair. Numbers have no part in the pairing: that one payer asks for 6 weeks and another for 3 months is what a
reader wants to see in one row.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations

from policydiff.align.pairing import Pairing, Pass
from policydiff.answers import Answers
from policydiff.comparison import REVIEW_BELOW, ConditionCell, ConditionRow
from policydiff.listed import Condition
from policydiff.measures import differ, in_common_units
from policydiff.terms import DIFFERENT_FLOOR, Terms, likeness, rarities, terms
from policydiff.wording import normalise
from policyextract.thresholds import thresholds

Asked = Mapping[int, Sequence[Condition]]
"""The conditions of each column that speaks of the service, by its number."""


def condition_rows(answers: Answers, asked: Asked, keys: Sequence[str]) -> tuple[ConditionRow, ...]:
    """The rows of one service. Columns that do not speak of it are left out of ``asked``.

    Each condition is asked for in every column. What that finds is a row, unless it is part of a fuller one.
    """
    pairs = _Pairs(answers, asked)
    found: dict[tuple[tuple[int, int], ...], str] = {}
    for column in asked:
        for number, condition in enumerate(asked[column]):
            partners = ((other, pairs.partner(column, number, other)) for other in asked)
            found.setdefault(tuple((other, at) for other, at in partners if at is not None), condition.text)
    whole = [row for row in found if not any(set(row) < set(other) for other in found)]
    return tuple(_row(found[row], asked, dict(row), pairs.confidence(row), keys) for row in whole)


def _row(text: str, asked: Asked, chosen: Mapping[int, int], confidence: float, keys: Sequence[str]) -> ConditionRow:
    cells = {keys[at]: _cell(asked[at][chosen[at]]) if at in chosen else None for at in asked}
    asking = [(key, cell) for key, cell in cells.items() if cell is not None]
    return ConditionRow(
        condition=text,
        cells=cells,
        confidence=confidence,
        review=confidence < REVIEW_BELOW,
        alone=asking[0][0] if len(asking) == 1 and len(cells) > 1 else None,
        thresholds_differ=any(differ(cell.thresholds, asking[0][1].thresholds) for _, cell in asking),
    )


def _cell(condition: Condition) -> ConditionCell:
    found = tuple(in_common_units(each) for each in thresholds(condition.text))
    return ConditionCell(text=condition.text, provenance=condition.provenance, uses=condition.uses, thresholds=found)


class _Pairs:
    """The conditions of several columns, paired column by column."""

    def __init__(self, answers: Answers, asked: Asked) -> None:
        self._answers = answers
        self._asked = asked
        self._paired = cache(self._pair)

    def partner(self, column: int, number: int, other: int) -> int | None:
        """The number of the condition in another column that asks the same."""
        if other == column:
            return number
        first, second = sorted((column, other))
        pairs = self._paired(first, second)
        return next((pair[other == second] for pair in pairs if pair[column == second] == number), None)

    def confidence(self, row: Sequence[tuple[int, int]]) -> float:
        """How alike the conditions of a row are, given by column and number: the least of any two, 1 for one alone."""
        return min((self._alike(*sorted(two)) for two in combinations(row, 2)), default=1.0)

    def _alike(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        paired = self._paired(one[0], other[0]).get((one[1], other[1]))
        return self._likeness(one, other) if paired is None else paired

    def _pair(self, first: int, second: int) -> dict[tuple[int, int], float]:
        """The conditions of two columns that are paired, by their numbers, with how alike they are."""
        pairing: Pairing[tuple[int, int]] = Pairing(self._places(first), self._places(second))
        pairing.exact(lambda place: normalise(self._text(place)))
        pairing.best(self._likeness, DIFFERENT_FLOOR, Pass.LIKENESS)
        pairs = pairing.result(self._likeness).pairs
        return {(pair.old[1], pair.new[1]): pair.confidence for pair in pairs}

    def _likeness(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        places = (*self._places(one[0]), *self._places(other[0]))
        return round(likeness(self._terms(one), self._terms(other), rarities(map(self._terms, places))), 3)

    def _places(self, column: int) -> list[tuple[int, int]]:
        return [(column, number) for number in range(len(self._asked[column]))]

    def _text(self, place: tuple[int, int]) -> str:
        return self._asked[place[0]][place[1]].text

    def _terms(self, place: tuple[int, int]) -> Terms:
        """What a condition is about, without its numbers."""
        return Terms(terms(self._answers.columns[place[0]].spell_out(self._text(place))).words)
