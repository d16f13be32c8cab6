"""Paragraphs as a tree of list items, by marker and indent.

Payers nest lists by indent, by a change of marker, or by both, and break them over pages, where the indent may shift. So a
marker that continues an open list ("c." after "b.") belongs to it; only a marker that opens a list is placed by its indent.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from policyextract.document import Table
from policyextract.lexicon.operators import lone_joint, opening_joint, stated_operator
from policyextract.markers import Marker, MarkerKind
from policyextract.paragraphs import Paragraph

_INDENT_STEP = 6.0
"""Points of indent that make a difference in a PDF; a column does in a text."""


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


def nest(pieces: Sequence[Paragraph | Table]) -> Item:
    """Build the tree of one section's paragraphs. Unmarked paragraphs and tables stand below the item they belong to."""
    root = Item(None)
    stack: list[_List] = []
    last = root
    lead_indent = 0.0
    for piece in pieces:
        if isinstance(piece, Table):
            (last if _opens_list(last) else root).items.append(Item(piece))
            continue
        item = Item(piece)
        indent = piece.first.indent
        if piece.marker is None:
            owner = _owner_of_unmarked(piece, stack, root)
            if owner is root and not _stays_in_list(piece):
                stack.clear()
                lead_indent = indent
                last = item
            root_item = owner
            root_item.items.append(item)
            continue
        _place(item, piece.marker, indent, stack, root, last, lead_indent)
        last = item
    return root


def _opens_list(item: Item) -> bool:
    return item.text.rstrip().endswith(":")


def _stays_in_list(piece: Paragraph) -> bool:
    """Whether an unmarked paragraph stands between the items of a list: a lone joint, or the lead-in of a further group."""
    return bool(lone_joint(piece.text) or opening_joint(piece.text))


def _owner_of_unmarked(piece: Paragraph, stack: Sequence[_List], root: Item) -> Item:
    """Whose continuation an unmarked paragraph is: the innermost item that it is indented under, else nobody's."""
    if piece.first.page is None and not piece.first.indent:
        return root
    step = _step(piece)
    for level in reversed(stack):
        if piece.first.indent > level.indent + step and level.owner.items:
            return level.owner.items[-1]
        if lone_joint(piece.text) and abs(piece.first.indent - level.indent) <= step:
            return level.owner
    return root


def _step(piece: Paragraph) -> float:
    return _INDENT_STEP if piece.first.page is not None else 0.5


def _place(item: Item, marker: Marker, indent: float, stack: list[_List], root: Item, last: Item, lead: float) -> None:
    step = _step(item.piece) if isinstance(item.piece, Paragraph) else _INDENT_STEP
    at = _continued(marker, indent, stack, step)
    if at is not None:
        level = stack[at]
        del stack[at + 1 :]
        level.ordinal = _ordinal(marker, level.kind)
        level.indent = indent
        level.owner.items.append(item)
        return
    while stack and _closes(stack[-1], marker, indent, step, last):
        stack.pop()
    owner = stack[-1].owner.items[-1] if stack else _lead(root)
    kind, ordinal = _opening(marker)
    stack.append(_List(kind, marker.shape, ordinal, indent, owner))
    owner.items.append(item)


def _lead(root: Item) -> Item:
    """The item under which a list without an open list stands: the unmarked paragraph before it, if it leads one in."""
    before = root.items[-1] if root.items else root
    return before if before.marker is None and _leads_in(before) else root


def _leads_in(item: Item) -> bool:
    return _opens_list(item) or stated_operator(item.text) is not None


def _closes(level: _List, marker: Marker, indent: float, step: float, last: Item) -> bool:
    """Whether an open list ends before a marker that does not continue it."""
    if indent < level.indent - step:
        return True
    if indent > level.indent + step:
        return False
    # Same indent: sub-items if the last item leads them in or the format has no indents, else another list in its place.
    return (
        not (_leads_in(last) and marker.first)
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


def _ordinal(marker: Marker, kind: MarkerKind) -> int:
    return marker.reading(kind) or 0


def _opening(marker: Marker) -> tuple[MarkerKind, int]:
    """The reading of a marker that opens a list: the one that counts from 1, else the first."""
    return next((reading for reading in marker.readings if reading[1] == 1), marker.readings[0])
