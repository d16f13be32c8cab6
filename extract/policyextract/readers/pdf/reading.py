"""The whole way from the bytes of a PDF to its Document."""

from hashlib import sha256

from policyextract.document import Document, Page, lay_out
from policyextract.errors import UnreadableFile
from policyextract.readers.pdf.layout import lay_out_page, make_blocks
from policyextract.readers.pdf.page import PageContent
from policyextract.readers.pdf.plumber import open_pages
from policyextract.readers.pdf.spacing import PlacedBlock, mark_gaps

MEDIA_TYPE = "application/pdf"


def read(data: bytes, name: str) -> Document:
    """Read a PDF: ``data`` are its bytes, ``name`` the file's name for the Document and for errors.

    Raises UnreadableFile where the bytes are empty, no PDF, damaged or encrypted, or where no page has text. A single
    page that cannot be read, or that is nothing but a picture, is one of the Document's ``problems``.
    """
    if not data:
        raise UnreadableFile(name, "is empty")
    blocks: list[list[PlacedBlock]] = []
    pages: list[Page] = []
    problems: list[tuple[int | None, str]] = []
    pictures = 0
    for number, content in enumerate(open_pages(data, name), start=1):
        if not isinstance(content, PageContent):
            problems.append((number, f"the page cannot be read: {content}"))
            pages.append(Page(number, 0.0, 0.0))
            continue
        pages.append(Page(number, content.width, content.height))
        blocks.append(made := make_blocks(lay_out_page(content), number))
        if not made and content.pictures:
            pictures += 1
            problems.append((number, "the page is a picture without text; text recognition is not installed"))
    if not any(blocks):
        raise UnreadableFile(name, _why_no_text(len(pages), pictures, problems))
    text, placed = lay_out(mark_gaps(blocks))
    return Document(name, sha256(data).hexdigest(), MEDIA_TYPE, text, placed, tuple(pages), tuple(problems))


def _why_no_text(pages: int, pictures: int, problems: list[tuple[int | None, str]]) -> str:
    counted = f"{pages} page" if pages == 1 else f"{pages} pages"
    if pictures:
        return f"has no text layer: {counted}, {pictures} of them pictures; text recognition is not installed"
    if problems:
        return f"is not a readable PDF: {problems[0][1]}"
    return f"has no text: {counted}, all blank"
