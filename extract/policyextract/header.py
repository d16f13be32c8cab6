"""What identifies a version: number, title, payer and dates, from the first page and the running headers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from policyextract.dates import find_dates
from policyextract.document import Document, Line, Provenance, Table
from policyextract.lexicon.labels import FoundLabel, HeaderField, labels_in
from policyextract.lexicon.sections import SectionKind, section_kind
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.records import LabelledDate

_VALUE_LEAD = re.compile(r"^[\s.:…#–-]+")
_NUMBER = re.compile(
    r"^((?:[A-Z][A-Za-z]{0,8} )?(?:[A-Za-z]{1,8}\s?[.–-]\s?)*[A-Za-z]*\d[A-Za-z0-9]*(?:[.\-/–][A-Za-z0-9]+)*)(?=$|[\s,;)|])"
)
_LONE_NUMBER = re.compile(
    r"^((?:[A-Z][A-Za-z]{0,8} )?(?:[A-Za-z]{1,8}\s?[.–-]\s?)*[A-Za-z]*\d[A-Za-z0-9]*(?:[.\-/–][A-Za-z0-9]+)*)(?=$|[\s,;)|])"
)
_VERSION = re.compile(r"^v(?:er(?:sion)?)?\.?\s?\d", re.IGNORECASE)
_OTHER_DATE = re.compile(
    r"(?P<label>[A-Z][A-Za-z/ ]{2,40}?(?:[Dd]ate|[Rr]eview|[Rr]evis\w+|[Ee]ffective|[Pp]ublish\w*|[Pp]osted|[Ii]ssued?|[Oo]riginal\w*|[Aa]pproval))\s*(?:\([^)]*\))?\s*[:.\s]\s*$"
)
_DATE_REACH = 24
_HEADER_LINES = 70
_BEFORE_POLICY = frozenset(
    {SectionKind.HEADER, SectionKind.CONTENTS, SectionKind.RELATED, SectionKind.BOILERPLATE, SectionKind.DESCRIPTION}
)


@dataclass(frozen=True, slots=True)
class Value:
    text: str
    provenance: Provenance


@dataclass(frozen=True)
class Header:
    """The header's fields, each with its place, and the dates under other labels."""

    fields: dict[HeaderField, Value] = field(default_factory=dict)
    other_dates: tuple[LabelledDate, ...] = ()

    def get(self, name: HeaderField) -> str | None:
        value = self.fields.get(name)
        return value.text if value else None


def find_header(document: Document, sections: Sequence[Section], furniture: Sequence[Line]) -> Header:
    """Read the header. Labels on the first page come first; running headers fill what is left."""
    candidates: dict[HeaderField, list[tuple[int, int, Value]]] = {}
    others: dict[tuple[str, str], LabelledDate] = {}
    lines = [*_first_lines(document, sections), *furniture]
    for order, (line, after) in enumerate(zip(lines, [*lines[1:], None], strict=True)):
        for name, rank, value in _labelled(line, after):
            candidates.setdefault(name, []).append((rank, order, value))
        for dated in _other_dates(line):
            others.setdefault((dated.label, dated.date), dated)
    fields = {name: min(values, key=lambda item: item[:2])[2] for name, values in candidates.items()}
    if HeaderField.POLICY_NUMBER not in fields and (number := _lone_number(lines)):
        fields[HeaderField.POLICY_NUMBER] = number
    if HeaderField.TITLE not in fields and (title := _title(sections, lines, furniture)):
        fields[HeaderField.TITLE] = title
    return Header(fields, tuple(others.values()))


def _first_lines(document: Document, sections: Sequence[Section]) -> list[Line]:
    """The lines of the first page, tables read row by row; in a text those before the first part of the policy proper.

    A revision log on the first page is left out: its dates are those of older versions.
    """
    logs = {id(piece) for section in sections if section.kind is SectionKind.REVISIONS for piece in section.pieces}
    stop = len(document.text)
    if not document.pages:
        proper = (
            section.heading.start for section in sections if section.heading and section.kind not in _BEFORE_POLICY
        )
        stop = next(proper, stop)
    found: list[Line] = []
    for block in document.blocks:
        if block.page not in (None, 1) or len(found) > _HEADER_LINES:
            break
        if isinstance(block, Line):
            if block.start < stop:
                found.append(block)
        elif id(block) not in logs and block.rows[0][0].start < stop:
            found.extend(_row_lines(block))
    return found


def _row_lines(table: Table) -> Iterator[Line]:
    for row in table.rows:
        filled = [cell for cell in row if cell.text.strip()]
        if filled:
            text = "  ".join(" ".join(cell.text.split()) for cell in filled)
            yield Line(
                text=text, start=filled[0].start, page=filled[0].page, number=filled[0].number, box=filled[0].box
            )


def _labelled(line: Line, after: Line | None) -> Iterator[tuple[HeaderField, int, Value]]:
    """The fields that a line labels. A value may stand on the next line where the label ends its own."""
    found = labels_in(line.text)
    for at, label in enumerate(found):
        end = found[at + 1].start if at + 1 < len(found) else len(line.text)
        name = label.label.field
        value = _value(name, line, label, end)
        if value is None and end == len(line.text) and not line.text[label.end :].strip(" .:") and after is not None:
            value = _parsed(name, after.text, after, 0)
        if value is not None:
            yield name, label.label.rank, value
    number = next(
        (label for label in found if label.label.field is HeaderField.POLICY_NUMBER and label.start > 3), None
    )
    if number is not None and (before := line.text[: number.start].strip(" :–-|")) and not labels_in(before):
        # "Genetic Testing: Policy No. 051" prints the title before the number.
        yield HeaderField.TITLE, 3, Value(before, _place(line, 0, len(before)))


