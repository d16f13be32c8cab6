"""The pages of a PDF, read one by one."""

from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from policyextract.errors import UnreadableFile
from policyextract.readers.limits import MOST_PAGES, refuse_larger
from policyextract.readers.pdf import plumber
from policyextract.readers.pdf.page import PageContent
from policyextract.readers.pdf.pdfium.drawings import page_drawings
from policyextract.readers.pdf.pdfium.objects import page_objects
from policyextract.readers.pdf.pdfium.sheet import sheet_of
from policyextract.readers.pdf.pdfium.text import page_text
from policyextract.readers.pdf.shapes import letters_among, marks_of, rules_of, shades_of
from policyextract.readers.pdf.wholeness import from_header, is_cut_short


def open_pages(data: bytes, name: str) -> Iterator[PageContent | str]:
    """The pages of a PDF in order; instead of a page that cannot be read, the reason in one line.

    Raises UnreadableFile where the file as a whole is no PDF, is cut short, is encrypted or has no pages.
    """
    if is_cut_short(from_header(data)):
        # pdfium mends such a file and says nothing of what is lost; the reference engine reads it as it stands.
        plumber.refuse_damaged(data, name)
    with _open(data, name) as document:
        count = len(document)
        if not count:
            raise UnreadableFile(name, "is not a readable PDF: it has no pages")
        refuse_larger(name, count, MOST_PAGES, "pages")
        for number in range(1, count + 1):
            content = _page(document, number)
            if isinstance(content, PageContent) and _is_bare(content):
                # pdfium takes content that it cannot unpack for none, which the reference engine tells from a blank.
                yield plumber.open_page(data, name, number)
            else:
                yield content


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    whole = from_header(data)
    try:
        return pypdfium2.PdfDocument(whole)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableFile(name, "is an encrypted PDF that needs a password") from error
        reason = "the file is cut short" if is_cut_short(whole) else "its structure is damaged"
        raise UnreadableFile(name, f"is not a readable PDF: {reason}") from error


def _page(document: pypdfium2.PdfDocument, number: int) -> PageContent | str:
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return "its structure is damaged"
    try:
        text_page = page.get_textpage()
        try:
            return _content(page.raw, text_page.raw, number)
        finally:
            text_page.close()
    except pypdfium2.PdfiumError:
        return "its text is damaged"
    finally:
        page.close()


def _is_bare(content: PageContent) -> bool:
    return not (content.glyphs or content.rules or content.shades or content.pictures or content.outlines)


def _content(page: pdfium.FPDF_PAGE, text_page: pdfium.FPDF_TEXTPAGE, number: int) -> PageContent:
    sheet = sheet_of(page)
    objects = page_objects(page)
    text = page_text(text_page, objects, sheet)
    drawn = page_drawings(objects, sheet.placed(text.turn))
    width, height = sheet.read_size(text.turn)
    return PageContent(
        number=number,
        width=width,
        height=height,
        glyphs=text.glyphs,
        rules=tuple(rules_of(drawn.shapes)),
        shades=tuple(shades_of(drawn.shapes)),
        marks=tuple(marks_of(drawn.shapes, drawn.pictures)),
        pictures=len(drawn.pictures),
        outlines=letters_among(drawn.shapes),
        askew=text.askew,
    )
