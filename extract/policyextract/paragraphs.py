"""Lines joined into the paragraphs they were set from, each with its list marker."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import inf

from policyextract.document import Block, Box, Line, Provenance, Table
from policyextract.lexicon.operators import lone_joint, opening_joint
from policyextract.markers import Marker, split_marker

_SIZE_STEP = 1.0
"""Points by which type must differ for the next line to be another paragraph."""
_INDENT_STEP = 3.0
"""Points (columns in a text) that are taken for the same indent."""
_NEIGHBOURS = 12
"""Lines on either side that show where a column's lines wrap."""
_ARTICLES = (" a", " an", " the")
_SLACK = 3
"""Characters by which a ragged line may fall short of the margin."""
_SLACK_OF_TEXT = 12
"""The same of a line of a text in mid-sentence: its columns are not those of the page, whose capitals are wider."""
_CAPITALS_LABEL = re.compile(r"[A-Z][A-Z /&-]{5,40}:")
_OPEN_END = re.compile(r",$|[\w)] (?:and|or|and/or|of|the|an?|for|with|to|in|by|is|are)$", re.IGNORECASE)


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together. ``text`` is free of the marker and of line breaks."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        return self.lines[0]

    @cached_property
    def _split(self) -> tuple[Marker | None, str]:
        marker, text = split_marker(self.first.text)
        if marker is None and self.first.bullet:
            marker = split_marker("• x")[0]
        return marker, text

    @property
    def marker(self) -> Marker | None:
        return self._split[0]

    @property
    def is_item(self) -> bool:
        """Whether a marker makes it an item of a list, as the number of a chapter does not."""
        return self.marker is not None and not self.marker.chapter

    @cached_property
    def text(self) -> str:
        return join_lines([self._split[1], *(line.text for line in self.lines[1:])])

    @property
    def start(self) -> int:
        """Where the text begins in the document, behind the marker."""
        return self.first.end - len(self._split[1])

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    def provenance(self, start: int | None = None, end: int | None = None) -> Provenance:
        """Where the paragraph stands, or the part of it between two offsets of the document's text."""
        start = self.start if start is None else start
        end = self.end if end is None else end
        line = next((line for line in self.lines if line.end > start), self.first)
        inside = [each for each in self.lines if each.end > start and each.start < end and each.page == line.page]
        return Provenance(line.page, line.number, (start, end), _around(each.box for each in inside))

    def offset(self, position: int) -> int:
        """The offset in the document of a position in ``text``."""
        parts = [self._split[1], *(line.text for line in self.lines[1:])]
        starts = [self.start, *(line.start for line in self.lines[1:])]
        for part, start, after in zip(parts, starts, [*parts[1:], None], strict=True):
            width = len(part) + (0 if after is not None and _hyphenated(part, after) else 1)
            if position < width or after is None:
                return start + min(position, len(part))
            position -= width
        return self.end


def join_lines(lines: list[str]) -> str:
    """Lines as one text. A word broken at a hyphen keeps the hyphen and loses the blank."""
    joined = lines[0]
    for before, after in pairwise(lines):
        joined += ("" if _hyphenated(before, after) else " ") + after
    return joined


def _hyphenated(before: str, after: str) -> bool:
    return len(before) > 1 and before[-1] == "-" and before[-2].isalpha() and after[:1].islower()


def _around(boxes: Iterable[Box | None]) -> Box | None:
    known = [box for box in boxes if box]
    if not known:
        return None
    lefts, tops, rights, bottoms = zip(*known, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph | Table]:
    """Group the lines of a document (furniture taken out before) into paragraphs; tables pass as they are."""
    blocks = list(blocks)
    margins = _right_margins(blocks)
    open_lines: list[Line] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Line) and open_lines and _continues(open_lines, block, margins[at - 1]):
            open_lines.append(block)
            continue
        if open_lines:
            yield Paragraph(tuple(open_lines))
            open_lines = []
        if isinstance(block, Line):
            open_lines = [block]
        else:
            yield block
    if open_lines:
        yield Paragraph(tuple(open_lines))


def _right(line: Line) -> float:
    return line.box[2] if line.box else line.indent + len(line.text)


