"""Codes that a statement names in its own text."""

from collections.abc import Iterator

from policydiff import direction
from policydiff.align.records import Alignment, StatementPair
from policydiff.changes import Action, Area, Rule
from policydiff.rules import quotes
from policydiff.rules.finding import Finding
from policyextract.records import Determination, Statement

ADDED = Rule(
    "statement-code-added",
    Area.STATEMENT,
    Action.CHANGED,
    "A statement names a code more in its text.",
    mirror="statement-code-removed",
)
REMOVED = Rule(
    "statement-code-removed",
    Area.STATEMENT,
    Action.CHANGED,
    "A statement names a code less in its text.",
    mirror="statement-code-added",
)

RULES = (ADDED, REMOVED)


def codes(pair: StatementPair, alignment: Alignment) -> Iterator[Finding]:
    """Codes that came into a statement's text or left it, save where the code tables tell the same of them."""
    old, new = pair.old.statement, pair.new.statement
    for widened, codes in ((True, _only_in(new, old)), (False, _only_in(old, new))):
        told = _told(alignment, widened)
        named = [code for code in codes if code not in told]
        if named:
            derived = direction.reach(widened, pair.new.determination)
            why = f"{derived.why}: {', '.join(named)}"
            rule = ADDED if widened else REMOVED
            before, after = quotes.sentence(old), quotes.sentence(new)
            service = quotes.service_name(pair.new)
            yield Finding(rule, derived.direction, service, before, after, why, pair.confidence)


def _only_in(here: Statement, there: Statement) -> list[str]:
    return [code for code in here.codes if code not in there.codes]


def _told(alignment: Alignment, came: bool) -> set[str]:
    """The codes that the tables list anew, or no longer, under a heading with a determination."""
    lone = alignment.codes.added if came else alignment.codes.removed
    return {one.part.code for one in lone if one.part.determination is not Determination.UNSPECIFIED}
