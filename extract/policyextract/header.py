"""What identifies a version: number, title and dates, from the first page and the running headers."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from policyextract.dates import FoundDate, bare_year, date_at_start, earlier, find_dates, only_dates
from policyextract.document import Document, Line, Provenance
from policyextract.imprints import imprint_of
from policyextract.lexicon.labels import LABELS, FoundLabel, HeaderField, Label, labels_in, other_date_label
from policyextract.lexicon.mastheads import only_kind
from policyextract.opening import Entry, header_entries, opening_paragraphs
from policyextract.outline import Section
from policyextract.policynumbers import labelled_number, number_alone, number_beside, split_number
from policyextract.records import LabelledDate
from policyextract.reviews import Review, done, review_behind_policy
from policyextract.titles import Title, find_title, labelled_title, numbered_title

_SERVED = r"(?:for (?:dates of )?services? (?:performed |rendered |provided )?(?:on or after|beginning)\s+)?"
_VALUE_LEAD = re.compile(rf"^[\s.:…#–-]+{_SERVED}", re.IGNORECASE)
_NEXT_LINE_LEAD = re.compile(rf"^{_SERVED}", re.IGNORECASE)
_SELECTED = re.compile(r"[;,]\s*(?:(?:selected|interim|partial|early)\s+)?revisions?\b", re.IGNORECASE)
"""What stands between the dates of one review and those of revisions after it, behind the label of both."""
_DATE_REACH = 24
"""Characters between a label and its date, as in "Review Date (annual): 2/2026"."""


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


@dataclass(frozen=True, slots=True)
class _Found:
    """A labelled value, the label as printed, and all the ``dates`` it lists, of which the value is the latest."""

    label: Label
    printed: str
    value: Value
    dates: tuple[str, ...]


def find_header(
    document: Document,
    sections: Sequence[Section],
    furniture: Sequence[Line],
    *,
    payer: str | None = None,
    labels: Sequence[Label] = LABELS,
) -> Header:
    """Read the header. Labels on the first page come first; running headers fill what is left.

    ``payer`` is the author's name, which is no title; ``labels`` are asked in their order.
    """
    entries = header_entries(document, sections, furniture)
    opening = opening_paragraphs(sections)
    found = [each for entry in entries for each in _labelled(entry, labels)]
    fields = _labelled_fields(found, document, labels)
    if HeaderField.LAST_REVIEW not in fields:
        effective = fields.get(HeaderField.EFFECTIVE)
        behind = review_behind_policy(sections, payer, effective.text if effective else None, labels)
        if behind:
            fields[HeaderField.LAST_REVIEW] = _of_review(behind)
    if HeaderField.EFFECTIVE not in fields:
        for each in imprint_of(document, labels):
            fields.setdefault(each.field, _value(each.line, each.date.start, each.date.end, each.date.iso))
    number = _number_in_cells(entries)
    if number:
        fields.setdefault(HeaderField.POLICY_NUMBER, number)
    titles = [each for entry in entries for each in (*labelled_title(entry, labels), *numbered_title(entry))]
    title = min(titles, key=lambda each: each[0])[1] if titles else find_title(opening, furniture, payer)
    if title:
        lines = [*(line for paragraph in opening for line in paragraph.lines), *furniture]
        title, number = _part_number(title, fields.get(HeaderField.POLICY_NUMBER), lines)
        fields[HeaderField.TITLE] = Value(title.text, title.provenance)
        if number:
            fields.setdefault(HeaderField.POLICY_NUMBER, number)
    if HeaderField.POLICY_NUMBER not in fields:
        number = _number_alone([*(line for paragraph in opening for line in paragraph.lines), *furniture])
        if number:
            fields[HeaderField.POLICY_NUMBER] = number
    return Header(fields, tuple(_each_once([*_other_reviews(found, fields), *_other_dates(entries, labels)])))


def _labelled_fields(found: Sequence[_Found], document: Document, labels: Sequence[Label]) -> dict[HeaderField, Value]:
    """The best labelled value of each field. The date of the next review may stand anywhere, under that label alone."""
    ranked = sorted(found, key=lambda each: each.label.rank)
    effective = next((each.value.text for each in ranked if each.label.field is HeaderField.EFFECTIVE), None)
    fields: dict[HeaderField, Value] = {}
    for each in ranked:
        if done(each.dates, each.label, effective):
            fields.setdefault(each.label.field, each.value)
    if HeaderField.NEXT_REVIEW not in fields:
        next_labels = [label for label in labels if label.field is HeaderField.NEXT_REVIEW]
        later = (each for line in document.lines() for each in _labelled(Entry(line), next_labels, leading=True))
        if first := next(later, None):
            fields[HeaderField.NEXT_REVIEW] = first.value
    return fields


def _labelled(entry: Entry, labels: Sequence[Label], *, leading: bool = False) -> Iterator[_Found]:
    """The numbers and dates that an entry labels. A value may stand in ``after`` where the label ends its line.

    With ``leading``, and in running text behind the first page, a label counts only at the beginning of a line.
    """
    line = entry.line
    leading = leading or (not entry.running and (line.page or 1) > 1)
    found = labels_in(line.text, labels)
    for at, label in enumerate(found):
        name = label.label.field
        if name is HeaderField.TITLE or (leading and label.start > 0):
            continue
        end = found[at + 1].start if at + 1 < len(found) else len(line.text)
        lead = _VALUE_LEAD.match(line.text[label.end : end])
        start = label.end + (lead.end() if lead else 0)
        rest = entry.rest if end == len(line.text) else ()
        values = _parsed(name, line.text[start:end].rstrip(), line, start, _DATE_REACH, rest)
        if not values and start >= len(line.text) and entry.after is not None:
            values = _next_line(name, entry.after)
        if values:
            printed = " ".join(line.text[label.start : label.end].split())
            yield _Found(label.label, printed, max(values, key=lambda value: value.text), tuple(v.text for v in values))


def _next_line(name: HeaderField, line: Line) -> Sequence[Value]:
    """The value that a line begins with, below its label."""
    lead = _NEXT_LINE_LEAD.match(line.text)
    start = lead.end() if lead else 0
    return _parsed(name, line.text[start:], line, start, 0)


def _parsed(
    name: HeaderField, text: str, line: Line, offset: int, reach: int, rest: Sequence[Line] = ()
) -> Sequence[Value]:
    """The value that a text begins with; of reviews all that it lists, over the ``rest`` of its paragraph."""
    if name is HeaderField.POLICY_NUMBER:
        match = labelled_number(text)
        return [_value(line, offset + match.start("number"), offset + match.end("number"))] if match else []
    if name is HeaderField.LAST_REVIEW and len(listed := _listed(text, line, offset, rest)) > 1:
        return listed
    date = date_at_start(text) or next((date for date in find_dates(text) if date.start <= reach), None)
    if date is None and (year := bare_year(text)):
        date = FoundDate(year, text.index(year), text.index(year) + len(year))
    return [_value(line, offset + date.start, offset + date.end, date.iso)] if date else []


def _listed(text: str, line: Line, offset: int, rest: Sequence[Line]) -> list[Value]:
    """The dates of a list ("3/2020, 4/2021; selected revision 5/2021,"), over further lines while it breaks off."""
    plain = _SELECTED.sub(lambda match: " " * len(match[0]), text)
    found = [_value(line, offset + date.start, offset + date.end, date.iso) for date in only_dates(plain)]
    for following in rest:
        more = only_dates(following.text)
        if not found or not more or not text.rstrip().endswith(","):
            break
        found += [_value(following, date.start, date.end, date.iso) for date in more]
        text = following.text
    return found


def _of_review(review: Review) -> Value:
    paragraph, date = review.paragraph, review.date
    return Value(date.iso, paragraph.provenance(paragraph.offset(date.start), paragraph.offset(date.end)))


def _value(line: Line, start: int, end: int, text: str | None = None) -> Value:
    place = Provenance(line.page, line.number, (line.start + start, line.start + end), line.box)
    return Value(line.text[start:end] if text is None else text, place)


def _part_number(title: Title, number: Value | None, lines: Sequence[Line]) -> tuple[Title, Value | None]:
    """The title without the policy's number, and the number where the title or a line with the title holds it."""
    short, in_title = split_number(title.text)
    if number is None and in_title:
        at = title.text.rindex(in_title)
        number = Value(in_title, title.part(at, at + len(in_title)).provenance)
    if number and in_title == number.text:
        start = title.text.index(short)
        return title.part(start, start + len(short)), number
    beside = number_beside(title.text, lines) if number is None else None
    if beside:
        number = _value(*beside)
    if number and title.text.startswith(number.text + " "):
        title = title.part(len(number.text) + 1, len(title.text))
    elif number and title.text.rstrip(")").endswith((" " + number.text, "(" + number.text)):
        title = title.part(0, title.text.rindex(number.text))
    return title, number


