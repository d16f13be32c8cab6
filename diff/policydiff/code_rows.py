"""The codes that several policies list, one row a code."""

import re
from collections.abc import Iterator, Mapping

from policydiff.comparison import CodeCell, CodeRow
from policyextract.records import Code, CodeSystem, Determination, PolicyRecord, Statement

_SHAPES: tuple[tuple[CodeSystem, re.Pattern[str]], ...] = (
    (CodeSystem.CPT, re.compile(r"\d{4}[\dA-Z]")),
    (CodeSystem.HCPCS, re.compile(r"[A-Z]\d{4}")),
    (CodeSystem.ICD_10_CM, re.compile(r"[A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?")),
    (CodeSystem.ICD_10_PCS, re.compile(r"[\dA-HJ-NP-Z]{7}")),
)
"""How a code named in prose, without its system, is told: five digits, or four and a letter, are CPT."""

_SHORTENED_RANGE = re.compile(r"(?P<first>(?P<letter>[A-Z])\d[\dA-Z](?:\.\w+)?)\s*-\s*(?P<last>\d[\dA-Z](?:\.\w+)?)")

Place = tuple[CodeSystem, str]
"""What a row is for: a code of a system."""


def whole_range(code: str) -> str:
    """A range whose second end leaves out the letter, with it: "K10-12.9" is "K10-K12.9". Other codes as they are."""
    short = _SHORTENED_RANGE.fullmatch(code)
    return f"{short['first']}-{short['letter']}{short['last']}" if short else code


def code_rows(records: Mapping[str, PolicyRecord]) -> tuple[CodeRow, ...]:
    """One row for each code that any record lists or names in a statement, by system and code.

    ``records`` stand under their documents' keys; a cell is null where a record does not list the code. A code that a
    policy lists under headings of different determinations is ``unspecified`` there: which of them holds depends on
    more than the code.
    """
    cells = {key: _cells(record) for key, record in records.items()}
    listed = {code for of_one in cells.values() for code in of_one}
    systems = list(CodeSystem)
    in_order = sorted(listed, key=lambda pair: (systems.index(pair[0]), pair[1]))
    return tuple(_row(system, code, cells) for system, code in in_order)


def _row(system: CodeSystem, code: str, cells: Mapping[str, Mapping[Place, CodeCell]]) -> CodeRow:
    listing = [key for key, of_one in cells.items() if (system, code) in of_one]
    return CodeRow(
        system=system,
        code=code,
        cells={key: of_one.get((system, code)) for key, of_one in cells.items()},
        alone=listing[0] if len(listing) == 1 and len(cells) > 1 else None,
    )


def _cells(record: PolicyRecord) -> dict[Place, CodeCell]:
    found: dict[Place, list[CodeCell]] = {}
    for place, cell in (*_from_tables(record.codes), *_from_prose(record.statements)):
        found.setdefault(place, []).append(cell)
    return {place: _together(cells) for place, cells in found.items()}


def _from_tables(codes: tuple[Code, ...]) -> Iterator[tuple[Place, CodeCell]]:
    for code in codes:
        cell = CodeCell(determination=code.determination, description=code.description, provenance=code.provenance)
        yield (code.system, whole_range(code.code.upper())), cell


def _from_prose(statements: tuple[Statement, ...]) -> Iterator[tuple[Place, CodeCell]]:
    for statement in statements:
        for code in statement.codes:
            system = next((system for system, shape in _SHAPES if shape.fullmatch(code.upper())), None)
            if system is not None:
                cell = CodeCell(
                    determination=statement.determination, description=None, provenance=statement.provenance
                )
                yield (system, code.upper()), cell


def _together(cells: list[CodeCell]) -> CodeCell:
    """What the places of one policy say of a code together. A place that says nothing of it takes nothing away."""
    said = {cell.determination for cell in cells} - {Determination.UNSPECIFIED}
    determination = said.pop() if len(said) == 1 else Determination.UNSPECIFIED
    description = next((cell.description for cell in cells if cell.description), None)
    return cells[0].model_copy(update={"determination": determination, "description": description})
