"""A folder into which files come: which of them are wholly written and have not been taken yet."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from policydiff.cli.sources import find_sources

Signature: TypeAlias = tuple[int, int, int]
"""Size, time of the last change in nanoseconds, and number of the file: it changes whenever the file does."""

_UNFINISHED = re.compile(r"\.(?:part|partial|crdownload|download|tmp|temp|filepart|opdownload|!ut)$|~$", re.IGNORECASE)
"""What programs that fetch files call them while they are at it."""


@dataclass
class Inbox:
    """``settled_after`` seconds without a change a file counts as wholly written; ``clock`` tells seconds."""

    folder: Path
    settled_after: float
    clock: Callable[[], float]
    _seen: dict[Path, tuple[Signature, float]] = field(default_factory=dict)
    _taken: dict[Path, Signature] = field(default_factory=dict)

    def take(self) -> list[Path]:
        """Files that are wholly written, in the order of names, each once until it changes."""
        now, there = self.clock(), dict(self._files())
        self._seen = {path: self._since(path, signature, now) for path, signature in there.items()}
        ready = [path for path in there if self._waits(path) and now - self._seen[path][1] >= self.settled_after]
        self._taken = {path: signature for path, signature in self._taken.items() if path in there}
        self._taken.update((path, there[path]) for path in ready)
        return ready

    @property
    def waiting(self) -> bool:
        """Whether files are there that may still be being written."""
        return any(self._waits(path) for path in self._seen)

    def _since(self, path: Path, signature: Signature, now: float) -> tuple[Signature, float]:
        """A file's signature, and since when it has had it."""
        before = self._seen.get(path)
        return before if before is not None and before[0] == signature else (signature, now)

    def _waits(self, path: Path) -> bool:
        return self._taken.get(path) != self._seen[path][0]

    def _files(self) -> Iterator[tuple[Path, Signature]]:
        """The files that may hold a policy. An empty one is about to be written."""
        for source in find_sources([self.folder]).found:
            if source.refusal is not None or _UNFINISHED.search(source.path.name):
                continue
            try:
                found = source.path.stat()
            except OSError:
                continue
            if found.st_size:
                yield source.path, (found.st_size, found.st_mtime_ns, found.st_ino)
