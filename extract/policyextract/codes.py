"""Code tables and code lists: each code with its system, its description, and the heading it stands under.

A code is told by the column it stands in or by its shape in a place that lists codes. A code that prose names belongs to its
statement and is not listed here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyextract.codeshapes import SHAPES, system_of
from policyextract.document import Cell, Line, Provenance, Table
from policyextract.lexicon.sections import SectionKind
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.predicates import group_determination
from policyextract.records import Code, CodeSystem, Determination
from policyextract.tables import join_tables

_SYSTEM_NAMES: tuple[tuple[CodeSystem, re.Pattern[str]], ...] = (
    (CodeSystem.ICD_10_PCS, re.compile(r"icd-?\s?10-?\s?pcs|icd-?\s?10\s+procedure", re.IGNORECASE)),
    (CodeSystem.ICD_10_CM, re.compile(r"icd-?\s?10|diagnos[ei]s codes?", re.IGNORECASE)),
    (CodeSystem.HCPCS, re.compile(r"hcpcs", re.IGNORECASE)),
    (CodeSystem.CPT, re.compile(r"\bcpt", re.IGNORECASE)),
    (CodeSystem.REV, re.compile(r"\brev(?:enue)?\.?(?: codes?)?\b", re.IGNORECASE)),
    (CodeSystem.NDC, re.compile(r"\bndc\b", re.IGNORECASE)),
    (CodeSystem.DRG, re.compile(r"\b(?:ms-)?drg\b", re.IGNORECASE)),
)
_PLAIN_SHAPES = {CodeSystem.REV: r"\d{4}", CodeSystem.DRG: r"\d{3}"}
_ANY_CODE = "|".join(
    SHAPES[system]
    for system in (CodeSystem.NDC, CodeSystem.CPT, CodeSystem.HCPCS, CodeSystem.ICD_10_PCS, CodeSystem.ICD_10_CM)
)
_MARK = r"[*†‡§^¹²³⁴⁵⁶⁷⁸⁹⁰]*"
_ITEM = re.compile(
    rf"(?<![\w.])(?P<code>{_ANY_CODE}){_MARK}(?:\s*(?:-|–|—|through|thru|to)\s*(?P<end>{_ANY_CODE}){_MARK})?(?![\w.-]*\w)"
)
_JOINT = re.compile(
    r"[\s,;/&()*†‡§:.\[\]+]|\b(?:and|or|OR|AND|x\d+|with|plus|codes?|CPT|HCPCS|ICD-10-CM|ICD-10|U\.?S)\b|®|™|-"
)
_MARKED_GROUP = re.compile(
    r"\((?P<mark>(?:non-?\s?covered|not covered|investigational|experimental[^()]*|not medically necessary|cosmetic|covered|medically necessary))\)",
    re.IGNORECASE,
)
_LEADING_CODE = re.compile(
    rf"^(?:[•●▪–-]\s*)?(?P<code>{_ANY_CODE}){_MARK}(?:\s*[-–]\s*(?P<end>{_ANY_CODE}))?(?=[\s:–-]|$)"
)
_CODE_HEAD = re.compile(r"\bcodes?\b|\bcpt\b|\bhcpcs\b|\bicd", re.IGNORECASE)
_LISTING_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands over a list of codes: the group's heading, its determination, the system it names."""

    group: str | None = None
    determination: Determination = Determination.UNSPECIFIED
    system: CodeSystem | None = None


@dataclass(frozen=True)
class Found:
    codes: tuple[Code, ...]
    used: frozenset[int]


def find_codes(sections: Iterable[Section]) -> Found:
    """Read all code tables and lists of a document. A code that stands twice under the same heading is given once."""
    codes: list[Code] = []
    used: set[int] = set()
    for section in sections:
        if section.kind in (SectionKind.REVISIONS, SectionKind.REFERENCES, SectionKind.CONTENTS, SectionKind.RELATED):
            continue
        for code, piece in _of_section(section):
            codes.append(code)
            used.add(id(piece))
    unique = {(code.system, code.code, code.determination): code for code in reversed(codes)}
    kept = {id(code) for code in unique.values()}
    return Found(tuple(code for code in codes if id(code) in kept), frozenset(used))


def _of_section(section: Section) -> Iterator[tuple[Code, Paragraph | Table]]:
    listed = section.kind is SectionKind.CODES
    context = _headed(_Context(), " > ".join(section.path)) if listed else _Context()
    for piece in join_tables(section.pieces):
        if isinstance(piece, Table):
            for code in _of_table(piece, context, listed):
                yield code, piece
            continue
        if not listed:
            continue
        rows = list(_of_lines(piece, context))
        for code in rows:
            yield code, piece
        if not rows:
            context = _headed(context, piece.text)


def _headed(context: _Context, text: str) -> _Context:
    """The context under a further heading or lead-in. Prose that neither decides nor names a system changes nothing."""
    determination = group_determination(text) if len(text) < 400 and not text.rstrip().endswith(".") else None
    system = system_named(text) if len(text) < 200 else None
    if determination:
        return _Context(text, determination, system or context.system)
    if system or (len(text.split()) <= 8 and _CODE_HEAD.search(text)):
        return _Context(context.group, context.determination, system or context.system)
    return context


def system_named(text: str) -> CodeSystem | None:
    """The one code system that a heading names; None where it names none, or several."""
    rest, found = text, []
    for system, pattern in _SYSTEM_NAMES:
        if pattern.search(rest):
            found.append(system)
            rest = pattern.sub(" ", rest)
    return found[0] if len(found) == 1 else None


