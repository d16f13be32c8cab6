"""Lists below a statement as a tree of criteria with the operators that the text states."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policyextract.document import Cell, Provenance, Table
from policyextract.lexicon.operators import (
    closing_joint,
    lists_cases,
    lone_joint,
    must_all_be_met,
    opening_joint,
    stated_operator,
)
from policyextract.lexicon.remarks import heads_note
from policyextract.markers import BULLETS
from policyextract.nesting import Item
from policyextract.paragraphs import Paragraph
from policyextract.records import Criterion, Operator
from policyextract.thresholds import thresholds

_POINTS = re.compile(r"^\(?(?:please )?(?:see|refer to) [^:;]{3,120}[.)]+$", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^(?:[†‡§¥±◊^¶#⁰¹²³⁴⁵⁶⁷⁸⁹]|\*+(?=[^\s\d]))")
_ASTERISK = re.compile(r"[\w)\]]\*(?!\w)")
_CELL_BULLET = re.compile(rf"\n(?=[{BULLETS}-]\s)")
_TABLE_HEAD = re.compile(
    r"\b(?:codes?|procedure|description|service|test|drug|indication|criteria|diagnosis|condition)s?\b", re.IGNORECASE
)


def is_note(item: Item) -> bool:
    """Whether a paragraph is a note, a footnote or a pointer ("See below."): it may limit, but is no criterion."""
    first = item.piece.first.text if isinstance(item.piece, Paragraph) else ""
    points = item.marker is None and _POINTS.match(item.text)
    return heads_note(item.text) or bool(_FOOTNOTE.match(first) or points)


def is_footnote(item: Item, among: Sequence[Item]) -> bool:
    """Whether an item of a list is the footnote of another, though a blank behind its asterisk makes that look like a
    bullet: the others have bullets of another kind, and one bears the asterisk.
    """
    if item.marker is None or item.marker.label != "*":
        return False
    others = [each for each in among if each.marker is not None and each.marker.label != "*"]
    return bool(others) and any(_ASTERISK.search(each.text) for each in others)


@dataclass(frozen=True, slots=True)
class _Group:
    """Items under one lead-in: the statement's own (``lead`` None), or a further one in the midst of the list."""

    lead: Item | None
    items: tuple[Item, ...]


def criteria_of(lead: str, items: Sequence[Item], excluded: bool = False) -> Criterion | None:
    """The criteria that a lead-in introduces; None where there is no list.

    ``excluded`` tells that the statement denies coverage: cases that it merely lists are then each denied.
    """
    if not stated_operator(lead) and len(sets := _sets(items)) > 1:
        nodes = tuple(node for each in sets if (node := criteria_of("", each, excluded)))
        return Criterion(operator=Operator.ANY, text="", items=nodes, provenance=nodes[0].provenance)
    groups = _groups(items)
    if not groups:
        return None
    if len(groups) == 1 and groups[0].lead is None:
        return _list(lead, groups[0].items, excluded)
    if len(groups) == 1 and groups[0].lead is not None:
        inner = groups[0].lead
        return _list(f"{lead} {inner.text}", groups[0].items, excluded)
    return _combined(lead, groups, excluded)


def _sets(items: Sequence[Item]) -> list[Sequence[Item]]:
    """A list cut where it begins anew with the same line without a marker ("Age 18 or older", "Diagnosis" and its list,
    and again): sets of which each is whole, so that a patient has to meet one. "One of the following:", said twice,
    begins none, nor what "and" joins.
    """
    first = items[0] if items else None
    if first is None or first.marker is not None or not isinstance(first.piece, Paragraph) or is_note(first):
        return [items]
    if stated_operator(first.text) or lone_joint(first.text):
        return [items]
    starts = [at for at, item in enumerate(items) if item.marker is None and item.text == first.text]
    sets = [items[start:end] for start, end in pairwise([*starts, len(items)])]
    whole = all(len(each) > 1 and lone_joint(each[-1].text) != "and" for each in sets)
    return sets if whole else [items]