def _number_in_cells(entries: Sequence[Entry]) -> Value | None:
    """A number in a cell of its own: beside the kind of document ("Medical Policy:" | "S-311"), or before the title."""
    for entry in entries:
        after = entry.after
        if after is None or entry.running:
            continue
        if only_kind(entry.line.text.rstrip(" :")) and (match := number_alone(after.text)):
            return _value(after, match.start("number"), match.end("number"))
        if any(numbered_title(entry)) and (match := number_alone(entry.line.text)):
            return _value(entry.line, match.start("number"), match.end("number"))
    return None


def _number_alone(lines: Sequence[Line]) -> Value | None:
    """A policy number without a label: a line of the header that is nothing but a number with its punctuation."""
    for line in lines:
        match = number_alone(line.text)
        if match:
            return _value(line, match.start("number"), match.end("number"))
    return None


def _other_reviews(found: Sequence[_Found], fields: Mapping[HeaderField, Value]) -> Iterator[LabelledDate]:
    """Dates of reviews and revisions that are surely others than the last review, under their labels."""
    last = fields.get(HeaderField.LAST_REVIEW)
    for each in found:
        date = each.value.text
        other = last is None or earlier(date, last.text) or earlier(last.text, date)
        if each.label.field is HeaderField.LAST_REVIEW and other:
            yield LabelledDate(label=each.printed, date=date, provenance=each.value.provenance)


