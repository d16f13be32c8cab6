"""A result as the set of CSV files that it fills, for a folder or an archive."""

from policydiff.reports.report import UNDECIDED, Decisions, Published
from policydiff.reports.tables import tables_of
from policydiff.reports.to_csv import table_csv


def csv_files(result: Published, decisions: Decisions = UNDECIDED) -> dict[str, str]:
    """The text of each file by its name, such as "changes.csv".

    A diff gives changes, a record statements, criteria, codes and revisions, a comparison comparison, and a history
    timeline and changes. Write them in ``to_csv.FILE_ENCODING``, and without changing line ends.
    """
    return {f"{name}.csv": table_csv(table) for name, table in tables_of(result, decisions).items()}
