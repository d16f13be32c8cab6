"""Reads text: plain, markdown, and the text renderings of PDFs that mix both.

Understood are markdown headings, bold and italic, links, backslash escapes, tables of tab-separated or piped cells,
HTML lists and line breaks inside cells, superscripts in every spelling (``^{1,2}``, ``<sup>1</sup>``, ``¹``), inline
TeX formulas between dollar signs, and underlines of hyphens. A line's number is that of the file.
"""

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from policyextract.document import Block, Cell, Document, Line, Table, lay_out
from policyextract.errors import UnreadableFile
from policyextract.markers import split_marker
from policyextract.readers.formfeeds import FEED, running_rows
from policyextract.readers.limits import refuse_large_text
from policyextract.readers.mending import mend_codes, mend_markers, scattered_runs
from policyextract.readers.symbols import plain

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"^\s*(?:-{3,}|_{3,}|\*{3,}|={3,})\s*$")
_PIPE_RULE = re.compile(r"^\s*\|?(?:\s*:?-+:?\s*\|)+\s*:?-*:?\s*$")
_DASH_ITEM = re.compile(r"^[-*+]\s+(?=\S)")
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_RAISED = re.compile(r"\^\{([^{}]*)\}|<sup>(.*?)</sup>|\^([\d,–-]+)\^", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^()\s]*\)")
# Two prices ("$40 or $50") are no formula.
_FORMULA = re.compile(r"\$(?!\d[^$]*\$\d)\s?([^$]{1,40}?)\s?\$")
_COMMAND = re.compile(r"\\([a-zA-Z]+|.)")
_SIGNS = {
    "geq": "≥", "ge": "≥", "geqslant": "≥", "leq": "≤", "le": "≤", "leqslant": "≤", "gt": ">", "lt": "<", "neq": "≠",
    "pm": "±", "times": "×", "cdot": "·", "approx": "≈", "sim": "~", "rightarrow": "→", "alpha": "α", "beta": "β",
    "gamma": "γ", "delta": "δ", "kappa": "κ", "lambda": "λ", "mu": "μ",
}  # fmt: skip
"""TeX's names of the signs that policies use; another name stays as it is."""
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|$])")
_CELL_BREAK = re.compile(r"\s*(?:<br\s*/?>|</li>|</?[uo]l>|</p>)\s*", re.IGNORECASE)
_CELL_ITEM = re.compile(r"<li>\s*(?:[•·‣▪*-]\s*)?", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_TAB_WIDTH = 4
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAX_BINARY_SHARE = 0.01


def read(data: bytes, name: str) -> Document:
    """Read a text file. Raises UnreadableFile where the bytes are no text."""
    # Not splitlines(): form feeds and Unicode separators end no line in an editor, and line numbers must agree with it.
    decoded = plain(decode(data, name).replace("\r\n", "\n").replace("\r", "\n"))
    refuse_large_text(name, decoded)
    rows = decoded.split("\n")
    scattered = tuple(scattered_runs(rows))
    for run in scattered:
        rows[run.start : run.stop] = [""] * len(run)
    mend_markers(rows)
    mend_codes(rows)
    text, blocks = lay_out(_blocks(rows))
    if not text.strip():
        raise UnreadableFile(name, "the file holds no text")
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        text=text,
        blocks=blocks,
        problems=tuple((None, f"lines {run.start + 1} to {run.stop} hold scattered letters only") for run in scattered),
    )


