"""Reads the stored documents again, and compares their versions again."""

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from policydiff.cli.progress import tracked
from policydiff.cli.reading import Outcome, ReadingOptions, Refusal
from policydiff.cli.release import release
from policydiff.cli.sources import Source
from policydiff.cli.tally import record_of
from policydiff.cli.workers import reader

if TYPE_CHECKING:
    from policydiff.changes import VersionDiff
    from policydiff.holdings import Drift
    from policydiff.library.opening import Library
    from policydiff.library.renewing import StoredFile
    from policyextract.readers.engine import Engine

_AT_ONCE = 64
"""Documents that are taken out of the library at a time."""


def read_all_again(library: "Library", jobs: int, *, update: bool, output: Path | None) -> "tuple[Drift, ...]":
    """What comes out otherwise than it is stored: first of documents, then of diffs. ``update`` stores it.

    ``output`` is where the result will go, for the progress bar.
    """
    found: list[Drift] = []
    after = 0
    while files := _some(library, after):
        for file, outcome in _read(files, jobs, output):
            drift = _drift(file, outcome)
            if drift is None:
                continue
            found.append(drift)
            if update and not isinstance(outcome.result, Refusal):
                _renew(library, file, outcome)
        after = files[-1].source_id
    return (*found, *_compare_again(library, update=update))


def _some(library: "Library", after: int) -> "list[StoredFile]":
    from policydiff.library.renewing import stored_files

    with library.reading() as session:
        return stored_files(session, after, _AT_ONCE)


def _read(files: "Sequence[StoredFile]", jobs: int, output: Path | None) -> "Iterator[tuple[StoredFile, Outcome]]":
    """Each document with what comes of it. They are laid into a folder, for other processes read files."""
    alike: defaultdict[tuple[str, bool], list[StoredFile]] = defaultdict(list)
    for file in files:
        alike[file.engine, file.generic].append(file)
    for (engine, generic), of_one in alike.items():
        options = ReadingOptions(generic, cast("Engine", engine))
        with tempfile.TemporaryDirectory(prefix="policydiff-") as folder:
            sources = [_laid(file, Path(folder)) for file in of_one]
            with reader(min(jobs, len(sources)), None) as read:
                outcomes = tracked(read(sources, options), len(sources), output)
                yield from zip(of_one, outcomes, strict=True)


def _laid(file: "StoredFile", folder: Path) -> Source:
    """A document as a file. What it is called may decide what it is taken for, so its ending is kept."""
    path = folder / f"{file.source_id}{Path(file.name).suffix}"
    path.write_bytes(file.content)
    return Source(path)


def _drift(file: "StoredFile", outcome: Outcome) -> "Drift | None":
    from policydiff.holdings import Drift
    from policydiff.library.renewing import drifted

    sha256 = file.record.source.sha256
    if isinstance(outcome.result, Refusal):
        return Drift(file=file.name, sha256=sha256, refusal=outcome.result.message)
    fields = drifted(file.record, record_of(outcome.result))
    return Drift(file=file.name, sha256=sha256, fields=fields) if fields else None


def _renew(library: "Library", file: "StoredFile", outcome: Outcome) -> None:
    from policydiff.library.renewing import renew

    assert not isinstance(outcome.result, Refusal)
    with library.writing() as session:
        renew(session, file, record_of(outcome.result), release())


def _compare_again(library: "Library", *, update: bool) -> "list[Drift]":
    from policydiff.library.renewing import compare_again, drifted_diffs, parted_renderings

    with library.reading() as session:
        diffs, renderings = drifted_diffs(session), parted_renderings(session)
    if update and (diffs or renderings):
        with library.writing() as session:
            compare_again(session, [number for number, _ in diffs], [number for number, _ in renderings])
    return [
        *(_of_two(diff, "diff") for _, diff in diffs),
        *(_of_two(diff, "rendering") for _, diff in renderings),
    ]


def _of_two(diff: "VersionDiff", what: str) -> "Drift":
    from policydiff.holdings import Drift

    old, new = diff.old.source, diff.new.source
    return Drift(file=new.name, sha256=new.sha256, older_file=old.name, fields=(what,))
