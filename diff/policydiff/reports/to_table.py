"""Text for people: in colour on a terminal, plain and of one width in a pipe or a file."""

import io
from collections.abc import Iterable, Iterator

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from policydiff.changes import Direction
from policydiff.reports.characters import inert
from policydiff.reports.report import Chapter, Entry, Fact, Report, Section, Table, Tone, Value
from policyextract.records import Determination

PLAIN_WIDTH = 110
"""Columns where no terminal says how many it has."""

_STYLES: dict[Tone, str] = {
    Direction.RESTRICTIVE: "bold red",
    Direction.PERMISSIVE: "bold green",
    Direction.LATERAL: "bold yellow",
    Direction.INDETERMINATE: "bold magenta",
    Direction.EDITORIAL: "bold",
    Direction.ADMINISTRATIVE: "bold",
    Determination.MEDICALLY_NECESSARY: "bold green",
    Determination.RECONSTRUCTIVE: "bold green",
    Determination.INVESTIGATIONAL: "bold red",
    Determination.NOT_MEDICALLY_NECESSARY: "bold red",
    Determination.NOT_COVERED: "bold red",
    Determination.COSMETIC: "bold red",
}

_INDENT = 2
_GAP = 3
"""Columns between two cells."""
_READABLE = 11
"""Columns in which text can still be read: a long word of English."""


def render(report: Report, terminal: Console | None = None) -> str:
    """The chapters of a report, laid out for ``terminal``, or plain at ``PLAIN_WIDTH`` columns where there is none.

    Nothing is cut off however narrow it is, and nothing in a document's text acts on the terminal.
    """
    console = terminal or _plain_console()
    with console.capture() as captured:
        for number, chapter in enumerate(report.chapters):
            if number:
                console.print()
            console.print(_chapter(chapter, console.width))
    lines = captured.get().removesuffix("\n").split("\n") if report.chapters else []
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _plain_console() -> Console:
    """A console that no environment variable (COLUMNS, FORCE_COLOR, TERM) can change."""
    return Console(file=io.StringIO(), width=PLAIN_WIDTH, color_system=None, force_terminal=False, _environ={})


def _text(text: str, style: str = "") -> Text:
    return Text(inert(text), style=style)


def _chapter(chapter: Chapter, width: int) -> RenderableType:
    sections = (_section(section, width) for section in chapter.sections)
    return Group(_text(chapter.title, "bold underline"), _facts(chapter.facts, width), *sections)


def _section(section: Section, width: int) -> RenderableType:
    parts: list[RenderableType] = [Text(), _text(section.heading.upper(), _STYLES.get(section.tone, "bold"))]
    if section.remark:
        parts.append(_indented(_text(section.remark)))
    parts.extend(_entries(section.entries, width))
    if section.table:
        parts.append(_table(section.table, width))
    return Group(*parts)


def _indented(body: RenderableType) -> Padding:
    return Padding(body, (0, 0, 0, _INDENT))


def _entries(entries: tuple[Entry, ...], width: int) -> Iterator[RenderableType]:
    for entry in entries:
        if entry.facts:
            yield Text()
        head = _text(entry.text, _STYLES.get(entry.tone, ""))
        yield _indented(Group(head, _facts(entry.facts, width), *_entries(entry.entries, width)))


def _facts(facts: Iterable[Fact], width: int) -> RenderableType:
    """Labels and what they say, side by side. A label that would leave no room breaks too."""
    rows = [(_text(fact.label), _text(fact.text)) for fact in facts]
    if not rows:
        return Group()
    labels = max(label.cell_len for label, _ in rows)
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=labels <= width // 3, overflow="fold", max_width=max(width // 3, 8), style="dim")
    grid.add_column(overflow="fold")
    for label, text in rows:
        grid.add_row(label, text)
    return _indented(grid)


def _table(table: Table, width: int) -> RenderableType:
    if not table.rows:
        return _indented(_text(table.empty))
    rows = [[_text(_shown(value)) for value in row] for row in table.rows]
    columns = [[row[at] for row in rows] for at in range(len(table.columns))]
    needed = (_needed(column, texts) for column, texts in zip(table.columns, columns, strict=True))
    if sum(needed) + _GAP * len(columns) > width:
        return Group(*(part for row in rows for part in _stacked(table.columns, row, width)))
    several_lines = any("\n" in text.plain for row in rows for text in row)
    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, leading=int(several_lines))
    for heading, texts in zip(table.columns, columns, strict=True):
        grid.add_column(_text(heading), overflow="fold", no_wrap=_kept_whole(texts, width))
    for row in rows:
        grid.add_row(*row)
    return _indented(grid)


def _stacked(columns: tuple[str, ...], row: list[Text], width: int) -> Iterator[RenderableType]:
    """A row for which its table has no room: each cell below the one before, under its column's name."""
    yield Text()
    told = zip(columns, row, strict=True)
    yield _facts((Fact(column, text.plain) for column, text in told if text.plain), width)


def _needed(heading: str, texts: list[Text]) -> int:
    """How wide a column must be to be read."""
    lines = (line for text in (heading, *(text.plain for text in texts)) for line in text.split("\n"))
    return min(max(map(cell_len, lines)), _READABLE)


def _kept_whole(texts: list[Text], width: int) -> bool:
    """Whether a column holds names of one word, such as codes and rule ids, and there is room not to break them."""
    of_one_word = all(len(text.plain.split()) <= 1 for text in texts)
    return of_one_word and max(text.cell_len for text in texts) <= width * 3 // 5


def _shown(value: Value) -> str:
    return "" if value is None else str(value)
