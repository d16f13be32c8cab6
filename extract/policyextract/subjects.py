"""What a statement is about: the services that a sentence gives a determination, whose patients, which lines of
business.
"""

import re
from dataclasses import replace

from policyextract.lexicon.scopes import (
    EXCLUDED_LINE,
    LINES_OF_BUSINESS,
    POPULATIONS,
    REASON,
    RESIDUAL_ITEM,
    names_rest,
)
from policyextract.predicates import Predicate, Sentence

_OPENING = re.compile(
    r"^(?:it is the policy of .{0,120}?\bthat\s+|(?:the )?use of\s+(?!the following)|note:?\s+"
    r"|coverage (?:eligibility )?(?:of|for)\s+"
    r"|(?:the )?(?:safety and )?(?:clinical )?(?:effectiveness|efficacy) of\s+|(?:requests?|authorization) for\s+)",
    re.IGNORECASE,
)
_VERB_PHRASE = re.compile(
    r"(?:\s*,)?\s+(?:(?:may|can|will|would|should|must|do|does|did|have|has)\s+)*(?:not\s+)?(?:(?:is|are|be|been|to|also|only|either|considered|deemed|contraindicated|and)\s*)*$",
    re.IGNORECASE,
)
_PURPOSE_WORD = (
    r"(?<!\b[Uu]p)\s+(?:for|in|when|where|if|as|following|after|during|prior|who|that|to|unless|only|due|because|including|performed"
    r"|used|using|has|have|with(?=\s+(?:a|an|any|all|no)\b))\b"
)
_PURPOSE = re.compile(rf"{_PURPOSE_WORD}|[,;:](?=\s|$)|\s\(see\b", re.IGNORECASE)
_ENUMERATION = re.compile(rf"(?!.*{_PURPOSE_WORD})[^,;:]+(?:,\s[^,;:]+)+,\s(?:and|or)\s[^,;:]+", re.IGNORECASE)
"""Services in a row ("lamps, heaters, and fans"): no comma there begins a purpose."""
_UNNAMED = re.compile(
    r"^(?:the )?(?:use of )?(?:any of |all of )?(?:the |these |following |below |other |certain |above )*"
    r"(?:following|these|those|other|it|they|all|any|this|items?|above|below)\b|^(?:to|there)\b|^(?:no|prior)$",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(r"^(?:is|are|is\(are\)|may be|will be|approve)\s", re.IGNORECASE)
_BIDDEN = re.compile(r"^approve\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r";\s*(?:therefore,?|thus,?|and)?\s*")
_TAKES_OBJECT = re.compile(r"\b(?:(?<!considered )for|of|covers?|reimburses?|pay|approve|authori[sz]e)$", re.IGNORECASE)
_CONSIDERS = re.compile(
    r"\b(?:considers?|deems?|covers?|regards?|ha(?:s|ve) (?:determined|found)(?: that)?)\s+(.+)$", re.IGNORECASE
)
_KIND_OF_CARE = re.compile(
    r"^(?:coverage is not (?:available|provided) for )?(?:any |all )?(?:experimental|investigational|unproven)\b"
    r"[\w/ (),-]*\b(?:services?|treatments?|procedures?|drugs?|devices?|technolog(?:y|ies))\b",
    re.IGNORECASE,
)
_CARE = r"(?:items?|services?|procedures?|treatments?|supply|supplies|drugs?|devices?|levels? of care)"
_ANY_CARE = re.compile(
    rf"^(?:[\w ]{{3,30}} [—–-] |[^,.;]{{3,40}}, )?(?:an?|any|each) {_CARE}(?:,? (?:or |and )?{_CARE})+\b", re.IGNORECASE
)
"""A subject that is anything at all: the sentence defines a term ("An item or service is medically necessary when")."""
_SUPPORT_OF = re.compile(
    r"^\s*(?:(?:the\s+)?(?:routine\s+)?(?:use|coverage)\s+of|any\s+other\s+\w+\s+(?:for|of))\s+(.+)$", re.IGNORECASE
)
_GRANTED = re.compile(r"^\s*for\s+(.+)$", re.IGNORECASE)
_IN_WORDING = re.compile(
    r"^(?:coverage|authorization|approval|validity|effectiveness|efficacy)\s+(?:eligibility\s+)?(?:of|for)\s+(.+?)\s+(?:will\s+)?(?:is|be|has|have|ended|ends|expired|terminated)\b"
    r"|^not\s+(?:consider|deem|regard)\s+(.+)\s+medically\s+necessary$",
    re.IGNORECASE,
)
_RUN_IN = re.compile(r"^[A-Z][^:.]{2,90}:\s+(?=[A-Z])")
_LEADING_CLAUSE = re.compile(
    r"^(?:in|to|when|if|unless|having|depending|therefore|thus|however|at|for|based|per|as|once|while|although|since|with"
    r"|under|effective|beginning)\b[^,]*(?:,\s+(?:19|20)\d{2}\b[^,]*)?,\s+(?=\S)",
    re.IGNORECASE,
)
_THEN = re.compile(r"^then\s+(?=\S)")
_QUALITY = re.compile(
    r"^(?:(?:medically necessary|(?:clinically )?appropriate|covered)(?:\s*,)?\s+(?:and\s+)?)+(?=\S)", re.IGNORECASE
)
"""What is asked of a service that a payer covers: "covers medically necessary lamps"."""
_DEFINED = re.compile(r"\(([A-Z][A-Za-z0-9/-]{1,9})\)")
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_SAME_LIST = re.compile(r"^(?:in addition|additionally|furthermore|moreover),? (?:these|they|such)\b", re.IGNORECASE)
"""How a sentence goes on about the list that the one before it has led in."""
_PRONOUN = r"(?:It|They|This|These)\s+(?:is|are|may|can|will|would|should|must|does|do|has|have|cannot)\b"
_BARE = re.compile(rf"^{_PRONOUN}")
_ANTECEDENT = re.compile(
    rf"^(?P<name>.+?)(?P<verb>\s(?:is|are|was|were|has|have|can|may|will|should|must)\b.*)?[.:]\s+{_PRONOUN}"
)
"""A sentence and the one behind it that points back to its subject."""
_AUXILIARIES = 3
"""Words that may stand between a pronoun and its determination ("It may not be ...")."""
_MAX_ANTECEDENT = 30
"""Words that a sentence may have for the one behind it to be read together with it."""
_MAX_WORDS = 18


_TITLED = re.compile(r"^(?:Meets|Does Not Meet|Do Not Meet) [A-Z][^.]*$")
"""A heading in the words of a determination, set as a line ("Meets Coverage Criteria")."""


def services_of(sentence: Sentence) -> tuple[str, ...]:
    """The service that the sentence is about, as printed; none where it only points ("The following are ...").

    "Donor search (DS) is considered medically necessary for ..." -> ("Donor search (DS)",). A subject that joins two
    services stays one here; ``split_joined`` parts it once the services of the whole policy are known.
    """
    if sentence.predicate is None or lacks_subject(sentence):
        return ()
    if pair := _ANTECEDENT.match(sentence.text):
        name = _short(_OPENING.sub("", pair["name"])) if pair["verb"] else ""
        return (name,) if name and not _UNNAMED.match(name) else ()
    before, after = sentence.text[: sentence.predicate.start], sentence.text[sentence.predicate.end :]
    before = _CLAUSE_END.split(before)[-1]
    considered = _CONSIDERS.search(before)
    wording = sentence.predicate.wording
    if _BIDDEN.match(wording):
        return (before.strip(" .:"),)  # "Hay fever. Approve for 6 months if ..."
    supported = _SUPPORT_OF.match(after) if wording.endswith("support") else None
    granted = _GRANTED.match(after) if wording.endswith(("available", "provided")) else None
    if named := _IN_WORDING.match(wording) or supported or granted:
        subject = next(group for group in named.groups() if group)
    elif _TAKES_OBJECT.search(wording):
        subject = _QUALITY.sub("", after.lstrip())
    elif considered:
        subject = _VERB_PHRASE.sub("", considered[1])
    else:
        subject = _VERB_PHRASE.sub("", _OPENING.sub("", before))
    subject = _LEADING_CLAUSE.sub("", _OPENING.sub("", subject.strip()))
    subject = _OPENING.sub("", _THEN.sub("", subject))
    name = "" if _UNNAMED.match(subject) else _short(subject)
    return (name,) if name else ()


def names_no_service(sentence: Sentence) -> bool:
    """Whether a sentence speaks of any care, or of a kind ("Unproven services are not covered"), or is a title."""
    return any(pattern.match(sentence.text) for pattern in (_KIND_OF_CARE, _ANY_CARE, _TITLED))


def lacks_subject(sentence: Sentence) -> bool:
    """Whether a sentence begins with its verb ("is considered ..."), its subject being the lines before it."""
    return bool(_VERB_FIRST.match(sentence.text))


def with_antecedent(before: Sentence | None, sentence: Sentence, text: str) -> Sentence:
    """A sentence of a paragraph that begins with a bare pronoun ("It may be considered ..."), together with the one
    before it, which tells of what; any other sentence as it is. ``text`` is the paragraph's.
    """
    predicate = sentence.predicate
    if before is None or before.predicate is not None or predicate is None or not _BARE.match(sentence.text):
        return sentence
    if len(before.text.split()) > _MAX_ANTECEDENT or _points_to_nothing(sentence, predicate):
        return sentence
    shift = sentence.start - before.start
    moved = replace(predicate, start=predicate.start + shift, end=predicate.end + shift)
    return Sentence(text[before.start : sentence.end], before.start, moved)


def _points_to_nothing(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether the pronoun stands for what follows ("It is medically necessary to light a lamp")."""
    near = len(sentence.text[: predicate.start].split()) <= _AUXILIARIES + 1
    return near and sentence.text[predicate.end :].startswith(" to ")


def on_same_list(before: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence at the head of a list only says more of what "The following ..." before it leads in."""
    return before.text.startswith("The following") and bool(_SAME_LIST.match(sentence.text))


def insists(before: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence says of the same service as the one before it that the same holds "even when ..."."""
    said, again = before.predicate, sentence.predicate
    if said is None or again is None or said.determination is not again.determination:
        return False
    if not sentence.text[again.end :].startswith(" even "):
        return False
    return [_key(name) for name in services_of(before)] == [_key(name) for name in services_of(sentence)]


def _short(subject: str) -> str:
    """A subject up to where its purpose begins."""
    masked = _masked(subject)
    found = None if _ENUMERATION.fullmatch(masked) else _PURPOSE.search(masked)
    name = subject[: found.start()] if found and found.start() else subject
    name = _ARTICLE.sub("", name.strip(" .,:;"))
    if name.endswith(")") and "(" not in name:
        name = name[:-1]  # the sentence stood in parentheses
    return _first_words(name)


def _first_words(name: str) -> str:
    """A name cut to its first words, and never inside parentheses."""
    cut = " ".join(name.split()[:_MAX_WORDS])
    return cut if cut.count("(") <= cut.count(")") else cut[: cut.rindex("(")].rstrip() or cut


def _masked(text: str) -> str:
    """The text with what stands in parentheses blanked, so that no clause is found there; a reference stays."""
    return re.sub(r"\((?!see\b)[^()]*\)", lambda found: "_" * len(found[0]), text)


def split_joined(name: str, known: frozenset[str]) -> tuple[str, ...]:
    """Part "A and B" where both A and B are services of the policy by themselves, by name or abbreviation."""
    parts = [
        part.strip() for part in re.split(r",\s*(?:and|or)\s+|\s+(?:and/or|and|or|&)\s+|,\s*", _ARTICLE.sub("", name))
    ]
    if len(parts) > 1 and all(_key(part) in known for part in parts):
        return tuple(parts)
    return (name,)


def known_services(names: frozenset[str]) -> frozenset[str]:
    """The keys under which services are known: their names with and without abbreviations, and the abbreviations."""
    keys: set[str] = set()
    for name in names:
        keys.add(_key(name))
        bare = _DEFINED.sub("", name)
        keys.add(_key(bare))
        for short in _DEFINED.findall(name):
            keys.add(_key(short))
            # "hematopoietic progenitor cell (HPC) boost" is "HPC boost" too.
            keys.add(_key(short + name[name.index(f"({short})") + len(short) + 2 :]))
    return frozenset(keys - {""})


def _key(name: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", name.casefold()))


def is_residual(sentence: str, items: tuple[str, ...] = ()) -> bool:
    """Whether a statement is about everything else: "for any other indication", "when the criteria above are not met".

    A list that ends in such an item ("any other reason") makes its statement residual too.
    """
    sentence = REASON.sub(" ", sentence)
    return names_rest(sentence) or bool(items and RESIDUAL_ITEM.search(items[-1]))


def populations_of(text: str) -> tuple[str, ...]:
    """The groups of patients that a statement names, in normal words."""
    return tuple(scope.name for scope in POPULATIONS if scope.compiled.search(text))


def lines_of_business_of(text: str) -> tuple[str, ...]:
    """The lines of business that a text names; one that is ruled out ("non-Medicare plans") is not named."""
    text = EXCLUDED_LINE.sub(" ", text)
    return tuple(scope.name for scope in LINES_OF_BUSINESS if scope.compiled.search(text))
