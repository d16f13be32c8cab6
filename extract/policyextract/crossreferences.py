"""References to labelled parts of a policy ("criteria I.A and II.", "items a. to c."), and the parts that have them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyextract.records import Criterion, PolicyRecord, Statement

Path = tuple[str, ...]
"""A label by its parts, lower case: "II.A.3." -> ("ii", "a", "3")."""

# A single small letter is a label only behind its point or bracket: "criteria a patient meets" names none.
_LABEL = r"\(?(?:(?:[IVX]{1,5}|[A-Z]|\d{1,2})(?:\.(?:[a-zA-Z]{1,4}|\d{1,2})\b)*|[a-z](?=[.)])|[ivx]{2,4}\b)[.)]*"
_JOINT = r"\s*(?:,\s*(?:and\s|or\s)?|and\s|or\s|&|through\s|to\s|[-–]|and/or\s)\s*"
_NAMES = r"(?:policy/)?(?:criteri(?:on|a)|items?|requirements?|bullets?|paragraphs?|sections?|statements?)"
REFERENCE = re.compile(
    rf"\b(?i:{_NAMES})\s+(?:#|(?i:numbers?)\s)?(?P<labels>{_LABEL}(?:{_JOINT}{_LABEL})*)(?=[\s,;:)/]|$)"
)
"""Matches "Criteria I. and II.", "item 3", "sections B"; not "criteria are", "criteria a patient meets"."""
_ONE = re.compile(rf"(?P<range>through\s|to\s|[-–])?\s*(?P<label>{_LABEL})")
_OUTSIDE = re.compile(r"^\s*(?:of|in|from|under)\s+(?:the\s|an?\s)?[A-Z\d]|^\s*U\.?S|^\s*(?:et seq|CFR)")
"""What follows a reference to another document: "section 3 of the Act"."""
_TITLE_LABEL = re.compile(rf"^(?:(?i:section|part)\s+)?(?P<label>{_LABEL})(?=[\s:–-])")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as printed, and the parts that it names."""

    text: str
    paths: tuple[Path, ...]


def references_in(text: str) -> Iterator[Reference]:
    """The references of a text to parts of its own document. Of a range, the two ends are named."""
    for found in REFERENCE.finditer(text):
        if not _OUTSIDE.match(text[found.end() :]):
            labels = (path_of(one["label"]) for one in _ONE.finditer(found["labels"]))
            yield Reference(found[0].strip(), tuple(label for label in labels if label))


def path_of(label: str | None) -> Path:
    """The parts of a printed label; empty for a bullet."""
    return tuple(part.casefold() for part in re.findall(r"[A-Za-z\d]+", label or ""))


def labels_of(record: PolicyRecord) -> frozenset[str]:
    """Every part of every label that a record's sections, statements and criteria bear."""
    found: set[str] = set()
    for section in record.sections:
        title = _TITLE_LABEL.match(section.title)
        found.update(path_of(title["label"]) if title else ())
    for statement in record.statements:
        found.update(path_of(statement.label))
        if statement.criteria:
            found.update(part for item in walk(statement.criteria) for part in path_of(item.label))
    return frozenset(found)


def walk(criterion: Criterion) -> Iterator[Criterion]:
    """A criterion and all below it, in document order."""
    yield criterion
    for item in criterion.items:
        yield from walk(item)


def text_under(record: PolicyRecord, path: Path) -> str | None:
    """All that the record says in the one statement, or item of a statement, of a label; None where not just one is."""
    found = [text for statement in record.statements for text in _texts_at(statement, path)]
    return found[0] if len(found) == 1 else None


def _texts_at(statement: Statement, path: Path) -> Iterator[str]:
    own = path_of(statement.label)
    if not own or path[: len(own)] != own:
        return
    rest = path[len(own) :]
    if not rest:
        yield statement_text(statement)
        return
    for item in _descend(statement.criteria.items if statement.criteria else (), rest):
        yield " ".join(part.text for part in walk(item))


def _descend(items: Sequence[Criterion], path: Path) -> Iterable[Criterion]:
    """The items that a path leads to."""
    for item in items:
        own = path_of(item.label)
        if own and path[: len(own)] == own:
            rest = path[len(own) :]
            yield from _descend(item.items, rest) if rest else (item,)


def statement_text(statement: Statement) -> str:
    """A statement's sentence with its list and its notes."""
    listed = (item.text for item in walk(statement.criteria)) if statement.criteria else ()
    return " ".join((statement.text, *listed, *(note.text for note in statement.notes)))
