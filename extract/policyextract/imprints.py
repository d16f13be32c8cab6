"""The dates that a version gives of itself in a line behind its policy: "Effective: 1/1/2025 Next review: 1/2026"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyextract.dates import FoundDate, date_at_start
from policyextract.document import Document, Line
from policyextract.lexicon.labels import FoundLabel, HeaderField, Label, labels_in

_CLUE = re.compile(r"effective", re.IGNORECASE)
_OF_THIS_VERSION = re.compile(r"^(?:version|current|policy)\s*$", re.IGNORECASE)
_LEAD = re.compile(r"[\s:.–-]*")


@dataclass(frozen=True, slots=True)
class Imprint:
    """A date of this version: the ``field`` it fills, and where it stands on its ``line``."""

    field: HeaderField
    line: Line
    date: FoundDate


def imprint_of(document: Document, labels: Sequence[Label]) -> tuple[Imprint, ...]:
    """The dates in the last line that is labels and their dates alone; none where no line is one.

    One effective date alone may be that of an older version, and must say whose it is: "Version Effective Date".
    """
    for line in reversed(list(document.lines())):
        if not _CLUE.search(line.text):
            continue
        found = labels_in(line.text, labels)
        if not any(each.label.field is HeaderField.EFFECTIVE for each in found):
            continue
        said = line.text[: found[0].start]
        dates = list(_dates(line, found))
        if len(dates) == len(found) and (_OF_THIS_VERSION.match(said) or (len(found) > 1 and not said.strip())):
            return tuple(dates)
    return ()


def _dates(line: Line, found: Sequence[FoundLabel]) -> Iterator[Imprint]:
    """The date behind each label, where nothing but the date stands before the next label."""
    for at, label in enumerate(found):
        end = found[at + 1].start if at + 1 < len(found) else len(line.text)
        lead = _LEAD.match(line.text, label.end)
        start = lead.end() if lead else label.end
        date = date_at_start(line.text[start:end])
        if date and not line.text[start + date.end : end].strip(" .;|,"):
            yield Imprint(label.label.field, line, FoundDate(date.iso, start + date.start, start + date.end))
