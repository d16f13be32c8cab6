"""Two texts as one: what stayed, what was struck out and what was put in, word by word.

Both texts can be rebuilt from the runs to the character (``old_text``, ``new_text``). Words are compared without the
white space that follows them, so that a line broken elsewhere is no change.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import LCSseq

_TOKEN = re.compile(r"\A\s+|(?:\w+(?:[-'’./]\w+)*|[^\w\s])\s*")

_JOINING = frozenset("a an and are as at be by for from in is it of on or that the this to was were with".split())

_FEW = 5
"""Words of a text that is too short to be told unlike by what it shares."""

MOST = 50_000_000
"""Most pairs of words that are compared: two texts of some 7,000 words each take a tenth of a second.

Beyond that only what both texts begin and end with is told apart from the rest.
"""


class Mark(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """Words under one mark, as each text has them: ``old`` is empty where they were put in, ``new`` where struck out.

    Where they stayed, both are there, and differ at most in white space.
    """

    mark: Mark
    old: str
    new: str

    @property
    def shown(self) -> str:
        """The words as they are to be read, with white space at the end where either text has it."""
        return self.new if len(self.new) >= len(self.old) else self.old


def redline(old: str, new: str) -> tuple[Run, ...]:
    """What it takes to make the new text out of the old one. What is struck out stands before what takes its place."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if before and after and before[0].isspace() != after[0].isspace():
        # Space in front of one text alone: an empty word in front of the other keeps the rest in step.
        before, after = (tokens if tokens[0].isspace() else ["", *tokens] for tokens in (before, after))
    blocks = _readable(list(_blocks(before, after)), before)
    if _unlike(blocks, before, after):
        blocks = [_Block(False, (0, len(before)), (0, len(after)))]
    return tuple(_runs(blocks, before, after))


def old_text(runs: Sequence[Run]) -> str:
    return "".join(run.old for run in runs)


def new_text(runs: Sequence[Run]) -> str:
    return "".join(run.new for run in runs)


@dataclass(frozen=True, slots=True)
class _Block:
    """Tokens from ``start`` to ``end`` of either text; ``same`` where they are the same."""

    same: bool
    old: tuple[int, int]
    new: tuple[int, int]

    def __add__(self, other: "_Block") -> "_Block":
        return _Block(self.same and other.same, (self.old[0], other.old[1]), (self.new[0], other.new[1]))


def _blocks(before: Sequence[str], after: Sequence[str]) -> Iterator[_Block]:
    numbers: dict[str, int] = {}
    old, new = ([numbers.setdefault(token.strip(), len(numbers)) for token in tokens] for tokens in (before, after))
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    if head:
        yield _Block(True, (0, head), (0, head))
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(middle_old) * len(middle_new) > MOST:
        yield _Block(False, (head, len(old) - tail), (head, len(new) - tail))
    else:
        for step in LCSseq.opcodes(middle_old, middle_new):
            spans = (head + step.src_start, head + step.src_end), (head + step.dest_start, head + step.dest_end)
            yield _Block(step.tag == "equal", *spans)
    if tail:
        yield _Block(True, (len(old) - tail, len(old)), (len(new) - tail, len(new)))


def _common(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens two texts begin with alike."""
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    return at


def _readable(blocks: list[_Block], before: Sequence[str]) -> list[_Block]:
    """Changes side by side become one, and so do those parted by words that the texts share by chance.

    A comma or an "of" that two sentences happen to share does not make the one out of the other.
    """
    made: list[_Block] = []
    for block in blocks:
        made.append(block)
        while len(made) > 1 and not made[-1].same and not made[-2].same:
            made[-2:] = [made[-2] + made[-1]]
        while len(made) > 2 and _chance(made[-3], made[-2], made[-1], before):
            made[-3:] = [made[-3] + made[-2] + made[-1]]
    return made


def _chance(earlier: _Block, between: _Block, later: _Block, before: Sequence[str]) -> bool:
    """Whether what stayed between two changes is too little to be shown as such."""
    if earlier.same or not between.same or later.same:
        return False
    smaller = min(_size(earlier), _size(later))
    telling = _telling(between, before)
    return telling * 4 < smaller or (telling == 0 and between.old[1] - between.old[0] <= 3)


def _unlike(blocks: Sequence[_Block], before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether two texts share so little that one took the place of the other. What was only added to is like itself."""
    kept = sum(_telling(block, before) for block in blocks if block.same)
    smaller, larger = sorted(sum(map(_is_telling, text)) for text in (before, after))
    return larger > _FEW and kept < 0.3 * larger and kept < 0.7 * smaller


def _telling(block: _Block, before: Sequence[str]) -> int:
    return sum(map(_is_telling, before[slice(*block.old)]))


def _is_telling(token: str) -> bool:
    word = token.strip()
    return word[:1].isalnum() and word.lower() not in _JOINING


def _size(block: _Block) -> int:
    return max(block.old[1] - block.old[0], block.new[1] - block.new[0])


def _runs(blocks: Sequence[_Block], before: Sequence[str], after: Sequence[str]) -> Iterator[Run]:
    for block in blocks:
        old, new = "".join(before[slice(*block.old)]), "".join(after[slice(*block.new)])
        if block.same:
            yield Run(Mark.SAME, old, new)
            continue
        if old:
            yield Run(Mark.REMOVED, old, "")
        if new:
            yield Run(Mark.ADDED, "", new)
