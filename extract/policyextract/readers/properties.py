"""What a file says of itself beside its text: the company under whose name the program that wrote it was set up."""

import zipfile
from contextlib import suppress
from io import BytesIO

from policyextract.errors import UnreadableFile
from policyextract.readers.formats import Format, format_of

_LONGEST = 65536
"""Bytes of the part of a DOCX that holds its properties; it has a few hundred."""
_COMPANY = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Company"
_STRICT_COMPANY = "{http://purl.oclc.org/ooxml/officeDocument/extendedProperties}Company"


def company(data: bytes, name: str) -> str | None:
    """The company that a PDF or DOCX names in its properties; None where it names none.

    Word writes it there, and what makes PDFs of Word's files takes it along.
    """
    with suppress(UnreadableFile):
        match format_of(data, name):
            case Format.PDF:
                return _of_pdf(data)
            case Format.DOCX:
                return _of_docx(data)
            case _:
                return None
    return None


def _of_pdf(data: bytes) -> str | None:
    import pypdfium2

    from policyextract.readers.pdf.wholeness import from_header

    with suppress(pypdfium2.PdfiumError), pypdfium2.PdfDocument(from_header(data)) as document:
        return _named(document.get_metadata_value("Company"))
    return None


def _of_docx(data: bytes) -> str | None:
    from lxml import etree

    from policyextract.readers.docx.package import DAMAGE

    with suppress(*DAMAGE, KeyError, RuntimeError, etree.XMLSyntaxError), zipfile.ZipFile(BytesIO(data)) as archive:
        if archive.getinfo("docProps/app.xml").file_size > _LONGEST:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        properties = etree.fromstring(archive.read("docProps/app.xml"), parser)
        return _named(properties.findtext(_COMPANY) or properties.findtext(_STRICT_COMPANY))
    return None


def _named(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None
