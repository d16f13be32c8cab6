"""Markdown for tickets and chat: the plain answers first, then everything as lists and tables."""

from collections.abc import Iterable, Iterator
from typing import get_args

from policydiff.reports.answer import Answer
from policydiff.reports.markup import cell, opening, plain
from policydiff.reports.report import Chapter, Entry, Fact, Report, Section, Table, Value
from policydiff.reports.summary import Summarised, summarise

_INDENT = "  "


def render(report: Report) -> str:
    """The chapters of a report. What somebody decides on opens with its summary."""
    lines = [line for chapter in report.chapters for line in _chapter(chapter, report)]
    return "\n".join(lines).strip("\n") + "\n"


def _chapter(chapter: Chapter, report: Report) -> Iterator[str]:
    yield f"# {opening(chapter.title)}"
    yield ""
    if isinstance(report.data, get_args(Summarised)):
        yield from _answers(summarise(report.data, report.decisions).answers)
    yield from _list(chapter.facts)
    for section in chapter.sections:
        yield from _section(section)


def _answers(answers: Iterable[Answer]) -> Iterator[str]:
    for answer in answers:
        text = f" {plain(answer.text)}" if answer.text else ""
        yield f"**{plain(answer.question)}** **{plain(answer.short)}**.{text}"
        yield ""
        for point in answer.points:
            tone = f"*{plain(point.tone.value)}* · " if point.tone else ""
            yield f"- {tone}{plain(point.line) if tone else opening(point.line)}"
        if answer.points:
            yield ""


def _section(section: Section) -> Iterator[str]:
    yield f"## {opening(section.heading)}"
    yield ""
    for line in (section.remark or "").splitlines():
        yield opening(line)
        yield ""
    for entry in section.entries:
        yield from _entry(entry, "")
    if section.entries:
        yield ""
    if section.table:
        yield from _table(section.table)


def _entry(entry: Entry, indent: str) -> Iterator[str]:
    yield f"{indent}- **{plain(entry.text)}**" if entry.tone else f"{indent}- {opening(entry.text)}"
    for fact in entry.facts:
        yield f"{indent}{_INDENT}- {_fact(fact)}"
    for beneath in entry.entries:
        yield from _entry(beneath, indent + _INDENT)


def _list(facts: Iterable[Fact]) -> Iterator[str]:
    lines = [f"- {_fact(fact)}" for fact in facts]
    yield from lines
    if lines:
        yield ""


def _fact(fact: Fact) -> str:
    return f"{opening(fact.label)}: {plain(fact.text)}"


def _table(table: Table) -> Iterator[str]:
    if not table.rows:
        yield opening(table.empty)
    else:
        yield _row(table.columns)
        yield _row("---" for _ in table.columns)
        yield from (_row(map(_shown, row)) for row in table.rows)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else cell(str(value))
