"""The engine: pdfplumber (on pdfminer.six). The only module that knows their objects.

The layout objects are taken as pdfminer makes them: pdfplumber's dictionaries cost time and hold the same values.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from statistics import median

from pdfminer.layout import LTAnno, LTChar, LTComponent, LTContainer, LTCurve, LTImage, LTLine, LTRect
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from policyextract.document import Box
from policyextract.errors import UnreadableFile
from policyextract.readers.pdf.page import Glyph, PageContent, Rule, is_thin, rectangle_rules

STRAIGHT = 0.5
"""Points by which a level or upright line may be off."""


def open_pages(data: bytes, name: str) -> Iterator[PageContent | str]:
    """The pages of a PDF in order; instead of a page that cannot be read, the reason in one line.

    Raises UnreadableFile where the file as a whole is no PDF, is encrypted or has no pages.
    """
    with _open(data, name) as pdf:
        for page in _pages(pdf, name):
            try:
                yield _content(page)
            except Exception as error:  # pdfminer raises anything on damaged content; the reason is handed on
                yield _reason(error)
            finally:
                page.close()


def _open(data: bytes, name: str) -> PDF:
    try:
        return PDF.open(BytesIO(data))
    except Exception as error:
        if _is_password(error):
            raise UnreadableFile(name, "is an encrypted PDF that needs a password") from error
        raise UnreadableFile(name, f"is not a readable PDF: {_reason(error)}") from error


def _pages(pdf: PDF, name: str) -> list[Page]:
    try:
        pages: list[Page] = pdf.pages
    except Exception as error:
        raise UnreadableFile(name, f"is not a readable PDF: {_reason(error)}") from error
    if not pages:
        raise UnreadableFile(name, "is not a readable PDF: it has no pages")
    return pages


def _is_password(error: BaseException) -> bool:
    inner = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    return isinstance(inner, PDFPasswordIncorrect)


def _reason(error: BaseException) -> str:
    inner = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    words = " ".join(str(inner).split()).rstrip(".")
    return words[:160] or type(inner).__name__


def _content(page: Page) -> PageContent:
    layout = page.layout
    chars: list[LTChar] = []
    rules: list[Rule] = []
    shades: list[Box] = []
    pictures = 0
    for item in _leaves(layout):
        if isinstance(item, LTChar):
            chars.append(item)
        elif isinstance(item, LTCurve):
            pictures += not isinstance(item, (LTLine, LTRect))
            if not _is_shade(item, layout.height):
                rules.extend(_rules(item, layout.height))
            elif not _is_white(item):
                shades.append(_box(item, layout.height))
        elif isinstance(item, LTImage):
            pictures += 1
    glyphs = tuple(_glyphs(chars, layout.height))
    return PageContent(page.page_number, layout.width, layout.height, glyphs, tuple(rules), tuple(shades), pictures)


def _leaves(container: Iterable[LTComponent]) -> Iterator[LTComponent]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _leaves(item)
        elif not isinstance(item, LTAnno):
            yield item


def _glyphs(chars: list[LTChar], height: float) -> Iterator[Glyph]:
    descents = _descents(chars)
    for char in chars:
        if not char.upright or char.size <= 0:
            continue
        baseline = height - (char.y0 - descents[char.fontname] * char.size)
        yield Glyph(char.get_text(), char.x0, char.x1, baseline, char.size, char.fontname)


def _descents(chars: list[LTChar]) -> dict[str, float]:
    """By font, how far its boxes reach below the baseline, as a share of the size.

    pdfminer's boxes take in both the descent, which it does not tell, and the rise of raised text. Most characters of a
    font are not raised, so the middle value is the descent, and what is left over is the rise.
    """
    drops: dict[str, list[float]] = defaultdict(list)
    for char in chars:
        if char.upright and char.size > 0:
            drops[char.fontname].append((char.y0 - char.matrix[5]) / char.size)
    return {font: median(values) for font, values in drops.items()}


def _box(shape: LTComponent, height: float) -> Box:
    return shape.x0, height - shape.y1, shape.x1, height - shape.y0


def _rules(shape: LTCurve, height: float) -> Iterator[Rule]:
    """The straight level and upright lines of a shape that is drawn with a pen, or is as thin as if it were."""
    if isinstance(shape, LTRect) or is_thin(_box(shape, height)):
        yield from rectangle_rules(_box(shape, height))
        return
    points = [(x, height - y) for x, y in shape.pts]
    for (ax, ay), (bx, by) in pairwise(points):
        if abs(ax - bx) < STRAIGHT or abs(ay - by) < STRAIGHT:
            yield from rectangle_rules((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))


def _is_shade(shape: LTCurve, height: float) -> bool:
    return not shape.stroke and not is_thin(_box(shape, height))


def _is_white(shape: LTCurve) -> bool:
    colour = shape.non_stroking_color
    values = tuple(colour) if isinstance(colour, (tuple, list)) else (colour,)
    return values in ((1,), (1, 1, 1), (0, 0, 0, 0))
