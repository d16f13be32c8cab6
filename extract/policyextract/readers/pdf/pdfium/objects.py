"""The objects that a page is drawn with, in the order of drawing, those in form XObjects among them."""

from collections.abc import Iterator
from ctypes import addressof, byref, c_float
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from policyextract.document import Box
from policyextract.readers.pdf.pdfium.sheet import IDENTITY, Matrix, moved_box, product

DEEPEST = 20
"""Form XObjects in form XObjects beyond which a file is wrong."""


@dataclass(frozen=True, slots=True)
class PageObject:
    """A text, a path, a picture or a shading (``kind``, as pdfium numbers them), and the matrix to the page's space of
    the space it is written in."""

    raw: pdfium.FPDF_PAGEOBJECT
    kind: int
    outer: Matrix

    @property
    def key(self) -> int:
        """Tells the object from the others of the page."""
        return addressof(self.raw.contents)

    def matrix(self) -> Matrix:
        """The matrix of the object itself, to the space of the page."""
        return product(matrix_of(self.raw), self.outer)

    def bounds(self) -> Box:
        """What the object covers in the space of the page: left, bottom, right, top. The pen's width is part of it."""
        left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
        pdfium.FPDFPageObj_GetBounds(self.raw, byref(left), byref(bottom), byref(right), byref(top))
        return moved_box(self.outer, left.value, bottom.value, right.value, top.value)


def page_objects(page: pdfium.FPDF_PAGE) -> list[PageObject]:
    """All objects of a page."""
    count = pdfium.FPDFPage_CountObjects(page)
    return [
        each
        for index in range(count)
        for each in _with_contents(pdfium.FPDFPage_GetObject(page, index), IDENTITY, DEEPEST)
    ]


def _with_contents(raw: pdfium.FPDF_PAGEOBJECT, outer: Matrix, depth: int) -> Iterator[PageObject]:
    kind = pdfium.FPDFPageObj_GetType(raw)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield PageObject(raw, kind, outer)
    elif depth:
        inner = product(matrix_of(raw), outer)
        for index in range(pdfium.FPDFFormObj_CountObjects(raw)):
            yield from _with_contents(pdfium.FPDFFormObj_GetObject(raw, index), inner, depth - 1)


def matrix_of(raw: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(raw, byref(found))
    return found.a, found.b, found.c, found.d, found.e, found.f
