"""Quotes of the clause that changed, with its place, and no more than that."""

import re
from collections.abc import Sequence

from policydiff.align.placed import Placed
from policydiff.align.statements import Stated
from policydiff.changes import Evidence
from policyextract.document import Provenance
from policyextract.records import Statement

_CONSIDERED = re.compile(r"(?:\b(?:considered|deemed|regarded(?: as)?)\s+)$", re.IGNORECASE)
_SHORTEST = 3
"""Words below which a clause does not show what it is part of."""


def service_name(part: Stated) -> str | None:
    """The services of a statement, spelled out."""
    return "; ".join(part.services.values()) or None


def sentence(statement: Statement) -> Evidence:
    """The whole sentence or lead-in."""
    return Evidence(text=statement.text, provenance=statement.provenance)


def whole(part: Stated) -> Evidence:
    """The whole statement with its list."""
    evidence = sentence(part.statement)
    return evidence if part.tree is None else evidence.model_copy(update={"text": _joined(evidence.text, part.tree)})


def together(parts: Sequence[Stated]) -> Evidence:
    """Several statements with their lists, with the place of the first."""
    return whole(parts[0]).model_copy(update={"text": "; ".join(whole(part).text for part in parts)})


def subject(statement: Statement) -> Evidence:
    """From the beginning of the sentence up to and with the wording of the determination."""
    found = _wording(statement)
    return sentence(statement) if found is None else _clause(statement, 0, found[1])


def remainder(statement: Statement) -> Evidence:
    """What follows the wording of the determination."""
    found = _wording(statement)
    if found is None or len(statement.text[found[1] :].split()) < _SHORTEST:
        return sentence(statement)
    return _clause(statement, found[1], len(statement.text))


def item(part: Placed) -> Evidence:
    """An item of a list with what stands under it, without labels."""
    return Evidence(text=_joined(part.item.text, part), provenance=part.item.provenance)


def items(parts: Sequence[Placed]) -> Evidence:
    """Several items, with the place of the first."""
    first = parts[0]
    return Evidence(text="; ".join(item(part).text for part in parts), provenance=first.item.provenance)


def lead(part: Placed, statement: Statement) -> Evidence:
    """An item's own words; the statement's sentence for the list as a whole."""
    if part.parent is None:
        return sentence(statement)
    return Evidence(text=part.item.text or _joined("", part), provenance=part.item.provenance)


def _joined(text: str, part: Placed) -> str:
    below = "; ".join(_joined(child.item.text, child) for child in part.children)
    return " ".join(piece for piece in (text, below) if piece)


def _wording(statement: Statement) -> tuple[int, int] | None:
    """Where the wording stands in the text, with the verb that may stand before it."""
    at = statement.text.casefold().find(statement.wording.casefold()) if statement.wording else -1
    if at < 0:
        return None
    verb = _CONSIDERED.search(statement.text[:at])
    return (verb.start() if verb else at), at + len(statement.wording)


def _clause(statement: Statement, start: int, end: int) -> Evidence:
    text = statement.text[start:end]
    start += len(text) - len(text.lstrip())
    return Evidence(text=text.strip(), provenance=_within(statement, start, start + len(text.strip())))


def _within(statement: Statement, start: int, end: int) -> Provenance:
    """The place of a clause, where the statement's span is that of its text; else the statement's."""
    first, last = statement.provenance.span
    if last - first != len(statement.text):
        return statement.provenance
    return Provenance(
        statement.provenance.page, statement.provenance.line, (first + start, first + end), statement.provenance.box
    )
