"""A document's pieces as sections, each with its heading, its kind and the path of headings above it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from policyextract.document import Line
from policyextract.headings import ENTRY_LEVEL, NAMED_LEVEL, PART_LEVEL, Headings, Piece, entry_title, heading_title
from policyextract.lexicon.mastheads import document_kind
from policyextract.lexicon.sections import SectionKind, SectionName, may_head_policy
from policyextract.paragraphs import Paragraph

_EITHER = (SectionKind.BACKGROUND, SectionKind.AUTHORIZATION)
_REMARKS = frozenset({SectionKind.BOILERPLATE, SectionKind.AUTHORIZATION})
"""Run in at the head of a paragraph of the policy, their names ("Note:", "Duration:") end no part of it."""
_SIZE_STEP, _CAPITALS_STEP = 0.5, 2.5
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
"""Sections in which a known name in smaller type heads a part ("Introduction" in the criteria) and ends nothing."""


@dataclass(frozen=True)
class Section:
    """A heading (None before the first) with the paragraphs and tables under it, up to the next heading.

    ``path`` holds the headings from the outermost to this section's own. ``kind`` is what the nearest known name on the
    path says; ``named`` tells that it is this section's own heading. ``entry`` is the subject of the entry that it
    belongs to, in a manual of many policies.
    """

    heading: Paragraph | None
    kind: SectionKind
    path: tuple[str, ...]
    level: int
    pieces: tuple[Piece, ...]
    named: bool = False
    entry: str | None = None

    @property
    def title(self) -> str:
        return self.path[-1] if self.path else ""


def outline(pieces: Iterable[Piece], aliases: Sequence[SectionName] = ()) -> tuple[Section, ...]:
    """Cut a document into sections. ``aliases`` are a payer's own section names."""
    every = tuple(pieces)
    headings = Headings(every, aliases)
    cutter = _Cutter(headings)
    for at, piece in enumerate(every):
        title = headings.title_at(at)
        if title is None or not isinstance(piece, Paragraph):
            cutter.pieces.append(piece)
        else:
            cutter.open(piece, title, at)
    cutter.close()
    return tuple(cutter.sections)


@dataclass
class _Open:
    """A heading on the path that is open."""

    level: int
    title: str
    kind: SectionKind
    piece: Paragraph


@dataclass
class _Cutter:
    """The section under construction, and the headings above it."""

    headings: Headings
    sections: list[Section] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    path: list[_Open] = field(default_factory=list)
    heading: Paragraph | None = None
    top: Paragraph | None = None
    kind: SectionKind = SectionKind.HEADER
    named: bool = False

    def open(self, piece: Paragraph, title: str, at: int) -> None:
        """Begin a section with a heading. A run-in heading's paragraph is also the section's first piece."""
        self.close()
        self.heading, self.pieces = piece, [] if title == heading_title(piece) else [piece]
        level, named = self._placed(piece, title, at)
        if self.kind is SectionKind.CONTENTS and named is None and self.headings.begins_text(at):
            self.path.clear()
            self.kind = SectionKind.HEADER
        while self.path and self.path[-1].level >= level:
            self.path.pop()
        self.kind = named or (self.path[-1].kind if self.path else self.kind)
        self.named = named is not None
        self.path.append(_Open(level, title, self.kind, piece))
        if level == NAMED_LEVEL:
            self.top = piece

    def _placed(self, piece: Paragraph, title: str, at: int) -> tuple[int, SectionKind | None]:
        if at in self.headings.entries:
            return ENTRY_LEVEL, SectionKind.HEADER
        level, named = self.headings.level(piece, title, self.kind)
        opening = self.kind is SectionKind.HEADER and named is SectionKind.POLICY
        if opening and document_kind(title) and self.headings.names_document(at):
            named = SectionKind.HEADER
        if named in _EITHER and may_head_policy(title) and self.headings.determines(at):
            named = SectionKind.POLICY
        if named in _REMARKS and self.kind is SectionKind.POLICY and title != heading_title(piece):
            return PART_LEVEL, named
        if named and self.top is not None and (self.kind, named) in _MAY_BE_INSIDE and _weaker(piece, self.top):
            return PART_LEVEL, None
        if named is SectionKind.BACKGROUND and self.kind is SectionKind.POLICY and self._below_subject(piece):
            return PART_LEVEL, named
        return level, named

    def _below_subject(self, piece: Paragraph) -> bool:
        """Whether a heading is set in smaller type than a subject above it ("Rationale" in "Fracture")."""
        subjects = (each for each in self.path if each.level > NAMED_LEVEL)
        return any(_weaker(piece, each.piece) for each in subjects)

    def close(self) -> None:
        """End the section under construction."""
        if self.heading or self.pieces:
            path = tuple(each.title for each in self.path)
            level = self.path[-1].level if self.path else 0
            entry = entry_title(path[0]) if self.path and self.path[0].level == ENTRY_LEVEL else None
            self.sections.append(Section(self.heading, self.kind, path, level, tuple(self.pieces), self.named, entry))


def _weaker(piece: Paragraph, top: Paragraph) -> bool:
    """Whether a heading is set in smaller type than the section heading it stands under. Capitals make up for size."""
    step = _CAPITALS_STEP if piece.text.isupper() else _SIZE_STEP
    return (piece.first.size or 0) < (top.first.size or 0) - step


def own_lines(section: Section) -> tuple[Line, ...]:
    """The running lines of a section, without its heading."""
    return tuple(line for piece in section.pieces if isinstance(piece, Paragraph) for line in piece.lines)
