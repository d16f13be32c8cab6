"""Tables that set a service beside its criteria ("Test | Coverage Criteria"): each row states when it is covered.

No sentence of such a table determines anything; the head of its column does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyextract.document import Cell, Line, Table
from policyextract.paragraphs import Paragraph, paragraphs

_CRITERIA = re.compile(
    r"(?:(?:coverage|medical necessity|approval|authorization|clinical coverage)\s+(?:criteria|indications?)"
    r"|criteria for (?:coverage|approval|medical necessity)|covered indications?)",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"(?:\w+\s+){0,2}?(?:tests?|services?|drugs?|procedures?|products?|treatments?|therap(?:y|ies)|medications?|devices?)"
    r"(?:\s+names?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class RowName(Paragraph):
    """The cell that names the service of a row, and the paragraphs of its criteria. ``head`` heads their column."""

    criteria: tuple[Paragraph, ...]
    head: str

    @property
    def marker(self) -> None:
        """None: a name counts nothing, whatever it begins with."""
        return None


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table names the services and which holds their criteria; the table's width; the criteria's
    head.
    """

    service: int
    criteria: int
    width: int
    head: str


def columns_of(table: Table) -> Columns | None:
    """The columns of a table whose first row heads one as criteria for coverage and one before it as services."""
    heads = [" ".join(cell.text.split()).strip(" :*") for cell in table.rows[0]] if table.rows else []
    criteria = next((at for at, head in enumerate(heads) if _CRITERIA.fullmatch(head)), None)
    service = next((at for at, head in enumerate(heads[:criteria]) if _SERVICE.fullmatch(head)), None)
    if criteria is None or service is None:
        return None
    return Columns(service, criteria, len(heads), heads[criteria])


def rows_of(table: Table, columns: Columns) -> Iterator[Paragraph]:
    """The rows of a table taken apart: the name of each service, and the paragraphs of its criteria below it."""
    for row in table.rows:
        name, criteria = row[columns.service], row[columns.criteria]
        if _CRITERIA.fullmatch(" ".join(criteria.text.split()).strip(" :*")):
            continue
        parts = tuple(each for each in paragraphs(cell_lines(criteria)) if isinstance(each, Paragraph))
        if name.text.strip():
            yield RowName(tuple(cell_lines(name)), parts, columns.head)
        yield from parts


def cell_lines(cell: Cell) -> Iterator[Line]:
    """The lines of a cell. Cells keep no indents, so the lines come without a box, as lines of a text do."""
    start = cell.start
    for at, text in enumerate(cell.text.split("\n")):
        if text.strip():
            bold = len(text) if cell.bold else 0
            yield Line(text, start, cell.page, cell.number, bold_until=bold, gap=at == 0)
        start += len(text) + 1
