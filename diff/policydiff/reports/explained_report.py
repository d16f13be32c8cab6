"""The report of an explained record: that of the record, and what became of each line of the policy part."""

from dataclasses import replace

from policydiff.reports import phrases
from policydiff.reports.record_report import record_report
from policydiff.reports.report import Report, Section, Table
from policyextract.explained import ExplainedRecord


def explained_report(explained: ExplainedRecord, part: str) -> Report:
    """Lay out a record with its accounting at the end."""
    report = record_report(explained.record, part, data=explained)
    (chapter,) = report.chapters
    return replace(report, chapters=(replace(chapter, sections=(*chapter.sections, _accounting(explained))),))


def _accounting(explained: ExplainedRecord) -> Section:
    rows = tuple(
        (
            phrases.page(line.provenance),
            phrases.line(line.provenance),
            line.fate.value,
            line.reason,
            phrases.one_line(line.text),
        )
        for line in explained.accounting
    )
    return Section(
        phrases.counted("Lines of the policy part", len(rows)),
        remark=phrases.accounting(explained.record.accounting),
        table=Table(("page", "line", "became", "reason", "text"), rows, "no policy part was found"),
    )
