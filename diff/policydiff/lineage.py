"""Which stored files form one line of versions, and what the line is called: a function of the files and the links."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from policydiff import versions
from policydiff.history import Policy
from policydiff.identity import one_policy
from policydiff.naming import UNKNOWN_PAYER, bucket, name_of, payer_key, slug
from policydiff.succession import Candidate, Diff, Placed, succeed
from policyextract.records import Payer

BRIDGING = "it is for lines of business that separate policies of this number are for: nothing says which it continues"

Item = TypeVar("Item")

_HASH = 8
"""Digits of a hash that tell lines apart that nothing else does."""


@dataclass(frozen=True, slots=True)
class Line:
    """The versions of one policy, the oldest first, those without any date at the end.

    ``name`` is unique in the library: "cigna/0261", and "acme/12/medicare" where one number has several lines. What
    else identifies it is that of its newest version; ``lines_of_business`` are those of all versions.
    """

    name: str
    payer: Payer
    policy_number: str | None
    title: str | None
    lines_of_business: tuple[str, ...]
    versions: tuple[Placed, ...]

    @property
    def policy(self) -> Policy:
        return Policy(
            name=self.name,
            payer=self.payer,
            policy_number=self.policy_number,
            title=self.title,
            lines_of_business=self.lines_of_business,
        )


def lines(candidates: Sequence[Candidate], links: Mapping[str, str], diff: Diff = versions.diff) -> tuple[Line, ...]:
    """The lines that candidates form, by name. They must be all that the library has of their buckets.

    ``links`` say of a file which other file's line it belongs to (both by sha256): a person's word, that outranks what
    is found. Links of files that are not among the candidates are passed over. ``diff`` compares two records; a
    library that keeps diffs gives its own.
    """
    given = sorted({each.sha256: each for each in candidates}.values(), key=lambda each: each.sha256)
    bridging: set[str] = set()
    groups = [part for of_one in _policies(given) for part in _by_business(of_one, bridging)]
    made = [_line(group, bridging, diff) for group in _linked(groups, links)]
    return tuple(sorted(_named_apart(made), key=lambda line: line.name))


def _policies(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Candidates of one policy each, whatever its lines of business."""
    buckets: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        buckets[bucket(candidate.record)].append(candidate)
    for of_one in buckets.values():
        yield from _components(of_one, lambda a, b: one_policy(a.record, b.record))


def _by_business(candidates: Sequence[Candidate], bridging: set[str]) -> Iterator[list[Candidate]]:
    """Parts of a policy for members of different kinds. None, the same or overlapping lines of business go together.

    What goes together with two parts that do not go together with each other stays alone, and is noted as bridging:
    it cannot be known which of the two it continues.
    """
    groups: defaultdict[frozenset[str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[frozenset(candidate.record.lines_of_business)].append(candidate)
    between = {key for key in groups if _is_between(key, groups)}
    for key in between:
        bridging.update(candidate.sha256 for candidate in groups[key])

    def join(a: frozenset[str], b: frozenset[str]) -> bool:
        return a not in between and b not in between and _together(a, b)

    for keys in _components(list(groups), join):
        yield [candidate for key in keys for candidate in groups[key]]


def _is_between(key: frozenset[str], groups: Iterable[frozenset[str]]) -> bool:
    near = [other for other in groups if other != key and _together(key, other)]
    return any(not _together(one, other) for one in near for other in near)


def _together(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a or not b or bool(a & b)


def _linked(groups: Sequence[list[Candidate]], links: Mapping[str, str]) -> Iterator[list[Candidate]]:
    """Groups, those made one between which a link leads."""
    group_of = {candidate.sha256: at for at, group in enumerate(groups) for candidate in group}
    pairs = {(group_of[one], group_of[other]) for one, other in links.items() if {one, other} <= group_of.keys()}

    def join(a: int, b: int) -> bool:
        return (a, b) in pairs or (b, a) in pairs

    for numbers in _components(list(range(len(groups))), join) if pairs else ([at] for at in range(len(groups))):
        yield [candidate for at in numbers for candidate in groups[at]]


def _components(items: Sequence[Item], join: Callable[[Item, Item], bool]) -> Iterator[list[Item]]:
    """The connected parts of items, whichever way round they are joined."""
    waiting = list(range(len(items)))
    while waiting:
        part = [waiting.pop(0)]
        for known in part:
            near = [other for other in waiting if join(items[known], items[other])]
            part.extend(near)
            waiting = [other for other in waiting if other not in near]
        yield [items[at] for at in part]


def _line(candidates: Iterable[Candidate], bridging: set[str], diff: Diff) -> Line:
    placed = tuple(
        replace(each, remarks=(*each.remarks, BRIDGING)) if each.primary.sha256 in bridging else each
        for each in succeed(candidates, diff)
    )
    newest = newest_of(placed).primary.record
    business = {each for version in placed for each in version.primary.record.lines_of_business}
    return Line(
        name=name_of(newest),
        payer=newest.payer,
        policy_number=newest.policy_number,
        title=newest.title,
        lines_of_business=tuple(sorted(business)),
        versions=placed,
    )


def newest_of(placed: Sequence[Placed]) -> Placed:
    """The newest version with a date, else the last of all."""
    dated = [version for version in placed if version.in_force_from is not None]
    return (dated or placed)[-1]


def _named_apart(made: Sequence[Line]) -> list[Line]:
    """Lines of one name told apart: by lines of business, else by title, else by a hash.

    Documents that name no payer are never joined by themselves, so theirs have a hash each: the next one renames none.
    """
    made = [replace(line, name=f"{line.name}/{_hash(line)}") if _is_of_nobody(line) else line for line in made]
    for tell in (_business, _title, _hash):
        names = Counter(line.name for line in made)
        told = [tell(line) if names[line.name] > 1 else "" for line in made]
        made = [
            replace(line, name=f"{line.name}/{own}") if own and _tells(own, line, made, told) else line
            for line, own in zip(made, told, strict=True)
        ]
    return list(made)


def _is_of_nobody(line: Line) -> bool:
    return payer_key(newest_of(line.versions).primary.record) == UNKNOWN_PAYER


def _tells(own: str, line: Line, made: Sequence[Line], told: Sequence[str]) -> bool:
    """Whether not all lines of the name have the same to tell."""
    return any(each != own for other, each in zip(made, told, strict=True) if other.name == line.name)


def _business(line: Line) -> str:
    return slug(" ".join(line.lines_of_business))


def _title(line: Line) -> str:
    return slug(line.title or "")


def _hash(line: Line) -> str:
    return min(file.sha256 for version in line.versions for file in (version.primary, *version.renderings))[:_HASH]
