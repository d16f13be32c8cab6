"""What became of each line of the policy part: parsed, ignored for a reason, or unparsed."""

from collections.abc import Iterator, Sequence

from policyextract.document import Line, Table
from policyextract.ledger import Entry, Fate, Ledger
from policyextract.lexicon.remarks import MAY_RULE, NOTE, REMARKS
from policyextract.lexicon.sections import SectionKind
from policyextract.nesting import opens_list
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.predicates import group_determination


def account(sections: Sequence[Section], used: frozenset[int]) -> Ledger:
    """Account for every line of the policy part. ``used`` are the ``id``s of the paragraphs and tables that were
    parsed.
    """
    entries: list[Entry] = []
    for section in sections:
        if section.kind is not SectionKind.POLICY:
            continue
        if section.heading is not None:
            entries.extend(Entry(line, Fate.PARSED, "heading") for line in section.heading.lines)
        noted = False
        for piece in section.pieces:
            fate, reason = (Fate.PARSED, "") if id(piece) in used else _fate(piece)
            if noted and fate is Fate.UNPARSED and isinstance(piece, Paragraph) and piece.marker is not None:
                fate, reason = Fate.IGNORED, "list of a note"
            else:
                noted = fate is Fate.IGNORED and _heads_note(piece)
            entries.extend(Entry(line, fate, reason) for line in _lines(piece))
    return Ledger(tuple(entries))


def _heads_note(piece: Paragraph | Table) -> bool:
    return isinstance(piece, Paragraph) and bool(NOTE.compiled.search(piece.text)) and opens_list(piece.text)


def _lines(piece: Paragraph | Table) -> Iterator[Line]:
    if isinstance(piece, Paragraph):
        yield from piece.lines
        return
    for row in piece.rows:
        first = next((cell for cell in row if cell.text), row[0])
        yield Line(text=first.text, start=first.start, page=first.page, number=first.number, box=first.box)


def _fate(piece: Paragraph | Table) -> tuple[Fate, str]:
    """Why a piece that gave nothing may be left out; what might hold a rule is unparsed."""
    if isinstance(piece, Table):
        return Fate.UNPARSED, ""
    text = piece.text
    reason = next((remark.reason for remark in REMARKS if remark.compiled.search(text)), None)
    if reason is not None:
        return Fate.IGNORED, reason
    if piece.marker is None and group_determination(text) is None and not MAY_RULE.search(text):
        return Fate.IGNORED, "remark without a determination"
    return Fate.UNPARSED, ""
