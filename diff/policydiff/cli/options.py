"""The arguments and options that several commands share, declared once.

Paths are not checked by click: a file that cannot be read is exit code 3 like any other bad input, not wrong usage.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., int])

FORMATS = ("table", "json", "csv")

PATH = click.Path(path_type=Path)

TRUST_FLOOR = 0.85


def output_options(command: Command) -> Command:
    """How and where the result is written."""
    return format_option(*FORMATS)(output_option(command))


def output_option(command: Command) -> Command:
    option = click.option("-o", "--output", type=PATH, metavar="PATH", help="Write to PATH instead of the screen.")
    return option(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    return click.option(
        "--format", "form", type=click.Choice(formats), default=formats[0], show_default=True, help="What to write."
    )


def reading_options(command: Command) -> Command:
    """How files are read, and how well they must have been read."""
    command = click.option(
        "--trust-floor",
        type=click.FloatRange(0, 1),
        default=TRUST_FLOOR,
        show_default=True,
        help="Share of the policy part's lines that must be accounted for; below it the exit code is 4.",
    )(command)
    return click.option("--generic", is_flag=True, help="Read without payer profiles.")(command)
