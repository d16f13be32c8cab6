"""How the payers of a row stand to one another, and who is alone. Of one row's cells; nothing else is looked at."""

from collections import Counter
from collections.abc import Hashable, Mapping

from policydiff.comparison import Agreement, Basis, IndicationCell

FEWEST_OTHERS = 2
"""Payers who must be of one mind against one, so that he is alone: of two who differ, neither is."""


def agreement(cells: Mapping[str, IndicationCell]) -> Agreement:
    """What the cells of a row, by documents' keys, amount to together."""
    speaking = [cell for cell in cells.values() if cell.determination is not None]
    if len(speaking) < 2:
        return Agreement.ONE_SPEAKS if speaking else Agreement.NOT_STATED
    if len({_covers(cell) for cell in speaking}) > 1:
        return Agreement.DIFFERENT
    if _covers(speaking[0]):
        return Agreement.CONDITIONS_DIFFER if len({_under_condition(cell) for cell in speaking}) > 1 else Agreement.SAME
    return Agreement.GROUNDS_DIFFER if len({cell.determination for cell in speaking}) > 1 else Agreement.SAME


def alone(cells: Mapping[str, IndicationCell]) -> str | None:
    """The key of the one payer that says otherwise than all others, who are at least two and of one mind.

    First covering is set against denying, then speaking against silence, then one ground or condition against another.
    A cell that gives a condition but no determination counts as neither, and then nobody is alone.
    """
    if any(cell.determination is None and cell.basis is not Basis.SILENT for cell in cells.values()):
        return None
    speaking = {key: cell for key, cell in cells.items() if cell.determination is not None}
    covering = {key: _covers(cell) for key, cell in speaking.items()}
    if len(set(covering.values())) > 1:
        return _odd_one(covering)
    if len(speaking) < len(cells):
        return _odd_one({key: key in speaking for key in cells})
    return _odd_one({key: (cell.determination, _under_condition(cell)) for key, cell in cells.items()})


def _odd_one(stances: Mapping[str, Hashable]) -> str | None:
    counts = Counter(stances.values())
    if len(counts) != 2 or max(counts.values()) < FEWEST_OTHERS or min(counts.values()) != 1:
        return None
    return next(key for key, stance in stances.items() if counts[stance] == 1)


def _covers(cell: IndicationCell) -> bool:
    return cell.determination is not None and cell.determination.covered


def _under_condition(cell: IndicationCell) -> bool:
    return cell.basis is Basis.CONDITIONAL
