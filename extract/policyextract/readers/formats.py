"""Which format a file has, told from its bytes. A name can lie, and files are passed on without theirs."""

import re
import zipfile
from enum import Enum
from io import BytesIO

from policyextract.errors import UnreadableFile

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RICH_TEXT = b"{\\rtf"
_PDF_HEADER_WINDOW = 1024
"""The header may stand anywhere in the first 1024 bytes (ISO 32000-1, annex H, note to 7.5.2)."""
_HEAD = 65536
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(
    r"</?(?:a|b|br|div|em|h[1-6]|hr|li|meta|ol|p|section|span|strong|table|tbody|td|th|tr|ul)\b[^<>]*>", re.IGNORECASE
)
_MARKUP_SHARE = 0.12
"""Share of the characters in tags from which a file that begins with a tag is a piece of a web page."""


class Format(Enum):
    PDF = "PDF"
    DOCX = "DOCX"
    HTML = "HTML"
    TEXT = "text"


def format_of(data: bytes, name: str) -> Format:
    """The format of a file. Raises UnreadableFile where it is one that is not read, naming it."""
    if b"%PDF-" in data[:_PDF_HEADER_WINDOW]:
        return Format.PDF
    if data.startswith(_ZIP):
        _refuse_other_archives(data, name)
        return Format.DOCX
    if data.startswith(_OLD_OFFICE):
        raise UnreadableFile(name, _old_office(data))
    if data.startswith(_RICH_TEXT):
        raise UnreadableFile(name, "is a rich text file (RTF), not a PDF, DOCX, HTML or text")
    if name.lower().endswith(".pdf"):
        raise UnreadableFile(name, "is not a PDF: it has no PDF header")
    return Format.HTML if _is_html(data) else Format.TEXT


def _refuse_other_archives(data: bytes, name: str) -> None:
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:  # the last two for senseless offsets
        raise UnreadableFile(name, "is a damaged ZIP archive or DOCX: its list of parts cannot be read") from error
    if not any(re.fullmatch(r"word/document\d*\.xml", part) for part in names):
        raise UnreadableFile(name, "is a ZIP archive, not a PDF, DOCX or text")


def _old_office(data: bytes) -> str:
    """Which kind of compound file it is, by the names of its streams ([MS-OFFCRYPTO] 2.3.4.4, [MS-DOC] 2.1.1)."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is an encrypted Office document that needs a password"
    if "WordDocument".encode("utf-16-le") in data:
        return "is a document of Word 97-2003 (.doc); save it as DOCX or PDF"
    return "is an Office document of an old format, not a PDF, DOCX, HTML or text"


def _is_html(data: bytes) -> bool:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    head = data[:_HEAD].decode("utf-16" if wide else "utf-8-sig", errors="replace")
    in_tags = sum(len(tag) for tag in _TAG.findall(head))
    return bool(_HTML_START.match(head)) or (head.lstrip()[:1] == "<" and in_tags > _MARKUP_SHARE * len(head))
