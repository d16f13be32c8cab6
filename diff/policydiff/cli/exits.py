"""With which code the program ends, and how it says why: one line on standard error."""

import io
from enum import IntEnum

import click

from policydiff.reports.characters import inert


class Exit(IntEnum):
    """The exit codes."""

    DONE = 0
    FOUND = 1
    """A change of a direction named by --fail-on."""
    USAGE = 2
    UNREADABLE = 3
    UNTRUSTED = 4
    """Extracted, but too much of a policy part is unparsed."""
    LIBRARY = 5
    """The library of stored versions cannot be opened, read or written."""
    INTERNAL = 70
    """A bug. Not 1, which Python would choose: a crash must not read as "changes were found"."""
    INTERRUPTED = 130


def say(message: str) -> None:
    """Say something on one line. A file's name may hold anything, and a document's words too: nothing in them acts."""
    _show(f"policydiff: {message}".replace("\n", "␊") + "\n")


def print_trace(trace: str) -> None:
    """Show where a bug is."""
    _show(trace)


def refuse(error: click.ClickException) -> None:
    """Say what was wrong with the command line, as click says it."""
    told = io.StringIO()
    error.show(told)
    _show(told.getvalue())


def _show(text: str) -> None:
    click.echo(inert(text), err=True, nl=False)


def warn(message: str) -> None:
    say(f"warning: {message}")


def complain(message: str) -> None:
    say(f"error: {message}")