def _value(name: HeaderField, line: Line, label: FoundLabel, end: int) -> Value | None:
    rest = line.text[label.end : end]
    lead = _VALUE_LEAD.match(rest)
    offset = label.end + (lead.end() if lead else 0)
    return _parsed(name, line.text[offset:end].rstrip(), line, offset)


def _parsed(name: HeaderField, text: str, line: Line, offset: int) -> Value | None:
    if name is HeaderField.TITLE:
        title = text.strip(" :|")
        return (
            Value(title, _place(line, offset, offset + len(text)))
            if len(title) > 3 and not title[0].islower()
            else None
        )
    if name is HeaderField.POLICY_NUMBER:
        match = _NUMBER.match(text)
        usable = match and not find_dates(match[1]) and not _VERSION.match(match[1])
        return Value(match[1], _place(line, offset, offset + match.end(1))) if match and usable else None
    dates = [date for date in find_dates(text) if date.start <= _DATE_REACH]
    return Value(dates[0].iso, _place(line, offset + dates[0].start, offset + dates[0].end)) if dates else None


def _place(line: Line, start: int, end: int) -> Provenance:
    return Provenance(line.page, line.number, (line.start + start, line.start + end), line.box)


def _other_dates(line: Line) -> Iterator[LabelledDate]:
    """Dates whose label is none of the known ones ("Original Effective Date")."""
    at = 0
    for date in find_dates(line.text):
        before = line.text[at : date.start]
        label = _OTHER_DATE.search(before)
        if label and not labels_in(label["label"]):
            yield LabelledDate(
                label=" ".join(label["label"].split()), date=date.iso, provenance=_place(line, date.start, date.end)
            )
        at = date.end


def _lone_number(lines: Iterable[Line]) -> Value | None:
    """A policy number without a label: a line of the header that is nothing but a number with its punctuation."""
    for line in list(lines)[:_HEADER_LINES]:
        text = line.text.strip()
        if _LONE_NUMBER.match(text) and not find_dates(text) and not _VERSION.match(text) and 4 <= len(text) <= 20:
            return Value(text, _place(line, 0, len(line.text)))
    return None


_DOCUMENT_TYPE = re.compile(
    r"^(?:[\w®™.,&’' ]{0,60}\s)?(?:(?:medical|clinical|coverage|drug|pharmacy|payment|reimbursement|utilization|lab|management|policy|prior|benefit|determination|commercial|medicare|advantage|advanced)\s+)+"
    r"(?:polic(?:y|ies)|guidelines?|bulletins?|criteria|manual|document|position|statement)(?: manual| bulletin| guideline)?(?:\s*[-–:]\s*\w+)?(?:\s+v?\d[\d.]*)?$|^(?:medical|clinical)? ?polic(?:y|ies)(?: manual| document)?$",
    re.IGNORECASE,
)
_NOT_TITLE = re.compile(
    r"https?:|www\.|\.com\b|©|®?\s?independent licensee|table of contents?|^page\b|\bpage \d|effective|review|^\W*$|^\d|^(?:to|re|from|date|status|section|subsection|applicable|commercial|medicare|medicaid|feedback|print|share)\b\s*:?|[.;]$|^back\b",
    re.IGNORECASE,
)


def _title(sections: Sequence[Section], lines: Sequence[Line], furniture: Sequence[Line]) -> Value | None:
    """The title without a label: what stands largest before the first section, or behind the document's type."""
    opening = list(_opening_paragraphs(sections))
    candidates = [paragraph for paragraph in opening if _may_title(paragraph.text)]
    if candidates:
        behind_type = _behind_type(opening)
        largest = max(paragraph.first.size or 0 for paragraph in candidates)
        top = [p for p in candidates if (p.first.size or 0) >= largest - 0.5]
        marked = [p for p in candidates if p.first.heading]
        chosen = marked[0] if marked else top[0] if largest and len(top) < len(candidates) else behind_type or top[0]
        if marked or largest or behind_type or not furniture:
            return Value(chosen.text.strip(" :"), chosen.provenance())
    for line, after in zip(furniture, furniture[1:], strict=False):
        if _DOCUMENT_TYPE.match(line.text.strip()) and _may_title(after.text):
            return Value(after.text.strip(" :"), _place(after, 0, len(after.text)))
    return Value(candidates[0].text.strip(" :"), candidates[0].provenance()) if candidates else None


def _opening_paragraphs(sections: Sequence[Section]) -> Iterator[Paragraph]:
    """The paragraphs and headings of the first page before the first section that is more than a header."""
    for section in sections:
        if section.heading is not None:
            if section.kind not in (SectionKind.HEADER, SectionKind.CONTENTS, SectionKind.RELATED) and section_kind(
                section.title
            ):
                return
            yield section.heading
        for piece in section.pieces:
            if isinstance(piece, Paragraph) and piece.first.page in (None, 1):
                yield piece


def _may_title(text: str) -> bool:
    text = text.strip(" :")
    return (
        3 < len(text) < 180
        and not _NOT_TITLE.search(text)
        and not _DOCUMENT_TYPE.match(text)
        and section_kind(text) is None
        and not labels_in(text)
        and len(text.split()) < 26
    )


def _behind_type(paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    for before, after in zip(paragraphs, paragraphs[1:], strict=False):
        if _DOCUMENT_TYPE.match(before.text.strip(" :")) and _may_title(after.text):
            return after
    return None
