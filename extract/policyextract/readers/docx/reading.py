"""The whole way from the bytes of a DOCX to its Document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from lxml import etree

from policyextract.document import Document, Line, lay_out
from policyextract.errors import UnreadableFile
from policyextract.readers.docx.body import Body
from policyextract.readers.docx.numbering import read_lists
from policyextract.readers.docx.package import Package, W, open_package, relation
from policyextract.readers.docx.runs import PAGE_NUMBER, Reading
from policyextract.readers.docx.styles import read_styles
from policyextract.readers.marked import MarkedParagraph, Part, Run, blocks_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OF_PAGES = re.compile(rf"(?:\bPage\s*)?{PAGE_NUMBER}(?:\s*(?:of|/)\s*{PAGE_NUMBER})?", re.IGNORECASE)
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read(data: bytes, name: str) -> Document:
    """Read a DOCX: ``data`` are its bytes, ``name`` the file's name for the Document and for errors.

    A line's number counts the paragraphs of the file, those in tables and empty ones included; headers, footers and
    notes stand and count behind the text. Raises UnreadableFile where the file is damaged or holds no text. Tracked
    changes are read as accepted; that, and what is left out, is said in ``problems``.
    """
    package = open_package(data, name)
    styles = read_styles(package.styles)
    reading = Reading()
    body = Body(styles, read_lists(package.numbering, styles), reading)
    parts = list(_text(package, body))
    text, blocks = lay_out([*blocks_of(parts), *_running_lines(package, body)])
    if not text.strip():
        raise UnreadableFile(name, "is a DOCX without text; pictures in it are not read")
    problems = tuple((None, problem) for problem in _problems(reading))
    return Document(name, sha256(data).hexdigest(), MEDIA_TYPE, text, blocks, problems=problems)


def _text(package: Package, body: Body) -> Iterator[Part]:
    for child in package.document.iterchildren(f"{W}body"):
        yield from body.parts(child)
    # Notes can refer to no further notes, so the list is complete.
    for at, (kind, identity) in enumerate(body.reading.notes, start=1):
        part = package.footnotes if kind == "footnote" else package.endnotes
        yield from _note(part, kind, identity, at, body)


def _note(part: etree._Element | None, kind: str, identity: str, at: int, body: Body) -> Iterator[Part]:
    """A foot- or endnote, its number raised before it."""
    for note in part.iterchildren(f"{W}{kind}") if part is not None else ():
        if note.get(f"{W}id") != identity or note.get(f"{W}type") in _SEPARATORS:
            continue
        mark: tuple[Run, ...] = (Run(str(at), body.reading.paragraph + 1, raised=True), Run(" ", 0))
        for made in body.parts(note):
            yield replace(made, runs=mark + made.runs) if isinstance(made, MarkedParagraph) else made
            mark = ()


def _running_lines(package: Package, body: Body) -> Iterator[Line]:
    """The lines of the headers and footers that the sections name, each once, without the numbers of pages."""
    named = [
        relation(reference)
        for section in package.document.iter(f"{W}sectPr")
        for kind in ("headerReference", "footerReference")
        for reference in section.iterchildren(f"{W}{kind}")
    ]
    for identity in dict.fromkeys(named):
        if (part := package.related.get(identity)) is not None:
            yield from _as_running(list(body.parts(part)))


def _as_running(parts: Sequence[Part]) -> Iterator[Line]:
    """Paragraphs and rows of tables, as they are read across."""
    for block in blocks_of(parts):
        if isinstance(block, Line):
            rows = [(block.text, block.number)]
        else:
            rows = [(" ".join(cell.text for cell in row if cell.text), row[0].number) for row in block.rows]
        for text, number in rows:
            shown = " ".join(_OF_PAGES.sub(" ", text.replace("\n", " ")).split()).strip(" |")
            if shown:
                yield Line(shown, 0, None, number, running=True)


def _problems(reading: Reading) -> Iterator[str]:
    """What of the document was not read, or was changed by hands whose changes are not yet accepted."""
    deleted, inserted = reading.left_out["deleted"], reading.inserted
    if deleted or inserted:
        yield f"tracked changes are read as accepted: words deleted {deleted}, words inserted {inserted}"
    if reading.left_out["struck"]:
        yield f"words that are struck out are left out ({reading.left_out['struck']})"
    if reading.left_out["hidden"]:
        yield f"hidden words are left out ({reading.left_out['hidden']})"
    if reading.left_out["embedded"]:
        yield f"parts embedded from other documents are not read ({reading.left_out['embedded']})"
