"""The whole way from the bytes of a PDF to its Document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from policyextract.document import Document, Page, lay_out
from policyextract.errors import UnreadableFile
from policyextract.readers import ocr
from policyextract.readers.engine import DEFAULT, Engine
from policyextract.readers.pdf.layout import lay_out_page, make_blocks
from policyextract.readers.pdf.page import UNKNOWN, PageContent
from policyextract.readers.pdf.recognised import is_picture, with_words
from policyextract.readers.pdf.spacing import PlacedBlock, mark_gaps
from policyextract.readers.pdf.unpacking import refuse_bombs

MEDIA_TYPE = "application/pdf"

MANY_OUTLINES = 300
"""Shapes of the size of letters on a page from which some of its text may be drawn, not written. Logos have fewer."""
MANY_ASKEW = 100
"""Characters set at another angle than the page's from which more than a note on its margin is left out."""


@dataclass(frozen=True, slots=True)
class _PageRead:
    """A page as read. ``picture`` is true where it shows something, but has no text of its own."""

    page: Page
    blocks: Sequence[PlacedBlock] = ()
    problems: tuple[str, ...] = ()
    picture: bool = False


def read(data: bytes, name: str, engine: Engine = DEFAULT) -> Document:
    """Read a PDF: ``data`` are its bytes, ``name`` the file's name for the Document and for errors, ``engine`` the
    library that opens it.

    Pages that are pictures are read by text recognition where that is installed. Raises UnreadableFile where the bytes
    are empty, no PDF, damaged or encrypted, or where no page has text. A single page that cannot be read, or of which a
    part cannot be, or that was recognised, is one of the Document's ``problems``.
    """
    if not data:
        raise UnreadableFile(name, "is empty")
    refuse_bombs(data, name)
    contents = _open_pages(engine, data, name)
    pages = [_read_page(data, number, content) for number, content in enumerate(contents, start=1)]
    if not any(each.blocks for each in pages):
        raise UnreadableFile(name, _why_no_text(pages))
    text, placed = lay_out(mark_gaps([each.blocks for each in pages]))
    problems = tuple((each.page.number, problem) for each in pages for problem in each.problems)
    return Document(
        name=name,
        sha256=sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
        text=text,
        blocks=placed,
        pages=tuple(each.page for each in pages),
        problems=problems,
        engine=engine,
    )


def _open_pages(engine: Engine, data: bytes, name: str) -> Iterator[PageContent | str]:
    # Either library takes its time to load, and a run needs one of them.
    if engine == "pdfium":
        from policyextract.readers.pdf import pdfium

        return pdfium.open_pages(data, name)
    from policyextract.readers.pdf import plumber

    return plumber.open_pages(data, name)


def _read_page(data: bytes, number: int, content: PageContent | str) -> _PageRead:
    if not isinstance(content, PageContent):
        return _PageRead(Page(number, 0.0, 0.0), problems=(f"the page cannot be read: {content}",))
    if is_picture(content):
        return _read_picture(data, number, content)
    page = Page(number, content.width, content.height)
    return _PageRead(page, make_blocks(lay_out_page(content), number), tuple(_problems(content)))


def _read_picture(data: bytes, number: int, content: PageContent) -> _PageRead:
    plain = Page(number, content.width, content.height)
    if not ocr.available():
        said = f"the page is a picture without text; {ocr.INSTALL} to read it"
        return _PageRead(plain, problems=(said,), picture=True)
    try:
        found = ocr.recognise(data, number)
    except ocr.RecognitionError as error:
        said = f"the page is a picture without text, and text recognition failed: {error}"
        return _PageRead(plain, problems=(said,), picture=True)
    if not found.words:
        said = "the page is a picture in which no text was recognised"
        return _PageRead(plain, problems=(said,), picture=True)
    said = (
        f"page {number} was read by optical character recognition ({found.engine}, confidence {found.confidence} %):"
        " check numbers and signs against the page"
    )
    blocks = make_blocks(lay_out_page(with_words(content, found)), number)
    return _PageRead(Page(number, found.width, found.height, ocr=True), blocks, (said,), picture=True)


def _problems(content: PageContent) -> Iterator[str]:
    """What of a page was not read, or may have been misread."""
    if content.outlines >= MANY_OUTLINES:
        yield f"{content.outlines} shapes of the size of letters: text may be drawn as pictures, which is not read"
    if content.askew >= MANY_ASKEW:
        yield f"{content.askew} characters set at an angle are left out"
    unknown = sum(glyph.text.count(UNKNOWN) for glyph in content.glyphs)
    if unknown:
        yield f"{unknown} characters have no text in the file and are shown as {UNKNOWN}"


def _why_no_text(pages: Sequence[_PageRead]) -> str:
    counted = f"{len(pages)} page" if len(pages) == 1 else f"{len(pages)} pages"
    pictures = [each for each in pages if each.picture]
    if pictures and not ocr.available():
        return f"has no text layer: {counted}, {len(pictures)} with pictures alone; {ocr.INSTALL} to read them"
    if pictures:
        return f"has no text layer: {counted}; {pictures[0].problems[0]}"
    problems = [problem for each in pages for problem in each.problems]
    if problems:
        return f"is not a readable PDF: {problems[0]}"
    return f"has no text: {counted}, all blank"
