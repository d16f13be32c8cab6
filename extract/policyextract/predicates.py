"""Finds the determination that a sentence states: which wording, of which determination, and where."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Doc, Span

from policyextract.clauses import denies_subject, speaks_of, weighs
from policyextract.language import is_citation, pipeline, sentence_spans
from policyextract.lexicon.determinations import (
    HEADINGS,
    LIST_HEADINGS,
    MAY_FOLLOW,
    NOT_DECIDING_BEFORE,
    PRECEDENCE,
    Wording,
)
from policyextract.records import Determination
from policyextract.wordings import wordings_in

_REMEMBERED = 2048
"""Texts whose determinations are remembered: each paragraph of a document is asked for several times."""
_VERBS = frozenset({"is", "are", "be", "been", "'s", "being", "remain", "remains"})
_PAST = frozenset({"was", "were", "originally", "previously", "initially"})
_RELATIVE = frozenset({"that", "which", "who", "whose"})
_SUBORDINATE = frozenset({"if", "unless"})
_LISTING = frozenset({"include", "includes", "including", "follow", "following", ":"})
_CLAUSE_REACH = 12
_VERB_REACH = 6
_CONSIDER_VERBS = frozenset({"considers", "consider", "deems", "regards", "covers", "cover"})
_JUDGING = _CONSIDER_VERBS | {"deem", "regard", "considered", "deemed", "regarded"}
_COMBINE_REACH = 9
"""Tokens between two wordings of one predicate: "unproven and not medically necessary"."""
_MEETS = frozenset({"meet", "meets"})
_NOT_SAID = frozenset({"denied", "define", "defined", "definition", "term", "terms"})
_BECAUSE = frozenset({"because", "since", "as"})
"""Between two denials: the second is the ground of the first ("is not covered because it is considered unproven")."""
_NEGATIONS = frozenset({"not", "never", "n't", "n’t", "no", "neither", "nor"})
_CANNOT = frozenset({"cannot", "can't", "without", "neither"})
_PERFECT = frozenset({"has", "have", "had"})
_OBLIGATIONS = frozenset({"should", "must", "shall"})
_WHEN = frozenset({"where", "when", "once", "after"})
_WHEN_REACH = 5
_NO_DECISIONS = frozenset({("reasonable", "to"), ("indicated", "by")})
_AIMS = frozenset({"ensure", "ensures", "ensuring", "verify"})
_ASKED = frozenset({"when", "if", "unless", "once"})
_MODALS = frozenset({"may", "can", "could", "will", "should", "must", "might"})
_ADJECTIVES = frozenset(
    """necessary investigational experimental unproven investigative proven cosmetic reconstructive covered approved
    authorized authorised indicated appropriate excluded reasonable""".split()
)


@dataclass(frozen=True, slots=True)
class Predicate:
    """A determination as a sentence words it. ``start`` and ``end`` are positions of the wording in the sentence's
    text.

    ``firm`` wordings are used for nothing but determinations; "is covered" or "may be approved" has other uses.
    ``loose`` ones determine nothing inside a list of criteria.
    """

    determination: Determination
    wording: str
    start: int
    end: int
    firm: bool = True
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph: its text, its position in the paragraph's text, and what it determines."""

    text: str
    start: int
    predicate: Predicate | None

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@lru_cache(maxsize=_REMEMBERED)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a paragraph, each with its determination or None."""
    doc = pipeline()(text)
    return tuple(_sentence(doc, span) for span in sentence_spans(doc))


def _sentence(doc: Doc, span: Span) -> Sentence:
    return Sentence(span.text.strip(), span.start_char, _predicate(doc, span))


@lru_cache(maxsize=_REMEMBERED)
def heading_determination(text: str) -> Predicate | None:
    """The determination that a heading carries ("Not Medically Necessary:"), where the heading is little more than
    that. It is firm unless it takes a list below it ("Indications").
    """
    name = text.strip(" :.").casefold()
    if named := HEADINGS.get(name) or LIST_HEADINGS.get(name):
        return Predicate(named, text, 0, len(text), firm=name in HEADINGS)
    doc = pipeline()(text)
    found = [(wording, span) for wording, span in wordings_in(doc[:]) if wording.alone and not _loose(wording)]
    covered = {token.i for _, span in found for token in span}
    others = {token.lower_ for token in doc if token.is_alpha and len(token) > 1 and token.i not in covered}
    if not found or others - _HEADING_WORDS:
        return None
    return _combine(found, doc[:])


@lru_cache(maxsize=_REMEMBERED)
def group_determination(text: str) -> Determination | None:
    """The determination of the first wording in the heading of a list, however it stands there ("codes covered if
    ...").
    """
    doc = pipeline()(text)
    found = list(wordings_in(doc[:]))
    if not found:
        return None
    group = [item for item in found if item[1].start - found[0][1].end <= _COMBINE_REACH and item[0].alone] or found[:1]
    return _combine(group[:2] if _coordinated(doc, group[0][1], group[-1][1]) else group[:1], doc[:]).determination


def _loose(wording: Wording) -> bool:
    """Whether a wording says nothing as a heading: "Covered services" may head anything."""
    return wording.needs_verb and wording.determination.covered


_HEADING_WORDS = frozenset(
    """and or ii iii iv vi considered services service procedures treatments indications uses conditions when if the
    these following is are criteria met for with without policy statement statements coverage which diagnoses""".split()
)
"""Words that a heading may have beside the wording: "Considered Medically Necessary when criteria are met"."""


def strongest(predicate: Predicate, other: Determination) -> Predicate:
    """The predicate with the determination that holds where it is combined with another."""
    return replace(predicate, determination=min(predicate.determination, other, key=PRECEDENCE.index))


def _predicate(doc: Doc, sentence: Span) -> Predicate | None:
    stated = [(wording, span) for wording, span in wordings_in(sentence) if _is_stated(doc, sentence, wording, span)]
    first = next((at for at, (wording, _) in enumerate(stated) if wording.alone), None)
    if first is None:
        return None
    group = [stated[first]]
    for wording, span in stated[first + 1 :]:
        if span.start - group[-1][1].end > _COMBINE_REACH or not _coordinated(doc, group[-1][1], span):
            break
        group.append((wording, span))
    found = _combine(group, sentence)
    if found.determination.covered:
        return found
    for wording, span in stated[first + len(group) :]:
        only_reason = wording.reason and found.determination is Determination.NOT_MEDICALLY_NECESSARY
        if wording.determination.covered or only_reason:
            continue
        if _BECAUSE.intersection(_words(doc[group[-1][1].end : span.start])):
            found = strongest(found, wording.determination)
    return found


def _combine(group: Sequence[tuple[Wording, Span]], sentence: Span) -> Predicate:
    determination = min((wording.determination for wording, _ in group), key=PRECEDENCE.index)
    start, end = group[0][1].start, group[-1][1].end
    span = sentence.doc[start:end]
    offset = sentence.start_char
    firm = any(not wording.needs_verb for wording, _ in group)
    loose = all(wording.loose for wording, _ in group)
    return Predicate(determination, span.text, span.start_char - offset, span.end_char - offset, firm, loose)


def _coordinated(doc: Doc, before: Span, after: Span) -> bool:
    """Whether two wordings belong to one predicate: nothing but joints and auxiliaries between them."""
    between = _words(doc[before.end : after.start])
    joints = {
        "and",
        "or",
        "/",
        ",",
        "&",
        "therefore",
        "is",
        "are",
        "does",
        "do",
        "may",
        "be",
        "considered",
        "thus",
        "(",
        ")",
        "and/or",
        "-",
        "hence",
    }
    return bool(between) and all(word in joints for word in between)


def _is_stated(doc: Doc, sentence: Span, wording: Wording, span: Span) -> bool:
    """Whether a wording is said of a service, and not an attribute, a memory or a condition."""
    before = _words(doc[sentence.start : span.start])
    if _attributive(doc, sentence, span, before) or _PAST.intersection(before[-3:]):
        return False
    if before.count("(") > before.count(")") and before[0] != "(":
        return False
    after = _words(doc[span.end : sentence.end])
    if denies_subject(before) and not _NEGATIONS.intersection(token.lower_ for token in span):
        return False
    if _NOT_SAID.intersection(before[-3:]) or _subordinate(before, after) or _asked(before, wording, span, after):
        return False
    negated = _NEGATIONS.union(_CANNOT).intersection(before[-3:]) or _judged_not(before)
    if negated and not _NEGATIONS.intersection(token.lower_ for token in span):
        return False  # a negation that no wording accounts for: better no statement than the wrong one
    if not wording.needs_verb:
        return True
    if (
        _OBLIGATIONS.intersection(before[-3:])
        or before[-3:] == ["may", "or", "may"]
        or before[-3:] == ["or", "may", "not"]
    ):
        return False  # "should be appropriate" asks for something; "may or may not be covered" leaves it open
    if _WHEN.intersection(before[-_WHEN_REACH:]):
        return False  # "where an approval is authorized in weeks"
    if before[-2:-1] and before[-2] in _PERFECT and before[-1] == "been":
        return False  # "has been proven to": what was found, not what is decided
    said = {token.lower_ for token in span} & _VERBS
    return bool(said or _VERBS.intersection(before[-3:]) or _CONSIDER_VERBS.intersection(before[-_VERB_REACH:]))


def _asked(before: Sequence[str], wording: Wording, span: Span, after: Sequence[str]) -> bool:
    """Whether a wording only names what is asked for ("consultations when deemed medically necessary"), or decides
    nothing ("it is reasonable to expect", "exposure is indicated by a test").
    """
    if (span[-1].lower_, *after[:1]) in _NO_DECISIONS:
        return True
    return wording.determination.covered and bool(_ASKED.intersection(before[-1:]))


def _judged_not(before: Sequence[str]) -> bool:
    """Whether the verb that judges is negated at a distance: "does not consider the lamp medically necessary"."""
    verbs = [at for at, word in enumerate(before) if word in _JUDGING]
    return bool(verbs) and bool(_NEGATIONS.intersection(before[max(0, verbs[-1] - 2) : verbs[-1]]))


def _words(span: Span) -> list[str]:
    return [token.lower_ for token in span if not is_citation(token)]


def _attributive(doc: Doc, sentence: Span, span: Span, before: Sequence[str]) -> bool:
    after = next((token for token in doc[span.end : sentence.end] if not (token.is_space or is_citation(token))), None)
    if span[-1].lower_ not in _ADJECTIVES:
        return False
    if after is not None and after.is_alpha and after.lower_ not in MAY_FOLLOW and not after.text[0].isupper():
        return True
    if span[0].lower_ in _MEETS:
        return False
    return bool(before) and before[-1] in NOT_DECIDING_BEFORE and not _CONSIDER_VERBS.intersection(before)


def _subordinate(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the wording stands in a clause that does not decide ("whether X is", "to ensure X is", "care that is").

    A relative clause decides where the main clause only lists: "services that are considered ... include the
    following".
    """
    if weighs(before) or speaks_of(before) or (_AIMS.intersection(before) and "," not in before):
        return True
    subject = [word for word in before if word not in _MODALS]
    if subject[-2:-1] and subject[-1] in _VERBS and subject[-2] in _RELATIVE:
        return not _LISTING.intersection(after)
    reach = list(before[-_CLAUSE_REACH:])
    for word in reversed(reach):
        if word in {",", ";", ":"}:
            return False
        if word in _SUBORDINATE:
            return True
    return False
