"""Puts a result where it was asked for: whole or not at all."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from policydiff.reports.render import Format
    from policydiff.reports.report import Report


def deliver(report: "Report", form: "Format", target: Path | None) -> None:
    """Render a report and write it to ``target``, or to standard output."""
    from policydiff.reports.render import render

    write(render(report, form, None if target else _terminal()), target, mark=form == "csv")


def write(text: str, target: Path | None, *, mark: bool = False) -> None:
    """Write UTF-8. ``mark`` puts a byte order mark in front of a file, by which Excel knows the encoding of a CSV.

    A pipe gets none: whoever reads it would take the mark for part of the first column's name.
    """
    data = text.encode("utf-8-sig" if mark and target else "utf-8")
    try:
        if target is None:
            _write_screen(data)
        else:
            _write_file(target, data)
    except OSError as error:
        name = click.format_filename(target) if target else "to standard output"
        raise click.UsageError(f"cannot write {name}: {(error.strerror or str(error)).lower()}") from error


def _write_screen(data: bytes) -> None:
    """Write to standard output. A reader that has gone away, such as ``head``, has what it wanted: the program ends."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        # What is left in the buffer would fail once more when the interpreter closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise click.Abort from error
        raise


def _write_file(target: Path, data: bytes) -> None:
    """Write beside the target and rename, so that nobody ever sees half a file."""
    target = target.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as device:
            device.write(data)
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _terminal() -> "Console | None":
    """The terminal that will show the table, if standard output is one."""
    if not sys.stdout.isatty():
        return None
    from rich.console import Console

    return Console()
