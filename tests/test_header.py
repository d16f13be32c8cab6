"""The header of a version: number, title and dates, from labels, tables, type and running lines."""

from collections.abc import Sequence

import pytest

from pages import Opened, line, opened, table
from policyextract.dates import bare_year, date_at_start, find_dates
from policyextract.document import Block
from policyextract.header import Header, find_header
from policyextract.lexicon.labels import LABELS, HeaderField, Label
from policyextract.outline import outline
from policyextract.paragraphs import paragraphs
from policyextract.readers import read

NUMBER, TITLE = HeaderField.POLICY_NUMBER, HeaderField.TITLE
EFFECTIVE, LAST, NEXT = HeaderField.EFFECTIVE, HeaderField.LAST_REVIEW, HeaderField.NEXT_REVIEW
POLICY: Sequence[Block] = (
    line("Coverage Policy", 14, bold=True),
    line("Lamp therapy is considered medically necessary for winter blues."),
)


def header_of(*blocks: Block | str, running: Sequence[str] = (), payer: str | None = None) -> Header:
    page = opened(*blocks, *POLICY, running=running)
    return checked(page, find_header(page.document, page.sections, page.furniture, payer=payer))


def checked(page: Opened, header: Header) -> Header:
    """The header, once each value is found again at its place in the document."""
    for name, value in header.fields.items():
        start, end = value.provenance.span
        printed = " ".join(page.document.text[start:end].split())
        if name in (NUMBER, TITLE):
            assert printed == value.text
        else:
            date = date_at_start(printed)
            assert (date.iso if date else bare_year(printed)) == value.text
    for other in header.other_dates:
        start, end = other.provenance.span
        assert [date.iso for date in find_dates(page.document.text[start:end])] == [other.date]
    return header


def found(header: Header) -> dict[str, str]:
    return {name.value: value.text for name, value in header.fields.items()}


