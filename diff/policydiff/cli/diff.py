"""policydiff diff: what changed between two versions of a policy."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.exits import Exit
from policydiff.cli.options import PATH, output_options, reading_options
from policydiff.cli.output import deliver
from policydiff.cli.reading import ReadingOptions
from policydiff.cli.tally import read_records

if TYPE_CHECKING:
    from policydiff.reports.render import Format

FAIL_ON = ("restrictive", "permissive", "lateral", "indeterminate")
"""The substantive directions, spelled out: importing them would load pydantic before --help."""


@click.command(short_help="Say what changed between two versions.")
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@output_options
@click.option(
    "--fail-on", multiple=True, type=click.Choice(FAIL_ON), help="Exit with 1 when such a change is found. Repeatable."
)
@reading_options
def diff(
    old: Path,
    new: Path,
    form: "Format",
    output: Path | None,
    fail_on: tuple[str, ...],
    generic: bool,
    trust_floor: float,
) -> int:
    """Say what changed from OLD to NEW, what each change does, and where it stands."""
    reading = read_records((old, new), ReadingOptions(generic), trust_floor)
    if not reading.complete:
        return reading.exit_code
    from policydiff.reports.build import build
    from policydiff.versions import diff as diff_versions

    result = diff_versions(*reading.records)
    deliver(build(result), form, output)
    if any(change.direction in fail_on for change in result.changes):
        return Exit.FOUND
    return reading.exit_code