def decode(data: bytes, name: str) -> str:
    """The text of the bytes: UTF-8, with or without byte order mark, UTF-16 with one, else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if len(_BINARY.findall(data)) > _MAX_BINARY_SHARE * len(data):
        raise UnreadableFile(name, "is neither a PDF nor a text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _blocks(rows: list[str]) -> Iterator[Block]:
    gap = True
    running = running_rows(rows)
    for in_cells, run in groupby(enumerate(rows, start=1), key=lambda numbered: _cells(numbered[1]) is not None):
        numbered = list(run)
        if in_cells and any(_parts_columns(row) for _, row in numbered):
            yield _table(numbered)
            gap = True
            continue
        for number, row in numbered:
            line = None if _is_space(row) else _line(row, number, gap, number - 1 in running)
            if line and line.text:
                yield line
            gap = not line or (gap and not line.text)


def _is_space(row: str) -> bool:
    return not row.strip() or bool(_RULE.match(row) or _PIPE_RULE.match(row))


def _cells(row: str) -> list[str] | None:
    """The cells of what may be a table row, or None where the row can be none."""
    stripped = row.strip()
    if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 1:
        return [cell.strip() for cell in stripped[1:-1].split("|")]
    if "\t" in row and stripped:
        cells = row.split("\t")
        # A contents list ("Overview .....<tab>2") is prose with a leader, not a table.
        return None if re.search(r"\.{4,}\s*$", cells[0]) else [cell.strip() for cell in cells]
    return None


def _parts_columns(row: str) -> bool:
    """Whether a row makes its neighbours a table: tabs may also set a line in, or stand between marker and item."""
    if row.strip().startswith("|"):
        return not _PIPE_RULE.match(row)
    filled = [cell for cell in _cells(row) or () if cell]
    return len(filled) > 1 and not (len(filled) == 2 and split_marker(f"{filled[0]} x")[1] == "x")


def _table(rows: list[tuple[int, str]]) -> Table:
    split = [(number, _cells(row) or []) for number, row in rows if not _PIPE_RULE.match(row)]
    width = max(len(cells) for _, cells in split)
    return Table(
        rows=tuple(
            tuple(_cell(text, number) for text in [*cells, *[""] * (width - len(cells))]) for number, cells in split
        ),
        page=None,
        number=rows[0][0],
    )


def _cell(text: str, number: int) -> Cell:
    text = _CELL_ITEM.sub("• ", _CELL_BREAK.sub("\n", text))
    marked = _inline(text)
    lines = (" ".join(line.split()) for line in marked.text.split("\n"))
    return Cell(text="\n".join(line for line in lines if line), start=0, page=None, number=number, bold=marked.all_bold)


def _line(row: str, number: int, gap: bool, running: bool) -> Line:
    row = row.expandtabs(_TAB_WIDTH).replace(FEED, "").rstrip()
    indent = len(row) - len(row.lstrip())
    row = row.strip()
    level: int | None = None
    if heading := _HEADING.match(row):
        level, row = len(heading[1]), heading[2]
    bullet = bool(_DASH_ITEM.match(row))
    marked = _inline(_DASH_ITEM.sub("", row))
    return Line(
        text=marked.text,
        start=0,
        page=None,
        number=number,
        indent=indent,
        bold_until=marked.bold_until,
        heading=level,
        gap=gap,
        bullet=bullet,
        running=running,
    )


@dataclass(frozen=True, slots=True)
class _Marked:
    text: str
    bold_until: int
    all_bold: bool


def _inline(text: str) -> _Marked:
    """Take the inline markup off a piece of text, and tell how much of its beginning was bold."""
    text = _RAISED.sub(lambda m: (m[1] or m[2] or m[3] or "").translate(_SUPERSCRIPT), text)
    text = _LINK.sub(r"\1", text)
    text = _FORMULA.sub(lambda m: _COMMAND.sub(lambda command: _SIGNS.get(command[1], command[1]), m[1]), text)
    # Escaped stars must not be read as emphasis: keep them out of the way until the markup is gone.
    text = _ESCAPE.sub(lambda m: chr(0xE000 + ord(m[1])), text)
    parts: list[str] = []
    bold = False
    bold_until, open_start = 0, True
    pieces = re.split(r"(\*{1,3}|(?<!\w)__|__(?!\w))", text)
    footnote = pieces.count("*") == 1  # a star without a second one emphasises nothing
    for piece in pieces:
        if re.fullmatch(r"\*{2,3}|__", piece):
            bold = not bold
        elif piece != "*" or footnote:
            parts.append(piece)
            if open_start and piece.strip():
                open_start = bold
                bold_until += bold
    clean = [_unescape(part) for part in parts]
    joined = _squeeze("".join(clean))
    lead = _leading_bold(clean, bold_until)
    return _Marked(joined, lead, bool(joined) and lead >= len(joined))


def _leading_bold(parts: list[str], bold_parts: int) -> int:
    """How many characters the first ``bold_parts`` non-blank parts take up."""
    taken: list[str] = []
    for part in parts:
        if not bold_parts:
            break
        taken.append(part)
        bold_parts -= bool(part.strip())
    return len(_squeeze("".join(taken)))


def _unescape(text: str) -> str:
    text = "".join(chr(ord(c) - 0xE000) if 0xE000 <= ord(c) < 0xE080 else c for c in text)
    return html.unescape(_TAG.sub("", text))


def _squeeze(text: str) -> str:
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\ufeff", "")
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
