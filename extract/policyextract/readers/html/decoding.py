"""The characters of a web page's bytes."""

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
_DECLARED_WITHIN = 4096
"""Browsers look at 1024 bytes; pages with long comments in front declare it later."""
_WESTERN = frozenset({"ascii", "iso8859-1"})


def decode(data: bytes) -> str:
    """The text of a page, line ends as newlines.

    The encoding is that of the byte order mark, else the declared one, else UTF-8 where the bytes are that, else
    Windows-1252. As browsers do (WHATWG, Encoding), Latin-1 is read as Windows-1252, and a declaration of UTF-16 that
    can be read byte by byte as UTF-8.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_newlines(data[len(mark) :].decode(encoding, errors="replace"))
    declared = _declared(data[:_DECLARED_WITHIN])
    if declared is None:
        try:
            return _with_newlines(data.decode("utf-8"))
        except UnicodeDecodeError:
            declared = "cp1252"
    return _with_newlines(data.decode(declared, errors="replace"))


def _declared(head: bytes) -> str | None:
    """The codec that the page names, or None where it names none that is known."""
    found = _DECLARED.search(head)
    if not found:
        return None
    try:
        codec = codecs.lookup((found[1] or found[2]).decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return None
    if codec.name in _WESTERN:
        return "cp1252"
    return "utf-8" if codec.name.startswith("utf-16") else codec.name


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
