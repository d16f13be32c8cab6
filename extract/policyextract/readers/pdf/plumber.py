"""The reference engine: pdfplumber (on pdfminer.six). The only module that knows their page objects.

The layout objects are taken as pdfminer makes them: pdfplumber's dictionaries cost time and hold the same values.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from statistics import median

from pdfminer.layout import LTAnno, LTChar, LTComponent, LTContainer, LTCurve, LTImage, LTLine, LTRect
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import int_value, stream_value
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from policyextract.document import Box
from policyextract.errors import UnreadableFile
from policyextract.readers.limits import MOST_PAGES, refuse_larger
from policyextract.readers.pdf.frame import Frame, Turn, turn_of
from policyextract.readers.pdf.page import UNKNOWN, PageContent
from policyextract.readers.pdf.runs import Run, joined
from policyextract.readers.pdf.shapes import Shape, letters_among, marks_of, rules_of, shades_of
from policyextract.readers.pdf.wholeness import from_header, is_cut_short

# Its warnings are about fonts whose widths or boxes are off: nothing that a reader of policies could act on.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

BULLET_CODES = {f"(cid:{code})" for code in (127, 129, 141, 143, 144, 157)}
"""The unused codes of WinAnsiEncoding, which are bullets (ISO 32000-1, annex D.2, note 3); pdfminer knows none."""
BLANK_PAGE = 250
"""Bytes of content that a page without any mark has at most. pdfminer reads content that it cannot unpack as empty."""


def open_pages(data: bytes, name: str) -> Iterator[PageContent | str]:
    """The pages of a PDF in order; instead of a page that cannot be read, the reason in one line.

    Raises UnreadableFile where the file as a whole is no PDF, is encrypted or has no pages.
    """
    with _open(data, name) as pdf:
        for page in _pages(pdf, name):
            yield _content_or_reason(page)


def open_page(data: bytes, name: str, number: int) -> PageContent | str:
    """One page, counted from 1, as ``open_pages`` reads it."""
    with _open(data, name) as pdf:
        return _content_or_reason(_pages(pdf, name)[number - 1])


def refuse_damaged(data: bytes, name: str) -> None:
    """Raises UnreadableFile where the file cannot be opened as it stands."""
    with _open(data, name) as pdf:
        _pages(pdf, name)


def _content_or_reason(page: Page) -> PageContent | str:
    try:
        return _content(page)
    except Exception as error:  # pdfminer raises anything on damaged content; the reason is handed on
        return _reason(error)
    finally:
        page.close()


@contextmanager
def _open(data: bytes, name: str) -> Iterator[PDF]:
    pdf = _opened(data, name)
    try:
        yield pdf
    finally:
        with suppress(Exception):  # closing asks for the pages, and fails on a damaged list of them as asking did
            pdf.close()


def _opened(data: bytes, name: str) -> PDF:
    whole = from_header(data)
    try:
        return PDF.open(BytesIO(whole))
    except Exception as error:
        if _is_password(error):
            raise UnreadableFile(name, "is an encrypted PDF that needs a password") from error
        reason = "the file is cut short" if is_cut_short(whole) else _reason(error)
        raise UnreadableFile(name, f"is not a readable PDF: {reason}") from error


def _pages(pdf: PDF, name: str) -> list[Page]:
    try:
        pages: list[Page] = pdf.pages
    except Exception as error:
        raise UnreadableFile(name, f"is not a readable PDF: {_reason(error)}") from error
    if not pages:
        raise UnreadableFile(name, "is not a readable PDF: it has no pages")
    refuse_larger(name, len(pages), MOST_PAGES, "pages")
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
    items = list(_leaves(layout))
    if not items and _content_length(page) > BLANK_PAGE:
        raise ValueError("its content is damaged")
    chars = [item for item in items if isinstance(item, LTChar)]
    frame = Frame(layout.width, layout.height, _prevailing_turn(chars))
    straight = [char for char in chars if _turn(char) is frame.turn]
    shapes = [_shape(item, frame) for item in items if isinstance(item, LTCurve)]
    pictures = [_box(item, frame) for item in items if isinstance(item, LTImage)]
    return PageContent(
        number=page.page_number,
        width=frame.read_width,
        height=frame.read_height,
        glyphs=joined(_runs(straight, frame, _visible(page, frame))),
        rules=tuple(rules_of(shapes)),
        shades=tuple(shades_of(shapes)),
        marks=tuple(marks_of(shapes, pictures)),
        pictures=len(pictures),
        outlines=letters_among(shapes),
        askew=len(chars) - len(straight),
    )


def _content_length(page: Page) -> int:
    """The bytes of the page's content as the file states them."""
    streams = (stream_value(each) for each in page.page_obj.contents)
    return sum(int_value(stream.attrs.get("Length", 0)) for stream in streams)


