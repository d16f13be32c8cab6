"""policydiff quarantine: the files that could not be added."""

from pathlib import Path
from typing import Literal

import click

from policydiff.cli.exits import Exit
from policydiff.cli.options import format_option, library_option, output_option
from policydiff.cli.output import deliver
from policydiff.cli.stored import reading


@click.command(short_help="List the files that could not be added.")
@output_option
@format_option("table", "json")
@library_option
def quarantine(form: Literal["table", "json"], output: Path | None, library: str | None) -> int:
    """List the files that add set aside, with their reasons. A file that can be read one day leaves the list."""
    with reading(library) as session:
        from policydiff.library.quarantine import everything
        from policydiff.reports.quarantine_report import quarantine_report

        report = quarantine_report(everything(session))
    deliver(report, form, output)
    return Exit.DONE
