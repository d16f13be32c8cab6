"""What differs between payers in a text rendering: front page, headings, and what stands where a page turns."""

from collections.abc import Callable
from dataclasses import dataclass

from facsimile.content import Facsimile, Heading
from facsimile.inline import words


@dataclass(frozen=True, slots=True)
class Manner:
    """``front`` makes the lines above the first section, given the dotted contents; ``page_turn`` those between."""

    markdown_headings: bool
    front: Callable[[Facsimile, list[str]], list[str]]
    page_turn: Callable[[Facsimile], list[str]]


def contents(facsimile: Facsimile, pages: dict[str, int]) -> list[str]:
    """The dotted contents: each section and its page."""
    sections = (block for block in facsimile.blocks if isinstance(block, Heading) and block.level == 1)
    return [f"{words(section.runs)} .....\t{pages[words(section.runs)]}" for section in sections]


def _cigna(facsimile: Facsimile, entries: list[str]) -> list[str]:
    return [
        *("", "", "", ""),
        *("# Medical Coverage Policy", ""),
        f"Effective Date .....{facsimile.field('effective_date')}  ",
        f"Next Review Date.....{facsimile.field('next_review_date')}  ",
        f"Coverage Policy Number..... {facsimile.field('number')}",
        *("", f"## {facsimile.field('title')}", ""),
        *("### Table of Contents", "", *entries, ""),
        *("### Related Coverage Resources", "", *(f"- [{title}](#)" for title in facsimile.lines("related"))),
    ]


def _centene(facsimile: Facsimile, entries: list[str]) -> list[str]:
    front = [
        f"Clinical Policy: {facsimile.field('title')}",
        f"Reference Number: {facsimile.field('number')}",
        f"Date of Last Revision: {facsimile.field('last_revision')}",
        *(f"[{title}](#)" for title in facsimile.lines("jumps")),
        facsimile.field("reminder"),
    ]
    return [line for entry in front for line in ("", entry)]


def _bcbsma(facsimile: Facsimile, entries: list[str]) -> list[str]:
    return [
        *("", "", facsimile.field("wordmark")),
        *("", facsimile.field("licensee")),
        *("", "Medical Policy"),
        *("", facsimile.field("title")),
        *("", "Table of Contents", "", *(f"- [{title}](#)" for title in facsimile.lines("contents"))),
        *("", f"Policy Number: {facsimile.field('number')}"),
        *("", *facsimile.lines("numbers")),
    ]


def _running_lines(facsimile: Facsimile) -> list[str]:
    return [line for entry in facsimile.lines("running") for line in ("", entry)] + [""]


MANNERS = {
    "cigna": Manner(True, _cigna, lambda facsimile: ["", ""]),
    "molina": Manner(False, lambda facsimile, entries: ["", ""], _running_lines),
    "centene": Manner(False, _centene, lambda facsimile: ["", *facsimile.lines("running")]),
    "bcbsma": Manner(False, _bcbsma, lambda facsimile: []),
}