def _of_table(table: Table, context: _Context, listed: bool) -> Iterator[Code]:
    head = [cell.text for cell in table.rows[0]]
    columns = _code_columns(table, head, listed)
    if not columns:
        return
    systems = {at: system_named(head[at]) for at in columns}
    for row in table.rows:
        filled = [cell for cell in row if cell.text.strip()]
        if not any(_codes_in_cell(row[at]) for at in columns):
            if len(filled) == 1 or _is_heading_row(filled):
                context = _headed(context, " ".join(cell.text for cell in filled))
            continue
        for at in columns:
            description = _description(row, columns, at)
            yield from _row_codes(row[at], description, context, systems[at] or context.system)


def _is_heading_row(filled: Sequence[Cell]) -> bool:
    return bool(filled) and all(cell.bold for cell in filled) and any(group_determination(cell.text) for cell in filled)


def _code_columns(table: Table, head: Sequence[str], listed: bool) -> tuple[int, ...]:
    """The columns that hold codes: most of their cells are codes and nothing else, and something says that they are codes."""
    found = []
    for at in range(table.width):
        cells = [row[at] for row in table.rows if row[at].text.strip()]
        coded = sum(bool(_codes_in_cell(cell)) for cell in cells)
        body = len(cells) - (0 if cells and _codes_in_cell(cells[0]) else 1)
        named = bool(_CODE_HEAD.search(head[at]))
        if (
            coded
            and (listed or named)
            and coded >= _LISTING_SHARE * max(1, body if not named else min(body, coded * 2))
        ):
            found.append(at)
    return tuple(found)


def _codes_in_cell(cell: Cell) -> list[re.Match[str]]:
    """The codes of a cell that holds codes and joints only; else none."""
    text = " ".join(cell.text.split())
    found = list(_ITEM.finditer(text))
    if not found:
        plain = re.fullmatch(r"\s*(?P<code>\d{3,4})\s*(?P<end>(?!))?", text)
        return [plain] if plain else []
    rest = _ITEM.sub(" ", text)
    return found if not re.search(r"\w{2,}", _JOINT.sub(" ", rest)) else []


def _row_codes(cell: Cell, description: str | None, context: _Context, system: CodeSystem | None) -> Iterator[Code]:
    marked = _MARKED_GROUP.search(f"{cell.text} {description or ''}")
    determination = (group_determination(f"is {marked['mark']}") if marked else None) or context.determination
    place = Provenance(cell.page, cell.number, (cell.start, cell.end), cell.box)
    for match in _codes_in_cell(cell):
        code = _code(match, description, context, determination, system, place)
        if code:
            yield code


def _code(
    match: re.Match[str],
    description: str | None,
    context: _Context,
    determination: Determination,
    named: CodeSystem | None,
    place: Provenance,
) -> Code | None:
    start, end = match["code"], match["end"]
    system = _settled(start, named)
    if system is None:
        return None
    return Code(
        system=system,
        code=f"{start}-{end}" if end else start,
        description=description,
        determination=determination,
        group=context.group,
        provenance=place,
    )


def _settled(code: str, named: CodeSystem | None) -> CodeSystem | None:
    """The system of a code: what its shape says, or among several shapes what the heading says."""
    if named and re.fullmatch(SHAPES.get(named) or _PLAIN_SHAPES.get(named, r"(?!)"), code):
        return named
    return system_of(code) or (CodeSystem.HCPCS if re.fullmatch(SHAPES[CodeSystem.HCPCS], code) else None)


def _description(row: Sequence[Cell], columns: Sequence[int], at: int) -> str | None:
    """The text beside a code: the next column that holds no codes, else the one before."""
    others = [i for i in range(len(row)) if i not in columns and row[i].text.strip()]
    after = [i for i in others if i > at]
    chosen = after[0] if after else others[-1] if others else None
    return " ".join(row[chosen].text.split()) if chosen is not None else None


def _of_lines(paragraph: Paragraph, context: _Context) -> Iterator[Code]:
    """Codes of a list without a table: lines that begin with a code, or a paragraph of codes and commas."""
    whole = _bare_list(paragraph)
    if whole:
        named = system_named(paragraph.text) or context.system
        for match in whole:
            code = _code(match, None, context, context.determination, named, paragraph.provenance())
            if code:
                yield code
        return
    entries: list[tuple[re.Match[str], list[Line]]] = []
    for line in paragraph.lines:
        match = _LEADING_CODE.match(line.text)
        if match:
            entries.append((match, [line]))
        elif entries:
            entries[-1][1].append(line)
        else:
            return
    for match, lines in entries:
        description = " ".join([lines[0].text[match.end() :].strip(" :–-"), *(line.text for line in lines[1:])]).strip()
        place = Provenance(lines[0].page, lines[0].number, (lines[0].start, lines[-1].end), lines[0].box)
        code = _code(match, description or None, context, context.determination, context.system, place)
        if code:
            yield code


def _bare_list(paragraph: Paragraph) -> list[re.Match[str]]:
    """The codes of a paragraph that is nothing but codes ("HCPCS: J1411, J1412"), else none."""
    text = (
        re.sub(r"^[A-Za-z0-9®*/ -]{0,40}(?:codes?)?:\s*", "", paragraph.text)
        if ":" in paragraph.text[:45]
        else paragraph.text
    )
    found = list(_ITEM.finditer(text))
    rest = _JOINT.sub(" ", _ITEM.sub(" ", text))
    return found if found and not re.search(r"\w{2,}", rest) and (len(found) > 1 or text.strip() == found[0][0]) else []
