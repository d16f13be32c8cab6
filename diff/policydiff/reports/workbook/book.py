"""Writes sheets into a workbook, in memory: the same sheets give the same bytes."""

import io
from collections.abc import Sequence
from datetime import datetime

from xlsxwriter import Workbook

from policydiff.reports.workbook.formats import Formats
from policydiff.reports.workbook.layout import Sheet, parts
from policydiff.reports.workbook.limits import MOST_LINES, text_of
from policydiff.reports.workbook.looks import BASE
from policydiff.reports.workbook.page import write_page

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NO_CLOCK = datetime(2000, 1, 1)
"""The moment of creation that every workbook gives: a clock would make other bytes each time."""
_LONGEST_TITLE = 255


def workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    """The sheets as the bytes of an xlsx file. ``title`` is its title as a document, and stands below each page."""
    target = io.BytesIO()
    # XlsxWriter writes into the properties that it is given, and the next workbook would come out otherwise.
    book = Workbook(target, {**_OPTIONS, "default_format_properties": BASE.copy()})
    title = text_of(title)
    book.set_properties({"title": title[:_LONGEST_TITLE], "comments": "Made by policydiff", "created": _NO_CLOCK})
    formats = Formats(book)
    for sheet in sheets:
        for part in parts(sheet, MOST_LINES - 1):
            write_page(book.add_worksheet(part.name), part, formats, title)
    book.close()
    return target.getvalue()
