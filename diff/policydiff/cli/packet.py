"""policydiff packet: everything that a committee needs on one pair of versions, in one folder."""

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.annotations import read_again
from policydiff.cli.codesets import current_code_sets
from policydiff.cli.exits import Exit, complain, say, warn
from policydiff.cli.folders import read_folder, refuse_present, write_folder
from policydiff.cli.options import PATH, reading_options
from policydiff.cli.reading import ReadingOptions
from policydiff.cli.tally import read_records

if TYPE_CHECKING:
    from policydiff.manifest import Manifest
    from policydiff.packet.contents import Packet
    from policyextract.readers.engine import Engine

DISTRIBUTION = "policydiff"


@click.command(short_help="Write a folder with all reports on two versions.")
@click.argument("old", type=PATH, required=False)
@click.argument("new", type=PATH, required=False)
@click.option("-o", "--output", type=PATH, metavar="DIR", help="The folder to write, which must not be there yet.")
@click.option("--force", is_flag=True, help="Replace an earlier packet in which nothing has changed since.")
@click.option("--check", type=PATH, metavar="DIR", help="Check the files of a packet against its manifest.")
@reading_options
def packet(
    old: Path | None,
    new: Path | None,
    output: Path | None,
    force: bool,
    check: Path | None,
    generic: bool,
    engine: "Engine",
    trust_floor: float,
) -> int:
    """Write all there is to say of OLD and NEW into a folder: reports, tables, the annotated PDFs, and a manifest.

    The folder appears whole or not at all. With --check, an earlier packet is held against its manifest instead.
    """
    if check is not None:
        if old is not None or output is not None:
            raise click.UsageError("--check goes with a packet alone.")
        return _check(check)
    if old is None or new is None or output is None:
        raise click.UsageError("name OLD, NEW and, with -o, the folder to write.")
    if not force:
        refuse_present(output)
    return _of_files(
        old, new, output, force, ReadingOptions(generic, engine, code_sets=current_code_sets()), trust_floor
    )


def _of_files(old: Path, new: Path, output: Path, force: bool, options: ReadingOptions, trust_floor: float) -> int:
    reading = read_records((old, new), options, trust_floor)
    if not reading.complete:
        return reading.exit_code
    from policydiff.packet.contents import SourceFile, make_packet
    from policydiff.versions import diff

    sides = [
        SourceFile(read_again(file, record.source.sha256), record, options.engine)
        for file, record in zip((old, new), reading.records, strict=True)
    ]
    deliver_packet(make_packet(sides[0], sides[1], diff(*reading.records), version(DISTRIBUTION)), output, force)
    return reading.exit_code


def deliver_packet(made: "Packet", folder: Path, force: bool) -> None:
    """Write a packet, and say on standard error what its reader must know."""
    write_folder(made.files, folder, _may_be_replaced if force else refuse_present)
    for remark in made.remarks:
        warn(remark)
    say(f"{click.format_filename(folder)}: {len(made.files)} files")


def _may_be_replaced(folder: Path) -> None:
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


def _check(folder: Path) -> int:
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
