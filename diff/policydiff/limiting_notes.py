"""What a note takes out of a coverage: "not to be used for the sole purpose of A", "A must not be its only purpose"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policydiff.phrasing import clean

_NOT_FOR = re.compile(
    r"\b(?:should|must|may|can|is|are|will)\s+not\s+(?:to\s+)?(?:be\s+)?"
    r"(?:used|performed|given|ordered|intended|done|offered|undertaken)?\s*"
    r"(?P<sole>solely\s+|only\s+)?(?:for\s+the\s+(?P<alone>sole\s+|only\s+)?purposes?\s+of|for|to)\s+(?P<use>[^.;]+)",
    re.IGNORECASE,
)
_NOT_ITS_PURPOSE = re.compile(
    r"(?:^|[.;:]\s*)(?:to\s+)?(?P<use>[^.;:]+?)\s+(?:should|must|may|can)\s+not\s+be\s+(?:the|its|their)\s+"
    r"(?:(?P<alone>sole|only)\s+)?(?:purpose|indication|reason|aim|goal)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"^\s*note\s*\d*\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NoteLimit:
    """A use that a note takes out. ``alone``: only where it is the sole purpose."""

    use: str
    alone: bool


def without_label(note: str) -> str:
    """A note's own words, without "Note:" in front."""
    return _NOTE.sub("", clean(note))


def note_limits(note: str) -> Iterator[NoteLimit]:
    """The uses that a note takes out of the coverage that it stands with."""
    text = without_label(note)
    for match in _NOT_FOR.finditer(text):
        yield NoteLimit(match["use"].strip(), bool(match["sole"] or match["alone"]))
    for match in _NOT_ITS_PURPOSE.finditer(text):
        yield NoteLimit(match["use"].strip(), bool(match["alone"]))
