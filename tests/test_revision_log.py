"""What the payer's log is worth against the changes that were found."""

from collections.abc import Sequence

import pytest

from making import ALL, ANY, INVESTIGATIONAL, code, criterion, record, references, revision, section, statement
from policydiff.changes import LogCheck, LogVerdict
from policydiff.partial_dates import surely_later
from policydiff.revision_log import version_date
from policydiff.versions import diff
from policyextract.records import Claim, Criterion, PolicyRecord, Revision

CONSISTENT, SILENT = LogVerdict.CONSISTENT, LogVerdict.SILENT_CHANGE
UNFOUNDED, GAP, NO_LOG = LogVerdict.CLAIM_WITHOUT_CHANGE, LogVerdict.LOG_GAP, LogVerdict.NO_LOG

OLD_ROW = revision("2024-01-10", "New policy.", claims=[Claim.NEW_POLICY])
CRITERIA, DENIAL, CODES = Claim.CRITERIA_CHANGED, Claim.NO_CRITERIA_CHANGE, Claim.CODES_CHANGED

OLD_TREE = criterion(ANY, "knee pain", "hip pain")
NEW_TREE = criterion(ANY, "knee pain", "hip pain", "elbow pain")
NARROW_TREE = criterion(ANY, "knee pain")


def version(tree: Criterion, *rows: Revision, date: str = "2024-02-01") -> PolicyRecord:
    return record(statement("when:", criteria=tree), revisions=[*rows, OLD_ROW], effective_date=date)


OLD = version(OLD_TREE)


def verdicts(old: PolicyRecord, new: PolicyRecord) -> list[tuple[str | None, LogVerdict]]:
    return [(check.date, check.verdict) for check in diff(old, new).revision_log]


def checks(old: PolicyRecord, new: PolicyRecord) -> Sequence[LogCheck]:
    return diff(old, new).revision_log


@pytest.mark.parametrize(
    ("tree", "rows", "expected"),
    [
        (OLD_TREE, [], []),
        (OLD_TREE, [revision("2025-01", "No change to criteria.", claims=[DENIAL])], [("2025-01", CONSISTENT)]),
        (OLD_TREE, [revision("2025-01", "Annual review.", claims=[Claim.REVIEWED])], [("2025-01", CONSISTENT)]),
        (OLD_TREE, [revision("2025-01", "Updated criteria.", claims=[CRITERIA])], [("2025-01", UNFOUNDED)]),
        (OLD_TREE, [revision("2025-01", "Codes updated.", claims=[CODES])], [("2025-01", UNFOUNDED)]),
        (OLD_TREE, [revision("2025-01", "Title updated.", claims=[Claim.TITLE_CHANGED])], [("2025-01", UNFOUNDED)]),
        (NEW_TREE, [], [(None, SILENT)]),
        (
            NEW_TREE,
            [revision("2025-01", "No change to criteria.", claims=[DENIAL])],
            [("2025-01", SILENT), (None, SILENT)],
        ),
        (
            NEW_TREE,
            [revision("2025-01", "Annual review.", claims=[Claim.REVIEWED])],
            [("2025-01", CONSISTENT), (None, SILENT)],
        ),
        (NEW_TREE, [revision("2025-01", "Criteria updated.", claims=[CRITERIA])], [("2025-01", CONSISTENT)]),
        (NEW_TREE, [revision("2025-01", "Added elbow pain.", claims=[CRITERIA])], [("2025-01", CONSISTENT)]),
        (
            NEW_TREE,
            [revision("2025-01", "Added shoulder pain in winter.", claims=[CRITERIA])],
            [("2025-01", UNFOUNDED), (None, SILENT)],
        ),
        (
            NEW_TREE,
            [revision("2025-01", "Added burns.", claims=[CRITERIA])],
            [("2025-01", UNFOUNDED), (None, SILENT)],
        ),
        (
            NEW_TREE,
            [revision("2025-01", "Removed elbow pain.", claims=[CRITERIA])],
            [("2025-01", UNFOUNDED), (None, SILENT)],
        ),
        (
            NARROW_TREE,
            [revision("2025-01", "Added coverage of hip pain.", claims=[CRITERIA])],
            [("2025-01", UNFOUNDED), (None, SILENT)],
        ),
        (
            NEW_TREE,
            [
                revision("2025-03", "No change to criteria.", claims=[DENIAL]),
                revision("2025-01", "Added elbow pain.", claims=[CRITERIA]),
            ],
            [("2025-03", CONSISTENT), ("2025-01", CONSISTENT)],
        ),
    ],
)
def test_entries_newer_than_the_old_version(
    tree: Criterion, rows: list[Revision], expected: list[tuple[str | None, LogVerdict]]
) -> None:
    assert verdicts(OLD, version(tree, *rows, date="2025-02-01")) == expected


def test_a_check_names_the_changes_it_is_about() -> None:
    new = version(NEW_TREE, revision("2025-01", "Added elbow pain.", claims=[CRITERIA]), date="2025-02-01")
    found = diff(OLD, new)
    (added,) = (change for change in found.changes if change.rule == "criterion-added")
    (check,) = found.revision_log
    assert check.changes == (added.fingerprint,)
    assert check.says == "Added elbow pain."


def test_an_entry_that_opens_a_use_does_not_explain_a_restriction_beside_it() -> None:
    """The log speaks of an added indication; that another route was narrowed stands nowhere."""
    old = version(criterion(ALL, "knee pain", "heat packs at night"))
    pathway = criterion(ALL, "marked knee pain with ice", text="The knee is marked")
    route = criterion(ALL, "heat packs at night", text="The knee is not marked")
    new = version(
        criterion(ALL, "knee pain", criterion(ANY, pathway, route, text="ONE of:")),
        revision("2025-01", "Per label update, added indication of marked knee pain with ice.", claims=[CRITERIA]),
        date="2025-02-01",
    )
    assert verdicts(old, new) == [("2025-01", CONSISTENT), (None, SILENT)]


