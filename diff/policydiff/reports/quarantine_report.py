"""The report of the files that could not be added to the library."""

from policydiff.additions import QuarantinedFile
from policydiff.reports import phrases
from policydiff.reports.report import Chapter, Report, Section, Table

_DIGITS = 12
"""Of a hash, to tell files of one name apart."""


def quarantine_report(files: tuple[QuarantinedFile, ...]) -> Report:
    """Lay out what is set aside."""
    rows = tuple((each.name, each.reason, each.set_aside_at[:10], each.sha256[:_DIGITS]) for each in files)
    table = Table(("file", "reason", "since", "sha256"), rows, "nothing is set aside")
    section = Section(phrases.counted("Set aside", len(files)), table=table)
    return Report((Chapter("Quarantine", (), (section,)),), table, files)
