"""The reference list and the list of related policies."""

import re
from collections.abc import Iterable, Iterator

from policyextract.document import Cell, Provenance, Table
from policyextract.lexicon.sections import SectionKind, section_kind
from policyextract.markers import BULLETS
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.records import Reference, RelatedPolicy

_RAISED_MARK = re.compile(r"^([⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*(?=\S)")
_NONE = re.compile(r"^(?:none|n/?a|not applicable)\.?$", re.IGNORECASE)
_CELL_BULLET = re.compile(rf"\n(?=[{BULLETS}]\s)")
_MARK = re.compile(rf"^[{BULLETS}]\s+")
_MAX_TITLE = 250


def references_of(sections: Iterable[Section]) -> tuple[Reference, ...]:
    """The entries of the reference lists, each with its printed number."""
    return tuple(
        reference for section in sections if section.kind is SectionKind.REFERENCES for reference in _entries(section)
    )


def _entries(section: Section) -> Iterator[Reference]:
    """Numbered entries, with what runs on without a number; where nothing is numbered each paragraph is an entry."""
    paragraphs = [piece for piece in section.pieces if isinstance(piece, Paragraph)]
    numbered = sum(1 for paragraph in paragraphs if paragraph.marker) * 2 > len(paragraphs)
    group: list[Paragraph] = []
    for paragraph in paragraphs:
        if group and (paragraph.marker or not numbered):
            yield _reference(group)
            group = []
        if paragraph.marker or group or not numbered:
            group.append(paragraph)
    if group:
        yield _reference(group)


def _reference(group: list[Paragraph]) -> Reference:
    first = group[0]
    text = " ".join(paragraph.text for paragraph in group)
    label = first.marker.label if first.marker and not first.marker.bullet else None
    start = first.start
    if raised := _RAISED_MARK.match(text):
        label, text, start = raised[1], text[raised.end() :], start + raised.end()
    return Reference(label=label, text=text, provenance=first.provenance(start, group[-1].end))


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