def test_a_log_that_begins_after_the_old_version_is_a_gap_and_proves_nothing() -> None:
    denial = revision("2024-05-15", "No change to criteria.", claims=[DENIAL])
    old = record(statement("when:", criteria=OLD_TREE), effective_date="2021-07-15")
    new = record(statement("when:", criteria=NEW_TREE), effective_date="2026-05-15", revisions=[denial])
    entry, whole = checks(old, new)
    assert (entry.date, entry.verdict) == ("2024-05-15", GAP)
    assert (whole.date, whole.verdict, len(whole.changes)) == (None, GAP, 1)
    assert whole.why == (
        "the log begins 2024-05-15, after the old version of 2021-07-15; changes of coverage that no entry explains: 1"
    )


def test_a_gap_is_said_where_nothing_changed() -> None:
    late = revision("2024-05-15", "Reviewed.")
    old = record(statement(), effective_date="2021-07-15")
    new = record(statement(), effective_date="2026-05-15", revisions=[late])
    assert verdicts(old, new) == [("2024-05-15", CONSISTENT), (None, GAP)]


def test_no_log() -> None:
    (check,) = checks(record(), record(statement(determination=INVESTIGATIONAL)))
    assert (check.date, check.verdict, len(check.changes)) == (None, NO_LOG, 1)


def test_a_log_without_dates_does_not_reach_back() -> None:
    old, new = record(effective_date="2024-01-01"), record(revisions=[revision(None, "Reviewed.")])
    assert verdicts(old, new) == [(None, GAP)]


def test_changes_of_codes_need_an_entry_about_codes() -> None:
    row = revision("2025-01", "Criteria updated.", claims=[CRITERIA])
    codes = revision("2025-01", "Codes updated.", claims=[CODES])
    for added, expected in ((row, [("2025-01", UNFOUNDED), (None, SILENT)]), (codes, [("2025-01", CONSISTENT)])):
        new = record(codes=[code("11111")], revisions=[added, OLD_ROW], effective_date="2025-02-01")
        assert verdicts(record(revisions=[OLD_ROW], effective_date="2024-02-01"), new) == expected


def test_an_entry_about_a_service_explains_its_codes() -> None:
    row = revision("2025-01", "Added coverage criteria for heat packs.", claims=[CRITERIA])
    packs = statement("for knee pain.", services=["heat packs"])
    old = version(OLD_TREE)
    new = record(
        *old.statements,
        packs,
        codes=[code("11111", description="heat packs, each"), code("22222", description="a bath")],
        revisions=[row, OLD_ROW],
        effective_date="2025-02-01",
    )
    assert [(check.verdict, len(check.changes)) for check in checks(old, new)] == [(CONSISTENT, 2), (SILENT, 1)]


def test_changed_text_that_was_not_read_may_hold_what_an_entry_claims() -> None:
    row = revision("2025-01", "Updated criteria.", claims=[CRITERIA])
    old, new = (
        record(
            sections=[section("Criteria", "policy", digest)],
            revisions=rows,
            effective_date=date,
            unparsed=3,
        )
        for digest, rows, date in (("1" * 12, [OLD_ROW], "2024-02-01"), ("2" * 12, [row, OLD_ROW], "2025-02-01"))
    )
    (check,) = checks(old, new)
    assert (check.verdict, len(check.changes)) == (CONSISTENT, 1)


def test_editorial_changes_need_no_entry() -> None:
    old = record(revisions=[OLD_ROW], references=references("Ray A. 2001."), effective_date="2024-02-01")
    assert verdicts(old, record(revisions=[OLD_ROW], effective_date="2025-02-01")) == []


@pytest.mark.parametrize(
    ("row", "newer"),
    [
        (revision("2024-02", "Reviewed."), True),
        (revision("2024-02-01", "Reviewed."), True),
        (revision("2024-01", "Reviewed."), False),
        (revision("2023-11", "Reviewed.", date_end="2024-04"), True),
        (revision("2024-03", "Reviewed."), True),
    ],
)
def test_an_entry_of_the_old_versions_own_time_is_newer_if_its_log_lacks_it(row: Revision, newer: bool) -> None:
    new = version(OLD_TREE, row, date="2025-02-01")
    assert bool(verdicts(OLD, new)) is newer
    known = version(OLD_TREE, row)
    later_than_the_old_version = row.date_end is not None or row.date == "2024-03"
    assert bool(verdicts(known, new)) is later_than_the_old_version


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ("2023-11", "2023-11-05", False),
        ("2023-11-05", "2023-11", False),
        ("2023-12", "2023-11-05", True),
        ("2024", "2023-11-05", True),
        ("2023", "2023-11-05", False),
        ("2022-12-31", "2023", False),
    ],
)
def test_dates_compare_as_far_as_both_are_printed(one: str, other: str, later: bool) -> None:
    assert surely_later(one, other) is later


@pytest.mark.parametrize(
    ("made", "date"),
    [
        (record(effective_date="2024-02-01", last_review_date="2024-01", revisions=[OLD_ROW]), "2024-02-01"),
        (record(last_review_date="2024-01", revisions=[OLD_ROW]), "2024-01"),
        (record(revisions=[revision("2022-01"), OLD_ROW, revision(None)]), "2024-01-10"),
        (record(), None),
    ],
)
def test_the_date_of_a_version(made: PolicyRecord, date: str | None) -> None:
    assert version_date(made) == date
