"""Which files a command line names. Folders are walked in a stable order, and what is passed over is told."""

import stat
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from policydiff.cli.exits import say

_READ = (stat.S_IFREG, stat.S_IFDIR, stat.S_IFIFO)
_OPEN_FILES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
_NAMED = 5
"""How many of the files passed over for one reason are named."""


@dataclass(frozen=True)
class Source:
    """A file to be read, or a folder that gives none and why."""

    path: Path
    refusal: str | None = None


@dataclass(frozen=True)
class Sources:
    """What is to be read, in order; ``several`` even of one file where it was found in a folder.

    ``skipped`` holds what was passed over in folders, by the reason.
    """

    found: tuple[Source, ...]
    several: bool
    skipped: dict[str, tuple[Path, ...]] = field(default_factory=dict)


def find_sources(paths: Sequence[Path]) -> Sources:
    """The files named and those in the folders named: entry by entry in the order of names, subfolders in their place.

    A file named is taken whatever it is called.
    """
    walk = _Walk()
    found = tuple(source for path in paths for source in (walk.folder(path) if path.is_dir() else [source_of(path)]))
    skipped = {reason: tuple(files) for reason, files in walk.skipped.items()}
    return Sources(found, len(paths) > 1 or any(path.is_dir() for path in paths), skipped)


def source_of(path: Path) -> Source:
    """A file that the user named, with its refusal where reading it might never end.

    A pipe is read where it is open in this process, as /dev/stdin is and what a shell makes of <(...): somebody writes
    to it. One that has a name in a folder may wait for a writer for ever.
    """
    try:
        kind = stat.S_IFMT(path.stat().st_mode)
    except (OSError, ValueError):  # reading it says why
        return Source(path)
    if kind == stat.S_IFIFO and not str(path).startswith(_OPEN_FILES):
        return Source(path, "is a pipe, not a file")
    return Source(path, "is a device or a socket, not a file" if kind not in _READ else None)


def report_skipped(sources: Sources) -> None:
    """Say what was passed over, in one line for each reason."""
    for reason, paths in sources.skipped.items():
        names = ", ".join(click.format_filename(path) for path in paths[:_NAMED])
        more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
        say(f"skipped {len(paths)} {reason}: {names}{more}")


class _Walk:
    def __init__(self) -> None:
        self.skipped: dict[str, list[Path]] = defaultdict(list)

    def folder(self, path: Path) -> list[Source]:
        """What is to be read in a folder that the user named."""
        return list(self._entries(path)) or [Source(path, "holds no file that can be read")]

    def _entries(self, folder: Path) -> Iterator[Source]:
        try:
            entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        except OSError as error:
            yield Source(folder, (error.strerror or str(error)).lower())
            return
        for entry in entries:
            if entry.name.startswith("."):
                self.skipped["hidden"].append(entry)
            elif entry.is_dir() and entry.is_symlink():
                # It may lead back to where the walk came from.
                self.skipped["linked folders"].append(entry)
            elif entry.is_dir():
                yield from self._entries(entry)
            elif _is_candidate(entry):
                yield Source(entry)
            else:
                self.skipped["that no reader reads"].append(entry)


def _is_candidate(path: Path) -> bool:
    """Whether a reader may take the file. One that cannot be opened is a candidate: reading it gives the reason."""
    from policyextract.readers.candidates import HEAD, may_be_read

    if path.exists() and not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        head = b""
    return may_be_read(path.name, head)
