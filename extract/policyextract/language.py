"""Words and sentences of policy prose.

The tokenizer and the sentence splitter are spaCy's blank English pipeline; nothing is trained and nothing is
downloaded. Citations that are raised behind a word ("necessary¹", "necessary.¹,²") are words of their own here, so that
they hide neither the word nor the end of its sentence.
"""

import re
from collections.abc import Iterator
from functools import cache

from spacy.lang.en import English, EnglishDefaults
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ†‡"
_SUFFIXES = (rf"[{_RAISED}]+", rf"(?<=[{_RAISED}])[.!?]", r"(?<=[a-z]{5})\d[\d,–-]*")
"""What is cut off the end of a word: citations, the stop behind one, and one that lost its raised type ("covered1")."""
_CITATION = re.compile(rf"[{_RAISED},–-]*[{_RAISED}][{_RAISED},–-]*")
_BEFORE_NUMBER = frozenset({"no", "nos", "al", "vol", "approx"})
_BIDS = frozenset({"Approve"})
_NAME_TOKENS = 15
_ENDS = '.!?:;)”"'


def is_citation(token: Token) -> bool:
    return bool(_CITATION.fullmatch(token.text))


def sentence_spans(doc: Doc) -> Iterator[Span]:
    """The sentences of a text; a full stop in mid-sentence ("No. 5", "vs. placebo") ends none.

    Citations behind the stop belong to the sentence before it.
    """
    start = _behind_blanks(doc, 0)
    for span in doc.sents:
        end = _with_citations(doc, span.end)
        if end > start and not _goes_on(doc, span):
            yield doc[start:end]
            start = _behind_blanks(doc, end)
    if start < len(doc):
        yield doc[start:]


def _behind_blanks(doc: Doc, at: int) -> int:
    while at < len(doc) and doc[at].is_space:
        at += 1
    return at


def _with_citations(doc: Doc, end: int) -> int:
    at = end
    while at < len(doc) and (is_citation(doc[at]) or doc[at].text == ","):
        at += 1
    return at if any(is_citation(token) for token in doc[end:at]) else end


def _goes_on(doc: Doc, span: Span) -> bool:
    """Whether the stop at the end of a span ends no sentence."""
    end = _with_citations(doc, span.end)
    if end == len(doc):
        return False
    after = doc[end]
    *_, before, last = [None, None, *(token for token in span if not is_citation(token) and not token.is_space)]
    if after.text[0].islower() or last is None or last.text not in _ENDS:
        return True
    if after.text in _BIDS and len(span) <= _NAME_TOKENS:
        return True  # what is to be approved is named before: "Hay fever. Approve for 6 months if ..."
    return before is not None and before.lower_ in _BEFORE_NUMBER and after.text[0].isdigit()


class _Defaults(EnglishDefaults):
    suffixes = [*(EnglishDefaults.suffixes or ()), *_SUFFIXES]  # noqa: RUF012 - as spaCy has it


class _PolicyEnglish(English):  # type: ignore[no-untyped-call] # spaCy leaves it so
    """English with the suffixes above: given to a tokenizer that is there already, they would make it begin anew."""

    Defaults = _Defaults


@cache
def pipeline() -> Language:
    nlp = _PolicyEnglish()
    nlp.add_pipe("sentencizer")
    return nlp
