"""Which changes end a command with exit code 1: those of the directions that --fail-on names, less what is ignored."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from policydiff.cli.exits import say
from policydiff.cli.settings import FAIL_ON, Settings, current_settings, refuse_unknown_rules

if TYPE_CHECKING:
    from policydiff.changes import Change

Command = TypeVar("Command", bound=Callable[..., int])


def fail_on_option(command: Command) -> Command:
    option = click.option(
        "--fail-on",
        multiple=True,
        type=click.Choice(FAIL_ON),
        help="Exit with 1 when such a change is found. Repeatable.",
    )
    return option(command)


def checked_settings() -> Settings:
    """The settings of the command that runs. Raises click.UsageError where they ignore a rule that does not exist."""
    settings = current_settings()
    if settings.ignore:
        from policydiff.rules import CATALOGUE

        refuse_unknown_rules(settings, [rule.id for rule in CATALOGUE])
    return settings


def fails(changes: "Sequence[Change]", directions: Sequence[str], settings: Settings) -> bool:
    """Whether one of the changes makes the run fail. What the settings leave out is said on standard error."""
    return any(change.direction in directions for change in _counting(changes, settings))


def _counting(changes: "Sequence[Change]", settings: Settings) -> "list[Change]":
    """The changes that may fail the run."""
    ignored = {entry.rule: entry for entry in settings.ignore}
    for rule, entry in ignored.items():
        number = sum(change.rule == rule for change in changes)
        if number:
            say(f"{settings.source}: {number} of {rule} not counted until {entry.expires}: {entry.reason}")
    return [change for change in changes if change.rule not in ignored]
