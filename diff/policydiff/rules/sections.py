"""Sections of the document, and the background as a whole."""

import math
from collections.abc import Iterator, Sequence

from policydiff.align.pairing import Lone, Pair, out_of_order
from policydiff.align.records import Alignment
from policydiff.changes import Action, Area, Direction, Evidence, Rule
from policydiff.rules.finding import Finding
from policydiff.wording import words
from policyextract.lexicon.bearing import bears_on_coverage
from policyextract.lexicon.sections import section_kind
from policyextract.records import Section


def _rule(name: str, action: Action, summary: str, mirror: str, direction: Direction) -> Rule:
    return Rule(name, Area.METADATA, action, summary, direction, mirror)


ADDED = _rule(
    "section-added", Action.ADDED, "The document has a section more.", "section-removed", Direction.ADMINISTRATIVE
)
REMOVED = _rule(
    "section-removed", Action.REMOVED, "The document has a section less.", "section-added", Direction.ADMINISTRATIVE
)
RENAMED = _rule(
    "section-renamed", Action.CHANGED, "A section has another heading.", "section-renamed", Direction.EDITORIAL
)
MOVED = _rule("section-moved", Action.MOVED, "A section stands in another place.", "section-moved", Direction.EDITORIAL)
BACKGROUND = _rule(
    "background-changed",
    Action.CHANGED,
    "Text besides statements, codes, references and log changed; one entry for all of it.",
    "background-changed",
    Direction.EDITORIAL,
)

RULES = (ADDED, REMOVED, RENAMED, MOVED, BACKGROUND)

TOLD_ELSEWHERE = frozenset({"header", "contents", "codes", "revisions", "references", "related"})
"""Kinds of sections whose changes are found in their parts."""


def came_and_went(alignment: Alignment) -> Iterator[Finding]:
    """Sections without a partner. Headings that are no section's name, such as a disease, count with the background."""
    for lone in alignment.sections.added:
        if _by_name(lone.part, alignment.new.sections):
            why = f"section of {lone.part.words} words added"
            yield Finding(ADDED, Direction.ADMINISTRATIVE, None, None, heading(lone.part), why, lone.confidence)
    for lone in alignment.sections.removed:
        if _by_name(lone.part, alignment.old.sections):
            why = f"section of {lone.part.words} words removed"
            yield Finding(REMOVED, Direction.ADMINISTRATIVE, None, heading(lone.part), None, why, lone.confidence)


def _by_name(section: Section, sections: Sequence[Section]) -> bool:
    """Whether a section is one of the document's own, and no topic inside another."""
    return section_kind(section.title) is not None or section.level == _top(sections)


def _top(sections: Sequence[Section]) -> int:
    return min((section.level for section in sections), default=1)


def renamed(alignment: Alignment) -> Iterator[Finding]:
    """Sections under another heading."""
    for pair in alignment.sections.pairs:
        if words(pair.old.title) != words(pair.new.title):
            old, new = heading(pair.old), heading(pair.new)
            yield Finding(RENAMED, Direction.EDITORIAL, None, old, new, "the heading of a section", pair.confidence)


def moved(alignment: Alignment) -> Iterator[Finding]:
    """Top sections in another order."""
    tops = _top(alignment.old.sections), _top(alignment.new.sections)
    order_old = {id(section): at for at, section in enumerate(alignment.old.sections)}
    order_new = {id(section): at for at, section in enumerate(alignment.new.sections)}

    def places(pair: Pair[Section]) -> tuple[int, int, str]:
        name = "|".join(sorted((pair.old.title + pair.old.digest, pair.new.title + pair.new.digest)))
        return order_old[id(pair.old)], order_new[id(pair.new)], name

    pairs = [pair for pair in alignment.sections.pairs if pair.old.level == tops[0] or pair.new.level == tops[1]]
    for pair in out_of_order(pairs, places):
        why = "the section stands in another place of the document"
        yield Finding(MOVED, Direction.EDITORIAL, None, heading(pair.old), heading(pair.new), why, pair.confidence)


def background(alignment: Alignment) -> Iterator[Finding]:
    """Everything that no statement, code, reference or log entry holds, in one entry with counts."""
    sections = alignment.sections
    changed = [
        pair
        for pair in sections.pairs
        if _counts(pair.new, alignment.new.sections) and pair.old.digest != pair.new.digest
    ]
    added = _topics(sections.added, alignment.new.sections)
    removed = _topics(sections.removed, alignment.old.sections)
    if not changed and not added and not removed:
        return
    old = (*(pair.old for pair in changed), *removed)
    new = (*(pair.new for pair in changed), *added)
    why = (
        f"{len(changed)} sections changed, {len(added)} added, {len(removed)} removed; "
        f"{_size(old)} words became {_size(new)}"
    )
    yield Finding(BACKGROUND, Direction.EDITORIAL, None, _together(old), _together(new), why)


def _topics(lone: Sequence[Lone[Section]], sections: Sequence[Section]) -> list[Section]:
    return [one.part for one in lone if _counts(one.part, sections) and not _by_name(one.part, sections)]


def _counts(section: Section, sections: Sequence[Section]) -> bool:
    """Whether a section is background: it is not told by its parts, and does not bear on coverage."""
    return section.kind not in TOLD_ELSEWHERE and not bears(section, sections)


def bears(section: Section, sections: Sequence[Section]) -> bool:
    """Whether the text of a section may decide on coverage, by its kind or by a heading above it."""
    return bears_on_coverage(section.kind, (above.title for above in _path(section, sections)))


def _path(section: Section, sections: Sequence[Section]) -> Iterator[Section]:
    """A section and the sections that it stands in, from the inside out."""
    level = math.inf
    for at in range(next(at for at, one in enumerate(sections) if one is section), -1, -1):
        if sections[at].level < level:
            level = sections[at].level
            yield sections[at]


def _size(sections: Sequence[Section]) -> int:
    return sum(section.words for section in sections)


def _together(sections: Sequence[Section]) -> Evidence | None:
    if not sections:
        return None
    titles = "; ".join(dict.fromkeys(section.title for section in sections))
    return Evidence(text=titles, provenance=sections[0].provenance)


def heading(section: Section) -> Evidence:
    return Evidence(text=section.title, provenance=section.provenance)
