"""Many records one after the other, as text in pieces: what is written need not wait for what is still to be read."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Literal, TypeAlias

from policydiff.reports.build import build
from policyextract.explained import ExplainedRecord
from policyextract.records import PolicyRecord

if TYPE_CHECKING:
    from rich.console import Console

SeriesFormat: TypeAlias = Literal["table", "json", "jsonl", "csv", "md", "html"]
Read: TypeAlias = PolicyRecord | ExplainedRecord


def pieces(
    results: Iterable[Read], form: SeriesFormat, part: str, *, several: bool, terminal: "Console | None" = None
) -> Iterator[str]:
    """The text of the results, record by record; put together it is what one report on all of them would print.

    ``part`` says what the rows of a CSV are, ``several`` whether JSON is a list even of one result. Without results
    there is no text.
    """
    waiting = iter(results)
    first = next(waiting, None)
    if first is None:
        return
    given = chain((first,), waiting)
    match form:
        case "jsonl":
            yield from _lines(given)
        case "json":
            yield from _list(given) if several else _objects(given)
        case "csv":
            yield from _rows(given, part)
        case "html":
            yield from _one_page(given)
        case "md":
            yield from _pages(given)
        case "table":
            yield from _chapters(given, terminal)


def _one_page(results: Iterable[Read]) -> Iterator[str]:
    """HTML: one page of them all, which is made when the last one is read."""
    from policydiff.reports.html.record_page import render_records

    yield render_records(tuple(results))


def _lines(results: Iterable[Read]) -> Iterator[str]:
    for result in results:
        yield f"{result.model_dump_json()}\n"


def _objects(results: Iterable[Read]) -> Iterator[str]:
    from policydiff.reports import to_json

    for result in results:
        yield to_json.render(build(result))


def _list(results: Iterable[Read]) -> Iterator[str]:
    """A JSON list. Inside a text JSON writes line breaks as escapes, so indenting every line changes none."""
    opening = "[\n"
    for text in _objects(results):
        yield opening + "  " + text.removesuffix("\n").replace("\n", "\n  ")
        opening = ",\n"
    yield "\n]\n"


def _rows(results: Iterable[Read], part: str) -> Iterator[str]:
    """CSV: the header once; where no result has a row, one line that says so."""
    from policydiff.reports import to_csv

    begun = False
    report = None
    for result in results:
        report = build(result, part)
        if report.rows.rows:
            yield to_csv.render(report, header=not begun)
            begun = True
    if report is not None and not begun:
        yield to_csv.render(report)


def _chapters(results: Iterable[Read], terminal: "Console | None") -> Iterator[str]:
    from policydiff.reports import to_table

    separator = ""
    for result in results:
        yield separator + to_table.render(build(result), terminal)
        separator = "\n"


def _pages(results: Iterable[Read]) -> Iterator[str]:
    from policydiff.reports import to_md

    separator = ""
    for result in results:
        yield separator + to_md.render(build(result))
        separator = "\n"
