"""Running headers and footers of a text that was printed page by page: what recurs beside its form feeds.

``pdftotext`` and line printers part pages with a form feed (U+000C). Pages are only looked for here: a text has lines.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

FEED = "\x0c"
_EDGE_LINES = 4
"""Lines of a page, from either edge, in which furniture may stand."""
_MIN_PAGES = 3
_RECURRENCE = 0.45
"""The share of pages on which a line must recur. Under half, since left and right pages may differ."""
_PAGE_NUMBER = re.compile(r"(?<!\w)(?<!\d\.)\d{1,3}(?!\w|\.\d)")
"""A number that may be of a page; those of codes ("12345", "J1234", "G47.33") are longer, or parts of a word."""


def running_rows(rows: Sequence[str]) -> frozenset[int]:
    """The places in ``rows`` of what recurs at the upper or the lower edges of pages, numbers of pages aside."""
    pages = list(_pages(rows))
    if len(pages) < _MIN_PAGES:
        return frozenset()
    tops = [page[:_EDGE_LINES] for page in pages]
    bottoms = [page[::-1][:_EDGE_LINES] for page in pages]
    return frozenset(place for edges in (tops, bottoms) for place in _recurring(rows, edges))


def _pages(rows: Sequence[str]) -> Iterator[list[int]]:
    """The places of the lines of each page that are not blank."""
    page: list[int] = []
    for at, row in enumerate(rows):
        if FEED in row and page:
            yield page
            page = []
        if row.strip():
            page.append(at)
    if page:
        yield page


def _recurring(rows: Sequence[str], edges: Sequence[Sequence[int]]) -> Iterator[int]:
    counts = Counter(key for edge in edges for key in {_key(rows[at]) for at in edge})
    needed = max(_MIN_PAGES, _RECURRENCE * len(edges))
    for edge in edges:
        yield from takewhile(lambda at: counts[_key(rows[at])] >= needed, edge)


def _key(row: str) -> str:
    return _PAGE_NUMBER.sub("#", " ".join(row.casefold().split()))
