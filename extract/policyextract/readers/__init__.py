"""One package or module per format, each turning bytes into a Document. The format is told from the bytes."""

from policyextract.document import Document
from policyextract.errors import UnreadableFile
from policyextract.readers.engine import DEFAULT, Engine
from policyextract.readers.formats import Format, format_of


def read(data: bytes, name: str, engine: Engine = DEFAULT) -> Document:
    """Read a file's bytes into a Document; ``engine`` is the library that opens a PDF.

    Raises UnreadableFile, naming the file and the reason.
    """
    if not data.strip():
        raise UnreadableFile(name, "the file is empty")
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
