"""What the first screen of every output says, in words that need no dictionary."""

from collections.abc import Sequence

import pytest

from making import ALL, COVERED, INVESTIGATIONAL, NOT_NECESSARY, code, criterion, record, revision, statement
from policydiff.changes import Action, Change, Direction, VersionDiff
from policydiff.history import Decision, DecisionStatus, History, HistoryStep, Policy, Position
from policydiff.reports.answer import Answer, joined, number_of
from policydiff.reports.change_words import quotes, rule_words, shortened
from policydiff.reports.report import UNDECIDED, Decisions
from policydiff.reports.summary import Summarised, summarise
from policydiff.rules import CATALOGUE
from policydiff.versions import diff
from policyextract.records import Claim, Determination, PolicyRecord
from samples import COMPARISON, DIFF, EMPTY_COMPARISON, EMPTY_DIFF

LIST = criterion(ALL, "pain", "fever")
SHORTER = criterion(ALL, "pain")


def answers(result: Summarised, decisions: Decisions = UNDECIDED) -> dict[str, Answer]:
    return {answer.question: answer for answer in summarise(result, decisions).answers}


def lines(result: Summarised, question: str) -> list[str]:
    return [point.line for point in answers(result)[question].points]


def versions(old: PolicyRecord, new: PolicyRecord) -> VersionDiff:
    return diff(old, new)


NARROWED = versions(
    record(statement(criteria=SHORTER), effective_date="2025"), record(statement(criteria=LIST), effective_date="2026")
)
WIDENED = versions(record(statement(criteria=LIST)), record(statement(criteria=SHORTER)))
ON_OTHER_GROUNDS = versions(
    record(statement("for any other use.", INVESTIGATIONAL, residual=True)),
    record(statement("for any other use.", NOT_NECESSARY, residual=True)),
)
SAME_DAY = versions(
    record(statement(criteria=SHORTER), effective_date="2026-01-01"),
    record(statement(criteria=LIST), effective_date="2026-01-01"),
)


@pytest.mark.parametrize(
    ("found", "short", "text"),
    [
        (NARROWED, "Yes, stricter", "1 change narrows coverage, none widens it."),
        (WIDENED, "No, more permissive", "1 change widens coverage, none narrows it."),
        (
            ON_OTHER_GROUNDS,
            "No, but denied on other grounds",
            "What was covered still is, and nothing else. 1 change alters the ground of denial, and so the appeal.",
        ),
        (EMPTY_DIFF, "No", "No changes were found."),
    ],
)
def test_it_says_whether_a_version_is_stricter(found: VersionDiff, short: str, text: str) -> None:
    answer = answers(found)["Is it stricter?"]
    assert (answer.short, answer.text) == (short, text)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (NARROWED, ["Lamp therapy: a criterion is new, and fewer qualify: now “fever”"]),
        (WIDENED, ["Lamp therapy: a criterion is gone, and more qualify: before “fever”"]),
        (
            ON_OTHER_GROUNDS,
            [
                "Lamp therapy: was investigational, is now not medically necessary, for any other indication: "
                "before “Lamp therapy is considered investigational for any other use.”, "
                "now “Lamp therapy is considered not medically necessary for any other use.”"
            ],
        ),
        (
            versions(record(statement()), record(statement(), codes=[code("11111", INVESTIGATIONAL), code("22222")])),
            [
                "CPT 11111: a code is listed that was not: now “11111 a service” (listed now, as investigational)",
                "CPT 22222: a code is listed that was not: now “22222 a service” (listed now, as medically necessary)",
            ],
        ),
        (EMPTY_DIFF, []),
    ],
)
def test_it_says_what_changed(found: VersionDiff, told: list[str]) -> None:
    assert [line.split(" (listed")[0] for line in lines(found, "What changed?")] == [
        line.split(" (listed")[0] for line in told
    ]


def test_codes_of_one_fate_are_one_point() -> None:
    many = [code(f"{number}", group=None, determination=Determination.UNSPECIFIED) for number in range(10000, 10012)]
    (line,) = lines(versions(record(statement()), record(statement(), codes=many)), "What changed?")
    assert line.startswith("12 codes are listed that were not: CPT 10000, CPT 10001, ")
    assert " and 5 more (listed now, " in line


