"""What an annotated PDF holds, read back with the libraries and not with what wrote it."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

import pikepdf
import pypdfium2

Point = tuple[float, float]

INSET = 0.25
"""Share of a rectangle's height, above and below, in which letters of the neighbouring lines may reach."""


@dataclass(frozen=True)
class Shown:
    """A highlight as it stands in the file: its note, its colour, and the letters under its rectangles."""

    page: int
    name: str
    note: str
    colour: tuple[float, ...]
    quads: tuple[tuple[Point, ...], ...]
    letters: str


def letters_of(text: str) -> str:
    """Letters and digits alone, in their plain form."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def annotations(data: bytes, kind: str) -> list[tuple[int, dict[str, object]]]:
    """The annotations of a kind in order: page, and entries with texts and numbers as such."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            (number, {key: plain(value) for key, value in annotation.items()})
            for number, page in enumerate(pdf.pages, 1)
            for annotation in page.obj.get("/Annots", [])
            if annotation.Subtype == kind
        ]


def plain(value: object) -> object:
    if isinstance(value, pikepdf.Array):
        return [float(each) for each in value] if all(isinstance(each, Decimal | int) for each in value) else None
    return str(value) if isinstance(value, pikepdf.String | pikepdf.Name) else None


def highlights(data: bytes) -> list[Shown]:
    document = pypdfium2.PdfDocument(data)
    return [
        Shown(
            page,
            entries["/NM"],
            entries["/Contents"],
            tuple(entries["/C"]),
            quads := tuple(quads_of(entries["/QuadPoints"])),
            "".join(letters_under(document[page - 1].get_textpage(), quad) for quad in quads),
        )
        for page, entries in annotations(data, "/Highlight")
    ]


def quads_of(values: list[float]) -> Iterator[tuple[Point, ...]]:
    """Upper left, upper right, lower left and lower right of each rectangle."""
    points = list(zip(values[::2], values[1::2], strict=True))
    for at in range(0, len(points), 4):
        yield tuple(points[at : at + 4])


def letters_under(text_page: pypdfium2.PdfTextPage, quad: tuple[Point, ...]) -> str:
    upper_left, _, lower_left, lower_right = quad
    down = tuple(INSET * (low - high) for low, high in zip(lower_left, upper_left, strict=True))
    first = upper_left[0] + down[0], upper_left[1] + down[1]
    last = lower_right[0] - down[0], lower_right[1] - down[1]
    sides = min(first[0], last[0]), min(first[1], last[1]), max(first[0], last[0]), max(first[1], last[1])
    return letters_of(text_page.get_text_bounded(*sides))


def page_texts(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def content_streams(data: bytes) -> list[bytes]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [b"".join(part.read_bytes() for part in contents(page)) for page in pdf.pages]


def contents(page: pikepdf.Page) -> list[pikepdf.Object]:
    found = page.obj.get("/Contents", pikepdf.Array())
    return list(found) if isinstance(found, pikepdf.Array) else [found]
