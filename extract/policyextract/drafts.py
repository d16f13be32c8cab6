"""Statements in the making: which sentences of a section determine, and which of its lists belongs to each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from policyextract.belonging import announces, announces_below, asks_when, is_bare_line, is_row_over_page, own_list
from policyextract.criteria import is_note
from policyextract.criteriatables import RowName
from policyextract.lexicon.operators import closing_joint, lone_joint, opening_joint
from policyextract.nesting import Item, nest
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.predicates import Predicate, Sentence, heading_determination, sentences, strongest
from policyextract.records import Determination
from policyextract.subjects import insists, lacks_subject, names_no_service, on_same_list, with_antecedent

_POINTING_BACK = re.compile(
    r"(?:It|This|These|They|There (?:is|are)|(?:Therefore|Thus|Hence|Consequently),? (?:it|this|these|they)) "
)
_INDICATIONS = re.compile(r"^(?:\d[\d.]*\s+)?(?:covered |clinical )?indications for \w", re.IGNORECASE)


@dataclass
class Draft:
    """A statement in the making: the sentence that determines, the item it stands in, and the list below it.

    ``named`` is the service where the sentence names none: its heading, or the line before it. ``scattered`` tells that
    the list was gathered from under several headings, which say not how they combine, and ``parted`` that parts of it
    are headed inside ("For hall lamps" between two of its items).
    """

    section: Section
    item: Item
    sentence: Sentence
    predicate: Predicate
    items: list[Item]
    notes: list[Item] = field(default_factory=list)
    named: tuple[str, ...] = ()
    scattered: bool = False
    parted: bool = False

    def place(self) -> tuple[int, int]:
        """Where the sentence stands, for the order of the page: a statement comes before those inside its list."""
        return (self.item.piece.start if isinstance(self.item.piece, Paragraph) else 0, self.sentence.start)

    def pieces(self) -> Iterator[object]:
        """The paragraphs and tables that the statement was read from."""
        yield self.item.piece
        for item in [*self.items, *self.notes]:
            yield item.piece
            for below in item.walk():
                yield below.piece


@dataclass
class Part:
    """A section of the policy part with its paragraphs nested, and the statements drafted from it."""

    section: Section
    tree: Item
    drafts: list[Draft]


def draft(section: Section, above: Predicate | None = None, listed: Predicate | None = None) -> Part:
    """Nest a section's paragraphs and draft its statements.

    ``above`` is what the heading over this section's determines, where that stands over several ("Inclusions");
    ``listed`` is the same of a heading that determines only what is listed ("Indications for lamps").
    """
    tree = nest(section.pieces)
    rows, others = _of_rows(section, tree.items)
    drafts = sorted([*rows, *_level(section, others)], key=Draft.place)
    own = heading_predicate(section)
    predicate = own or above or (listed if not drafts and _only_listed(tree.items) else None)
    if predicate is not None and _lists_under_heading(tree.items, drafts, predicate):
        covered = predicate.determination.covered
        stating = [
            each for each in drafts if each.predicate.determination.covered is not covered or not each.predicate.loose
        ]
        named = (section.title,) if own is None and section.heading is not None else ()
        whole = [*_under_heading(section, tree.items, predicate), *stating]
        drafts = [replace(each, named=each.named or named) for each in whole]
    return Part(section, tree, drafts)


def heading_predicate(section: Section) -> Predicate | None:
    """What the heading of a section determines."""
    return heading_determination(section.title) if section.heading else None


def indications_predicate(section: Section) -> Predicate | None:
    """What a heading determines that names the indications of a service ("Indications for lamp therapy")."""
    match = _INDICATIONS.search(section.title)
    return Predicate(Determination.MEDICALLY_NECESSARY, match[0], *match.span()) if match else None


def _only_listed(items: Sequence[Item]) -> bool:
    """Whether items with markers are all that stands here, notes aside."""
    rest = [item for item in items if not is_note(item)]
    return len(rest) > 1 and all(item.marker is not None for item in rest)


def _lists_under_heading(items: Sequence[Item], drafts: Sequence[Draft], predicate: Predicate) -> bool:
    """Whether a section is the list of what its heading determines: nothing in it states more than a few items do."""
    listed = [item for item in items if item.marker is not None]
    if not drafts:
        return predicate.firm or bool(listed)
    stating = {id(item) for item in listed for each in drafts if each.item is item}
    alike = all(each.predicate.determination.covered is predicate.determination.covered for each in drafts)
    inside = all(each.item.marker is not None for each in drafts)
    return inside and alike and 2 * len(stating) < len(listed)


def _level(section: Section, items: Sequence[Item]) -> Iterator[Draft]:
    """The drafts of the items of one level, each taking the list that belongs to it, and of the levels below."""
    current: Draft | None = None
    for at, item in enumerate(items):
        drafts = list(_of_item(section, item, items[:at]))
        if drafts and not _goes_on(items[:at], item):
            if current:
                yield current
            *done, current = drafts
            yield from done
            yield from _nested(section, item)
            continue
        if current is not None and _belongs(item, current):
            (current.notes if is_note(item) else current.items).append(item)
            yield from _nested(section, item)
            continue
        if current is not None and _heads_part(item, current, items[at + 1 :]):
            current.notes.append(item)
            current.parted = True
            continue
        if current is not None and (bare := _bare_run_below(current, items[at:])):
            current.items.extend(bare)
            continue
        if current is not None and any(each is item for each in current.items):
            continue
        if current and not lone_joint(item.text):
            yield current
            current = None
        yield from _level(section, item.items)
    if current:
        yield current


def _of_rows(section: Section, items: Sequence[Item]) -> tuple[list[Draft], list[Item]]:
    """The statements of rows that name a service beside its criteria, and the items that stand in no such row.

    What the column of criteria is headed holds for the service that the row names.
    """
    drafts: list[Draft] = []
    rowed: set[int] = set()
    for item in items:
        if isinstance(name := item.piece, RowName):
            inside = {id(each) for each in name.criteria}
            predicate = Predicate(Determination.MEDICALLY_NECESSARY, name.head, 0, 0)
            criteria = [each for each in items if id(each.piece) in inside]
            sentence = Sentence(name.text, 0, predicate)
            drafts.append(Draft(section, item, sentence, predicate, criteria, named=(name.text,)))
            rowed.update((id(item), *map(id, criteria)))
    return drafts, [item for item in items if id(item) not in rowed]


def _goes_on(before: Sequence[Item], item: Item) -> bool:
    """Whether an item is a condition beside the one before it, whatever it states ("The state does not pay for it")."""
    above = before[-1] if before else None
    if above is None or above.marker is None or item.marker is None or closing_joint(above.text) != "and":
        return False
    return isinstance(above.piece, Paragraph) and not _stated(above.piece.text)


def _nested(section: Section, item: Item) -> Iterator[Draft]:
    """Statements inside the list of another ("Marker testing is medically necessary for ..." as an item); where that
    asks for conditions, clauses in lower case are none.
    """
    conditions = asks_when(item.text)
    return (
        below
        for below in _level(section, item.items)
        if not below.predicate.loose and not (conditions and below.sentence.text[:1].islower())
    )


def _of_item(section: Section, item: Item, before: Sequence[Item]) -> Iterator[Draft]:
    """A draft for each sentence of a paragraph that determines; the last one takes the list below the paragraph."""
    if not isinstance(item.piece, Paragraph) or is_note(item):
        return
    stated = _stated(item.piece.text)
    for at, (sentence, predicate) in enumerate(stated):
        last = at == len(stated) - 1
        named = _lines_before(before) if lacks_subject(sentence) else _row_name(item, before, predicate)
        items, remarks = own_list(sentence, predicate, item.items) if last else ([], [])
        yield Draft(section, item, sentence, predicate, items, remarks, named=named)


def _stated(text: str) -> list[tuple[Sentence, Predicate]]:
    """The sentences that determine.

    One that only repeats the one before ("It may be considered ...") is left out. So is one that gives the ground of
    the denial before it ("This is considered investigational because ..."), which then holds for that, or that says
    more of the list that the denial leads in ("In addition, these are excluded:"), or once more that it holds ("even
    when ordered").
    """
    stated: list[tuple[Sentence, Predicate]] = []
    every = sentences(text)
    for last, each in zip((None, *every), every, strict=False):
        sentence = each if stated else with_antecedent(last, each, text)
        predicate = sentence.predicate
        if predicate is None or names_no_service(sentence):
            continue
        if stated and insists(stated[-1][0], sentence):
            continue
        if stated and (_POINTING_BACK.match(sentence.text) or on_same_list(stated[-1][0], sentence)):
            before, said = stated[-1]
            if said.determination is predicate.determination:
                continue
            if not (said.determination.covered or predicate.determination.covered):
                if not sentence.text.startswith("There "):  # the state of the evidence is no further determination
                    stated[-1] = before, strongest(said, predicate.determination)
                continue
        stated.append((sentence, predicate))
    return stated


def _lines_before(before: Sequence[Item]) -> tuple[str, ...]:
    """The bulleted lines just before a sentence without a subject: they are its subject."""
    names: list[str] = []
    for item in reversed(before):
        if item.marker is None or not item.marker.bullet:
            break
        names.insert(0, item.text)
    return tuple(names)


def _row_name(item: Item, before: Sequence[Item], predicate: Predicate) -> tuple[str, ...]:
    """The service in the cell before one that begins with its determination ("Medically necessary when")."""
    above = before[-1].piece if before else None
    piece = item.piece
    if predicate.start > 0 or not isinstance(above, Paragraph) or not isinstance(piece, Paragraph):
        return ()
    same_row = (above.first.page, above.first.number) == (piece.first.page, piece.first.number)
    return (above.text.strip(" :"),) if same_row and not above.text.rstrip().endswith((".", ":")) else ()


def _belongs(item: Item, current: Draft) -> bool:
    """Whether an item behind a statement is part of its list: a further group, a note, or an item that only follows."""
    if is_note(item) or (current.items and is_row_over_page(item, current.items[-1])):
        return True
    if item.marker is None and not isinstance(item.piece, Paragraph):
        return current.sentence.text.rstrip().endswith(":")
    if opening_joint(item.text) or lone_joint(item.text):
        return bool(current.items)
    same_list = item.marker is not None and current.item.marker is None
    announced = announces(current.sentence.text) or announces_below(current.item.text)
    return same_list and (bool(current.items) or announced)


def _heads_part(item: Item, current: Draft, behind: Sequence[Item]) -> bool:
    """Whether a line heads a part of a list that is not at its end: the item before it ends in "and"."""
    if not current.items or item.marker is not None or item.items or not isinstance(item.piece, Paragraph):
        return False
    unfinished = closing_joint([current.items[-1], *current.items[-1].walk()][-1].text) == "and"
    goes_on = bool(behind) and behind[0].marker is not None
    return unfinished and goes_on and item.text[-1:] not in ".:;"


def _bare_run_below(current: Draft, items: Sequence[Item]) -> list[Item]:
    """The list without markers below a lead-in: lines that each name something, no prose.

    A single line heads something, and so does the last before a list with markers.
    """
    if current.items or not current.sentence.text.rstrip().endswith(":"):
        return []
    run = list(takewhile(is_bare_line, items))
    marked = len(run) < len(items) and items[len(run)].marker is not None
    return run if len(run) > 1 and not marked else []


def _under_heading(section: Section, items: Sequence[Item], predicate: Predicate) -> Iterator[Draft]:
    """A section whose heading determines and whose text does not: its paragraphs are what is determined."""
    leads = [item for item in items if isinstance(item.piece, Paragraph) and not is_note(item)]
    notes = [item for item in items if is_note(item)]
    if not leads:
        return
    first, *rest = leads
    assert isinstance(first.piece, Paragraph)
    if first.marker is None:
        sentence = Sentence(first.piece.text, 0, replace(predicate, start=0, end=0))
        listed = [*first.items, *(item for item in rest if item.marker is not None or opening_joint(item.text))]
        yield Draft(section, first, sentence, predicate, listed, notes)
        return
    assert section.heading is not None
    listed = [item for item in leads if item.marker is not None or opening_joint(item.text)]
    yield Draft(section, Item(section.heading, listed), Sentence(section.title, 0, predicate), predicate, listed, notes)
