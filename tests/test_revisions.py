"""Revision logs in the shapes that policies give them: the dates, the kind and the summary of each entry."""

import pytest

from blocks import paragraph, section, table
from policyextract.document import Provenance, Table
from policyextract.lexicon.sections import SectionKind
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.records import Claim
from policyextract.revisionlines import LogLine, revisions_of_lines
from policyextract.revisions import find_revisions

K = SectionKind
Row = tuple[str | None, str | None, tuple[str, ...]]


def log(*pieces: Paragraph | Table, title: str = "Revision History", kind: SectionKind = K.REVISIONS) -> Section:
    return section(title, *pieces, kind=kind)


def read(*sections: Section) -> list[Row]:
    """Each entry as (date, kind, summary)."""
    return [(entry.date, entry.kind, entry.summary) for entry in find_revisions(sections).revisions]


SHAPES: dict[str, tuple[tuple[Section, ...], list[Row]]] = {
    "several dates of one entry on a line": (
        (log(paragraph("11/1/2018, 4/5/2018, 4/6/2017 No changes."), paragraph("4/2/2015 New.")),),
        [("2018-11-01", None, ("No changes.",)), ("2015-04-02", None, ("New.",))],
    ),
    "date and action": (
        (log(table("*Date | *Action", "10/2024 | Annual review.", "4/1/2023 | New policy.")),),
        [("2024-10", None, ("Annual review.",)), ("2023-04-01", None, ("New policy.",))],
    ),
    "type, summary, date": (
        (log(table("*Type of Revision | *Summary of Changes | *Date", "Annual | • One. / • Two. | 7/15/2026")),),
        [("2026-07-15", "Annual", ("One.", "Two."))],
    ),
    "a row goes on over the page": (
        (log(table("*Date | *Action", "10/2024 | Annual"), table(" | review.", "9/2023 | New policy.", page=2)),),
        [("2024-10", None, ("Annual review.",)), ("2023-09", None, ("New policy.",))],
    ),
    "a title over the heads, in a section of another name": (
        (
            log(
                table(
                    "*Policy History/Revision |", "*Date | *Description of Change", "12/15/2024 | Coverage unchanged."
                ),
                title="Medicare",
                kind=K.BACKGROUND,
            ),
        ),
        [("2024-12-15", None, ("Coverage unchanged.",))],
    ),
    "a title without heads, two dates with labels in a cell": (
        (
            log(
                table(
                    "*REVISIONS |",
                    "Posted / 12-01-2023 / Effective / 01-01-2024 | Policy added.",
                    "11-20-2024 | One",
                    " | Two",
                ),
                title="CODING",
                kind=K.CODES,
            ),
        ),
        [("2023-12-01", None, ("Policy added.",)), ("2024-11-20", None, ("One Two",))],
    ),
    "a column head taken for a heading": (
        (
            section("Policy History", table(" | *Action", "10/2024 | Annual review."), kind=K.REVISIONS),
            section("Date", table("9/2023 | New policy.", page=2), kind=K.REVISIONS, above=("Policy History",)),
        ),
        [("2024-10", None, ("Annual review.",)), ("2023-09", None, ("New policy.",))],
    ),
    "no heads, a heading that no lexicon knows": (
        (
            log(
                table("02/15/02 | Approved.", "07/15/02 | Revised."),
                title="GUIDELINE UPDATE INFORMATION",
                kind=K.REFERENCES,
            ),
        ),
        [("2002-02-15", None, ("Approved.",)), ("2002-07-15", None, ("Revised.",))],
    ),
    "date and text in one cell": (
        (log(table("*MP 1.2 | 05/21/2020 Consensus review. No change.", " | 04/14/2021 Minor review.")),),
        [("2020-05-21", None, ("Consensus review. No change.",)), ("2021-04-14", None, ("Minor review.",))],
    ),
    "dates in several columns": (
        (
            log(
                table(
                    "*Status | *Review Date | *Effective Date | *Action",
                    "Updated codes / 04/01/2025 | n/a | Unchanged | Codes added.",
                    "Revised | 01/23/2024 | 10/20/2024 | Broadened.",
                    "Updated | n/a | 01/01/2024 | Annual update.",
                )
            ),
        ),
        [
            ("2025-04-01", "Updated codes 04/01/2025", ("Codes added.",)),
            ("2024-01-23", "Revised", ("Broadened.",)),
            ("2024-01-01", "Updated", ("Annual update.",)),
        ],
    ),
    "several dates in a cell, a bullet for each": (
        (log(table("*Date | *Action", "01/02/2020 / 03/04/2021 | • One. / • Two.")),),
        [("2020-01-02", None, ("One.",)), ("2021-03-04", None, ("Two.",))],
    ),
    "several dates on a line of a cell": (
        (log(table("*Dates | *Action", "1/2/2020, March 4, 2021; 5/2022 | Annual.", "6/2022-7/2022 | Reviewed.")),),
        [
            ("2020-01-02", None, ("Annual.",)),
            ("2021-03-04", None, ("Annual.",)),
            ("2022-05", None, ("Annual.",)),
            ("2022-06", None, ("Reviewed.",)),
        ],
    ),
    "a kind of review and a version before the date": (
        (
            log(
                paragraph("Ad hoc review 01/01/2024: added codes"),
                paragraph("Version 1.0, effective 02/02/2023: new policy"),
            ),
        ),
        [("2024-01-01", "Ad hoc review", ("added codes",)), ("2023-02-02", "Version 1.0, effective", ("new policy",))],
    ),
    "labels in the first column": (
        (
            log(
                table(
                    "*DATE ACTION | |",
                    "Date Issued | 02/24/2015 | New policy",
                    "Date Effective | 11/01/2024 |",
                    "Date Archived | |",
                )
            ),
        ),
        [("2015-02-24", "Date Issued", ("New policy",))],
    ),
    "a date of the header that was acted upon": (
        (log(table("*DATE ACTION | |", "Date Revised | 07/03/2024 | Text", "Date Effective | 11/01/2024 | In force")),),
        [("2024-07-03", "Date Revised", ("Text",)), ("2024-11-01", "Date Effective", ("In force",))],
    ),
    "transmittals of a manual": (
        (
            log(
                table(
                    "Rev # | Issue Date | Subject | Impl Date | CR#",
                    "R12 | 06/29/2023 | Lamp rules | 07/31/2023 | 13",
                    "R1 | 10/01/2003 | Release | N/A | N/A",
                ),
                title="Transmittals Issued for this Chapter",
                kind=K.POLICY,
            ),
        ),
        [("2023-06-29", None, ("R12 Lamp rules 13",)), ("2003-10-01", None, ("R1 Release N/A",))],
    ),
    "who decided, under the states of the version": (
        (
            log(
                paragraph("Created: Lamp Board/Light Division November 16, 2022"),
                paragraph("Revised: Lamp Board/Light Division March 15, 2023", "Lamp Board August 16, 2023."),
                paragraph("Lamp Board March 20, 2024"),
                paragraph("Original Effective Date: 03/01/2023"),
                paragraph("Lamps of 1/1/2023"),
                paragraph("Re-Review Date(s): 12/19/2024- Lantern date: January 01, 2025"),
                paragraph("Next Review Date: 12/19/2025 at the latest"),
                paragraph("© 2025 Erewhon."),
                title="Document",
                kind=K.REFERENCES,
            ),
        ),
        [
            ("2022-11-16", "Created", ("Lamp Board/Light Division",)),
            ("2023-03-15", "Revised", ("Lamp Board/Light Division",)),
            ("2023-08-16", "Revised", ("Lamp Board",)),
            ("2024-03-20", "Revised", ("Lamp Board",)),
            ("2024-12-19", "Re-Review Date(s)", ("Lantern date: January 01, 2025",)),
        ],
    ),
    "a sentence that begins and ends like an entry": (
        (
            log(
                paragraph("Reviewed: the board met on May 1, 2023"),
                paragraph("Reviewed: lamps of June 1, 2023"),
                title="Background",
                kind=K.BACKGROUND,
            ),
        ),
        [],
    ),
    "a table of approvals beside the log": (
        (
            log(
                table("*Committee that approved | *Approval Date |", "Board | 06/01/2023 | 05/31/2024"),
                paragraph("Owner: the plan"),
                table("*Revision Date | *Revision Information", "05/16/2023 | Created"),
            ),
        ),
        [("2023-05-16", None, ("Created",))],
    ),
    "lines with dates": (
        (log(paragraph("January 2021 New addition"), paragraph("June 2022 Annual review", "and references")),),
        [("2021-01", None, ("New addition",)), ("2022-06", None, ("Annual review and references",))],
    ),
    "date on a line of its own": (
        (
            log(
                paragraph("08-15-2024", bold=True),
                paragraph("Removed one code"),
                paragraph("02-01-2024", bold=True),
                paragraph("Moved"),
            ),
        ),
        [("2024-08-15", None, ("Removed one code",)), ("2024-02-01", None, ("Moved",))],
    ),
    "status before the date": (
        (
            log(
                paragraph(
                    "Revised 05/09/2024 Committee review. Updated the codes of",
                    "10/01/2023 with two",
                    "more.",
                    "12/28/2023 Updated codes.",
                    "New 12/01/2022 Initial document.",
                    indents=(72, 231, 231, 160, 72),
                )
            ),
        ),
        [
            ("2024-05-09", "Revised", ("Committee review. Updated the codes of 10/01/2023 with two more.",)),
            ("2023-12-28", None, ("Updated codes.",)),
            ("2022-12-01", "New", ("Initial document.",)),
        ],
    ),
    "a word of the log taken for a heading": (
        (
            log(paragraph("Preliminary 11/10/2022 First review.")),
            Section(
                paragraph("Discussion"),
                K.BACKGROUND,
                ("Discussion",),
                2,
                (paragraph("Preliminary 08/13/2020 Review."),),
            ),
        ),
        [
            ("2022-11-10", "Preliminary", ("First review. Discussion",)),
            ("2020-08-13", "Preliminary", ("Review.",)),
        ],
    ),
    "lists of dates under labels": (
        (
            log(
                paragraph("Revised Dates:"),
                paragraph("• 2023: September • 2015: October"),
                paragraph("Reviewed Dates:"),
                paragraph("• 2016: April"),
            ),
        ),
        [
            ("2023-09", "Revised Dates", ("Revised Dates",)),
            ("2015-10", "Revised Dates", ("Revised Dates",)),
            ("2016-04", "Reviewed Dates", ("Reviewed Dates",)),
        ],
    ),
    "dates behind a label, then entries": (
        (
            log(
                paragraph(
                    "Previous revision date(s): 04/16/2003, 03/31/2004,", "05/09/2007", "05/01/2012 - Added a limit."
                ),
                paragraph("Left of the log: a remark.", indents=(40,)),
            ),
        ),
        [
            ("2003-04-16", "Previous revision date(s)", ("Previous revision date(s)",)),
            ("2004-03-31", "Previous revision date(s)", ("Previous revision date(s)",)),
            ("2007-05-09", "Previous revision date(s)", ("Previous revision date(s)",)),
            ("2012-05-01", None, ("Added a limit.",)),
        ],
    ),
    "a committee before the date": (
        (
            log(
                paragraph("Medical Policy Group, May 2020 (3): New policy.", "First version of 2 May 2020."),
                paragraph("Medical Policy Panel, June 2021", "Annual review."),
                paragraph("Next Scheduled Review Date: 06/2022"),
            ),
        ),
        [
            ("2020-05", "Medical Policy Group", ("New policy. First version of 2 May 2020.",)),
            ("2021-06", "Medical Policy Panel", ("Annual review.",)),
        ],
    ),
    "dates of the header are no log": (
        (
            log(paragraph("Last Review: 12/18/2024"), paragraph("Effective: 08/19/2013"), title="Policy History"),
            log(paragraph("REVIEW DATE: 01/02/2020; also revised", "03/04/2020"), title="REVIEW DATE"),
            log(table("*Factor | *Date", "Cost | 01/02/2020"), title="Policy", kind=K.POLICY),
            log(table("*Test | *Year", "Lamp | 2017"), title="Family history", kind=K.BACKGROUND),
        ),
        [],
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_shapes(name: str) -> None:
    sections, expected = SHAPES[name]
    assert read(*sections) == expected


def test_two_columns_of_dates() -> None:
    heads = "*Reviews, Revisions, and Approvals | *Revision Date | *Approval Date"
    (made,) = find_revisions([log(table(heads, "Policy developed | 03/23 | 04/23"), kind=K.BACKGROUND)]).revisions
    assert (made.date, made.approval_date, made.claims) == ("2023-03", "2023-04", (Claim.NEW_POLICY,))


def test_a_line_may_begin_with_a_date_of_the_sentence_before() -> None:
    first = paragraph("4/1/19 Lamps added. Notification given", "4/1/2019 for effective date 6/1/2019. (sk)")
    assert read(log(first, paragraph("3/31/25 Reviewed."))) == [
        ("2019-04-01", None, ("Lamps added. Notification given 4/1/2019 for effective date 6/1/2019. (sk)",)),
        ("2025-03-31", None, ("Reviewed.",)),
    ]
    assert len(read(log(paragraph("4/1/19 Lamps added,", "5/1/19 Torches added,")))) == 2


def test_a_remark_in_smaller_type_ends_the_log() -> None:
    def line(text: str, size: float, number: int) -> LogLine:
        return LogLine(text, Provenance(1, number, (0, len(text)), None), 72.0, True, size)

    entry, remark = line("3/31/25 Reviewed.", 11.0, 1), line("No policy is a contract.", 8.8, 2)
    assert [made.summary for made in revisions_of_lines([entry, remark])] == [("Reviewed.",)]
    more = line("No lamps.", 11.0, 2)
    assert [made.summary for made in revisions_of_lines([entry, more])] == [("Reviewed. No lamps.",)]


def test_a_range_of_dates() -> None:
    (made,) = find_revisions([log(table("*Date | *Action", "11/2011-4/2012 | Reviewed."))]).revisions
    assert (made.date, made.date_end) == ("2011-11", "2012-04")


def test_used_names_what_was_read() -> None:
    entry, other = paragraph("01/02/2020 New policy."), table("*Date | *Action", "01/02/2020 | New policy.")
    assert find_revisions([log(entry)]).used == {id(entry)}
    assert find_revisions([log(other)]).used == {id(other)}


def test_where_an_entry_stands() -> None:
    lines = ["01/02/2020 New policy,", "first version."]
    (made,) = find_revisions([log(paragraph(*lines))]).revisions
    assert made.provenance.span == (0, len(" ".join(lines)))
