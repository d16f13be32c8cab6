"""Whether the bytes of a PDF are all there."""

HEADER, TRAILER = b"%PDF-", b"%%EOF"
HEADER_WINDOW = TRAILER_WINDOW = 1024
"""The header may follow other bytes, and other bytes the end mark (ISO 32000-1, annex H, notes to 7.5.2 and 7.5.5)."""


def from_header(data: bytes) -> bytes:
    """The bytes from the header on; all of them where there is none."""
    start = data.find(HEADER, 0, HEADER_WINDOW)
    return data[start:] if start > 0 else data


def is_cut_short(data: bytes) -> bool:
    """Whether a file that begins as a PDF does not end as one."""
    return data.startswith(HEADER) and TRAILER not in data[-TRAILER_WINDOW:]
