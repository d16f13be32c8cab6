"""What kind of edit leads from one wording to another, as far as the words themselves tell.

Works on carrying words (``wording.words``), so that synonyms, plurals and reflowed lines are no edit at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from policydiff.direction import Effect
from policydiff.qualifiers import alternative, qualification
from policydiff.wording import NEGATIONS, UNITS, Difference, differences, inserted, is_number, opens_exception

Words = Sequence[str]


class Kind(StrEnum):
    """What an edit does to a text."""

    THRESHOLD_TIGHTENED = "threshold-tightened"
    THRESHOLD_LOOSENED = "threshold-loosened"
    THRESHOLD_CHANGED = "threshold-changed"
    THRESHOLD_ADDED = "threshold-added"
    THRESHOLD_REMOVED = "threshold-removed"
    EXCEPTION_ADDED = "exception-added"
    EXCEPTION_REMOVED = "exception-removed"
    ALTERNATIVE_ADDED = "alternative-added"
    ALTERNATIVE_REMOVED = "alternative-removed"
    QUALIFIER_ADDED = "qualifier-added"
    QUALIFIER_REMOVED = "qualifier-removed"
    NEGATED = "negated"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit, its effect on those whom the text describes, and a remark for the derivation."""

    kind: Kind
    effect: Effect
    why: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A number in a text: its comparator ("" where none is stated), its value, its unit ("" without)."""

    comparator: str
    value: float
    unit: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.comparator, f"{self.value:g}", self.unit) if part)


ALLOWING = "an exception that allows"
"""The remark on an exception in words of its own that gives something, whatever it is an exception to."""
_GIVEN = frozenset("considered approved covered made granted authorized authorised given".split())
_LET = frozenset("allowed permitted waived".split())
_FORBIDDING = frozenset("not no never only".split())
_NEAR = 3
"""Words before one that gives, in which one that forbids takes it back: "not routinely permitted", "no lamp is"."""
_MIRRORS = {
    Kind.THRESHOLD_ADDED: Kind.THRESHOLD_REMOVED,
    Kind.EXCEPTION_ADDED: Kind.EXCEPTION_REMOVED,
    Kind.ALTERNATIVE_ADDED: Kind.ALTERNATIVE_REMOVED,
}
_CONVERTED = {
    "month": (1.0, "month"),
    "year": (12.0, "month"),
    "day": (1.0, "day"),
    "week": (7.0, "day"),
    "hour": (60.0, "minute"),
    "minute": (1.0, "minute"),
    "g": (1000.0, "mg"),
    "mcg": (0.001, "mg"),
    "mg": (1.0, "mg"),
    "cm": (10.0, "mm"),
    "mm": (1.0, "mm"),
    "percent": (1.0, "%"),
}
"""Units that convert exactly. A month is no fixed number of days."""


def edits(old: Words, new: Words) -> tuple[Edit, ...]:
    """What was done to a text; empty where it means the same."""
    found = differences(old, new)
    if not found:
        return ()
    if changed := tuple(_bounds_changed(old, new)):
        return changed
    if found == (Difference.NEGATIONS,):
        return (Edit(Kind.NEGATED, Effect.UNSETTLED, "a negation came or went"),)
    if (segment := inserted(old, new)) and (edit := _insertion(segment, old)):
        return (edit,)
    if (segment := inserted(new, old)) and (edit := _insertion(segment, new)):
        return (_mirrored(edit),)
    return (Edit(Kind.REWORDED, Effect.UNSETTLED, f"{_listed(found)} differ"),)


def edits_of(old: Words, new: Words, old_text: str, new_text: str) -> tuple[Edit, ...]:
    """The same, of texts whose words as printed are known: they tell a qualification from other words."""
    found = edits(old, new)
    if [edit.kind for edit in found] != [Kind.REWORDED]:
        return found
    if more := qualification(old_text, new_text):
        return (Edit(Kind.QUALIFIER_ADDED, Effect.NARROWS, f"now only “{more}”"),)
    if more := alternative(old_text, new_text):
        return (Edit(Kind.ALTERNATIVE_ADDED, Effect.WIDENS, f"one alternative more in the same words, “{more}”"),)
    if less := alternative(new_text, old_text):
        return (Edit(Kind.ALTERNATIVE_REMOVED, Effect.NARROWS, f"one alternative less in the same words, “{less}”"),)
    if less := qualification(new_text, old_text):
        return (Edit(Kind.QUALIFIER_REMOVED, Effect.WIDENS, f"no longer only “{less}”"),)
    return found


def _mirrored(edit: Edit) -> Edit:
    why = {
        Kind.THRESHOLD_ADDED: edit.why.replace("now", "no longer", 1),
        Kind.ALTERNATIVE_ADDED: "one alternative less in the same words",
    }.get(edit.kind, edit.why)
    return Edit(_MIRRORS[edit.kind], edit.effect.opposite, why)


def _listed(found: Sequence[Difference]) -> str:
    return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def _insertion(segment: Words, base: Words) -> Edit | None:
    if opens_exception(segment):
        return Edit(Kind.EXCEPTION_ADDED, Effect.UNSETTLED, ALLOWING if _allows(segment) else segment[0])
    if any(bound.comparator for bound in bounds(segment)):
        effect = Effect.UNSETTLED if NEGATIONS.intersection(base) or "or" in segment else Effect.NARROWS
        return Edit(Kind.THRESHOLD_ADDED, effect, f"now limited to {_shown(segment)}")
    if "or" in (segment[0], segment[-1]):
        effect = Effect.UNSETTLED if NEGATIONS.intersection(base) else Effect.WIDENS
        return Edit(Kind.ALTERNATIVE_ADDED, effect, "one alternative more in the same words")
    return None


def _allows(segment: Words) -> bool:
    """Whether an exception gives something: "Exception is allowed when", "Exception: ... may be considered if"."""
    if segment[0] != "exception":
        return False
    return any(
        (word in _LET or (word in _GIVEN and segment[at] == "may"))
        and not _FORBIDDING.intersection(segment[max(0, at + 1 - _NEAR) : at + 1])
        for at, word in enumerate(segment[1:])
    )


def _shown(segment: Words) -> str:
    return ", ".join(str(bound) for bound in bounds(segment) if bound.comparator)


def _bounds_changed(old: Words, new: Words) -> Iterator[Edit]:
    """The numbers that changed, where the texts are otherwise the same."""
    before, after = tuple(bounds(old)), tuple(bounds(new))
    if not before or len(before) != len(after) or _masked(old) != _masked(new):
        return
    for one, other in zip(before, after, strict=True):
        if one != other:
            yield _bound_changed(one, other, negated=_negated(old, one))


def _negated(text: Words, bound: Bound) -> bool:
    """Whether a negation stands before a number. "Non-" belongs to its word, and what follows the number is its own."""
    at = next(at for at, word in enumerate(text) if _value(word) == bound.value)
    return bool((NEGATIONS - {"non"}).intersection(text[:at]))


def _bound_changed(old: Bound, new: Bound, negated: bool) -> Edit:
    effect = bound_effect(old, new)
    kind = {Effect.NARROWS: Kind.THRESHOLD_TIGHTENED, Effect.WIDENS: Kind.THRESHOLD_LOOSENED}.get(
        effect, Kind.THRESHOLD_CHANGED
    )
    why = f"{old} became {new}"
    if effect is Effect.SAME:
        return Edit(kind, effect, f"{why}, which is the same")
    if negated:
        return Edit(Kind.THRESHOLD_CHANGED, Effect.UNSETTLED, f"{why}, in negated words")
    return Edit(kind, effect, why)


def bound_effect(old: Bound, new: Bound) -> Effect:
    """What another bound does to those who keep it: >= 18 year to >= 12 year widens."""
    first, second = _in_base_unit(old), _in_base_unit(new)
    if first == second:
        return Effect.SAME
    sides = {first.comparator[:1], second.comparator[:1]}
    if first.unit != second.unit or sides not in ({"<"}, {">"}):
        return Effect.UNSETTLED
    # Rising values narrow what lies above them; at one value "> 18" is narrower than ">= 18", "< 18" than "<= 18".
    rising = 1 if sides == {">"} else -1
    tighter = (second.value * rising, len(second.comparator) == 1) > (first.value * rising, len(first.comparator) == 1)
    return Effect.NARROWS if tighter else Effect.WIDENS


def _in_base_unit(bound: Bound) -> Bound:
    factor, unit = _CONVERTED.get(bound.unit, (1.0, bound.unit))
    return Bound(bound.comparator, bound.value * factor, unit)


def bounds(text: Words) -> Iterator[Bound]:
    """The numbers of a text with their comparators and units."""
    for at, word in enumerate(text):
        value = _value(word)
        if value is None:
            continue
        before = text[at - 1] if at else ""
        after = text[at + 1] if at + 1 < len(text) else ""
        unit = "%" if word.endswith("%") else after if after in UNITS else ""
        yield Bound(before if is_number(before or "x") and _value(before) is None else "", value, unit)


def _value(word: str) -> float | None:
    try:
        return float(word.rstrip("%").replace(",", ""))
    except ValueError:
        return None


def _masked(text: Words) -> tuple[str, ...]:
    """The words without numbers, comparators and units."""
    return tuple(
        word
        for at, word in enumerate(text)
        if not is_number(word) and not (word in UNITS and at and _value(text[at - 1]) is not None)
    )


def changed_run(old: Words, new: Words) -> tuple[tuple[int, int], tuple[int, int]]:
    """From the first to the last word that differs, as positions in either text."""
    blocks = [block for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks() if block.size]
    head = blocks[0].size if blocks and blocks[0].a == blocks[0].b == 0 else 0
    tail = 0
    if blocks:
        last = blocks[-1]
        if last.a + last.size == len(old) and last.b + last.size == len(new) and (last.a, last.b) != (0, 0):
            tail = last.size
    return (head, len(old) - tail), (head, len(new) - tail)