def _groups(items: Sequence[Item]) -> list[_Group]:
    """Cut a list at the lead-ins of further groups ("AND ALL of the following:")."""
    groups: list[_Group] = []
    lead: Item | None = None
    current: list[Item] = []
    for at, item in enumerate(items):
        if _leads_group(item) or (current and _heads_group(item, items[at + 1 :])):
            if current:
                groups.append(_Group(lead, tuple(current)))
            lead, current = item, list(item.items)
        elif (not is_note(item) and not lone_joint(item.text)) or lone_joint(item.text):
            current.append(item)
    if current:
        groups.append(_Group(lead, tuple(current)))
    return groups


def _leads_group(item: Item) -> bool:
    return item.marker is None and isinstance(item.piece, Paragraph) and bool(opening_joint(item.text))


def _heads_group(item: Item, behind: Sequence[Item]) -> bool:
    """Whether a line in the midst of a list heads the items behind it ("In children:"), and says not how they join."""
    bare = item.marker is None and isinstance(item.piece, Paragraph) and not item.items and not is_note(item)
    return bare and item.text.rstrip().endswith(":") and bool(behind) and behind[0].marker is not None


def _combined(lead: str, groups: Sequence[_Group], excluded: bool) -> Criterion:
    """Several groups as one tree, joined by the words with which the later ones open.

    Items before the first lead-in that combine in the same way as the groups stand beside them, and so does a single
    one; else they are a group of their own.
    """
    joints = {opening_joint(group.lead.text) for group in groups if group.lead is not None}
    operator = _JOINED.get(joints.pop() or "", Operator.UNCLEAR) if len(joints) == 1 else Operator.UNCLEAR
    text, nodes = "", list[Criterion]()
    for group in groups:
        node = _list(group.lead.text if group.lead else lead, group.items, excluded)
        if node is None:
            continue
        if group.lead is None and (node.operator is operator or len(node.items) == 1):
            nodes.extend(node.items)
            text = node.text if node.operator is operator else ""
        else:
            nodes.append(_headed(node, group.lead))
    place = nodes[0].provenance if nodes else None
    return Criterion(operator=operator, text=text, items=tuple(nodes), provenance=place)


def _headed(group: Criterion, lead: Item | None) -> Criterion:
    """A group with the words and the place of its own lead-in, if it has one."""
    if lead is None or not isinstance(lead.piece, Paragraph):
        return group
    return group.model_copy(update={"text": lead.text, "provenance": lead.piece.provenance()})


_JOINED = {"and": Operator.ALL, "or": Operator.ANY}


def _list(lead: str, items: Sequence[Item], excluded: bool) -> Criterion | None:
    nodes = tuple(_nodes(items))
    if not nodes:
        return None
    operator, minimum = operator_of(lead, [*_spoken(items)], excluded)
    if operator is Operator.UNCLEAR and (parted := _alternatives(items, nodes)):
        operator, nodes = Operator.ALL, parted
    return Criterion(
        operator=operator, minimum=minimum, text=_quantifier(lead), items=nodes, provenance=nodes[0].provenance
    )


def _quantifier(lead: str) -> str:
    stated = stated_operator(lead)
    return stated.words if stated else ""


def _spoken(items: Sequence[Item]) -> Iterator[str]:
    """The texts in which joints may stand: each item's last words, of its sub-items if it has any, and lone joints."""
    for item in items:
        if isinstance(item.piece, Paragraph):
            yield list(item.walk())[-1].text if item.items else item.text


