"""What is marked in one version of a policy: each change's passage there, its direction, and the note that says so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from policydiff.annotate.passages import Found, Passage, Text, find_passage
from policydiff.changes import Area, Change, Direction, Evidence, Version, VersionDiff
from policydiff.history import Decision
from policydiff.rules import CATALOGUE
from policyextract.document import Span

COLOUR_NAMES = {
    Direction.RESTRICTIVE: "red",
    Direction.PERMISSIVE: "green",
    Direction.LATERAL: "violet",
    Direction.INDETERMINATE: "yellow",
    Direction.EDITORIAL: "blue",
    Direction.ADMINISTRATIVE: "grey",
}

_LONGEST_QUOTE = 400
_RULES = {rule.id: rule for rule in CATALOGUE}
_GRAVITY = {direction: at for at, direction in enumerate(Direction)}


class Side(StrEnum):
    OLD = "old"
    NEW = "new"

    @property
    def other(self) -> "Side":
        return Side.NEW if self is Side.OLD else Side.OLD


@dataclass(frozen=True, slots=True)
class Sought:
    """A change of the diff with its number, from 1 in the order of the diff, and what it shows on this side."""

    number: int
    change: Change
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage and the changes that it shows. Changes of the same passage share one mark, the gravest first."""

    changes: tuple[Sought, ...]
    spans: tuple[Span, ...]
    note: str

    @property
    def direction(self) -> Direction:
        return self.changes[0].change.direction

    @property
    def subject(self) -> str:
        """The rules in one line."""
        return ", ".join(dict.fromkeys(sought.change.rule for sought in self.changes))


def sought_in(diff: VersionDiff, side: Side) -> list[Sought]:
    """The changes that show something on this side. What was added shows nothing in the old version."""
    evidence = [(number, change, getattr(change, side)) for number, change in enumerate(diff.changes, 1)]
    return [Sought(number, change, shown) for number, change, shown in evidence if shown is not None]


def marks_of(
    diff: VersionDiff, side: Side, text: Text, decisions: Mapping[str, Decision]
) -> tuple[list[Mark], list[Sought]]:
    """The marks in the order of the text, and the changes whose passage is not found."""
    passages: dict[tuple[Span, ...], list[tuple[Sought, Passage]]] = {}
    lost: list[Sought] = []
    for sought in sought_in(diff, side):
        passage = find_passage(sought.evidence, text, named=sought.change.area is Area.CODE)
        if passage is None:
            lost.append(sought)
        else:
            passages.setdefault(passage.spans, []).append((sought, passage))
    marks = [_mark(spans, found, diff, side, decisions) for spans, found in sorted(passages.items())]
    return marks, lost


def _mark(
    spans: tuple[Span, ...],
    found: Sequence[tuple[Sought, Passage]],
    diff: VersionDiff,
    side: Side,
    decisions: Mapping[str, Decision],
) -> Mark:
    ordered = sorted(found, key=lambda each: (_GRAVITY[each[0].change.direction], each[0].number))
    notes = (
        "\n".join(_note(sought, passage, len(diff.changes), side, decisions.get(sought.change.fingerprint)))
        for sought, passage in ordered
    )
    return Mark(tuple(sought for sought, _ in ordered), spans, "\n\n".join(notes))


def _note(sought: Sought, passage: Passage, count: int, side: Side, decision: Decision | None) -> Iterator[str]:
    change = sought.change
    yield f"Change {sought.number} of {count}: {change.direction}"
    yield f"{_RULES[change.rule].summary} ({change.rule})" if change.rule in _RULES else change.rule
    if change.service:
        yield f"Service: {change.service}"
    yield f"Why {change.direction}: {change.why}"
    if passage.found is Found.PLACE:
        yield f"Read here: {_short(sought.evidence.text)}"
    if passage.found is Found.PART:
        yield f"In part; in full: {_short(sought.evidence.text)}"
    yield _other_side(getattr(change, side.other), side.other)
    if decision is not None:
        by = f" by {decision.owner}" if decision.owner else ""
        yield f"Decision: {decision.status}{by}" + (f", {decision.note}" if decision.note else "")
    yield f"Fingerprint: {change.fingerprint}"


def _other_side(evidence: Evidence | None, side: Side) -> str:
    if evidence is None:
        return f"In the {side} version: nothing"
    return f"In the {side} version{_at(evidence)}: “{_short(evidence.text)}”"


def _at(evidence: Evidence) -> str:
    place = evidence.provenance
    if place is None:
        return ""
    return f", line {place.line}" if place.page is None else f", p. {place.page}, line {place.line}"


def _short(text: str) -> str:
    """A quote on one line; a cut one ends in an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def legend(diff: VersionDiff, side: Side, lost: Sequence[Sought]) -> str:
    """What the note on the first page says: what was compared, what the colours mean, and what is not marked."""
    own, other = (diff.old, diff.new) if side is Side.OLD else (diff.new, diff.old)
    return "\n".join(_legend(diff, side, own, other, lost))


def _legend(diff: VersionDiff, side: Side, own: Version, other: Version, lost: Sequence[Sought]) -> Iterator[str]:
    sought = sought_in(diff, side)
    yield f"policydiff: {side} version, {_named(own)}"
    yield f"Compared with the {side.other} version, {_named(other)}, {other.source.name}"
    yield f"Verdict: {diff.verdict.replace('_', ' ')}"
    yield f"{len(diff.changes)} changes; {len(sought)} show something in this version:"
    for direction, colour in COLOUR_NAMES.items():
        number = sum(each.change.direction is direction for each in sought)
        if number:
            yield f"  {number} {direction} ({colour})"
    if lost:
        yield "Not found in this file, to be looked for by hand:"
    for each in lost:
        yield f"  change {each.number}, {each.change.rule}{_at(each.evidence)}: “{_short(each.evidence.text)}”"


def _named(version: Version) -> str:
    name = ", ".join(part for part in (version.payer.name, version.policy_number, version.title) if part)
    date = f", effective {version.effective_date}" if version.effective_date else ""
    return (name or version.source.name) + date
