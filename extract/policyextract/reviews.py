"""The last review, where a document gives it behind its policy: under a label, or in a line that is all dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyextract.dates import FoundDate, earlier, find_dates, only_dates
from policyextract.lexicon.labels import FoundLabel, HeaderField, Label, labels_in
from policyextract.lexicon.mastheads import PAGE_MARK
from policyextract.lexicon.revisionlogs import STATE
from policyextract.lexicon.sections import SectionKind
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph

_CLUE = re.compile(r"\b(?:re-?vi(?:ew|s)|last updated)", re.IGNORECASE)
_CLUE_REACH = 60
"""Characters before a label or behind its beginning: a payer's name, a version."""
_JOINT = re.compile(r"[\s,;&]*(?:and\s+)?")
_LEAD = re.compile(r"(?:\(s\))?[\s:–-]*")
_VERSION = re.compile(r"^v(?:er(?:sion)?)?\.?\s?\d[\d.]*\W+", re.IGNORECASE)
_IMPRINT_WORDS = 4
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

    One date alone, under a label that any page may print, is not enough: "Last Review Date" may be that of a source.

    Enough are "Erewhon Re-Review Date(s):" with dates behind or below it, "Approved 6/2021; Reviewed 7/2022", and the
    imprint at the foot of a page: "V16.0 Last Updated 01/30/2024 8 of 8".
    """
    reviews = [label for label in labels if label.field is HeaderField.LAST_REVIEW]
    for section in sections:
        if section.kind is SectionKind.REVISIONS:
            continue
        pieces = [piece for piece in (section.heading, *section.pieces) if isinstance(piece, Paragraph)]
        for at, piece in enumerate(pieces):
            if not (_CLUE.search(piece.text, 0, _CLUE_REACH) or STATE.compiled.match(piece.text)):
                continue
            found = _labelled(piece, pieces[at + 1 :], payer, reviews)
            if found and done([each.date.iso for each in found[1]], found[0], effective):
                return max(found[1], key=lambda review: review.date.iso)
    return None


def _labelled(
    piece: Paragraph, below: Sequence[Paragraph], payer: str | None, reviews: Sequence[Label]
) -> tuple[Label, list[Review]] | None:
    """The label of reviews that a paragraph begins with, or that its line of dates holds, and the dates under it."""
    dated = _is_line_of_dates(piece.text) or _is_imprint(piece.text)
    for found in sorted(labels_in(piece.text, reviews), key=lambda each: each.label.rank):
        if not dated and piece.text[: found.start].strip() not in ("", payer):
            continue
        dates = [Review(piece, date) for date in _dates_behind(piece.text, found)]
        if not dates and not _LEAD.sub("", piece.text[found.end :], count=1):
            dates = list(_dates_below(below))
        if len(dates) > 1 or (dates and (dated or found.label.recurs)):
            return found.label, dates
    return None


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


def _dates_behind(text: str, label: FoundLabel) -> Iterator[FoundDate]:
    """The dates that a text lists right behind a label."""
    lead = _LEAD.match(text, label.end)
    at = lead.end() if lead else label.end
    for date in find_dates(text):
        if date.start < at:
            continue
        if date.start > at:
            return
        yield date
        joint = _JOINT.match(text, date.end)
        at = joint.end() if joint else date.end


def _dates_below(paragraphs: Sequence[Paragraph]) -> Iterator[Review]:
    """The dates of a list below its label; of its items those that are more than dates say something of one."""
    for paragraph in paragraphs:
        dates = only_dates(paragraph.text)
        if not dates and paragraph.marker is None:
            return
        yield from (Review(paragraph, date) for date in dates)
