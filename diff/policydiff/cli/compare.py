"""policydiff compare: payers side by side."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.options import PATH, output_options, reading_options
from policydiff.cli.output import deliver
from policydiff.cli.reading import ReadingOptions
from policydiff.cli.tally import read_records

if TYPE_CHECKING:
    from policydiff.reports.render import Format


@click.command(short_help="Set several payers side by side.")
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE FILE...")
@output_options
@reading_options
def compare(files: tuple[Path, ...], form: "Format", output: Path | None, generic: bool, trust_floor: float) -> int:
    """Set what several policies say of the same services side by side."""
    if len(files) < 2:
        raise click.UsageError("Comparing takes two files or more.")
    reading = read_records(files, ReadingOptions(generic), trust_floor)
    if not reading.complete:
        return reading.exit_code
    from policydiff.payers import compare as compare_payers
    from policydiff.reports.build import build

    deliver(build(compare_payers(reading.records)), form, output)
    return reading.exit_code