@pytest.mark.parametrize(
    ("printed", "name", "value"),
    [
        ("Policy Number: 2026T0542Z", NUMBER, "2026T0542Z"),
        ("Policy Number: LABORATORY 026.12", NUMBER, "LABORATORY 026.12"),
        ("Coverage Policy Number ............. 0529", NUMBER, "0529"),
        ("Document #: MED.00135 Publish Date: 01/30/2025", NUMBER, "MED.00135"),
        ("Doc ID: GEN10-1024.2-UC0425 Last Review Date: 10/28/2024", NUMBER, "GEN10-1024.2-UC0425"),
        ("Medical Policy: X-45-012", NUMBER, "X-45-012"),
        ("MEDICAL POLICY – 2.01.503", NUMBER, "2.01.503"),
        ("Number 10.01.511", NUMBER, "10.01.511"),
        ("Coverage Policy Medical 34E", NUMBER, "Medical 34E"),
        ("Effective Date: 8/1/2025", EFFECTIVE, "2025-08-01"),
        ("*Current Policy Effective Date: 1/1/25", EFFECTIVE, "2025-01-01"),
        ("Effective: January 1, 2025", EFFECTIVE, "2025-01-01"),
        ("Next Review Due By: February 2026", NEXT, "2026-02"),
        ("Next CAP Review: 2/2027", NEXT, "2027-02"),
        ("To be reviewed: 2/2027", NEXT, "2027-02"),
        ("Next Review: 2026", NEXT, "2026"),
        ("Last P&T Review: 11/13/2024", LAST, "2024-11-13"),
        ("Last Approval: 02/12/2025", LAST, "2025-02-12"),
        ("Date of Last Revision: 3/1/2023", LAST, "2023-03-01"),
        ("REVIEW DATE: 04/23/2025; selected revision 06/04/2025", LAST, "2025-06-04"),
        ("Last Review Date: 06.18 Line of Business: Commercial", LAST, "2018-06"),
        ("Approval Date 07/16/2024", LAST, "2024-07-16"),
        ("(Rev. 812, Issued; 06-29-23)", LAST, "2023-06-29"),
        ("Annual Review Dates: 4/2022, 4/2023", LAST, "2023-04"),
        ("Subject: Lamp Therapy Page: 1 of 5", TITLE, "Lamp Therapy"),
        ("Title: Lamp Therapy", TITLE, "Lamp Therapy"),
        ("Topic: Lamp Therapy", TITLE, "Lamp Therapy"),
        ("Clinical Policy: Lamp Therapy", TITLE, "Lamp Therapy"),
        (
            "POLICY: Lamps – Therapy Lamp Prior Authorization Policy",
            TITLE,
            "Lamps – Therapy Lamp Prior Authorization Policy",
        ),
        ("Lamp Therapy: Policy No. 051", TITLE, "Lamp Therapy"),
        ("Erewhon Clinical Guideline 7043 for Lamp Therapy", TITLE, "Lamp Therapy"),
        ("Guideline or Policy Number: Erewhon_CG_7043", NUMBER, "Erewhon_CG_7043"),
        ("Effective Date of this Version: 04/03/2019", EFFECTIVE, "2019-04-03"),
        ("Revised Date(s): 4/7/2016; 4/6/2017; 11/1/2018", LAST, "2018-11-01"),
        ("Amended Date: August 15, 2023", LAST, "2023-08-15"),
    ],
)
def test_labels(printed: str, name: HeaderField, value: str) -> None:
    assert header_of(printed).get(name) == value


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Original Effective Date: 1/1/2004", EFFECTIVE),
        ("Initial Effective Date: June 1, 2023", EFFECTIVE),
        ("Prior Policy Number: 17.2", NUMBER),
        ("BCBSA Ref. Policy: 2.01.21", NUMBER),
        ("Annual Review: April 2024", LAST),
        ("Re-Review Date: 4/1/2024", LAST),
        ("Previously Approved: 4/1/2024", LAST),
        ("To be reviewed: 2/2027", LAST),
        ("Last Review: 2025 lamps", LAST),
        ("(Rev. 1, 10-03-03)", LAST),
        ("Policy Number: N/A", NUMBER),
        ("Phone Number: 202.555.1000", NUMBER),
        ("Effective therapy begins within 6/12 weeks", EFFECTIVE),
        ("Policy: Commercial • Description • References", TITLE),
    ],
)
def test_no_labels(printed: str, name: HeaderField) -> None:
    assert header_of(printed).get(name) is None


def test_a_value_may_stand_on_the_line_below_its_label() -> None:
    header = header_of("Status: Revised Last Review Date:", "05/09/2024", "Next Review", "08-11-2025")
    assert found(header) == {"last_review_date": "2024-05-09", "next_review_date": "2025-08-11"}


def test_the_services_that_a_date_is_for_may_stand_before_it() -> None:
    header = header_of("Revision Effective Date", "For services performed on or after 10/01/2024")
    assert header.get(EFFECTIVE) == "2024-10-01"


def test_a_cell_beside_a_label_may_be_a_label_of_another_date() -> None:
    header = header_of(table(("Effective Date", "Date of Origin"), ("07-01-2025", "01-01-2020")))
    assert found(header) == {"effective_date": "2025-07-01"}


def test_labels_and_values_may_alternate_line_by_line() -> None:
    header = header_of("Policy Id", "HHO-DE-MP-1050", "Topic", "Lamp Therapy", "Effective Date", "Jun 16, 2025")
    assert found(header) == {
        "policy_number": "HHO-DE-MP-1050",
        "title": "Lamp Therapy",
        "effective_date": "2025-06-16",
    }


def test_a_label_without_a_value_does_not_take_the_value_of_the_next() -> None:
    assert found(header_of("Last Review", "Effective: 08/19/2013")) == {"effective_date": "2013-08-19"}


def test_the_review_outranks_the_revision() -> None:
    assert header_of("Revised: 08/15/25", "Reviewed: 07/24/25").get(LAST) == "2025-07-24"
    assert header_of("Revision Date: 08/15/25").get(LAST) == "2025-08-15"


