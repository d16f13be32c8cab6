"""policydiff diff: what changed between two versions of a policy."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.annotations import refuse_without_pdf, write_annotated
from policydiff.cli.codesets import current_code_sets
from policydiff.cli.exits import Exit
from policydiff.cli.failing import checked_settings, fail_on_option, fails
from policydiff.cli.options import PAGES, PATH, format_option, output_option, reading_options
from policydiff.cli.output import deliver
from policydiff.cli.reading import ReadingOptions
from policydiff.cli.tally import read_records

if TYPE_CHECKING:
    from policydiff.reports.render import Format
    from policyextract.readers.engine import Engine


@click.command(short_help="Say what changed between two versions.")
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@format_option(*PAGES)
@output_option
@click.option("--explain", is_flag=True, help="Add what was paired with what, and what a flip of coverage stands for.")
@fail_on_option
@click.option(
    "--annotate",
    type=PATH,
    metavar="DIR",
    help="Also write copies of the PDFs to DIR with the changed passages marked.",
)
@reading_options
def diff(
    old: Path,
    new: Path,
    form: "Format",
    output: Path | None,
    explain: bool,
    fail_on: tuple[str, ...],
    annotate: Path | None,
    generic: bool,
    engine: "Engine",
    trust_floor: float,
) -> int:
    """Say what changed from OLD to NEW, what each change does, and where it stands.

    A settings file may name the directions to fail on, the trust floor, and rules whose changes do not count, each
    with a reason and the day on which that ends. Options outrank it.
    """
    if explain and form in ("csv", "xlsx"):
        raise click.UsageError("--explain goes with the formats table, json, md and html.")
    settings = checked_settings()
    reading = read_records((old, new), ReadingOptions(generic, engine, code_sets=current_code_sets()), trust_floor)
    if not reading.complete:
        return reading.exit_code
    from policydiff.explained import explain as explain_diff
    from policydiff.reports.build import build
    from policydiff.versions import diff as diff_versions

    if explain:
        explained = explain_diff(*reading.records)
        report, found = build(explained), explained.diff
    else:
        found = diff_versions(*reading.records)
        report = build(found)
    if annotate is not None:
        refuse_without_pdf(found)
    deliver(report, form, output)
    if annotate is not None:
        write_annotated(found, (old, new), annotate, engine)
    return Exit.FOUND if fails(found.changes, fail_on, settings) else reading.exit_code
