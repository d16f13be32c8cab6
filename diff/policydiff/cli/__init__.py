"""The command line: arguments in, exit code out. What is slow to import is imported inside the commands that use it."""

import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from policydiff.cli.add import add
from policydiff.cli.asking import changes, codes, due, search
from policydiff.cli.catalogues import payers, rules, schema, tables
from policydiff.cli.compare import compare
from policydiff.cli.deciding import decide, decisions
from policydiff.cli.diff import diff
from policydiff.cli.exits import Exit, complain, print_trace, refuse
from policydiff.cli.export import export
from policydiff.cli.extract import extract
from policydiff.cli.linking import link, unlink
from policydiff.cli.packet import packet
from policydiff.cli.policies import asof, history, list_policies, show
from policydiff.cli.quarantine import quarantine
from policydiff.cli.verify import verify
from policydiff.cli.watch import watch
from policydiff.library.errors import LibraryError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="policydiff", message="%(prog)s %(version)s")
def commands() -> None:
    """Read payers' medical policies, compare their versions and compare payers.

    \b
    Exit codes: 0 done; 1 a change that --fail-on names; 2 wrong usage;
    3 a file cannot be read or is no coverage policy; 4 read, but below the
    trust floor; 5 an error of the library; 70 a bug.
    """


for command in (
    *(extract, diff, compare, packet),
    *(add, watch, link, unlink, quarantine),
    *(list_policies, show, history, asof, search, codes, changes, due),
    *(decide, decisions, export, verify),
    *(rules, tables, schema, payers),
):
    commands.add_command(command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and leave with its exit code. ``arguments`` are those of the process where none are given."""
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        return int(commands.main(arguments, prog_name="policydiff", standalone_mode=False))
    except click.ClickException as error:
        refuse(error)
        return error.exit_code
    except click.Abort:
        return Exit.INTERRUPTED
    except LibraryError as error:
        complain(str(error))
        return Exit.LIBRARY
    except Exception:
        print_trace(traceback.format_exc())
        complain("this is a bug in policydiff; the lines above say where")
        return Exit.INTERNAL
