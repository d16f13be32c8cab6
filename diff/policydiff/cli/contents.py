"""What files hold, by its SHA-256, and with what it is read: whether reading it again could come to anything else."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from policydiff.cli.reading import ReadingOptions
from policydiff.cli.release import release
from policydiff.cli.sources import Source


def content_hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def content_hashes(sources: Sequence[Source]) -> dict[Path, str]:
    """The hashes of the files that can be read at all."""
    found = {}
    for source in sources:
        if source.refusal is not None:
            continue
        try:
            with source.path.open("rb") as file:
                found[source.path] = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            continue
    return found


def read_with(options: ReadingOptions) -> str:
    """What a file is read with, as far as it decides whether it can be: "policydiff 1.0, pdfium, ocr"."""
    from policyextract.readers.ocr import available

    parts = [f"policydiff {release()}", options.engine]
    parts.extend(name for name, used in (("generic", options.generic), ("ocr", available())) if used)
    return ", ".join(parts)
