"""Adds files to the library: reads those that it does not know, and stores each in a transaction of its own."""

import traceback
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.contents import content_hash, content_hashes, read_with
from policydiff.cli.progress import tracked
from policydiff.cli.reading import Outcome, ReadingOptions, Reason, Refusal
from policydiff.cli.release import release
from policydiff.cli.sources import Source
from policydiff.cli.tally import Tally, record_of
from policydiff.cli.workers import reader

if TYPE_CHECKING:
    from policydiff.additions import RefusedFile
    from policydiff.library.opening import Library
    from policydiff.library.quarantine import SetAside
    from policyextract.records import PolicyRecord

_CHANGED = Refusal(Reason.UNREADABLE, "it changed while it was being read")


@dataclass
class Adding:
    """A run that adds files. ``stored`` and ``known`` are those that are in the library now, by path and hash; of those
    that are not (``refused``) the contents in ``aside`` are in its quarantine.

    ``continues`` is the stored source whose line the files are said to continue; ``retry`` reads what is in quarantine.
    """

    library: "Library"
    options: ReadingOptions
    tally: Tally
    jobs: int = 1
    continues: int | None = None
    retry: bool = False
    stored: list[tuple[Path, str]] = field(default_factory=list)
    known: list[tuple[Path, str]] = field(default_factory=list)
    refused: list[tuple[Path, str | None, Refusal]] = field(default_factory=list)
    aside: set[str] = field(default_factory=set)

    def add(self, sources: Sequence[Source], output: Path | None = None) -> None:
        """Add files, each content once. ``output`` is where the result will go, for the progress bar."""
        hashes = content_hashes(sources)
        there = self._stored(hashes.values())
        unread, others = self._sort_out(sources, hashes, there)
        with reader(max(1, min(self.jobs, len(unread))), None) as read:
            for outcome in tracked(read(unread, self.options), len(unread), output):
                self._take(outcome, hashes.get(outcome.path))
        there |= self._stored({hashes[source.path] for source in others} - there)
        for source in others:
            self._follow(source.path, hashes[source.path], stored=hashes[source.path] in there)

    def _stored(self, contents: Iterable[str]) -> set[str]:
        from policydiff.library.contents import known

        with self.library.reading() as session:
            return known(session, contents)

    def _sort_out(
        self, sources: Sequence[Source], hashes: Mapping[Path, str], stored: Set[str]
    ) -> tuple[list[Source], list[Source]]:
        """The files to read, and those of which nothing new would come: their content is stored, or was set aside by a
        program like this, or is that of a file to be read.
        """
        settled = set(stored)
        if not self.retry:
            aside = self._set_aside_before(hashes.values())
            settled.update(sha256 for sha256, each in aside.items() if self._holds(each))
        unread: list[Source] = []
        others: list[Source] = []
        for source in sources:
            sha256 = hashes.get(source.path)
            (others if sha256 in settled else unread).append(source)
            if sha256 is not None:
                settled.add(sha256)
        return unread, others

    def _set_aside_before(self, contents: Iterable[str]) -> "Mapping[str, SetAside]":
        from policydiff.library.quarantine import quarantined

        with self.library.reading() as session:
            return quarantined(session, contents)

    def _holds(self, aside: "SetAside") -> bool:
        """Whether reading a file that was set aside would come to the same again."""
        return aside.kind != Reason.LOST and aside.read_with == read_with(self.options)

    def _take(self, outcome: Outcome, sha256: str | None) -> None:
        """Store a file that was read, or note why it could not be."""
        result = self.tally.count(outcome)
        if not isinstance(result, Refusal):
            refusal = self._store(outcome.path, record_of(result))
            if refusal is None:
                return
            self.tally.refuse(outcome.path, refusal)
            result = refusal
        self.refused.append((outcome.path, sha256, result))
        if sha256 is not None and (result.lasting or result.reason is Reason.LOST):
            self._set_aside(outcome.path, sha256, result)

    def _store(self, path: Path, record: "PolicyRecord") -> Refusal | None:
        """Store a file; where it cannot be, why. A bug that it meets must not stop the rest."""
        from policydiff.library.errors import LibraryError

        try:
            content = path.read_bytes()
            if content_hash(content) != record.source.sha256:
                return _CHANGED
            new = self._write(content, record)
        except LibraryError:
            raise
        except OSError as error:
            return Refusal(Reason.UNREADABLE, (error.strerror or str(error)).lower())
        except Exception as error:
            return Refusal(Reason.BUG, f"{type(error).__name__}: {error}", traceback.format_exc())
        (self.stored if new else self.known).append((path, record.source.sha256))
        return None

    def _write(self, content: bytes, record: "PolicyRecord") -> bool:
        """Store a document; false where another process was faster."""
        from policydiff.library.contents import source_id
        from policydiff.library.links import link
        from policydiff.library.storing import Document, store

        options = self.options
        systems = tuple(sorted({each.system.value for each in options.code_sets}))
        document = Document(content, record, release(), options.engine, options.generic, systems)
        with self.library.writing() as session:
            new = store(session, document)
            if self.continues is not None:
                link(session, source_id(session, record.source.sha256), self.continues)
        return new

    def _set_aside(self, path: Path, sha256: str, refusal: Refusal) -> None:
        from policydiff.library.quarantine import SetAside, set_aside

        name, kind = path.name, refusal.reason.value
        with self.library.writing() as session:
            set_aside(session, SetAside(sha256, name, kind, refusal.message, read_with(self.options)))
        self.aside.add(sha256)

    def _follow(self, path: Path, sha256: str, *, stored: bool) -> None:
        """Say what is known of a file that was not read: its content is stored, or was refused."""
        if not stored:
            self._refuse_again(path, sha256)
            return
        self.known.append((path, sha256))
        if self.continues is not None:
            from policydiff.library.contents import source_id
            from policydiff.library.links import link

            with self.library.writing() as session:
                link(session, source_id(session, sha256), self.continues)

    def _refuse_again(self, path: Path, sha256: str) -> None:
        """Refuse a file for the reason for which its content was refused in this run or before."""
        refusal = next((refusal for _, other, refusal in self.refused if other == sha256), None)
        if refusal is None:
            aside = self._set_aside_before([sha256])[sha256]
            refusal = Refusal(Reason(aside.kind), aside.reason, lasting=True)
            self.aside.add(sha256)
        self.tally.refuse(path, refusal)
        self.refused.append((path, sha256, refusal))


def refused_files(adding: Adding) -> "tuple[RefusedFile, ...]":
    """The files that could not be added, as the result names them."""
    from policydiff.additions import RefusedFile

    return tuple(
        RefusedFile(
            file=click.format_filename(path),
            sha256=sha256,
            kind=refusal.reason.value,
            reason=refusal.message,
            quarantined=sha256 in adding.aside,
        )
        for path, sha256, refusal in adding.refused
    )
