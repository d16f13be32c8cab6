"""The page of a version diff."""

from collections.abc import Sequence
from dataclasses import dataclass

from policydiff.changes import Area, Direction, Version, VersionDiff
from policydiff.explained import PairedParts
from policydiff.reports import phrases
from policydiff.reports.diff_summary import diff_summary
from policydiff.reports.html.change_view import SIGNS, Quote, area_name, groups, quote
from policydiff.reports.html.log_view import log_views
from policydiff.reports.html.page import render_page
from policydiff.reports.html.parts_view import Choice
from policydiff.reports.html.summary_view import answer_views
from policydiff.reports.report import Decisions


@dataclass(frozen=True, slots=True)
class VersionView:
    """One side of the diff as labelled lines."""

    label: str
    name: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """Two parts that were paired, or one without a partner: how surely and by which pass."""

    area: str
    by: str
    confidence: str
    old: Quote
    new: Quote


def render_diff(diff: VersionDiff, decisions: Decisions, alignment: Sequence[PairedParts] = ()) -> str:
    """The page of one diff, with the decisions that hold on its changes, and what was paired where that is given."""
    shown = groups(diff, decisions)
    summary = diff_summary(diff, decisions)
    return render_page(
        "diff.html",
        title=summary.title,
        answers=answer_views(summary),
        versions=(version_view("Old version", diff.old), version_view("New version", diff.new)),
        groups=shown,
        directions=direction_choices(diff),
        areas=area_choices(diff),
        count=len(diff.changes),
        nothing=phrases.VERDICTS[diff.verdict],
        log=log_views(diff, shown),
        pairs=tuple(map(_pair, alignment)),
    )


def direction_choices(diff: VersionDiff) -> tuple[Choice, ...]:
    """Every direction, also those that do not occur: that nothing widens coverage is worth knowing."""
    counts = [(direction, sum(change.direction is direction for change in diff.changes)) for direction in Direction]
    return tuple(Choice(each.value, each.value, count, SIGNS[each]) for each, count in counts)


def area_choices(diff: VersionDiff) -> tuple[Choice, ...]:
    counts = [(area, sum(change.area is area for change in diff.changes)) for area in Area]
    return tuple(Choice(area.value, area_name(area), count) for area, count in counts if count)


def version_view(label: str, version: Version) -> VersionView:
    facts = (
        ("File", version.source.name),
        ("Title", version.title),
        ("Number", version.policy_number),
        ("Effective", version.effective_date),
        ("Last review", version.last_review_date),
        ("Next review", version.next_review_date),
        ("Pages", None if version.source.pages is None else str(version.source.pages)),
        ("SHA-256", version.source.sha256),
    )
    shown = tuple((name, value or phrases.NOT_STATED) for name, value in facts if value or name != "Pages")
    return VersionView(label, phrases.version_name(version), shown)


def _pair(parts: PairedParts) -> PairView:
    return PairView(
        area=area_name(parts.area),
        by=parts.by.value if parts.by else "no partner",
        confidence=f"{parts.confidence:.2f}",
        old=quote("Old", parts.old),
        new=quote("New", parts.new),
    )
