"""From the elements of a page to its paragraphs and tables.

The tree is walked without recursion: pages nest deeper than Python's stack.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from policyextract.readers.html.lists import OpenList, next_marker, open_list
from policyextract.readers.html.looks import (
    LISTS,
    Look,
    Styles,
    is_block,
    is_hidden,
    is_no_text,
    is_struck,
    look_in,
    shown_on_demand,
    styles_of,
)
from policyextract.readers.marked import HANG, MarkedCell, MarkedParagraph, MarkedTable, Part, Run

DEEPEST_TABLE = 12
"""Tables nested deeper are read as text: no page that people read has them."""
LAST_LINE = 65535
"""The parser counts source lines up to here (libxml2 keeps them in 16 bits); from there on, line ends are counted."""
_BLANKS = re.compile(r"[\t\n\f ]")
_NO_DATA = frozenset({"presentation", "none"})


@dataclass(frozen=True, slots=True)
class Walked:
    """What a page holds, and how many words were left out for which reason ("hidden", "struck")."""

    parts: tuple[Part, ...]
    left_out: Counter[str]


@dataclass
class _Flow:
    """Paragraphs and tables one below the other: those of the page, or of one cell."""

    parts: list[Part] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    look: Look = field(default_factory=Look)
    item: tuple[str, float] | None = None
    """The marker (empty for a bullet) and the indent of the list item whose text has not begun."""

    def add(self, run: Run, look: Look) -> None:
        if run.text.strip() and not any(before.text.strip() for before in self.runs):
            self.look = look
        self.runs.append(run)

    def close(self) -> None:
        """End the paragraph, if one has begun. The first one in a list item gets its marker."""
        if any(run.text.strip() for run in self.runs):
            marker, indent = self.item or ("", self.look.indent)
            bullet = self.item is not None and not marker
            self.parts.append(MarkedParagraph(tuple(self.runs), indent, self.look.heading, marker, bullet))
            self.item = None
        self.runs = []


@dataclass
class _Table:
    layout: bool
    rows: list[list[MarkedCell]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Open:
    """What has to be undone at the end of an element."""

    look: Look
    block: bool = False
    list: bool = False
    table: bool = False
    cell: int = 0
    """The line on which a cell begins; 0 for any other element."""


class _Walk:
    def __init__(self, on_demand: frozenset[str]) -> None:
        self.on_demand = on_demand
        self.flows = [_Flow()]
        self.tables: list[tuple[_Table, int]] = []
        """The open tables, each with the number of flows that were open when it began."""
        self.lists: list[OpenList] = []
        self.open: list[_Open] = [_Open(Look())]
        self.line = 1
        self.left_out: Counter[str] = Counter()

    def start(self, element: etree._Element) -> bool:
        """Begin an element; whether what is in it is to be read."""
        if element.sourceline and element.sourceline < LAST_LINE:
            self.line = element.sourceline
        styles = styles_of(element)
        outer = self.open[-1].look
        if self._leaves_out(element, styles):
            self.open.append(_Open(outer, block=is_block(element, styles)))
            return False
        look = look_in(element, styles, outer)
        block = is_block(element, styles)
        if block:
            self.flows[-1].close()
        if element.tag == "br":
            self._add("\n", look)
        self.open.append(
            _Open(look, block, self._opens_list(element, styles), self._opens_table(element), self._opens_cell(element))
        )
        if element.tag == "tr" and self._in_table():
            self.tables[-1][0].rows.append([])
        if element.tag == "li":
            self._begin_item(element, styles, look)
        self._text(element.text, look)
        return True

    def end(self, element: etree._Element) -> None:
        done = self.open.pop()
        if done.block:
            self.flows[-1].close()
        if element.tag == "li":
            self.flows[-1].item = None
        if done.list:
            self.lists.pop()
        if done.cell:
            self._end_cell(element, done.cell)
        if done.table:
            table, _ = self.tables.pop()
            rows = tuple(tuple(row) for row in table.rows if row)
            self.flows[-1].parts.append(MarkedTable(rows, table.layout))
        self._text(element.tail, self.open[-1].look)

    def finish(self) -> Walked:
        self.flows[0].close()
        return Walked(tuple(self.flows[0].parts), self.left_out)

    def _leaves_out(self, element: etree._Element, styles: Styles) -> bool:
        no_text = is_no_text(element)
        hidden, struck = is_hidden(element, styles, self.on_demand), is_struck(element, styles)
        if not (no_text or hidden or struck):
            return False
        text = "".join(element.itertext())
        self.line += text.count("\n")
        if not no_text:
            self.left_out["hidden" if hidden else "struck"] += len(text.split())
        return True

    def _opens_list(self, element: etree._Element, styles: Styles) -> bool:
        if element.tag in LISTS:
            self.lists.append(open_list(element, styles))
        return element.tag in LISTS

    def _opens_table(self, element: etree._Element) -> bool:
        opens = element.tag == "table" and len(self.tables) < DEEPEST_TABLE
        if opens:
            self.tables.append((_Table(element.get("role", "").lower() in _NO_DATA), len(self.flows)))
        return opens

    def _opens_cell(self, element: etree._Element) -> int:
        if element.tag not in ("td", "th") or not self._in_table():
            return 0
        self.flows.append(_Flow())
        return self.line

    def _in_table(self) -> bool:
        """Whether the innermost thing open is a table, and not a cell of it."""
        return bool(self.tables) and self.tables[-1][1] == len(self.flows)

    def _end_cell(self, element: etree._Element, line: int) -> None:
        flow = self.flows.pop()
        rows = self.tables[-1][0].rows
        if not rows:
            rows.append([])
        columns, down = _span(element.get("colspan")), _span(element.get("rowspan"), to_end=True)
        rows[-1].append(MarkedCell(tuple(flow.parts), line, columns, down, element.tag == "th"))

    def _begin_item(self, element: etree._Element, styles: Styles, look: Look) -> None:
        marker = next_marker(element, styles, self.lists[-1]) if self.lists else ""
        self.flows[-1].item = (marker, max(look.indent - HANG, 0.0))

    def _text(self, text: str | None, look: Look) -> None:
        if text:
            self._add(text if look.preserved else _BLANKS.sub(" ", text), look, text)

    def _add(self, shown: str, look: Look, source: str = "") -> None:
        """Add text on the line where it begins, and go on to the line where it ends in the source."""
        blank = source[: len(source) - len(source.lstrip())]
        run = Run(shown, self.line + blank.count("\n"), look.bold, look.raised)
        self.flows[-1].add(run, look)
        self.line += source.count("\n")


def _span(value: str | None, *, to_end: bool = False) -> int:
    """How many rows or columns a cell takes up; a ``rowspan`` of 0 reaches to the end of the table."""
    number = int(value) if value and value.isdecimal() else 1
    return number or (LAST_LINE if to_end else 1)


def walk(root: etree._Element) -> Walked:
    """Read the body of a page."""
    state = _Walk(shown_on_demand(root))
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "end":
            state.end(element)
        elif not state.start(element):
            events.skip_subtree()
    return state.finish()


def problems(left_out: Counter[str]) -> Sequence[str]:
    """What to say about words that were left out."""
    reasons = {"hidden": "words in hidden parts of the page", "struck": "words that are struck out"}
    return [f"{reasons[why]} are left out ({words})" for why, words in sorted(left_out.items()) if words]
