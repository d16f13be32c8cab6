"""What the library answers, on both databases."""

from collections.abc import Iterator
from contextlib import nullcontext, suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from databases import KINDS, fresh_postgresql
from policydiff.changes import Direction, Verdict
from policydiff.history import DecisionStatus
from policydiff.holdings import Due, Passage
from policydiff.inforce import asof
from policydiff.library.changes_since import changes_since
from policydiff.library.decisions import all_decisions, decide, decisions_on, decisions_that_hold, find_change
from policydiff.library.errors import NotMeant
from policydiff.library.finding_policies import WhichPolicy, find_policy
from policydiff.library.finding_versions import find_version
from policydiff.library.held import due_reviews, held_policies
from policydiff.library.listed_codes import codes_listed
from policydiff.library.models import DecisionRow
from policydiff.library.opening import Library
from policydiff.library.searching import search
from policydiff.library.stored_lines import history_of, record_of, stored_line
from policyextract.records import Determination
from shelves import LAMPS, OTHERS, shelf


@pytest.fixture
def library(database: str) -> Iterator[Library]:
    with shelf(database, *LAMPS, *OTHERS) as held:
        yield held


@pytest.fixture(scope="module", params=KINDS)
def unchanged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that several tests read and none changes."""
    path = tmp_path_factory.mktemp("shelf") / "library.db"
    where = nullcontext(str(path)) if request.param == "sqlite" else fresh_postgresql()
    with where as database, shelf(database, *LAMPS, *OTHERS) as held:
        yield held


@pytest.fixture
def session(unchanged: Library) -> Iterator[Session]:
    with unchanged.reading() as session:
        yield session


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("made/7", "made/7"),
        ("MADE/7", "made/7"),
        ("8", "made/8"),
        ("008", "made/8"),
        ("made 7", "made/7"),
        ("lamp therapy", "made/7"),
        ("Lamp", "made/7"),
        ("other plan light", "other/7"),
        ("candle", "made/8"),
    ],
)
def test_a_policy_is_found_by_name_number_or_words(session: Session, wanted: str, name: str) -> None:
    assert find_policy(session, wanted).name == name


@pytest.mark.parametrize(
    ("wanted", "message", "names"),
    [
        ("7", "'7' may be any of made/7, other/7", ("made/7", "other/7")),
        ("made health", "'made health' may be any of made/7, made/8, made/9", ("made/7", "made/8", "made/9")),
        ("candel massage", "no policy 'candel massage' is stored; did you mean made/8?", ("made/8",)),
        ("zzzz", "no policy 'zzzz' is stored", ()),
        ("", "no policy '' is stored", ()),
        ("%", "no policy '%' is stored", ()),
    ],
)
def test_a_policy_that_is_not_clear_is_told_with_those_it_may_be(
    session: Session, wanted: str, message: str, names: tuple[str, ...]
) -> None:
    with pytest.raises(WhichPolicy) as told:
        find_policy(session, wanted)
    assert (str(told.value), told.value.names) == (message, names)


def test_the_policies_held(session: Session) -> None:
    held = held_policies(session)
    assert [(each.policy.name, each.versions, each.in_force_from, each.file, each.verdict) for each in held] == [
        ("made/7", 3, "2025-01-01", "lamps-2025.txt", Verdict.RESTRICTIVE),
        ("made/8", 1, "2024-05", "massage.txt", None),
        ("made/9", 1, None, "undated.txt", None),
        ("other/7", 1, "2024-06-01", "other.txt", None),
    ]
    assert [each.policy.name for each in held_policies(session, "other p")] == ["other/7"]
    assert [each.policy.name for each in held_policies(session, "OTHER")] == ["other/7"]


def test_a_history_has_the_diffs_that_the_records_have(session: Session) -> None:
    history = history_of(session, find_policy(session, "made/7"))
    assert [(step.version.source.name, step.in_force_from, step.in_force_until) for step in history.steps] == [
        ("lamps-2023.txt", "2023-01-01", "2024-01-01"),
        ("lamps-2024.txt", "2024-01-01", "2025-01-01"),
        ("lamps-2025.txt", "2025-01-01", None),
    ]
    assert [step.diff.verdict if step.diff else None for step in history.steps] == [
        None,
        Verdict.MIXED,
        Verdict.RESTRICTIVE,
    ]
    assert [(position.determination, position.residual) for position in history.steps[2].positions] == [
        (Determination.INVESTIGATIONAL, False),
        (Determination.NOT_MEDICALLY_NECESSARY, True),
    ]


def test_the_stored_line_answers_asof(session: Session) -> None:
    answer = asof(stored_line(session, find_policy(session, "made/7")), "2024-07-01")
    assert answer.version
    assert (answer.version.source.name, answer.certainty) == ("lamps-2024.txt", "certain")
    assert answer.record
    assert answer.record.effective_date == "2024-01-01"


@pytest.mark.parametrize(
    ("wanted", "file"),
    [(None, "lamps-2025.txt"), ("2024", "lamps-2024.txt"), ("2023-01-01", "lamps-2023.txt"), ("lamps-2023.txt",) * 2],
)
def test_a_version_is_found_by_its_date(session: Session, wanted: str | None, file: str) -> None:
    assert record_of(session, find_version(session, find_policy(session, "made/7"), wanted)).source.name == file


@pytest.mark.parametrize(("wanted", "told"), [("2022", "no version of 2022"), ("20", "more than one version of 20")])
def test_a_version_that_is_not_clear_is_told(session: Session, wanted: str, told: str) -> None:
    with pytest.raises(NotMeant, match=f"{told}; stored are: 2023-01-01 .lamps-2023.txt., 2024"):
        find_version(session, find_policy(session, "made/7"), wanted)


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("winter", ["lamps-2025.txt", "other.txt"]),
        ("winter blues lamp", ["lamps-2025.txt", "other.txt"]),
        ("WINTERS", ["lamps-2025.txt", "other.txt"]),
        ('"winter blues"', ["lamps-2025.txt", "other.txt"]),
        ('"blues winter"', []),
        ('"winter blues', ["lamps-2025.txt", "other.txt"]),
        ("investigational", ["lamps-2025.txt"]),
        ("north", ["other.txt"]),
        ("massage", ["massage.txt", "undated.txt"]),
    ],
)
def test_words_are_found_in_current_versions(session: Session, text: str, files: list[str]) -> None:
    assert [hit.at.file for hit in search(session, text, all_versions=False, limit=10).hits] == files


def test_older_versions_are_searched_where_they_are_asked_for(session: Session) -> None:
    found = search(session, "long nights", all_versions=True, limit=10)
    assert [(hit.at.file, hit.passage, hit.at.current) for hit in found.hits] == [
        ("lamps-2023.txt", Passage.CRITERION, False),
        ("lamps-2024.txt", Passage.CRITERION, False),
        ("other.txt", Passage.CRITERION, True),
    ]
    assert {hit.determination for hit in found.hits} == {Determination.MEDICALLY_NECESSARY}
    cut = search(session, "long nights", all_versions=True, limit=2)
    assert (len(cut.hits), cut.more, found.more) == (2, True, False)


NAMES = {"made/7", "other/7"}
HOSTILE = [
    "'; DROP TABLE policies; --",
    'winter" OR "1"="1',
    "winter AND NOT blues",
    "text : winter*",
    "NEAR(winter blues)",
    "winter & | ! <-> blues:*",
    "^winter {a b} + -blues",
    "\x00winter",
    "🙂 winter",
    "winter " * 300,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_user_types_is_words_and_never_a_query(unchanged: Library, text: str) -> None:
    with unchanged.reading() as session:
        assert {hit.at.policy.name for hit in search(session, text, all_versions=True, limit=5).hits} <= NAMES
        assert {each.policy.name for each in held_policies(session)} == {*NAMES, "made/8", "made/9"}


@given(st.text(max_size=60))
def test_whatever_is_typed_is_looked_for_or_has_no_word(unchanged: Library, text: str) -> None:
    with unchanged.reading() as session, suppress(NotMeant):
        found = search(session, f"{text} lamp", all_versions=True, limit=3)
        assert all("lamp" in f"{hit.services} {hit.text}".casefold() for hit in found.hits)
    with unchanged.reading() as session, suppress(NotMeant):
        assert find_policy(session, text).name


@pytest.mark.parametrize("text", ["", "   ", "\\", "%.,;", '""', "🙂"])
def test_where_there_is_no_word_nothing_is_looked_for(session: Session, text: str) -> None:
    with pytest.raises(NotMeant, match="there is no word to look for"):
        search(session, text, all_versions=True, limit=5)


def test_a_listing_of_a_code_says_since_when(session: Session) -> None:
    found = codes_listed(session, " 11111 ").listed
    assert [(each.at.policy.name, each.determination, each.since, each.since_first) for each in found] == [
        ("made/7", Determination.INVESTIGATIONAL, "2025-01-01", False)
    ]
    (since_2024,) = codes_listed(session, "00100").listed
    assert (since_2024.since, since_2024.since_first) == ("2024-01-01", False)


def test_a_code_in_a_range_and_one_that_a_statement_names_are_listed(session: Session) -> None:
    (in_range,) = codes_listed(session, "a05.1").listed
    assert (in_range.code, in_range.at.policy.name) == ("A00-A09", "made/7")
    (named,) = codes_listed(session, "0071t").listed
    assert (named.statement, named.system, named.since, named.since_first) == ("s1", None, "2024-06-01", True)
    assert codes_listed(session, "A10").listed == ()
    assert codes_listed(session, "A0").listed == ()


def test_changes_count_by_the_day_on_which_the_newer_version_took_force(session: Session) -> None:
    found = changes_since(session, "2024-06")
    assert [(each.policy.name, each.in_force_from) for each in found.versions] == [("made/7", "2025-01-01")]
    assert [each.in_force_from for each in changes_since(session, "2024-01-01").versions] == [
        "2024-01-01",
        "2025-01-01",
    ]
    assert changes_since(session, "2026").versions == ()


def test_changes_are_filtered_by_direction_payer_and_rule(session: Session) -> None:
    found = changes_since(session, "2020", directions=[Direction.RESTRICTIVE])
    changes = [change for each in found.versions for change in each.diff.changes]
    assert changes
    assert {change.direction for change in changes} == {Direction.RESTRICTIVE}
    rule = changes[0].rule
    assert {c.rule for each in changes_since(session, "2020", rules=[rule]).versions for c in each.diff.changes} == {
        rule
    }
    assert changes_since(session, "2020", payers=["other"]).versions == ()
    assert changes_since(session, "2020", payers=["other", "made"]) == changes_since(session, "2020")


@pytest.mark.parametrize(
    ("day", "within", "expected"),
    [
        (date(2025, 11, 15), 60, []),
        (date(2025, 11, 15), 61, [("made/7", Due.SOON, 61)]),
        (date(2026, 1, 15), 0, [("made/7", Due.SOON, 0)]),
        (date(2026, 1, 16), 0, [("made/7", Due.OVERDUE, -1)]),
    ],
)
def test_reviews_that_are_over_or_near(
    session: Session, day: date, within: int, expected: list[tuple[str, Due, int]]
) -> None:
    due = due_reviews(session, day, within)
    assert [(review.policy.name, review.due, review.days) for review in due.reviews] == expected
    assert due.unknown == 3


def test_decisions_are_kept_and_the_newest_holds(library: Library) -> None:
    with library.reading() as session:
        (newest, *_) = changes_since(session, "2025").versions[0].diff.changes
    for status, owner in ((DecisionStatus.DEFERRED, None), (DecisionStatus.ACCEPTED, "Ada")):
        with library.writing() as session:
            decide(session, find_change(session, newest.fingerprint[:7]), status, owner=owner, note=None)
    with library.reading() as session:
        trail = decisions_on(session, [newest.fingerprint])
        assert [(each.status, each.owner) for each in trail] == [("deferred", None), ("accepted", "Ada")]
        assert all_decisions(session) == trail
        assert decisions_that_hold(session) == {newest.fingerprint: trail[1]}
        assert decisions_that_hold(session, ["0" * 12]) == {}
        assert changes_since(session, "2025").decisions == trail
        assert history_of(session, find_policy(session, "made/7")).decisions == trail
        assert decisions_on(session, []) == ()


def test_a_decision_is_never_taken_back(library: Library) -> None:
    with library.reading() as session:
        (change, *_) = changes_since(session, "2025").versions[0].diff.changes
    with library.writing() as session:
        decide(session, change.fingerprint, DecisionStatus.ACCEPTED, owner=None, note="as it stands")
    with pytest.raises(Exception, match="only ever added to"), library.writing() as session:
        session.get_one(DecisionRow, 1).status = "rejected"
    with pytest.raises(Exception, match="only ever added to"), library.writing() as session:
        session.delete(session.get_one(DecisionRow, 1))


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("abc", "no fingerprint: 'abc'"),
        ("wxyz", "no fingerprint: 'wxyz'"),
        ("%%%%", "no fingerprint: '%%%%'"),
        ("0123456789ab", "no change of the fingerprint 0123456789ab is stored"),
    ],
)
def test_a_change_that_is_not_stored_is_told(session: Session, wanted: str, message: str) -> None:
    with pytest.raises(NotMeant, match=message):
        find_change(session, wanted)
