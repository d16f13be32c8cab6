"""--annotate: the changed passages marked in copies of the two files."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.exits import say, warn
from policydiff.cli.output import write_bytes

if TYPE_CHECKING:
    from policydiff.annotate import Annotated
    from policydiff.changes import VersionDiff
    from policyextract.readers.engine import Engine

_ENDING = ".annotated.pdf"


def refuse_without_pdf(found: "VersionDiff") -> None:
    """Raise click.UsageError where neither file can be annotated."""
    from policydiff.annotate import can_be_annotated

    if not any(can_be_annotated(version.source.media_type) for version in (found.old, found.new)):
        raise click.UsageError("--annotate is for PDFs, and neither OLD nor NEW is one.")


def write_annotated(found: "VersionDiff", files: tuple[Path, Path], folder: Path, engine: "Engine") -> None:
    """Write a marked copy of each file that is a PDF into ``folder``, which is made where it is not there.

    What cannot be marked is said on standard error; the rest is written.
    """
    from policydiff.annotate import NotAnnotated, Side, annotate

    _make(folder)
    for side, file, name in zip(Side, files, _names(files), strict=True):
        data = read_again(file, (found.old, found.new)[side is Side.NEW].source.sha256)
        try:
            made = annotate(data, file.name, found, side, engine=engine)
        except NotAnnotated as error:
            warn(f"{click.format_filename(file)}: {error}")
            continue
        write_bytes(made.data, folder / name)
        _tell(made, file, folder / name)


def _names(files: tuple[Path, Path]) -> Sequence[str]:
    """What the copies are called. Two files of one name are told apart by their side."""
    old, new = (file.stem for file in files)
    return (f"{old}.old{_ENDING}", f"{new}.new{_ENDING}") if old == new else (f"{old}{_ENDING}", f"{new}{_ENDING}")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        name = click.format_filename(folder)
        raise click.UsageError(f"cannot write to {name}: {(error.strerror or str(error)).lower()}") from error


def read_again(file: Path, sha256: str) -> bytes:
    """The bytes that were compared. Raises click.UsageError where the file has changed in the meantime."""
    import hashlib

    name = click.format_filename(file)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise click.UsageError(f"cannot read {name} again: {(error.strerror or str(error)).lower()}") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise click.UsageError(f"{name} has changed since it was compared.")
    return data


def _tell(made: "Annotated", file: Path, target: Path) -> None:
    sought = len(made.marked) + len(made.lost)
    say(f"{click.format_filename(target)}: {len(made.marked)} of {sought} changes marked")
    for remark in made.remarks:
        warn(f"{click.format_filename(file)}: {remark}")
    for lost in made.lost:
        place = lost.evidence.provenance
        where = f" on page {place.page}" if place is not None and place.page is not None else ""
        warn(f"{click.format_filename(file)}: change {lost.number} ({lost.change.rule}) was not found{where}")
