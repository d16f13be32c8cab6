"""A packet that is there: whether it is as it was written, and whether a new one may take its place."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.exits import Exit, complain, say
from policydiff.cli.folders import read_folder

if TYPE_CHECKING:
    from policydiff.manifest import Manifest


def refuse_to_replace(folder: Path) -> None:
    """Refuse to replace what is no packet, or holds what somebody has written since."""
    if folder.is_dir() and not any(folder.iterdir()):
        return
    name = click.format_filename(folder)
    manifest = _manifest_of(folder)
    if manifest is None:
        raise click.UsageError(f"cannot replace {name}: it is no packet.")
    found = [line for line in _deviations(folder, manifest) if not line.endswith("is missing")]
    if found:
        raise click.UsageError(f"cannot replace {name}: {'; '.join(found)}.")


def check_packet(folder: Path) -> int:
    """Say whether every file is as the manifest names it, and give the exit code."""
    name = click.format_filename(folder)
    manifest = _manifest_of(folder)
    if manifest is None:
        complain(f"{name}: is no packet, or its manifest cannot be read")
        return Exit.UNREADABLE
    found = _deviations(folder, manifest)
    for line in found:
        complain(f"{name}: {line}")
    if found:
        return Exit.UNREADABLE
    say(f"{name}: {len(manifest.files)} files are as policydiff {manifest.policydiff} wrote them")
    return Exit.DONE


def _manifest_of(folder: Path) -> "Manifest | None":
    from pydantic import ValidationError

    from policydiff.manifest import NAME, Manifest

    try:
        return Manifest.model_validate_json((folder / NAME).read_bytes())
    except (OSError, ValidationError):
        return None


def _deviations(folder: Path, manifest: "Manifest") -> list[str]:
    from policydiff.manifest import NAME, deviations

    try:
        present = read_folder(folder)
    except OSError as error:
        return [(error.strerror or str(error)).lower()]
    return list(deviations(manifest, {name: data for name, data in present.items() if name != NAME}))
