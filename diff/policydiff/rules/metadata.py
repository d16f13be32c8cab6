"""The header besides its dates: title, number, payer, lines of business, related policies."""

from collections.abc import Iterator

from policydiff.align.pairing import Pairing
from policydiff.align.records import Alignment
from policydiff.changes import Action, Area, Direction, Evidence, Rule
from policydiff.rules.finding import Finding
from policydiff.wording import same_letters, words
from policyextract.document import Provenance
from policyextract.records import PolicyRecord, RelatedPolicy


def _rule(name: str, action: Action, summary: str, mirror: str, direction: Direction) -> Rule:
    return Rule(name, Area.METADATA, action, summary, direction, mirror)


_ADMINISTRATIVE = Direction.ADMINISTRATIVE
TITLE = _rule("title-changed", Action.CHANGED, "The policy has another title.", "title-changed", _ADMINISTRATIVE)
NUMBER = _rule(
    "policy-number-changed",
    Action.CHANGED,
    "The policy has another number.",
    "policy-number-changed",
    _ADMINISTRATIVE,
)
PAYER = _rule("payer-changed", Action.CHANGED, "The policy is another payer's.", "payer-changed", _ADMINISTRATIVE)
BUSINESS_ADDED = _rule(
    "line-of-business-added",
    Action.ADDED,
    "The policy names a line of business more.",
    "line-of-business-removed",
    Direction.INDETERMINATE,
)
BUSINESS_REMOVED = _rule(
    "line-of-business-removed",
    Action.REMOVED,
    "The policy names a line of business less.",
    "line-of-business-added",
    Direction.INDETERMINATE,
)
RELATED_ADDED = _rule(
    "related-policy-added",
    Action.ADDED,
    "The policy refers to a further policy.",
    "related-policy-removed",
    _ADMINISTRATIVE,
)
RELATED_REMOVED = _rule(
    "related-policy-removed",
    Action.REMOVED,
    "The policy no longer refers to a policy.",
    "related-policy-added",
    _ADMINISTRATIVE,
)

RULES = (TITLE, NUMBER, PAYER, BUSINESS_ADDED, BUSINESS_REMOVED, RELATED_ADDED, RELATED_REMOVED)


def names(alignment: Alignment) -> Iterator[Finding]:
    """Title, number and payer."""
    old, new = alignment.old, alignment.new
    for rule, field, what, before, after in (
        (TITLE, "title", "title", old.title, new.title),
        (NUMBER, "policy_number", "policy number", old.policy_number, new.policy_number),
        (PAYER, "payer", "payer", old.payer.name, new.payer.name),
    ):
        if not same_letters(before or "", after or ""):
            why = f"{what}: {before or 'not stated'} became {after or 'not stated'}"
            yield Finding(rule, _ADMINISTRATIVE, None, _quote(old, field, before), _quote(new, field, after), why)


def lines_of_business(alignment: Alignment) -> Iterator[Finding]:
    """Lines of business that the header names."""
    old, new = alignment.old, alignment.new
    for name in new.lines_of_business:
        if name not in old.lines_of_business:
            quote = _quote(new, "lines_of_business", name)
            why = f"whether the policy held for {name} before, the text does not say"
            yield Finding(BUSINESS_ADDED, Direction.INDETERMINATE, None, None, quote, why)
    for name in old.lines_of_business:
        if name not in new.lines_of_business:
            quote = _quote(old, "lines_of_business", name)
            why = f"whether the policy still holds for {name}, the text does not say"
            yield Finding(BUSINESS_REMOVED, Direction.INDETERMINATE, None, quote, None, why)


def related_policies(alignment: Alignment) -> Iterator[Finding]:
    """Policies that this one refers to."""
    pairing: Pairing[RelatedPolicy] = Pairing(alignment.old.related_policies, alignment.new.related_policies)
    pairing.exact(lambda entry: words(entry.title))
    result = pairing.result(lambda old, new: 0.0)
    for lone in result.added:
        yield Finding(RELATED_ADDED, _ADMINISTRATIVE, None, None, _related(lone.part), "related policy added")
    for lone in result.removed:
        yield Finding(RELATED_REMOVED, _ADMINISTRATIVE, None, _related(lone.part), None, "related policy removed")


def _related(entry: RelatedPolicy) -> Evidence:
    return Evidence(text=entry.title, provenance=entry.provenance)


def _quote(record: PolicyRecord, field: str, text: str | None) -> Evidence | None:
    place: Provenance | None = record.provenance.get(field)
    return None if text is None else Evidence(text=text, provenance=place)
