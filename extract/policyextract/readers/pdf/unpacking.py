"""How large the parts of a PDF become once they are unpacked, asked before a library does it without asking."""

import re
import zlib

from policyextract.errors import UnreadableFile

LARGEST_CONTENT = 24 * 2**20
"""Bytes of one stream of drawing instructions. The largest of 57 real documents has 3.2 million."""
_SMALLEST = LARGEST_CONTENT // 1032
"""A shorter stream cannot become that large: deflate packs 1032 bytes into one at most."""
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_ENTRIES = 1000
"""Bytes before a stream in which its dictionary begins."""
_BULKY = re.compile(rb"/Image\b|/Length[123]\b|/FontFile|/Type\s*/(?:ObjStm|XRef|Metadata)|/N\s+[134]\b")
"""What pictures, fonts, tables of objects and colour profiles have in their dictionaries. They may be large."""


def refuse_bombs(data: bytes, name: str) -> None:
    """Raise UnreadableFile where a stream of drawing instructions unpacks to more than a page can be made of."""
    for found in _STREAM.finditer(data):
        before = data[max(found.start() - _ENTRIES, 0) : found.start()]
        entries = before[before.rfind(b"obj") + 1 :]
        if b"FlateDecode" not in entries or _BULKY.search(entries):
            continue
        end = data.find(b"endstream", found.end())
        packed = data[found.end() : end if end >= 0 else len(data)]
        if len(packed) > _SMALLEST and _unpacks_beyond(packed):
            largest = LARGEST_CONTENT // 2**20
            raise UnreadableFile(name, f"holds a page of more than {largest} megabytes of drawing instructions")


def _unpacks_beyond(packed: bytes) -> bool:
    try:
        return len(zlib.decompressobj().decompress(packed, LARGEST_CONTENT + 1)) > LARGEST_CONTENT
    except zlib.error:  # damaged or encrypted: the library that opens the file tells
        return False
