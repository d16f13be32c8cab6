"""A version diff together with what was paired with what: what ``diff --explain`` publishes."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from policydiff.align import align
from policydiff.align.lists import Cited
from policydiff.align.pairing import Aligned, Pair, Pass
from policydiff.align.placed import Placed
from policydiff.align.records import Alignment, StatementPair
from policydiff.align.statements import Stated
from policydiff.changes import Area, Evidence, VersionDiff
from policydiff.versions import diff_aligned
from policyextract.records import Code, Model, PolicyRecord, Revision, Section

Part = TypeVar("Part")
Quote = Callable[[Part], Evidence]


class PairedParts(Model):
    """Two parts that were taken for versions of one another, or one that has no partner.

    ``by`` is the pass that made the pair, null where there is none; ``confidence`` (0 to 1) is how sure it is, of a
    part without a partner how sure it is that it has none. Area ``metadata`` are sections.
    """

    area: Area
    by: Pass | None
    confidence: float
    old: Evidence | None
    new: Evidence | None


class ExplainedDiff(Model):
    """A diff, and the alignment that it rests on: by area, pairs in the order of the new version, then what is left."""

    diff: VersionDiff
    alignment: tuple[PairedParts, ...]


def explain(old: PolicyRecord, new: PolicyRecord) -> ExplainedDiff:
    """Compare two versions, and keep which parts were paired, by which pass and how surely."""
    alignment = align(old, new)
    return ExplainedDiff(diff=diff_aligned(alignment), alignment=tuple(_parts(alignment)))


def _parts(alignment: Alignment) -> Iterator[PairedParts]:
    for pair in alignment.statements:
        yield _paired(Area.STATEMENT, Pair(pair.old, pair.new, pair.by, pair.confidence), _statement)
    yield from _alone(Area.STATEMENT, alignment.lone, _statement)
    for pair in alignment.statements:
        yield from _criteria(pair)
    for move in alignment.item_moves:
        yield _paired(Area.CRITERION, move.pair, _item)
    yield from _listed(Area.CODE, alignment.codes, _code)
    yield from _listed(Area.REVISION, alignment.revisions, _revision)
    yield from _listed(Area.REFERENCE, alignment.references, _reference)
    yield from _listed(Area.METADATA, alignment.sections, _section)


def _criteria(pair: StatementPair) -> Iterator[PairedParts]:
    """The items of a statement's list. The lists themselves are paired as their statements are."""
    if pair.tree is None:
        return
    tree = pair.tree
    for same in tree.pairs:
        if same.new.parent is not None:
            yield _paired(Area.CRITERION, same, _item)
    for merger in tree.merged:
        yield from (_paired(Area.CRITERION, Pair(one, merger.one, Pass.LIKENESS, 0.9), _item) for one in merger.several)
    for merger in tree.split:
        yield from (_paired(Area.CRITERION, Pair(merger.one, one, Pass.LIKENESS, 0.9), _item) for one in merger.several)
    yield from _alone(Area.CRITERION, Aligned((), tree.removed, tree.added), _item)


def _listed(area: Area, aligned: Aligned[Part], quote: Quote[Part]) -> Iterator[PairedParts]:
    yield from (_paired(area, pair, quote) for pair in aligned.pairs)
    yield from _alone(area, aligned, quote)


def _paired(area: Area, pair: Pair[Part], quote: Quote[Part]) -> PairedParts:
    old, new = quote(pair.old), quote(pair.new)
    return PairedParts(area=area, by=pair.by, confidence=pair.confidence, old=old, new=new)


def _alone(area: Area, aligned: Aligned[Part], quote: Quote[Part]) -> Iterator[PairedParts]:
    for lone in aligned.removed:
        yield PairedParts(area=area, by=None, confidence=lone.confidence, old=quote(lone.part), new=None)
    for lone in aligned.added:
        yield PairedParts(area=area, by=None, confidence=lone.confidence, old=None, new=quote(lone.part))


def _statement(part: Stated) -> Evidence:
    return Evidence(text=part.statement.text, provenance=part.statement.provenance)


def _item(part: Placed) -> Evidence:
    label = f"{part.item.label} " if part.item.label else ""
    return Evidence(text=f"{label}{part.item.text}".strip(), provenance=part.item.provenance)


def _code(part: Code) -> Evidence:
    return Evidence(text=f"{part.system} {part.code}", provenance=part.provenance)


def _revision(part: Revision) -> Evidence:
    said = (part.date or part.approval_date or "", *part.summary)
    return Evidence(text=" ".join(text for text in said if text), provenance=part.provenance)


def _reference(part: Cited) -> Evidence:
    return Evidence(text=part.reference.text, provenance=part.reference.provenance)


def _section(part: Section) -> Evidence:
    return Evidence(text=part.title, provenance=part.provenance)
