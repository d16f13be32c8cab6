"""The parts of a DOCX: which file in the archive is the text, the styles, the lists, a header.

zipfile and lxml are enough for that. python-docx, the library for the format, does not see text in content controls and
text boxes, passes over tracked insertions, counts no lists, and refuses files with macros and those of the strict
variant; what is left of it here would be the opening of an archive.
"""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath

from lxml import etree

from policyextract.errors import UnreadableFile
from policyextract.readers.limits import LARGEST_MARKUP, refuse_larger

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _R[1:-1].encode()),
)
"""The strict variant (ISO/IEC 29500-1) differs from the usual one (29500-4) in its namespaces."""


@dataclass(frozen=True)
class Package:
    """The XML of the parts that are read. Where the file has no such part, it is None.

    ``related`` holds headers and footers by the relationship that the text names them with.
    """

    document: etree._Element
    styles: etree._Element | None = None
    numbering: etree._Element | None = None
    footnotes: etree._Element | None = None
    endnotes: etree._Element | None = None
    related: Mapping[str, etree._Element] = field(default_factory=dict)


DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    struct.error,
)
"""What zipfile raises for damaged parts; ValueError and OSError are for offsets outside the file."""


def open_package(data: bytes, name: str) -> Package:
    """Open a DOCX. Raises UnreadableFile where it is damaged, encrypted, or lacks its text."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            refuse_larger(name, _unpacked(archive), LARGEST_MARKUP, "bytes of text once unpacked")
            return _package(archive, name)
    except DAMAGE as error:
        raise UnreadableFile(name, f"is a damaged DOCX: {_reason(error)}") from error
    except RuntimeError as error:  # what zipfile raises for an archive with a password
        raise UnreadableFile(name, f"is a DOCX that cannot be opened: {_reason(error)}") from error
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(name, f"is a damaged DOCX: {_reason(error)}") from error


def _unpacked(archive: zipfile.ZipFile) -> int:
    """Bytes of all XML in the archive; pictures and fonts are not unpacked."""
    return sum(part.file_size for part in archive.infolist() if part.filename.endswith((".xml", ".rels")))


def _package(archive: zipfile.ZipFile, name: str) -> Package:
    main = next((target for _, kind, target in _relations(archive, "", name) if kind == "officeDocument"), None)
    if main is None or main not in archive.namelist():
        raise UnreadableFile(name, "is a damaged DOCX: it has no text part")
    single: dict[str, etree._Element] = {}
    related: dict[str, etree._Element] = {}
    parsed: dict[str, etree._Element] = {}
    for identity, kind, target in _relations(archive, main, name):
        if target not in archive.namelist():
            continue
        if kind in ("styles", "numbering", "footnotes", "endnotes"):
            single[kind] = _parse(archive, target, name)
        elif kind in ("header", "footer"):
            if target not in parsed:
                parsed[target] = _parse(archive, target, name)
            related[identity] = parsed[target]
    return Package(_parse(archive, main, name), **single, related=related)


def _relations(archive: zipfile.ZipFile, source: str, name: str) -> Iterator[tuple[str, str, str]]:
    """The relationships of a part ("" for the package): id, last word of the type, and the part they lead to."""
    folder, _, file = source.rpartition("/")
    path = join(folder, "_rels", f"{file}.rels")
    if path not in archive.namelist():
        return
    for relation in _parse(archive, path, name):
        if relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            inside = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(source), target))
            yield relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], inside


def _parse(archive: zipfile.ZipFile, path: str, name: str) -> etree._Element:
    refuse_larger(name, archive.getinfo(path).file_size, LARGEST_MARKUP, "bytes of text once unpacked")
    data = archive.read(path)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    # Entities could read other files or blow up; a DOCX has none (ECMA-376 part 2 forbids document types).
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


def value(element: etree._Element | None, child: str, attribute: str = "val") -> str | None:
    """An attribute of a child element, by their local names; None where either is missing."""
    found = element.find(W + child) if element is not None else None
    return found.get(W + attribute) if found is not None else None


def number(element: etree._Element | None, child: str, attribute: str = "val") -> int | None:
    """The same as a whole number; None where it is none."""
    return whole(value(element, child, attribute))


def whole(text: str | None) -> int | None:
    """A whole number, or None where the text is none."""
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


def switched(element: etree._Element | None, child: str) -> bool | None:
    """Whether a property that is on or off is on (ECMA-376 part 1, 17.17.4); None where it is not mentioned."""
    if element is None or element.find(W + child) is None:
        return None
    return value(element, child) not in ("0", "false", "off")


def relation(element: etree._Element) -> str:
    """The relationship that an element names."""
    return element.get(f"{_R}id", "")
