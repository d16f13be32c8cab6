"""The arguments and options that several commands share, declared once.

Paths are not checked by click: a file that cannot be read is exit code 3 like any other bad input, not wrong usage.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from policydiff.cli.codesets import SYSTEMS, use_code_sets
from policydiff.cli.settings import OWN_FILE, PROJECT_FILE, use_settings

Command = TypeVar("Command", bound=Callable[..., int])

FORMATS = ("table", "json", "csv", "md", "xlsx")

PAGES = (*FORMATS, "html")
"""Of what there is a page to read: records, diffs, comparisons, histories."""

READ = (*PAGES, "jsonl")
"""Of records as they are read."""

PATH = click.Path(path_type=Path)

ENGINES = ("pdfium", "pdfplumber")
"""As policyextract.readers.engine has them: importing that would load the readers before --help."""

TRUST_FLOOR = 0.85


def output_options(command: Command) -> Command:
    """How and where the result is written."""
    return format_option(*FORMATS)(output_option(command))


def output_option(command: Command) -> Command:
    option = click.option("-o", "--output", type=PATH, metavar="PATH", help="Write to PATH instead of the screen.")
    return option(command)


def jobs_option(command: Command) -> Command:
    option = click.option(
        "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Read in so many processes."
    )
    return option(command)


def library_option(command: Command) -> Command:
    """Which library of stored versions is meant; ``library`` is None for the user's own."""
    option = click.option(
        "--library",
        envvar="POLICYDIFF_LIBRARY",
        show_envvar=True,
        metavar="PATH|URL",
        help="SQLite file, or postgresql:// URL; else the library in your folder for data.",
    )
    return option(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    return click.option(
        "--format", "form", type=click.Choice(formats), default=formats[0], show_default=True, help="What to write."
    )


def reading_options(command: Command) -> Command:
    """How files are read, how well they must have been read, and the file that may say so."""
    command = click.option(
        "--config",
        type=PATH,
        metavar="PATH",
        is_eager=True,
        expose_value=False,
        callback=use_settings,
        help=f"Settings file; else {OWN_FILE} or [tool.policydiff] of {PROJECT_FILE} in this folder.",
    )(command)
    command = click.option(
        "--trust-floor",
        type=click.FloatRange(0, 1),
        default=TRUST_FLOOR,
        show_default=True,
        help="Share of the policy part's lines that must be accounted for; below it the exit code is 4.",
    )(command)
    command = click.option(
        "--code-set",
        "code_sets",
        multiple=True,
        metavar="SYSTEM=FILE",
        expose_value=False,
        callback=use_code_sets,
        help=f"Codes to check those of the record against, one a line; a system of {', '.join(SYSTEMS)}. Repeatable.",
    )(command)
    command = click.option(
        "--engine",
        type=click.Choice(ENGINES),
        default=ENGINES[0],
        show_default=True,
        help="Library that opens a PDF: the fast one, or the one that it is checked against.",
    )(command)
    return click.option("--generic", is_flag=True, help="Read without payer profiles.")(command)