def test_a_change_found_twice_in_the_same_words_is_one_point() -> None:
    old, new = (record(statement(criteria=criterion(ALL, *items))) for items in (("a",), ("a", "fever")))
    (found,) = versions(old, new).changes
    twice = DIFF.model_copy(update={"changes": (found, found)})
    assert lines(twice, "What changed?") == [
        "Lamp therapy: a criterion is new, and fewer qualify, in 2 places: now “fever”"
    ]


def test_what_there_is_no_room_for_is_counted() -> None:
    signs = "redness swelling itching numbness dizziness nausea fatigue tremor".split()
    longer = criterion(ALL, "pain", *signs)
    found = versions(record(statement(criteria=criterion(ALL, "pain"))), record(statement(criteria=longer)))
    told = answers(found)["What changed?"].points
    assert told[-1].text.endswith("more that narrow coverage")
    assert sum(len(point.changes) for point in told) == sum(change.direction.substantive for change in found.changes)


@pytest.mark.parametrize(
    ("found", "short", "text"),
    [
        (NARROWED, "2026", "The effective date of the new version. The old one’s is 2025."),
        (SAME_DAY, "Date not advanced", "Coverage changed, and both versions print the effective date 2026-01-01."),
        (WIDENED, "Not stated", "The new version prints neither an effective date nor a last review."),
        (
            versions(record(last_review_date="2025"), record(last_review_date="2026")),
            "Reviewed 2026",
            "The new version prints no effective date; it was last reviewed 2026.",
        ),
        (
            versions(record(last_review_date="2025"), record(last_review_date="2025")),
            "Date not advanced",
            "Both versions print the last review 2025; the new one prints no effective date.",
        ),
        (
            versions(record(effective_date="2026"), record(effective_date="2025")),
            "2025",
            "The effective date of the new version. The old one’s is 2026, which is later.",
        ),
        (
            versions(record(), record(effective_date="2025")),
            "2025",
            "The effective date of the new version; the old one prints none.",
        ),
    ],
)
def test_it_says_from_when(found: VersionDiff, short: str, text: str) -> None:
    answer = answers(found)["From when?"]
    assert (answer.short, answer.text) == (short, text)


def logged(*entries: tuple[str, str, Claim], since: str = "2025-01-01") -> VersionDiff:
    log = [revision(date, says, claims=[claim]) for date, says, claim in entries]
    old = record(statement(criteria=SHORTER), effective_date=since, revisions=[revision("2024", "New.")])
    return versions(old, record(statement(criteria=LIST), effective_date="2026-02", revisions=log))


ACCOUNTED = "Its entries since the old version account for the change of coverage."
NOT_ACCOUNTED = "Its entries since the old version do not account for the change of coverage."
FIRST = ("2024", "New.", Claim.NEW_POLICY)


@pytest.mark.parametrize(
    ("found", "short", "text", "points"),
    [
        (
            logged(("2026-02", "Added fever to the criteria.", Claim.CRITERIA_CHANGED), FIRST),
            "Yes",
            ACCOUNTED,
            ["2026-02: “Added fever to the criteria.”"],
        ),
        (
            logged(("2026-02", "No change to criteria.", Claim.NO_CRITERIA_CHANGE), FIRST),
            "No",
            NOT_ACCOUNTED,
            ["2026-02: “No change to criteria.” (it denies a change of criteria; changes found: 1)"],
        ),
        (
            logged(
                ("2026-02", "No change to criteria.", Claim.NO_CRITERIA_CHANGE),
                ("2026-01", "No change to criteria.", Claim.NO_CRITERIA_CHANGE),
            ),
            "Cannot be told",
            f"The log begins 2026-01, after the old version of 2025-01-01. {NOT_ACCOUNTED}",
            ["2026-02 and 2026-01: “No change to criteria.” (it denies a change of criteria; changes found: 1)"],
        ),
        (NARROWED, "There is no log", f"The new version prints no revision log. {NOT_ACCOUNTED}", []),
        (
            EMPTY_DIFF,
            "Nothing to admit",
            "No change of coverage was found, and no entry since the old version claims one.",
            [],
        ),
    ],
)
def test_it_says_whether_the_log_admitted_it(found: VersionDiff, short: str, text: str, points: list[str]) -> None:
    answer = answers(found)["Did the payer’s log admit it?"]
    assert (answer.short, answer.text) == (short, text)
    assert [point.line for point in answer.points] == points


