"""Where a quote stands in the text of a document: the words alone count, not blanks, marks or capitals."""

import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policyextract.document import Span

PASSED_OVER, LONGEST_PASSED_OVER = 3, 5
"""How many words of how many letters may stand between two words of a quote: list markers, which quotes leave out."""
SHORT = 3
"""Words below which a piece of a quote is too common to be looked for everywhere."""
NEAR = 400
"""Words within which a short piece must follow the piece before it."""

Run = tuple[int, int]
"""First and last word of a run of words, both included, as ``Words`` counts them."""


def letters(text: str) -> Iterator[tuple[str, int]]:
    """The letters and digits of a text in their plain form, each with the place of the character it comes from."""
    for at, character in enumerate(text):
        plain = character if character.isascii() else unicodedata.normalize("NFKC", character)
        for each in plain.casefold():
            if each.isalnum():
                yield each, at


def words_of(text: str) -> list[str]:
    """The words of a quote."""
    return [word for word, _, _ in _words(text)]


class Words:
    """The words of a document's text and where each begins and ends."""

    def __init__(self, text: str) -> None:
        self._text = text
        found = list(_words(text))
        self._words = [word for word, _, _ in found]
        self._starts = [start for _, start, _ in found]
        self._ends = [end for _, _, end in found]
        self._places: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self._words):
            self._places[word].append(at)

    def at(self, offset: int) -> int:
        """The first word that begins at ``offset`` or behind it."""
        return bisect_left(self._starts, offset)

    def read_from(self, quote: Sequence[str], at: int) -> list[Run] | None:
        """The runs of words that make ``quote``, begun at word ``at`` or a few words behind it; None where they do not.

        A word that a line break parts counts as one word.
        """
        runs: list[Run] = []
        for word in quote:
            found = self._next(word, at)
            if found is None:
                return None
            first, last = found
            if runs and first == runs[-1][1] + 1:
                runs[-1] = (runs[-1][0], last)
            else:
                runs.append(found)
            at = last + 1
        return runs or None

    def search(self, quote: Sequence[str], at: int) -> list[Run] | None:
        """The same wherever it stands: right behind word ``at``, else where it has a line to itself, as titles have,
        else where it comes next. A short quote that has no line to itself must follow soon.
        """
        everywhere = list(self._begun_with(quote))
        behind = [runs for runs in everywhere if 0 <= runs[0][0] - at <= PASSED_OVER]
        alone = [runs for runs in everywhere if self._alone(runs[0][0], runs[-1][1])]
        common = [runs for runs in everywhere if len(quote) >= SHORT or 0 <= runs[0][0] - at <= NEAR]
        places = behind or alone or common
        later = [runs for runs in places if runs[0][0] >= at]
        return next(iter(later or places), None)

    def within(self, quote: Sequence[str], span: Span) -> list[Run] | None:
        """The first place of the quote inside a span."""
        for runs in self._begun_with(quote):
            if self._starts[runs[0][0]] >= span[0] and self._ends[runs[-1][1]] <= span[1]:
                return runs
        return None

    def spans(self, runs: Sequence[Run]) -> tuple[Span, ...]:
        """Where runs stand in the text, in its order."""
        return tuple((self._starts[first], self._ends[last]) for first, last in sorted(runs))

    def _next(self, word: str, at: int) -> Run | None:
        for place in range(at, min(at + PASSED_OVER + 1, len(self._words))):
            if self._words[place] == word:
                return place, place
            if place + 1 < len(self._words) and self._words[place] + self._words[place + 1] == word:
                return place, place + 1
            if len(self._words[place]) > LONGEST_PASSED_OVER:
                return None
        return None

    def _begun_with(self, quote: Sequence[str]) -> Iterator[list[Run]]:
        """The runs of the quote at every place where it begins."""
        for place in self._places.get(quote[0], []) if quote else ():
            runs = self.read_from(quote, place)
            if runs is not None and runs[0][0] == place:
                yield runs

    def _alone(self, first: int, last: int) -> bool:
        before = self._text[self._ends[first - 1] if first else 0 : self._starts[first]]
        after = self._text[self._ends[last] : self._starts[last + 1] if last + 1 < len(self._starts) else None]
        return (not first or _breaks(before)) and (last + 1 == len(self._starts) or _breaks(after))


def _breaks(between: str) -> bool:
    return "\n" in between or "\t" in between


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word in its plain form, where it begins, and where it ends."""
    found = list(letters(text))
    cuts = [0, *(at for at, (a, b) in enumerate(pairwise(found), 1) if b[1] - a[1] > 1), len(found)]
    for first, end in pairwise(cuts):
        if end > first:
            part = found[first:end]
            yield "".join(letter for letter, _ in part), part[0][1], part[-1][1] + 1
