"""A policy's title: behind its label, or what stands largest above the first section, or in the running headers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policyextract.dates import find_dates
from policyextract.document import Box, Line, Provenance
from policyextract.lexicon.labels import INLINE_LABEL, FoundLabel, HeaderField, Label, labels_in
from policyextract.lexicon.mastheads import NOT_TITLE, PAGE_MARK, document_kind, only_kind, without_scope
from policyextract.lexicon.sections import section_kind
from policyextract.opening import Entry
from policyextract.paragraphs import Paragraph
from policyextract.policynumbers import outlined_number
from policyextract.predicates import sentences

_SHORTEST, _LONGEST, _MOST_WORDS, _MOST_LINES, _CHAPTER_WORDS = 4, 240, 34, 6, 12
_SAME_SIZE, _LARGER = 1.0, 2.0
"""Points within which two lines are set in one size, and by which a line is plainly larger."""
_TOWERS, _LEADING = 1.6, 1.6  # times the size of the type: a line that towers, and from line to line
_BEFORE_NUMBER_RANK, _BEHIND_NUMBER_RANK = 3, 4
_LABEL_LIKE = re.compile(r"^[A-Z][\w /&-]{1,30}:(?:\s|$)")
_DANGLING = re.compile(r"\b(?:medical|clinical|coverage|and|of|for|the|in|with|or)$|[,:–-]$", re.IGNORECASE)
_CHAPTER = re.compile(r"^(?:chapter|part|volume)\s+(?:\d|[IVX]+\b)", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^This [\w ]{0,40}(?:policy|bulletin|guideline|document) (?:addresses|describes|discusses) "
    r"(?P<subject>[^.;]{4,90})\.$",
    re.IGNORECASE,
)

_TRIM = " \t:|/–-,("


@dataclass(frozen=True, slots=True)
class Title:
    """A title and its place: ``start`` and ``end`` are offsets of the document's text."""

    text: str
    start: int
    end: int
    page: int | None
    line: int
    box: Box | None

    @property
    def provenance(self) -> Provenance:
        return Provenance(self.page, self.line, (self.start, self.end), self.box)

    def part(self, start: int, end: int) -> "Title":
        """The title from one place of its text to another, both near its ends, without the punctuation around."""
        text = self.text[start:end]
        lead = len(text) - len(text.lstrip(_TRIM))
        tail = len(text) - len(text.rstrip(_TRIM))
        cut = len(self.text) - end + tail
        return replace(self, text=text[lead : len(text) - tail], start=self.start + start + lead, end=self.end - cut)


def labelled_title(entry: Entry, labels: Sequence[Label]) -> Iterator[tuple[int, Title]]:
    """The titles that an entry labels, each with its label's rank."""
    text = entry.line.text
    found = labels_in(text, labels)
    for at, label in enumerate(found):
        if label.label.field is HeaderField.TITLE:
            end = found[at + 1].start if at + 1 < len(found) else len(text)
            title = _value(entry, label, end)
            if title and _may_be_labelled(title.text):
                yield label.label.rank, title
    number = next((each for each in found if each.label.field is HeaderField.POLICY_NUMBER), None)
    before = text[: number.start].rstrip(" ") if number else ""
    if before.endswith(":") and not labels_in(before, labels) and may_title(before):
        # "Genetic Testing: Policy No. 051" prints the title before the number.
        yield _BEFORE_NUMBER_RANK, _on_line(entry.line, 0, len(before))


def numbered_title(entry: Entry) -> Iterator[tuple[int, Title]]:
    """The title in the cell behind a number of chapter, section and policy ("12.04.93"), with the rank of a label."""
    after = entry.after
    if after is not None and not entry.running and outlined_number(entry.line.text) and may_title(after.text):
        yield _BEHIND_NUMBER_RANK, _on_line(after, 0, len(after.text))


def _value(entry: Entry, label: FoundLabel, end: int) -> Title | None:
    line = entry.line
    inline = INLINE_LABEL.search(line.text, label.end)
    stop = min(end, inline.start() if inline else end)
    if line.text[label.end : stop].strip(_TRIM + ".#"):
        title = _on_line(line, label.end, stop)
        return _with_rest(title, entry.rest) if stop == len(line.text) else title
    after = entry.after
    if stop < len(line.text) or after is None or labels_in(after.text) or _LABEL_LIKE.match(after.text):
        return None
    return _on_line(after, 0, len(after.text))


