"""policydiff decide and decisions: what a committee made of a change."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.exits import Exit, say
from policydiff.cli.options import library_option, output_options
from policydiff.cli.output import deliver
from policydiff.cli.stored import reading, writing

if TYPE_CHECKING:
    from policydiff.reports.render import Format

STATUSES = ("accepted", "rejected", "deferred")
"""As policydiff.history.DecisionStatus has them."""


@click.command(short_help="Write down what was decided on a change.")
@click.argument("fingerprint")
@click.option("--status", required=True, type=click.Choice(STATUSES), help="What was decided.")
@click.option("--owner", metavar="TEXT", help="Who answers for it.")
@click.option("--note", metavar="TEXT", help="What is to be remembered with it.")
@library_option
def decide(fingerprint: str, status: str, owner: str | None, note: str | None, library: str | None) -> int:
    """Write down what was decided on the change of a FINGERPRINT, of which the beginning will do.

    Nothing that was decided before is taken back: the newest decision holds, and all of them are kept.
    """
    from policydiff.history import DecisionStatus

    with writing(library) as session:
        from policydiff.library.decisions import decide as write_down
        from policydiff.library.decisions import find_change

        change = find_change(session, fingerprint)
        write_down(session, change, DecisionStatus(status), owner=owner or None, note=note or None)
    say(f"{change}: {status}")
    return Exit.DONE


@click.command(short_help="List what was decided.")
@click.argument("fingerprint", required=False)
@output_options
@library_option
def decisions(fingerprint: str | None, form: "Format", output: Path | None, library: str | None) -> int:
    """List all that was ever decided, the oldest first, or what was decided on the change of a FINGERPRINT."""
    with reading(library) as session:
        from policydiff.library.decisions import all_decisions, decisions_on, find_change
        from policydiff.reports.library_report import decisions_report

        made = decisions_on(session, [find_change(session, fingerprint)]) if fingerprint else all_decisions(session)
        report = decisions_report(made)
    deliver(report, form, output)
    return Exit.DONE
