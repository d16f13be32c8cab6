"""A policy over the years as a picture: where its bands, ticks and marks stand.

Units are those of the picture, 1000 across. A date that is printed without day or month stands at the beginning of what
it names. A version holds from its own date to that of the next; the newest one to the right edge.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from policydiff.changes import Direction
from policydiff.history import History, HistoryStep, Position
from policydiff.partial_dates import first_day
from policydiff.reports import phrases
from policydiff.reports.answer import capital, joined, number_of
from policydiff.reports.change_words import shortened
from policydiff.reports.history_summary import step_date
from policydiff.reports.html.change_view import SIGNS
from policydiff.wording import words
from policyextract.records import Determination

WIDTH = 1000
_LEFT, _RIGHT = 250, 990
_AXIS = 22
_MARK = 16
_LANE = 40
_BAND = 30
_LETTER = 7.4
"""Width of a letter of the picture's text, near enough to know what fits."""

_LONGEST_NAME = 34
_APART = 112
"""What two versions must be apart to be marked each for itself."""

_MOST_LANES = 24

_FEW = 8
"""Versions up to which each has a line of its own."""

_SHORT = {
    Determination.MEDICALLY_NECESSARY: "covered",
    Determination.NOT_MEDICALLY_NECESSARY: "not necessary",
}


@dataclass(frozen=True, slots=True)
class Band:
    """What a version says of a service, as long as it holds. ``label`` is empty where there is no room for words."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    label: str
    title: str

    @property
    def text_y(self) -> float:
        return self.y + self.height / 2 + 4


@dataclass(frozen=True, slots=True)
class Lane:
    """One service. ``cells`` say in words what each version has of it, in the order of the versions."""

    y: float
    name: str
    short: str
    bands: tuple[Band, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """How many changes of one direction a version made."""

    y: float
    direction: str
    text: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A version, or several next to each other: ``label`` is the date and how many more stand there.

    ``ruled`` versions have a line through all lanes; ``text_x`` and ``anchor`` say where label and marks stand.
    """

    x: float
    label: str
    marks: tuple[Mark, ...]
    ruled: bool = True

    @property
    def anchor(self) -> str:
        return "end" if self.x + 12 + len(self.label) * _LETTER > _RIGHT else "start"

    @property
    def text_x(self) -> float:
        return self.x + (-7 if self.anchor == "end" else 7)


