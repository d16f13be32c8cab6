"""The formats of one workbook, each made once, when it is first asked for."""

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from policydiff.reports.redline import Mark
from policydiff.reports.report import Tone
from policydiff.reports.workbook.layout import Look
from policydiff.reports.workbook.looks import BASE, HEADER, MARKS, RULE, Properties, properties_of


class Formats:
    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, object], Format] = {}

    def header(self) -> Format:
        return self._get("header", None, HEADER)

    def of(self, look: Look | Tone, *, ruled: bool) -> Format:
        """``ruled``: with a line below, as in a table."""
        return self._get("ruled" if ruled else "plain", look, {**properties_of(look), **(RULE if ruled else {})})

    def of_mark(self, mark: Mark) -> Format:
        return self._get("mark", mark, {**MARKS[mark], **RULE})

    def _get(self, kind: str, name: object, properties: Properties) -> Format:
        if (kind, name) not in self._made:
            self._made[kind, name] = self._book.add_format({**BASE, **properties})
        return self._made[kind, name]
