"""Pairs what stands in lists: codes, revisions, references, sections."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policydiff.align.pairing import Aligned, Pairing, Pass
from policydiff.wording import closeness, normalise, one_form, words
from policyextract.records import Code, Reference, Revision, Section

_SAME_ENTRY = 0.6
_SAME_WORK = 0.65
_CONTAINED = 0.8
_SAME_HEADING = 0.8
_SERIES = 3
"""Entries with the same opening that make a series of one organisation."""
_ENOUGH_WORDS = 15
"""Fewer words than these do not show that two sections of different names are one."""

_CITATION_WORDS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec updated accessed published available url address last version".split()
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference as it is compared: its letters and digits, and the words that name the work and not the edition.

    ``series`` is the opening of the entry: works of one organisation share it.
    """

    reference: Reference
    letters: str
    work: frozenset[str]
    series: tuple[str, ...]


def cite(reference: Reference) -> Cited:
    """Make a reference ready for comparison."""
    found = normalise(reference.text).split()
    named = [one_form(word) for word in found if word.isalpha() and word not in _CITATION_WORDS]
    return Cited(reference, "".join(found), frozenset(named), tuple(named[:3]))


def align_codes(old: Sequence[Code], new: Sequence[Code]) -> Aligned[Code]:
    """Pair codes: under the same heading, under the same determination, then wherever they went."""
    pairing = Pairing(old, new)
    pairing.exact(lambda code: (code.system, code.code, code.determination, words(code.group or "")))
    pairing.exact(lambda code: (code.system, code.code, code.determination))
    pairing.exact(lambda code: (code.system, code.code), by=Pass.MOVED)
    return pairing.result(lambda one, other: 0.0)


def align_revisions(old: Sequence[Revision], new: Sequence[Revision]) -> Aligned[Revision]:
    """Pair the entries of two logs: the same ones, then those of one date and like words."""
    pairing = Pairing(old, new)
    pairing.exact(lambda entry: (entry.date, entry.approval_date, summary_words(entry)))
    pairing.exact(lambda entry: (entry.date, summary_words(entry)))
    pairing.best(_same_entry, _SAME_ENTRY, Pass.LIKENESS)
    return pairing.result(lambda one, other: 0.0)


def summary_words(entry: Revision) -> tuple[str, ...]:
    return words(" ".join((entry.kind or "", *entry.summary)))


def _same_entry(old: Revision, new: Revision) -> float:
    return closeness(summary_words(old), summary_words(new)) if old.date == new.date else 0.0


def align_references(old: Sequence[Reference], new: Sequence[Reference]) -> Aligned[Cited]:
    """Pair references: the same, the same work in another edition, then the same work cited otherwise."""
    cited_old, cited_new = [cite(part) for part in old], [cite(part) for part in new]
    weights = _weights(cited_old, cited_new)

    def same_work(one: Cited, other: Cited) -> float:
        weight = weights[one.series if one.series == other.series else ()]
        shared = _weight(one.work & other.work, weight)
        score = shared / (_weight(one.work | other.work, weight) or 1.0)
        if one.series == other.series and weight is weights[()]:
            # The same authors: one entry may carry along what stood beside it on the page.
            score = max(score, _CONTAINED * shared / (min(_weight(part.work, weight) for part in (one, other)) or 1.0))
        return score

    pairing = Pairing(cited_old, cited_new)
    pairing.exact(lambda part: part.letters)
    pairing.best(same_work, _SAME_WORK, Pass.LIKENESS)
    return pairing.result(lambda one, other: 0.0)


def _weight(words: Iterable[str], weight: Mapping[str, float]) -> float:
    return sum(weight[word] for word in words)


def _weights(old: Sequence[Cited], new: Sequence[Cited]) -> dict[tuple[str, ...], dict[str, float]]:
    """How much each word tells one reference from another (inverse document frequency), over all and in each series.

    An organisation's works share most of their words, so in a series only those count that not all of a version has.
    """
    everywhere = _rarity((*old, *new), floor=1)
    found: dict[tuple[str, ...], dict[str, float]] = {(): everywhere}
    for key in {part.series for part in (*old, *new)}:
        sides = [[part for part in side if part.series == key] for side in (old, new)]
        found[key] = _in_series(sides) if min(map(len, sides)) >= _SERIES else everywhere
    return found


def _in_series(sides: Sequence[Sequence[Cited]]) -> dict[str, float]:
    own = [_rarity(side, floor=0) for side in sides]
    return {word: min(side[word] for side in own if word in side) for word in own[0] | own[1]}


def _rarity(cited: Sequence[Cited], floor: int) -> dict[str, float]:
    counts = Counter(word for part in cited for word in part.work)
    return {word: math.log(floor + len(cited) / count) for word, count in counts.items()}


def align_sections(old: Sequence[Section], new: Sequence[Section]) -> Aligned[Section]:
    """Pair sections: by heading, by the same words under another heading, by a like heading."""
    pairing = Pairing(old, new)
    pairing.exact(lambda part: (words(part.title), part.kind, part.digest))
    pairing.exact(lambda part: (words(part.title), part.kind))
    pairing.exact(lambda part: words(part.title) or None)
    pairing.exact(lambda part: part.digest if part.words >= _ENOUGH_WORDS else None, by=Pass.STRUCTURE)
    pairing.best(_same_heading, _SAME_HEADING, Pass.LIKENESS)
    return pairing.result(lambda one, other: 0.0)


def _same_heading(old: Section, new: Section) -> float:
    return closeness(words(old.title), words(new.title)) if old.kind == new.kind else 0.0
