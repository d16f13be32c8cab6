"""policydiff packet: everything that a committee needs on one pair of versions, in one folder."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from policydiff.cli.annotations import read_again
from policydiff.cli.codesets import current_code_sets
from policydiff.cli.exits import Exit, say, warn
from policydiff.cli.folders import refuse_present, write_folder
from policydiff.cli.options import PATH, library_option, reading_options
from policydiff.cli.packet_checks import check_packet, refuse_to_replace
from policydiff.cli.reading import ReadingOptions
from policydiff.cli.release import release
from policydiff.cli.stored import find, reading
from policydiff.cli.tally import read_records

if TYPE_CHECKING:
    from policydiff.library.pairs import StoredPair
    from policydiff.packet.contents import Packet
    from policyextract.readers.engine import Engine


@click.command(short_help="Write a folder with all reports on two versions.")
@click.argument("old", metavar="OLD|POLICY", required=False)
@click.argument("new", required=False)
@click.option("-o", "--output", type=PATH, metavar="DIR", help="The folder to write, which must not be there yet.")
@click.option("--version", "date", metavar="DATE", help="The stored version of this date instead of the newest.")
@click.option("--force", is_flag=True, help="Replace an earlier packet in which nothing has changed since.")
@click.option("--check", type=PATH, metavar="DIR", help="Check the files of a packet against its manifest.")
@library_option
@reading_options
def packet(
    old: str | None,
    new: str | None,
    output: Path | None,
    date: str | None,
    force: bool,
    check: Path | None,
    library: str | None,
    generic: bool,
    engine: "Engine",
    trust_floor: float,
) -> int:
    """Write all there is to say of two versions into a folder: reports, tables, annotated PDFs, and a manifest.

    The versions are the files OLD and NEW, or a stored version of POLICY and the one before it; then the decisions on
    its changes are in the packet. The folder appears whole or not at all. With --check, an earlier packet is held
    against its manifest instead.
    """
    if check is not None:
        if old is not None or output is not None:
            raise click.UsageError("--check goes with a packet alone.")
        return check_packet(check)
    if old is None or output is None:
        raise click.UsageError("name OLD and NEW, or POLICY, and with -o the folder to write.")
    if not force:
        refuse_present(output)
    if new is None:
        _refuse_what_is_for_files(old)
        _of_policy(old, date, library, output, force)
        return Exit.DONE
    if date is not None:
        raise click.UsageError("--version goes with a stored POLICY.")
    options = ReadingOptions(generic, engine, code_sets=current_code_sets())
    return _of_files((Path(old), Path(new)), options, trust_floor, output, force)


def _of_files(files: tuple[Path, Path], options: ReadingOptions, trust_floor: float, output: Path, force: bool) -> int:
    found = read_records(files, options, trust_floor)
    if not found.complete:
        return found.exit_code
    from policydiff.packet.contents import SourceFile, make_packet
    from policydiff.versions import diff

    old, new = (
        SourceFile(read_again(file, record.source.sha256), record, options.engine)
        for file, record in zip(files, found.records, strict=True)
    )
    deliver_packet(make_packet(old, new, diff(old.record, new.record), release()), output, force)
    return found.exit_code


def _of_policy(policy: str, date: str | None, library: str | None, output: Path, force: bool) -> None:
    with reading(library) as session:
        from policydiff.library.finding_versions import find_version
        from policydiff.library.pairs import pair_of

        found = find_version(session, find(session, policy), date)
        pair = pair_of(session, found.source_id)
    if pair is None:
        named = f"the version of {found.in_force_from}" if found.in_force_from else "the version without a date"
        raise click.UsageError(f"{policy}: {named} has none before it to be compared with.")
    deliver_packet(packet_of(pair), output, force)


def _refuse_what_is_for_files(policy: str) -> None:
    """A file alone is no policy of the library, and what is stored is not read again."""
    if Path(policy).is_file():
        raise click.UsageError(f"{click.format_filename(policy)} is a file: name OLD and NEW.")
    context = click.get_current_context()
    for option in ("generic", "engine", "trust_floor"):
        if context.get_parameter_source(option) is ParameterSource.COMMANDLINE:
            name = option.replace("_", "-")
            raise click.UsageError(f"--{name} is for files: what is stored has been read.")


def packet_of(pair: "StoredPair") -> "Packet":
    """The packet of two stored versions."""
    from policydiff.packet.contents import SourceFile, make_packet

    older, newer = (SourceFile(file.content, file.record, file.engine) for file in (pair.older, pair.newer))
    return make_packet(older, newer, pair.diff, release(), pair.decisions)


def deliver_packet(made: "Packet", folder: Path, force: bool) -> None:
    """Write a packet, and say on standard error what its reader must know."""
    write_folder(made.files, folder, refuse_to_replace if force else refuse_present)
    for remark in made.remarks:
        warn(remark)
    say(f"{click.format_filename(folder)}: {len(made.files)} files")
