"""The text of a paragraph: its runs, with tracked changes as accepted and fields by their results."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree

from policyextract.readers.docx.package import W
from policyextract.readers.docx.styles import Look
from policyextract.readers.marked import Run
from policyextract.readers.symbols import shown

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HOLDERS = frozenset(
    f"{W}{name}"
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
) | {f"{_MATH}oMath", f"{_MATH}oMathPara"}
_TAKEN_OUT = frozenset({f"{W}del", f"{W}moveFrom"})
_CHARACTERS = {f"{W}tab": " ", f"{W}cr": "\n", f"{W}br": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
PAGE_NUMBER = "\ufffc"
"""Stands for the number of a page, which a document without pages cannot know."""


@dataclass
class Reading:
    """What is kept while a document is read, paragraph after paragraph.

    ``left_out`` counts words by reason; ``notes`` are the foot- and endnotes referred to so far, as (kind, id).
    """

    left_out: Counter[str] = field(default_factory=Counter)
    inserted: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    paragraph: int = 0


@dataclass
class _Field:
    """An open field: the words of its instruction, and whether its result has begun."""

    instruction: str = ""
    in_result: bool = False

    @property
    def of_pages(self) -> bool:
        return self.instruction.split()[:1] != [] and self.instruction.split()[0].upper() in _PAGE_FIELDS


@dataclass
class ParagraphText:
    """The runs of one paragraph, and the text boxes that are anchored in it."""

    reading: Reading
    look: Callable[[etree._Element | None], Look]
    runs: list[Run] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)

    def read(self, holder: etree._Element) -> None:
        """Read what a paragraph, a hyperlink, an insertion and the like hold."""
        for child in holder:
            if child.tag in _TAKEN_OUT:
                self.reading.left_out["deleted"] += count_words(child)
            elif child.tag == f"{W}r":
                self._run(child)
            elif child.tag == f"{_MATH}r":
                self._add("".join(child.itertext(f"{_MATH}t")), self.look(None))
            elif child.tag == f"{W}fldSimple" and _Field(child.get(f"{W}instr", "")).of_pages:
                self._add(PAGE_NUMBER, self.look(None))
            elif child.tag == f"{_COMPATIBLE}AlternateContent":
                self.read(child[0])
            elif child.tag in _HOLDERS:
                if child.tag in (f"{W}ins", f"{W}moveTo"):
                    self.reading.inserted += count_words(child)
                self.read(child)

    def _run(self, run: etree._Element) -> None:
        look = self.look(run.find(f"{W}rPr"))
        if look.hidden or look.struck:
            self.reading.left_out["hidden" if look.hidden else "struck"] += count_words(run)
            return
        for child in run:
            if child.tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            elif child.tag == f"{W}instrText" and self._fields:
                self._fields[-1].instruction += child.text or ""
            elif all(open_field.in_result and not open_field.of_pages for open_field in self._fields):
                self._content(child, look)

    def _content(self, child: etree._Element, look: Look) -> None:
        if child.tag == f"{W}t":
            self._add(_readable(child.text or "", look.font), look)
        elif child.tag in _CHARACTERS:
            self._add(_CHARACTERS[child.tag], look)
        elif child.tag == f"{W}sym":
            self._add(_symbol(child), look)
        elif child.tag in _NOTES:
            self.reading.notes.append((_NOTES[child.tag], child.get(f"{W}id", "")))
            self.runs.append(Run(str(len(self.reading.notes)), self.reading.paragraph, raised=True))
        elif child.tag in (f"{W}drawing", f"{W}pict", f"{_COMPATIBLE}AlternateContent"):
            self.boxes.extend(_text_boxes(child))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields and self._fields.pop().of_pages:
            self._add(PAGE_NUMBER, self.look(None))

    def _add(self, text: str, look: Look) -> None:
        if text:
            self.runs.append(Run(text, self.reading.paragraph, look.bold, look.raised))


def count_words(element: etree._Element) -> int:
    """The words of an element, deleted ones among them."""
    paragraphs = list(element.iter(f"{W}p")) or [element]
    return sum(len("".join(each.itertext(f"{W}t", f"{W}delText")).split()) for each in paragraphs)


def _text_boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a drawing; of two renderings of one, for newer and older programs, the first."""
    for box in drawing.iter(f"{W}txbxContent"):
        between = {outer.tag for outer in takewhile(lambda outer: outer is not drawing, box.iterancestors())}
        if not between & {f"{_COMPATIBLE}Fallback", f"{W}txbxContent"}:
            yield box


def _readable(text: str, font: str) -> str:
    return "".join(shown(character, font) or character for character in text.replace("\n", " "))


def _symbol(element: etree._Element) -> str:
    """A character that is given by its place in a font."""
    try:
        character = chr(int(element.get(f"{W}char", ""), 16))
        character.encode()
    except (ValueError, OverflowError):
        # No number, or one that stands for no character, such as half of a surrogate pair.
        return "\ufffd"
    return _readable(character, element.get(f"{W}font", ""))
