"""Criteria that came or went, and lists that a statement or a criterion gained or lost."""

import re
from collections.abc import Iterator, Mapping

from policydiff.align.pairing import Pair
from policydiff.align.placed import Placed
from policydiff.align.records import ItemMove, StatementPair
from policydiff.align.statements import Stated
from policydiff.changes import Action, Area, Direction, Rule
from policydiff.direction import Derived, Effect, added, determination_sign, position, removed, statement_name
from policydiff.rules import quotes
from policydiff.rules.finding import Finding
from policydiff.rules.said import came, texts_of, unless_said, went
from policydiff.rules.topics import TOPICS, topic_of
from policyextract.records import Operator


def _rule(name: str, action: Action, summary: str, mirror: str, direction: Direction | None = None) -> Rule:
    return Rule(f"criterion-{name}", Area.CRITERION, action, summary, direction, f"criterion-{mirror}")


ADDED = _rule("added", Action.ADDED, "An item of a list of criteria is new.", "removed")
REMOVED = _rule("removed", Action.REMOVED, "An item of a list of criteria is gone.", "added")
MERGED = _rule(
    "merged",
    Action.CHANGED,
    "Items became one item that says the same, joined as they were.",
    "split",
    Direction.EDITORIAL,
)
SPLIT = _rule(
    "split", Action.CHANGED, "An item that joined several became one item for each.", "merged", Direction.EDITORIAL
)
LIST_ADDED = _rule("list-added", Action.ADDED, "A statement without criteria now has a list of them.", "list-removed")
LIST_REMOVED = _rule("list-removed", Action.REMOVED, "A statement lost its list of criteria.", "list-added")
SPELLED_OUT = _rule(
    "list-spelled-out",
    Action.CHANGED,
    "What a sentence joined by “and” or “or” stands in a list.",
    "list-folded",
    Direction.EDITORIAL,
)
FOLDED = _rule(
    "list-folded",
    Action.CHANGED,
    "What stood in a list is joined in one sentence by “and” or “or”.",
    "list-spelled-out",
    Direction.EDITORIAL,
)
SUBLIST_ADDED = _rule("sublist-added", Action.ADDED, "A criterion now has a list under it.", "sublist-removed")
SUBLIST_REMOVED = _rule("sublist-removed", Action.REMOVED, "A criterion lost the list under it.", "sublist-added")

ADDED_OF = {
    topic.name: _rule(
        f"{topic.name}-added", Action.ADDED, f"A criterion on {topic.called} is new.", f"{topic.name}-removed"
    )
    for topic in TOPICS
}
"""The rules of items on a topic of their own, by its name."""
REMOVED_OF = {
    topic.name: _rule(
        f"{topic.name}-removed", Action.REMOVED, f"A criterion on {topic.called} is gone.", f"{topic.name}-added"
    )
    for topic in TOPICS
}

ITEM_RULES = (ADDED, REMOVED, *ADDED_OF.values(), *REMOVED_OF.values())
RULES = (
    ADDED,
    REMOVED,
    *ADDED_OF.values(),
    *REMOVED_OF.values(),
    MERGED,
    SPLIT,
    LIST_ADDED,
    LIST_REMOVED,
    SPELLED_OUT,
    FOLDED,
    SUBLIST_ADDED,
    SUBLIST_REMOVED,
)


def came_and_went(pair: StatementPair, moves: tuple[ItemMove, ...]) -> Iterator[Finding]:
    """Items without a partner, except those that went to another statement or came with a whole list."""
    if pair.tree is None:
        return
    echoes = {id(part) for move in moves for part in (move.pair.old, move.pair.new)}
    for same in pair.tree.pairs:
        if same.old.is_list != same.new.is_list:
            echoes.update(id(part) for part in (*same.old.below(), *same.new.below()))
    service = quotes.service_name(pair.new)
    reworded = [same for same in pair.tree.pairs if same.old.words != same.new.words]
    said_before = texts_of((*went(pair.tree), *(same.old for same in reworded))) if pair.tree.added else ()
    said_now = texts_of((*came(pair.tree), *(same.new for same in reworded))) if pair.tree.removed else ()
    for lone in pair.tree.added:
        if id(lone.part) not in echoes:
            derived = unless_said(lone.part, said_before, added(position(pair.new.statement, lone.part)))
            rule = _of_topic(lone.part, ADDED, ADDED_OF)
            yield Finding(rule, derived.direction, service, None, quotes.item(lone.part), derived.why, lone.confidence)
    for lone in pair.tree.removed:
        if id(lone.part) not in echoes:
            derived = unless_said(lone.part, said_now, removed(position(pair.old.statement, lone.part)))
            rule = _of_topic(lone.part, REMOVED, REMOVED_OF)
            yield Finding(rule, derived.direction, service, quotes.item(lone.part), None, derived.why, lone.confidence)


def _of_topic(part: Placed, plain: Rule, by_topic: Mapping[str, Rule]) -> Rule:
    """The rule of an item by what its own words are about."""
    topic = topic_of(part.item.text)
    return plain if topic is None else by_topic[topic.name]


