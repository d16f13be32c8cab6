"""One module per format, each turning bytes into a Document. The format is told from the bytes, not from the name."""

from policyextract.document import Document
from policyextract.errors import UnreadableFile

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_HEADER_WINDOW = 1024
"""The header may stand anywhere in the first 1024 bytes (ISO 32000-1, annex H, note to 7.5.2)."""


def read(data: bytes, name: str) -> Document:
    """Read a file's bytes into a Document. Raises UnreadableFile, naming the file and the reason."""
    if not data.strip():
        raise UnreadableFile(name, "the file is empty")
    if b"%PDF-" in data[:_PDF_HEADER_WINDOW]:
        from policyextract.readers import pdf

        return pdf.read(data, name)
    if data.startswith(_ZIP):
        raise UnreadableFile(name, "is a ZIP archive, not a PDF or a text")
    if data.startswith(_OLD_OFFICE):
        raise UnreadableFile(name, "is an Office document, not a PDF or a text")
    if name.lower().endswith(".pdf"):
        raise UnreadableFile(name, "is not a PDF: it has no PDF header")
    from policyextract.readers import text

    return text.read(data, name)
