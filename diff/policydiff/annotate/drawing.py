"""Annotations on the pages of a PDF: highlights with their notes, tags on the margin, and a note on the first page.

Each brings its own appearance, so that every viewer and every printer shows the same. Nothing has a date: the same
input gives the same bytes.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from policydiff.changes import Direction
from policyextract.document import Box
from policyextract.readers.pdf.pdfium.sheet import Matrix, moved, moved_box

AUTHOR = "policydiff"

Colour = tuple[float, float, float]
COLOURS: dict[Direction, Colour] = {
    Direction.RESTRICTIVE: (1.0, 0.70, 0.68),
    Direction.PERMISSIVE: (0.70, 0.92, 0.72),
    Direction.LATERAL: (0.85, 0.76, 0.98),
    Direction.INDETERMINATE: (1.0, 0.93, 0.55),
    Direction.EDITORIAL: (0.75, 0.88, 1.0),
    Direction.ADMINISTRATIVE: (0.86, 0.86, 0.86),
}
_DEEPER, _FOOT = 0.7, 0.8
"""How dark the line at the foot of a highlight is, and how thick: it shows on dark ground and without colour too."""
_INK: Colour = (0.2, 0.2, 0.2)
_PRINTED = 4
"""The flag that lets an annotation be printed (ISO 32000-1, 12.5.3)."""
_UNHOLDABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
TAG_SIZE = 6.5
TAG_HEIGHT = 9.0
_TAG_PADDING = 2.0
NOTE_SIZE = 18.0


@dataclass(frozen=True, slots=True)
class Highlight:
    """What is drawn for a mark on one page. Boxes are points on the page as it is read."""

    page: int
    boxes: tuple[Box, ...]
    direction: Direction
    name: str
    subject: str
    note: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A short text on the margin beside a highlight."""

    page: int
    box: Box
    direction: Direction
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class FirstPageNote:
    """The note in the corner of the first page."""

    box: Box
    text: str


def tag_width(text: str) -> float:
    """Points that a tag needs; Helvetica's letters are on average little wider than half their size."""
    return 0.54 * TAG_SIZE * len(text) + 2 * _TAG_PADDING


