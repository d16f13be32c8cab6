"""Text that may bear on coverage and changed where no statement was read: quoted, for a person to judge."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from policydiff.align.pairing import Pair
from policydiff.align.records import Alignment
from policydiff.changes import Action, Area, Direction, Evidence, Rule
from policydiff.rules.finding import Finding
from policydiff.rules.sections import TOLD_ELSEWHERE, bears, heading
from policydiff.wording import normalise
from policyextract.records import Passage, PolicyRecord, Section

UNREAD = Rule(
    "section-text-changed",
    Area.METADATA,
    Action.CHANGED,
    "Text that may bear on coverage changed outside the statements that were read: what the policy holds for, "
    "definitions, guidelines, documentation, or lines of the policy part that could not be read.",
    Direction.INDETERMINATE,
    "section-text-changed",
)

RULES = (UNREAD,)

_BETWEEN = " […] "
"""Stands between passages that do not follow each other."""


def unread(alignment: Alignment, told: Sequence[Finding]) -> Iterator[Finding]:
    """Sections that bear on coverage and changed, where nothing that was found in them says how.

    In the policy part this means lines that could not be read; where all were read, it is only a matter of wording.
    """
    incomplete = alignment.old.accounting.unparsed or alignment.new.accounting.unparsed
    for pair in alignment.sections.pairs:
        old, new = pair.old, pair.new
        if not bears(new, alignment.new.sections) or old.digest == new.digest or new.kind in TOLD_ELSEWHERE:
            continue
        if new.kind == "policy" and (not incomplete or _told(alignment, pair, told)):
            continue
        if _laid_out_otherwise(alignment, pair):
            continue
        why = f"the text of the section changed ({old.words} words became {new.words}), and no statement in it did"
        yield Finding(UNREAD, Direction.INDETERMINATE, None, *_differing(pair), why, pair.confidence)


def _laid_out_otherwise(alignment: Alignment, pair: Pair[Section]) -> bool:
    """Whether two files of different formats have the same words, but for their order.

    Each format has its own order for the cells of a table. Between files of one format other order may be other sense:
    "required" may stand beside another plan.
    """
    formats = {_format(alignment.old), _format(alignment.new)}
    same = _bag(pair.old.passages) == _bag(pair.new.passages)
    return len(formats) > 1 and same and bool(pair.new.passages)


def _format(record: PolicyRecord) -> str:
    return record.source.media_type


def _bag(passages: Iterable[Passage]) -> Counter[str]:
    return Counter(word for passage in passages for word in normalise(passage.text).split())


def _differing(pair: Pair[Section]) -> tuple[Evidence | None, Evidence | None]:
    """The passages that one side alone has; the headings where none tells the sides apart."""
    old = _quote(_only(pair.old.passages, pair.new.passages))
    new = _quote(_only(pair.new.passages, pair.old.passages))
    return (old, new) if old or new else (heading(pair.old), heading(pair.new))


def _only(passages: Sequence[Passage], others: Sequence[Passage]) -> list[Passage]:
    """The passages of one side that the other lacks, however often each stands there."""
    left = Counter(normalise(other.text) for other in others)
    found = []
    for passage in passages:
        text = normalise(passage.text)
        if left[text]:
            left[text] -= 1
        else:
            found.append(passage)
    return found


def _quote(passages: Sequence[Passage]) -> Evidence | None:
    if not passages:
        return None
    return Evidence(text=_BETWEEN.join(one.text for one in passages), provenance=passages[0].provenance)


def _told(alignment: Alignment, pair: Pair[Section], told: Sequence[Finding]) -> bool:
    """Whether a finding stands in the section, in the old version or in the new one."""
    old, new = _reach(pair.old, alignment.old.sections), _reach(pair.new, alignment.new.sections)
    return any(_inside(found.old, old) or _inside(found.new, new) for found in told)


def _reach(section: Section, sections: Sequence[Section]) -> tuple[int, float]:
    """From the section's heading to the next heading."""
    start = section.provenance.span[0]
    return start, min((at for other in sections if (at := other.provenance.span[0]) > start), default=math.inf)


def _inside(evidence: Evidence | None, reach: tuple[int, float]) -> bool:
    if evidence is None or evidence.provenance is None:
        return False
    return reach[0] <= evidence.provenance.span[0] < reach[1]
