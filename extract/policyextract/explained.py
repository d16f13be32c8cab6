"""A record together with what became of each line of its policy part: what ``--explain`` publishes."""

from typing import TYPE_CHECKING

from policyextract.document import Provenance
from policyextract.ledger import Entry, Fate
from policyextract.records import Model, PolicyRecord

if TYPE_CHECKING:
    from policyextract.pipeline import Extraction


class AccountedLine(Model):
    """One line of the policy part, of a table one row by its first cell that holds something.

    ``reason`` says why a line was ignored; it is null for other lines.
    """

    fate: Fate
    reason: str | None
    text: str
    provenance: Provenance


class ExplainedRecord(Model):
    """A record, and the lines behind its accounting, in the order of the document. Profile and engine are issues."""

    record: PolicyRecord
    accounting: tuple[AccountedLine, ...]


def explain(extraction: "Extraction") -> ExplainedRecord:
    """The record of an extraction with the account of every line."""
    return ExplainedRecord(
        record=extraction.record, accounting=tuple(_accounted(entry) for entry in extraction.ledger.entries)
    )


def _accounted(entry: Entry) -> AccountedLine:
    line = entry.line
    return AccountedLine(
        fate=entry.fate,
        reason=entry.reason if entry.fate is Fate.IGNORED else None,
        text=line.text,
        provenance=Provenance(line.page, line.number, (line.start, line.end), line.box),
    )
