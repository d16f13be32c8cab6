"""Whether two documents are versions of one policy, and which policies one may continue under another name."""

from dataclasses import dataclass

from policydiff.naming import UNKNOWN_PAYER, number_key, payer_key
from policydiff.wording import closeness, likeness, words
from policyextract.records import Criterion, PolicyRecord

_ALIKE_TITLES = 0.8
_ALIKE_CONTENT = 0.5
_NOT_UNLIKE = 0.3
"""Where nothing but a title, or nothing but a number, speaks for one policy, the content must not speak against it."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A line of versions that a document may continue. ``score`` is 0 to 1, ``why`` one line."""

    name: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class PolicySummary:
    """A stored line of versions, as far as it takes to see whether a document may continue it.

    ``codes`` are those of its newest version, where they are at hand.
    """

    name: str
    policy_number: str | None
    title: str | None
    codes: frozenset[str] = frozenset()


def one_policy(a: PolicyRecord, b: PolicyRecord) -> bool:
    """Whether two records of one bucket are of one policy.

    Of a known payer, with one number: where the titles or the contents are alike. Without a number: where the title is
    the same and the contents are not unlike. What bears neither payer nor number nor title is nobody's version.
    """
    if payer_key(a) == UNKNOWN_PAYER or payer_key(b) == UNKNOWN_PAYER:
        return False
    if not (number_key(a.policy_number) and number_key(b.policy_number)):
        return bool(a.title and b.title) and _content_likeness(a, b) >= _NOT_UNLIKE
    if a.title and b.title:
        return likeness(a.title, b.title) >= _ALIKE_TITLES or _content_likeness(a, b, unread=0.0) >= _ALIKE_CONTENT
    return _content_likeness(a, b) >= _NOT_UNLIKE


def likely_predecessors(record: PolicyRecord, policies: tuple[PolicySummary, ...]) -> tuple[Likeness, ...]:
    """The lines of the same payer that a new line may continue under another number or title, the likeliest first.

    Whether it does only a person can say. ``policies`` are all other lines of the payer.
    """
    codes = frozenset(code.code for code in record.codes)
    found = (_likeness(record, codes, policy) for policy in policies)
    return tuple(sorted((each for each in found if each), key=lambda each: (-each.score, each.name)))


def _likeness(record: PolicyRecord, codes: frozenset[str], policy: PolicySummary) -> Likeness | None:
    titles = closeness(words(record.title or ""), words(policy.title or "")) if record.title and policy.title else 0.0
    shared = len(codes & policy.codes) / len(codes | policy.codes) if codes and policy.codes else 0.0
    number = number_key(record.policy_number)
    if payer_key(record) == UNKNOWN_PAYER and titles >= _ALIKE_TITLES:
        return Likeness(policy.name, titles, "the title is alike, and neither document names its payer")
    if number and number == number_key(policy.policy_number):
        return Likeness(policy.name, max(titles, 0.5), "the number is the same, title and content are not")
    if titles >= _ALIKE_TITLES and not _name_two_things(record.title or "", policy.title or ""):
        said = "the title is the same" if titles == 1 else f"the title is alike: {policy.title}"
        return Likeness(policy.name, titles, said)
    contained = bool(record.title and policy.title) and likeness(record.title or "", policy.title or "") == 1
    if shared >= _ALIKE_CONTENT and (contained or titles >= _ALIKE_CONTENT):
        return Likeness(policy.name, (titles + shared) / 2, f"title and codes are alike: {policy.title}")
    return None


def _name_two_things(a: str, b: str) -> bool:
    """Whether two titles each have words of their own: "Lynch syndrome genetic testing", "Marfan syndrome genetic
    testing". A title that only became longer or shorter, or is spelt otherwise, names what it named.
    """
    of_a, of_b = words(a), words(b)
    only_a = [word for word in of_a if word not in of_b]
    only_b = [word for word in of_b if word not in of_a]
    return bool(only_a and only_b) and closeness(only_a, only_b) < _ALIKE_TITLES


def _content_likeness(a: PolicyRecord, b: PolicyRecord, *, unread: float = 1.0) -> float:
    """The share of the words of both that stands in both; ``unread`` where one has no statements to be judged by."""
    of_a, of_b = _content(a), _content(b)
    return len(of_a & of_b) / len(of_a | of_b) if of_a and of_b else unread


def _content(record: PolicyRecord) -> frozenset[str]:
    found: set[str] = set()
    for statement in record.statements:
        found.update(words(statement.text))
        if statement.criteria:
            _gather(statement.criteria, found)
    return frozenset(found)


def _gather(criterion: Criterion, found: set[str]) -> None:
    found.update(words(criterion.text))
    for item in criterion.items:
        _gather(item, found)
