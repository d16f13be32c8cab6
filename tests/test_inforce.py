"""Which version was in force on a date of service, and what is said where that is not sure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import record, revision
from policydiff.history import Certainty
from policydiff.inforce import asof
from policydiff.lineage import Line, lines
from policydiff.partial_dates import first_day, is_partial_date, last_day
from policydiff.succession import Candidate
from policyextract.records import Claim, PolicyRecord
from test_lineage import CANDLE, FILES, LAMP, STRICTER, stored

CERTAIN, LIKELY, UNKNOWN = Certainty

LOG_OF_NEW = [revision("2025-01-01", "Changed."), revision("2024-01-01", "New policy.")]


def line_of(**made: PolicyRecord) -> Line:
    """The line of records by the names of their files."""
    (line,) = lines([stored(each, name) for name, each in made.items()], {})
    return line


TWO = line_of(
    old=record(LAMP, effective_date="2024-01-01"),
    new=record(STRICTER, effective_date="2025-01-01", next_review_date="2026-01", revisions=LOG_OF_NEW),
)
REVIEWED = line_of(old=record(LAMP, last_review_date="2024-01-01"), new=record(STRICTER, last_review_date="2025-01-01"))
GAP = line_of(
    old=record(LAMP, effective_date="2024-01-01"),
    new=record(STRICTER, effective_date="2025-01-01", revisions=[*LOG_OF_NEW, revision("2024-06-01", "Changed.")]),
)
NO_LOG = line_of(old=record(LAMP, effective_date="2024-01-01"), new=record(STRICTER, effective_date="2025-01-01"))
BY_MONTH = line_of(
    old=record(LAMP, effective_date="2024-01"),
    new=record(STRICTER, effective_date="2025-01", revisions=[revision("2025-01", "x"), revision("2024-01", "y")]),
)
SILENT = line_of(
    old=record(LAMP, effective_date="2024-01-01"),
    again=record(STRICTER, effective_date="2024-01-01"),
    new=record(LAMP, effective_date="2025-01-01"),
)
RETIRED = line_of(
    only=record(
        LAMP,
        effective_date="2024-01-01",
        revisions=[revision("2025-06-01", "Policy retired.", claims=[Claim.RETIRED, Claim.ADMINISTRATIVE])],
    )
)
REVISED_LATER = line_of(
    only=record(LAMP, effective_date="2013-08-19", revisions=[revision("2024-12-18", "Criteria changed.")])
)
REVIEWED_LATER = line_of(only=record(LAMP, effective_date="2013-08-19", last_review_date="2024-12-18"))
CONFIRMED_LATER = line_of(
    only=record(
        LAMP,
        effective_date="2024-01-01",
        last_review_date="2024-12-18",
        revisions=[revision("2024-12-18", "No change.", claims=[Claim.NO_CRITERIA_CHANGE])],
    )
)
DUE_LATER = line_of(only=record(LAMP, effective_date="1999-03-18", next_review_date="2025-03"))
UNDATED = line_of(old=record(LAMP, effective_date="2024-01-01"), undated=record(CANDLE, title="Lamp Therapy"))

CASES = [
    # before the first version
    (TWO, "2023-12-31", UNKNOWN, None, (), "before the first stored version, in force from 2024-01-01"),
    (TWO, "2023", UNKNOWN, None, (), "before the first stored version"),
    # on the day
    (TWO, "2024-01-01", CERTAIN, "old", (), "in force from this day: 2024-01-01"),
    (TWO, "2025-01-01", CERTAIN, "new", (), "in force from this day: 2025-01-01"),
    # between
    (TWO, "2024-01-02", CERTAIN, "old", (), "in force from 2024-01-01 until 2025-01-01"),
    (TWO, "2024-12-31", CERTAIN, "old", (), "in force from 2024-01-01 until 2025-01-01"),
    # after the last
    (TWO, "2025-06-01", LIKELY, "new", (), "no newer version is in the library"),
    (TWO, "2026-02-01", LIKELY, "new", (), "its next review was due 2026-01, before the date asked for"),
    # parts of a date
    (TWO, "2024-05", CERTAIN, "old", (), "in force from 2024-01-01 until 2025-01-01"),
    (TWO, "2024", CERTAIN, "old", (), "in force from 2024-01-01 until 2025-01-01"),
    (BY_MONTH, "2024-01-15", UNKNOWN, None, ("old",), "nothing older is stored"),
    (BY_MONTH, "2024-06", CERTAIN, "old", (), "in force from 2024-01 until 2025-01"),
    (BY_MONTH, "2025-01-15", UNKNOWN, None, ("old", "new"), "2025-01, is not precise enough for 2025-01-15"),
    (BY_MONTH, "2025", UNKNOWN, None, ("old", "new"), "within 2025 another version took force: 2025-01"),
    # what keeps it from being certain
    (REVIEWED, "2024-05-01", LIKELY, "old", (), "it prints no effective date"),
    (REVIEWED, "2024-01-01", LIKELY, "old", (), "it prints no effective date"),
    (NO_LOG, "2024-05-01", LIKELY, "old", (), "the log of the next version does not reach back"),
    (GAP, "2024-05-31", CERTAIN, "old", (), "in force from 2024-01-01 until 2025-01-01"),
    (
        GAP,
        "2024-06-01",
        LIKELY,
        "old",
        (),
        "a revision of 2024-06-01 is named in a later log and is not in the library",
    ),
    (GAP, "2024-12", LIKELY, "old", (), "a revision of 2024-06-01 is named in a later log"),
    (RETIRED, "2025-07-01", LIKELY, "only", (), "its log says of 2025-06-01: “Policy retired.”"),
    (UNDATED, "2024-01-01", LIKELY, "old", (), "undated prints no date"),
    (CONFIRMED_LATER, "2024-06-01", LIKELY, "only", (), "its log claims no change of coverage"),
    # what cannot be known
    (SILENT, "2024-06-01", UNKNOWN, None, ("again", "old"), "versions of the same date 2024-01-01 and other content"),
    (SILENT, "2025-01-01", CERTAIN, "new", (), "in force from this day"),
    (
        REVISED_LATER,
        "2020-01-01",
        UNKNOWN,
        None,
        ("only",),
        "its text was revised 2024-12-18, after the date asked for",
    ),
    (REVIEWED_LATER, "2020-01-01", UNKNOWN, None, ("only",), "its text was reviewed 2024-12-18, after the date asked"),
    (
        DUE_LATER,
        "2021-12",
        UNKNOWN,
        None,
        ("only",),
        "its next review is due 2025-03, so its text is of a later review",
    ),
    (DUE_LATER, "2022-01-01", LIKELY, "only", (), "no newer version is in the library"),
    (REVIEWED_LATER, "2024-12-18", LIKELY, "only", (), "no newer version is in the library"),
]


@pytest.mark.parametrize(("line", "day", "certainty", "version", "candidates", "why"), CASES)
def test_asof(
    line: Line, day: str, certainty: Certainty, version: str | None, candidates: tuple[str, ...], why: str
) -> None:
    found = asof(line, day)
    assert (found.certainty, found.version and found.version.source.name) == (certainty, version), found.why
    assert {each.source.name for each in found.candidates} == set(candidates)
    assert why in "; ".join(found.why)
    assert (found.record.source if found.record else None) == (found.version.source if found.version else None)


def test_before_its_retirement_a_policy_that_was_retired_later_was_in_force() -> None:
    assert not any("retired" in why for why in asof(RETIRED, "2024-06-01").why)


def test_a_line_without_dates_answers_nothing() -> None:
    found = asof(line_of(one=record(LAMP)), "2024")
    assert (found.certainty, found.version, found.why) == (UNKNOWN, None, ("no stored version prints a date",))


@pytest.mark.parametrize("day", ["", "2024-13", "2024-02-30", "02/01/2024", "2024-2-1", "20240201", "soon"])
def test_what_is_no_date_is_refused(day: str) -> None:
    assert not is_partial_date(day)
    with pytest.raises(ValueError, match="no date"):
        asof(TWO, day)


@pytest.mark.parametrize(
    ("day", "span"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-02", ("2023-02-01", "2023-02-28")),
        ("2024-02-03", ("2024-02-03", "2024-02-03")),
    ],
)
def test_a_partial_date_is_a_span_of_days(day: str, span: tuple[str, str]) -> None:
    assert (first_day(day), last_day(day)) == span


@given(FILES, st.dates(date(2022, 1, 1), date(2026, 1, 1)))
def test_the_version_found_for_a_day_is_in_force_on_it(files: list[Candidate], day: date) -> None:
    asked = day.isoformat()
    for line in lines(files, {}):
        found = asof(line, asked)
        if found.version is None:
            assert found.certainty is UNKNOWN
            continue
        (placed,) = [each for each in line.versions if each.primary.record.source == found.version.source]
        assert last_day(placed.in_force_from or "") <= asked
        assert placed.in_force_until is None or asked < first_day(placed.in_force_until)
