"""policydiff watch: a folder whose files go into the library as they come."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from policydiff.cli.add import outcome_of
from policydiff.cli.adding import Adding
from policydiff.cli.codesets import current_code_sets
from policydiff.cli.exits import Exit, say
from policydiff.cli.inbox import Inbox
from policydiff.cli.options import PATH, format_option, library_option, reading_options
from policydiff.cli.output import deliver, write
from policydiff.cli.packets import write_packets
from policydiff.cli.reading import ReadingOptions
from policydiff.cli.sources import Source
from policydiff.cli.tally import Tally

if TYPE_CHECKING:
    from policydiff.additions import Additions
    from policyextract.readers.engine import Engine

_LOOK_ANYWAY = 30
"""Seconds after which the folder is looked at though nothing was told of it: not every file system tells."""


@click.command(short_help="Add files as they come into a folder.")
@click.argument("folder", type=PATH, metavar="DIR")
@library_option
@click.option(
    "--settle",
    type=click.FloatRange(min=0.1),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="So long a file must not have changed to count as wholly written.",
)
@click.option("--packets", type=PATH, metavar="DIR", help="Write a packet for each new version that follows another.")
@format_option("table", "jsonl")
@reading_options
def watch(
    folder: Path,
    library: str | None,
    settle: float,
    packets: Path | None,
    form: "Literal['table', 'jsonl']",
    generic: bool,
    engine: "Engine",
    trust_floor: float,
) -> int:
    """Put the files of DIR into the library, those that are there and those that come, each once it is wholly written.

    It does what add does, file by file, until it is ended: by SIGTERM with exit code 0, by Ctrl-C with 130. The file
    that is being added then is finished first. Files with names of unfinished downloads (.part, .tmp) are left alone
    until they are renamed. What cannot be read is set aside and said.
    """
    if not folder.is_dir():
        raise click.UsageError(f"{click.format_filename(folder)} is no folder.")
    from policydiff.library.opening import opened

    options = ReadingOptions(generic, engine, code_sets=current_code_sets())
    with opened(library, create=True) as held, _ended_by_signals() as end:
        say(f"watching {click.format_filename(folder)}")
        for file in _arrivals(Inbox(folder, settle, time.monotonic), end.asked):
            adding = Adding(held, options, Tally(trust_floor))
            adding.add([Source(file)])
            _tell(adding, form)
            if packets is not None:
                write_packets(held, [sha256 for _, sha256 in adding.stored], packets)
    return end.exit_code


class _End:
    """``asked`` is set once somebody wants the program to end."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.exit_code = Exit.DONE

    def __call__(self, number: int, frame: object) -> None:
        self.exit_code = Exit.INTERRUPTED if number == signal.SIGINT else Exit.DONE
        self.asked.set()


@contextmanager
def _ended_by_signals() -> Iterator[_End]:
    end = _End()
    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield end
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _arrivals(inbox: Inbox, end: threading.Event) -> Iterator[Path]:
    """Files of the folder as they are wholly written, those that are there first, until the end."""
    looked = None
    for told in _events(inbox, end):
        overdue = looked is None or inbox.clock() - looked >= _LOOK_ANYWAY
        if not (told or inbox.waiting or overdue):
            continue
        looked = inbox.clock()
        for file in inbox.take():
            if end.is_set():
                return
            yield file


def _events(inbox: Inbox, end: threading.Event) -> Iterator[bool]:
    """Whether something happened in the folder, asked again and again until the end. Nothing is missed in between."""
    from watchfiles import watch as changes

    try:
        for found in changes(
            inbox.folder,
            watch_filter=None,
            stop_event=end,
            rust_timeout=max(1, int(inbox.settled_after * 500)),
            debounce=200,
            yield_on_timeout=True,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            yield bool(found)
    except OSError as error:
        name, reason = click.format_filename(inbox.folder), (error.strerror or str(error)).lower()
        raise click.UsageError(f"cannot watch {name}: {reason}") from error


def _tell(adding: Adding, form: "Literal['table', 'jsonl']") -> None:
    """Say what became of a file: a line of JSON, or what add says."""
    from policydiff.reports.additions_report import additions_report

    found: Additions = outcome_of(adding)
    if form == "jsonl":
        write(f"{found.model_dump_json()}\n", None)
    else:
        deliver(additions_report(found), form, None)
    adding.tally.report()
