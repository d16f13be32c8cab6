"""add --packets: a packet for each new pair of versions."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.exits import warn
from policydiff.cli.packet import deliver_packet, packet_of
from policydiff.cli.packet_checks import refuse_to_replace

if TYPE_CHECKING:
    from policydiff.library.opening import Library
    from policydiff.library.pairs import StoredPair

_ODD = re.compile(r"[^\w.-]+")


def write_packets(library: "Library", stored: Sequence[str], folder: Path) -> None:
    """Write the packet of each diff in which one of the stored sources (their hashes) is a side.

    A packet of the same versions that is there is replaced, unless somebody has changed it: then it stays, and that is
    said. A version that comes in between two others makes the packet of the newer one anew.
    """
    from policydiff.library.pairs import newer_of, pair_of

    with library.reading() as session:
        for newer in newer_of(session, stored):
            pair = pair_of(session, newer)
            if pair is not None:
                _write(pair, _place(pair, folder))


def _write(pair: "StoredPair", folder: Path) -> None:
    try:
        if folder.exists():
            refuse_to_replace(folder)
    except click.UsageError as error:
        warn(f"no new packet: {error.message}")
        return
    deliver_packet(packet_of(pair), folder, force=True)


def _place(pair: "StoredPair", folder: Path) -> Path:
    """FOLDER/payer/number/date, and the first digits of the file's hash where the date does not tell versions apart."""
    for part in pair.policy.split("/"):
        folder /= _ODD.sub("-", part).strip(".") or "-"
    if pair.date and pair.alone:
        return folder / pair.date
    return folder / f"{pair.date or 'undated'}-{pair.newer.record.source.sha256[:8]}"
