"""The reference list and the list of related policies."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from policyextract.document import Cell, Line, Provenance, Table
from policyextract.lexicon.sections import SectionKind, section_kind
from policyextract.markers import BULLETS
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph, join_lines
from policyextract.records import Reference, RelatedPolicy

_NUMBER = re.compile(r"^(?:\[?(?P<number>\d{1,3})[.)\]]{1,2}\s+|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*)(?=\S)")
_RAISED_MARK = re.compile(r"^([⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*(?=\S)")
_CITES = re.compile(r"\b(?:19|20)\d\d\b|\bdoi\b|\bpmid\b|https?:|www\.|\baccessed\b", re.IGNORECASE)
_NONE = re.compile(r"^(?:none(?: applicable)?|n/?a|not applicable)\.?$", re.IGNORECASE)
_CELL_BULLET = re.compile(rf"\n(?=[{BULLETS}]\s)")
_MARK = re.compile(rf"^[{BULLETS}]\s+")
_MAX_TITLE = 250
_FEWEST_WORDS = 3


def references_of(sections: Iterable[Section]) -> tuple[Reference, ...]:
    """The entries of the reference lists, each with its printed number.

    A list is read by its numbers: a line that begins with the next number, or with 1, begins an entry. Where nothing is
    numbered each paragraph that cites something (a year, a link, an identifier) is an entry.
    """
    found: list[Reference] = []
    number = 0
    for section in sections:
        if section.kind is not SectionKind.REFERENCES:
            number = 0
            continue
        paragraphs = [piece for piece in section.pieces if isinstance(piece, Paragraph)]
        behind_tables = {id(after.first) for after in _behind_tables(section.pieces)}
        groups, number = _numbered(paragraphs, number, behind_tables)
        found.extend(map(_numbered_entry, groups) if groups else _unnumbered(paragraphs))
    return tuple(found)


def _behind_tables(pieces: Sequence[Paragraph | Table]) -> Iterator[Paragraph]:
    return (after for before, after in pairwise(pieces) if isinstance(before, Table) and isinstance(after, Paragraph))


def _numbered(
    paragraphs: Sequence[Paragraph], before: int, behind_tables: Container[int]
) -> tuple[list[list[Line]], int]:
    """The lines of each numbered entry, and the last number. ``before`` is that of a list that may go on here.

    No entry goes on with a line whose ``id`` is in ``behind_tables``: what stands between would be part of its place.
    """
    lines = [line for paragraph in paragraphs for line in paragraph.lines]
    opening = {id(paragraph.first) for paragraph in paragraphs}
    numbers = [_number_of(line) for line in lines]
    groups: list[list[Line]] = []
    last, inside = before, False
    for at, (line, number) in enumerate(zip(lines, numbers, strict=True)):
        restarts = number == 1 and (not groups or (last > 1 and _next_of(numbers[at + 1 :], {2, last + 1}) == 2))
        if number is not None and (number == last + 1 or restarts):
            groups.append([])
            last, inside = number, True
        elif inside and (id(line) in behind_tables or (id(line) in opening and _leaves(groups[-1], line))):
            inside = False
        if inside:
            groups[-1].append(line)
    return groups, last


def _leaves(entry: Sequence[Line], line: Line) -> bool:
    """Whether a paragraph without a number is no part of the entry before, which has ended: it stands as far left."""
    ended = entry[-1].text.rstrip().endswith((".", "/"))
    return ended and line.indent <= entry[0].indent and (line.gap or line.page is not None)


def _number_of(line: Line) -> int | None:
    mark = _NUMBER.match(line.text)
    if mark is None:
        return None
    return int(unicodedata.normalize("NFKC", mark["number"] or mark["raised"]))


def _next_of(numbers: Sequence[int | None], wanted: set[int]) -> int | None:
    return next((number for number in numbers if number in wanted), None)


def _numbered_entry(lines: Sequence[Line]) -> Reference:
    """The entry of these lines. Where a raised number stands behind the list's own, the text cites by that."""
    first = lines[0]
    mark = _NUMBER.match(first.text)
    end = mark.end() if mark else 0
    cited = _RAISED_MARK.match(first.text[end:])
    label = cited[1] if cited else mark[0].strip() if mark else None
    end += cited.end() if cited else 0
    text = join_lines([first.text[end:], *(line.text for line in lines[1:])])
    place = Paragraph(tuple(lines)).provenance(first.start + end, lines[-1].end)
    return Reference(label=label, text=text, provenance=place)


def _unnumbered(paragraphs: Iterable[Paragraph]) -> Iterator[Reference]:
    for paragraph in paragraphs:
        if _CITES.search(paragraph.text) and len(paragraph.text.split()) > _FEWEST_WORDS:
            yield Reference(label=None, text=paragraph.text, provenance=paragraph.provenance())


def related_policies_of(sections: Iterable[Section]) -> tuple[RelatedPolicy, ...]:
    """The policies that the document names as related: under a heading, or in a column of a table that is headed so."""
    found: list[RelatedPolicy] = []
    for section in sections:
        if section.kind is SectionKind.RELATED:
            found.extend(_related(section))
            continue
        for piece in section.pieces:
            if isinstance(piece, Table):
                found.extend(_headed_column(piece))
    return tuple(found)


def _related(section: Section) -> Iterator[RelatedPolicy]:
    for piece in section.pieces:
        if isinstance(piece, Paragraph):
            if not _NONE.match(piece.text) and len(piece.text) < _MAX_TITLE:
                yield RelatedPolicy(title=piece.text, provenance=piece.provenance())
        else:
            for cell in piece.cells():
                yield from _of_cell(cell)


def _headed_column(table: Table) -> Iterator[RelatedPolicy]:
    for at in range(table.width):
        if section_kind(table.rows[0][at].text) is SectionKind.RELATED:
            for row in table.rows[1:]:
                yield from _of_cell(row[at])


def _of_cell(cell: Cell) -> Iterator[RelatedPolicy]:
    """One policy for each bullet of a cell, or for the whole cell where it has none."""
    start = cell.start
    for part in _CELL_BULLET.split(cell.text):
        title = " ".join(_MARK.sub("", part).split())
        if title and not _NONE.match(title):
            yield RelatedPolicy(
                title=title, provenance=Provenance(cell.page, cell.number, (start, start + len(part)), cell.box)
            )
        start += len(part) + 1
