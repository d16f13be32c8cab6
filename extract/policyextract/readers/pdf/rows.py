"""Glyphs that stand on one baseline, and the text they make."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from policyextract.document import Box
from policyextract.readers.pdf.page import Glyph, box_around

SAME_LINE = 0.2
"""Share of the size by which baselines may differ on one line (mixed fonts, careless setting)."""
SMALL = 0.9
"""Share of a line's size below which a raised or lowered character is a superscript or subscript."""
MARKER = re.compile(r"[^\w\s]|\(?(?:\w{1,4}|[IVXivx]{5})[.)]")
"""What a list marker looks like: a bullet, "1.", "(a)", "IV.", "XVIII."."""
LONGEST_MARKER = 6
SMALLEST_CAPITALS = 0.65
"""Share of the size that small capitals have at least."""
LETTERS_OF_A_WORD = 3


@dataclass(frozen=True)
class Row:
    """The glyphs of one line from left to right."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def size(self) -> float:
        """The size most of the row is set in, to a tenth of a point; of small capitals that of the large ones."""
        return small_capitals_size(self.glyphs) or dominant_size(self.glyphs)

    @cached_property
    def baseline(self) -> float:
        """The baseline of most of the row."""
        smallest = SMALL * self.size
        counts = _counted((glyph.baseline, glyph) for glyph in self.glyphs if glyph.size > smallest)
        return counts.most_common(1)[0][0]

    @cached_property
    def box(self) -> Box:
        return box_around([(g.x0, g.top, g.x1, g.bottom) for g in self.glyphs])


def dominant_size(glyphs: Iterable[Glyph]) -> float:
    """The size that most characters have, to a tenth of a point; the larger one of two that are as common."""
    counts = _counted((glyph.size, glyph) for glyph in glyphs)
    return max(counts, key=lambda size: (counts[size], size))


def _counted(values: Iterable[tuple[float, Glyph]]) -> Counter[float]:
    """For each value, to a tenth of a point, how many characters have it."""
    exact: dict[float, int] = {}
    for value, glyph in values:
        exact[value] = exact.get(value, 0) + len(glyph.text)
    counts: Counter[float] = Counter()
    for value, count in exact.items():
        counts[round(value, 1)] += count
    return counts


def small_capitals_size(glyphs: Sequence[Glyph]) -> float | None:
    """The size that small capitals imitate: that of the first letter, where the other letters are smaller capitals."""
    if not "".join([glyph.text for glyph in glyphs]).isupper():
        return None
    letters = [glyph for glyph in glyphs if count_letters(glyph)]
    level = [glyph for glyph in letters if abs(glyph.baseline - letters[0].baseline) < 0.05 * glyph.size]
    first, smallest = letters[0].size, min(glyph.size for glyph in level)
    enough = sum(map(count_letters, level)) > LETTERS_OF_A_WORD
    return round(first, 1) if enough and SMALLEST_CAPITALS <= smallest / first <= SMALL else None


def count_letters(glyph: Glyph) -> int:
    return sum(map(str.isalpha, glyph.text))


def find_rows(glyphs: Sequence[Glyph]) -> list[Row]:
    """The lines that the glyphs make, from top to bottom."""
    strips = _with_markers(_with_raised_glyphs(_strips(glyphs)))
    rows = [Row(tuple(sorted(strip, key=lambda glyph: glyph.x0))) for strip in strips]
    return sorted(rows, key=lambda row: (row.baseline, row.box[0]))


def _strips(printed: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs on nearly the same baseline."""
    strips: list[list[Glyph]] = []
    anchor = 0.0
    for glyph in sorted(printed, key=lambda g: g.baseline):
        if strips and glyph.baseline - anchor <= SAME_LINE * min(glyph.size, strips[-1][0].size):
            strips[-1].append(glyph)
        else:
            strips.append([glyph])
            anchor = glyph.baseline
    return strips


def _with_raised_glyphs(strips: list[list[Glyph]]) -> list[list[Glyph]]:
    """Put superscripts and subscripts, which stand in strips of their own, on the lines they belong to."""
    for index, strip in enumerate(strips):
        for piece in _pieces(strip):
            home = _home(piece, strips, index)
            if home is not None:
                home.extend(piece)
                for glyph in piece:
                    strip.remove(glyph)
    return [strip for strip in strips if strip]


def _with_markers(strips: list[list[Glyph]]) -> list[list[Glyph]]:
    """Put list markers that are set a little higher or lower than their text on the line of the text."""
    joined: list[list[Glyph]] = []
    for strip in strips:
        if (joined and _marks(joined[-1], strip)) or (joined and _marks(strip, joined[-1])):
            joined[-1].extend(strip)
        else:
            joined.append(strip)
    return joined


def _marks(marker: Sequence[Glyph], text: Sequence[Glyph]) -> bool:
    text_of_marker = "".join(glyph.text for glyph in marker)
    if len(text_of_marker) > LONGEST_MARKER or not MARKER.fullmatch(text_of_marker):
        return False
    size = text[0].size
    room = min(glyph.x0 for glyph in text) - max(glyph.x1 for glyph in marker)
    return abs(marker[0].baseline - text[0].baseline) <= 0.55 * size and 0 < room <= 4 * size


def _pieces(strip: Sequence[Glyph]) -> list[list[Glyph]]:
    """The runs of a strip that are set apart by more than a blank."""
    pieces: list[list[Glyph]] = []
    for glyph in sorted(strip, key=lambda g: g.x0):
        if pieces and glyph.x0 - pieces[-1][-1].x1 <= 0.6 * glyph.size:
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
    return pieces


def _home(piece: Sequence[Glyph], strips: list[list[Glyph]], index: int) -> list[Glyph] | None:
    """The line next to the piece (below it for a superscript, above it for a subscript) that it is a small mark on."""
    size, baseline = max(g.size for g in piece), piece[0].baseline
    for strip in (*strips[index + 1 : index + 4], *reversed(strips[max(0, index - 3) : index])):
        for glyph in strip:
            offset = (glyph.baseline - baseline) / glyph.size
            if size <= SMALL * glyph.size and -0.4 <= offset <= 0.75 and _adjoins(piece, glyph):
                return strip
    return None


def _adjoins(piece: Sequence[Glyph], glyph: Glyph) -> bool:
    reach = 0.5 * glyph.size
    return -reach <= piece[0].x0 - glyph.x1 <= reach or -reach <= glyph.x0 - piece[-1].x1 <= reach
