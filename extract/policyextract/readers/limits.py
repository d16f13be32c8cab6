"""How large a document may be. What is larger is no policy, and could fill the memory or take hours.

The largest of 57 real policies had 400,000 characters of text, 400 pages, and a paragraph of 4,000 characters.
"""

import re

from policyextract.document import Document
from policyextract.errors import UnreadableFile

LARGEST_FILE = 100 * 2**20
LARGEST_MARKUP = 20 * 2**20
"""Bytes of a web page, and of the parts of a DOCX together once they are unpacked."""
LONGEST_TEXT = 5_000_000
MOST_LINES = 200_000
MOST_PAGES = 5_000
LONGEST_WORD = 12_000
LONGEST_RUN = 1_000
"""Signs without a letter or blank between them: to tell words apart takes time by the square of their number."""
LONGEST_PARAGRAPH = 40_000

_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")
_LONG_RUN = re.compile(rf"[^\w\s]{{{LONGEST_RUN + 1}}}|_{{{LONGEST_RUN + 1}}}")


def refuse_larger(name: str, size: int, largest: int, what: str) -> None:
    """Raise UnreadableFile where ``size`` is above ``largest``; ``what`` is counted: "pages", "bytes of markup"."""
    if size > largest:
        raise UnreadableFile(name, f"is too large for a coverage policy: {size:,} {what}; {largest:,} are read at most")


def refuse_large_text(name: str, text: str) -> None:
    """Raise UnreadableFile where there is more text than a policy can have."""
    refuse_larger(name, len(text), LONGEST_TEXT, "characters")
    refuse_larger(name, text.count("\n"), MOST_LINES, "lines")


def refuse_long_pieces(document: Document) -> None:
    """Raise UnreadableFile where a word or a line is longer than the analysis of sentences can be expected to take."""
    longest = max((len(line.text) for line in document.lines()), default=0)
    longest_cell = max((len(cell.text) for table in document.tables() for cell in table.cells()), default=0)
    refuse_larger(document.name, max(longest, longest_cell), LONGEST_PARAGRAPH, "characters in one line")
    if _LONG_WORD.search(document.text):
        raise UnreadableFile(document.name, f"holds a word of more than {LONGEST_WORD:,} characters, and so is no text")
    if _LONG_RUN.search(document.text):
        raise UnreadableFile(document.name, f"holds more than {LONGEST_RUN:,} signs in a row, and so is no text")
