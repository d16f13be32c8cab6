"""policydiff list, show, history and asof: the policies that are stored, one by one."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.exits import Exit
from policydiff.cli.extract import PARTS
from policydiff.cli.options import PAGES, format_option, library_option, output_option, output_options
from policydiff.cli.output import deliver
from policydiff.cli.stored import check_date, find, reading

if TYPE_CHECKING:
    from policydiff.reports.render import Format


@click.command("list", short_help="List the policies that are stored.")
@output_options
@click.option("--payer", metavar="TEXT", help="Only payers whose name holds this.")
@library_option
def list_policies(form: "Format", output: Path | None, payer: str | None, library: str | None) -> int:
    """List the policies of which versions are stored, with the dates of the newest."""
    with reading(library) as session:
        from policydiff.library.held import held_policies
        from policydiff.reports.library_report import policies_report

        report = policies_report(held_policies(session, payer))
    deliver(report, form, output)
    return Exit.DONE


@click.command(short_help="Print a stored version as it was read.")
@click.argument("policy")
@format_option(*PAGES)
@output_option
@click.option("--version", metavar="DATE", help="The version of this date instead of the newest.")
@click.option("--part", type=click.Choice(PARTS), show_default=PARTS[0], help="What the rows of the CSV are.")
@library_option
def show(
    policy: str, form: "Format", output: Path | None, version: str | None, part: str | None, library: str | None
) -> int:
    """Print the stored record of POLICY, as extract prints it: of the newest version, or of that of a date.

    POLICY is a name such as cigna/0261, a number, or words of payer and title.
    """
    if part and form != "csv":
        raise click.UsageError("--part says what the rows of a CSV are: it goes with --format csv.")
    with reading(library) as session:
        from policydiff.library.finding_versions import find_version
        from policydiff.library.stored_lines import record_of
        from policydiff.reports.record_report import record_report

        record = record_of(session, find_version(session, find(session, policy), version))
    deliver(record_report(record, part or PARTS[0], data=record), form, output)
    return Exit.DONE


@click.command(short_help="Tell what became of a policy over time.")
@click.argument("policy")
@format_option(*PAGES)
@output_option
@library_option
def history(policy: str, form: "Format", output: Path | None, library: str | None) -> int:
    """Tell what became of POLICY: each version, what changed with it, what its log said, and what was decided.

    POLICY is a name such as cigna/0261, a number, or words of payer and title.
    """
    with reading(library) as session:
        from policydiff.library.stored_lines import history_of
        from policydiff.reports.history_report import history_report

        report = history_report(history_of(session, find(session, policy)))
    deliver(report, form, output)
    return Exit.DONE


@click.command(short_help="Say which version was in force on a date.")
@click.argument("policy")
@click.argument("date", callback=check_date)
@output_options
@library_option
def asof(policy: str, date: str, form: "Format", output: Path | None, library: str | None) -> int:
    """Say which version of POLICY was in force on DATE, how sure that is, and what it says.

    DATE is a day, or a month or year throughout which the version must have been in force.
    """
    with reading(library) as session:
        from policydiff.inforce import asof as version_as_of
        from policydiff.library.stored_lines import stored_line
        from policydiff.reports.library_report import asof_report

        report = asof_report(version_as_of(stored_line(session, find(session, policy)), date))
    deliver(report, form, output)
    return Exit.DONE
