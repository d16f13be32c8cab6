"""Whether a file met in a folder may hold a policy, told before any of it is read whole."""

from pathlib import PurePath

from policyextract.errors import UnreadableFile
from policyextract.readers.formats import Format, format_of

HEAD = 65536
"""How many bytes from the beginning of a file are asked for."""

_ENDINGS = frozenset({".pdf", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".docm"})


def may_be_read(name: str, head: bytes) -> bool:
    """Whether some reader takes a file of this name that begins with ``head``.

    A known ending is enough: what such a file holds instead is an error worth seeing. Under any other ending a PDF or a
    web page is told by its first bytes (downloads keep the ending of the script that sent them); plain text is not,
    for it may be anything.
    """
    if PurePath(name).suffix.lower() in _ENDINGS:
        return True
    try:
        return format_of(head, name) in (Format.PDF, Format.HTML)
    except UnreadableFile:
        return False
