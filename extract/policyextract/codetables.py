"""Codes in tables: which columns hold codes, what the rows and columns are headed, which text describes a code."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyextract.codecontext import Context, Group, determination_of_group, system_named, under_row
from policyextract.codeshapes import FoundCode, codes_in, leading_code, only_codes, settled_system
from policyextract.document import Cell, Provenance
from policyextract.lexicon.codegroups import CODE_WORD, MARKED_GROUP, STATUS_COLUMN
from policyextract.records import Code, CodeSystem, Determination
from policyextract.tables import JoinedTable, Row

_LISTING_SHARE = 0.5
"""A column holds codes where at least this share of its cells are codes and nothing else."""
_HEAD_ROWS = 3
_STATUS_SHARE = 0.6
_STATUS_WORDS = 6
_LONGEST_COMMENT = 25
_EXTRA_WORDS = 6
_LABEL_WORDS = 3
_WORD = re.compile(r"[^\W\d_]{3}")
_UNMISTAKABLE = frozenset({CodeSystem.REV, CodeSystem.DRG, CodeSystem.NDC, CodeSystem.ICD_10_PCS})
"""Systems whose codes look like other numbers: a heading above the table may name them for its columns."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where a table holds what: columns of codes, each with the system it is headed with, and of determinations."""

    codes: dict[int, CodeSystem | None]
    status: tuple[int, ...]
    words: tuple[int, ...]
    """The columns of text: neither codes nor determinations, nor numbers of references."""
    heads: tuple[str, ...]
    body: int
    """The first row below the headings."""


def codes_of_table(table: JoinedTable, context: Context, *, listed: bool) -> tuple[tuple[Code, ...], Context]:
    """The codes of a table, and the context at its end, for a table that goes on with it.

    ``listed`` says that the place lists codes; elsewhere a column must be headed as one of codes.
    """
    layout = _layout(table, context, listed=listed)
    if not layout.codes:
        return tuple(_codes_in_running_cells(table, context)) if listed else (), context
    context = _under_heads(layout, context)
    found: list[Code] = []
    for at, row in enumerate(table.rows):
        here = list(_of_row(row, layout, context)) if at >= layout.body else []
        if here:
            found.extend(here)
            continue
        heading = _row_heading(row, layout, titles=at < layout.body)
        if heading:
            context = under_row(context, heading)
        elif found and at >= layout.body and (rest := _carried_over(row, layout)):
            found[-1] = found[-1].model_copy(update={"description": f"{found[-1].description or ''} {rest}".strip()})
    return tuple(found), context


def holds_code_word(cell: Cell) -> bool:
    """Whether a cell may head a column of codes."""
    return bool(CODE_WORD.compiled.search(cell.text))


def heads_columns(table: JoinedTable) -> bool:
    """Whether a table is nothing but a row of column heads, one of them for codes: its rows are another table."""
    row = table.rows[0]
    return (
        len(table.rows) == 1
        and sum(bool(cell.text.strip()) for cell in row) > 1
        and any(map(holds_code_word, row))
        and not _any_codes(row)
    )


def _layout(table: JoinedTable, context: Context, *, listed: bool) -> _Layout:
    body = next((at for at, row in enumerate(table.rows[: _HEAD_ROWS + 1]) if _any_codes(row)), 1)
    heads = tuple(" ".join(row[at].text for row in table.rows[:body]) for at in range(table.width))
    over_all = _head_over_all(table) if body == 1 else ""
    columns: dict[int, CodeSystem | None] = {}
    for at in range(table.width):
        head = heads[at] or over_all
        system = system_named(head) or (context.system if context.system in _UNMISTAKABLE else None)
        if (listed or CODE_WORD.compiled.search(head)) and _holds_codes(table, at, body, system):
            columns[at] = system
    others = [at for at in range(table.width) if at not in columns]
    status = tuple(at for at in others if columns and _holds_status(table, at, body, heads[at]))
    words = tuple(at for at in others if at not in status and _holds_words(table, at, body))
    return _Layout(columns, status, words, heads, body)


