"""From the coordinates of a PDF, from the bottom left corner upward, to those of the page as it is read."""

from dataclasses import dataclass
from enum import Enum

from policyextract.document import Box


class Turn(Enum):
    """How text stands on the displayed page."""

    UPRIGHT = "upright"
    READS_UP = "reads up"
    READS_DOWN = "reads down"


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's size as displayed, and how it has to be turned to be read."""

    width: float
    height: float
    turn: Turn

    @property
    def read_width(self) -> float:
        return self.width if self.turn is Turn.UPRIGHT else self.height

    @property
    def read_height(self) -> float:
        return self.height if self.turn is Turn.UPRIGHT else self.width

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the PDF, from the top left corner of the page as it is read."""
        if self.turn is Turn.READS_UP:
            return y, x
        if self.turn is Turn.READS_DOWN:
            return self.height - y, self.width - x
        return x, self.height - y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A rectangle of the PDF as left, top, right and bottom of the page as it is read."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def turn_of(a: float, b: float, c: float, d: float) -> Turn | None:
    """How text set with this matrix (ISO 32000-1, 9.4.4) stands on the displayed page; None where it is askew."""
    flat = 0.01 * (abs(a) + abs(b))
    if abs(b) <= flat and abs(c) <= flat + 0.4 * abs(d):  # slanted letters pass for italics
        return Turn.UPRIGHT if a > 0 and d > 0 else None
    if abs(a) <= flat and abs(d) <= flat:
        return Turn.READS_UP if b > 0 else Turn.READS_DOWN
    return None
