"""Finds the wordings of determinations in a sentence: which, and where. What they say there is for ``predicates``."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.matcher import Matcher
from spacy.tokens import Span

from policyextract.language import pipeline
from policyextract.lexicon.determinations import WORDINGS, Wording


def wordings_in(sentence: Span) -> Iterator[tuple[Wording, Span]]:
    """The longest matches of the lexicon in a sentence, from left to right, none overlapping another."""
    anchors = set(_any_anchor().findall(sentence.text.lower()))
    found = [
        (wordings[key], sentence[start:end])
        for matcher, wordings in map(_matcher, sorted(anchors))
        for key, start, end in matcher(sentence)
    ]
    found.sort(key=lambda item: (-(item[1].end - item[1].start), item[1].start))
    taken: set[int] = set()
    chosen = []
    for wording, span in found:
        span = _trimmed(span)
        if not taken.intersection(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            chosen.append((wording, span))
    return iter(sorted(chosen, key=lambda item: item[1].start))


def _trimmed(span: Span) -> Span:
    """A match without the joints that an optional pattern took along at its beginning."""
    start = span.start
    while start < span.end - 1 and not any(c.isalnum() for c in span.doc[start].text):
        start += 1
    while start < span.end - 1 and span.doc[start].lower_ in {"and", "or", "as", "at", "to", "be", "this", "time"}:
        start += 1
    return span.doc[start : span.end]


@cache
def _any_anchor() -> re.Pattern[str]:
    """Finds one word of each wording that it cannot do without: most sentences have none of them."""
    needed = {form for wording in WORDINGS for form in _anchor(wording)}
    return re.compile("|".join(map(re.escape, sorted(needed, key=len, reverse=True))))


def _anchor(wording: Wording) -> frozenset[str]:
    """The forms of one word that a wording cannot do without: of the word whose forms are the longest."""
    required = [token["LOWER"]["IN"] for token in wording.tokens if "OP" not in token]
    return frozenset(max(required, key=lambda forms: min(map(len, forms))))


@cache
def _matcher(anchor: str) -> tuple[Matcher, dict[int, Wording]]:
    """Matches the wordings that need one word, and no others: one matcher of all takes three times as long."""
    vocab = pipeline().vocab
    matcher = Matcher(vocab)
    wordings: dict[int, Wording] = {}
    for at, wording in enumerate(WORDINGS):
        if anchor in _anchor(wording):
            name = f"wording-{at}"
            matcher.add(name, [list(wording.tokens)], greedy="LONGEST")
            wordings[vocab.strings[name]] = wording
    return matcher, wordings
