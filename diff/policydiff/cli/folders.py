"""A folder of files that appears whole or not at all, and is never written over anything else."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import click

MayReplace: TypeAlias = Callable[[Path], None]
"""Raises click.UsageError where the folder must stay."""


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their names, subfolders as such: a name with a stroke at its end. Raises OSError."""
    return {
        f"{entry.name}/" if entry.is_dir() else entry.name: b"" if entry.is_dir() else entry.read_bytes()
        for entry in sorted(folder.iterdir())
    }


def refuse_present(folder: Path) -> None:
    """Raise click.UsageError where there is something at ``folder`` that writing would lose."""
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists() or folder.is_symlink():
        what = "is not empty" if folder.is_dir() else "is no folder"
        raise click.UsageError(f"cannot write {click.format_filename(folder)}: it {what}.")


def write_folder(files: Mapping[str, bytes], folder: Path, may_replace: MayReplace = refuse_present) -> None:
    """Write the files beside ``folder`` and rename, so that nobody ever sees half of them.

    What is there before is asked of ``may_replace``, and stays where writing fails.
    """
    target = folder.resolve()
    draft, former = (target.with_name(f".{target.name}.{os.getpid()}.{end}") for end in ("new", "old"))
    try:
        if folder.exists() or folder.is_symlink():
            may_replace(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.mkdir()
        for name, data in files.items():
            _write(draft / name, data)
        _swap(draft, target, former)
    except OSError as error:
        name = click.format_filename(folder)
        raise click.UsageError(f"cannot write {name}: {(error.strerror or str(error)).lower()}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write(file: Path, data: bytes) -> None:
    with file.open("xb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())


def _swap(draft: Path, target: Path, former: Path) -> None:
    """Put the draft in the target's place, and the target back where that fails."""
    if not target.exists():
        draft.rename(target)
        return
    target.rename(former)
    try:
        draft.rename(target)
    except OSError:
        former.rename(target)
        raise
    shutil.rmtree(former)
