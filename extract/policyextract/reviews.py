"""The last review, where a document gives it behind its policy: under a label, or in a line that is all dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyextract.dates import FoundDate, date_at_start, earlier, find_dates, only_dates
from policyextract.document import Table
from policyextract.lexicon.labels import FoundLabel, HeaderField, Label, labels_in, other_date_label
from policyextract.lexicon.mastheads import PAGE_MARK
from policyextract.lexicon.revisionlogs import STATE
from policyextract.lexicon.sections import SectionKind
from policyextract.opening import as_line
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph

_CLUE = re.compile(r"\b(?:re-?vi(?:ew|s)|last updated)", re.IGNORECASE)
_CLUE_REACH = 60
"""Characters before a label or behind its beginning: a payer's name, a version."""
_JOINT = re.compile(r"[\s,;&]*(?:\([^()]{1,80}\)[\s,;&]*)?(?:and\s+)?")
_LEAD = re.compile(r"(?:\(s\))?[\s:–-]*")
_VERSION = re.compile(r"^v(?:er(?:sion)?)?\.?\s?\d[\d.]*\W+", re.IGNORECASE)
_IMPRINT_WORDS = 4
_TABLE_OF_DATES = 2
_DATE_HEAD = re.compile(r"\bdates?\b", re.IGNORECASE)
_MOST_WORDS = 12
"""A line of dates has no more words beside them: who decided, and what was done."""


@dataclass(frozen=True, slots=True)
class Review:
    """A date of a review and the paragraph in whose text it stands."""

    paragraph: Paragraph
    date: FoundDate


def done(dates: Sequence[str], label: Label, effective: str | None) -> bool:
    """Whether a label's dates are of what was done: one yearly review is, if the version came into effect later."""
    if not label.recurs or len(dates) > 1:
        return True
    return bool(dates) and effective is not None and not earlier(effective, dates[0])


def review_behind_policy(
    sections: Sequence[Section], payer: str | None, effective: str | None, labels: Sequence[Label]
) -> Review | None:
    """The latest date that a document lists as that of a review outside of its header and its log; None without one.

    One date alone, under a label that any page may print, is not enough: "Last Review Date" may be that of a source. It
    is where a line beside it gives another date of the version: "Original Effective Date: 12/14/2013".

    Enough are "Erewhon Re-Review Date(s):" with dates behind or below it, "Approved 6/2021; Reviewed 7/2022", and the
    imprint at the foot of a page: "V16.0 Last Updated 01/30/2024 8 of 8". So is a table that is all dates.
    """
    reviews = [label for label in labels if label.field is HeaderField.LAST_REVIEW]
    for section in sections:
        if section.kind is SectionKind.REVISIONS:
            continue
        pieces = [piece for piece in (section.heading, *section.pieces) if isinstance(piece, Paragraph)]
        for at, piece in enumerate(pieces):
            if not _clue(piece.text):
                continue
            beside = [*pieces[max(at - 1, 0) : at], *pieces[at + 1 : at + 2]]
            enough = 1 if any(_is_dated_label(each.text) for each in beside) else 2
            found = _labelled(piece, pieces[at + 1 :], payer, reviews, enough)
            if found and done([each.date.iso for each in found[1]], found[0], effective):
                return max([*found[1], *_further(pieces[at + 1 :], payer, reviews)], key=lambda review: review.date.iso)
    tables = (piece for section in sections for piece in section.pieces if isinstance(piece, Table))
    return next((review for table in tables if (review := _in_table(table, reviews))), None)


def _clue(text: str) -> bool:
    """Whether a paragraph begins as one may that lists reviews."""
    return bool(_CLUE.search(text, 0, _CLUE_REACH) or STATE.compiled.match(text))


