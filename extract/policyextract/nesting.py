"""Paragraphs as a tree of list items, by marker and indent.

Payers nest lists by indent, by a change of marker, or by both, and break them over pages, where the indent may shift.
So a marker that continues an open list ("c." after "b.") belongs to it; only a marker that opens a list is placed by
its indent.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from policyextract.document import Table
from policyextract.lexicon.operators import lone_joint, opening_joint, stated_operator
from policyextract.lexicon.remarks import heads_note
from policyextract.markers import Marker, MarkerKind
from policyextract.paragraphs import Paragraph

CITATION_MARKS = " ⁰¹²³⁴⁵⁶⁷⁸⁹⁻,–-*†‡"
"""What may stand behind a lead-in's colon."""
_INDENT_STEP = 6.0
"""Points of indent that make a difference in a PDF; a column does in a text."""
_MAX_INDENT = 60.0
"""Points beyond which an unmarked paragraph is not set in, but stands elsewhere on the page."""


@dataclass
class Item:
    """A paragraph or table with what stands below it. The root of a tree has no piece."""

    piece: Paragraph | Table | None
    items: list["Item"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.piece.text if isinstance(self.piece, Paragraph) else ""

    @property
    def marker(self) -> Marker | None:
        return self.piece.marker if isinstance(self.piece, Paragraph) else None

    def walk(self) -> Iterable["Item"]:
        for item in self.items:
            yield item
            yield from item.walk()


@dataclass
class _List:
    """An open list: how its items are marked, where the last one stood, and whose sub-items it holds."""

    kind: MarkerKind
    shape: str
    ordinal: int
    indent: float
    owner: Item

    @property
    def below(self) -> Item:
        """Where a list inside this one stands: under the last item, or beside it in a group that has none yet."""
        return self.owner.items[-1] if self.owner.items else self.owner


def nest(pieces: Sequence[Paragraph | Table]) -> Item:
    """Build the tree of one section. Unmarked paragraphs and tables stand below the item they belong to."""
    tree = _Tree()
    for at, piece in enumerate(pieces):
        item = Item(piece)
        if isinstance(piece, Table):
            (tree.last if _opens_list(tree.last) else tree.root).items.append(item)
        elif piece.marker is not None:
            tree.place(item, piece.marker, piece.first.indent)
        elif opens_group(piece):
            tree.open_group(item, _next_marked(pieces[at + 1 :]))
        elif tree.set_in(piece):
            tree.place(item, _UNMARKED, piece.first.indent)
        else:
            tree.add_unmarked(item, piece)
    return tree.root


def opens_group(piece: Paragraph) -> bool:
    """Whether an unmarked paragraph in a list leads in a further group of items ("AND ALL of the following:")."""
    return opening_joint(piece.text) is not None and (
        piece.text.rstrip().endswith(":") or stated_operator(piece.text) is not None
    )


def _next_marked(pieces: Sequence[Paragraph | Table]) -> Paragraph | None:
    return next((piece for piece in pieces if isinstance(piece, Paragraph) and piece.marker), None)


class _Tree:
    """The tree under construction: its open lists from the outermost in, and the last item that may lead in a list."""

    def __init__(self) -> None:
        self.root = Item(None)
        self.last = self.root
        self.stack: list[_List] = []
        self.group: Item | None = None

    def place(self, item: Item, marker: Marker, indent: float) -> None:
        """Add a marked item: to the open list that it continues, else to a new list."""
        step = _step(item)
        shift = self._column_shift(item, marker, indent)
        below = self._begins_below(marker) or self._begins_group(marker, step)
        at = None if below else _continued(marker, indent - shift, self.stack, step)
        if at is not None and shift:
            self.stack = [replace(level, indent=level.indent + shift) for level in self.stack]
        if at is not None:
            level = self.stack[at]
            del self.stack[at + 1 :]
            level.ordinal, level.indent = marker.reading(level.kind) or 0, indent
            level.owner.items.append(item)
        else:
            while self.stack and not self.group and _closes(self.stack[-1], marker, indent, step, self.last):
                self.stack.pop()
            owner = self.group or self._note() or (self.stack[-1].below if self.stack else self._lead())
            kind, ordinal = _opening(marker)
            self.stack.append(_List(kind, marker.shape, ordinal, indent, owner))
            owner.items.append(item)
        self.last, self.group = item, None

    def _column_shift(self, item: Item, marker: Marker, indent: float) -> float:
        """How far right an item stands of its list because the list goes on in a second column, higher up the page."""
        if not (marker.bullet and self.stack and _stands_above(item, self.last)):
            return 0.0
        outer = next((level for level in self.stack if level.shape == marker.shape), None)
        return max(0.0, indent - outer.indent) if outer else 0.0

    def _begins_below(self, marker: Marker) -> bool:
        """Whether a marker opens the list that the item before leads in: "i." behind "h. One of:" is a first roman."""
        return marker.first and not marker.bullet and _opens_list(self.last)

    def _begins_group(self, marker: Marker, step: float) -> bool:
        """Whether a bullet stands under the lead-in of a further group: bullets count nothing by which to tell."""
        if self.group is None or not marker.bullet or not isinstance(self.group.piece, Paragraph):
            return False
        indent = self.group.piece.first.indent
        return all(level.indent >= indent - step for level in self.stack)

    def _note(self) -> Item | None:
        """The note below an item that leads in a list ("Note: Sources are:"): the list is its own, not the item's."""
        last = self.last
        return last if self.stack and last.marker is None and heads_note(last.text) and _opens_list(last) else None

    def _lead(self) -> Item:
        """The item under which a list without an open list stands: the unmarked paragraph before it, if it leads one
        in.
        """
        before = self.root.items[-1] if self.root.items else self.root
        return before if before.marker is None and _leads_in(before) else self.root

    def open_group(self, item: Item, following: Paragraph | None) -> None:
        """Add the lead-in of a further group: inside the list that the next item continues, else beside what it is
        level with.

        The lists before it stay open: a group that only concerns item 1 is followed by item 2.
        """
        assert isinstance(item.piece, Paragraph)
        at = None
        if following is not None and following.marker is not None and not following.marker.bullet:
            at = _continued(following.marker, following.first.indent, self.stack, _step(item))
        if at is not None:
            level = self.stack[at]
            del self.stack[at + 1 :]
            level.owner.items.append(item)
            level.owner = item
        else:
            indent, paged = item.piece.first.indent, item.piece.first.page is not None
            outer = [level for level in self.stack if paged and level.indent < indent - _step(item)]
            (outer[-1].below if outer else self.root).items.append(item)
            self.group = item
        self.last = item

    def set_in(self, piece: Paragraph) -> bool:
        """Whether an unmarked paragraph is an item by its indent: set in under a lead-in, or level with such items."""
        if piece.first.page is None or lone_joint(piece.text):
            return False
        indent, step = piece.first.indent, _INDENT_STEP
        if any(level.shape == _UNMARKED.shape and abs(level.indent - indent) <= step for level in self.stack):
            return not piece.first.bold
        before = self.last.piece
        if not isinstance(before, Paragraph) or not _opens_list(self.last):
            return False
        marked = self.stack and self.last.marker is not None
        return not marked and step < indent - before.first.indent < _MAX_INDENT

    def add_unmarked(self, item: Item, piece: Paragraph) -> None:
        """Add a paragraph that is no item: below the item it is indented under, or at the root, where it ends all
        lists.
        """
        owner = _owner_of_unmarked(piece, self.stack, self.root)
        owner.items.append(item)
        if owner is self.root and not lone_joint(piece.text):
            self.stack.clear()
            self.last, self.group = item, None
        elif _opens_list(item):
            self.last = item


_UNMARKED = Marker("", "indent", ((MarkerKind.BULLET, 0),))
"""Stands for the marker of an item that only its indent marks."""


def opens_list(text: str) -> bool:
    """Whether a text ends in the colon of a lead-in."""
    return text.rstrip(CITATION_MARKS).endswith(":")


def _opens_list(item: Item) -> bool:
    return opens_list(item.text)


def _stands_above(item: Item, last: Item) -> bool:
    """Whether an item stands higher on the same page than the one read before it: at the top of a further column."""
    here, before = item.piece, last.piece
    if not isinstance(here, Paragraph) or not isinstance(before, Paragraph):
        return False
    box, last_box = here.first.box, before.lines[-1].box
    return (
        box is not None and last_box is not None and here.first.page == before.lines[-1].page and box[3] < last_box[1]
    )


def _leads_in(item: Item) -> bool:
    return _opens_list(item) or stated_operator(item.text) is not None


def _owner_of_unmarked(piece: Paragraph, stack: Sequence[_List], root: Item) -> Item:
    """Whose continuation an unmarked paragraph is: the innermost item that it is indented under, else nobody's.

    A joint alone on its line belongs to the list that it is level with, else to the outermost.
    """
    joint = lone_joint(piece.text) is not None
    if piece.first.page is None and not piece.first.indent and not joint:
        return root
    step = _INDENT_STEP if piece.first.page is not None else 0.5
    for level in reversed(stack):
        if level.owner.items and piece.first.indent > level.indent + step:
            return level.owner.items[-1]
        if joint and abs(piece.first.indent - level.indent) <= step:
            return level.owner
    return stack[0].owner if joint and stack else root


def _step(item: Item) -> float:
    paged = isinstance(item.piece, Paragraph) and item.piece.first.page is not None
    return _INDENT_STEP if paged else 0.5


def _closes(level: _List, marker: Marker, indent: float, step: float, last: Item) -> bool:
    """Whether an open list ends before a marker that does not continue it."""
    if indent < level.indent - step:
        return True
    if indent > level.indent + step:
        return False
    # Same indent: sub-items if the last item leads them in or the format has no indents, else another list in its
    # place.
    return (
        not ((_leads_in(last) and marker.first) or _opens_list(last))
        and isinstance(last.piece, Paragraph)
        and last.piece.first.page is not None
    )


def _continued(marker: Marker, indent: float, stack: Sequence[_List], step: float) -> int | None:
    """The innermost open list that a marker goes on with."""
    candidates = [at for at in range(len(stack) - 1, -1, -1) if _continues(stack[at], marker, indent, step)]
    if not candidates:
        return None
    return min(candidates, key=lambda at: (abs(stack[at].indent - indent) > step, -at))


def _continues(level: _List, marker: Marker, indent: float, step: float) -> bool:
    if marker.bullet:
        return (
            level.kind is MarkerKind.BULLET and level.shape == marker.shape and abs(level.indent - indent) <= 2 * step
        )
    return level.shape == marker.shape and marker.reading(level.kind) == level.ordinal + 1


def _opening(marker: Marker) -> tuple[MarkerKind, int]:
    """The reading of a marker that opens a list: the one that counts from 1, else the first."""
    return next((reading for reading in marker.readings if reading[1] == 1), marker.readings[0])
