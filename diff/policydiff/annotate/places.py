"""From a span of a document's text to the rectangles on its pages that hold its words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from policydiff.annotate.characters import Character, PrintedPages
from policydiff.annotate.passages import Piece, Text
from policydiff.annotate.words import letters
from policyextract.document import Box, Span

_SLACK = 1.5
"""Points by which the middle of a character may lie outside the box of its line."""
_ENOUGH = 0.9
"""Share of the letters of a passage that must be seen on the page for its rectangles to be exact."""
_SAME_ROW = 0.5
"""Share of the height of the lower of two boxes by which they overlap where they stand on one row."""

_TOUCHING = 0.6
"""Points between a word and a mark that belongs to it, such as its full stop."""

Letter = tuple[str, Box]


@dataclass(frozen=True, slots=True)
class Area:
    """Rectangles on one page, as it is read. Not ``exact`` where whole lines stand for words that cannot be told apart,
    as on a page that is a picture."""

    page: int
    boxes: tuple[Box, ...]
    exact: bool


class Places:
    """Finds rectangles on the pages of one document."""

    def __init__(self, text: Text, pages: PrintedPages) -> None:
        self._text = text
        self._pages = pages
        self._seen: dict[int, _Seen] = {}

    def areas(self, spans: Iterable[Span]) -> list[Area]:
        """The rectangles that hold the words of the spans, by page; one for each row of a line or cell."""
        found: dict[int, list[tuple[Sequence[Box], bool]]] = {}
        for span in spans:
            for piece, part in self._text.pieces_in(span):
                if piece.page is not None and piece.box is not None:
                    found.setdefault(piece.page, []).append(self._of_piece(piece, part))
        return [
            Area(page, _apart([box for boxes, _ in parts for box in boxes]), all(exact for _, exact in parts))
            for page, parts in sorted(found.items())
            if any(boxes for boxes, _ in parts)
        ]

    def _of_piece(self, piece: Piece, part: Span) -> tuple[Sequence[Box], bool]:
        wanted = [at for _, at in letters(piece.text) if part[0] <= at < part[1]]
        if not wanted:
            return (), True
        seen = self._seen_of(piece)
        boxes = [seen.letters[at] for at in wanted if at in seen.letters]
        if len(boxes) >= _ENOUGH * len(wanted):
            return [_with_marks(row, seen.marks) for row in _rows(boxes)], True
        return ((piece.box,) if piece.box else ()), False

    def _seen_of(self, piece: Piece) -> "_Seen":
        if piece.start not in self._seen:
            self._seen[piece.start] = _seen(piece, self._pages.page(piece.page or 1).characters)
        return self._seen[piece.start]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is seen of a line or cell: its letters by their places in its text, and its punctuation."""

    letters: dict[int, Box]
    marks: tuple[Box, ...]


def _seen(piece: Piece, characters: Sequence[Character]) -> _Seen:
    inside = [character for character in characters if piece.box and _lies_in(character.box, piece.box)]
    marks = tuple(character.box for character in inside if not any(letters(character.text)))
    return _Seen(_matched(piece, inside), marks)


def _with_marks(row: Box, marks: Iterable[Box]) -> Box:
    """A row with the marks that stand right before and behind its words."""
    left, top, right, bottom = row
    for mark in marks:
        if _share_a_row(row, mark) and row[0] < mark[0] <= row[2] + _TOUCHING:
            right = max(right, mark[2])
        if _share_a_row(row, mark) and row[0] - _TOUCHING <= mark[2] < row[2]:
            left = min(left, mark[0])
    return left, top, right, bottom


def _matched(piece: Piece, inside: Sequence[Character]) -> dict[int, Box]:
    """The letters of the text, each with the box of the printed one that it was read from.

    Characters come in the order of drawing, which is mostly that of reading; else they are taken row by row.
    """
    wanted = list(letters(piece.text))
    drawn = _letters(inside)
    pairs = _paired(wanted, drawn)
    if len(pairs) < len(wanted):
        pairs = max(pairs, _paired(wanted, _letters(_row_by_row(inside))), key=len)
    return pairs


def _paired(wanted: Sequence[tuple[str, int]], printed: Sequence[Letter]) -> dict[int, Box]:
    said, shown = "".join(letter for letter, _ in wanted), "".join(letter for letter, _ in printed)
    if said == shown:
        return {at: box for (_, at), (_, box) in zip(wanted, printed, strict=True)}
    matcher = SequenceMatcher(None, said, shown, autojunk=False)
    return {
        wanted[block.a + step][1]: printed[block.b + step][1]
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }


def _letters(characters: Iterable[Character]) -> list[Letter]:
    return [(letter, character.box) for character in characters for letter, _ in letters(character.text)]


def _lies_in(box: Box, outer: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] - _SLACK <= x <= outer[2] + _SLACK and outer[1] - _SLACK <= y <= outer[3] + _SLACK


def _row_by_row(characters: Sequence[Character]) -> list[Character]:
    rows: list[list[Character]] = []
    for character in sorted(characters, key=lambda each: each.box[3]):
        if rows and _share_a_row(rows[-1][-1].box, character.box):
            rows[-1].append(character)
        else:
            rows.append([character])
    return [character for row in rows for character in sorted(row, key=lambda each: each.box[0])]


def _rows(boxes: Iterable[Box]) -> list[Box]:
    """The boxes of letters joined along each row, in the order of reading."""
    return list(_joined(boxes))


def _joined(boxes: Iterable[Box]) -> Iterator[Box]:
    row: Box | None = None
    for box in boxes:
        if row is not None and _share_a_row(row, box) and box[0] >= row[0] - _SLACK:
            row = min(row[0], box[0]), min(row[1], box[1]), max(row[2], box[2]), max(row[3], box[3])
            continue
        if row is not None:
            yield row
        row = box
    if row is not None:
        yield row


def _apart(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Boxes of rows that reach into one another, as tall fonts make them, parted halfway."""
    parted = list(boxes)
    for at in range(1, len(parted)):
        upper, lower = parted[at - 1], parted[at]
        beside = upper[2] <= lower[0] or lower[2] <= upper[0]
        if upper[1] < lower[1] < upper[3] < lower[3] and not beside and not _share_a_row(upper, lower):
            middle = (upper[3] + lower[1]) / 2
            parted[at - 1] = (*upper[:3], middle)
            parted[at] = (lower[0], middle, *lower[2:])
    return tuple(parted)


def _share_a_row(one: Box, other: Box) -> bool:
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    return overlap >= _SAME_ROW * min(one[3] - one[1], other[3] - other[1])
