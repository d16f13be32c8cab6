"""The workbook of a policy over time: summary, the timeline, all changes to decide on, codes and the log."""

from policydiff.history import History, decisions_in_force
from policydiff.reports.history_summary import history_summary
from policydiff.reports.timeline_rows import timeline_table
from policydiff.reports.workbook.diff_sheets import changes_sheet, codes_sheet, log_sheet
from policydiff.reports.workbook.layout import Sheet
from policydiff.reports.workbook.summary_sheet import summary_sheet
from policydiff.reports.workbook.table_sheet import table_sheet


def history_sheets(history: History) -> tuple[Sheet, ...]:
    decisions = decisions_in_force(history.decisions)
    diffs = [step.diff for step in history.steps if step.diff is not None]
    return (
        summary_sheet(history_summary(history, decisions), ()),
        table_sheet("Timeline", timeline_table((history,)), frozen=4),
        changes_sheet(diffs, decisions),
        codes_sheet(diffs),
        log_sheet(diffs),
    )