def test_what_is_not_the_last_review_is_kept_under_its_label() -> None:
    header = header_of("Last Revision Date: April 2023", "Reviewed: 05/2024", "Last Review Date: 05/09/2024")
    assert header.get(LAST) == "2024-05-09"
    assert [(each.label, each.date) for each in header.other_dates] == [("Last Revision Date", "2023-04")]


def test_a_yearly_review_is_done_where_the_version_came_into_effect_no_earlier() -> None:
    dates = ("Effective Date: April 29, 2024", "Last Revision Date: April 2023")
    done = header_of(*dates, "Annual Review: April 2024")
    assert (done.get(LAST), [each.label for each in done.other_dates]) == ("2024-04", ["Last Revision Date"])
    to_come = header_of(*dates, "Annual Review: May 2024")
    assert (to_come.get(LAST), [each.label for each in to_come.other_dates]) == ("2023-04", ["Annual Review"])


def test_a_list_of_selected_revisions_runs_on_to_the_next_line() -> None:
    goes_on = line("10/29/2025, 11/05/2025", gap=False)
    assert header_of("REVIEW DATE: 04/23/2025; selected revision 06/04/2025,", goes_on).get(LAST) == "2025-11-05"
    assert header_of("REVIEW DATE: 04/23/2025; selected revision 06/04/2025", goes_on).get(LAST) == "2025-06-04"
    assert header_of("REVIEW DATE: 04/23/2025; see the statement of 06/04/2025").get(LAST) == "2025-04-23"


def last_review(*behind: Block | str, effective: str = "Effective Date: 1/1/2025", log: bool = False) -> str | None:
    heading = [line("Revision History", 14, bold=True, page=9)] if log else []
    own = [line(each, page=9) if isinstance(each, str) else each for each in behind]
    page = opened(line("Lamp Therapy", 18), effective, *POLICY, *heading, *own)
    found = find_header(page.document, page.sections, page.furniture, payer="Erewhon")
    return checked(page, found).get(LAST)


def test_reviews_listed_behind_the_policy() -> None:
    closing = "Approved Lamp Committee 6/17/2021; Revised 9/27/2023, 9/11/2024; Reviewed 12/2021, 1/2025, 7/2022"
    assert last_review(closing) == "2025-01"
    assert last_review("Revised 9/27/2023, 9/11/2024") == "2024-09-11"
    assert last_review(closing, log=True) is None
    remarks = "Revised: 1/04; 5/05 (criteria); 3/2025 (add exclusion)"
    assert last_review("Devised: 7/2003", remarks) == "2025-03"
    assert last_review(remarks, "Reviewed: 6/07, 7/08, 3/24") == "2025-03"
    assert last_review("Reviewed 12/2021 by the lamp committee of 7/2022 and found to be of much use to all") is None
    assert last_review("Reviewed: 1/2004, 5/2005 criteria, 3/2025 exclusion") is None
    assert last_review("Reviewed: 1/2004, 5/2005; next review: 3/2029") == "2005-05"
    assert last_review("Last Review Date: 1/2001") is None
    below = ("• June 21, 2024", "• Lantern Effective Date: July 1, 2026", "• December 19, 2024", "Lamps of 1/1/2025")
    assert last_review("Erewhon Re-Review Date(s):", *below) == "2024-12-19"
    assert last_review("Lantern Re-Review Date(s):", *below) is None


def test_reviews_under_several_labels_and_with_what_was_done() -> None:
    assert last_review("Devised: 7/2003", "Revised: 5/05 (criteria, codes); 3/2025 (exclusion)") == "2025-03"
    assert last_review("Revised: 1/04; 5/05", "Reviewed: 6/07", "Lamps of 2010") == "2007-06"
    assert last_review("Revised: 1/04; 5/05", "Lamps shine.", "Reviewed: 6/2007") == "2005-05"
    assert last_review("Original Effective Date: 12/14/2013", "Most Recent Review Date: 4/11/2025") == "2025-04-11"
    assert last_review("Original lamps: 12/14/2013", "Most Recent Review Date: 4/11/2025") is None


