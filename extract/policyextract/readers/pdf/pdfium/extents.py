"""Where characters begin and end on their line, on the page as it is read."""

from ctypes import addressof, byref, c_double, c_float

import pypdfium2.raw as pdfium

from policyextract.readers.pdf.pdfium.calls import address_of, loose_box_into
from policyextract.readers.pdf.pdfium.sheet import Matrix, moved_box


class LevelExtents:
    """On a page that is written as it is read: by the widths that the font states, which are pdfium's loose boxes."""

    def __init__(self, text_page: pdfium.FPDF_TEXTPAGE, placed: Matrix) -> None:
        self._text_page = address_of(text_page)
        self._scale, self._shift = placed[0], placed[4]
        self._sides = (c_float * 4)()  # an FS_RECTF: left, top, right, bottom
        self._into = addressof(self._sides)

    def of(self, first: int, last: int) -> tuple[float, float]:
        """Left edge of the first character and right edge of the last."""
        sides = self._sides
        loose_box_into(self._text_page, first, self._into)
        left = sides[0]
        if last != first:
            loose_box_into(self._text_page, last, self._into)
        x0, x1 = left * self._scale + self._shift, sides[2] * self._scale + self._shift
        return (x0, x1) if x0 <= x1 else (x1, x0)


class TurnedExtents:
    """On a page that is turned to be read: by what is printed, since pdfium's loose boxes are for level text."""

    def __init__(self, text_page: pdfium.FPDF_TEXTPAGE, placed: Matrix) -> None:
        self._text_page = text_page
        self._placed = placed

    def of(self, first: int, last: int) -> tuple[float, float]:
        """Left edge of the first character and right edge of the last."""
        boxes = [self._box(at) for at in (first, last)]
        return min(x0 for x0, _ in boxes), max(x1 for _, x1 in boxes)

    def _box(self, at: int) -> tuple[float, float]:
        left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
        pdfium.FPDFText_GetCharBox(self._text_page, at, byref(left), byref(right), byref(bottom), byref(top))
        x0, _, x1, _ = moved_box(self._placed, left.value, bottom.value, right.value, top.value)
        return x0, x1
