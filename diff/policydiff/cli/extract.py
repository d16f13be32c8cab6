"""policydiff extract: files into records."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from policydiff.cli.codesets import current_code_sets
from policydiff.cli.options import PATH, READ, format_option, jobs_option, output_option, reading_options
from policydiff.cli.output import terminal, write_bytes, write_pieces
from policydiff.cli.progress import tracked
from policydiff.cli.reading import ReadingOptions
from policydiff.cli.sources import find_sources, report_skipped
from policydiff.cli.tally import Tally
from policydiff.cli.workers import reader

if TYPE_CHECKING:
    from policydiff.reports.series import Read, SeriesFormat
    from policyextract.readers.engine import Engine

PARTS = ("statements", "criteria", "codes", "revisions")


@click.command(short_help="Read policies and print what they say.")
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH...")
@output_option
@format_option(*READ)
@click.option("--part", type=click.Choice(PARTS), show_default=PARTS[0], help="What the rows of the CSV are.")
@click.option("--explain", is_flag=True, help="Add what became of each line of the policy part.")
@jobs_option
@click.option(
    "--scheduler", metavar="ADDRESS", help="Read on the cluster of a dask scheduler, such as tcp://host:8786."
)
@reading_options
def extract(
    paths: tuple[Path, ...],
    form: "SeriesFormat | Literal['xlsx']",
    output: Path | None,
    part: str | None,
    explain: bool,
    jobs: int,
    scheduler: str | None,
    generic: bool,
    engine: "Engine",
    trust_floor: float,
) -> int:
    """Read policies and print what they say.

    Each PATH is a file or a folder. Of a folder every file is read that may hold a policy, in the order of names,
    subfolders included. JSON is one object for one file, and a list for several or for a folder; JSON lines are one
    record a line, written as they come.
    """
    _check(form, part, explain, jobs, scheduler)
    sources = find_sources(paths)
    report_skipped(sources)
    options = ReadingOptions(generic, engine, explain, current_code_sets())
    tally = Tally(trust_floor)
    with reader(min(jobs, len(sources.found)), scheduler) as read:
        results = tally.results(tracked(read(sources.found, options), len(sources.found), output))
        if form == "xlsx":
            _write_workbook(results, output)
        else:
            _write_text(results, form, part or PARTS[0], sources.several, output)
    tally.report(summary=sources.several)
    return tally.exit_code


def _write_text(results: "Iterable[Read]", form: "SeriesFormat", part: str, several: bool, output: Path | None) -> None:
    """Write the results as they come."""
    from policydiff.reports.series import pieces

    screen = None if output else terminal()
    write_pieces(pieces(results, form, part, several=several, terminal=screen), output, mark=form == "csv")


def _write_workbook(results: "Iterable[Read]", output: Path | None) -> None:
    """Write one workbook of all results, which waits for the last; none where nothing could be read."""
    from policydiff.reports.to_xlsx import render_records

    if records := list(results):
        write_bytes(render_records(records), output)


def _check(form: str, part: str | None, explain: bool, jobs: int, scheduler: str | None) -> None:
    """Raise click.UsageError for options that do not go together."""
    if part and form != "csv":
        raise click.UsageError("--part says what the rows of a CSV are: it goes with --format csv.")
    if explain and form in ("csv", "xlsx"):
        raise click.UsageError("--explain goes with the formats table, json, jsonl and md.")
    if scheduler and jobs != 1:
        raise click.UsageError("--jobs and --scheduler exclude each other: a cluster has the workers it has.")