def mergers(pair: StatementPair) -> Iterator[Finding]:
    """Items that one item now says together, and the other way round."""
    if pair.tree is None:
        return
    why = "the same, joined alike, in one item or several"
    service = quotes.service_name(pair.new)
    for merger in pair.tree.merged:
        old, new = quotes.items(merger.several), quotes.item(merger.one)
        yield Finding(MERGED, Direction.EDITORIAL, service, old, new, why, 0.9)
    for merger in pair.tree.split:
        old, new = quotes.item(merger.one), quotes.items(merger.several)
        yield Finding(SPLIT, Direction.EDITORIAL, service, old, new, why, 0.9)


def lists(pair: StatementPair) -> Iterator[Finding]:
    """A statement that gained or lost its list."""
    old, new = pair.old, pair.new
    if (old.tree is None) == (new.tree is None):
        return
    gained = new.tree is not None
    having, lacking = (new, old) if gained else (old, new)
    if _says_the_list(having, lacking):
        rule, why = SPELLED_OUT if gained else FOLDED, "the same items, joined alike, in a list or in a sentence"
        before, after = quotes.whole(old), quotes.whole(new)
        yield Finding(rule, Direction.EDITORIAL, quotes.service_name(new), before, after, why, pair.confidence)
        return
    derived = _list_direction(having, lacking, gained)
    before = quotes.sentence(old.statement) if gained else quotes.whole(old)
    after = quotes.whole(new) if gained else quotes.sentence(new.statement)
    rule = LIST_ADDED if gained else LIST_REMOVED
    yield Finding(rule, derived.direction, quotes.service_name(new), before, after, derived.why, pair.confidence)


_QUANTIFIERS = frozenset({"all", "any", "both", "either", "following", "1"})
_CONDITIONAL = re.compile(r"\b(?:when|if|who|provided|only)\b", re.IGNORECASE)
_JOINTS = {Operator.ALL: "and", Operator.ANY: "or"}


def _says_the_list(having: Stated, lacking: Stated) -> bool:
    """Whether a sentence says what a list does: its items one by one, joined as the list joins them, and no more.

    Not where an item has a joint of its own: then the sentence could be read in more than one way.
    """
    assert having.tree is not None
    joint = _JOINTS.get(having.tree.operator)
    if joint == "and" and not _CONDITIONAL.search(lacking.statement.text):
        # "For knee and hip pain" may mean either; "when the knee and the hip hurt" means both.
        return False
    items = [part.words for part in having.tree.children]
    plain = all(items) and not any(part.is_list for part in having.tree.children)
    if joint is None or len(items) < 2 or not plain or any({"and", "or"}.intersection(item) for item in items):
        return False
    lead = [word for word in having.content if word not in _QUANTIFIERS]
    said = [word for word in lacking.content if word not in _QUANTIFIERS]
    once = [*lead, *(word for item in items[:-1] for word in item), joint, *items[-1]]
    each_time = [*lead, *items[0], *(word for item in items[1:] for word in (joint, *item))]
    return said in (once, each_time)


def _list_direction(having: Stated, lacking: Stated, gained: bool) -> Derived:
    """What a list does to a statement: it limits it, unless the sentence said the same before."""
    assert having.tree is not None
    items = [part.words for part in having.tree.below() if part.words]
    said = sum(set(words) <= set(lacking.words) for words in items)
    if said * 2 >= len(items):
        return Derived(Direction.INDETERMINATE, "the sentence without the list names the items of the list")
    effect = Effect.NARROWS if gained else Effect.WIDENS
    sign = determination_sign(having.determination)
    name = statement_name(having.determination)
    return Derived(effect.under(sign).direction, f"a list {'now limits' if gained else 'no longer limits'} {name}")


def sublists(pair: StatementPair) -> Iterator[Finding]:
    """A criterion that gained or lost a list under it."""
    for same in pair.tree.pairs if pair.tree else ():
        if same.old.is_list == same.new.is_list:
            continue
        gained = same.new.is_list
        derived = _sublist_direction(pair, same, gained)
        service = quotes.service_name(pair.new)
        before, after = quotes.item(same.old), quotes.item(same.new)
        rule = SUBLIST_ADDED if gained else SUBLIST_REMOVED
        yield Finding(rule, derived.direction, service, before, after, derived.why, same.confidence)


def _sublist_direction(pair: StatementPair, same: Pair[Placed], gained: bool) -> Derived:
    part, statement = (same.new, pair.new.statement) if gained else (same.old, pair.old.statement)
    at = position(statement, part)
    how = "a list more" if gained else "a list less"
    if part.operator is Operator.UNCLEAR or {"including", "eg"}.intersection(part.words):
        return Derived(Direction.INDETERMINATE, f"{how} under {at.place}, which may give examples only")
    effect = Effect.NARROWS if gained else Effect.WIDENS
    return Derived(effect.under(at.sign).direction, f"{how} as a further condition under {at.place}{at.remark}")