def _on_line(line: Line, start: int, end: int) -> Title:
    whole = Title(line.text, line.start, line.start + len(line.text), line.page, line.number, line.box)
    return whole.part(start, end)


def _with_rest(title: Title, rest: Sequence[Line]) -> Title:
    """A labelled title over the further lines of its paragraph, up to one that is labelled itself."""
    for line in rest[: _MOST_LINES - 1]:
        if labels_in(line.text) or _LABEL_LIKE.match(line.text) or only_kind(line.text):
            break
        title = replace(title, text=f"{title.text} {line.text}", end=line.end)
    return title.part(0, len(title.text))


def _may_be_labelled(text: str) -> bool:
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and not text[0].islower()
        and bool(without_scope(text))
        and not re.search(r"•|^\W*n/?a\W*$", text, re.IGNORECASE)
    )


def may_title(text: str) -> bool:
    """Whether a line could be a title: no kind of document, section, label, date, address or sentence."""
    text = text.strip(" :")
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and not NOT_TITLE.search(text)
        and not document_kind(text)
        and bool(without_scope(text))
        and section_kind(text) is None
        and not labels_in(text)
        and not (":" in text and find_dates(text))
        and not any(sentence.predicate is not None and sentence.predicate.firm for sentence in sentences(text))
    )


def find_title(opening: Sequence[Paragraph], running: Sequence[Line], payer: str | None) -> Title | None:
    """The title that no label marks; None where nothing on the page can be told for one."""
    usable = [_without_kind_lines(paragraph, payer) for paragraph in opening]
    unmarked = [each for each in usable if each and not each.is_item]
    candidates = [each for each in unmarked if may_title(each.text) and not _names(each.text, payer)]
    kinds = [each for each in opening if _subject_of_kind(each.text, payer)]
    chosen = _most_prominent(candidates, opening, running)
    largest_kind = max(kinds, key=lambda each: each.first.size or 0.0, default=None)
    if largest_kind and (chosen is None or _outranks(largest_kind, chosen)):
        chosen = largest_kind
    headed = next((each for each in kinds if each.first.heading), None)
    if headed and (chosen is None or (chosen.first.heading or 9) > (headed.first.heading or 9)):
        chosen = headed
    if chosen:
        return _whole(chosen, opening)
    if behind := next(_behind_kind(opening), None):
        return behind
    return _in_running(running) or _in_sentence(opening) or _recurring(running, payer)


def _behind_kind(opening: Sequence[Paragraph]) -> Iterator[Title]:
    """Subjects that stand behind the kind of document: "Medical Coverage Policy | Wound Dressings"."""
    for paragraph in opening:
        kind, bar, subject = paragraph.first.text.partition(" | ")
        if bar and only_kind(kind) and may_title(subject):
            yield _on_line(paragraph.first, len(kind) + len(bar), len(paragraph.first.text))


def _outranks(kind: Paragraph, other: Paragraph) -> bool:
    """Whether a line with the kind of document is plainly larger and names a subject, or towers over the other."""
    if _size(kind) > _TOWERS * _size(other):
        return True
    return _size(kind) > _size(other) + _LARGER and bool(without_scope(_prefix(kind.text)))


def _size(paragraph: Paragraph) -> float:
    return paragraph.first.size or 0.0


def _prefix(text: str) -> str:
    kind = document_kind(text)
    return kind.prefix if kind else ""


def _subject_of_kind(text: str, payer: str | None) -> bool:
    """Whether a line names a subject with its kind of document: "Wound Dressings Payment Policy"."""
    prefix = _prefix(text)
    return bool(prefix) and not _names(prefix, payer) and not NOT_TITLE.search(text) and not labels_in(text)


def _names(text: str, payer: str | None) -> bool:
    """Whether a text is the payer's name, or words of it."""
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return (
        payer is not None
        and bool(without_scope(text))
        and set(words) <= set(re.findall(r"[a-z0-9]+", payer.casefold()))
    )


def _without_kind_lines(paragraph: Paragraph, payer: str | None) -> Paragraph | None:
    """A paragraph without lines at its head that say whose and what the document is."""
    lines = paragraph.lines
    while lines and (kind := document_kind(lines[0].text)) and (not kind.prefix or _names(kind.prefix, payer)):
        lines = lines[1:]
    return Paragraph(lines) if lines else None


