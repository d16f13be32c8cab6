"""Pairs the statements of two versions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from policydiff.align.pairing import Aligned, Pairing, Pass
from policydiff.align.placed import Key, Placed, condition, place
from policydiff.glossary import Glossary
from policydiff.wording import closeness
from policyextract.records import Determination, Statement

_SAME_DETERMINATION = 0.6
_ALIKE = 0.8
_FLIPPED = 0.6
_ENOUGH = 4
"""Words that a statement says besides its service, from which they tell it whatever the service is called."""
_NAMES_APART = 0.8
_SAME_SECTION = 0.02
_JOINTS = frozenset({"and", "or"})


@dataclass(eq=False, slots=True)
class Stated:
    """A statement as it is compared.

    ``services`` are the carrying words of each service with its name as printed, abbreviations spelled out. ``content``
    is what the text says besides its services, its determination and how its list combines. ``said`` is the text as
    printed without how the determination is put, the codes that it names and the state of the evidence.
    """

    statement: Statement
    services: Mapping[tuple[str, ...], str]
    words: tuple[str, ...]
    content: tuple[str, ...]
    said: str
    tree: Placed | None = field(repr=False)

    @property
    def determination(self) -> Determination:
        return self.statement.determination

    @property
    def key(self) -> Key:
        """The whole statement without labels, order of items, section and services as parsed."""
        return (self.words, self.determination, self.statement.residual, self.tree.key if self.tree else None)


def state(statement: Statement, glossary: Glossary) -> Stated:
    """Make a statement ready for comparison."""
    names = {glossary.words(without_codes(name, statement)): name for name in statement.services}
    services = {words: glossary.spell_out(name) for words, name in names.items() if words}
    before, after = (_said(part, statement) for part in around_wording(statement))
    content = (*_without(glossary.words(before), services), *_without(glossary.words(after), services))
    listed = statement.criteria if statement.criteria and statement.criteria.items else None
    return Stated(
        statement,
        services,
        glossary.words(statement.text),
        condition(content, listed) if listed else content,
        f"{before} {after}".strip(),
        place(listed, glossary) if listed else None,
    )


VERB = re.compile(
    r"\b(?:(?:may|can|will|would|shall|should)(?: also)?(?: be)?|is|are|be)(?: (?:considered|deemed|regarded as))?\s*$",
    re.IGNORECASE,
)
"""How a determination is put, up to its wording: "may be", "is considered"."""
_GROUND = re.compile(
    r",?\s*\b(?:due to|because of|because there is|as there is)(?: \w+){0,5}? (?:evidence|literature|data)\b"
    r"(?: (?:of|on|for)(?: (?:an?|the|its|and|or|and/or|clinical|net|improved|health|safety|efficacy|effectiveness"
    r"|benefits?|validity|utility|outcomes?)\b)+)?",
    re.IGNORECASE,
)


def _said(text: str, statement: Statement) -> str:
    """A part of a statement's text without how its determination is put, its codes, and the state of the evidence."""
    return _GROUND.sub("", VERB.sub("", without_codes(text, statement)))


def without_codes(text: str, statement: Statement) -> str:
    """A text without the codes that a statement names."""
    if not statement.codes:
        return text
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, statement.codes))})\b,?", "", text)


def around_wording(statement: Statement) -> tuple[str, str]:
    """The text before and after the wording of the determination; all before where it lacks the wording."""
    at = statement.text.casefold().find(statement.wording.casefold()) if statement.wording else -1
    if at < 0:
        return statement.text, ""
    return statement.text[:at], statement.text[at + len(statement.wording) :]


def _without(words: Sequence[str], services: Mapping[tuple[str, ...], str]) -> tuple[str, ...]:
    """The words without the names of the services and what joins them."""
    left = list(words)
    for name in sorted(services, key=len, reverse=True):
        while (at := _find(left, name)) is not None:
            left[at : at + len(name)] = [""]
    joined = zip(["x", *left], left, [*left[1:], "x"], strict=False)
    return tuple(word for before, word, after in joined if word and not (word in _JOINTS and "" in (before, after)))


def _find(words: Sequence[str], name: tuple[str, ...]) -> int | None:
    return next((at for at in range(len(words) - len(name) + 1) if tuple(words[at : at + len(name)]) == name), None)


def align_statements(old: Sequence[Stated], new: Sequence[Stated]) -> Aligned[Stated]:
    """Pair statements: the same ones, then such of one determination, last those whose determination changed."""
    pairing = Pairing(old, new)
    pairing.exact(lambda part: (part.key, part.statement.section))
    pairing.exact(lambda part: part.key)
    pairing.best(_same_service, _SAME_DETERMINATION, Pass.STRUCTURE)
    pairing.exact(_all_but_services, Pass.STRUCTURE, _NAMES_APART)
    pairing.best(_same_determination, _ALIKE, Pass.LIKENESS)
    pairing.best(_other_determination, _FLIPPED, Pass.DETERMINATION)
    return pairing.result(lambda one, other: closeness(one.words, other.words))


def _all_but_services(part: Stated) -> Key | None:
    """What a statement says of its services, whatever their names; None where that is too little to tell it by."""
    told = len(part.content) >= _ENOUGH or part.tree is not None
    return (part.content, part.determination, part.statement.residual, part.tree and part.tree.key) if told else None


def _same_service(old: Stated, new: Stated) -> float:
    if old.determination is not new.determination or old.statement.residual != new.statement.residual:
        return 0.0
    return _fit(old, new) if shared_services(old, new) > 0 else 0.0


def _same_determination(old: Stated, new: Stated) -> float:
    return _fit(old, new) if old.determination is new.determination else 0.0


def _other_determination(old: Stated, new: Stated) -> float:
    if old.determination is new.determination or old.statement.residual != new.statement.residual:
        return 0.0
    return _fit(old, new) if shared_services(old, new) > 0 else 0.0


def _fit(old: Stated, new: Stated) -> float:
    """How well two statements fit by what they say, of which services, and by their lists where both have one."""
    said = max(closeness(old.content, new.content), _as_sentence(old, new))
    services = shared_services(old, new)
    placed = _SAME_SECTION if old.statement.section == new.statement.section else 0.0
    if old.tree is None or new.tree is None:
        return 0.65 * said + (0.35 - _SAME_SECTION) * services + placed
    return 0.4 * said + (0.25 - _SAME_SECTION) * services + 0.35 * _shared_items(old.tree, new.tree) + placed


def _as_sentence(old: Stated, new: Stated) -> float:
    """How alike two statements are where one has a list that the other says in its sentence."""
    if (old.tree is None) == (new.tree is None):
        return 0.0
    listing, plain = (new, old) if old.tree is None else (old, new)
    assert listing.tree is not None
    spelled = (*listing.content, *(word for part in listing.tree.below() for word in part.words))
    return closeness(spelled, plain.content)


def shared_services(old: Stated, new: Stated) -> float:
    """The share of the shorter list of services that the other has too, like names counting by how alike they are."""
    if not old.services or not new.services:
        return 1.0 if not old.services and not new.services else 0.0
    fewer, more = sorted((old.services, new.services), key=len)
    best = [max(closeness(name, other) for other in more) for name in fewer]
    return sum(near for near in best if near >= _ALIKE) / len(fewer)


def _shared_items(old: Placed, new: Placed) -> float:
    """The share of the shorter tree's items that the other has too."""
    of_old = {part.words for part in old.below() if part.words}
    of_new = {part.words for part in new.below() if part.words}
    return len(of_old & of_new) / max(1, min(len(of_old), len(of_new)))
