"""policydiff diff: what changed between two versions of a policy."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.annotations import refuse_without_pdf, write_annotated
from policydiff.cli.codesets import current_code_sets
from policydiff.cli.exits import Exit, say
from policydiff.cli.options import DECIDED_ON, PATH, format_option, output_option, reading_options
from policydiff.cli.output import deliver
from policydiff.cli.reading import ReadingOptions
from policydiff.cli.settings import FAIL_ON, Settings, current_settings, refuse_unknown_rules
from policydiff.cli.tally import read_records

if TYPE_CHECKING:
    from policydiff.changes import Change, VersionDiff
    from policydiff.reports.render import Format
    from policyextract.readers.engine import Engine


@click.command(short_help="Say what changed between two versions.")
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@format_option(*DECIDED_ON)
@output_option
@click.option("--explain", is_flag=True, help="Add what was paired with what, and what a flip of coverage stands for.")
@click.option(
    "--fail-on",
    multiple=True,
    type=click.Choice(FAIL_ON),
    help="Exit with 1 when such a change is found. Repeatable.",
)
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
    if explain and form == "csv":
        raise click.UsageError("--explain goes with the formats table, json and html.")
    settings = current_settings()
    if settings.ignore:
        from policydiff.rules import CATALOGUE

        refuse_unknown_rules(settings, [rule.id for rule in CATALOGUE])
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
    if any(change.direction in fail_on for change in _counting(found, settings)):
        return Exit.FOUND
    return reading.exit_code


def _counting(found: "VersionDiff", settings: Settings) -> "list[Change]":
    """The changes that may fail the run; what the settings leave out is said on standard error."""
    ignored = {entry.rule: entry for entry in settings.ignore}
    for rule, entry in ignored.items():
        number = sum(change.rule == rule for change in found.changes)
        if number:
            say(f"{settings.source}: {number} of {rule} not counted until {entry.expires}: {entry.reason}")
    return [change for change in found.changes if change.rule not in ignored]
