"""The plain sentences at the top of a page, what changed in them marked."""

from dataclasses import dataclass

from policydiff.changes import Direction
from policydiff.reports.answer import Answer, Point, Summary
from policydiff.reports.html.change_view import SIGNS, Piece, pieces


@dataclass(frozen=True, slots=True)
class PointView:
    """``quote`` is what stands beneath: on both sides as a redline, on one side with ``label`` in front."""

    text: str
    tone: str | None
    sign: str | None
    label: str | None
    quote: tuple[Piece, ...]
    why: str | None


@dataclass(frozen=True, slots=True)
class AnswerView:
    question: str
    short: str
    text: str
    tone: str | None
    points: tuple[PointView, ...]


def answer_views(summary: Summary) -> tuple[AnswerView, ...]:
    return tuple(map(_answer, summary.answers))


def _answer(answer: Answer) -> AnswerView:
    tone = answer.tone.value if answer.tone else None
    return AnswerView(answer.question, answer.short, answer.text, tone, tuple(map(_point, answer.points)))


def _point(point: Point) -> PointView:
    tone = point.tone.value if point.tone else None
    sign = SIGNS[point.tone] if isinstance(point.tone, Direction) else None
    if point.before and point.after:
        return PointView(point.text, tone, sign, None, pieces(point.before, point.after), point.why)
    quote = point.before or point.after
    label = "before" if point.before else "now"
    return PointView(point.text, tone, sign, label, (Piece("same", quote),) if quote else (), point.why)
