"""Whole documents for tests of extraction: blocks with their type and place, as a PDF reader gives them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from policyextract.document import Block, Cell, Document, Line, Page, Table, lay_out
from policyextract.outline import Section, outline
from policyextract.paragraphs import paragraphs

_LINE_HEIGHT, _TOP, _LEFT, _RIGHT = 14.0, 40.0, 72.0, 540.0


@dataclass(frozen=True)
class Opened:
    """A document, its sections, and the running lines that were taken off it (they stand behind its body)."""

    document: Document
    sections: tuple[Section, ...]
    furniture: tuple[Line, ...]


def line(text: str, size: float = 10.0, *, bold: bool = False, gap: bool = True, page: int = 1) -> Line:
    return Line(text, 0, page, 1, indent=_LEFT, size=size, gap=gap, bold_until=len(text) if bold else 0)


def table(*rows: Sequence[str], page: int = 1) -> Table:
    return Table(tuple(tuple(Cell(text, 0, page, 1) for text in row) for row in rows), page, 1)


def opened(*blocks: Block | str, running: Sequence[str] = ()) -> Opened:
    """A document of these blocks from top to bottom; a string is a line of body type."""
    made = [line(block) if isinstance(block, str) else block for block in blocks]
    placed = [_at(block, number) for number, block in enumerate([*made, *map(line, running)], 1)]
    text, laid = lay_out(placed)
    own, furniture = laid[: len(made)], laid[len(made) :]
    pages = tuple(Page(number, 612.0, 792.0) for number in sorted({block.page or 1 for block in made}))
    document = Document("policy.pdf", "0" * 64, "application/pdf", text, own, pages)
    lines = tuple(block for block in furniture if isinstance(block, Line))
    return Opened(document, outline(paragraphs(own)), lines)


def _at(block: Block, number: int) -> Block:
    top = _TOP + _LINE_HEIGHT * number
    return replace(block, number=number, box=(_LEFT, top, _RIGHT, top + _LINE_HEIGHT))