def _alternatives(items: Sequence[Item], nodes: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """The nodes of a list in which each item but the last ends in "and" or "or", some in this and some in that; else
    none.

    Neighbours that "or" joins stand for one item of the list, and are a group of it: "A, and / B, or / C, and / D".
    """
    joints = _joints_behind(items)
    if set(joints[:-1]) != {"and", "or"} or len(joints) != len(nodes):
        return ()
    runs = [[nodes[0]]]
    for joint, node in zip(joints, nodes[1:], strict=False):
        if joint == "or":
            runs[-1].append(node)
        else:
            runs.append([node])
    return tuple(run[0] if len(run) == 1 else _any_of(run) for run in runs)


def _joints_behind(items: Sequence[Item]) -> list[str | None]:
    """The joint behind each item of a list, at its end or on a line of its own; None where there is none."""
    joints: list[str | None] = []
    for item in items:
        if lone := lone_joint(item.text):
            joints[-1:] = [lone]
        elif isinstance(item.piece, Paragraph) and not is_note(item):
            joints.append(closing_joint([item, *item.walk()][-1].text))
    return joints


def _any_of(run: Sequence[Criterion]) -> Criterion:
    return Criterion(operator=Operator.ANY, items=tuple(run), provenance=run[0].provenance)


def operator_of(lead: str, spoken: Sequence[str], excluded: bool) -> tuple[Operator, int | None]:
    """How a list combines: by its lead-in, else by the joints of its items, else as the kind of list it is, else
    unclear.

    A joint behind the last of several items joins the list to what follows it, and says nothing of the items.
    """
    stated = stated_operator(lead)
    if stated:
        return stated.operator, stated.minimum
    between = spoken[:-1] if sum(lone_joint(text) is None for text in spoken) > 1 else spoken
    joints = {joint for text in between if (joint := lone_joint(text) or closing_joint(text))}
    if joints == {"and"}:
        return Operator.ALL, None
    if joints == {"or"}:
        return Operator.ANY, None
    if joints:
        return Operator.UNCLEAR, None
    if must_all_be_met(lead) and not excluded:
        return Operator.ALL, None
    if excluded or lists_cases(lead):
        return Operator.ANY, None
    return Operator.UNCLEAR, None


def _nodes(items: Sequence[Item]) -> Iterator[Criterion]:
    for item in items:
        if isinstance(item.piece, Table):
            yield from _rows(item.piece)
        elif not is_note(item) and not lone_joint(item.text) and not is_footnote(item, items):
            yield _node(item)


def _node(item: Item) -> Criterion:
    piece = item.piece
    assert isinstance(piece, Paragraph)
    label = piece.marker.label if piece.marker else None
    leaf = Criterion(label=label, text=piece.text, thresholds=thresholds(piece.text), provenance=piece.provenance())
    below = criteria_of(piece.text, item.items)
    if below is None:
        return leaf
    operator = below.operator
    if not below.text and len(below.items) == 1:
        # "On therapy, AND" over a single item: the joint stands between the two.
        operator = _JOINED.get(closing_joint(piece.text) or "", operator)
    return leaf.model_copy(update={"operator": operator, "minimum": below.minimum, "items": below.items})


def _rows(table: Table) -> Iterator[Criterion]:
    """The rows of a table under a lead-in, one item each; the row of headings is none."""
    rows = [row for row in table.rows if any(cell.text for cell in row)]
    if rows and _is_head(rows[0]):
        rows = rows[1:]
    for row in rows:
        if not row[0].text.strip():
            continue
        yield _row(row)


def _is_head(row: Sequence[Cell]) -> bool:
    return all(cell.bold or not cell.text for cell in row) or all(
        not cell.text or (_TABLE_HEAD.search(cell.text) and len(cell.text) < 60) for cell in row
    )


def _row(row: Sequence[Cell]) -> Criterion:
    first = row[0]
    head, *bullets = _CELL_BULLET.split(first.text)
    text = " ".join(head.split())
    provenance = Provenance(first.page, first.number, (first.start, first.end), first.box)
    below = tuple(
        Criterion(label=bullet[0], text=" ".join(bullet[1:].split()), provenance=provenance) for bullet in bullets
    )
    operator = operator_of(text, [item.text for item in below], True)[0] if below else None
    return Criterion(text=text, thresholds=thresholds(text), provenance=provenance, items=below, operator=operator)