def _leaves(container: Iterable[LTComponent]) -> Iterator[LTComponent]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _leaves(item)
        elif not isinstance(item, LTAnno):
            yield item


def _visible(page: Page, frame: Frame) -> Box:
    """The part of the page that is shown, as it is read."""
    left, top = page.mediabox[:2]
    x0, y0, x1, y1 = page.cropbox
    return frame.box(x0 - left, frame.height - (y1 - top), x1 - left, frame.height - (y0 - top))


def _turn(char: LTChar) -> Turn | None:
    a, b, c, d = char.matrix[:4]
    return turn_of(a, b, c, d)


def _prevailing_turn(chars: Sequence[LTChar]) -> Turn:
    """A wide table is often set sideways: then the page is read as if it were turned."""
    turns = Counter(turn for turn in map(_turn, chars) if turn is not None)
    return max(Turn, key=lambda turn: turns[turn])


def _runs(chars: Sequence[LTChar], frame: Frame, visible: Box) -> Iterator[Run]:
    boxes = [frame.box(char.x0, char.y0, char.x1, char.y1) for char in chars]
    drops = _drops(chars, boxes, frame)
    for char, box in zip(chars, boxes, strict=True):
        size = box[3] - box[1]
        outside = box[0] > visible[2] or box[2] < visible[0] or box[1] > visible[3] or box[3] < visible[1]
        if size > 0 and not outside:
            baseline = box[3] - drops[char.fontname] * size
            yield _text(char), box[0], box[2], baseline, size, char.fontname


def _text(char: LTChar) -> str:
    """The character's text; pdfminer writes the number of a glyph for which the font names none."""
    text = char.get_text()
    if not text.startswith("(cid:"):
        return text
    return "•" if text in BULLET_CODES else UNKNOWN


def _drops(chars: Sequence[LTChar], boxes: Sequence[Box], frame: Frame) -> dict[str, float]:
    """By font, how far its boxes reach below the baseline, as a share of the size.

    pdfminer's boxes take in both the descent, which it does not tell, and the rise of raised text. Most characters of a
    font are not raised, so the middle value is the descent, and what is left over is the rise.
    """
    drops: dict[str, list[float]] = defaultdict(list)
    for char, box in zip(chars, boxes, strict=True):
        if box[3] > box[1]:
            origin = frame.point(char.matrix[4], char.matrix[5])
            drops[char.fontname].append((box[3] - origin[1]) / (box[3] - box[1]))
    return {font: median(values) for font, values in drops.items()}


def _box(shape: LTComponent, frame: Frame) -> Box:
    return frame.box(shape.x0, shape.y0, shape.x1, shape.y1)


def _shape(shape: LTCurve, frame: Frame) -> Shape:
    plain = isinstance(shape, (LTRect, LTLine))
    return Shape(
        box=_box(shape, frame),
        corners=() if plain else tuple(frame.point(x, y) for x, y in shape.pts),
        stroked=bool(shape.stroke),
        filled=bool(shape.fill),
        white=_is_white(shape),
    )


def _is_white(shape: LTCurve) -> bool:
    colour = shape.non_stroking_color
    values = tuple(colour) if isinstance(colour, (tuple, list)) else (colour,)
    return values in ((1,), (1, 1, 1), (0, 0, 0, 0))
