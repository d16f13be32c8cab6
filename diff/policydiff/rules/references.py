"""The reference list, in one entry."""

from collections.abc import Iterator, Sequence

from policydiff.align.pairing import Pass
from policydiff.align.records import Alignment
from policydiff.changes import Action, Area, Direction, Evidence, Rule
from policydiff.rules.finding import Finding
from policyextract.records import Reference

CHANGED = Rule(
    "reference-list-changed",
    Area.REFERENCE,
    Action.CHANGED,
    "References came, went or are cited in another edition; one entry for all of them.",
    Direction.EDITORIAL,
    mirror="reference-list-changed",
)

RULES = (CHANGED,)


def references(alignment: Alignment) -> Iterator[Finding]:
    """What became of the reference list, in numbers."""
    aligned = alignment.references
    updated = sum(pair.by is not Pass.EXACT for pair in aligned.pairs)
    added, removed = len(aligned.added), len(aligned.removed)
    if not (added or removed or updated):
        return
    unchanged = len(aligned.pairs) - updated
    why = f"references: {added} added, {removed} removed, {updated} updated, {unchanged} unchanged"
    old, new = _list(alignment.old.references), _list(alignment.new.references)
    yield Finding(CHANGED, Direction.EDITORIAL, None, old, new, why)


def _list(references: Sequence[Reference]) -> Evidence | None:
    if not references:
        return None
    return Evidence(text=f"References ({len(references)})", provenance=references[0].provenance)
