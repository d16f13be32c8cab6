"""Dates at the precision printed, whatever way they are written."""

from datetime import date as calendar_date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyextract.dates import date_at_start, earlier, find_dates, first_date, only_dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("July 15, 2021", "2021-07-15"),
        ("Jan. 5, 2026", "2026-01-05"),
        ("15 July 2021", "2021-07-15"),
        ("7/15/2021", "2021-07-15"),
        ("08/15/25", "2025-08-15"),
        ("02/15/98", "1998-02-15"),
        ("08-07-2024", "2024-08-07"),
        ("2026-02-11", "2026-02-11"),
        ("2026/02/11", "2026-02-11"),
        ("February 2026", "2026-02"),
        ("4/2019", "2019-04"),
        ("02/26", "2026-02"),
        ("2026-02", "2026-02"),
        ("1st Qtr, 2025", "2025"),
        ("Third Quarter 2025", "2025"),
        ("Q4 2024", "2024"),
        ("2Q2025", "2025"),
    ],
)
def test_forms(text: str, iso: str) -> None:
    assert [found.iso for found in find_dates(text)] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "13/2024",
        "31/12/2026",
        "version 1.0.2025",
        "202.942.1000",
        "MP 2.320",
        "81228",
        "section 12/34/5678",
        "in the quarter",
        "",
    ],
)
def test_no_date(text: str) -> None:
    assert find_dates(text) == ()


def test_several_dates_stand_in_the_order_of_the_text() -> None:
    found = find_dates("Revised 11/05/2025; reviewed June 2024 and 3/2023")
    assert [date.iso for date in found] == ["2025-11-05", "2024-06", "2023-03"]
    assert first_date("none here, then 4/2019 and 5/2020") == "2019-04"


@pytest.mark.parametrize(
    ("text", "isos"),
    [("11/2011-4/2012", ["2011-11", "2012-04"]), ("1/1/2012.", ["2012-01-01"]), ("1/1/2012 New policy", [])],
)
def test_only_dates(text: str, isos: list[str]) -> None:
    assert [found.iso for found in only_dates(text)] == isos


@pytest.mark.parametrize(
    ("a", "b", "sure"),
    [("2023", "2024-01", True), ("2023-11", "2023-11-05", False), ("2024-02-01", "2024-01", False)],
)
def test_earlier_is_said_only_where_the_precision_settles_it(a: str, b: str, sure: bool) -> None:
    assert earlier(a, b) is sure


@given(st.dates(min_value=calendar_date(1990, 1, 1), max_value=calendar_date(2060, 1, 1)))
def test_every_day_reads_the_same_in_each_form(day: calendar_date) -> None:
    for form in ("%m/%d/%Y", "%B %d, %Y", "%Y-%m-%d", "%d %b %Y"):
        assert [found.iso for found in find_dates(day.strftime(form))] == [day.isoformat()]


@given(st.text(alphabet="0123456789/-. JanuryMrch,Q", max_size=40))
def test_spans_hold_what_was_found_and_do_not_overlap(text: str) -> None:
    found = find_dates(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(date.iso[:4].isdigit() and text[date.start : date.end].strip() for date in found)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("06.18 and more", "2018-06"),
        ("3/1/2023", "2023-03-01"),
        ("13.18", None),
        ("06.185", None),
        ("on 3/1/2023", None),
    ],
)
def test_a_date_at_the_start(text: str, iso: str | None) -> None:
    found = date_at_start(text)
    assert (found.iso if found else None) == iso