@dataclass(frozen=True, slots=True)
class Timeline:
    """``drawn`` are the lanes that the picture has room for, ``marks_y`` where the dates of the versions stand.

    ``ticks`` are the versions one by one, ``stacks`` their labels and marks, of versions next to each other together.
    """

    height: float
    marks_y: float
    drawn: tuple[Lane, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    stacks: tuple[Tick, ...]
    years: tuple[tuple[float, str], ...]
    description: str
    remark: str


def timeline(history: History) -> Timeline | None:
    """The picture of a history; None where no version of it bears a date."""
    steps = [step for step in history.steps if step.in_force_from]
    if not steps:
        return None
    scale = _Scale(steps)
    ticks = tuple(_ticks(steps, scale))
    stacks = tuple(_stacks(steps, ticks))
    top = _AXIS + 42 + _MARK * max(len(stack.marks) for stack in stacks)
    keys = _services(steps)
    lanes = tuple(_lane(key, name, top + at * _LANE, steps, scale) for at, (key, name) in enumerate(keys.items()))
    shown = lanes[:_MOST_LANES]
    undated = len(history.steps) - len(steps)
    remarks = (
        f"{number_of(undated, 'version')} without a date {'is' if undated == 1 else 'are'} not in the picture."
        if undated
        else "",
        "A version with “+2” stands for itself and the two after it." if len(stacks) < len(ticks) else "",
        f"{len(lanes) - len(shown)} more services stand in the table alone." if len(lanes) > len(shown) else "",
    )
    return Timeline(
        height=top + len(shown) * _LANE + 6,
        marks_y=_AXIS + 30,
        drawn=shown,
        lanes=lanes,
        ticks=ticks,
        stacks=stacks,
        years=tuple(scale.years()),
        description=_description(steps),
        remark=" ".join(remark for remark in remarks if remark),
    )


class _Scale:
    """Days to places between left and right."""

    def __init__(self, steps: Sequence[HistoryStep]) -> None:
        days = (date.fromisoformat(first_day(step.in_force_from or "")) for step in steps)
        self.dates = list(accumulate(days, max))
        first, last = self.dates[0].toordinal(), self.dates[-1].toordinal()
        span = max(last - first, 365)
        self._first = max(first - span * 0.03, 1)
        self._span = span * 1.18
        self._last = min(self._first + self._span, date.max.toordinal())

    def x(self, day: date) -> float:
        return round(_LEFT + (day.toordinal() - self._first) / self._span * (_RIGHT - _LEFT), 1)

    def years(self) -> Iterator[tuple[float, str]]:
        """The beginnings of years, so many that their numbers do not touch."""
        first, last = (date.fromordinal(int(day)) for day in (self._first, self._last))
        years = range(first.year + 1, last.year + 1)
        every = 1 + len(years) // 14
        for year in years:
            if year % every == 0:
                yield self.x(date(year, 1, 1)), str(year)


def _ticks(steps: Sequence[HistoryStep], scale: _Scale) -> Iterator[Tick]:
    """The versions one by one. Of many, those that changed no coverage have no line through the lanes."""
    few = len(steps) <= _FEW
    for step, day in zip(steps, scale.dates, strict=True):
        marks = tuple(_marks((step,)))
        yield Tick(scale.x(day), step_date(step), marks, few or bool(marks))


def _stacks(steps: Sequence[HistoryStep], ticks: Sequence[Tick]) -> Iterator[Tick]:
    """The versions that stand too near to one another to be marked apart, under the date of the first of them."""
    at = 0
    while at < len(ticks):
        end = at + 1
        while end < len(ticks) and ticks[end].x - ticks[at].x < _APART:
            end += 1
        label = ticks[at].label + (f" +{end - at - 1}" if end > at + 1 else "")
        yield Tick(ticks[at].x, label, tuple(_marks(steps[at:end])))
        at = end


def _marks(steps: Sequence[HistoryStep]) -> Iterator[Mark]:
    changes = [change for step in steps if step.diff for change in step.diff.changes]
    y = _AXIS + 46
    for direction in Direction:
        number = sum(change.direction is direction for change in changes)
        if number and direction.substantive:
            yield Mark(y, direction.value, f"{SIGNS[direction]} {number}")
            y += _MARK


Key = tuple[tuple[str, ...], bool]


def _services(steps: Sequence[HistoryStep]) -> dict[Key, str]:
    """Each service under its last name, in the order in which they came up; the rest of all uses apart."""
    found: dict[Key, str] = {}
    for step in steps:
        for position in step.positions:
            found[_key(position)] = capital(position.service) + (", any other indication" if position.residual else "")
    return found


def _key(position: Position) -> Key:
    return words(position.service), position.residual


def _lane(key: Key, name: str, y: float, steps: Sequence[HistoryStep], scale: _Scale) -> Lane:
    said = [list(dict.fromkeys(each.determination for each in step.positions if _key(each) == key)) for step in steps]
    bands = tuple(_bands(name, y, said, steps, scale))
    cells = tuple(joined([phrases.determination(value) for value in values]) or "not mentioned" for values in said)
    return Lane(y + _BAND / 2 + 4, name, shortened(name, _LONGEST_NAME), bands, cells)


def _bands(
    name: str, y: float, said: Sequence[Sequence[Determination]], steps: Sequence[HistoryStep], scale: _Scale
) -> Iterator[Band]:
    """A band from each version to the next; several determinations stand one below the other in it.

    Versions side by side that say the same share a band.
    """
    at = 0
    while at < len(steps):
        end = at + 1
        while end < len(steps) and said[end] == said[at]:
            end += 1
        start = scale.x(scale.dates[at])
        stop = scale.x(scale.dates[end]) if end < len(steps) else float(_RIGHT)
        until = f"until {step_date(steps[end])}" if end < len(steps) else "to the newest version"
        for row, value in enumerate(said[at]):
            height = _BAND / len(said[at])
            title = f"{name}: {phrases.determination(value)} from {step_date(steps[at])} {until}"
            label = _label(value, stop - start) if len(said[at]) < 3 else ""
            tone = "covered" if value.covered else "denied"
            yield Band(start, round(y + row * height, 1), round(stop - start, 1), round(height, 1), tone, label, title)
        at = end


def _label(value: Determination, width: float) -> str:
    """The words that fit into a band, or its sign."""
    sign = "✓" if value.covered else "✗"
    label = f"{sign} {_SHORT.get(value) or phrases.determination(value)}"
    if len(label) * _LETTER + 10 <= width:
        return label
    return sign if width >= 16 else ""


def _description(steps: Sequence[HistoryStep]) -> str:
    return (
        f"{number_of(len(steps), 'version')} from {step_date(steps[0])} to {step_date(steps[-1])}. Bands show what "
        "each says of a service, marks over them how many changes of coverage it made. The table below says the same."
    )
