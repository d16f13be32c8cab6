"""The files of a packet, from two versions and what is known of them. Pure: the same input gives the same bytes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff import manifest
from policydiff.annotate import Annotated, NotAnnotated, Side, annotate
from policydiff.changes import VersionDiff
from policydiff.manifest import Manifest, PacketFile
from policydiff.reports.build import build
from policydiff.reports.csv_files import csv_files
from policydiff.reports.render import render
from policydiff.reports.report import UNDECIDED, Decisions
from policydiff.reports.to_csv import FILE_ENCODING
from policyextract.readers.engine import DEFAULT, Engine
from policyextract.records import PolicyRecord

if TYPE_CHECKING:
    from policydiff.reports.render import Format

REPORTS: "tuple[tuple[str, Format, str], ...]" = (
    ("report.html", "html", "the report for reading, in any browser and in print"),
    ("report.xlsx", "xlsx", "the report as a workbook, with columns for decisions"),
    ("report.md", "md", "the report for tickets and chat"),
    ("diff.json", "json", "what changed, as data (policydiff schema diff)"),
)
"""Each report: the file's name, its format, and what it holds."""

_CHANGES = "what changed, one change a line"
_OF_A_VERSION = {
    "statements": "coverage statements, one a line",
    "criteria": "the items of their lists, one a line",
    "codes": "codes of code tables and lists, one a line",
    "revisions": "entries of the revision log, one a line",
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One side of a packet: the file's bytes, what was read from them, and with which engine."""

    data: bytes
    record: PolicyRecord
    engine: Engine = DEFAULT


@dataclass(frozen=True, slots=True)
class Packet:
    """Files by their names, the manifest among them, and what a reader must know of them."""

    files: dict[str, bytes]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    name: str
    holds: str
    data: bytes


def make_packet(
    old: SourceFile, new: SourceFile, found: VersionDiff, program: str, decisions: Decisions = UNDECIDED
) -> Packet:
    """The packet of ``found``, the diff of the two. ``program`` is the version of policydiff, for the manifest."""
    marked = {side: _annotated(side, file, found, decisions) for side, file in zip(Side, (old, new), strict=True)}
    made = [
        *_reports(found, decisions),
        *_tables(Side.OLD, old.record),
        *_tables(Side.NEW, new.record),
        *(_pdf(side, each) for side, each in marked.items() if isinstance(each, Annotated)),
    ]
    remarks = tuple(remark for side, each in marked.items() for remark in _remarks(side, each))
    listed = _manifest(old, new, found, program, decisions, remarks, [_described(each) for each in made])
    files = {each.name: each.data for each in made}
    return Packet({**files, manifest.NAME: (listed.model_dump_json(indent=2) + "\n").encode()}, remarks)


def _reports(found: VersionDiff, decisions: Decisions) -> Iterator[_Made]:
    report = build(found, decisions=decisions)
    for name, form, holds in REPORTS:
        made = render(report, form)
        yield _Made(name, holds, made.encode() if isinstance(made, str) else made)
    for name, text in csv_files(found, decisions).items():
        yield _Made(name, _CHANGES, text.encode(FILE_ENCODING))


def _tables(side: Side, record: PolicyRecord) -> Iterator[_Made]:
    for name, text in csv_files(record).items():
        holds = _OF_A_VERSION[name.removesuffix(".csv")]
        yield _Made(f"{side}_{name}", f"{side} version: {holds}", text.encode(FILE_ENCODING))


def _annotated(side: Side, file: SourceFile, found: VersionDiff, decisions: Decisions) -> Annotated | NotAnnotated:
    name = file.record.source.name
    try:
        return annotate(file.data, name, found, side, decisions=decisions, engine=file.engine)
    except NotAnnotated as error:
        return error


def _pdf(side: Side, made: Annotated) -> _Made:
    return _Made(f"{side}.annotated.pdf", f"{side} version: the original with what changed marked in it", made.data)


def _remarks(side: Side, made: Annotated | NotAnnotated) -> Iterator[str]:
    if isinstance(made, NotAnnotated):
        yield f"the {side} version has no annotated copy: the file {made}"
        return
    for remark in made.remarks:
        yield f"{side}.annotated.pdf: {remark}"
    for lost in made.lost:
        yield f"{side}.annotated.pdf: the passage of change {lost.number} ({lost.change.rule}) was not found"


def _described(made: _Made) -> PacketFile:
    return manifest.describe(made.name, made.holds, made.data)


def _manifest(
    old: SourceFile,
    new: SourceFile,
    found: VersionDiff,
    program: str,
    decisions: Decisions,
    remarks: tuple[str, ...],
    files: list[PacketFile],
) -> Manifest:
    return Manifest(
        policydiff=program,
        old=manifest.packet_version(found.old, old.record),
        new=manifest.packet_version(found.new, new.record),
        verdict=found.verdict,
        counts=manifest.counts(found),
        decided=sum(change.fingerprint in decisions for change in found.changes),
        remarks=remarks,
        files=tuple(sorted(files, key=lambda file: file.name)),
    )
