"""Lead-ins that reach beyond their section: lists under the headings that follow, umbrellas over other statements."""

import re
from collections.abc import Iterator, Sequence

from policyextract.criteria import is_note
from policyextract.drafts import Draft, Part
from policyextract.lexicon.operators import announces_review, closing_joint, opening_joint, points_below
from policyextract.lexicon.sections import SectionKind, section_kind
from policyextract.nesting import Item
from policyextract.paragraphs import Paragraph
from policyextract.predicates import Predicate, Sentence, strongest
from policyextract.records import Determination

_UMBRELLA = re.compile(
    r"^(?:the|these|all|any of the)?\s*(?:following|below)\b"
    r"|\b(?:noted|listed|described|outlined|indicated|set forth)\s+below\b.*:\s*$",
    re.IGNORECASE,
)
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


def finish_leads(parts: Sequence[Part]) -> None:
    """Give an unfinished lead-in the lists under the headings that follow it.

    Unfinished is a lead-in without a list of its own ("if the conditions indicated below are met"), and one whose list
    ends in "and". Headings with statements of their own end it, and so do the known names of other parts.
    """
    for at, part in enumerate(parts):
        lead = next((draft for draft in part.drafts if _unfinished(draft)), None)
        if lead is None:
            continue
        orphans = _orphans(parts[at + 1 :])
        if any(item.marker or item.items for item in orphans):
            had_items = bool(lead.items)
            lead.items.extend(orphans)
            lead.scattered = had_items or not any(opening_joint(item.text) for item in orphans)


def _orphans(following: Sequence[Part]) -> list[Item]:
    """The items of the sections that follow, up to the first that has statements or is another part by name."""
    orphans: list[Item] = []
    for part in following:
        if part.drafts or (part.section.named and section_kind(part.section.title) is not SectionKind.POLICY):
            break
        orphans.extend(item for item in part.tree.items if _may_be_criterion(item))
    return orphans


def _unfinished(draft: Draft) -> bool:
    if draft.items:
        return closing_joint(draft.items[-1].text) == "and"
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