def _other_dates(entries: Sequence[Entry], labels: Sequence[Label]) -> Iterator[LabelledDate]:
    """Dates whose label is none of the known ones ("Original Effective Date")."""
    for entry in entries:
        for label, value in _dated(entry, labels):
            yield LabelledDate(label=label, date=value.text, provenance=value.provenance)


def _each_once(dates: Iterable[LabelledDate]) -> Iterator[LabelledDate]:
    """Each label with each of its dates once, in the order in which they are printed."""
    seen: set[tuple[str, str]] = set()
    for each in sorted(dates, key=lambda each: each.provenance.span):
        if (each.label, each.date) not in seen:
            seen.add((each.label, each.date))
            yield each


def _dated(entry: Entry, labels: Sequence[Label]) -> Iterator[tuple[str, Value]]:
    text = entry.line.text
    known = labels_in(text, labels)
    dates = find_dates(text)
    for before, date in zip((None, *dates), dates, strict=False):
        label = _other_label(text[: date.start], before.end if before else 0, known)
        if label:
            yield label, _value(entry.line, date.start, date.end, date.iso)
    alone = only_dates(entry.after.text) if entry.after and not dates else ()
    label = _other_label(text, 0, known) if alone else None
    if label and alone and entry.after:
        yield label, _value(entry.after, alone[0].start, alone[0].end, alone[0].iso)


def _other_label(text: str, start: int, known: Sequence[FoundLabel]) -> str | None:
    """The label at the end of a text, where it is none of the known ones."""
    match = other_date_label(text[start:])
    if match is None or any(each.end > start + match.start("label") for each in known if each.start < len(text)):
        return None
    return " ".join(match["label"].split())
