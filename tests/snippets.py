"""Short policies as text, read as far as a test needs them: paragraphs, sections, statements, and their shapes."""

from collections.abc import Iterable, Sequence
from textwrap import dedent

from blocks import line
from policyextract.document import Document, Line, Table, lay_out
from policyextract.nesting import Item, nest
from policyextract.outline import Section, outline
from policyextract.paragraphs import Paragraph, paragraphs
from policyextract.readers import text
from policyextract.records import Criterion, Statement
from policyextract.statements import Found, find_statements

Shape = str | tuple[str, list["Shape"]]
"""An item: its printed line, and the shapes of the items below it."""


def document(snippet: str) -> Document:
    return text.read(dedent(snippet).encode(), "snippet.txt")


def pieces(snippet: str) -> list[Paragraph | Table]:
    return list(paragraphs(document(snippet).blocks))


def sections(snippet: str) -> tuple[Section, ...]:
    return outline(pieces(snippet))


def policy(snippet: str) -> tuple[Section, ...]:
    """The sections of a document whose policy part is the snippet."""
    return sections("# Coverage Policy\n\n" + dedent(snippet))


def found(snippet: str) -> Found:
    return find_statements(policy(snippet))


def statements(snippet: str) -> tuple[Statement, ...]:
    return found(snippet).statements


def placed(*lines: Line) -> list[Line]:
    """Lines with their places in a text that holds nothing else."""
    return [block for block in lay_out(lines)[1] if isinstance(block, Line)]


def typed(*rows: tuple[float, str], page: int = 1) -> list[Paragraph | Table]:
    """Paragraphs of one line each, as a PDF gives them: the left edge in points, and the line."""
    return [Paragraph((each,)) for each in placed(*(line(words, indent=edge, page=page) for edge, words in rows))]


def tree(given: Sequence[Paragraph | Table]) -> list[Shape]:
    return shapes(nest(given).items)


def shapes(items: Iterable[Item]) -> list[Shape]:
    return [_shape(item) for item in items]


def _shape(item: Item) -> Shape:
    piece = item.piece
    printed = piece.lines[0].text if isinstance(piece, Paragraph) else "[table]"
    return (printed, shapes(item.items)) if item.items else printed


def criteria(node: Criterion | None) -> str:
    """A tree of criteria in one line: "all(1. Age, 2. any(a. Pain, b. Fever))"; a minimum stands behind at_least."""
    if node is None:
        return "none"
    below = ", ".join(_criterion(item) for item in node.items)
    return f"{node.operator}{node.minimum or ''}({below})"


def _criterion(node: Criterion) -> str:
    if node.items:
        return f"{node.label} {criteria(node)}" if node.label else criteria(node)
    return f"{node.label} {node.text}" if node.label else node.text
