"""Rows of the revision log as text. What they are worth is the matter of ``policydiff.revision_log``."""

from collections.abc import Iterator

from policydiff.align.lists import summary_words
from policydiff.align.records import Alignment
from policydiff.changes import Action, Area, Direction, Evidence, Rule
from policydiff.rules.finding import Finding
from policyextract.records import Revision

_ADMINISTRATIVE = Direction.ADMINISTRATIVE
ADDED = Rule(
    "revision-added",
    Area.REVISION,
    Action.ADDED,
    "The revision log has an entry more.",
    _ADMINISTRATIVE,
    mirror="revision-removed",
)
REMOVED = Rule(
    "revision-removed",
    Area.REVISION,
    Action.REMOVED,
    "The revision log has an entry less.",
    _ADMINISTRATIVE,
    mirror="revision-added",
)
CHANGED = Rule(
    "revision-changed",
    Area.REVISION,
    Action.CHANGED,
    "An entry of the revision log reads otherwise than before.",
    _ADMINISTRATIVE,
    mirror="revision-changed",
)

RULES = (ADDED, REMOVED, CHANGED)


def entries(alignment: Alignment) -> Iterator[Finding]:
    """Entries that came, went or were rewritten."""
    for lone in alignment.revisions.added:
        yield Finding(ADDED, _ADMINISTRATIVE, None, None, _quote(lone.part), "entry added to the log", lone.confidence)
    for lone in alignment.revisions.removed:
        why = "entry taken from the log"
        yield Finding(REMOVED, _ADMINISTRATIVE, None, _quote(lone.part), None, why, lone.confidence)
    for pair in alignment.revisions.pairs:
        if summary_words(pair.old) != summary_words(pair.new):
            why = "an entry of the past was rewritten"
            old, new = _quote(pair.old), _quote(pair.new)
            yield Finding(CHANGED, _ADMINISTRATIVE, None, old, new, why, pair.confidence)


def _quote(entry: Revision) -> Evidence:
    said = (entry.date or entry.approval_date or "", entry.kind or "", *entry.summary)
    return Evidence(text=" ".join(part for part in said if part), provenance=entry.provenance)