def _in_table(table: Table, reviews: Sequence[Label]) -> Review | None:
    """The latest review in a table of one row that gives dates alone, each under the head that says of what."""
    if len(table.rows) != _TABLE_OF_DATES:
        return None
    heads, cells = ([as_line(cell) for cell in row] for row in table.rows)
    pairs = list(zip(heads, cells, strict=True))
    if not all(_DATE_HEAD.search(head.text) and date_at_start(cell.text) for head, cell in pairs):
        return None
    dates = [
        Review(Paragraph((cell,)), date)
        for head, cell in pairs
        if labels_in(head.text, reviews)
        for date in find_dates(cell.text)
    ]
    return max(dates, key=lambda review: review.date.iso) if dates else None


def _further(below: Sequence[Paragraph], payer: str | None, reviews: Sequence[Label]) -> Iterator[Review]:
    """The dates under further labels right below: "Revised: 5/2020" and then "Reviewed: 6/2021, 7/2022"."""
    for at, piece in enumerate(below):
        found = _labelled(piece, below[at + 1 :], payer, reviews, enough=1) if _clue(piece.text) else None
        if found is None:
            return
        if not found[0].recurs:
            yield from found[1]


def _labelled(
    piece: Paragraph, below: Sequence[Paragraph], payer: str | None, reviews: Sequence[Label], enough: int = 2
) -> tuple[Label, list[Review]] | None:
    """The label of reviews that a paragraph begins with, or that its line of dates holds, and the dates under it.

    ``enough`` is how many there must be under a label that any page may print.
    """
    dated = _is_line_of_dates(piece.text) or _is_imprint(piece.text)
    known = labels_in(piece.text)
    for found in sorted(labels_in(piece.text, reviews), key=lambda each: each.label.rank):
        if not dated and piece.text[: found.start].strip() not in ("", payer):
            continue
        end = min((each.start for each in known if each.start > found.start), default=len(piece.text))
        dates = [Review(piece, date) for date in _dates_behind(piece.text[:end], found)]
        if not dates and not _LEAD.sub("", piece.text[found.end :], count=1):
            dates = list(_dates_below(below))
        if len(dates) >= enough or (dates and (dated or found.label.recurs)):
            return found.label, dates
    return None


def _is_dated_label(text: str) -> bool:
    """Whether a text is the label of a date and the date, and nothing else: "Original Effective Date: 12/14/2013"."""
    dates = find_dates(text)
    if len(dates) != 1 or text[dates[0].end :].strip(" .") or len(text.split()) > _MOST_WORDS:
        return False
    label = other_date_label(text[: dates[0].start])
    return label is not None and not text[: label.start()].strip()


def _is_line_of_dates(text: str) -> bool:
    """Whether a paragraph says when a version was approved, revised, reviewed, and nothing else."""
    if not STATE.compiled.match(text):
        return False
    dates = find_dates(text)
    words = len(text.split()) - sum(len(text[date.start : date.end].split()) for date in dates)
    return len(dates) > 1 and words <= _MOST_WORDS


def _is_imprint(text: str) -> bool:
    """Whether a line holds a version or the number of the page, and beside that not more than a label and its date."""
    bare = PAGE_MARK.sub("", _VERSION.sub("", text))
    dates = find_dates(bare)
    return bare != text and len(dates) == 1 and len(bare.split()) <= _IMPRINT_WORDS


def _dates_behind(text: str, label: FoundLabel) -> list[FoundDate]:
    """The dates that a text lists right behind a label; none where a list goes on with words, and dates behind them."""
    lead = _LEAD.match(text, label.end)
    at = lead.end() if lead else label.end
    listed: list[FoundDate] = []
    for date in find_dates(text):
        if date.start < at:
            continue
        if date.start > at:
            return listed if label.label.recurs else []
        listed.append(date)
        joint = _JOINT.match(text, date.end)
        at = joint.end() if joint else date.end
    return listed


def _dates_below(paragraphs: Sequence[Paragraph]) -> Iterator[Review]:
    """The dates of a list below its label; of its items those that are more than dates say something of one."""
    for paragraph in paragraphs:
        dates = only_dates(paragraph.text)
        if not dates and paragraph.marker is None:
            return
        yield from (Review(paragraph, date) for date in dates)
