"""The floors under the scores on real documents: what counts as falling below."""

import importlib.util

import pytest

from conftest import ROOT

spec = importlib.util.spec_from_file_location("score_floors", ROOT / ".ci" / "score_floors.py")
assert spec
assert spec.loader
score_floors = importlib.util.module_from_spec(spec)
spec.loader.exec_module(score_floors)


@pytest.mark.parametrize(
    ("measured", "below"),
    [
        ({"code.recall": 0.95}, []),
        ({"code.recall": 0.99, "code.precision": 0.1}, []),
        ({"code.recall": 0.9499999}, ["code.recall: 0.949, floor 0.95"]),
        ({}, ["code.recall: not scored, floor 0.95"]),
    ],
)
def test_a_score_below_its_floor_is_named(measured: dict[str, float], below: list[str]) -> None:
    assert score_floors.shortfalls(measured, {"code.recall": 0.95}) == below


def test_what_is_written_as_a_floor_is_not_below_it() -> None:
    measured = {"a": 2 / 3, "b": 1.0, "c": 0.29, "d": 0.0}
    floors = score_floors.rounded_down(measured)
    assert floors == {"a": 0.666, "b": 1.0, "c": 0.29, "d": 0.0}
    assert score_floors.shortfalls(measured, floors) == []


def test_runs_are_printed_side_by_side() -> None:
    measured = {"seeds": {"code.recall": 1.0}, "all": {"code.recall": 0.9996, "row": 0.5}, "generic": {"row": 0.25}}
    assert list(score_floors.table(measured)) == [
        "                              seeds      all  generic",
        "code.recall                   1.000    1.000        -",
        "row                               -    0.500    0.250",
    ]


def test_every_run_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(score_floors, "measure", lambda score, options: {"options": len(options)})
    expected = {run: {"options": len(options)} for run, options in score_floors.RUNS.items()}
    assert score_floors.measure_all(ROOT / "score.py") == expected
    assert list(expected) == ["seeds", "all", "generic"]
