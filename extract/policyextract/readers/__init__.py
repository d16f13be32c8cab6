"""One package or module per format, each turning bytes into a Document. The format is told from the bytes."""

from policyextract.document import Document
from policyextract.errors import UnreadableFile
from policyextract.readers.engine import DEFAULT, Engine
from policyextract.readers.formats import Format, format_of
from policyextract.readers.limits import LARGEST_FILE, refuse_large_text, refuse_larger, refuse_long_pieces


def read(data: bytes, name: str, engine: Engine = DEFAULT) -> Document:
    """Read a file's bytes into a Document; ``engine`` is the library that opens a PDF.

    Raises UnreadableFile, naming the file and the reason.
    """
    if not data.strip():
        raise UnreadableFile(name, "the file is empty")
    refuse_larger(name, len(data), LARGEST_FILE, "bytes")
    document = _read(data, name, engine)
    refuse_large_text(name, document.text)
    refuse_long_pieces(document)
    return document


def _read(data: bytes, name: str, engine: Engine) -> Document:
    # Each reader brings its own library, and most runs need but one of them.
    match format_of(data, name):
        case Format.PDF:
            from policyextract.readers import pdf

            return pdf.read(data, name, engine)
        case Format.DOCX:
            from policyextract.readers import docx

            return docx.read(data, name)
        case Format.HTML:
            from policyextract.readers import html

            return html.read(data, name)
        case Format.TEXT:
            from policyextract.readers import text

            return text.read(data, name)
