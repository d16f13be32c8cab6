"""A document's blocks as sections: headings found by markup, type and name, each section with its kind and its path."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policyextract.document import Line, Table
from policyextract.lexicon.sections import SectionKind, section_kind
from policyextract.paragraphs import Paragraph
from policyextract.predicates import heading_determination

Piece = Paragraph | Table

_MAX_HEADING_WORDS = 16
_MAX_HEADING_CHARS = 130
_LEADER = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
_LABEL = re.compile(r"^[^:]{2,40}:\s+\S")
_RUN_IN = re.compile(r"^([A-Z][A-Z/&, -]{4,58}[A-Z])(?:[:.]\s|(?=[A-Z][a-z]))")
_NAMED_LEVEL, _SUBJECT_LEVEL, _PART_LEVEL = 2, 4, 10
_HEADING_STEP, _CAPITALS_STEP = 0.5, 2.5
_MAY_BE_INSIDE = frozenset(
    {
        (SectionKind.CODES, SectionKind.POLICY),
        (SectionKind.BACKGROUND, SectionKind.POLICY),
        (SectionKind.DESCRIPTION, SectionKind.POLICY),
        (SectionKind.REFERENCES, SectionKind.POLICY),
        (SectionKind.DEFINITIONS, SectionKind.POLICY),
        (SectionKind.POLICY, SectionKind.DESCRIPTION),
    }
)
"""Sections in which a known name in smaller type heads a part ("Introduction" in the criteria), not a section of its
own.
"""
_NO_HEADINGS = frozenset({"none", "n/a", "na", "not applicable", "and", "or", "and/or", "yes", "no"})


@dataclass(frozen=True)
class Section:
    """A heading (None before the first) with the paragraphs and tables under it, up to the next heading.

    ``path`` holds the headings from the outermost to this section's own. ``kind`` is what the nearest known name on the
    path says.
    """

    heading: Paragraph | None
    kind: SectionKind
    path: tuple[str, ...]
    level: int
    pieces: tuple[Piece, ...]

    @property
    def title(self) -> str:
        return self.path[-1] if self.path else ""


def outline(pieces: Iterable[Piece]) -> tuple[Section, ...]:
    """Cut a document into sections."""
    every = list(pieces)
    body_size = _body_size(every)
    sections: list[Section] = []
    open_path: list[tuple[int, str, SectionKind]] = []
    heading: Paragraph | None = None
    current: list[Piece] = []
    top: Paragraph | None = None
    kind = SectionKind.HEADER

    def close() -> None:
        level = open_path[-1][0] if open_path else 0
        path = tuple(title for _, title, _ in open_path)
        if heading or current:
            sections.append(Section(heading, kind, path, level, tuple(current)))

    for at, piece in enumerate(every):
        title = _title_at(every, at, body_size)
        if title is None or not isinstance(piece, Paragraph):
            current.append(piece)
            continue
        close()
        heading, current = piece, [] if title == heading_title(piece) else [piece]
        level, named = _level(piece, title, body_size, kind)
        if kind is SectionKind.HEADER and named is SectionKind.POLICY and _names_document(every, at):
            named = SectionKind.HEADER
        if named and top is not None and (kind, named) in _MAY_BE_INSIDE and _weaker(piece, top):
            level, named = _PART_LEVEL, None
        while open_path and open_path[-1][0] >= level:
            open_path.pop()
        kind = named or (open_path[-1][2] if open_path else kind)
        open_path.append((level, title, kind))
        if level == _NAMED_LEVEL:
            top = piece
    close()
    return tuple(sections)


def _title_at(pieces: Sequence[Piece], at: int, body_size: float) -> str | None:
    """The heading that a piece is, or begins with ("DOCUMENTATION REQUIREMENTS: The plan may ask ..."), or None."""
    piece = pieces[at]
    if not isinstance(piece, Paragraph):
        return None
    if is_heading(pieces, at, body_size):
        return heading_title(piece)
    run_in = None if piece.text.isupper() else _RUN_IN.match(piece.text)
    if run_in and section_kind(run_in[1]) is not None and len(piece.text) > len(run_in[0]):
        return run_in[1]
    return None


def _names_document(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a heading such as "Medical Policy" says what the document is, since the policy part is headed later."""
    if any(isinstance(piece, Paragraph) and len(piece.text) > _MAX_HEADING_CHARS for piece in pieces[:at]):
        return False
    later = (
        piece for piece in pieces[at + 1 :] if isinstance(piece, Paragraph) and len(piece.text) < _MAX_HEADING_CHARS
    )
    return any(section_kind(heading_title(piece)) is SectionKind.POLICY for piece in later)


