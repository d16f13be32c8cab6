"""Small builders of what a reader gives: lines, paragraphs, tables and sections, for tests that need no file."""

from collections.abc import Sequence

from policyextract.document import Cell, Line, Table
from policyextract.lexicon.sections import SectionKind
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.tables import JoinedTable, join_tables


def line(text: str, *, indent: float = 72.0, page: int | None = 1, bold: bool = False, start: int = 0) -> Line:
    return Line(text, start, page, 1, indent=indent, bold_until=len(text) if bold else 0)


def paragraph(*texts: str, indents: Sequence[float] = (), page: int | None = 1, bold: bool = False) -> Paragraph:
    """A paragraph of these lines; ``indents`` gives the left edge of each, the last for all that follow."""
    edges = [*indents, *[indents[-1] if indents else 72.0] * len(texts)]
    starts = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(texts))]
    made = (
        line(text, indent=edge, page=page, bold=bold, start=start)
        for text, edge, start in zip(texts, edges, starts, strict=False)
    )
    return Paragraph(tuple(made))


def table(*rows: str, page: int | None = 1, width: int | None = None) -> Table:
    """A table of rows "a | b | c"; a cell "*a" is set in bold, and "/" stands for a line break in it."""
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    wide = width or max(map(len, cells))
    filled = [row + [""] * (wide - len(row)) for row in cells]
    return Table(
        tuple(
            tuple(Cell(text.lstrip("*").replace(" / ", "\n"), 0, page, at, bold=text.startswith("*")) for text in row)
            for at, row in enumerate(filled, 1)
        ),
        page,
        1,
    )


def joined(*tables: Table) -> JoinedTable:
    """One table as its author wrote it."""
    (whole,) = join_tables(tables)
    assert isinstance(whole, JoinedTable)
    return whole


def section(
    title: str,
    *pieces: Paragraph | Table,
    kind: SectionKind = SectionKind.CODES,
    level: int = 2,
    above: Sequence[str] = (),
) -> Section:
    """A section under a heading in bold type."""
    return Section(paragraph(title, bold=True), kind, (*above, title), level, pieces)
