"""Running headers and footers: off the page, but kept, for the numbers and dates that may stand only there.

Where a document has pages, furniture is what recurs at their upper and lower edges, digits aside. In a text rendering
the page is gone and the furniture stands between two halves of a sentence: there it is what recurs as a block. Other
formats mark it (``Line.running``).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from policyextract.document import Block, Document, Line, Table, lay_out
from policyextract.markers import split_marker

_EDGE = 0.22
"""The share of the page's height, from either edge, in which furniture may stand."""
_RECURRENCE = 0.45
"""The share of pages on which a line must recur. Under half, since left and right pages may differ."""
_MIN_PAGES = 3
_TEXT_RUN = 3
"""Lines in a block that recurs once in a text; a shorter block must recur twice."""
_EARLY_LINES = 12
_MIN_TEXT, _MAX_TEXT = 4, 130
_DIGITS = re.compile(r"\d+")
_NAVIGATION = re.compile(
    r"^(?:back to (?:top|contents?)|return to top|top of page|go to top|skip to main content)$", re.I
)
_PAGE_COUNT = re.compile(r"\b(?:page\s+)?\d{1,3}\s*(?:of|/)\s*\d{1,3}\b|\bpage\s+\d{1,3}\b", re.I)
_PAGE_MARK = re.compile(
    r"^(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$|\bpage\s+\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$", re.I
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """A document without its furniture, and the furniture, in reading order.

    ``document.text`` holds the body first and the furniture behind it, so that spans stay contiguous in the body.
    """

    document: Document
    lines: tuple[Line, ...]


def take_off(document: Document) -> Furniture:
    """Part running headers and footers from the body."""
    recurring = _recurring(document)
    recurring |= {
        at
        for at, block in enumerate(document.blocks)
        if isinstance(block, Line) and (block.running or _NAVIGATION.match(block.text))
    }
    body: list[Block] = []
    furniture: list[Line] = []
    for at, block in enumerate(document.blocks):
        if at not in recurring:
            body.append(block)
        elif isinstance(block, Line):
            furniture.append(block)
        else:
            furniture.extend(_as_lines(block))
    text, placed = lay_out([*body, *furniture])
    kept = tuple(block for block in placed[len(body) :] if isinstance(block, Line))
    return Furniture(replace(document, text=text, blocks=placed[: len(body)]), kept)


def _recurring(document: Document) -> set[int]:
    """The places in ``document.blocks`` of what recurs as furniture does.

    Formats with markup mark their headers themselves, and what recurs in their text is text.
    """
    if document.pages:
        return _at_page_edges(document)
    return _in_running_text(document) if document.media_type == "text/plain" else set()


def _as_lines(table: Table) -> Iterable[Line]:
    for row in table.rows:
        first = row[0]
        text = " ".join(cell.text.replace("\n", " ") for cell in row if cell.text)
        yield Line(text=text, start=0, page=first.page, number=first.number, box=table.box)


def _key(block: Block) -> str:
    """The words of a block, numbers aside and without a page mark, which the first page may lack."""
    words = block.text if isinstance(block, Line) else " ".join(cell.text for cell in block.cells())
    return _DIGITS.sub("#", _PAGE_COUNT.sub("", " ".join(words.casefold().split())).strip(" |-–"))


def _at_page_edges(document: Document) -> set[int]:
    """The places in ``document.blocks`` of what recurs at the edges of pages."""
    heights = {page.number: page.height for page in document.pages}
    pages: dict[int, list[int]] = defaultdict(list)
    for at, block in enumerate(document.blocks):
        if block.page is not None:
            pages[block.page].append(at)
    near: dict[str, list[list[int]]] = {"top": [], "bottom": []}
    for page, places in pages.items():
        height = heights[page]
        near["top"].append([at for at in places if _top(document.blocks[at]) < _EDGE * height])
        near["bottom"].append([at for at in reversed(places) if _bottom(document.blocks[at]) > (1 - _EDGE) * height])
    found: set[int] = set()
    for groups in near.values():
        counts = Counter(key for group in groups for key in {_key(document.blocks[at]) for at in group})
        needed = max(2, min(_MIN_PAGES, len(pages)), _RECURRENCE * len(pages))
        for group in groups:
            found |= _edge_run(document, group, {key for key, count in counts.items() if count >= needed})
    return found


def _edge_run(document: Document, group: Sequence[int], recurring: set[str]) -> set[int]:
    """The recurring blocks of one page edge. Page marks count wherever the page has them at its edge."""
    return {
        at
        for at in group
        if _key(document.blocks[at]) in recurring
        or (isinstance(block := document.blocks[at], Line) and _PAGE_MARK.search(block.text) and len(block.text) < 90)
    }


def _top(block: Block) -> float:
    return block.box[1] if block.box else 0.0


def _bottom(block: Block) -> float:
    return block.box[3] if block.box else 0.0


def _in_running_text(document: Document) -> set[int]:
    """The places of blocks of short lines that recur in a text, and of single lines that name the document."""
    lines = [(at, block) for at, block in enumerate(document.blocks) if isinstance(block, Line)]
    keys = [_text_key(line) if _may_run(line) else None for _, line in lines]
    counts = Counter(key for key in keys if key)
    early = " ".join(_text_key(line) for _, line in lines[:_EARLY_LINES])
    found: set[int] = set()
    for run in _runs(keys, counts):
        # A block of furniture begins like a title, not in mid-sentence.
        while run and lines[run[0]][1].text[0].islower():
            run = run[1:]
        if not run:
            continue
        times = min(counts[keys[at] or ""] for at in run)
        of_document = all((keys[at] or "") in early for at in run)
        if len(run) >= _TEXT_RUN or (times > 2 and (len(run) > 1 or of_document)):
            found |= {lines[at][0] for at in run}
    found |= {at for at, line in lines if _PAGE_MARK.fullmatch(line.text)}
    return found


def _text_key(line: Line) -> str:
    """Only page numbers may differ: rows of codes in a text differ in nothing but digits."""
    return _PAGE_MARK.sub("page #", " ".join(line.text.casefold().split()))


def _may_run(line: Line) -> bool:
    return (
        _MIN_TEXT <= len(line.text) <= _MAX_TEXT
        and line.heading is None
        and not line.bullet
        and split_marker(line.text)[0] is None
        and (line.text[-1:] not in ".:;," or bool(_PAGE_MARK.search(line.text)))
    )


def _runs(keys: Sequence[str | None], counts: Counter[str]) -> Iterable[list[int]]:
    """Longest runs of neighbouring lines that each occur more than once."""
    run: list[int] = []
    for at, key in enumerate(keys):
        if key and counts[key] > 1:
            run.append(at)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run
