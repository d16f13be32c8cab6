"""Which of the paragraphs below a statement are its list: remarks on it and statements to the contrary are not."""

import re
from collections.abc import Sequence

from policyextract.codeshapes import codes_in
from policyextract.criteria import is_note
from policyextract.document import Table
from policyextract.lexicon.operators import lists_cases, must_all_be_met, points_below, stated_operator
from policyextract.nesting import CITATION_MARKS, Item
from policyextract.paragraphs import Paragraph
from policyextract.predicates import Predicate, Sentence, sentences

_LISTS_BELOW = re.compile(r"\b(?:the following|as follows|listed below)\.?\s*$", re.IGNORECASE)
_ENUMERATED = re.compile(r"(?<!\w)\(?(?:1|a|i)\)\s.*(?<!\w)\(?(?:2|b|ii)\)\s")
_ASKS_WHEN = re.compile(r"\b(?:when|if)(?: [\w ]{1,40})?:\s*$")
_LINE_WORDS = 8
"""Words of a line that may be an item without a marker."""


def own_list(sentence: Sentence, predicate: Predicate, below: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """The list of a statement among the items below it, and the remarks on it.

    An item that states the contrary ("Moon lamps are investigational" under what is covered) is neither: it is a
    statement of its own. Where the sentence asks for conditions, a mere clause is one: "candles are not covered".
    """
    conditions = asks_when(sentence.text)
    items = [
        item for item in below if (conditions and not _is_sentence(item.text)) or not _states_contrary(item, predicate)
    ]
    if len(items) == 1 and _finished(sentence.text):
        return [], items
    return items, []


def asks_when(lead: str) -> bool:
    """Whether a lead-in asks for conditions: clauses below it ("is not covered when: a. the lamp is experimental")."""
    return bool(_ASKS_WHEN.search(lead))


def is_row_over_page(item: Item, last: Item) -> bool:
    """Whether a line is the last row of the table before it, alone at the top of the next page and so no table there:
    a name with a code behind it.
    """
    line, table = item.piece, last.piece
    if not isinstance(line, Paragraph) or not isinstance(table, Table) or len(line.lines) > 1 or not table.rows:
        return False
    page, codes = table.rows[-1][0].page, codes_in(line.text)
    if page is None or line.first.page != page + 1 or not codes_in(table.rows[-1][-1].text):
        return False
    return bool(codes) and codes[0].start > 0 and codes[-1].end == len(line.text)


def _is_sentence(text: str) -> bool:
    return text[:1].isupper() and text.rstrip(CITATION_MARKS).endswith(".")


def _states_contrary(item: Item, predicate: Predicate) -> bool:
    """Whether an item opens with a sentence that covers where the statement above it does not, or the other way
    round.
    """
    if not isinstance(item.piece, Paragraph):
        return False
    first = next(iter(sentences(item.piece.text)), None)
    stated = first.predicate if first is not None else None
    if stated is None or stated.loose or not stated.firm:
        return False
    return stated.determination.covered is not predicate.determination.covered


def _finished(text: str) -> bool:
    """Whether a sentence is complete in itself and announces nothing: a single item below it only explains it."""
    if not text.rstrip(CITATION_MARKS).endswith("."):
        return False
    return not (stated_operator(text) or must_all_be_met(text) or lists_cases(text) or points_below(text))


def is_bare_line(item: Item) -> bool:
    """Whether a line without a marker names something, as an item of a list does, and is no prose."""
    if not isinstance(item.piece, Paragraph) or item.marker is not None or item.items:
        return False
    text = item.text.strip()
    return text[:1].isupper() and len(text.split()) <= _LINE_WORDS and text[-1] not in ".:;," and not is_note(item)


def announces_below(text: str) -> bool:
    """Whether the last sentence of a paragraph announces the list below it ("Examples include the following.")."""
    return _LISTS_BELOW.search(text) is not None


def announces(text: str) -> bool:
    """Whether a list is to follow. A sentence that lists its cases itself ("for 1) a hall and 2) a garden") has it."""
    return text.rstrip().endswith(":") or (lists_cases(text) and not _ENUMERATED.search(text))
