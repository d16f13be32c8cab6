"""Text renderings in the manner of PDFs turned into text: one line to a paragraph, tables with tabs, no page marks.

Bold and italic are written as in Markdown, running headers stand in mid-text where a page turned, and a paragraph that
ran over the turn is broken there. Headings are Markdown for some payers and bare lines for others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from facsimile import page_turns
from facsimile.content import Block, Facsimile, Heading, Item, Listing, Paragraph, Table
from facsimile.inline import Run, Runs, split, words
from facsimile.text_fronts import MANNERS, Manner, contents

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HEADINGS = {1: "## ", 2: "### ", 3: "#### "}


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands on one line of the text. ``letters`` are those that the PDF prints of it, label included.

    ``spaced`` asks for a blank line above; ``row`` marks the row of a table, of which ``cells`` are the cells.
    """

    opening: str
    letters: str
    cells: tuple[Paragraph | Listing, ...]
    spaced: bool = True
    row: bool = False

    @property
    def runs(self) -> Runs:
        cell = self.cells[0]
        return cell.runs if isinstance(cell, Paragraph) else ()


def render(facsimile: Facsimile, pdf: bytes, margin: dict[str, int]) -> bytes:
    """The text of the facsimile, with pages as they turn in its PDF; UTF-8 with newlines."""
    manner = MANNERS[facsimile.layout]
    units = [unit for block in facsimile.blocks for unit in _units(block, manner)]
    stream = "".join(unit.letters for unit in units)
    turns = page_turns.find(pdf, margin, stream)
    lines = manner.front(facsimile, contents(facsimile, _heading_pages(units, turns)))
    lines += _body(units, turns, manner.page_turn(facsimile))
    lines += ["", facsimile.field("disclosure")]
    return ("\n".join(lines) + "\n").encode()


def _units(block: Block, manner: Manner, depth: int = 0) -> Iterator[Unit]:
    if isinstance(block, Table):
        yield from _table_units(block)
    elif isinstance(block, Listing):
        for place, item in enumerate(block.items):
            yield from _item_units(item, block, manner, depth, spaced=place == 0 and depth == 0)
    else:
        opening = _HEADINGS[block.level] if isinstance(block, Heading) and manner.markdown_headings else ""
        yield Unit(opening, page_turns.letters(words(block.runs)), (Paragraph(block.runs),))


def _item_units(item: Item, listing: Listing, manner: Manner, depth: int, spaced: bool) -> Iterator[Unit]:
    letters = page_turns.letters(item.label + words(item.runs))
    cells = (Paragraph(item.runs),)
    if listing.marker == "I.":  # a numbered statement: its text reads as a paragraph, its list as a list of its own
        yield Unit(f"{item.label} ", letters, cells)
        for inner in item.body:
            yield from _units(inner, manner)
        return
    label = {"bullet": "- ", "1.": f"{item.label} "}.get(listing.marker, f"- {item.label} ")
    yield Unit(" " * depth + label, letters, cells, spaced)
    for inner in item.body:
        yield from _units(inner, manner, depth + 1)


def _table_units(table: Table) -> Iterator[Unit]:
    header = tuple(Paragraph(cell) for cell in table.header)
    rows = ((header,) if header else ()) + table.rows
    for place, row in enumerate(rows):
        yield Unit("", "".join(_cell_letters(cell) for cell in row), row, spaced=place == 0, row=True)


def _cell_letters(cell: Paragraph | Listing) -> str:
    if isinstance(cell, Paragraph):
        return page_turns.letters(words(cell.runs))
    return "".join(page_turns.letters(item.label + words(item.runs)) for item in cell.items)


def _heading_pages(units: Sequence[Unit], turns: Sequence[int]) -> dict[str, int]:
    pages: dict[str, int] = {}
    offset = 0
    for unit in units:
        pages.setdefault(words(unit.runs), 1 + sum(turn <= offset for turn in turns))
        offset += len(unit.letters)
    return pages


def _body(units: Sequence[Unit], turns: Sequence[int], page_turn: list[str]) -> Iterator[str]:
    offset = 0
    for unit in units:
        inside = [turn - offset for turn in turns if offset <= turn < offset + len(unit.letters)]
        offset += len(unit.letters)
        if inside[:1] == [0]:
            yield from page_turn
            unit, inside = replace(unit, spaced=True), inside[1:]
        yield from [""] if unit.spaced else []
        if inside:  # no paragraph is longer than a page, so there is one turn at most
            (at,) = inside
            head, tail = split(unit.runs, _place(unit, at))
            yield unit.opening + _markup(_stripped(head))
            yield from [*page_turn, ""]
            unit = replace(unit, opening="", cells=(Paragraph(tail),))
        yield unit.opening + ("\t".join(_cell(cell) for cell in unit.cells) if unit.row else _markup(unit.runs))


def _place(unit: Unit, letters: int) -> int:
    """The character of the unit's text that stands after so many of its letters (those of its label counted)."""
    text = words(unit.runs)
    letters -= len(unit.letters) - len(page_turns.letters(text))
    at = 0
    while len(page_turns.letters(text[:at])) < letters:
        at += 1
    return text.index(" ", at - 1) + 1


def _stripped(runs: Runs) -> Runs:
    return (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip())) if runs else runs


def _cell(cell: Paragraph | Listing) -> str:
    if isinstance(cell, Paragraph):
        return "".join(f"<b>{run.text}</b>" if run.bold else _marked(replace(run, linked=False)) for run in cell.runs)
    items = "".join(f"<li>{item.label} {_markup(item.runs)}</li> " for item in cell.items)
    return f'<ul style="list-style-type: none"> {items}</ul>'


def _markup(runs: Runs) -> str:
    return "".join(_marked(run) for run in runs)


def _marked(run: Run) -> str:
    text = run.text
    if run.raised and text.replace(",", "").isdigit():
        return text.translate(_RAISED) if text.isdigit() else f"^{{{text}}}"
    if run.linked and not run.bold:
        text = f"[{text}](#)"
    mark = ("**" if run.bold else "") + ("*" if run.italic else "")
    return f"{mark}{text}{mark}"
