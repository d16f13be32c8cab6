"""The whole way from the bytes of a web page to its Document."""

from hashlib import sha256

from lxml import etree

from policyextract.document import Document, lay_out
from policyextract.errors import UnreadableFile
from policyextract.readers.html.decoding import decode
from policyextract.readers.html.walk import problems, walk
from policyextract.readers.limits import LARGEST_MARKUP, refuse_larger
from policyextract.readers.marked import blocks_of

MEDIA_TYPE = "text/html"


def read(data: bytes, name: str) -> Document:
    """Read a web page: ``data`` are its bytes, ``name`` the file's name for the Document and for errors.

    A line's number is that of the source line on which its text begins. Raises UnreadableFile where the page shows no
    text or is nested too deep to be read whole. What is hidden or struck out is left out, and said in ``problems``.
    """
    refuse_larger(name, len(data), LARGEST_MARKUP, "bytes of markup")
    walked = walk(_parse(decode(data), name))
    text, blocks = lay_out(blocks_of(walked.parts))
    if not text.strip():
        raise UnreadableFile(name, "is a web page without text; what a script would show is not in the file")
    said = tuple((None, problem) for problem in problems(walked.left_out))
    return Document(name, sha256(data).hexdigest(), MEDIA_TYPE, text, blocks, problems=said)


def _parse(text: str, name: str) -> etree._Element:
    # lxml takes the HTML of browsers as it is written, tells source lines, and is what DOCX is read with as well.
    # html5lib builds the tree more exactly, but is no longer kept and slow; selectolax knows no source lines.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        # The parser gives up there, and would hand over a page that ends in its middle.
        raise UnreadableFile(name, "is a web page whose elements are nested too deep")
    if root is None:
        raise UnreadableFile(name, "is a web page without text")
    return root
