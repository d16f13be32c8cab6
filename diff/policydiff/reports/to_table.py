"""Text for people: in colour on a terminal, plain and of one width in a pipe or a file."""

import io
from collections.abc import Iterator

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from policydiff.changes import Direction
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


def render(report: Report, terminal: Console | None = None) -> str:
    """The chapters of a report, laid out for ``terminal``, or plain at ``PLAIN_WIDTH`` columns where there is none."""
    console = terminal or _plain_console()
    with console.capture() as captured:
        for number, chapter in enumerate(report.chapters):
            if number:
                console.print()
            console.print(_chapter(chapter, console.width))
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _plain_console() -> Console:
    """A console that no environment variable (COLUMNS, FORCE_COLOR, TERM) can change."""
    return Console(file=io.StringIO(), width=PLAIN_WIDTH, color_system=None, force_terminal=False, _environ={})


def _chapter(chapter: Chapter, width: int) -> RenderableType:
    sections = (_section(section, width) for section in chapter.sections)
    return Group(Text(chapter.title, style="bold underline"), _facts(chapter.facts), *sections)


def _section(section: Section, width: int) -> RenderableType:
    parts: list[RenderableType] = [Text(), Text(section.heading.upper(), style=_STYLES.get(section.tone, "bold"))]
    if section.remark:
        parts.append(Padding(Text(section.remark), (0, 0, 0, _INDENT)))
    parts.extend(_entries(section.entries))
    if section.table:
        parts.append(_table(section.table, width))
    return Group(*parts)


def _entries(entries: tuple[Entry, ...]) -> Iterator[RenderableType]:
    for entry in entries:
        if entry.facts:
            yield Text()
        body = Group(Text(entry.text, style=_STYLES.get(entry.tone, "")), _facts(entry.facts), *_entries(entry.entries))
        yield Padding(body, (0, 0, 0, _INDENT))


def _facts(facts: tuple[Fact, ...]) -> RenderableType:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for fact in facts:
        grid.add_row(Text(fact.label), Text(fact.text))
    return Padding(grid, (0, 0, 0, _INDENT)) if facts else Group()


def _table(table: Table, width: int) -> RenderableType:
    if not table.rows:
        return Padding(Text(table.empty), (0, 0, 0, _INDENT))
    several_lines = any(isinstance(value, str) and "\n" in value for row in table.rows for value in row)
    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, leading=int(several_lines))
    for column, values in zip(table.columns, zip(*table.rows, strict=True), strict=True):
        grid.add_column(Text(column), overflow="fold", no_wrap=_kept_whole(values, width))
    for row in table.rows:
        grid.add_row(*(Text(_shown(value)) for value in row))
    return Padding(grid, (0, 0, 0, _INDENT))


def _kept_whole(values: tuple[Value, ...], width: int) -> bool:
    """Whether a column holds names of one word, such as codes and rule ids, and there is room not to break them."""
    texts = [_shown(value) for value in values]
    return all(len(text.split()) <= 1 for text in texts) and max(map(len, texts)) <= width * 3 // 5


def _shown(value: Value) -> str:
    return "" if value is None else str(value)
