"""The reference list and the list of related policies."""

import re
from collections.abc import Iterable, Iterator

from policyextract.document import Cell, Provenance, Table
from policyextract.lexicon.sections import SectionKind
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.records import Reference, RelatedPolicy

_RAISED_MARK = re.compile(r"^([⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*(?=\S)")
_NONE = re.compile(r"^(?:none|n/?a|not applicable)\.?$", re.IGNORECASE)
_MIN_WORDS = 3


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
    """The policies that the document names as related."""
    found: list[RelatedPolicy] = []
    for section in sections:
        if section.kind is SectionKind.RELATED:
            found.extend(_related(section))
    return tuple(found)


def _related(section: Section) -> Iterator[RelatedPolicy]:
    for piece in section.pieces:
        if isinstance(piece, Paragraph):
            if not _NONE.match(piece.text) and len(piece.text) < 250:
                yield RelatedPolicy(title=piece.text, provenance=piece.provenance())
        else:
            yield from _related_cells(piece)


def _related_cells(table: Table) -> Iterator[RelatedPolicy]:
    for cell in table.cells():
        if cell.text.strip() and not _NONE.match(cell.text):
            yield RelatedPolicy(title=" ".join(cell.text.split()), provenance=_place(cell))


def _place(cell: Cell) -> Provenance:
    return Provenance(cell.page, cell.number, (cell.start, cell.end), cell.box)
