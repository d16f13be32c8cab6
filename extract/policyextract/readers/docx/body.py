"""The paragraphs and tables of a document's text, in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from policyextract.readers.docx.numbering import Counters, Instance, Level, Lists
from policyextract.readers.docx.package import W, number, value
from policyextract.readers.docx.runs import ParagraphText, Reading, count_words
from policyextract.readers.docx.styles import (
    Look,
    Style,
    Styles,
    heading_level,
    indent,
    is_contents,
    look_of,
    paragraph_styles,
)
from policyextract.readers.marked import MarkedCell, MarkedParagraph, MarkedTable, Part, Run

_HOLDERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_LIST_STEP = 4
"""Columns by which a level of a list is set in where the list does not say."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A paragraph's place in a list."""

    identity: str
    at: int
    instance: Instance
    level: Level
    by_style: bool


@dataclass
class Body:
    """Reads the block-level content of parts that share styles and lists; list numbers run on from part to part."""

    styles: Styles
    lists: Lists
    reading: Reading
    counters: Counters = field(default_factory=Counters)
    _carried: tuple[Run, ...] = ()
    """The text of paragraphs whose end is deleted: it goes on in the next one."""

    def parts(self, holder: etree._Element) -> Iterator[Part]:
        """What a body, a cell, a text box, a header or a note holds."""
        for child in holder:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield MarkedTable(tuple(self._rows(child)))
            elif child.tag in _HOLDERS:
                yield from self.parts(child)
            elif child.tag == f"{W}altChunk":
                self.reading.left_out["embedded"] += 1

    def _paragraph(self, element: etree._Element) -> Iterator[Part]:
        self.reading.paragraph += 1
        own = element.find(f"{W}pPr")
        chain = paragraph_styles(self.styles, own)

        def look(properties: etree._Element | None) -> Look:
            return look_of(properties, self.styles, chain)

        text = ParagraphText(self.reading, look)
        text.read(element)
        if own is not None and own.find(f"{W}rPr/{W}del") is not None:
            self._carried += tuple(text.runs)
        elif not is_contents(chain):
            yield self._made(own, chain, self._carried + tuple(text.runs))
            self._carried = ()
        for box in text.boxes:
            yield from self.parts(box)

    def _made(self, own: etree._Element | None, chain: Sequence[Style], runs: tuple[Run, ...]) -> MarkedParagraph:
        place = self._place(own, chain)
        of_styles = [style.paragraph for style in chain]
        heading = heading_level(own, chain)
        if place is None:
            return MarkedParagraph(runs, indent([own, *of_styles]), heading)
        marker = self.counters.next_marker(place.identity, place.instance, place.at)
        of_list = place.level.properties
        # What a style says of a list that it names itself comes before what the list says (17.9.23).
        levels = [own, *of_styles, of_list] if place.by_style else [own, of_list, *of_styles]
        edge = indent(levels) if any(each is not None and each.find(f"{W}ind") is not None for each in levels) else None
        return MarkedParagraph(
            runs,
            _LIST_STEP * place.at if edge is None else edge,
            heading,
            marker,
            place.level.bullet and heading is None,
        )

    def _place(self, own: etree._Element | None, chain: Sequence[Style]) -> _Place | None:
        """Where the paragraph stands in which list, by its own properties, else by the nearest style's."""
        sources = [own, *(style.paragraph for style in chain)]
        numbered = [found for source in sources if (found := _numbering(source)) is not None]
        identity = next((named for each in numbered if (named := value(each, "numId")) is not None), None)
        instance = self.lists.get(identity or "")
        if identity is None or instance is None:
            return None
        by_style = not numbered or value(_numbering(own), "numId") is None
        at = next((deep for each in numbered if (deep := number(each, "ilvl")) is not None), None)
        if at is None:
            at = _level_of_style(chain, instance) if by_style else 0
        level = instance.levels.get(at)
        return _Place(identity, at, instance, level, by_style) if level is not None else None

    def _rows(self, table: etree._Element) -> Iterator[tuple[MarkedCell, ...]]:
        for child in table:
            if child.tag in _HOLDERS:
                yield from self._rows(child)
            elif child.tag == f"{W}tr":
                properties = child.find(f"{W}trPr")
                if properties is not None and properties.find(f"{W}del") is not None:
                    self.reading.left_out["deleted"] += count_words(child)
                    continue
                skipped = number(properties, "gridBefore") or 0
                before = [MarkedCell((), self.reading.paragraph + 1, skipped)] if skipped else []
                is_head = properties is not None and properties.find(f"{W}tblHeader") is not None
                yield (*before, *(replace(cell, head=is_head) for cell in self._cells(child)))

    def _cells(self, row: etree._Element) -> Iterator[MarkedCell]:
        for child in row:
            if child.tag in _HOLDERS:
                yield from self._cells(child)
            elif child.tag == f"{W}tc":
                line = self.reading.paragraph + 1
                properties = child.find(f"{W}tcPr")
                parts = tuple(self.parts(child))
                # The cells below the first of a merged column hold an empty paragraph, or what was there before.
                merged = _goes_on(properties, "vMerge") or _goes_on(properties, "hMerge")
                yield MarkedCell(() if merged else parts, line, number(properties, "gridSpan") or 1)


def _numbering(properties: etree._Element | None) -> etree._Element | None:
    return properties.find(f"{W}numPr") if properties is not None else None


def _level_of_style(chain: Sequence[Style], instance: Instance) -> int:
    """The level that stands for the paragraph's style, or for a style it is based on."""
    standing = {level.style: at for at, level in instance.levels.items()}
    return next((standing[style.identity] for style in chain if style.identity in standing), 0)


def _goes_on(properties: etree._Element | None, kind: str) -> bool:
    """Whether a cell is the continuation of a merged one."""
    found = properties.find(f"{W}{kind}") if properties is not None else None
    return found is not None and found.get(f"{W}val", "continue") == "continue"