class Drawing:
    """A PDF that is drawn on. ``to_page`` of each call leads from the page as it is read to the one as written."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._font = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        )

    def highlight(self, mark: Highlight, to_page: Matrix) -> None:
        corners = [_corners(box, to_page) for box in mark.boxes]
        around = _around(point for four in corners for point in four)
        areas = b" ".join(_polygon((four[0], four[1], four[3], four[2])) for four in corners)
        feet = b" ".join(b"%s m %s l" % (_joined(four[2]), _joined(four[3])) for four in corners)
        colour = COLOURS[mark.direction]
        deep = tuple(_DEEPER * part for part in colour)
        content = b"%s RG %s w %s S /Shade gs %s rg %s f" % (
            _joined(deep),
            _joined((_FOOT,)),
            feet,
            _joined(colour),
            areas,
        )
        shade = Dictionary(ExtGState=Dictionary(Shade=Dictionary(Type=Name.ExtGState, BM=Name.Multiply)))
        annotation = self._add(
            mark.page,
            Subtype=Name.Highlight,
            Rect=_numbers(*around),
            QuadPoints=_numbers(*(value for four in corners for point in four for value in point)),
            C=_numbers(*colour),
            T=_string(AUTHOR),
            Subj=_string(mark.subject),
            Contents=_string(mark.note),
            NM=_string(mark.name),
            AP=Dictionary(N=self._form(around, content, shade)),
        )
        self._popup(mark.page, annotation, around)

    def tag(self, tag: Tag, to_page: Matrix) -> None:
        """Set a tag; its text stands as the text of the page does, whichever way the page is turned."""
        width, height = tag.box[2] - tag.box[0], tag.box[3] - tag.box[1]
        written = tag.text.encode("cp1252", errors="replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(")
        content = b"%s rg 0 0 %s re f /Span << /ActualText () >> BDC BT /F %s Tf %s rg %s Td (%s) Tj ET EMC" % (
            _joined(COLOURS[tag.direction]),
            _joined((width, height)),
            _joined((TAG_SIZE,)),
            _joined(_INK),
            _joined((_TAG_PADDING, 0.27 * height)),
            written.replace(b")", b"\\)"),
        )
        a, b, c, d, _, _ = to_page
        self._add(
            tag.page,
            Subtype=Name.FreeText,
            Rect=_numbers(*moved_box(to_page, *tag.box)),
            DA=_string(f"/Helv {TAG_SIZE} Tf 0.2 g"),
            T=_string(AUTHOR),
            Contents=_string(tag.text),
            NM=_string(tag.name),
            AP=Dictionary(
                N=self._form(
                    (0.0, 0.0, width, height),
                    content,
                    Dictionary(Font=Dictionary(F=self._font)),
                    (a, b, -c, -d, 0.0, 0.0),
                )
            ),
        )

    def first_page_note(self, note: FirstPageNote, to_page: Matrix) -> None:
        """A sheet with lines on it, which opens on a click."""
        around = moved_box(to_page, *note.box)
        left, bottom, right, top = around
        lines = b" ".join(
            b"%s m %s l S" % (_joined((left + 4, y)), _joined((right - 4, y)))
            for y in (bottom + 5, bottom + 9, bottom + 13)
        )
        content = b"1 0.93 0.55 rg 0.4 0.4 0.4 RG 0.8 w %s re B %s" % (
            _joined((left + 1, bottom + 1, right - left - 2, top - bottom - 2)),
            lines,
        )
        annotation = self._add(
            1,
            Subtype=Name.Text,
            Rect=_numbers(*around),
            Name=Name.Comment,
            C=_numbers(1.0, 0.93, 0.55),
            T=_string(AUTHOR),
            Subj=_string("What is marked in this file"),
            Contents=_string(note.text),
            NM=_string(f"{AUTHOR}-legend"),
            AP=Dictionary(N=self._form(around, content, Dictionary())),
        )
        self._popup(1, annotation, around)

    def written(self) -> bytes:
        """The PDF as it stands."""
        target = BytesIO()
        self._pdf.save(target, deterministic_id=True, min_version="1.4", encryption=False)
        return target.getvalue()

    def _add(self, number: int, **entries: pikepdf.Object) -> pikepdf.Object:
        page = self._pdf.pages[number - 1]
        annotation = self._pdf.make_indirect(Dictionary(Type=Name.Annot, P=page.obj, F=_PRINTED))
        for key, value in entries.items():
            annotation[f"/{key}"] = value
        present = page.obj.get(Name.Annots, Array())
        # A list of its own: files are seen in which pages share one.
        page.obj[Name.Annots] = Array([*_elements(present), annotation])
        return annotation

    def _popup(self, number: int, parent: pikepdf.Object, around: Box) -> None:
        """The window in which viewers show a note; closed, and not printed."""
        left, bottom = around[2], max(around[3] - 120, 0.0)
        popup = self._add(
            number, Subtype=Name.Popup, Parent=parent, Rect=_numbers(left, bottom, left + 200, bottom + 120)
        )
        popup[Name.Open] = False
        popup[Name.F] = 0
        parent[Name.Popup] = popup

    def _form(
        self, box: Box, content: bytes, resources: pikepdf.Object, matrix: Matrix | None = None
    ) -> pikepdf.Object:
        form = self._pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=_numbers(*box))
        form[Name.Resources] = resources
        if matrix is not None:
            form[Name.Matrix] = _numbers(*matrix)
        return form


def _string(text: str) -> String:
    """A text as a note can hold it: half a pair, control codes, and what turns the direction of writing are shown as
    unknown.
    """
    return String(_UNHOLDABLE.sub("\ufffd", text))


def _elements(array: pikepdf.Object) -> list[pikepdf.Object]:
    """The entries of an array; a few files have something else there, which is left aside."""
    return list(array) if isinstance(array, Array) else []


def _corners(box: Box, to_page: Matrix) -> Sequence[tuple[float, float]]:
    """Upper left, upper right, lower left, lower right as the text reads: the order that viewers expect."""
    left, top, right, bottom = box
    return [moved(to_page, x, y) for x, y in ((left, top), (right, top), (left, bottom), (right, bottom))]


def _around(points: Iterable[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _polygon(points: Sequence[tuple[float, float]]) -> bytes:
    first, *others = points
    lines = b" ".join(b"%s l" % _joined(point) for point in others)
    return b"%s m %s h" % (_joined(first), lines)


def _numbers(*values: float) -> Array:
    return Array([Decimal(f"{value:.2f}") for value in values])


def _joined(values: Iterable[float]) -> bytes:
    return " ".join(f"{value:.2f}" for value in values).encode()
