"""policydiff compare: payers side by side."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.codesets import current_code_sets
from policydiff.cli.exits import Exit
from policydiff.cli.options import PAGES, PATH, format_option, library_option, output_option, reading_options
from policydiff.cli.output import deliver
from policydiff.cli.reading import ReadingOptions
from policydiff.cli.stored import reading
from policydiff.cli.tally import read_records

if TYPE_CHECKING:
    from policydiff.reports.render import Format
    from policyextract.readers.engine import Engine
    from policyextract.records import PolicyRecord


@click.command(short_help="Set several payers side by side.")
@click.argument("files", nargs=-1, type=PATH, metavar="FILE FILE...")
@format_option(*PAGES)
@output_option
@click.option("--wide", is_flag=True, help="CSV with one row a line and the payers side by side.")
@click.option("--payer", "payers", multiple=True, metavar="TEXT", help="Only payers of this name. Repeatable.")
@click.option("--service", "services", multiple=True, metavar="TEXT", help="Only services of this name. Repeatable.")
@click.option("--code", "codes", multiple=True, metavar="CODE", help="Only services with this code. Repeatable.")
@click.option("--indication", "indications", multiple=True, metavar="TEXT", help="Only such indications. Repeatable.")
@click.option("--from-library", is_flag=True, help="Compare newest stored versions: the arguments name policies.")
@library_option
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
    from_library: bool,
    library: str | None,
    generic: bool,
    engine: "Engine",
    trust_floor: float,
) -> int:
    """Set what several policies say of the same services side by side.

    Options of one kind widen each other, options of different kinds narrow. With --from-library the arguments are
    names of stored policies; without any, all that name the service or list the code are compared.
    """
    if wide and form != "csv":
        raise click.UsageError("--wide says how the rows of a CSV are laid out: it goes with --format csv.")
    if from_library:
        records, code = _stored(library, files, payers, services, codes), Exit.DONE
    else:
        if len(files) < 2:
            raise click.UsageError("Comparing takes two files or more.")
        found = read_records(files, ReadingOptions(generic, engine, code_sets=current_code_sets()), trust_floor)
        if not found.complete:
            return found.exit_code
        records, code = found.records, found.exit_code
    from policydiff.narrowing import NothingFoundError, Wanted, narrow
    from policydiff.payers import compare as compare_payers
    from policydiff.reports.comparison_report import comparison_report

    try:
        result = narrow(compare_payers(records), Wanted(payers, services, codes, indications))
    except NothingFoundError as error:
        raise click.UsageError(str(error)) from error
    deliver(comparison_report(result, wide=wide), form, output)
    return code


def _stored(
    library: str | None,
    policies: tuple[Path, ...],
    payers: tuple[str, ...],
    services: tuple[str, ...],
    codes: tuple[str, ...],
) -> "tuple[PolicyRecord, ...]":
    """The records of the stored policies that are meant."""
    from policydiff.library.selecting import current_records

    with reading(library) as session:
        return current_records(session, [str(name) for name in policies], services=services, codes=codes, payers=payers)
