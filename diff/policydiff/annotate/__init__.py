"""The changed passages marked in the original PDF, each with a note of the rule and the direction.

The words stay where they are: a passage is found in the text that was read, its letters on the page that they were read
from, and what cannot be found is told and never marked elsewhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import count

import pikepdf
import pypdfium2

from policydiff.annotate.characters import PrintedPages
from policydiff.annotate.drawing import NOTE_SIZE, Drawing, FirstPageNote, Highlight, Tag
from policydiff.annotate.margin import place_tag
from policydiff.annotate.marks import Mark, Side, Sought, legend, marks_of
from policydiff.annotate.passages import Text
from policydiff.annotate.places import Area, Places
from policydiff.changes import VersionDiff
from policydiff.history import Decision
from policyextract.document import Box
from policyextract.furniture import take_off
from policyextract.readers import read
from policyextract.readers.engine import DEFAULT, Engine
from policyextract.readers.pdf.wholeness import from_header

__all__ = ["Annotated", "NotAnnotated", "Side", "annotate", "can_be_annotated"]

PDF = "application/pdf"
_FROM_THE_CORNER = 4.0


class NotAnnotated(Exception):
    """The file cannot be annotated; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """The marked PDF. ``marked`` changes show in it; ``lost`` could not be found; ``remarks`` are what its user must
    know of the file, each one line.
    """

    data: bytes
    marked: tuple[Sought, ...]
    lost: tuple[Sought, ...]
    remarks: tuple[str, ...]


def can_be_annotated(media_type: str) -> bool:
    return media_type == PDF


def annotate(
    data: bytes,
    name: str,
    diff: VersionDiff,
    side: Side,
    *,
    decisions: Mapping[str, Decision] | None = None,
    engine: Engine = DEFAULT,
) -> Annotated:
    """Mark what ``diff`` says of one side in the bytes of that side's file.

    ``engine`` is the one that the file was read with. Pure: the same input gives the same bytes. Raises NotAnnotated
    where the file is no PDF, is damaged beyond writing, or where its owner permits no annotations.
    """
    version = diff.old if side is Side.OLD else diff.new
    if not can_be_annotated(version.source.media_type):
        raise NotAnnotated(f"is no PDF ({version.source.media_type}), and only a PDF can be annotated")
    text = Text(take_off(read(data, name, engine)))
    marks, lost = marks_of(diff, side, text, decisions or {})
    with _opened(data) as pdf, PrintedPages(data) as pages:
        remarks = tuple(_remarks(pdf))
        places = Places(text, pages)
        placed = [(mark, _areas(mark, places)) for mark in marks]
        lost = sorted([*lost, *(each for mark, areas in placed if not areas for each in mark.changes)], key=_number)
        drawing = Drawing(pdf)
        _draw([(mark, areas) for mark, areas in placed if areas], drawing, pages, text)
        first = pages.page(1)
        drawing.first_page_note(FirstPageNote(_corner(first.shown), legend(diff, side, lost)), first.to_page)
        marked = sorted((each for mark, areas in placed if areas for each in mark.changes), key=_number)
        return Annotated(drawing.written(), tuple(marked), tuple(lost), remarks)


def _number(sought: Sought) -> int:
    return sought.number


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        pdf = pikepdf.open(BytesIO(from_header(data)))
    except pikepdf.PasswordError as error:
        raise NotAnnotated("needs a password") from error
    except pikepdf.PdfError as error:
        raise NotAnnotated(f"cannot be written anew: {error}") from error
    if pdf.is_encrypted and not pdf.allow.modify_annotation:
        pdf.close()
        raise NotAnnotated("is protected: its owner permits no annotations")
    return pdf


def _remarks(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "the original is protected against changes, the annotated copy is not"
    form = pdf.Root.get(pikepdf.Name.AcroForm)
    if isinstance(form, pikepdf.Dictionary) and int(form.get(pikepdf.Name.SigFlags, 0)) & 1:
        yield "the original is signed, and the signature does not hold for the annotated copy"


def _areas(mark: Mark, places: Places) -> Sequence[Area]:
    """Where a mark is drawn; nowhere where a page cannot be read."""
    try:
        return places.areas(mark.spans)
    except pypdfium2.PdfiumError:
        return ()


def _draw(placed: Sequence[tuple[Mark, Sequence[Area]]], drawing: Drawing, pages: PrintedPages, text: Text) -> None:
    taken: dict[int, list[Box]] = {}
    names = count(1)
    for mark, areas in placed:
        for area in areas:
            page = pages.page(area.page)
            name = f"policydiff-{next(names)}-{mark.changes[0].change.fingerprint}"
            note = mark.note if area.exact else f"{mark.note}\nThe marked lines hold the passage, and more than it."
            highlight = Highlight(area.page, area.boxes, mark.direction, name, mark.subject, note)
            drawing.highlight(highlight, page.to_page)
            if area.page not in taken:
                # Lines too: what was recognised in a picture has no characters.
                taken[area.page] = text.boxes_on(area.page)
            found = place_tag(area.boxes[0], _tag_texts(mark), page, taken[area.page])
            if found is not None:
                taken[area.page].append(found[0])
                drawing.tag(Tag(area.page, found[0], mark.direction, f"{name}-tag", found[1]), page.to_page)


def _tag_texts(mark: Mark) -> tuple[str, str]:
    """What a tag says, at length and in short: the numbers of the changes, and the gravest direction."""
    numbers = [str(each.number) for each in mark.changes]
    shown = ", ".join(numbers[:3]) + (" …" if len(numbers) > 3 else "")
    return f"{shown} {mark.direction}", shown


def _corner(shown: Box) -> Box:
    left, top = shown[0] + _FROM_THE_CORNER, shown[1] + _FROM_THE_CORNER
    return left, top, left + NOTE_SIZE, top + NOTE_SIZE
