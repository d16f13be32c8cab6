"""The whole way from the bytes of a PDF to its Document."""

from collections.abc import Iterator
from hashlib import sha256

from policyextract.document import Document, Page, lay_out
from policyextract.errors import UnreadableFile
from policyextract.readers.pdf.layout import lay_out_page, make_blocks
from policyextract.readers.pdf.page import UNKNOWN, PageContent
from policyextract.readers.pdf.plumber import open_pages
from policyextract.readers.pdf.spacing import PlacedBlock, mark_gaps

MEDIA_TYPE = "application/pdf"

MANY_OUTLINES = 300
"""Shapes of the size of letters on a page from which some of its text may be drawn, not written. Logos have fewer."""
MANY_ASKEW = 100
"""Characters set at another angle than the page's from which more than a note on its margin is left out."""


def read(data: bytes, name: str) -> Document:
    """Read a PDF: ``data`` are its bytes, ``name`` the file's name for the Document and for errors.

    Raises UnreadableFile where the bytes are empty, no PDF, damaged or encrypted, or where no page has text. A single
    page that cannot be read, or of which a part cannot be, is one of the Document's ``problems``.
    """
    if not data:
        raise UnreadableFile(name, "is empty")
    blocks: list[list[PlacedBlock]] = []
    pages: list[Page] = []
    problems: list[tuple[int | None, str]] = []
    wordless = 0
    for number, content in enumerate(open_pages(data, name), start=1):
        if not isinstance(content, PageContent):
            problems.append((number, f"the page cannot be read: {content}"))
            pages.append(Page(number, 0.0, 0.0))
            continue
        pages.append(Page(number, content.width, content.height))
        blocks.append(make_blocks(lay_out_page(content), number))
        wordless += not blocks[-1] and bool(content.pictures or content.outlines)
        problems.extend((number, problem) for problem in _problems(content))
    if not any(blocks):
        raise UnreadableFile(name, _why_no_text(len(pages), wordless, problems))
    text, placed = lay_out(mark_gaps(blocks))
    return Document(name, sha256(data).hexdigest(), MEDIA_TYPE, text, placed, tuple(pages), tuple(problems))


def _problems(content: PageContent) -> Iterator[str]:
    """What of a page was not read, or may have been misread."""
    if not content.glyphs and (content.pictures or content.outlines):
        yield "the page is a picture without text; text recognition is not installed"
    elif content.outlines >= MANY_OUTLINES:
        yield f"{content.outlines} shapes of the size of letters: text may be drawn as pictures, which is not read"
    if content.askew >= MANY_ASKEW:
        yield f"{content.askew} characters set at an angle are left out"
    unknown = sum(glyph.text == UNKNOWN for glyph in content.glyphs)
    if unknown:
        yield f"{unknown} characters have no text in the file and are shown as {UNKNOWN}"


def _why_no_text(pages: int, wordless: int, problems: list[tuple[int | None, str]]) -> str:
    counted = f"{pages} page" if pages == 1 else f"{pages} pages"
    if wordless:
        return f"has no text layer: {counted}, {wordless} with pictures alone; text recognition is not installed"
    if problems:
        return f"is not a readable PDF: {problems[0][1]}"
    return f"has no text: {counted}, all blank"