def _most_prominent(
    candidates: Sequence[Paragraph], opening: Sequence[Paragraph], running: Sequence[Line]
) -> Paragraph | None:
    """What the format marks as a heading, else the largest; among equals what recurs, follows the kind, or is bold."""
    if not candidates:
        return None
    marked = [each for each in candidates if each.first.heading]
    if marked:
        return marked[0]
    largest = max(_size(each) for each in candidates)
    behind = {id(after.first) for before, after in pairwise(opening) if document_kind(before.text)}
    recurring = [line.text.casefold() for line in running]
    top = [each for each in candidates if _size(each) >= largest - _SAME_SIZE]

    def prominence(each: Paragraph) -> tuple[bool, bool, bool, int]:
        recurs = any(line.startswith(each.text.casefold()) for line in recurring)
        return recurs, id(each.first) in behind, each.bold, -top.index(each)

    return max(top, key=prominence)


def _whole(chosen: Paragraph, opening: Sequence[Paragraph]) -> Title:
    """The chosen paragraph with those below that go on with it: set close in the same type, or in parentheses.

    Which chapter of a manual it is belongs to its title, in smaller type too. A title that breaks off ("Home Infusion
    Coverage") goes on with the kind of document below ("Criteria Guide").
    """
    lines = [*chosen.lines, *_below(chosen, opening)]
    at = next(at for at, each in enumerate(opening) if each.lines[-1] is chosen.lines[-1])
    for following in opening[at + 1 :]:
        kind = only_kind(following.text)
        breaks_off = kind and _DANGLING.search(lines[-1].text)
        if not breaks_off and (kind or not _goes_on(chosen, following)):
            break
        lines += (line for line in following.lines if line not in lines)
    return _of_lines(lines[: _MOST_LINES + 1])


def _below(chosen: Paragraph, opening: Sequence[Paragraph]) -> list[Line]:
    """The line set right below a title that stands beside other lines, in the same type: they were read between."""
    above = chosen.lines[-1]
    for line in (line for paragraph in opening for line in paragraph.lines):
        if above.box and line.box and line.page == above.page and line.size == above.size and line.bold == above.bold:
            near = 0 < line.box[1] - above.box[1] < _LEADING * _size(chosen)
            if near and abs(line.box[0] - above.box[0]) < _SAME_SIZE and may_title(line.text):
                return [line]
    return []


def _goes_on(chosen: Paragraph, following: Paragraph) -> bool:
    if _CHAPTER.match(following.text):
        return len(following.text.split()) <= _CHAPTER_WORDS and "...." not in following.text
    if following.first.size is None or following.first.gap or labels_in(following.text):
        return False
    same = abs(following.first.size - _size(chosen)) <= _SAME_SIZE and section_kind(following.text) is None
    return same or following.text.startswith("(")


def _of_lines(lines: Sequence[Line]) -> Title:
    paragraph = Paragraph(tuple(lines))
    place = paragraph.provenance()
    title = Title(paragraph.text, *place.span, place.page, place.line, place.box)
    return title.part(0, len(title.text))


def _in_running(running: Sequence[Line]) -> Title | None:
    """A running header that is a title with the page behind it, or that stands below the kind of document."""
    for line, above in zip(running, [None, *running], strict=False):
        text = PAGE_MARK.sub("", line.text)
        marked = len(text) < len(line.text) or (above is not None and document_kind(above.text))
        if marked and may_title(text):
            return _on_line(line, 0, len(text))
    return None


def _recurring(running: Sequence[Line], payer: str | None) -> Title | None:
    """A running header that stands twice on a page: the title itself was taken for one."""
    times, pages = Counter(line.text for line in running), {line.page for line in running}
    for line in running:
        often = times[line.text] > len(pages) > 1 and not document_kind(line.text) and not _names(line.text, payer)
        if often and may_title(line.text):
            return _on_line(line, 0, len(line.text))
    return None


def _in_sentence(opening: Sequence[Paragraph]) -> Title | None:
    """What the document says it is about, where the title itself cannot be read (it may be a picture)."""
    for paragraph in opening:
        match = _SUBJECT.match(paragraph.text)
        if match:
            start, end = paragraph.offset(match.start("subject")), paragraph.offset(match.end("subject"))
            place = paragraph.provenance(start, end)
            return Title(match["subject"], start, end, place.page, place.line, place.box)
    return None
