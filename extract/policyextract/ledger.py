"""The account of the policy part, line by line. What only shows it need not load what reads a document."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from policyextract.document import Line
from policyextract.records import Accounting


class Fate(StrEnum):
    PARSED = "parsed"
    IGNORED = "ignored"
    UNPARSED = "unparsed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the policy part, its fate and, where it was ignored, the reason."""

    line: Line
    fate: Fate
    reason: str


@dataclass(frozen=True)
class Ledger:
    entries: tuple[Entry, ...]

    def totals(self) -> Accounting:
        counts = {fate: sum(entry.fate is fate for entry in self.entries) for fate in Fate}
        return Accounting(
            lines=len(self.entries),
            parsed=counts[Fate.PARSED],
            ignored=counts[Fate.IGNORED],
            unparsed=counts[Fate.UNPARSED],
        )

    def unparsed(self) -> Iterator[Line]:
        return (entry.line for entry in self.entries if entry.fate is Fate.UNPARSED)
