"""What a document is, where it is no coverage policy: told by what it calls itself, how it is built, whom it quotes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from policyextract.document import Document, Line, Table
from policyextract.lexicon.builds import BUILDS, Build
from policyextract.lexicon.doctypes import other_type
from policyextract.lexicon.mastheads import document_kind
from policyextract.records import Statement

_OPENING_LINES = 6
_MASTHEAD_LINES = 20
_TITLE_WORDS = 20
"""More words are a sentence."""
_POLICY_KIND = re.compile(r"polic|guideline|bulletin|criteria|determination|position", re.IGNORECASE)

_PROGRAM = re.compile(
    r"^\s*(?:import [\w.]+(?: as \w+)?$|from [\w.]+ import\b|(?:async )?def \w+\(|class [A-Z]\w*(?:\(.*\))?:$"
    r"|return [\w.]+\(|if .*(?:==|\bis None|\bnot in\b).*:$|#include\b|assert .*==|@\w+(?:\.\w+)*(?:\(.*\))?$"
    r"|(?:const|let|var|public|private|static|function) .*[({;=]|\w+(?:: [\w\[\], |]+)? = [\[({\"'r])|[{}]\s*$|\);\s*$"
)
_MIN_PROGRAM_LINES, _PROGRAM_SHARE = 5, 0.05
_SPAN = re.compile(r"(?<![\w`])`(?:[^`\s]|[^`\s][^`\n]{0,58}[^`\s])`(?![\w`])")
_FENCE = re.compile(r"^\s*(?:```|~~~)", re.MULTILINE)
_MIN_SPANS = 3

_POLICY_COLUMN = re.compile(
    r"^(?:(?:medical|clinical|coverage|payment|reimbursement) )*(?:policy|policies|guideline|bulletin)"
    r"(?: (?:title|name|number|no\.?|#|id|bulletin))*(?: #)?$",
    re.IGNORECASE,
)
_ABOUT_POLICIES = re.compile(
    r"\b(?:what changes?|changes?|summary|decision|effective(?: date)?|version(?: date)?|payer|insurer"
    r"|health plan|plan|status|position|discussion)\b",
    re.IGNORECASE,
)
_MIN_LISTED = 3
_WORD = re.compile(r"\w+")
_TO_READERS = (
    (re.compile(r"\byou\b", re.IGNORECASE), 3, 0.008),
    (
        re.compile(r"\byou\b|\byours?\b(?! (?:\w+ ){0,2}(?:plan|coverage|benefits?|policy)\b)", re.IGNORECASE),
        3,
        0.025,
    ),
)
"""Words, how many there must be, and the share of all words. In real policies "you" has 0.002, with "your" 0.0035:
their boilerplate speaks of your plan.
"""
_OF_POLICIES = ((re.compile(r"(?<!/)\bpolicies\b(?!/)", re.IGNORECASE), 4, 0.01),)
"""Real policies have at most 0.006, in the boilerplate of a short one."""
_AGAINST_NAME, _AGAINST_BUILD, _AGAINST_WORDS = 6, 5, 4
_OPENING_QUOTES = tuple("“\"‘'«")
_QUOTATION = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_SENTENCE_WORDS = 4
_DETERMINES = re.compile(r"\bconsidered\b|\bmedically necessary\b|\bcovered\b|\binvestigational\b", re.IGNORECASE)
_QUOTED_SHARE = 0.5
_BETWEEN_LINES = "\n\0\n"
"""No blanks alone, lest a pattern look from one line into the next."""


@dataclass(frozen=True, slots=True)
class OtherKind:
    """What a document is, with its article, and how many signs of a policy outweigh what tells that.

    ``of_many``: the numbers and dates at its head may be those of other documents.
    """

    name: str
    outweighed_by: int
    of_many: bool = False


def other_kinds(document: Document, running: Sequence[Line], signs: int) -> Iterator[OtherKind]:
    """What a document is that is no coverage policy by its opening lines, its running lines, its build or its words.

    ``running`` are the running headers and footers. What so many ``signs`` of a policy outweigh is not looked for.
    """
    lists = any(map(_lists_policies, document.tables()))
    if named := next(filter(None, (other_type(line.text) for line in _opening(document, running))), None):
        yield OtherKind(named, _AGAINST_NAME, lists)
    if signs > _AGAINST_BUILD:
        return
    if built := _built(document) or ("a list of policies" if lists else None):
        yield OtherKind(built, _AGAINST_BUILD, lists)
    if _speaks(document.text, _OF_POLICIES):
        yield OtherKind("a document about policies", _AGAINST_WORDS)


def _built(document: Document) -> str | None:
    lines = list(_texts(document))
    for build in BUILDS:
        if _is_built(build, lines):
            return build.name
    if _is_program(document.text, lines):
        return "source code or a text about a program"
    return "a document addressed to its reader" if _speaks(document.text, _TO_READERS) else None


def _speaks(text: str, measures: Sequence[tuple[re.Pattern[str], int, float]]) -> bool:
    """Whether by one of the measures a text has such words often enough."""
    every = sum(1 for _ in _WORD.finditer(text))
    counts = ((sum(1 for _ in words.finditer(text)), least, share) for words, least, share in measures)
    return any(said >= least and said > share * every for said, least, share in counts)


def names_itself_policy(document: Document, running: Sequence[Line]) -> bool:
    """Whether a line at the head or a running line says that the document is a policy: "Erewhon Medical Policy"."""
    head = islice(document.lines(), _MASTHEAD_LINES)
    kinds = (document_kind(line.text) for line in (*head, *running))
    return any(kind is not None and _POLICY_KIND.search(kind.kind) for kind in kinds)


def quotes_statements(document: Document, statements: Sequence[Statement]) -> bool:
    """Whether most statements stand in quotation marks: then they are another document's."""
    quoted = sum(_is_quoted(document.text, each) for each in statements)
    return bool(statements) and quoted > _QUOTED_SHARE * len(statements)