def _head_over_all(table: JoinedTable) -> str:
    """The head of a table that holds nothing but codes: the only text of its first row ("Diagnosis Codes")."""
    head, *body = table.rows
    if any(cell.text.strip() for cell in head[1:]):
        return ""
    system = system_named(head[0].text)
    filled = (cell for row in body for cell in row if cell.text.strip())
    return head[0].text if all(only_codes(_flat(cell), system) for cell in filled) else ""


def _any_codes(row: Row) -> bool:
    return any(only_codes(_flat(cell)) for cell in row)


def _holds_codes(table: JoinedTable, at: int, body: int, system: CodeSystem | None) -> bool:
    """Whether most cells of a column are codes. Rows that hold a heading do not count."""
    cells = [row[at] for row in table.rows[body:] if row[at].text.strip()]
    coded = sum(bool(_codes_of_cell(cell, system, named=True)) for cell in cells)
    if not coded:
        return False
    headings = sum(
        1 for row in table.rows[body:] if row[at].text.strip() and sum(bool(c.text.strip()) for c in row) == 1
    )
    return coded >= _LISTING_SHARE * (len(cells) - headings)


def _holds_status(table: JoinedTable, at: int, body: int, head: str) -> bool:
    """Whether most cells of a column are determinations; any will do where the column is headed as one of them."""
    cells = [row[at] for row in table.rows[body:] if row[at].text.strip()]
    headed = STATUS_COLUMN.compiled.search(_words(head))
    decided = sum(_status(cell, headed=bool(headed)) is not None for cell in cells)
    return decided > 0 and (headed is not None or decided >= _STATUS_SHARE * len(cells))


def _holds_words(table: JoinedTable, at: int, body: int) -> bool:
    return any(_WORD.search(row[at].text) for row in table.rows[body:])


def _status(cell: Cell, *, headed: bool) -> Determination | None:
    text = _flat(cell)
    longest = _LONGEST_COMMENT if headed else _STATUS_WORDS
    return determination_of_group(text) if 0 < len(text.split()) <= longest else None


def _under_heads(layout: _Layout, context: Context) -> Context:
    """The context below the row of headings, where a column beside the codes is headed with their determination."""
    for at, head in enumerate(layout.heads):
        if at in layout.status or len(head.split()) > _STATUS_WORDS or not head.strip():
            continue
        determination = determination_of_group(head)
        if determination and at not in layout.codes:
            return Context(Group(_words(head), determination, None), context.system)
    return context


def _row_heading(row: Row, layout: _Layout, *, titles: bool) -> str | None:
    """The heading that a row holds: its only text, in the first column or set in bold; or a row in bold that decides.

    ``titles`` says that the row stands above the codes, where a row of several cells heads columns.
    """
    filled = [cell for cell in row if cell.text.strip()]
    if not filled:
        return None
    text = _words(" ".join(cell.text for cell in filled))
    alone = len(filled) == 1 and (row[0].text.strip() or filled[0].bold)
    in_codes = alone and any(row[at].text.strip() for at in layout.codes)
    if alone and (in_codes or filled[0].bold or determination_of_group(text)):
        return text
    decides = not titles and len(filled) > 1 and all(cell.bold for cell in filled) and determination_of_group(text)
    return text if decides else None


def _carried_over(row: Row, layout: _Layout) -> str | None:
    """The rest of a description that a page break cut: the only text of a row, beside the column of codes."""
    filled = [at for at, cell in enumerate(row) if cell.text.strip()]
    if len(filled) != 1 or filled[0] in layout.codes:
        return None
    return _flat(row[filled[0]])


def _of_row(row: Row, layout: _Layout, context: Context) -> Iterator[Code]:
    labelled = _system_of_row(row, layout)
    for at, named in layout.codes.items():
        system = named or labelled
        description = _description(row, layout, at)
        for group in _groups_of(row, layout, at, context, description):
            place = row[at].provenance()
            for match in _codes_of_cell(row[at], system, named=named is not None or at in layout.codes):
                code = make_code(match, description, group, place, system, context.system)
                if code:
                    yield code


