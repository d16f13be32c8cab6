"""The services that a policy speaks of: their names, short names and codes, and which are the same across policies.

A service's name is what stands in front of its purpose: "light therapy" in "light therapy for winter sadness". The
purpose is an indication, so that two payers who put it differently still speak of one service.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policydiff.glossary import Glossary, texts
from policydiff.terms import opposed, stems
from policyextract.aliases import other_names
from policyextract.records import CodeSystem, PolicyRecord, Statement

ALIKE = 0.7
"""Share of common words from which two names that end alike are one service's."""
ALIKE_ENDING_OTHERWISE = 0.8
ALIKE_CONTAINED = 0.5
"""The same where all words of one name stand in the other: "light therapy" and "blue light therapy"."""
PARTLY_ALIKE = 0.3
"""Share of common words that is enough where both also have procedure codes that no other service of theirs has."""
DESCRIBED = 0.6
"""Share of a service's words that a code's description must hold to count as the service's code."""
DESCRIBED_ALONE = 0.3
"""The same in a policy of one service, where no other service could claim the code."""

PROCEDURES = frozenset({CodeSystem.CPT, CodeSystem.HCPCS, CodeSystem.ICD_10_PCS})

_PURPOSE = re.compile(
    r"\s+(?:for|in|to|as|when|where|among|using|following|after|with|without|if|that|which|who"
    r"|of (?:an? |the )?(?:\w+ )?(?:patients?|members?|individuals?|persons?|adults?|children|women|men))\b"
)
_OPENING = re.compile(
    r"^(?:(?:the|an?|any|all|other|use of|uses of|routine|initial|these|such|both)\s+)+", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*\([^()]*(?:\)|$)|\s*\[[^\[\]]*(?:\]|$)")
_MARKS = re.compile(r"[®™©*†‡§]")
_ANNOUNCED = re.compile(r"\b(?:following|below|above|noted|listed|outlined)\b", re.IGNORECASE)
_NOT_A_NAME = re.compile(
    r"^(?:when|if|in|for|as|after|following|where|unless|one or|this|that|it|"
    r"(?:individuals?|patients?|members?|persons?|adults?|children|famil(?:y|ies)|parents?|relatives?)(?:\s|$))",
    re.IGNORECASE,
)
_GENERAL = frozenset(
    stems("testing screening treatment therapy procedure surgery service use device system panel technique method item")
)
_OF_GENES = _GENERAL | frozenset(
    stems("variant analysis polymorphism genotype genotyping gene genetic cytochrome p450 enzyme")
)
"""Words that do not tell one analysis of a gene from another."""
_GENE = re.compile(r"^[a-z](?=\w*\d)\w{3,}$")
_CAPITALS = re.compile(r"\b[A-Z]{3,8}\b")
_ACTION = re.compile(r"^(?P<action>.+?) of (?P<object>.+)$")
_ALTERED = re.compile(r"^(?P<action>(?:\w+ly )?\w+ed) (?P<object>.+)$")


@dataclass(frozen=True, slots=True)
class Service:
    """A service as one policy knows it. ``names`` as printed, the first the fullest; ``codes`` are procedure codes.

    ``own_codes`` are those that no other service of the policy has.
    """

    names: tuple[str, ...]
    codes: frozenset[str] = frozenset()
    own_codes: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def words(self) -> frozenset[str]:
        """The words of all its names, without endings."""
        return frozenset(word for name in self.names for word in stems(name))


def service_name(phrase: str) -> str | None:
    """The name of a service without its purpose, articles and brackets; None where the phrase names none.

    Examples: "The use of light therapy for sadness" gives "light therapy"; "the following procedures" gives None.
    A name that would be left with a word such as "testing" alone keeps its purpose; without a purpose it is none.
    """
    whole = _OPENING.sub("", _MARKS.sub("", _BRACKETS.sub("", phrase)).strip(" .,;:"))
    if not whole or _NOT_A_NAME.match(whole) or _ANNOUNCED.search(whole):
        return None
    name = _PURPOSE.split(whole, maxsplit=1)[0].strip(" ,")
    if not re.search(r"\w{2}", whole):
        return None
    return next((one for one in (name, whole) if any(word not in _GENERAL for word in stems(one))), None)


def announces(phrase: str) -> bool:
    """Whether a printed service only points to others: "the tests noted below"."""
    return bool(_ANNOUNCED.search(phrase))


def action_on(name: str, services: Sequence[str]) -> tuple[str, int] | None:
    """The action and the service whose object it is done to.

    "Freezing of skin grafts" and "chemically treated skin grafts" are actions on "skin graft repair": ways of the
    service, not services of their own, as long as the words of the object, more than one, all stand in the service's
    name and that name says more. "Targeted screening" is none on "screening panels": screening is no object.
    """
    bare = _BRACKETS.sub("", name).strip(" .,;:")
    for match in filter(None, (_ACTION.match(bare), _ALTERED.match(bare))):
        acted_on = stems(match["object"])
        fitting = [at for at, service in enumerate(services) if _is_made_of(stems(service), acted_on)]
        if fitting:
            return match["action"], fitting[0]
    return None


def _is_made_of(service: tuple[str, ...], thing: tuple[str, ...]) -> bool:
    """Whether a service is something done with a thing, both by their words: "skin graft repair" with "skin grafts"."""
    if len(thing) < 2 or thing[-1] in _GENERAL or not service or service[-1] in thing:
        return False
    return set(thing) < set(service)


class Catalogue:
    """The services of one policy, with the way to find them in its texts."""

    def __init__(self, record: PolicyRecord, glossary: Glossary, spoken_of: Iterable[str]) -> None:
        """``spoken_of``: the names that the statements use, in their order."""
        self._glossary = glossary
        self._capitals = {word for text in texts(record) for word in _CAPITALS.findall(text)}
        merged: dict[tuple[str, ...], list[str]] = {}
        for name in spoken_of:
            merged.setdefault(stems(glossary.spell_out(name)), []).append(name)
        also = [(one.name, one.other) for text in texts(record) for one in other_names(text)]
        also += [(alias.name, other) for alias in record.aliases for other in alias.aliases]
        named = [self._all_names(names, also) for names in merged.values()]
        self.services = _with_codes(named, record, glossary)
        self._patterns = tuple(_pattern(service.names) for service in self.services)

    def _all_names(self, printed: Sequence[str], also: Sequence[tuple[str, str]]) -> tuple[str, ...]:
        """Long form, printed forms, short forms and aliases, without repeating one."""
        spelled = [self._glossary.spell_out(name) for name in printed]
        known = {stems(name) for name in spelled}
        short = [short for short, long in self._glossary.meanings.items() if stems(long) in known]
        short += [_shortened(name, self._glossary.meanings) for name in spelled]
        short += [initials for name in spelled if (initials := _initials(name)) in self._capitals]
        other = [two for one, two in also if _ends_in(one, known)] + [one for one, two in also if stems(two) in known]
        names: dict[str, str] = {}
        for name in (*spelled, *printed, *short, *other):
            names.setdefault(name.casefold(), name)
        return tuple(names.values())

    def find(self, name: str) -> int | None:
        """The service of this name."""
        wanted = stems(self._glossary.spell_out(name))
        return next((at for at, service in enumerate(self.services) if wanted in map(stems, service.names)), None)

    def spoken_of(self, text: str) -> tuple[int, ...]:
        """The services whose name stands in a text, in any form of its words; none whose name is part of another's."""
        said = stems(self._glossary.spell_out(text))
        found = [(run, at) for at, service in enumerate(self.services) if (run := _longest_run(service, said))]
        return tuple(at for run, at in found if not any(set(run) < set(other) for other, _ in found))

    def action_on(self, phrase: str) -> tuple[str, int] | None:
        """The action that a phrase names and the service on whose object it is done (see ``action_on``)."""
        return action_on(phrase, [service.name for service in self.services])

    def mentions(self, text: str) -> tuple[tuple[int, int, int], ...]:
        """Where the text names services: (service, start, end), left to right; of overlapping names the longest."""
        found = [(at, *match.span()) for at, pattern in enumerate(self._patterns) for match in pattern.finditer(text)]
        kept: list[tuple[int, int, int]] = []
        for at, start, end in sorted(found, key=lambda item: (item[1] - item[2], item[1])):
            if all(end <= other[1] or start >= other[2] for other in kept):
                kept.append((at, start, end))
        return tuple(sorted(kept, key=lambda item: item[1]))


def same_service(a: Service, b: Service) -> bool:
    """Whether two policies speak of the same service: by a name, or by codes of its own and something of a name."""
    pairs = [(stems(one), stems(other)) for one in a.names for other in b.names]
    if any(_alike(one, other) or _same_gene(one, other) for one, other in pairs):
        return True
    return bool(a.own_codes & b.own_codes) and any(_share(one, other) >= PARTLY_ALIKE for one, other in pairs)


def _same_gene(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names are of the analysis of the same genes, whatever that is called: "CYP2D6 polymorphisms"."""
    genes = [frozenset(word for word in name if _GENE.match(word) and word not in _OF_GENES) for name in (a, b)]
    return bool(genes[0]) and genes[0] == genes[1] and set(a) | set(b) <= genes[0] | _OF_GENES


def speciality(service: Service, general: Service) -> frozenset[str]:
    """The words that make a service a special kind of another: "bright" of "bright light therapy" to "light therapy".

    None where they have a name in common, or where no name of the one holds one of the other.
    """
    pairs = [(set(stems(one)), set(stems(other))) for one in service.names for other in general.names]
    if any(one == other for one, other in pairs):
        return frozenset()
    beyond = [frozenset(one - other) for one, other in pairs if other and other < one]
    return min(beyond, key=len, default=frozenset())


def _alike(a: Sequence[str], b: Sequence[str]) -> bool:
    share = _share(a, b)
    if not (a and b and (a[-1] == b[-1] or a[-1] in _GENERAL or b[-1] in _GENERAL)):
        return share >= ALIKE_ENDING_OTHERWISE
    contained = min(len(a), len(b)) > 1 and (set(a) <= set(b) or set(b) <= set(a))
    return share >= (ALIKE_CONTAINED if contained else ALIKE)


def _share(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of common words of two names, 0 where one denies what the other says."""
    if tuple(a) == tuple(b):
        return 1.0
    if not a or not b or opposed(frozenset(a), frozenset(b)):
        return 0.0
    return 2 * len(set(a) & set(b)) / (len(set(a)) + len(set(b)))


def _longest_run(service: Service, said: Sequence[str]) -> tuple[str, ...]:
    """The longest name of a service that stands in a text, both given by their words."""
    names = sorted({stems(name) for name in service.names}, key=len, reverse=True)
    starts = range(len(said))
    return next((name for name in names if any(tuple(said[at : at + len(name)]) == name for at in starts)), ())


def _ends_in(text: str, names: Iterable[tuple[str, ...]]) -> bool:
    """Whether a text ends in one of the names, given by their words."""
    said = stems(text)
    return any(name and said[-len(name) :] == name for name in names)


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Finds a name in any number, with what brackets stand behind it; short forms in their own case only."""
    forms = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        words = [re.escape(word) for word in re.split(r"[\s-]+", name) if word]
        body = r"(?:\s*\([^()]*\))?[\s-]+".join(map(_in_any_number, words))
        forms.append(body if name.isupper() else f"(?i:{body})")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})s?(?![\w-])(?:\s*\([^()]*\))*")


def _shortened(name: str, meanings: Mapping[str, str]) -> str:
    """A name with the short forms that the policy defines for parts of it: "UV therapy"."""
    for short, long in sorted(meanings.items(), key=lambda pair: -len(pair[1])):
        name = re.sub(rf"\b{re.escape(long)}\b", short, name, flags=re.IGNORECASE)
    return name


def _initials(name: str) -> str:
    """The initials of a name, in which a text may shorten it without saying so."""
    return "".join(word[0] for word in re.findall(r"[A-Za-z]+", name)).upper()


def _in_any_number(word: str) -> str:
    """A pattern for a word in singular and plural."""
    if len(word) < 4:
        return word
    if word.endswith(("y", "ies")):
        return rf"{word.removesuffix('y').removesuffix('ies')}(?:y|ies)"
    return rf"{word.removesuffix('s')}(?:e?s)?"


def _with_codes(named: Sequence[tuple[str, ...]], record: PolicyRecord, glossary: Glossary) -> tuple[Service, ...]:
    """The services with the codes that statements name with them, and those of no statement that are described so."""
    codes: list[set[str]] = [set() for _ in named]
    for statement in record.statements:
        for at in _served(statement, named, glossary):
            codes[at].update(statement.codes)
    claimed = set().union(*codes)
    for code in record.codes:
        if code.system in PROCEDURES and code.code not in claimed:
            described = _described(glossary.spell_out(code.description or ""), named)
            if described is not None:
                codes[described].add(code.code)
    counts = Counter(code for of_one in codes for code in of_one)
    return tuple(
        Service(names, frozenset(of_one), frozenset(code for code in of_one if counts[code] == 1))
        for names, of_one in zip(named, codes, strict=True)
    )


def _described(description: str, named: Sequence[tuple[str, ...]]) -> int | None:
    """The one service that a code's description fits best, if it fits well enough."""
    found = set(stems(description))
    fits = [max(len(found & set(stems(name))) / max(len(set(stems(name))), 1) for name in names) for names in named]
    best = max(fits, default=0.0)
    floor = DESCRIBED_ALONE if len(named) == 1 else DESCRIBED
    return fits.index(best) if best >= floor and fits.count(best) == 1 else None


def _served(statement: Statement, named: Sequence[tuple[str, ...]], glossary: Glossary) -> list[int]:
    heads = {stems(glossary.spell_out(name)) for name in map(service_name, statement.services) if name}
    return [at for at, names in enumerate(named) if heads.intersection(map(stems, names))]
