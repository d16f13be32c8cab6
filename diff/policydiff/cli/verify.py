"""policydiff verify: whether the library holds together, and whether its documents still read the same."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.exits import Exit
from policydiff.cli.options import jobs_option, library_option, output_options
from policydiff.cli.output import deliver
from policydiff.cli.rereading import read_all_again

if TYPE_CHECKING:
    from policydiff.holdings import Verification
    from policydiff.library.opening import Library
    from policydiff.reports.render import Format


@click.command(short_help="Check the library.")
@click.option("--re-extract", is_flag=True, help="Also read every document again, and say what comes out otherwise.")
@click.option("--update", is_flag=True, help="Store what comes out otherwise.")
@jobs_option
@output_options
@library_option
def verify(re_extract: bool, update: bool, jobs: int, form: "Format", output: Path | None, library: str | None) -> int:
    """Check that the library holds together: bytes, records, rows, lines of versions, diffs and the index of words.

    With --re-extract each document is read again, as after an upgrade, and each diff made again. What comes out
    otherwise is told; it is no damage, and stays as it is without --update. Damage is exit code 5.
    """
    if update and not re_extract:
        raise click.UsageError("--update stores what --re-extract finds.")
    if jobs > 1 and not re_extract:
        raise click.UsageError("--jobs goes with --re-extract.")
    from policydiff.library.opening import opened
    from policydiff.reports.library_report import verification_report

    with opened(library) as held:
        found = _check(held)
        if re_extract and not found.damages:
            drift = read_all_again(held, jobs, update=update, output=output)
            again = {"read_again": found.documents, "drift": drift, "updated": update and bool(drift)}
            found = found.model_copy(update=again)
    deliver(verification_report(found), form, output)
    return Exit.LIBRARY if found.damages else Exit.DONE


def _check(held: "Library") -> "Verification":
    from sqlalchemy import func, select

    from policydiff.holdings import Verification
    from policydiff.library.integrity import damages, search_damages
    from policydiff.library.models import PolicyRow, SourceRow

    with held.reading() as session:
        found = list(damages(session))
        documents, policies = (
            session.scalars(select(func.count()).select_from(table)).one() for table in (SourceRow, PolicyRow)
        )
    with held.writing() as session:
        found.extend(search_damages(session))
    return Verification(
        documents=documents, policies=policies, damages=tuple(found), read_again=None, drift=(), updated=False
    )
