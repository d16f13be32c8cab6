"""The objects that a page is drawn with, in the order of drawing, those in form XObjects among them."""

from collections.abc import Iterator
from ctypes import byref, c_float
from typing import NamedTuple

import pypdfium2.raw as pdfium

from policyextract.document import Box
from policyextract.readers.pdf.pdfium import calls
from policyextract.readers.pdf.pdfium.calls import Handle
from policyextract.readers.pdf.pdfium.sheet import IDENTITY, Matrix, moved_box, product

_FS_MATRIX = c_float * 6
DEEPEST = 20
"""Form XObjects in form XObjects beyond which a file is wrong."""


class PageObject(NamedTuple):
    """A text, a path, a picture or a shading (``kind``, as pdfium numbers them), and the matrix to the page's space of
    the space it is written in."""

    handle: Handle
    kind: int
    outer: Matrix

    def matrix(self) -> Matrix:
        """The matrix of the object itself, to the space of the page."""
        own = _matrix(self.handle)
        return own if self.outer is IDENTITY else product(own, self.outer)

    def bounds(self) -> Box:
        """What the object covers in the space of the page: left, bottom, right, top. The pen's width is part of it."""
        left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
        calls.bounds_into(self.handle, byref(left), byref(bottom), byref(right), byref(top))
        if self.outer is IDENTITY:
            return left.value, bottom.value, right.value, top.value
        return moved_box(self.outer, left.value, bottom.value, right.value, top.value)


def page_objects(page: pdfium.FPDF_PAGE) -> list[PageObject]:
    """All objects of a page."""
    handle = calls.address_of(page)
    found: list[PageObject] = []
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        found.extend(_with_contents(calls.object_of_page(handle, index), IDENTITY, DEEPEST))
    return found


def _with_contents(handle: Handle, outer: Matrix, depth: int) -> Iterator[PageObject]:
    kind = calls.kind_of(handle)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield PageObject(handle, kind, outer)
    elif depth:
        inner = product(_matrix(handle), outer)
        for index in range(calls.count_of_form(handle)):
            yield from _with_contents(calls.object_of_form(handle, index), inner, depth - 1)


def _matrix(handle: Handle) -> Matrix:
    found = _FS_MATRIX()
    calls.matrix_into(handle, byref(found))
    a, b, c, d, e, f = found
    return a, b, c, d, e, f
