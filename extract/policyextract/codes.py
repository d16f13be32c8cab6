"""Code tables and code lists: each code with its system, its description, and the heading it stands under.

A code is told by the column it stands in, or by its shape in a place that lists codes. A code that prose names belongs
to its statement and is not listed here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from policyextract.codecontext import Context, Group, heads_codes, under_heading, under_lead_in
from policyextract.codelists import codes_of_paragraph, codes_to_bill, labelled_codes
from policyextract.codetables import codes_of_table, heads_columns, holds_code_word
from policyextract.document import Table
from policyextract.lexicon.codegroups import DIAGNOSES_FOR
from policyextract.lexicon.sections import SectionKind, section_kind
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.predicates import sentences
from policyextract.records import Code, CodeSystem
from policyextract.tables import JoinedTable, join_tables

_NO_CODES = frozenset({SectionKind.REVISIONS, SectionKind.CONTENTS, SectionKind.REFERENCES})
_INDENT_STEP = 3.0


@dataclass(frozen=True)
class Found:
    """The codes of a document, and the ``id`` of every paragraph and table that gave one."""

    codes: tuple[Code, ...]
    used: frozenset[int]


@dataclass
class _Reading:
    """The state of the walk through a document: what stands over the codes, and whether the place lists codes."""

    context: Context = field(default_factory=Context)
    table_end: Context | None = None
    """The context at the end of the table just read: another table right after it goes on with it."""
    listed: bool = False
    level: int = 0
    """The level of the heading that opened the list; a heading of the same rank or higher ends it."""
    before: list[Paragraph] = field(default_factory=list)
    """The paragraphs of a section of the policy, one of which may lead in a table."""
    heads: JoinedTable | None = None
    """A row of column heads that stood as a table of its own."""
    indent: float | None = None
    """How far the last line with a code was indented, while what follows may still describe it."""
    open_list: bool = False
    """Whether lines with codes were read, and no heading since."""
    codes: list[Code] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def take(self, codes: Sequence[Code], *pieces: Paragraph | Table) -> None:
        self.codes.extend(codes)
        self.used.update(id(piece) for piece in pieces)


def find_codes(sections: Iterable[Section]) -> Found:
    """Read all code tables and lists of a document. A code twice under the same determination is given once."""
    reading = _Reading()
    for section in sections:
        _enter(reading, section)
        if section.kind in _NO_CODES and not reading.listed:
            continue
        for piece in join_tables(section.pieces):
            if isinstance(piece, JoinedTable):
                _table(reading, piece)
            elif reading.listed:
                _listed_paragraph(reading, piece, section.level)
            else:
                _other_paragraph(reading, piece, section)
    return Found(tuple(_once(reading.codes)), frozenset(reading.used))


def _enter(reading: _Reading, section: Section) -> None:
    """Go into a section: a known name, or a heading as high as the one that opened the list, ends the list."""
    opens = section.kind is SectionKind.CODES or heads_codes(section.title)
    named = section_kind(section.title)
    ends = not reading.listed or section.level <= reading.level or (named is not None and not opens)
    reading.indent, reading.table_end, reading.open_list = None, None, False
    reading.before.clear()
    if not opens and ends:
        reading.listed, reading.context = False, Context()
        return
    if not reading.listed:
        reading.listed, reading.level, reading.context = True, section.level, Context()
    elif opens:
        reading.level = min(reading.level, section.level)
    reading.context = under_heading(reading.context, section.title, section.level)
    if section.heading and (found := _in_heading(section.heading, reading.context)):
        reading.take(found, section.heading)


def _in_heading(heading: Paragraph, context: Context) -> tuple[Code, ...]:
    """The codes that a heading lists; one of diagnoses "for procedure codes 12345 and 12346" lists none."""
    found = codes_of_paragraph(heading, context, open_list=False)
    diagnoses = context.system is CodeSystem.ICD_10_CM
    others = any(code.system is not CodeSystem.ICD_10_CM for code in found)
    return () if diagnoses and (others or DIAGNOSES_FOR.compiled.search(heading.text)) else found


def _table(reading: _Reading, table: JoinedTable) -> None:
    if heads_columns(table):
        reading.heads = table
        return
    if reading.heads and reading.heads.width == table.width:
        table = JoinedTable(reading.heads.rows + table.rows, reading.heads.parts + table.parts)
    reading.heads = None
    context = reading.table_end or reading.context
    if not reading.listed and reading.before and any(map(holds_code_word, table.rows[0])):
        context = _under_statement(reading.before)
    codes, end = codes_of_table(table, context, listed=reading.listed)
    if codes:
        reading.take(codes, *table.parts)
        reading.table_end = end
    reading.indent = None


def _listed_paragraph(reading: _Reading, paragraph: Paragraph, level: int) -> None:
    reading.table_end = None
    found = codes_of_paragraph(paragraph, reading.context, open_list=reading.open_list)
    if not found:
        found = tuple(codes_to_bill(paragraph, reading.context))
    if found:
        reading.take(found, paragraph)
        reading.indent, reading.open_list = min(line.indent for line in paragraph.lines), True
    elif reading.indent is not None and paragraph.first.indent > reading.indent + _INDENT_STEP:
        last = reading.codes[-1]
        description = f"{last.description or ''} {paragraph.text}".strip()
        reading.codes[-1] = last.model_copy(update={"description": description})
    else:
        reading.indent = None
        before, reading.context = reading.context, under_lead_in(reading.context, paragraph, level)
        reading.open_list = reading.open_list and reading.context is before


def _other_paragraph(reading: _Reading, paragraph: Paragraph, section: Section) -> None:
    """A paragraph outside the lists: a list that names itself, the opening of one, or the lead-in of a table."""
    reading.table_end = None
    if found := labelled_codes(paragraph):
        reading.take(found, paragraph)
    elif (paragraph.bold and heads_codes(paragraph.text)) or _is_label(paragraph):
        reading.listed, reading.level = True, section.level
        reading.context = under_heading(Context(), paragraph.text, section.level)
    elif section.kind is SectionKind.POLICY:
        reading.before.append(paragraph)


def _is_label(paragraph: Paragraph) -> bool:
    return len(paragraph.lines) == 1 and paragraph.text.rstrip().endswith(":") and heads_codes(paragraph.text)


def _under_statement(paragraphs: Sequence[Paragraph]) -> Context:
    """The context of a table of procedures and codes that goes on with a statement of the policy above it.

    A statement that ends its sentence speaks of no table below; the items of its list change nothing.
    """
    for paragraph in reversed(paragraphs):
        said = [(sentence.text, sentence.predicate) for sentence in sentences(paragraph.text)]
        for text, predicate in reversed(said):
            if predicate is None:
                continue
            if paragraph.text.rstrip().endswith(":") or "following" in text.casefold():
                return Context(Group(text, predicate.determination))
            return Context()
    return Context()


def _once(codes: Iterable[Code]) -> Iterator[Code]:
    seen: set[tuple[str, str, str]] = set()
    for code in codes:
        key = (code.system, code.code, code.determination)
        if key not in seen:
            seen.add(key)
            yield code
