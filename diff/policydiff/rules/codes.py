"""Codes of the code tables: which came, which went, which stand under another heading."""

import re
from collections.abc import Iterator

from policydiff.align.pairing import Lone
from policydiff.align.records import Alignment
from policydiff.changes import Action, Area, Direction, Evidence, Rule
from policydiff.direction import Effect, determination_sign, transition
from policydiff.rules.finding import Finding
from policydiff.wording import differences, words
from policyextract.records import Code, Determination


def _rule(name: str, action: Action, summary: str, mirror: str, direction: Direction | None = None) -> Rule:
    return Rule(f"code-{name}", Area.CODE, action, summary, direction, f"code-{mirror}")


ADDED = _rule("added", Action.ADDED, "A code is listed that was not.", "removed")
REMOVED = _rule("removed", Action.REMOVED, "A code is no longer listed.", "added")
MOVED = _rule("moved-group", Action.MOVED, "A code stands under a heading of another determination.", "moved-group")
RENAMED = _rule(
    "group-renamed",
    Action.CHANGED,
    "The heading over codes has other words, with the same determination.",
    "group-renamed",
    Direction.EDITORIAL,
)
DESCRIBED = _rule(
    "description-changed",
    Action.CHANGED,
    "A code has another description. The code decides on coverage, and its owner words the description.",
    "description-changed",
    Direction.ADMINISTRATIVE,
)
RANGE_WIDENED = _rule("range-widened", Action.CHANGED, "A range of codes holds more codes.", "range-narrowed")
RANGE_NARROWED = _rule("range-narrowed", Action.CHANGED, "A range of codes holds fewer codes.", "range-widened")

RULES = (ADDED, REMOVED, MOVED, RENAMED, DESCRIBED, RANGE_WIDENED, RANGE_NARROWED)

_RANGE = re.compile(r"^\s*([A-Z]?[\w.]+?)\s*[-–]\s*([A-Z]?[\w.]+?)\s*$")


def came_and_went(alignment: Alignment) -> Iterator[Finding]:
    """Codes without a partner; a range that grew or shrank is one change."""
    ranges = {id(new.part): (old, new) for old, new in _resized(alignment)}
    shrunk = {id(old.part) for old, _ in ranges.values()}
    for lone in alignment.codes.added:
        if id(lone.part) in ranges:
            yield _range_changed(*ranges[id(lone.part)])
        else:
            towards, why = _listed(lone.part, Effect.WIDENS, "listed now")
            yield Finding(ADDED, towards, _name(lone.part), None, _quote(lone.part), why)
    for lone in alignment.codes.removed:
        if id(lone.part) not in shrunk:
            towards, why = _listed(lone.part, Effect.NARROWS, "listed no longer")
            yield Finding(REMOVED, towards, _name(lone.part), _quote(lone.part), None, why)


def _listed(code: Code, effect: Effect, how: str) -> tuple[Direction, str]:
    if code.determination is Determination.UNSPECIFIED:
        return Direction.INDETERMINATE, f"{how}, under a heading that gives no determination"
    towards = effect.under(determination_sign(code.determination)).direction
    return towards, f"{how} as {code.determination.replace('_', ' ')}"


def _resized(alignment: Alignment) -> Iterator[tuple[Lone[Code], Lone[Code]]]:
    """Ranges of one system and determination, of which one holds the other."""
    left = [lone for lone in alignment.codes.removed if _ends(lone.part)]
    for new in alignment.codes.added:
        for old in left:
            if _resizes(old.part, new.part):
                left.remove(old)
                yield old, new
                break


def _resizes(old: Code, new: Code) -> bool:
    before, after = _ends(old), _ends(new)
    if not before or not after or (old.system, old.determination) != (new.system, new.determination):
        return False
    return _holds(before, after) or _holds(after, before)


def _ends(code: Code) -> tuple[str, str] | None:
    found = _RANGE.match(code.code)
    return (found[1], found[2]) if found else None


def _holds(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] <= other[0] and other[1] <= one[1]


def _range_changed(old: Lone[Code], new: Lone[Code]) -> Finding:
    before, after = _ends(old.part), _ends(new.part)
    assert before is not None
    assert after is not None
    widened = _holds(after, before)
    effect = Effect.WIDENS if widened else Effect.NARROWS
    towards, why = _listed(new.part, effect, "more codes listed" if widened else "fewer codes listed")
    rule = RANGE_WIDENED if widened else RANGE_NARROWED
    return Finding(rule, towards, _name(new.part), _quote(old.part), _quote(new.part), why)


def moved(alignment: Alignment) -> Iterator[Finding]:
    """Codes whose heading gives them another determination."""
    for pair in alignment.codes.pairs:
        if pair.old.determination is not pair.new.determination:
            derived = transition(pair.old.determination, pair.new.determination)
            before, after = (code.determination.replace("_", " ") for code in (pair.old, pair.new))
            why = f"{before} became {after}: {derived.why}"
            old, new = _quote(pair.old, heading=True), _quote(pair.new, heading=True)
            yield Finding(MOVED, derived.direction, _name(pair.new), old, new, why)


def renamed(alignment: Alignment) -> Iterator[Finding]:
    """Headings of another wording and the same determination, once for each heading."""
    seen: dict[tuple[str, str], int] = {}
    first: dict[tuple[str, str], tuple[Code, Code]] = {}
    for pair in alignment.codes.pairs:
        old, new = pair.old.group or "", pair.new.group or ""
        if pair.old.determination is pair.new.determination and words(old) != words(new):
            seen[old, new] = seen.get((old, new), 0) + 1
            first.setdefault((old, new), (pair.old, pair.new))
    for (before, after), (one, other) in first.items():
        yield Finding(
            RENAMED,
            Direction.EDITORIAL,
            None,
            Evidence(text=before, provenance=one.provenance),
            Evidence(text=after, provenance=other.provenance),
            f"the heading over {seen[before, after]} codes; their determination is the same",
        )


def described(alignment: Alignment) -> Iterator[Finding]:
    """Other descriptions. One that a version does not print is no change, nor are other words of the same meaning."""
    for pair in alignment.codes.pairs:
        before, after = pair.old.description, pair.new.description
        if not before or not after or before == after or not differences(words(before), words(after)):
            continue
        why = "the same code in its owner's new words"
        old, new = _quote(pair.old), _quote(pair.new)
        yield Finding(DESCRIBED, Direction.ADMINISTRATIVE, _name(pair.new), old, new, why)


def _name(code: Code) -> str:
    return f"{code.system} {code.code}"


def _quote(code: Code, heading: bool = False) -> Evidence:
    parts = (code.code, code.description or "", f"[{code.group}]" if heading and code.group else "")
    return Evidence(text=" ".join(part for part in parts if part), provenance=code.provenance)
