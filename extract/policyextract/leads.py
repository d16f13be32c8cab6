"""Lead-ins that reach beyond their own list: to labels they name, to lists under later headings, over statements."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import takewhile

from policyextract.criteria import is_note
from policyextract.drafts import Draft, Part
from policyextract.lexicon.operators import (
    announces_review,
    closing_joint,
    labels_named,
    opening_joint,
    opens_renewal,
    points_below,
    stated_operator,
)
from policyextract.lexicon.sections import SectionKind, section_kind
from policyextract.nesting import Item
from policyextract.paragraphs import Paragraph
from policyextract.predicates import Predicate, Sentence, strongest
from policyextract.records import Determination
from policyextract.subjects import services_of

_UMBRELLA = re.compile(
    r"^(?:the|these|all|any of the)?\s*(?:following|below)\b"
    r"|\b(?:noted|listed|described|outlined|indicated|set forth)\s+below\b.*:\s*$",
    re.IGNORECASE,
)
_LABEL_ENDS = "(). "
_NONE = re.compile(r"^(?:none|n/?a|not applicable)\.?$", re.IGNORECASE)


def draft_headed_criteria(parts: Sequence[Part]) -> None:
    """Draft a statement for each heading with a list, where the policy part says that requests are reviewed by them."""
    announced: Predicate | None = None
    for part in parts:
        for item in part.tree.items:
            if found := announces_review(item.text):
                announced = Predicate(Determination.MEDICALLY_NECESSARY, found[0], 0, 0)
        listed = any(item.marker is not None for item in part.tree.items)
        heading, title = part.section.heading, part.section.title
        if announced and listed and heading is not None and not part.drafts:
            items = part.tree.items
            sentence = Sentence(title, 0, announced)
            part.drafts = [Draft(part.section, Item(heading, items), sentence, announced, items, named=(title,))]


def follow_labels(parts: Sequence[Part]) -> None:
    """Give a statement that names its criteria by their labels ("when the criteria in sections B and C are met") what
    stands under these labels.

    Requirements are its list. What is a list of services, each with criteria of its own, makes a statement of each.
    """
    for part in parts:
        for lead in [draft for draft in part.drafts if not draft.items and draft.predicate.determination.covered]:
            labels = labels_named(lead.sentence.text)
            for item in part.tree.items:
                marker = item.marker
                if marker is None or marker.label.strip(_LABEL_ENDS) not in labels or not item.items:
                    continue
                if any(draft.item is item for draft in part.drafts):
                    continue
                stating = {id(draft.item) for draft in part.drafts}
                if _names_services(item):
                    part.drafts.extend(_of_services(part, lead, item, stating))
                else:
                    kept = [each for each in item.items if id(each) not in stating]
                    lead.items.append(Item(item.piece, kept))
        part.drafts.sort(key=Draft.place)


def _names_services(item: Item) -> bool:
    """Whether most items of a list name something and have a list of their own."""
    return 2 * sum(_is_name(each) for each in item.items) > len(item.items)


def _is_name(item: Item) -> bool:
    return bool(item.items) and item.text.rstrip().endswith(":") and not stated_operator(item.text)


def _of_services(part: Part, lead: Draft, item: Item, stating: set[int]) -> Iterator[Draft]:
    """A statement for each service of a list under a label, with the determination of the one that named the label."""
    said = replace(lead.predicate, start=0, end=0)
    for each in item.items:
        states = id(each) in stating or any(id(below) in stating for below in each.walk())
        if isinstance(each.piece, Paragraph) and _is_name(each) and not states:
            name = each.text.strip(" :")
            yield Draft(part.section, each, Sentence(each.text, 0, said), said, each.items, named=(name,))


def finish_leads(parts: Sequence[Part]) -> None:
    """Give an unfinished lead-in the lists under the headings that follow it.

    Unfinished is a lead-in without a list of its own ("if the conditions indicated below are met"), one whose list ends
    in "and", and one whose list has headed parts. Headings with statements of their own end it, and so do the known
    names of other parts.
    """
    for at, part in enumerate(parts):
        lead = next((draft for draft in part.drafts if _unfinished(draft)), None)
        if lead is None:
            continue
        phases = _orphans(parts[at + 1 :])
        if phases and any(item.marker or item.items for item in phases[0].items):
            first, *renewals = phases
            said = len(first.headed) == 1 and stated_operator(lead.sentence.text)
            joined = said or any(opening_joint(item.text) for item in first.items)
            lead.scattered = bool(lead.items) or not joined
            lead.items.extend(first.items)
            lead.notes.extend(first.notes)
            for renewal in renewals:
                renewal.part.drafts.append(_of_renewal(lead, renewal))


@dataclass(frozen=True)
class _Phase:
    """What is asked of care that begins, or that goes on, from under the headings of ``part`` and of those behind.

    ``headed`` are the parts that gave items: the list of a single one combines as the lead-in says.
    """

    part: Part
    items: list[Item] = field(default_factory=list)
    notes: list[Item] = field(default_factory=list)
    headed: list[Part] = field(default_factory=list)

    def take(self, part: Part, items: Sequence[Item]) -> None:
        """Add the items of a part."""
        self.items.extend(items)
        if items:
            self.headed.append(part)


def _orphans(following: Sequence[Part]) -> list[_Phase]:
    """The items and notes of the sections that follow, up to the first statement or another part by name."""
    phases: list[_Phase] = []
    for part in following:
        if part.section.named and section_kind(part.section.title) is not SectionKind.POLICY:
            break
        if not phases or (phases[-1].items and opens_renewal(part.section.title)):
            phases.append(_Phase(part))
        phase = phases[-1]
        if part.drafts:
            phase.take(part, list(takewhile(partial(_listed_apart, part.drafts), part.tree.items)))
            break
        phase.take(part, [item for item in part.tree.items if _may_be_criterion(item)])
        phase.notes.extend(item for item in part.tree.items if is_note(item))
    return [phase for phase in phases if phase.items]


def _of_renewal(lead: Draft, renewal: _Phase) -> Draft:
    """What is asked of care that goes on, as a statement of its own: nobody has to meet it at the beginning too."""
    section = renewal.part.section
    assert section.heading is not None
    said = replace(lead.predicate, start=0, end=0)
    named = services_of(lead.sentence) or lead.named
    sentence = Sentence(section.title, 0, said)
    return Draft(section, Item(section.heading), sentence, said, renewal.items, renewal.notes, named)


def _listed_apart(drafts: Sequence[Draft], item: Item) -> bool:
    """Whether an item of a list is no part of a statement, and none is made in it."""
    within = {id(each.piece) for each in (item, *item.walk())}
    return item.marker is not None and not any(id(piece) in within for draft in drafts for piece in draft.pieces())


def _unfinished(draft: Draft) -> bool:
    if draft.items:
        return draft.parted or closing_joint(draft.items[-1].text) == "and"
    return draft.sentence.text.rstrip().endswith(":") or points_below(draft.sentence.text)


def _may_be_criterion(item: Item) -> bool:
    return isinstance(item.piece, Paragraph) and not is_note(item) and not _NONE.match(item.text)


def without_umbrellas(part: Part) -> Iterator[Draft]:
    """The drafts without those that only introduce others ("The following is not covered:" before such statements).

    What such an umbrella says of the ground of denial holds for the denials under it.
    """
    for at, draft in enumerate(part.drafts):
        if draft.items or not _UMBRELLA.search(draft.sentence.text):
            yield draft
            continue
        for below in part.drafts[at + 1 :]:
            if not below.predicate.determination.covered and not draft.predicate.determination.covered:
                below.predicate = strongest(below.predicate, draft.predicate.determination)
