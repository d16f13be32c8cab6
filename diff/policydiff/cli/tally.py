"""What became of the files, told on standard error: coverage as each is read, what could not be read at the end."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.exits import Exit, complain, print_trace, say, warn
from policydiff.cli.reading import Outcome, ReadingOptions, Reason, Refusal, Result, read_one_by_one
from policydiff.cli.sources import source_of

if TYPE_CHECKING:
    from policyextract.explained import ExplainedRecord
    from policyextract.records import Accounting, PolicyRecord

NOT_IN_SET = "code-not-in-set"
"""As policyextract.codesets has it: importing that would load the extraction where nothing is read."""

BUG = "this is a bug in policydiff; the lines above say where"


@dataclass
class Tally:
    """Counts files while their results pass through. ``trust_floor`` is the share of lines to be accounted for."""

    trust_floor: float
    read: int = 0
    untrusted: int = 0
    refused: list[tuple[Path, Refusal]] = field(default_factory=list)

    def results(self, outcomes: Iterable[Outcome]) -> Iterator["PolicyRecord | ExplainedRecord"]:
        """The results of the files that could be read, in their order."""
        for outcome in outcomes:
            result = self.count(outcome)
            if not isinstance(result, Refusal):
                yield result

    def count(self, outcome: Outcome) -> Result:
        """Count one file, and say how well it was read if it was. What became of it is handed on."""
        result = outcome.result
        if isinstance(result, Refusal):
            self.refused.append((outcome.path, result))
            return result
        self.read += 1
        record = record_of(result)
        self.untrusted += not _report_coverage(outcome.path, record.accounting, self.trust_floor)
        _report_codes(outcome.path, record)
        return result

    def refuse(self, path: Path, refusal: Refusal) -> None:
        """Count a file that could not be used after all, or was not even read."""
        self.refused.append((path, refusal))

    @property
    def exit_code(self) -> Exit:
        if self._met_a_bug:
            return Exit.INTERNAL
        if self.refused:
            return Exit.UNREADABLE
        return Exit.UNTRUSTED if self.untrusted else Exit.DONE

    def report(self, *, summary: bool = False) -> None:
        """Say of each file that could not be read why; ``summary`` adds one line that counts."""
        for path, refusal in self.refused:
            print_trace(refusal.trace)
            complain(f"{click.format_filename(path)}: {refusal.message}")
        if summary:
            say(self._summary())
        if self._met_a_bug:
            complain(BUG)

    @property
    def _met_a_bug(self) -> bool:
        return any(refusal.reason is Reason.BUG for _, refusal in self.refused)

    def _summary(self) -> str:
        reasons = Counter(refusal.reason for _, refusal in self.refused)
        parts = [f"{self.read} read"]
        if self.untrusted:
            parts.append(f"{self.untrusted} of them below the trust floor")
        parts.extend(f"{reasons[reason]} {reason.value}" for reason in Reason if reason in reasons)
        return f"{self.read + len(self.refused)} files: {', '.join(parts)}"


def record_of(result: "PolicyRecord | ExplainedRecord") -> "PolicyRecord":
    from policyextract.records import PolicyRecord

    return result if isinstance(result, PolicyRecord) else result.record


@dataclass(frozen=True)
class Reading:
    """The records of the files that could be read, in their order. ``complete`` is false where one could not be."""

    records: "tuple[PolicyRecord, ...]"
    complete: bool
    exit_code: Exit


def read_records(files: Sequence[Path], options: ReadingOptions, trust_floor: float) -> Reading:
    """Read each file, and say what there is to say of each. One that cannot be read does not stop the rest."""
    tally = Tally(trust_floor)
    outcomes = read_one_by_one([source_of(file) for file in files], options)
    records = tuple(record_of(result) for result in tally.results(outcomes))
    tally.report()
    return Reading(records, not tally.refused, tally.exit_code)


def _report_coverage(file: Path, accounting: "Accounting", floor: float) -> bool:
    """Say how much of the policy part is unparsed; whether what is accounted for reaches the floor."""
    name, share = click.format_filename(file), accounting.unparsed_share
    if accounting.lines == 0:
        warn(f"{name}: no line of a policy part was found")
        return floor == 0
    say(f"{name}: {accounting.unparsed} of {accounting.lines} lines of the policy part unparsed ({share:.1%})")
    if 1 - share >= floor:
        return True
    warn(f"{name}: only {1 - share:.1%} of the policy part is accounted for, below the trust floor of {floor:.0%}")
    return False


def _report_codes(file: Path, record: "PolicyRecord") -> None:
    """Say how many codes the sets lack that the user supplied; the issues of the record name them."""
    lacking = sum(issue.code == NOT_IN_SET for issue in record.issues)
    if lacking:
        warn(f"{click.format_filename(file)}: {lacking} of the codes not in the sets supplied")