def test_a_table_that_is_all_dates_gives_the_last_review() -> None:
    heads = ("Date Created", "Date Reviewed", "Date Last Revised")
    assert last_review(table(heads, ("03/05/2013", "03/05/2013ᴸ, 02/04/2025", "02/13/2025"), page=9)) == "2025-02-13"
    assert last_review(table(heads, ("03/05/2013", "nobody knows", "02/13/2025"), page=9)) is None


@pytest.mark.parametrize(
    ("imprint", "dates"),
    [
        ("Effective: 11/1/2019 Next review: 9/1/2026", ["2019-11-01", "2026-09-01"]),
        ("Version Effective Date: 04/21/2025", ["2025-04-21", None]),
        ("Effective Date: 04/21/2025", [None, None]),
        ("Effective: 11/1/2019 for lamps Next review: 9/1/2026", [None, None]),
        ("Effective: 11/1/2019 Next review: soon", [None, None]),
    ],
)
def test_the_dates_of_this_version_behind_its_policy(imprint: str, dates: list[str | None]) -> None:
    page = opened(line("Lamp Therapy", 18), *POLICY, "References", "A book.", line(imprint, page=9), "Lamps.")
    header = checked(page, find_header(page.document, page.sections, page.furniture))
    assert [header.get(EFFECTIVE), header.get(NEXT)] == dates


def test_a_number_in_a_cell_of_its_own() -> None:
    heads = header_of(table(("Medical Policy:", "S-311-014"), ("Topic:", "Lamp Therapy")))
    assert found(heads) == {"policy_number": "S-311-014", "title": "Lamp Therapy"}
    before = header_of(table(("12.04.931", "Lamp Therapy at Home", ""), ("Section:", "12.0 Lamps", "Page 1 of 7")))
    assert found(before) == {"policy_number": "12.04.931", "title": "Lamp Therapy at Home"}


@pytest.mark.parametrize(
    ("imprint", "expected"),
    [
        ("V16.0 Last Updated 01/30/2024 8 of 8", "2024-01-30"),
        ("Revised 5/2023 Page 2", "2023-05"),
        ("Last Updated 01/30/2024", None),
        ("V16.0 of the lamp guideline was last updated 01/30/2024", None),
        ("Version 2 Last Reviewed 1/2020, 2/2021 by all", None),
    ],
)
def test_the_imprint_of_a_page(imprint: str, expected: str | None) -> None:
    assert last_review(imprint) == expected


def test_one_re_review_behind_the_policy_is_done_where_the_version_came_into_effect_no_earlier() -> None:
    said = "Re-Review Date(s): 12/19/2024- Lantern Effective Date: January 01, 2026 (V.1.2026)"
    assert last_review(said) == "2024-12-19"
    assert last_review(said, effective="Effective Date: 1/1/2024") is None
    assert last_review(said, effective="A policy") is None


def test_dates_under_other_labels_are_kept_under_them() -> None:
    header = header_of(
        "Subsection: Lamps Original Policy Date: March 12, 2021",
        "Publish Date: 01/30/2025",
        "Original Effective",
        "09-24-2014",
        "Date of Origin: 11/28/2011",
        "Date of Origin: 11/28/2011",
    )
    assert [(each.label, each.date) for each in header.other_dates] == [
        ("Original Policy Date", "2021-03-12"),
        ("Publish Date", "2025-01-30"),
        ("Original Effective", "2014-09-24"),
        ("Date of Origin", "2011-11-28"),
    ]
    assert EFFECTIVE not in header.fields


