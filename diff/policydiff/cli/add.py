"""policydiff add: files into the library."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from click.core import ParameterSource

from policydiff.cli.adding import Adding, refused_files
from policydiff.cli.codesets import current_code_sets
from policydiff.cli.exits import Exit, say
from policydiff.cli.failing import checked_settings, fail_on_option, fails
from policydiff.cli.options import PATH, format_option, jobs_option, library_option, output_option, reading_options
from policydiff.cli.output import deliver
from policydiff.cli.packets import write_packets
from policydiff.cli.reading import ReadingOptions
from policydiff.cli.sources import Sources, find_sources, report_skipped
from policydiff.cli.stored import find, told_as_wrong_usage
from policydiff.cli.tally import Tally

if TYPE_CHECKING:
    from policydiff.additions import Additions
    from policydiff.library.opening import Library
    from policyextract.readers.engine import Engine


@click.command(short_help="Put versions into the library.")
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH...")
@library_option
@click.option(
    "--link", "policy", metavar="POLICY", help="The file continues this policy, though number or title differ."
)
@click.option("--retry", is_flag=True, help="Read files again that could not be read before.")
@click.option("--packets", type=PATH, metavar="DIR", help="Write a packet for each new version that follows another.")
@output_option
@format_option("table", "json")
@jobs_option
@fail_on_option
@reading_options
def add(
    paths: tuple[Path, ...],
    library: str | None,
    policy: str | None,
    retry: bool,
    packets: Path | None,
    form: "Literal['table', 'json']",
    output: Path | None,
    jobs: int,
    fail_on: tuple[str, ...],
    generic: bool,
    engine: "Engine",
    trust_floor: float,
) -> int:
    """Put versions of policies into the library, and say what changed with each.

    Each PATH is a file or a folder. A file whose content is stored already is not read again; one that cannot be
    read is set aside in the library's quarantine, and not read again by the same program. An older version finds its
    place between those that are there.
    """
    settings = checked_settings()
    sources = find_sources(paths)
    if policy is not None and sources.several:
        raise click.UsageError("--link says what one file continues: it does not go with several files or a folder.")
    report_skipped(sources)
    from policydiff.library.opening import opened
    from policydiff.library.outcome import new_changes
    from policydiff.reports.additions_report import additions_report

    with opened(library, create=True) as held:
        options = ReadingOptions(generic, engine, code_sets=current_code_sets())
        adding = Adding(held, options, Tally(trust_floor), jobs, _end_of(held, policy), retry)
        adding.add(sources.found, output)
        found = outcome_of(adding)
        with held.reading() as session:
            changes = new_changes(session, [sha256 for _, sha256 in adding.stored])
        deliver(additions_report(found), form, output)
        if packets is not None:
            write_packets(held, [sha256 for _, sha256 in adding.stored], packets)
    _report(adding, found, sources)
    return _exit_code(adding.tally.exit_code, failing=fails(changes, fail_on, settings))


def _end_of(library: "Library", policy: str | None) -> int | None:
    """The newest source of the policy that --link names."""
    if policy is None:
        return None
    from policydiff.library.links import ends

    with told_as_wrong_usage(), library.reading() as session:
        return ends(session, find(session, policy))[1]


def outcome_of(adding: Adding) -> "Additions":
    """What became of the files. A command that the result names shows no password."""
    from policydiff.library.location import shown
    from policydiff.library.outcome import additions

    given = click.get_current_context().get_parameter_source("library") is ParameterSource.COMMANDLINE
    own = ["--library", shown(adding.library.url)] if given else []

    def link_command(file: str, policy: str) -> str:
        return shlex.join(["policydiff", "add", file, "--link", policy, *own])

    def named(files: list[tuple[Path, str]]) -> list[tuple[str, str]]:
        return [(click.format_filename(path), sha256) for path, sha256 in files]

    with adding.library.reading() as session:
        return additions(session, named(adding.stored), named(adding.known), refused_files(adding), link_command)


def _report(adding: Adding, found: "Additions", sources: Sources) -> None:
    """Say which files could not be added and why, and of several files how many became what."""
    adding.tally.report()
    counts = (
        (len(found.added), "added"),
        (len(found.renderings), "other files of a version"),
        (len(found.known), "known already"),
        (len(found.refused), "not added"),
    )
    if sources.several:
        told = ", ".join(f"{number} {what}" for number, what in counts if number)
        say(f"{len(sources.found)} files: {told}")


def _exit_code(reading: Exit, *, failing: bool) -> Exit:
    """A file that could not be added outranks a change that was found, which outranks one that was read poorly."""
    return Exit.FOUND if failing and reading in (Exit.DONE, Exit.UNTRUSTED) else reading
