"""Which lines of business a policy is for, where the document says so: commercial, Medicare, Medicaid and others."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from policyextract.document import Document, Line
from policyextract.lexicon.mastheads import (
    APPLICATION_HEADING,
    CONTENTS,
    MEMBERS_LABEL,
    document_kind,
    without_scope,
)
from policyextract.lexicon.sections import SectionKind
from policyextract.opening import header_entries
from policyextract.outline import Section, own_lines
from policyextract.subjects import lines_of_business_of

_APPLIES = re.compile(r"\b(?:members?|applies|application|products?|plans?|line\(?s?\)? of business)\b", re.IGNORECASE)
_MEMBERS = re.compile(r"^[A-Z][\w ]{0,30} (?:Members|Products|Plans)\s*:")
_RULED_OUT = re.compile(r"^\W*☐|\b(?:does|do|is|are) not (?:apply|applicable)\b", re.IGNORECASE)
_TICKED = re.compile(r"[☑☒]")
_NOT_TICKED = re.compile(r"[☐□][^☐□☑☒]*")
_LONGEST_HEADING = 130
_MASTHEAD_LINES = 8
_MASTHEAD_WORDS = 6


def lines_of_business(
    document: Document,
    sections: Sequence[Section],
    furniture: Sequence[Line],
    author: str | None = None,
    known: Sequence[str] = (),
) -> tuple[str, ...]:
    """The lines of business in the order found; none where the document states none.

    They stand in the masthead, behind a label, where the policy says what it applies to, and in the headings of the
    policy part. ``author`` is the payer as the document names it ("Erewhon Medicaid"), ``known`` what its profile says.
    """
    texts = [
        *_masthead(document, sections, furniture),
        author or "",
        *_application(sections),
        *_policy_headings(sections),
    ]
    found = list(known)
    for text in map(_ticked, texts):
        if not _RULED_OUT.search(text):
            found += [business for business in lines_of_business_of(text) if business not in found]
    return tuple(found)


def _ticked(text: str) -> str:
    """A text with boxes to tick, without those that are not: "☒ Commercial ☐ Medicare" -> "☒ Commercial"."""
    return _NOT_TICKED.sub("", text) if _TICKED.search(text) else text


def _masthead(document: Document, sections: Sequence[Section], furniture: Sequence[Line]) -> Iterator[str]:
    entries = header_entries(document, sections, furniture)
    for entry in entries:
        match = MEMBERS_LABEL.match(entry.line.text)
        if match:
            yield match["value"]
    lines = [part for entry in entries[:_MASTHEAD_LINES] for part in _parts(document, entry.line)]
    for at, text in enumerate(takewhile(lambda text: not CONTENTS.search(text), lines)):
        kind = document_kind(text)
        near = lines[max(0, at - 1)], text, *lines[at + 1 : at + 2]
        if kind:
            yield from (each for each in near if _is_scope(each))
        elif not without_scope(text):
            yield text


def _parts(document: Document, line: Line) -> list[str]:
    """The printed lines of a line or table cell."""
    return document.text[line.start : line.end].split("\n")


def _is_scope(text: str) -> bool:
    """Whether a masthead's line can name members: it is short, or says the kind of document, and points to no other."""
    return document_kind(text) is not None or len(text.split()) <= _MASTHEAD_WORDS


def _application(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        if any(APPLICATION_HEADING.match(title) for title in section.path):
            yield section.title
            yield from (line.text for line in own_lines(section))


def _policy_headings(sections: Sequence[Section]) -> Iterator[str]:
    """Headings of the policy part that name members: "Commercial Members", "Medicare Products:"."""
    for section in sections:
        if section.kind is not SectionKind.POLICY:
            continue
        if section.heading and _APPLIES.search(section.title):
            yield section.title
        for line in own_lines(section):
            headed = line.bold or line.text.rstrip().endswith((":", "Members")) or _MEMBERS.match(line.text)
            if headed and len(line.text) < _LONGEST_HEADING and _APPLIES.search(line.text):
                yield line.text
