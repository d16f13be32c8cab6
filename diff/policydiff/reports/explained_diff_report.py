"""The report of an explained diff: that of the diff with its echoes, and what was paired with what."""

from dataclasses import replace

from policydiff.align.pairing import Pass
from policydiff.changes import Area, Evidence
from policydiff.explained import ExplainedDiff, PairedParts
from policydiff.reports import phrases
from policydiff.reports.diff_report import diff_report
from policydiff.reports.report import UNDECIDED, Decisions, Report, Section, Table

_COLUMNS = ("pass", "sure", "old", "new")


def explained_diff_report(explained: ExplainedDiff, decisions: Decisions = UNDECIDED) -> Report:
    """Lay out a diff with its alignment at the end: the pairs that were not plain, and what has no partner."""
    report = diff_report(explained.diff, echoes=True, decisions=decisions)
    (chapter,) = report.chapters
    sections = tuple(
        _section(area, explained) for area in Area if any(part.area is area for part in explained.alignment)
    )
    return replace(report, chapters=(replace(chapter, sections=(*chapter.sections, *sections)),), data=explained)


def _section(area: Area, explained: ExplainedDiff) -> Section:
    parts = [part for part in explained.alignment if part.area is area]
    told = [part for part in parts if part.by is not Pass.EXACT]
    plain = len(parts) - len(told)
    name = "section" if area is Area.METADATA else area.value
    return Section(
        phrases.counted(f"Alignment: {name}", len(parts)),
        remark=f"{plain} paired by exact match are not listed" if plain else None,
        table=Table(_COLUMNS, tuple(_row(part) for part in told), "nothing else") if told else None,
    )


def _row(part: PairedParts) -> tuple[str, str, str, str]:
    return (part.by.value if part.by else "alone", f"{part.confidence:.2f}", _quoted(part.old), _quoted(part.new))


def _quoted(evidence: Evidence | None) -> str:
    if evidence is None:
        return ""
    return f"{phrases.place(evidence.provenance)}: {phrases.one_line(evidence.text)}"
