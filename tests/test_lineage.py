"""Which files form a line of versions, in which order, and from when to when each is in force."""

import hashlib
from collections.abc import Sequence
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import INVESTIGATIONAL, code, record, revision, statement
from policydiff.identity import PolicySummary, likely_predecessors
from policydiff.lineage import BRIDGING, Line, lines
from policydiff.naming import bucket, name_of, number_key
from policydiff.partial_dates import first_day, last_day
from policydiff.succession import UNDATED, UNSETTLED, Candidate, diffable
from policyextract.records import Payer, PolicyRecord

LAMP = statement("for winter blues in members whose days are short.")
STRICTER = statement("for winter blues in members whose days are short.", INVESTIGATIONAL)
CANDLE = statement("after a fall from a ladder during thunder.", services=("candle massage",))


def stored(made: PolicyRecord, name: str, media: str = "text/plain", pages: int | None = None) -> Candidate:
    """A record as the library has it; ``name`` makes its hash."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    source = made.source.model_copy(update={"name": name, "sha256": sha256, "media_type": media, "pages": pages})
    return Candidate(sha256, made.model_copy(update={"source": source}))


def shape(line: Line) -> list[tuple[str, ...]]:
    """The files of each version."""
    return [tuple(file.record.source.name for file in (each.primary, *each.renderings)) for each in line.versions]


def shapes(*candidates: Candidate, links: Sequence[tuple[str, str]] = ()) -> dict[str, list[tuple[str, ...]]]:
    hashes = {each.record.source.name: each.sha256 for each in candidates}
    by_hash = {hashes[one]: hashes[other] for one, other in links}
    return {line.name: shape(line) for line in lines(candidates, by_hash)}


def only(*candidates: Candidate) -> Line:
    (line,) = lines(candidates, {})
    return line


def of_payer(made: PolicyRecord, id: str | None, name: str | None) -> PolicyRecord:
    return made.model_copy(update={"payer": Payer(id=id, name=name)})


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("0261", "0261"),
        ("AHS – M2145", "ahs-m2145"),
        ("CP.MP.101", "cp.mp.101"),
        ("2025T0009QQ", "t0009"),
        ("2026T0009RR", "t0009"),
        ("2026-1", "2026-1"),
        ("2024A12", "2024a12"),
        (None, ""),
    ],
)
def test_a_number_in_one_form(number: str | None, key: str) -> None:
    assert number_key(number) == key


def test_names_are_payer_and_number_or_title() -> None:
    assert name_of(record()) == "made/7"
    assert name_of(record(policy_number=None, title="Lamps & Candles: Use")) == "made/lamps-candles-use"
    long = f"lamps {'and candles ' * 6}"
    assert name_of(record(policy_number=None, title=long)) == f"made/lamps{'-and-candles' * 4}-and-9d0263"
    assert bucket(record(policy_number=None, title=long)) != bucket(record(policy_number=None, title=f"{long} now"))
    assert name_of(of_payer(record(), None, "Made Health, Inc.")) == "made-health-inc/7"
    assert name_of(of_payer(record(policy_number=None, title=None), None, None)) == "unknown/untitled"


def test_spelling_of_a_number_makes_no_other_bucket() -> None:
    spelt = ("MP 2.320", "mp-2.320", "MP2.320", "MP – 2.320")
    assert len({bucket(record(policy_number=number)) for number in spelt}) == 1
    assert bucket(record(policy_number="7")) != bucket(record(policy_number="8"))


OLD = stored(record(LAMP, effective_date="2024-01-01"), "old")
NEW = stored(record(STRICTER, effective_date="2025-01-01"), "new")

SAME_POLICY = {
    "number and title": (OLD, NEW),
    "another title of the same words": (OLD, stored(record(LAMP, title="Lamp Therapy and Candles"), "b")),
    "another title, the same content": (OLD, stored(record(LAMP, title="Light at Night"), "b")),
    "no title, content not unlike": (OLD, stored(record(LAMP, title=None), "b")),
    "no number, same title and content": (
        stored(record(LAMP, policy_number=None), "a"),
        stored(record(LAMP, policy_number=None, title="LAMP  THERAPY"), "b"),
    ),
    "no line of business beside one": (OLD, stored(record(LAMP, lines_of_business=["medicare"]), "b")),
    "overlapping lines of business": (
        stored(record(LAMP, lines_of_business=["medicare", "commercial"]), "a"),
        stored(record(LAMP, lines_of_business=["medicare"]), "b"),
    ),
}

OTHER_POLICY = {
    "another payer": (OLD, stored(of_payer(record(LAMP), "other", "Other Health"), "b")),
    "another number": (OLD, stored(record(LAMP, policy_number="8"), "b")),
    "same number, title and content unlike": (OLD, stored(record(CANDLE, title="Ladders"), "b")),
    "no title, content unlike": (OLD, stored(record(CANDLE, title=None), "b")),
    "no number, same title, content unlike": (
        stored(record(LAMP, policy_number=None), "a"),
        stored(record(CANDLE, policy_number=None), "b"),
    ),
    "number beside none": (OLD, stored(record(LAMP, policy_number=None), "b")),
    "payer unknown, though all else is the same": (
        stored(of_payer(record(LAMP), None, None), "a"),
        stored(of_payer(record(LAMP), None, None), "b"),
    ),
    "separate lines of business": (
        stored(record(LAMP, lines_of_business=["medicare"]), "a"),
        stored(record(LAMP, lines_of_business=["commercial"]), "b"),
    ),
}


@pytest.mark.parametrize("case", SAME_POLICY)
def test_what_is_one_policy_is_one_line(case: str) -> None:
    assert len(shapes(*SAME_POLICY[case])) == 1


@pytest.mark.parametrize("case", OTHER_POLICY)
def test_what_is_not_surely_one_policy_is_two_lines_until_it_is_linked(case: str) -> None:
    one, other = OTHER_POLICY[case]
    assert len(shapes(one, other)) == 2
    names = (one.record.source.name, other.record.source.name)
    assert len(shapes(one, other, links=[names])) == 1
    assert len(shapes(one, other, links=[names[::-1]])) == 1


def test_lines_of_one_number_are_named_apart() -> None:
    medicare = stored(record(LAMP, lines_of_business=["medicare"]), "a")
    commercial = stored(record(LAMP, lines_of_business=["commercial"]), "b")
    assert set(shapes(medicare, commercial)) == {"made/7/commercial", "made/7/medicare"}
    assert set(shapes(OLD, stored(record(CANDLE, title="Ladders"), "b"))) == {"made/7/lamp-therapy", "made/7/ladders"}
    nobodys = [stored(of_payer(record(LAMP), None, None), name) for name in "ab"]
    assert set(shapes(*nobodys)) == {f"unknown/7/{each.sha256[:8]}" for each in nobodys}
    assert set(shapes(nobodys[0])) == {f"unknown/7/{nobodys[0].sha256[:8]}"}


def test_what_could_continue_two_lines_continues_neither() -> None:
    parts = [
        stored(record(LAMP, lines_of_business=business, effective_date="2024-01-01"), "-".join(business) or "none")
        for business in ([], ["medicare"], ["commercial"])
    ]
    found = lines(parts, {})
    assert {line.name: shape(line) for line in found} == {
        "made/7": [("none",)],
        "made/7/commercial": [("commercial",)],
        "made/7/medicare": [("medicare",)],
    }
    assert [line.name for line in found if BRIDGING in line.versions[0].remarks] == ["made/7"]


def test_a_line_is_called_as_its_newest_version() -> None:
    renamed = stored(record(LAMP, policy_number="19", title="Light", effective_date="2026"), "renamed")
    found = lines([OLD, NEW, renamed], {renamed.sha256: OLD.sha256})
    assert [(line.name, line.title, shape(line)) for line in found] == [
        ("made/19", "Light", [("old",), ("new",), ("renamed",)])
    ]


def test_versions_follow_one_another_and_are_in_force_until_the_next() -> None:
    line = only(NEW, OLD)
    assert shape(line) == [("old",), ("new",)]
    assert [(each.in_force_from, each.in_force_until) for each in line.versions] == [
        ("2024-01-01", "2025-01-01"),
        ("2025-01-01", None),
    ]
    assert diffable(*line.versions)


def test_another_file_of_a_version_is_a_rendering_and_the_pdf_speaks_for_it() -> None:
    text = stored(OLD.record, "old.txt")
    page = stored(OLD.record, "old.html", "text/html")
    pdf = stored(OLD.record, "old.pdf", "application/pdf", pages=4)
    assert shape(only(text, page, pdf, NEW)) == [("old.pdf", "old.html", "old.txt"), ("new",)]


def test_a_date_that_only_one_file_prints_does_not_part_renderings() -> None:
    more = stored(OLD.record.model_copy(update={"next_review_date": "2025-01"}), "more.pdf", "application/pdf")
    assert shape(only(OLD, more)) == [("more.pdf", "old")]


def test_other_content_under_the_same_dates_is_a_version_of_its_own() -> None:
    silent = stored(record(STRICTER, effective_date="2024-01-01"), "silent")
    line = only(OLD, silent)
    assert len(line.versions) == 2
    first, second = line.versions
    assert first.remarks == ()
    assert second.remarks == (f"same dates as {first.primary.record.source.name}, other content", UNSETTLED)
    assert diffable(first, second)


def test_the_log_settles_which_of_two_versions_of_one_date_is_the_later() -> None:
    log = [revision("2024-01-01", "New.")]
    first = stored(record(LAMP, effective_date="2024-02", revisions=log), "z")
    second = stored(record(STRICTER, effective_date="2024-02", revisions=[*log, revision("2024-02", "Mended.")]), "a")
    line = only(second, first)
    assert shape(line) == [("z",), ("a",)]
    assert line.versions[1].remarks == ("same dates as z, other content",)


def test_a_policy_that_keeps_its_first_effective_date_goes_by_its_reviews() -> None:
    dates = ("2023-05-01", "2024-05-02", "2025-05-03")
    made = [
        stored(record(each, effective_date="1999-03-18", last_review_date=date), date)
        for each, date in zip((LAMP, STRICTER, LAMP), dates, strict=True)
    ]
    line = only(*reversed(made))
    assert [each.in_force_from for each in line.versions] == ["1999-03-18", "2024-05-02", "2025-05-03"]
    assert "taken from its last review 2024-05-02" in line.versions[1].remarks[0]


def test_a_review_later_than_the_next_version_dates_nothing() -> None:
    first = stored(record(LAMP, effective_date="2024"), "first")
    again = stored(record(STRICTER, effective_date="2024-01", last_review_date="2025"), "again")
    third = stored(record(LAMP, CANDLE, effective_date="2024-02-03"), "third")
    assert [each.in_force_from for each in only(first, again, third).versions] == ["2024", "2024-01", "2024-02-03"]


def test_a_version_without_any_date_stands_at_the_end_and_is_not_compared() -> None:
    undated = stored(record(STRICTER), "undated")
    line = only(undated, NEW, OLD)
    assert shape(line) == [("old",), ("new",), ("undated",)]
    assert (line.versions[2].in_force_from, line.versions[2].remarks) == (None, (UNDATED,))
    assert line.versions[1].in_force_until is None
    assert not diffable(line.versions[1], line.versions[2])


SUMMARIES = (
    PolicySummary("made/7", "7", "Lamp Therapy", frozenset({"11111", "22222"})),
    PolicySummary("made/8", "8", "Candles for the Evening"),
    PolicySummary("made/9", "9", "Lamp Therapy at Home", frozenset({"33333"})),
)


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (record(policy_number="70"), ["made/7", "made/9"]),
        (record(policy_number="8", title="Ladders"), ["made/8"]),
        (record(policy_number="70", title="Lamps Therapie"), ["made/7"]),
        (record(policy_number="70", title="Candles for the Morning"), []),
        (record(policy_number="70", title="Lamp Therapy in Winter", codes=[code("11111")]), ["made/7"]),
        (record(policy_number="70", title="Ladders"), []),
        (of_payer(record(), None, None), ["made/7", "made/9"]),
        (record(policy_number=None, title=None), []),
    ],
)
def test_what_a_new_line_may_continue_is_told(made: PolicyRecord, found: list[str]) -> None:
    assert [each.name for each in likely_predecessors(made, SUMMARIES)] == found


# -- the same files, in whatever order they come ------------------------------------------------------------------


def test_any_order_of_adding_gives_the_same_lines() -> None:
    log = [revision("2024-03", "Reviewed.")]
    given_files = [
        OLD,
        NEW,
        stored(OLD.record, "old.pdf", "application/pdf"),
        stored(record(STRICTER, effective_date="2024-01", revisions=log), "vague"),
        stored(record(LAMP), "undated"),
    ]
    expected = lines(given_files, {})
    assert all(lines(order, {}) == expected for order in permutations(given_files))


DATES = st.sampled_from([None, "2023", "2024", "2024-01", "2024-01-01", "2024-01-15", "2024-02", "2024-02-03", "2025"])
BUSINESS = st.sampled_from([[], ["medicare"], ["commercial"], ["medicare", "commercial"]])
RECORDS = st.builds(
    record,
    st.sampled_from([LAMP, STRICTER, CANDLE]),
    title=st.sampled_from([None, "Lamp Therapy", "Ladders"]),
    policy_number=st.sampled_from(["7", None]),
    lines_of_business=BUSINESS,
    effective_date=DATES,
    last_review_date=DATES,
)
FILES = st.lists(RECORDS, min_size=1, max_size=6).map(
    lambda made: [stored(each, f"file-{at}") for at, each in enumerate(made)]
)


@given(FILES, st.data())
def test_lines_depend_on_the_set_of_files_and_links_alone(files: list[Candidate], data: st.DataObject) -> None:
    links = {files[0].sha256: files[-1].sha256}
    shuffled = data.draw(st.permutations(files))
    expected = lines(files, links)
    assert lines(shuffled, links) == expected
    placed = [name for line in expected for version in shape(line) for name in version]
    assert sorted(placed) == sorted(each.record.source.name for each in files)
    assert len({line.name for line in expected}) == len(expected)


@given(FILES)
def test_times_in_force_part_time_without_gaps(files: list[Candidate]) -> None:
    for line in lines(files, {}):
        dated = [each for each in line.versions if each.in_force_from]
        starts = [each.in_force_from or "" for each in dated]
        assert [each.in_force_until for each in dated] == [*starts[1:], None][: len(dated)]
        assert all(last_day(later) >= first_day(earlier) for earlier, later in pairwise(starts))
        assert line.versions[: len(dated)] == tuple(dated)
