"""policydiff extract: files into records."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.options import PATH, output_options, reading_options
from policydiff.cli.output import deliver
from policydiff.cli.reading import read_records

if TYPE_CHECKING:
    from policydiff.reports.render import Format

PARTS = ("statements", "criteria", "codes", "revisions")


@click.command()
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")
@output_options
@click.option("--part", type=click.Choice(PARTS), show_default=PARTS[0], help="What the rows of the CSV are.")
@reading_options
def extract(
    files: tuple[Path, ...], form: "Format", output: Path | None, part: str | None, generic: bool, trust_floor: float
) -> int:
    """Read policies and print what they say.

    JSON is one object for one FILE, and a list for several.
    """
    if part and form != "csv":
        raise click.UsageError("--part says what the rows of a CSV are: it goes with --format csv.")
    reading = read_records(files, generic=generic, trust_floor=trust_floor)
    if reading.records:
        from policydiff.reports.build import build

        result = reading.records[0] if len(files) == 1 else reading.records
        deliver(build(result, part or PARTS[0]), form, output)
    return reading.exit_code
