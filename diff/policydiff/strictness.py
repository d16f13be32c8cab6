"""Which payer is strictest on a service and which most permissive, with the derivation. Counted, not felt.

Two payers are set against each other in the rows on which both speak: covering is more than covering under a condition
or only part of what the row says, and that is more than denying. Rows marked for review count, and the derivation tells
how many did. Where the rows balance, the general conditions decide, if one asks all that the other asks and more.
Silence counts for nothing. A payer stands at an end only if it holds against every other one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from policydiff.comparison import Basis, ConditionRow, Extreme, Fit, IndicationRow


@dataclass(frozen=True, slots=True)
class Margin:
    """One payer against another: rows in which it is wider, and in which it is narrower; conditions that it alone sets
    of the two, and that the other alone sets; how many of these rows are doubtful.
    """

    wider: int
    narrower: int
    more_asked: int = 0
    less_asked: int = 0
    doubtful: int = 0

    @property
    def settled(self) -> int:
        """Positive where the payer is the more permissive of the two, negative where stricter, 0 where neither."""
        if self.wider != self.narrower:
            return self.wider - self.narrower
        if self.more_asked and self.less_asked:
            return 0
        return self.less_asked - self.more_asked

    @property
    def reverse(self) -> "Margin":
        return Margin(self.narrower, self.wider, self.less_asked, self.more_asked, self.doubtful)


def extremes(
    rows: Sequence[IndicationRow], conditions: Sequence[ConditionRow], keys: Sequence[str]
) -> tuple[Extreme | None, Extreme | None]:
    """The strictest and the most permissive payers of a service, in that order; None where that is not settled."""
    margins: dict[str, dict[str, Margin]] = {key: {} for key in keys}
    for one, other in combinations(keys, 2):
        margin = _margin(rows, conditions, one, other)
        if margin is not None:
            margins[one][other], margins[other][one] = margin, margin.reverse
    strictest = _extreme(margins, lambda margin: -margin.settled)
    return strictest, _extreme(margins, lambda margin: margin.settled)


def _extreme(margins: Mapping[str, Mapping[str, Margin]], gain: Callable[[Margin], int]) -> Extreme | None:
    speaking = [key for key, against in margins.items() if against]
    at_the_end = [
        key
        for key in speaking
        if len(margins[key]) == len(speaking) - 1 and all(gain(margin) >= 0 for margin in margins[key].values())
    ]
    if not any(gain(margin) > 0 for key in at_the_end for margin in margins[key].values()):
        return None
    return Extreme(keys=tuple(at_the_end), why="; ".join(_derived(key, margins[key]) for key in at_the_end))


def _margin(rows: Sequence[IndicationRow], conditions: Sequence[ConditionRow], one: str, other: str) -> Margin | None:
    """How two payers lie to one another; None where there is no row on which both speak."""
    both = [
        (mine, theirs, row.review)
        for row in rows
        if (mine := _width(row, one)) is not None and (theirs := _width(row, other)) is not None
    ]
    if not both:
        return None
    asked = [(row.cells.get(one) is not None, row.cells.get(other) is not None) for row in conditions]
    covered_by_both = any(mine and theirs for mine, theirs, _ in both)
    return Margin(
        wider=sum(mine > theirs for mine, theirs, _ in both),
        narrower=sum(mine < theirs for mine, theirs, _ in both),
        more_asked=sum(mine and not theirs for mine, theirs in asked if covered_by_both),
        less_asked=sum(theirs and not mine for mine, theirs in asked if covered_by_both),
        doubtful=sum(mine != theirs and review for mine, theirs, review in both),
    )


def _width(row: IndicationRow, key: str) -> int | None:
    """2 covered, 1 covered under a condition or in narrower words than the row's, 0 denied, None where not stated."""
    cell = row.cells[key]
    if cell.determination is None:
        return None
    if not cell.determination.covered:
        return 0
    return 1 if cell.basis is Basis.CONDITIONAL or row.fits.get(key) is Fit.NARROWER else 2


def _derived(key: str, against: Mapping[str, Margin]) -> str:
    """One payer's margins in words: "acme: rows wider/narrower 2/0 against best, 1/1 against core; 1 for review"."""
    doubtful = sum(margin.doubtful for margin in against.values())
    said = ", ".join(f"{_in_words(margin)} against {other}" for other, margin in against.items())
    return f"{key}: rows wider/narrower {said}" + (f"; {doubtful} for review" if doubtful else "")


def _in_words(margin: Margin) -> str:
    rows = f"{margin.wider}/{margin.narrower}"
    if margin.wider != margin.narrower or not (margin.more_asked or margin.less_asked):
        return rows
    return f"{rows} (conditions asked alone {margin.more_asked}/{margin.less_asked})"
