"""Where things are: from the space in which a page is written to the page as it is read."""

from ctypes import byref, c_float
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from policyextract.document import Box
from policyextract.readers.pdf.frame import Frame, Turn, turn_of

Matrix = tuple[float, float, float, float, float, float]
"""A point (x, y) goes to (a x + c y + e, b x + d y + f): ISO 32000-1, 8.3.4."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's size as displayed, the matrix that turns it as its rotation demands, and the part of it that is shown
    (in the space in which it is written)."""

    width: float
    height: float
    upright: Matrix
    shown: Box

    def turn(self, matrix: Matrix) -> Turn | None:
        """How text set with this matrix stands on the displayed page; None where it is askew."""
        if is_level(self.upright) and self.upright[0] > 0:
            return turn_of(*matrix[:4])
        return turn_of(*product(matrix, self.upright)[:4])

    def read_size(self, turn: Turn) -> tuple[float, float]:
        """Width and height of the page as it is read."""
        frame = Frame(self.width, self.height, turn)
        return frame.read_width, frame.read_height

    def placed(self, turn: Turn) -> Matrix:
        """The matrix from the space of the page to the page as it is read, from its top left corner."""
        frame = Frame(self.width, self.height, turn)
        origin, along, up = (frame.point(*moved(self.upright, x, y)) for x, y in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)))
        return (
            along[0] - origin[0],
            along[1] - origin[1],
            up[0] - origin[0],
            up[1] - origin[1],
            origin[0],
            origin[1],
        )


def sheet_of(page: pdfium.FPDF_PAGE) -> Sheet:
    """The sheet of a page. A media box that the page inherits is not told: then it is what is shown of the page."""
    shown = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, byref(shown))
    visible = (shown.left, shown.bottom, shown.right, shown.top)
    x0, y0, x1, y1 = _media_box(page) or visible
    width, height = x1 - x0, y1 - y0
    match pdfium.FPDFPage_GetRotation(page):
        case 1:
            return Sheet(height, width, (0.0, -1.0, 1.0, 0.0, -y0, x1), visible)
        case 2:
            return Sheet(width, height, (-1.0, 0.0, 0.0, -1.0, x1, y1), visible)
        case 3:
            return Sheet(height, width, (0.0, 1.0, -1.0, 0.0, y1, -x0), visible)
        case _:
            return Sheet(width, height, (1.0, 0.0, 0.0, 1.0, -x0, -y0), visible)


def _media_box(page: pdfium.FPDF_PAGE) -> Box | None:
    sides = [c_float() for _ in range(4)]
    if not pdfium.FPDFPage_GetMediaBox(page, *map(byref, sides)):
        return None
    left, bottom, right, top = (side.value for side in sides)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def is_level(matrix: Matrix) -> bool:
    """Whether what is level stays level."""
    return matrix[1] == 0.0


def product(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does as ``first`` does and then as ``then`` does."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def moved_box(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> Box:
    """Where a rectangle comes to lie, as the smallest upright one around it: left, top, right and bottom."""
    points = [moved(matrix, x, y) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
