"""Writes one sheet: its cells, its filters, and how it goes on paper.

Text is written as text: it never becomes a formula, a link or a number.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from policydiff.reports.redline import Mark, Run
from policydiff.reports.workbook.formats import Formats
from policydiff.reports.workbook.heights import row_height
from policydiff.reports.workbook.layout import Cell, Content, Line, Look, Sheet
from policydiff.reports.workbook.limits import fits, text_of
from policydiff.reports.workbook.looks import properties_of

_LETTER = 1
_MARGIN = 0.4
_BELOW = 0.6
"""Inches: room for the footer."""
_LONGEST_FOOTER = 120
_SPREADING = (Look.TITLE, Look.HEADING)
"""What may run on over the next cells."""
_TALL = 1.6
"""Lines that a title takes."""
_BOLD = 0.88
"""The part of a column's room that is left for bold words."""
_LEGIBLE = 225
"""Characters of width that can still be read when they are made to fit on one sheet of paper."""
_ON_ONE_PAGE = 45
"""Lines of a summary that can still be read on one sheet of paper."""
_SCALE = 62
"""Per cent at which wider sheets go on paper, over several pages across."""


def write_page(page: Worksheet, sheet: Sheet, formats: Formats, title: str) -> None:
    """``title`` stands below each page on paper."""
    lines = sheet.lines or ((sheet.empty,),)
    first = int(sheet.headed)
    last = (first + len(lines) - 1, len(sheet.columns) - 1)
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        if column.choices and sheet.lines:
            page.data_validation(first, at, last[0], at, _choices(column.choices))
    if sheet.headed:
        _write_head(page, sheet, last, formats)
    for row, line in enumerate(lines, start=first):
        _write_line(page, row, line, sheet, formats)
    page.ignore_errors({"number_stored_as_text": xl_range(0, 0, *last)})
    _set_up_paper(page, sheet, last, title)


def _choices(choices: tuple[str, ...]) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(choices),
        "error_title": "Not one of the choices",
        "error_message": f"One of: {', '.join(choices)}; or leave it empty.",
    }


def _write_head(page: Worksheet, sheet: Sheet, last: tuple[int, int], formats: Formats) -> None:
    for at, column in enumerate(sheet.columns):
        page.write_string(0, at, column.heading, formats.header())
    page.set_row(0, row_height((column.heading, column.width) for column in sheet.columns))
    page.freeze_panes(1, sheet.frozen)
    page.repeat_rows(0)
    if sheet.lines:
        page.autofilter(0, 0, *last)


def _set_up_paper(page: Worksheet, sheet: Sheet, last: tuple[int, int], title: str) -> None:
    page.set_landscape()
    page.set_paper(_LETTER)
    page.set_margins(_MARGIN, _MARGIN, _MARGIN, _BELOW)
    printed = sheet.columns[: sheet.printed]
    page.print_area(0, 0, last[0], len(printed) - 1)
    if sum(column.width for column in printed) <= _LEGIBLE:
        page.fit_to_pages(1, 1 if len(sheet.lines) <= _ON_ONE_PAGE and not sheet.headed else 0)
    else:
        page.set_print_scale(_SCALE)
        if sheet.frozen:
            page.repeat_columns(0, sheet.frozen - 1)
    shown = title[:_LONGEST_FOOTER].replace("&", "&&").replace("\n", " ")
    page.set_footer(f"&L&8{shown}&C&8{sheet.name}&R&8&P / &N")


def _write_line(page: Worksheet, row: int, line: Line, sheet: Sheet, formats: Formats) -> None:
    cells = [content if isinstance(content, Cell) else Cell(content) for content in line]
    for at, cell in enumerate(cells):
        _write_cell(page, row, at, cell, formats, ruled=sheet.headed)
    if any(cell.look in _SPREADING for cell in cells):
        page.set_row(row, row_height((), _TALL))
    elif cells:
        columns = zip(cells, sheet.columns, strict=False)
        page.set_row(row, row_height((_plain(cell.content), _room(cell, column.width)) for cell, column in columns))


def _room(cell: Cell, width: int) -> float:
    return width * _BOLD if properties_of(cell.look).get("bold") else width


def _plain(content: Content) -> str:
    if isinstance(content, tuple):
        return "".join(run.shown for run in content)
    return "" if content is None else str(content)


def _write_cell(page: Worksheet, row: int, at: int, cell: Cell, formats: Formats, *, ruled: bool) -> None:
    look = formats.of(cell.look, ruled=ruled)
    match cell.content:
        case None | "" | ():
            page.write_blank(row, at, None, look)
        case bool(value):
            page.write_string(row, at, "yes" if value else "no", look)
        case int(number) | float(number):
            page.write_number(row, at, number, look)
        case str(text):
            page.write_string(row, at, text_of(text), look)
        case tuple(runs):
            _write_redline(page, row, at, runs, formats, look)


def _write_redline(page: Worksheet, row: int, at: int, runs: tuple[Run, ...], formats: Formats, look: Format) -> None:
    """Words with what was struck out and put in. What does not fit into a cell is written plain, and cut."""
    shown = [(formats.of_mark(run.mark), text) for run, text in _apart(runs) if text]
    whole = "".join(text for _, text in shown)
    if len(shown) == 1 and fits(whole):
        page.write_string(row, at, whole, shown[0][0])
    elif len(shown) > 1 and fits(whole):
        page.write_rich_string(row, at, *_fragments(shown), look)
    else:
        page.write_string(row, at, text_of(whole), look)


def _apart(runs: Sequence[Run]) -> Iterator[tuple[Run, str]]:
    """The runs as texts, with a blank between words struck out and those in their place, where the texts have none."""
    for run, following in zip_longest(runs, runs[1:]):
        text = text_of(run.shown)
        replaced = run.mark is Mark.REMOVED and following is not None and following.mark is Mark.ADDED
        yield run, f"{text} " if replaced and not text[-1:].isspace() else text


def _fragments(shown: Sequence[tuple[Format, str]]) -> Iterator[Format | str]:
    for look, text in shown:
        yield look
        yield text
