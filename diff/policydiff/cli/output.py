"""Puts a result where it was asked for: whole or not at all."""

import os
import sys
from collections.abc import Iterable, Iterator
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

    made = render(report, form, None if target else terminal())
    if isinstance(made, bytes):
        write_bytes(made, target)
    else:
        write(made, target, mark=form == "csv")


def write(text: str, target: Path | None, *, mark: bool = False) -> None:
    """Write UTF-8. ``mark`` puts a byte order mark in front of a file, by which Excel knows the encoding of a CSV.

    A pipe gets none: whoever reads it would take the mark for part of the first column's name.
    """
    write_pieces((text,), target, mark=mark)


def write_bytes(data: bytes, target: Path | None) -> None:
    """Write what is no text, such as a workbook. Raises click.UsageError where it would go to a terminal."""
    if target is None and sys.stdout.isatty():
        raise click.UsageError("this format is not for the screen: name a file with -o.")
    _put((data,), target)


def write_pieces(pieces: Iterable[str], target: Path | None, *, mark: bool = False) -> None:
    """Write text as it comes. Standard output has each piece at once, a file is there when the last one is written.

    Where there are no pieces no file is made. The pieces must not raise OSError, which is taken for one of writing.
    """
    _put(_encoded(pieces, "utf-8-sig" if mark and target else "utf-8"), target)


def _put(written: Iterable[bytes], target: Path | None) -> None:
    try:
        if target is None:
            _write_screen(written)
        elif target.exists() and not target.is_file():
            _write_device(target, written)
        else:
            _write_file(target.resolve(), written)
    except OSError as error:
        name = click.format_filename(target) if target else "to standard output"
        raise click.UsageError(f"cannot write {name}: {(error.strerror or str(error)).lower()}") from error


def _encoded(pieces: Iterable[str], encoding: str) -> Iterator[bytes]:
    for piece in pieces:
        yield piece.encode(encoding)
        encoding = "utf-8"


def _write_screen(written: Iterable[bytes]) -> None:
    """Write to standard output. A reader that has gone away, such as ``head``, has what it wanted: the program ends."""
    try:
        for data in written:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
    except OSError as error:
        # What is left in the buffer would fail once more when the interpreter closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise click.Abort from error
        raise


def _write_device(target: Path, written: Iterable[bytes]) -> None:
    with target.open("wb") as device:
        device.writelines(written)


def _write_file(target: Path, written: Iterable[bytes]) -> None:
    """Write beside the target and rename, so that nobody ever sees half a file."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with draft.open("xb") as file:
            file.writelines(written)
            file.flush()
            os.fsync(file.fileno())
        if draft.stat().st_size:
            draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def terminal() -> "Console | None":
    """The terminal that will show the table, if standard output is one."""
    if not sys.stdout.isatty():
        return None
    from rich.console import Console

    return Console()
