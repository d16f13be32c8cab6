"""A policy over the years as a picture: bands where they belong, no two of a lane over one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histories import cigna_history
from making import COVERED, INVESTIGATIONAL
from policydiff.history import History, HistoryStep, Position
from policydiff.reports.html.timeline import WIDTH, Timeline, timeline
from policyextract.records import Determination


def history(*steps: tuple[str | None, tuple[tuple[str, Determination], ...]]) -> History:
    """Versions by their dates, each with what it says of which service."""
    dates = [date for date, _ in steps] + [None]
    whole = cigna_history()
    made = tuple(
        HistoryStep(
            version=whole.steps[0].version,
            in_force_from=date,
            in_force_until=until,
            positions=tuple(Position(service=name, determination=value, residual=False) for name, value in said),
        )
        for (date, said), until in zip(steps, dates[1:], strict=True)
    )
    return whole.model_copy(update={"steps": made})


def picture(*steps: tuple[str | None, tuple[tuple[str, Determination], ...]]) -> Timeline:
    made = timeline(history(*steps))
    assert made is not None
    return made


def test_versions_that_say_the_same_share_a_band() -> None:
    lamp = (("lamp", COVERED),)
    made = picture(("2020", lamp), ("2021", lamp), ("2022", (("lamp", INVESTIGATIONAL),)))
    (lane,) = made.lanes
    assert [(band.tone, band.title) for band in lane.bands] == [
        ("covered", "Lamp: medically necessary from 2020 until 2022"),
        ("denied", "Lamp: investigational from 2022 to the newest version"),
    ]
    assert lane.bands[0].x + lane.bands[0].width == pytest.approx(lane.bands[1].x, abs=0.2)
    assert lane.cells == ("medically necessary", "medically necessary", "investigational")


def test_a_band_begins_with_its_version() -> None:
    made = picture(("2020-03-01", ()), ("2022-06-15", (("lamp", COVERED),)))
    assert made.lanes[0].bands[0].x == made.ticks[1].x
    assert made.lanes[0].cells == ("not mentioned", "medically necessary")


def test_what_is_said_both_ways_stands_one_below_the_other() -> None:
    (lane,) = picture(("2020", (("lamp", COVERED), ("lamps", INVESTIGATIONAL)))).lanes
    upper, lower = lane.bands
    assert (upper.tone, lower.tone) == ("covered", "denied")
    assert upper.y + upper.height == pytest.approx(lower.y, abs=0.1)
    assert lane.cells == ("medically necessary and investigational",)


def test_changes_are_counted_over_the_version_that_made_them() -> None:
    made = timeline(cigna_history())
    assert made is not None
    assert [[mark.text for mark in tick.marks] for tick in made.ticks] == [[], ["▼ 1", "◆ 1"], []]
    assert [lane.name for lane in made.lanes] == [
        "Donor lymphocyte infusion (DLI)",
        "Hematopoietic progenitor cell (HPC) boost",
        "DLI, any other indication",
        "HPC boost, any other indication",
    ]


def test_versions_next_to_each_other_are_marked_together() -> None:
    made = picture(("2020-01-01", ()), ("2020-01-02", ()), ("2020-01-03", ()), ("2026", ()))
    assert [stack.label for stack in made.stacks] == ["2020-01-01 +2", "2026"]
    assert len(made.ticks) == 4


def test_versions_without_a_date_are_counted_and_not_drawn() -> None:
    assert timeline(history((None, ()))) is None
    assert picture(("2020", ()), (None, ())).remark == "1 version without a date is not in the picture."


def test_more_services_than_there_is_room_for_stand_in_the_table() -> None:
    made = picture(("2020", tuple((f"lamp{letter}", COVERED) for letter in "abcdefghijklmnopqrstuvwxyz")))
    assert (len(made.drawn), len(made.lanes)) == (24, 26)
    assert made.remark == "2 more services stand in the table alone."


DATES = st.dates().map(str) | st.dates().map(lambda day: str(day)[:7]) | st.dates().map(lambda day: str(day)[:4])
SAID = st.lists(st.tuples(st.sampled_from(["lamp", "candle"]), st.sampled_from([COVERED, INVESTIGATIONAL])), max_size=3)


@given(st.lists(st.tuples(DATES, SAID.map(tuple)), min_size=1, max_size=12))
def test_everything_stands_in_the_picture_and_in_order(
    steps: list[tuple[str, tuple[tuple[str, Determination], ...]]],
) -> None:
    steps.sort(key=lambda step: step[0] + "-01-01"[len(step[0]) - 4 :])
    made = picture(*steps)
    assert [tick.x for tick in made.ticks] == sorted(tick.x for tick in made.ticks)
    for lane in made.lanes:
        ends = {}
        for band in lane.bands:
            assert 0 <= band.x <= band.x + band.width <= WIDTH
            assert band.y + band.height <= made.height or lane not in made.drawn
            assert band.x >= ends.get(band.y, 0) - 0.2
            ends[band.y] = band.x + band.width
