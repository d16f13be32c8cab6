"""With which code the program ends, and how it says why: one line on standard error."""

from enum import IntEnum

import click


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
    click.echo(f"policydiff: {message}", err=True)


def warn(message: str) -> None:
    say(f"warning: {message}")


def complain(message: str) -> None:
    say(f"error: {message}")
