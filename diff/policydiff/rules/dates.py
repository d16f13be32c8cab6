"""The dates of the header."""

from collections.abc import Iterator

from policydiff.align.pairing import Pairing, Pass
from policydiff.align.records import Alignment
from policydiff.changes import Action, Area, Direction, Evidence, Rule
from policydiff.rules.finding import Finding
from policydiff.wording import words
from policyextract.records import LabelledDate, PolicyRecord

_ADMINISTRATIVE = Direction.ADMINISTRATIVE


def _rules(name: str, what: str) -> tuple[Rule, Rule, Rule]:
    """A date that came, went, changed."""
    return (
        Rule(
            f"date-{name}-added",
            Area.DATE,
            Action.ADDED,
            f"{what} is stated that was not.",
            _ADMINISTRATIVE,
            f"date-{name}-removed",
        ),
        Rule(
            f"date-{name}-removed",
            Area.DATE,
            Action.REMOVED,
            f"{what} is no longer stated.",
            _ADMINISTRATIVE,
            f"date-{name}-added",
        ),
        Rule(
            f"date-{name}-changed",
            Area.DATE,
            Action.CHANGED,
            f"{what} is another.",
            _ADMINISTRATIVE,
            f"date-{name}-changed",
        ),
    )


EFFECTIVE = _rules("effective", "The effective date")
LAST_REVIEW = _rules("last-review", "The date of the last review")
NEXT_REVIEW = _rules("next-review", "The date of the next review")
OTHER = _rules("other", "A further date of the header")
NOT_ADVANCED = Rule(
    "date-effective-not-advanced",
    Area.DATE,
    Action.CHANGED,
    "What is covered changed, and both versions bear the same effective date.",
    _ADMINISTRATIVE,
    mirror="date-effective-not-advanced",
)

OVERDUE = Rule(
    "date-review-overdue",
    Area.DATE,
    Action.CHANGED,
    "The next review that is announced lies before the version's own date; it did not in the old version.",
    _ADMINISTRATIVE,
    mirror="date-review-no-longer-overdue",
)
NO_LONGER_OVERDUE = Rule(
    "date-review-no-longer-overdue",
    Area.DATE,
    Action.CHANGED,
    "The next review that is announced lay before the version's own date, and no longer does.",
    _ADMINISTRATIVE,
    mirror="date-review-overdue",
)

RULES = (*EFFECTIVE, *LAST_REVIEW, *NEXT_REVIEW, *OTHER, NOT_ADVANCED, OVERDUE, NO_LONGER_OVERDUE)

_FIELDS = (
    ("effective_date", "effective date", EFFECTIVE),
    ("last_review_date", "last review date", LAST_REVIEW),
    ("next_review_date", "next review date", NEXT_REVIEW),
)


def header_dates(alignment: Alignment) -> Iterator[Finding]:
    """The three dates that every policy has."""
    for field, label, rules in _FIELDS:
        old, new = getattr(alignment.old, field), getattr(alignment.new, field)
        before, after = _quote(alignment.old, field, label, old), _quote(alignment.new, field, label, new)
        yield from _changed(rules, label, old, new, before, after)


def other_dates(alignment: Alignment) -> Iterator[Finding]:
    """Further dates, by their labels."""
    pairing: Pairing[LabelledDate] = Pairing(alignment.old.other_dates, alignment.new.other_dates)
    pairing.exact(lambda entry: (words(entry.label), entry.date))
    pairing.exact(lambda entry: words(entry.label), by=Pass.STRUCTURE)
    result = pairing.result(lambda old, new: 0.0)
    for pair in result.pairs:
        old, new = pair.old, pair.new
        yield from _changed(OTHER, new.label, old.date, new.date, _labelled(old), _labelled(new))
    for lone in result.added:
        yield from _changed(OTHER, lone.part.label, None, lone.part.date, None, _labelled(lone.part))
    for lone in result.removed:
        yield from _changed(OTHER, lone.part.label, lone.part.date, None, _labelled(lone.part), None)


def _changed(
    rules: tuple[Rule, Rule, Rule],
    label: str,
    old: str | None,
    new: str | None,
    before: Evidence | None,
    after: Evidence | None,
) -> Iterator[Finding]:
    if old == new:
        return
    came, went, changed = rules
    rule = came if old is None else went if new is None else changed
    why = f"{label}: {old or 'not stated'} became {new or 'not stated'}"
    if old and new and new < old:
        why += ", an earlier one"
    yield Finding(rule, _ADMINISTRATIVE, None, before, after, why)


def overdue(alignment: Alignment) -> Iterator[Finding]:
    """A review announced for a time that had passed when the version was made."""
    before, after = _is_overdue(alignment.old), _is_overdue(alignment.new)
    if before == after:
        return
    field, label, _ = _FIELDS[-1]
    old, new = (_quote(one, field, label, one.next_review_date) for one in (alignment.old, alignment.new))
    late = alignment.new if after else alignment.old
    why = f"next review {late.next_review_date}, while the version is of {_own_date(late)}"
    yield Finding(OVERDUE if after else NO_LONGER_OVERDUE, _ADMINISTRATIVE, None, old, new, why)


def _is_overdue(record: PolicyRecord) -> bool:
    own, due = _own_date(record), record.next_review_date
    precision = min(len(own), len(due)) if own and due else 0
    return bool(own and due) and (due or "")[:precision] < (own or "")[:precision]


def _own_date(record: PolicyRecord) -> str | None:
    """The later of the dates that a version was made or reviewed on."""
    return max((date for date in (record.effective_date, record.last_review_date) if date), default=None)


def not_advanced(alignment: Alignment, substantive: bool) -> Iterator[Finding]:
    """The same effective date over other coverage. ``substantive`` tells whether coverage changed."""
    old, new = alignment.old.effective_date, alignment.new.effective_date
    if not substantive or old is None or old != new:
        return
    before = _quote(alignment.old, "effective_date", "effective date", old)
    after = _quote(alignment.new, "effective_date", "effective date", new)
    why = f"coverage changed, and the effective date is {old} in both versions"
    yield Finding(NOT_ADVANCED, _ADMINISTRATIVE, None, before, after, why)


def _quote(record: PolicyRecord, field: str, label: str, date: str | None) -> Evidence | None:
    if date is None:
        return None
    return Evidence(text=f"{label.capitalize()} {date}", provenance=record.provenance.get(field))


def _labelled(entry: LabelledDate) -> Evidence:
    return Evidence(text=f"{entry.label} {entry.date}", provenance=entry.provenance)
