"""policydiff search, codes, changes and due: questions to all policies that are stored."""

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.exits import Exit
from policydiff.cli.options import library_option, output_options
from policydiff.cli.output import deliver
from policydiff.cli.stored import check_date, reading

if TYPE_CHECKING:
    from policydiff.reports.render import Format

DIRECTIONS = ("restrictive", "permissive", "lateral", "indeterminate", "editorial", "administrative")
"""As policydiff.changes.Direction has them."""


@click.command(short_help="Look for words in what is stored.")
@click.argument("text")
@output_options
@click.option("--all-versions", is_flag=True, help="Look into older versions too.")
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, help="At most so many passages.")
@library_option
def search(text: str, form: "Format", output: Path | None, all_versions: bool, limit: int, library: str | None) -> int:
    """Look for the words of TEXT in statements and criteria, in the newest versions of all policies.

    All words must be there, in any form; words between quotation marks stand together.
    """
    with reading(library) as session:
        from policydiff.library.searching import search as search_library
        from policydiff.reports.library_report import search_report

        report = search_report(search_library(session, text, all_versions=all_versions, limit=limit))
    deliver(report, form, output)
    return Exit.DONE


@click.command(short_help="Say who lists a code, and since when.")
@click.argument("code")
@output_options
@library_option
def codes(code: str, form: "Format", output: Path | None, library: str | None) -> int:
    """Say whose newest version lists CODE, in a table or in a statement, under what determination and since when."""
    with reading(library) as session:
        from policydiff.library.listed_codes import codes_listed
        from policydiff.reports.library_report import codes_report

        report = codes_report(codes_listed(session, code))
    deliver(report, form, output)
    return Exit.DONE


@click.command(short_help="List what changed since a date.")
@click.option("--since", required=True, callback=check_date, metavar="DATE", help="From this date on.")
@click.option("--direction", "directions", multiple=True, type=click.Choice(DIRECTIONS), help="Only such. Repeatable.")
@click.option("--payer", "payers", multiple=True, metavar="TEXT", help="Only payers of this name. Repeatable.")
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Only this kind of change. Repeatable.")
@output_options
@library_option
def changes(
    since: str,
    directions: tuple[str, ...],
    payers: tuple[str, ...],
    rules: tuple[str, ...],
    form: "Format",
    output: Path | None,
    library: str | None,
) -> int:
    """List the changes of all policies since a date, by the day on which the newer version took force.

    When a version was added makes no difference.
    """
    _check_rules(rules)
    with reading(library) as session:
        from policydiff.changes import Direction
        from policydiff.library.changes_since import changes_since
        from policydiff.reports.library_report import changes_since_report

        wanted = [Direction(direction) for direction in directions]
        found = changes_since(session, since, directions=wanted, payers=payers, rules=rules)
        report = changes_since_report(found)
    deliver(report, form, output)
    return Exit.DONE


def _check_rules(rules: tuple[str, ...]) -> None:
    """Raise click.UsageError for a rule that does not exist: it would find nothing, which would read as no change."""
    from policydiff.rules import CATALOGUE

    unknown = [rule for rule in rules if rule not in {known.id for known in CATALOGUE}]
    if unknown:
        raise click.UsageError(f"no rule {unknown[0]!r}: policydiff rules lists them.")


def _days(context: click.Context, parameter: click.Parameter, value: str) -> int:
    """A number of days as a user gives it: 60, 60d, 8w."""
    found = re.fullmatch(r"(\d{1,4})([dw]?)", value.strip().lower())
    if not found:
        raise click.BadParameter(f"{value!r} is no span of time: 60d and 8w are.", context, parameter)
    return int(found[1]) * (7 if found[2] == "w" else 1)


@click.command(short_help="List reviews that are over or near.")
@click.option("--within", callback=_days, default="60d", show_default=True, metavar="SPAN", help="How far ahead.")
@click.option("--as-of", callback=check_date, metavar="DATE", help="Seen from this day instead of today.")
@output_options
@library_option
def due(within: int, as_of: str | None, form: "Format", output: Path | None, library: str | None) -> int:
    """List the newest versions whose next review, by the date that they print, is over or near."""
    if as_of and len(as_of) < len("2024-05-31"):
        raise click.UsageError("--as-of takes a day, such as 2024-05-31.")
    day = datetime.date.fromisoformat(as_of) if as_of else datetime.date.today()
    with reading(library) as session:
        from policydiff.library.held import due_reviews
        from policydiff.reports.library_report import reviews_report

        report = reviews_report(due_reviews(session, day, within))
    deliver(report, form, output)
    return Exit.DONE
