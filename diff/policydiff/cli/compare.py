"""policydiff compare: payers side by side."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.codesets import current_code_sets
from policydiff.cli.options import DECIDED_ON, PATH, format_option, output_option, reading_options
from policydiff.cli.output import deliver
from policydiff.cli.reading import ReadingOptions
from policydiff.cli.tally import read_records

if TYPE_CHECKING:
    from policydiff.reports.render import Format
    from policyextract.readers.engine import Engine


@click.command(short_help="Set several payers side by side.")
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE FILE...")
@format_option(*DECIDED_ON)
@output_option
@click.option("--wide", is_flag=True, help="CSV with one row a line and the payers side by side.")
@click.option("--payer", "payers", multiple=True, metavar="TEXT", help="Only payers of this name. Repeatable.")
@click.option("--service", "services", multiple=True, metavar="TEXT", help="Only services of this name. Repeatable.")
@click.option("--code", "codes", multiple=True, metavar="CODE", help="Only services with this code. Repeatable.")
@click.option("--indication", "indications", multiple=True, metavar="TEXT", help="Only such indications. Repeatable.")
@reading_options
def compare(
    files: tuple[Path, ...],
    form: "Format",
    output: Path | None,
    wide: bool,
    payers: tuple[str, ...],
    services: tuple[str, ...],
    codes: tuple[str, ...],
    indications: tuple[str, ...],
    generic: bool,
    engine: "Engine",
    trust_floor: float,
) -> int:
    """Set what several policies say of the same services side by side.

    Options of one kind widen each other, options of different kinds narrow.
    """
    if len(files) < 2:
        raise click.UsageError("Comparing takes two files or more.")
    if wide and form != "csv":
        raise click.UsageError("--wide says how the rows of a CSV are laid out: it goes with --format csv.")
    reading = read_records(files, ReadingOptions(generic, engine, code_sets=current_code_sets()), trust_floor)
    if not reading.complete:
        return reading.exit_code
    from policydiff.narrowing import NothingFoundError, Wanted, narrow
    from policydiff.payers import compare as compare_payers
    from policydiff.reports.comparison_report import comparison_report

    try:
        result = narrow(compare_payers(reading.records), Wanted(payers, services, codes, indications))
    except NothingFoundError as error:
        raise click.UsageError(str(error)) from error
    deliver(comparison_report(result, wide=wide), form, output)
    return reading.exit_code