def test_cells_hold_a_label_with_its_value_or_beside_or_above_it() -> None:
    header = header_of(
        table(("Policy Number", "PSY301.014"), ("Policy Effective Date", "12/15/2024")),
        table(
            (
                "Medical Necessity Guideline:\nLamp Therapy at Home",
                "Creation\nDate:\n05/16/2023",
                "Review Date:\n08/07/2024",
            )
        ),
    )
    assert found(header) == {
        "policy_number": "PSY301.014",
        "effective_date": "2024-12-15",
        "last_review_date": "2024-08-07",
        "title": "Lamp Therapy at Home",
    }
    assert [(each.label, each.date) for each in header.other_dates] == [("Creation Date", "2023-05-16")]


def test_name_and_number_in_one_cell_below_their_label() -> None:
    header = header_of(
        table(("Policy Name & Number", "Date Effective"), ("Lamp Therapy at Home-OH MCD-MM-0003", "11/01/2024"))
    )
    assert found(header) == {
        "policy_number": "MM-0003",
        "title": "Lamp Therapy at Home",
        "effective_date": "2024-11-01",
    }


def test_running_headers_fill_what_the_page_does_not_say() -> None:
    header = header_of(
        line("Lamp Therapy", 18, bold=True),
        "Effective Date: 2/1/2025",
        running=(
            "Policy Number: PA.259",
            "Effective Date: 7/1/2024",
            "Subject Genetic Lamps Supersedes Date 04/01/2024",
        ),
    )
    assert header.get(NUMBER) == "PA.259"
    assert header.get(EFFECTIVE) == "2025-02-01"
    assert [(each.label, each.date) for each in header.other_dates] == [("Supersedes Date", "2024-04-01")]


def test_a_cover_hands_on_to_the_pages_before_the_policy() -> None:
    page = opened(
        line("Policy Submission", 14),
        "Policy Number: ccp.12",
        line("Lamp Therapy", 20, page=2),
        line("Next review date: 5/2025", page=2),
        line("The plan sets the next review date: 6/2030", page=2),
        line("Coverage policy", 14, bold=True, page=2),
        line("Lamp therapy is considered medically necessary.", page=2),
        line("Last Review Date: 1/2001", page=3),
    )
    header = checked(page, find_header(page.document, page.sections, page.furniture))
    assert header.get(NEXT) == "2025-05"
    assert header.get(LAST) is None


def test_the_next_review_counts_wherever_it_is_labelled() -> None:
    page = opened(line("Lamp Therapy", 18), *POLICY, line("Next Review Date: 1st Qtr, 2025", page=9))
    assert find_header(page.document, page.sections, page.furniture).get(NEXT) == "2025"


def test_a_profile_may_bring_its_own_labels() -> None:
    page = opened("Inkrafttreten: 1/2/2026", *POLICY)
    own = Label(EFFECTIVE, "Inkrafttreten", ("Inkrafttreten",))
    assert find_header(page.document, page.sections, page.furniture).get(EFFECTIVE) is None
    assert (
        find_header(page.document, page.sections, page.furniture, labels=(own, *LABELS)).get(EFFECTIVE) == "2026-01-02"
    )


def test_a_text_without_pages_is_read_up_to_its_policy() -> None:
    text = (
        "Medical Coverage Policy\n\nEffective Date .....5/15/2026\n\nCoverage Policy Number..... 0261\n\n"
        "# Lamp Therapy for Winter Blues\n\n## Coverage Policy\n\nLamp therapy is considered medically necessary.\n\n"
        "Last Review Date: 1/1/2001\n"
    )
    document = read(text.encode(), "policy.txt")
    page = Opened(document, outline(paragraphs(document.blocks)), ())
    assert found(checked(page, find_header(document, page.sections, ()))) == {
        "policy_number": "0261",
        "effective_date": "2026-05-15",
        "title": "Lamp Therapy for Winter Blues",
    }


def test_the_number_of_a_chapter_makes_a_title_no_item() -> None:
    header = header_of(line("9.2.44 Lamp Therapy", 16, bold=True), "Lamp therapy is a kind of therapy.")
    assert header.get(TITLE) == "Lamp Therapy"