def heading_title(piece: Paragraph) -> str:
    return piece.text.strip(" :*")


def _level(piece: Paragraph, title: str, body_size: float, kind: SectionKind) -> tuple[int, SectionKind | None]:
    """How deep a heading stands, from 1, and the kind it names.

    Markup and type rank headings only roughly: payers set subjects in larger type than the sections that hold them. So
    a known name stands high whatever it looks like, and a subject below the last known name.
    """
    named = section_kind(title)
    if named is not None and kind is not named and (kind, named) not in _PARTS:
        return _NAMED_LEVEL, named
    if named is not None and not piece.first.heading:
        return _PART_LEVEL, named
    if piece.first.heading:
        return _SUBJECT_LEVEL + piece.first.heading, named
    grown = (piece.first.size or body_size) > body_size + 1
    return _SUBJECT_LEVEL + (1 if grown else 3 if piece.bold else 4), named


_PARTS: frozenset[tuple[SectionKind, SectionKind]] = frozenset(
    {(SectionKind.BACKGROUND, SectionKind.DESCRIPTION), (SectionKind.CODES, SectionKind.BOILERPLATE)}
)
"""Known names that head a part of the section they stand in, and do not end it."""


def _body_size(pieces: Sequence[Piece]) -> float:
    sizes = Counter[float]()
    for piece in pieces:
        if isinstance(piece, Paragraph):
            sizes[piece.first.size or 0.0] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def is_heading(pieces: Sequence[Piece], at: int, body_size: float) -> bool:
    """Whether a paragraph is a heading: marked so by the format, set apart by its type, or a known name on its own
    line.
    """
    piece = pieces[at]
    if not isinstance(piece, Paragraph) or not _could_head(piece):
        return False
    if piece.first.heading:
        return True
    title = heading_title(piece)
    named = section_kind(title)
    if named is not None:
        return named is SectionKind.CONTENTS or not _in_contents(pieces, at)
    if heading_determination(title) and not _is_sentence(title):
        return True
    if piece.marker and not piece.bold:
        return False
    if _LABEL.match(piece.text) or _is_sentence(title):
        return False
    set_apart = piece.bold or title.isupper() or (piece.first.size or 0) > body_size + 1
    return set_apart or _stands_alone(pieces, at)


def _could_head(piece: Paragraph) -> bool:
    text = piece.text.strip()
    return (
        len(text) <= _MAX_HEADING_CHARS
        and len(text.split()) <= _MAX_HEADING_WORDS
        and len(piece.lines) <= 3
        and any(c.isalpha() for c in text)
        and text.casefold().strip(" .:") not in _NO_HEADINGS
        and not _LEADER.search(text)
        and text[-1] not in ".;,"
        and not (piece.marker and piece.marker.bullet)
    )


def _is_sentence(title: str) -> bool:
    """Whether a short text states something: it has a finite verb of the kind that policies use."""
    return bool(re.search(r"\b(?:is|are|was|were|has|have|may|must|should|will|does|do|include[sd]?|follow)\b", title))


def _stands_alone(pieces: Sequence[Piece], at: int) -> bool:
    """A short line of plain type between two gaps that names something and is followed by text."""
    piece = pieces[at]
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if not isinstance(piece, Paragraph) or not isinstance(after, Paragraph):
        return False
    title = heading_title(piece)
    titled = title[:1].isupper() and sum(word[:1].isupper() for word in title.split()) * 2 >= len(title.split())
    gaps = piece.first.gap and after.first.gap and piece.first.page is None
    return gaps and titled and not piece.text.rstrip().endswith(":") and len(title.split()) <= 10


def _in_contents(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a known name is an entry of a contents list: two other known names are its neighbours, with nothing
    between.
    """
    neighbours = [piece for piece in pieces[max(0, at - 2) : at + 3] if piece is not pieces[at]]
    known = sum(isinstance(piece, Paragraph) and _names_section(piece) for piece in neighbours)
    return known >= 2


def _names_section(piece: Paragraph) -> bool:
    title = _LEADER.split(heading_title(piece))[0]
    return len(piece.lines) == 1 and section_kind(re.sub(r"\s*\d+$", "", title)) is not None


def _weaker(piece: Paragraph, top: Paragraph) -> bool:
    """Whether a heading is set in smaller type than the section heading it stands under. Capitals make up for size."""
    step = _CAPITALS_STEP if piece.text.isupper() else _HEADING_STEP
    return (piece.first.size or 0) < (top.first.size or 0) - step


def own_lines(section: Section) -> tuple[Line, ...]:
    """The running lines of a section, without its heading."""
    return tuple(line for piece in section.pieces if isinstance(piece, Paragraph) for line in piece.lines)
