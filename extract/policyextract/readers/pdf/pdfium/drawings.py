"""The paths and pictures of a page, those in form XObjects with them."""

from collections.abc import Iterable, Iterator
from ctypes import byref, c_float, c_int, c_uint
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from policyextract.document import Box
from policyextract.readers.pdf.page import is_thin
from policyextract.readers.pdf.pdfium import calls
from policyextract.readers.pdf.pdfium.calls import Handle
from policyextract.readers.pdf.pdfium.objects import PageObject
from policyextract.readers.pdf.pdfium.sheet import Matrix, moved, moved_box, product
from policyextract.readers.pdf.shapes import Shape

RECTANGLE_SEGMENTS = 5
"""A line has two segments, a rectangle five: where it begins, three corners and the way back."""
AXIS = 0.01
"""Points by which the corners of a rectangle may be off."""
WHITE = 255

Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Drawings:
    """What is drawn on a page besides its text; of ``pictures``, the boxes."""

    shapes: tuple[Shape, ...]
    pictures: tuple[Box, ...]


def page_drawings(objects: Iterable[PageObject], placed: Matrix) -> Drawings:
    """The shapes of a page, and its pictures, where they lie as it is read (``placed``)."""
    shapes: list[Shape] = []
    pictures: list[Box] = []
    for each in objects:
        if each.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(moved_box(placed, *each.bounds()))
        elif each.kind == pdfium.FPDF_PAGEOBJ_PATH:
            shapes.extend(_shapes(each, placed))
    return Drawings(tuple(shapes), tuple(pictures))


def _shapes(drawn: PageObject, placed: Matrix) -> Iterator[Shape]:
    """The shapes of a path: one for each time the pen is set down."""
    path = drawn.handle
    fill, stroke = c_int(), c_int()
    calls.draw_mode_into(path, byref(fill), byref(stroke))
    filled, stroked = fill.value != pdfium.FPDF_FILLMODE_NONE, bool(stroke.value)
    if not filled and not stroked:
        return
    segments = calls.count_of_path(path)
    if segments <= RECTANGLE_SEGMENTS and not stroked and is_thin(box := moved_box(placed, *drawn.bounds())):
        yield Shape(box, (), stroked, filled, white=False)  # what most rules are; their colour does not matter
        return
    white = filled and _is_white(path)
    for points in _strokes(path, segments, product(drawn.matrix(), placed)):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        around = min(xs), min(ys), max(xs), max(ys)
        yield Shape(around, () if _is_plain(points) else tuple(points), stroked, filled, white)


def _is_white(path: Handle) -> bool:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not calls.fill_colour_into(path, byref(red), byref(green), byref(blue), byref(alpha)):
        return False
    return red.value == green.value == blue.value == WHITE


def _strokes(path: Handle, segments: int, placed: Matrix) -> Iterator[Points]:
    """Where the pen goes each time it is set down; of a curve, where it ends."""
    points: Points = []
    curve = 0
    x, y = c_float(), c_float()
    for index in range(segments):
        segment = calls.segment_of_path(path, index)
        kind = calls.kind_of_segment(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        curve = (curve + 1) % 3 if kind == pdfium.FPDF_SEGMENT_BEZIERTO else 0
        if not curve:  # the first two points of a curve only bend it
            calls.point_into(segment, byref(x), byref(y))
            points.append(moved(placed, x.value, y.value))
        if calls.closes(segment) and points[0] != points[-1]:
            points.append(points[0])
    if points:
        yield points


def _is_plain(points: Points) -> bool:
    """Whether the box around the points tells all: a line, or a rectangle that is closed."""
    if len(points) == 2:
        return any(abs(points[0][axis] - points[1][axis]) < AXIS for axis in (0, 1))
    if len(points) != RECTANGLE_SEGMENTS or points[0] != points[-1]:
        return False
    (ax, ay), (bx, by), (cx, cy), (dx, dy), _ = points
    upright_first = abs(ax - bx) < AXIS and abs(by - cy) < AXIS and abs(cx - dx) < AXIS and abs(dy - ay) < AXIS
    level_first = abs(ay - by) < AXIS and abs(bx - cx) < AXIS and abs(cy - dy) < AXIS and abs(dx - ax) < AXIS
    return upright_first or level_first