def _right_margins(blocks: list[Block]) -> list[float]:
    """How far right the lines around each line reach on its page: where its paragraph would have wrapped."""
    margins = []
    for at, block in enumerate(blocks):
        near = blocks[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]
        beside = (_right(each) for each in near if isinstance(each, Line) and each.page == block.page)
        margins.append(max(beside, default=0.0))
    return margins


def _continues(lines: list[Line], line: Line, margin: float) -> bool:
    """Whether a line goes on with the paragraph of the lines before it."""
    last = lines[-1]
    if line.bullet or split_marker(line.text)[0] or line.heading or last.heading:
        return False
    if last.size and line.size and abs(last.size - line.size) > _SIZE_STEP:
        return False
    if lone_joint(line.text) or lone_joint(last.text) or _leaves_item(lines[0], line):
        return False
    if opening_joint(line.text) and not _mid_sentence(lines, line):
        return False
    unfinished = last.text[-1:] not in ".:;!?"
    runs_on = unfinished and (line.text[:1].islower() or line.text[:1] in "([&/" or _breaks_off(last.text))
    if last.page != line.page:
        return runs_on
    if line.gap:
        return runs_on and line.page is None
    if last.bold != line.bold and not runs_on and (last.bold_until == len(last.text) or line.bold_until):
        return False
    if _had_room(lines, line, min(margin, _wrapped_at(lines))):
        return runs_on and not _set_in(line, lines[0])
    return not (len(lines) > 1 and not _hangs(lines[0]) and abs(line.indent - last.indent) > _INDENT_STEP)


def _mid_sentence(lines: list[Line], line: Line) -> bool:
    """Whether "and any of the following:" is the end of the sentence above it, in prose, and no further group."""
    last = lines[-1]
    prose = not _hangs(lines[0]) and line.text[0].islower() and last.text[-1] not in ".:;,!?"
    return prose and line.page is not None and not line.gap and abs(line.indent - last.indent) <= _INDENT_STEP


def _breaks_off(text: str) -> bool:
    """Whether a line cannot be the last of a paragraph, whatever comes next: it ends in an article, or inside brackets
    behind a comma ("(i.e.,").
    """
    if text.endswith(_ARTICLES):
        return True
    return text.endswith((",", "(")) and text.count("(") > text.count(")")


def _wrapped_at(lines: list[Line]) -> float:
    """How far right an item of a text reaches at most, by where it was broken before.

    The lines around it may be set in smaller type, of which a text tells nothing.
    """
    if not _hangs(lines[0]) or any(line.box for line in lines):
        return inf
    return min((_right(one) + 1 + len(other.text.split(" ", 1)[0]) for one, other in pairwise(lines)), default=inf)


def _had_room(lines: list[Line], line: Line, margin: float) -> bool:
    """Whether the line's first word would have fitted on the line before, so that the break was meant."""
    last = lines[-1]
    width = (_right(last) - last.indent) / max(len(last.text), 1) if last.box else 1.0
    word = len(line.text.split(" ", 1)[0]) + 1
    slack = _SLACK_OF_TEXT if not last.box and _ends_open(lines) else _SLACK
    return _right(last) + word * width < margin - slack * width


def _ends_open(lines: list[Line]) -> bool:
    """Whether lines end in mid-sentence: behind a comma, a small word, or inside brackets."""
    opened = sum(line.text.count("(") - line.text.count(")") for line in lines)
    return opened > 0 or bool(_OPEN_END.search(lines[-1].text))


def _set_in(line: Line, first: Line) -> bool:
    return line.indent > first.indent + _INDENT_STEP and not _hangs(first)


def _leaves_item(first: Line, line: Line) -> bool:
    """Whether a line left of an item heads what stands behind the list: "DURATION: one year"."""
    return line.indent < first.indent - _INDENT_STEP and _hangs(first) and bool(_CAPITALS_LABEL.match(line.text))


def _hangs(first: Line) -> bool:
    """Whether a paragraph begins with a marker, so that its further lines are set in."""
    return first.bullet or split_marker(first.text)[0] is not None
