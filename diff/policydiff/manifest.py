"""What a packet holds: each file with its hash, and what made it of what. Published JSON, as records and diffs are."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from policydiff import changes, history
from policydiff.changes import Direction, Verdict, Version, VersionDiff
from policyextract import records
from policyextract.records import Accounting, Model, PolicyRecord

SCHEMA_VERSION = "1.0"
NAME = "manifest.json"


class PacketFile(Model):
    """A file of the packet: its name, what it is, the SHA-256 and the number of its bytes."""

    name: str
    holds: str
    sha256: str
    bytes: int


class Schemas(Model):
    """The versions of the published contracts that the files keep to."""

    record: str = records.SCHEMA_VERSION
    diff: str = changes.SCHEMA_VERSION
    history: str = history.SCHEMA_VERSION


class PacketVersion(Model):
    """One side: what identifies it, its file included, and how much of it was read."""

    version: Version
    accounting: Accounting


class Manifest(Model):
    """``counts`` are the changes by direction. ``remarks`` are what a reader must know: what is missing, and why.

    ``decided`` is how many of the changes had a decision when the packet was made.
    """

    schema_version: str = SCHEMA_VERSION
    policydiff: str
    schemas: Schemas = Schemas()
    old: PacketVersion
    new: PacketVersion
    verdict: Verdict
    counts: dict[Direction, int]
    decided: int
    remarks: tuple[str, ...]
    files: tuple[PacketFile, ...]


def describe(name: str, holds: str, data: bytes) -> PacketFile:
    return PacketFile(name=name, holds=holds, sha256=sha256(data).hexdigest(), bytes=len(data))


def packet_version(version: Version, record: PolicyRecord) -> PacketVersion:
    return PacketVersion(version=version, accounting=record.accounting)


def counts(found: VersionDiff) -> dict[Direction, int]:
    """How many changes go which way, all directions named."""
    return {direction: sum(each.direction is direction for each in found.changes) for direction in Direction}


def deviations(manifest: Manifest, present: Mapping[str, bytes]) -> Iterator[str]:
    """In what the files that are ``present`` (the manifest left out) are not those of the manifest, one line each."""
    for file in manifest.files:
        data = present.get(file.name)
        if data is None:
            yield f"{file.name} is missing"
        elif len(data) != file.bytes or sha256(data).hexdigest() != file.sha256:
            yield f"{file.name} is not as it was written"
    known = {file.name for file in manifest.files}
    yield from (f"{name} is not part of the packet" for name in sorted(present) if name not in known)
