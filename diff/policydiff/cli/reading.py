"""Files into records, with what there is to say about each on standard error."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.exits import Exit, complain, say, warn

if TYPE_CHECKING:
    from policyextract.records import Accounting, PolicyRecord


@dataclass(frozen=True)
class Reading:
    """The records of the files that could be read, in their order.

    ``complete`` is false where a file could not be read, ``trusted`` where too much of one is unparsed.
    """

    records: "tuple[PolicyRecord, ...]"
    complete: bool
    trusted: bool

    @property
    def exit_code(self) -> Exit:
        if not self.complete:
            return Exit.UNREADABLE
        return Exit.DONE if self.trusted else Exit.UNTRUSTED


def read_records(files: Sequence[Path], *, generic: bool, trust_floor: float) -> Reading:
    """Read each file. One that cannot be read is named with the reason, and does not stop the rest."""
    found = tuple(_read_record(file, generic) for file in files)
    records = tuple(record for record in found if record is not None)
    trusted = [
        _report_coverage(file, record.accounting, trust_floor)
        for file, record in zip(files, found, strict=True)
        if record
    ]
    return Reading(records, len(records) == len(files), all(trusted))


def _read_record(file: Path, generic: bool) -> "PolicyRecord | None":
    from policyextract.errors import ExtractError
    from policyextract.pipeline import extract

    try:
        data = file.read_bytes()
    except OSError as error:
        _refuse(file, (error.strerror or str(error)).lower())
        return None
    try:
        return extract(data, file.name, generic=generic).record
    except ExtractError as error:
        _refuse(file, error.reason)
        return None


def _refuse(file: Path, reason: str) -> None:
    complain(f"{click.format_filename(file)}: {' '.join(reason.split())}")


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