def _is_quoted(text: str, statement: Statement) -> bool:
    """Whether a quotation begins right before a statement, or it quotes a sentence that determines."""
    at = statement.provenance.span[0] if statement.provenance is not None else 0
    if text[max(at - 1, 0) : at + 1].strip().startswith(_OPENING_QUOTES):
        return True
    quotations = _QUOTATION.findall(statement.text)
    return any(len(each.split()) >= _SENTENCE_WORDS and _DETERMINES.search(each) for each in quotations)


def _opening(document: Document, running: Sequence[Line]) -> Iterable[Line]:
    every = (*islice(document.lines(), _OPENING_LINES), *running)
    return (line for line in every if len(line.text.split()) <= _TITLE_WORDS)


def _texts(document: Document) -> Iterator[str]:
    """The lines and the cells of tables as they follow one another."""
    for block in document.blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells() if cell.text)


def _is_built(build: Build, lines: Sequence[str]) -> bool:
    head = lines[: build.reach]
    # What no line holds the whole text does not hold either, and that is asked much faster.
    text = _BETWEEN_LINES.join(head)
    if sum(bool(sign.search(text)) for sign in build.in_text) < build.least:
        return False
    missing = set(build.compiled)
    for line in head:
        missing -= {sign for sign in missing if sign.search(line)}
        if len(build.compiled) - len(missing) >= build.least:
            return True
    return False


def _is_program(text: str, lines: Sequence[str]) -> bool:
    if len(_SPAN.findall(text)) >= _MIN_SPANS or len(_FENCE.findall(text)) > 1:
        return True
    found = sum(bool(_PROGRAM.search(line)) for line in lines)
    return found >= _MIN_PROGRAM_LINES and found > _PROGRAM_SHARE * len(lines)


def _lists_policies(table: Table) -> bool:
    """Whether a table names policies in one column and tells of them in others."""
    heads = [" ".join(cell.text.split()) for cell in table.rows[0]] if table.rows else []
    policies = [head for head in heads if _POLICY_COLUMN.match(head)]
    others = [head for head in heads if head not in policies and _ABOUT_POLICIES.search(head)]
    return bool(policies) and bool(others) and len(table.rows) > _MIN_LISTED
