"""The plain sentences over a version diff."""

from collections import Counter

from policydiff.changes import Change, Direction, Verdict, VersionDiff
from policydiff.history import DecisionStatus
from policydiff.reports import phrases
from policydiff.reports.answer import Answer, Summary, joined, number_of
from policydiff.reports.change_words import points, rule_words
from policydiff.reports.log_answer import log_answer
from policydiff.reports.report import Decisions

WHAT, STRICTER, WHEN, UNDECIDED = (
    "What changed?",
    "Is it stricter?",
    "From when?",
    "What is undecided?",
)

_ROOM = 6
"""Changes that the first screen has room for."""

_STRICTER = {
    Verdict.NO_CHANGE: ("No", "No changes were found."),
    Verdict.EDITORIAL: ("No", "Only wording changed, meaning did not."),
    Verdict.ADMINISTRATIVE: ("No", "Nothing that bears on coverage changed."),
    Verdict.RESTRICTIVE: ("Yes, stricter", "{restrictive} coverage, none widens it."),
    Verdict.PERMISSIVE: ("No, more permissive", "{permissive} coverage, none narrows it."),
    Verdict.MIXED: ("Partly stricter", "{restrictive} coverage, {permissive} it."),
    Verdict.LATERAL: (
        "No, but denied on other grounds",
        "What was covered still is, and nothing else. {lateral} the ground of denial, and so the appeal.",
    ),
    Verdict.INDETERMINATE: ("Not settled", "The text does not tell: {indeterminate} to be looked at by a person."),
}
_DEEDS = {
    Direction.RESTRICTIVE: ("change narrows", "changes narrow"),
    Direction.PERMISSIVE: ("change widens", "changes widen"),
    Direction.LATERAL: ("change alters", "changes alter"),
    Direction.INDETERMINATE: ("change has", "changes have"),
}


def diff_summary(diff: VersionDiff, decisions: Decisions) -> Summary:
    """``decisions`` are those that hold, by fingerprint."""
    answers = (_what(diff), _stricter(diff), _when(diff), log_answer(diff), _undecided(diff, decisions))
    return Summary(phrases.policy_name(diff.new), answers)


def _counts(diff: VersionDiff) -> Counter[Direction]:
    return Counter(change.direction for change in diff.changes)


def _what(diff: VersionDiff) -> Answer:
    substantive = [change for change in diff.changes if change.direction.substantive]
    counts = _counts(diff)
    others = sum(counts.values()) - len(substantive)
    beside = f"{number_of(others, 'change')} of wording, dates, references and the like" if others else ""
    if not substantive:
        text = f"{beside}: {_kinds(diff.changes)}." if others else "No changes were found."
        return Answer(WHAT, "Nothing that bears on coverage" if others else "Nothing", text)
    directions = [direction for direction in Direction if direction.substantive and counts[direction]]
    told = tuple(
        point
        for at, direction in enumerate(directions)
        for point in points(
            [change for change in substantive if change.direction is direction], _room(at, len(directions))
        )
    )
    bear = "may bear" if directions == [Direction.INDETERMINATE] else "bears" if len(substantive) == 1 else "bear"
    number = f"{number_of(len(substantive), 'change')} that {bear} on coverage"
    return Answer(WHAT, number, f"Besides, {beside}." if others else "", points=told)


def _room(at: int, directions: int) -> int:
    """How many changes of one direction are told: of several directions the first two get more."""
    return max(1, _ROOM // directions) + (at < 2 and directions == 4)


def _kinds(changes: tuple[Change, ...]) -> str:
    """What the changes are, in the words of their rules: the commonest three."""
    found = Counter(rule_words(change.rule) for change in changes).most_common(3)
    return "; ".join(f"{words[:1].lower()}{words[1:]}" + (f" ({count} times)" * (count > 1)) for words, count in found)


def _stricter(diff: VersionDiff) -> Answer:
    counts = _counts(diff)
    told = {direction.value: number_of(counts[direction], *words) for direction, words in _DEEDS.items()}
    short, text = _STRICTER[diff.verdict]
    text = text.format(**told)
    also = [
        number_of(counts[Direction.LATERAL], "change") + " of the ground of denial",
        number_of(counts[Direction.INDETERMINATE], "change") + " that the text does not settle",
    ]
    there = [
        words
        for words, direction in zip(also, (Direction.LATERAL, Direction.INDETERMINATE), strict=True)
        if counts[direction] and diff.verdict.value != direction.value
    ]
    if there:
        text += f" Besides, {joined(there)}."
    return Answer(STRICTER, short, text, _tone(diff.verdict))


def _tone(verdict: Verdict) -> Direction | None:
    """The direction that stands for a verdict; mixed is nobody's."""
    return next((direction for direction in Direction if direction.value == verdict.value), None)


def _when(diff: VersionDiff) -> Answer:
    old, new = diff.old.effective_date, diff.new.effective_date
    if new is None:
        return _when_reviewed(diff)
    if old == new:
        return _not_advanced(diff, f"the effective date {new}")
    if old is None:
        return Answer(WHEN, new, "The effective date of the new version; the old one prints none.")
    earlier = ", which is later" if old > new else ""
    return Answer(WHEN, new, f"The effective date of the new version. The old one’s is {old}{earlier}.")


def _when_reviewed(diff: VersionDiff) -> Answer:
    """Without an effective date the last review is the best that can be said."""
    old, new = diff.old, diff.new
    was = f" The old version was effective {old.effective_date}." if old.effective_date else ""
    if new.last_review_date is None:
        return Answer(WHEN, "Not stated", f"The new version prints neither an effective date nor a last review.{was}")
    if old.last_review_date == new.last_review_date:
        return _not_advanced(diff, f"the last review {new.last_review_date}; the new one prints no effective date")
    told = f"The new version prints no effective date; it was last reviewed {new.last_review_date}.{was}"
    return Answer(WHEN, f"Reviewed {new.last_review_date}", told)


def _not_advanced(diff: VersionDiff, what: str) -> Answer:
    substantive = any(change.direction.substantive for change in diff.changes)
    but = "Coverage changed, and both" if substantive else "Both"
    return Answer(WHEN, "Date not advanced", f"{but} versions print {what}.")


def _undecided(diff: VersionDiff, decisions: Decisions) -> Answer:
    """What the text leaves open, and what a committee has still to decide on."""
    substantive = [change for change in diff.changes if change.direction.substantive]
    unsettled = _counts(diff)[Direction.INDETERMINATE]
    held = [decisions[change.fingerprint].status for change in substantive if change.fingerprint in decisions]
    waiting = len(substantive) - len(held) + held.count(DecisionStatus.DEFERRED)
    if not substantive:
        return Answer(UNDECIDED, "Nothing", "No change that was found calls for a decision.")
    parts = [f"{number_of(held.count(status), 'change')} {status.value}" for status in DecisionStatus if status in held]
    told = f"Decided: {joined(parts)}." if parts else "No decision is on record."
    whose = "it" if len(substantive) == 1 else "they" if unsettled == len(substantive) else f"{unsettled} of them"
    do = "does" if unsettled == 1 else "do"
    open_ones = f" What {whose} {do}, the text does not settle." if unsettled else ""
    if not waiting:
        return Answer(UNDECIDED, "Nothing", f"{told}{open_ones}")
    return Answer(UNDECIDED, number_of(waiting, "change"), f"{told}{open_ones}")
