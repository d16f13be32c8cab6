"""Changes in the words of somebody who does not know the names of the rules."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from policydiff.changes import Area, Change, Direction
from policydiff.reports import phrases
from policydiff.reports.answer import Point, capital, joined
from policydiff.reports.redline import Mark, Run, redline
from policydiff.rules import CATALOGUE
from policydiff.rules.statements import OF_THE_REST, TRANSITIONS

_MORE = {
    Direction.RESTRICTIVE: "that narrow coverage",
    Direction.PERMISSIVE: "that widen coverage",
    Direction.LATERAL: "of the ground of denial",
    Direction.INDETERMINATE: "that the text does not settle",
    Direction.EDITORIAL: "of wording",
    Direction.ADMINISTRATIVE: "of dates, numbers, references and the like",
}

_SUMMARIES = {rule.id: rule.summary for rule in CATALOGUE}

_DEEDS = {
    rule.id: f"was {phrases.determination(old)}, is now {phrases.determination(new)}"
    for (old, new), rule in TRANSITIONS.items()
}
_DEEDS |= {"criterion-added": "a criterion is new", "criterion-removed": "a criterion is gone"}
_DEEDS_BY_DIRECTION = {
    ("criterion-added", Direction.PERMISSIVE): "a criterion is new, and more qualify",
    ("criterion-added", Direction.RESTRICTIVE): "a criterion is new, and fewer qualify",
    ("criterion-removed", Direction.PERMISSIVE): "a criterion is gone, and more qualify",
    ("criterion-removed", Direction.RESTRICTIVE): "a criterion is gone, and fewer qualify",
    ("statement-added", Direction.PERMISSIVE): "a statement that covers it is new",
    ("statement-added", Direction.RESTRICTIVE): "a statement that denies it is new",
    ("statement-removed", Direction.RESTRICTIVE): "the statement that covered it is gone",
    ("statement-removed", Direction.PERMISSIVE): "the statement that denied it is gone",
    ("statement-scope-widened", Direction.RESTRICTIVE): "newly named in a denial",
    ("statement-scope-widened", Direction.PERMISSIVE): "newly named in a coverage statement",
    ("statement-scope-narrowed", Direction.RESTRICTIVE): "no longer named in a coverage statement",
    ("statement-scope-narrowed", Direction.PERMISSIVE): "no longer named in a denial",
}
_OF_MANY = {
    "code-added": "codes are listed that were not",
    "code-removed": "codes are no longer listed",
    "code-moved-group": "codes stand under a heading of another determination",
    "code-group-renamed": "codes stand under a heading in other words, with the same determination",
    "code-description-changed": "codes have another description",
    "code-range-widened": "ranges of codes hold more codes",
    "code-range-narrowed": "ranges of codes hold fewer codes",
}
"""What is said of several codes at once, after their number."""

_REMARK = re.compile(r"[.:;] ")

_CONTEXT = 40
"""Letters of unchanged text that an excerpt keeps on either side of a change."""

_LONGEST = 160
"""Letters after which a quote is cut off."""

_MOST_CODES = 8


def rule_words(rule: str) -> str:
    """What a rule says happened, without the remarks that follow in its summary; the id of a rule that is not known."""
    summary = _SUMMARIES.get(rule, rule)
    return _REMARK.split(summary)[0].rstrip(".")


def deed(change: Change) -> str:
    """What happened in one change, without the service that it happened to."""
    if change.rule.startswith("statement-scope") and not change.why.endswith(f": {change.service}"):
        return "the statement reaches further" if change.rule.endswith("widened") else "the statement reaches less far"
    told = _DEEDS_BY_DIRECTION.get((change.rule, change.direction)) or _DEEDS.get(change.rule)
    if told:
        return f"{told}, for any other indication" if change.why.endswith(OF_THE_REST) else told
    words = rule_words(change.rule)
    return words[:1].lower() + words[1:]


def points(changes: Sequence[Change], most: int) -> tuple[Point, ...]:
    """Changes of one direction in words, at most ``most``, then how many more.

    Codes with one fate stand together, and so does a change that was found at two places in the same words.
    """
    groups = [tuple(group) for _, group in groupby(changes, key=_kind)]
    told = tuple(_point(group) for group in groups[:most])
    rest = tuple(change.fingerprint for group in groups[most:] for change in group)
    if not rest:
        return told
    direction = changes[0].direction
    return (*told, Point(f"{len(rest)} more {_MORE[direction]}", direction, changes=rest))


def _kind(change: Change) -> tuple[str, ...]:
    return (change.rule, change.why) if change.rule in _OF_MANY else (change.fingerprint, change.service or "")


def _point(group: Sequence[Change]) -> Point:
    first = group[0]
    names, tone = tuple(change.fingerprint for change in group), first.direction
    if len(group) > 1 and first.rule in _OF_MANY:
        told = f"{many_codes(first.rule, len(group))}: {_codes(group)}"
        return Point(told, tone, why=first.why, changes=names)
    before, after = quotes(first)
    told = f"{capital(first.service)}: {deed(first)}" if first.service else capital(deed(first))
    if before and before == after:
        told, before, after = f"{told}, under “{shortened(before)}”", None, None
    if len(group) > 1:
        told += f", in {len(group)} places"
    return Point(told, tone, before, after, first.why if first.area is Area.CODE else None, names)


def many_codes(rule: str, number: int) -> str:
    """What happened to several codes at once: "12 codes are no longer listed"."""
    return f"{number} {_OF_MANY[rule]}"


def _codes(group: Iterable[Change]) -> str:
    codes = [change.service or "" for change in group]
    if len(codes) <= _MOST_CODES:
        return joined(codes)
    return f"{', '.join(codes[: _MOST_CODES - 1])} and {len(codes) - _MOST_CODES + 1} more"


def quotes(change: Change) -> tuple[str | None, str | None]:
    """The two sides of a change as short as they can be without hiding what changed."""
    before, after = (phrases.one_line(side.text) if side else None for side in (change.old, change.new))
    if before is None or after is None:
        return before and shortened(before), after and shortened(after)
    if max(len(before), len(after)) <= _LONGEST or before == after:
        return before, after
    runs = redline(before, after)
    return tuple(shortened(_excerpt(runs, mark)) for mark in (Mark.REMOVED, Mark.ADDED))  # type: ignore[return-value]


def _excerpt(runs: Sequence[Run], mark: Mark) -> str:
    """One side of a redline, with little of what stayed."""
    parts = []
    for at, run in enumerate(runs):
        if run.mark is Mark.SAME:
            parts.append(_context(run.shown, first=at == 0, last=at == len(runs) - 1))
        elif run.mark is mark:
            parts.append(run.shown)
    return phrases.one_line("".join(parts))


def _context(text: str, *, first: bool, last: bool) -> str:
    """What an excerpt keeps of text that stayed: nothing but what is next to a change."""
    if len(text) <= 2 * _CONTEXT:
        return text
    head, tail = text[:_CONTEXT].rsplit(" ", 1)[0], text[-_CONTEXT:].split(" ", 1)[-1]
    if first:
        return f"… {tail}"
    return f"{head} …" if last else f"{head} … {tail}"


def shortened(text: str, most: int = _LONGEST) -> str:
    """The text up to a word's end, with "…" where it was cut."""
    if len(text) <= most:
        return text
    return f"{text[:most].rsplit(' ', 1)[0].rstrip(',;:')} …"