def _system_of_row(row: Row, layout: _Layout) -> CodeSystem | None:
    """The system that a row is labelled with ("HCPCS" in the first column)."""
    for at, cell in enumerate(row):
        if at not in layout.codes and _names_system(cell):
            return system_named(cell.text)
    return None


def _groups_of(row: Row, layout: _Layout, at: int, context: Context, description: str | None) -> tuple[Group, ...]:
    """The groups of a row's codes: by a mark beside them, else by columns of determinations, column head, context."""
    marked = MARKED_GROUP.compiled.search(f"{_flat(row[at])} {description or ''}")
    if marked and (determination := determination_of_group(marked["mark"])):
        return (Group(context.group.heading, determination),)
    by_status = {
        determination: Group(_words(layout.heads[column]) or context.group.heading, determination)
        for column in layout.status
        if (
            determination := _status(
                row[column], headed=bool(STATUS_COLUMN.compiled.search(_words(layout.heads[column])))
            )
        )
    }
    if by_status:
        return tuple(by_status.values())
    head = layout.heads[at]
    if head and len(head.split()) <= _STATUS_WORDS and (determination := determination_of_group(head)):
        return (Group(_words(head), determination),)
    return (context.group,)


def make_code(
    match: FoundCode, description: str | None, group: Group, place: Provenance, *named: CodeSystem | None
) -> Code | None:
    """A code of the record, or None where neither its shape nor the systems named settle what it is."""
    system = settled_system(match.first, *named)
    if system is None:
        return None
    return Code(
        system=system,
        code=match.text,
        description=description,
        determination=group.determination,
        group=group.heading,
        provenance=place,
    )


def _codes_of_cell(cell: Cell, system: CodeSystem | None, *, named: bool) -> list[FoundCode]:
    """The codes of a cell that holds codes and joints; in a column of codes also those with a few words beside them."""
    text = _flat(cell)
    found = only_codes(text, system)
    if found or not named or leading_code(text, system) is None:
        return found
    loose = codes_in(text, system)
    extra = len(text.split()) - sum(len(text[code.start : code.end].split()) for code in loose)
    return loose if extra <= _EXTRA_WORDS else []


def _description(row: Sequence[Cell], layout: _Layout, at: int) -> str | None:
    """The text beside a code: of the next column that holds words, else of the one before."""
    filled = [i for i in layout.words if row[i].text.strip() and not _names_system(row[i])]
    after = [i for i in filled if i > at]
    chosen = after[0] if after else filled[-1] if filled else None
    return _flat(row[chosen]) if chosen is not None else None


def _names_system(cell: Cell) -> bool:
    return 0 < len(cell.text.split()) <= _LABEL_WORDS and system_named(cell.text) is not None


def _codes_in_running_cells(table: JoinedTable, context: Context) -> Iterator[Code]:
    """Codes of a table whose cells hold code and description together ("12345 Repair of a vein")."""
    cells = [cell for row in table.rows for cell in row if cell.text.strip()]
    system = context.system if context.system in _UNMISTAKABLE else None
    led = [cell for cell in cells if leading_code(_flat(cell), system)]
    if len(led) < _LISTING_SHARE * len(cells):
        return
    for cell in led:
        for line in _code_lines(cell, system):
            match = leading_code(line, system)
            if match:
                place = cell.provenance()
                description = line[match.end :].strip(" :–-*†‡") or None
                code = make_code(match, description, context.group, place, context.system)
                if code:
                    yield code


def _code_lines(cell: Cell, system: CodeSystem | None) -> list[str]:
    """The lines of a cell, those that begin with no code joined to the one before."""
    lines: list[str] = []
    for line in cell.text.split("\n"):
        if not lines or leading_code(line, system):
            lines.append(line)
        else:
            lines[-1] += f" {line}"
    return lines


def _flat(cell: Cell) -> str:
    return " ".join(cell.text.split())


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