def decided(found: VersionDiff, *statuses: DecisionStatus) -> dict[str, Decision]:
    open_ones = [change.fingerprint for change in found.changes if change.direction.substantive]
    return {
        name: Decision(fingerprint=name, status=status, owner=None, note=None, decided_at="2026-01-01T00:00:00Z")
        for name, status in zip(open_ones, statuses, strict=False)
    }


@pytest.mark.parametrize(
    ("statuses", "short", "text"),
    [
        ((), "1 change", "No decision is on record."),
        ((DecisionStatus.ACCEPTED,), "Nothing", "Decided: 1 change accepted."),
        ((DecisionStatus.DEFERRED,), "1 change", "Decided: 1 change deferred."),
    ],
)
def test_it_says_what_is_undecided(statuses: Sequence[DecisionStatus], short: str, text: str) -> None:
    answer = answers(NARROWED, decided(NARROWED, *statuses))["What is undecided?"]
    assert (answer.short, answer.text) == (short, text)


def test_a_comparison_says_who_parts_from_whom() -> None:
    told = answers(COMPARISON)
    assert told["Where do they agree?"].short == "0 of 1 indication"
    assert summarise(COMPARISON).title == "Made Health and Other Health side by side"
    assert answers(EMPTY_COMPARISON)["Where do they agree?"].short == "Nothing to compare"


def history(*steps: HistoryStep) -> History:
    policy = Policy(name="made/7", payer=DIFF.new.payer, policy_number="7", title="Lamp Therapy", lines_of_business=())
    return History(policy=policy, steps=steps)


STEPS = (
    HistoryStep(version=NARROWED.old, in_force_from="2025", in_force_until="2026"),
    HistoryStep(
        version=NARROWED.new,
        in_force_from="2026",
        in_force_until=None,
        positions=(
            Position(service="lamp therapy", determination=COVERED, residual=False),
            Position(service="lamp therapy", determination=INVESTIGATIONAL, residual=True),
        ),
        diff=NARROWED,
        remarks=("the order is not settled",),
    ),
)


def test_a_history_says_what_holds_and_when_it_changed() -> None:
    told = answers(history(*STEPS))
    assert told["What does the newest version say?"].short == "2026"
    assert lines(history(*STEPS), "What does the newest version say?") == [
        "Lamp therapy: medically necessary and investigational for any other indication"
    ]
    assert lines(history(*STEPS), "When did coverage change?") == [
        "2026: Yes, stricter. 1 change narrows coverage, none widens it."
    ]
    assert told["Did the payer’s log admit it?"].short == "There is no log"
    assert lines(history(*STEPS), "What is not known?") == ["2026: the order is not settled"]
    assert told["What is undecided?"].short == "1 change"


def test_a_history_without_versions_says_so() -> None:
    (answer,) = summarise(history()).answers
    assert answer.text == "No version of the policy is stored."


def test_every_rule_has_words_without_its_remarks() -> None:
    for rule in CATALOGUE:
        assert rule.summary.startswith(rule_words(rule.id))
        assert not {". ", ": ", "; "} & {rule_words(rule.id)[at : at + 2] for at in range(len(rule.summary))}


def change(old: str, new: str) -> Change:
    side = DIFF.changes[0].new
    assert side is not None
    sides = {"old": side.model_copy(update={"text": old}), "new": side.model_copy(update={"text": new})}
    return DIFF.changes[0].model_copy(update={**sides, "action": Action.CHANGED, "direction": Direction.INDETERMINATE})


def test_long_quotes_keep_what_changed() -> None:
    filler = "the lamp is lit and warm " * 20
    before, after = quotes(change(f"{filler}in adults {filler}", f"{filler}in children {filler}"))
    assert before is not None
    assert after is not None
    assert "adults" in before
    assert "children" in after
    assert max(len(before), len(after)) < 170


@pytest.mark.parametrize(("text", "short"), [("a lamp", "a lamp"), ("a lamp, and more", "a lamp …")])
def test_what_is_cut_says_so(text: str, short: str) -> None:
    assert shortened(text, 10) == short


def test_numbers_and_lists_read_as_english() -> None:
    assert [number_of(1, "change"), number_of(2, "change"), number_of(2, "is", "are")] == [
        "1 change",
        "2 changes",
        "2 are",
    ]
    assert [joined([]), joined(["a"]), joined(["a", "b"]), joined(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
