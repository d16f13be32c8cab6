"""The first sheet: the plain answers, and below them blocks of facts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policydiff.reports.answer import Answer, Summary
from policydiff.reports.workbook.layout import Cell, Line, Look, Sheet, SheetColumn

_COLUMNS = (
    SheetColumn("", 27),
    SheetColumn("", 27),
    SheetColumn("", 78),
    SheetColumn("", 13),
    SheetColumn("", 13),
    SheetColumn("", 13),
)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, and lines of at most as many cells as the sheet has columns."""

    heading: str
    lines: tuple[Line, ...]


def summary_sheet(summary: Summary, blocks: Sequence[Block]) -> Sheet:
    """Each question with its answer in a word, in sentences, and in points."""
    lines: list[Line] = [(Cell(summary.title, Look.TITLE),), ()]
    for answer in summary.answers:
        lines.extend(_answer(answer))
    for block in blocks:
        lines.extend(((), (Cell(block.heading, Look.HEADING),), *block.lines))
    return Sheet("Summary", _COLUMNS, tuple(lines), "", headed=False)


def _answer(answer: Answer) -> Iterator[Line]:
    yield (Cell(answer.question, Look.STRONG), Cell(answer.short, answer.tone or Look.STRONG), answer.text)
    for point in answer.points:
        tone = point.tone.value if point.tone else None
        yield (None, Cell(tone, point.tone), f"• {point.line}")
