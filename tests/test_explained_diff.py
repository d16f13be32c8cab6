"""diff --explain: which parts were paired, by which pass and how surely, beside the diff and not in it."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from conftest import Run
from making import (
    ALL,
    ANY,
    COVERED,
    INVESTIGATIONAL,
    code,
    criterion,
    item,
    record,
    references,
    revision,
    section,
    statement,
)
from policydiff.explained import ExplainedDiff, explain
from policydiff.reports import to_table
from policydiff.reports.build import build
from policydiff.reports.schema import json_schema
from policydiff.versions import diff
from policyextract.records import PolicyRecord

OLD = record(
    statement("when met:", criteria=criterion(ALL, item("knee pain", "1."), item("heat failed for 3 months", "2."))),
    statement("for sprains.", services=["heat packs"]),
    codes=[code("11111"), code("22222")],
    references=references("Ray A. Lamps in practice. J Lamp. 2001;3:1-2."),
    revisions=[revision("2024-01", "Reviewed.")],
    sections=[section("Background")],
)
NEW = record(
    statement("when met:", criteria=criterion(ALL, item("heat failed for 6 months", "1."), item("consent", "2."))),
    codes=[code("11111")],
    references=references("Ray A. Lamps in practice. J Lamp. 2001;3:1-2."),
    revisions=[revision("2024-01", "Reviewed.")],
    sections=[section("Background")],
)


def told(explained: ExplainedDiff) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (part.area.value, part.by, part.old and part.old.text, part.new and part.new.text)
        for part in explained.alignment
    ]


def test_every_part_is_there_with_the_pass_that_paired_it() -> None:
    said = "Lamp therapy is considered medically necessary when met:"
    work = "Ray A. Lamps in practice. J Lamp. 2001;3:1-2."
    assert told(explain(OLD, NEW)) == [
        ("statement", "structure", said, said),
        ("statement", None, "Heat packs is considered medically necessary for sprains.", None),
        ("criterion", "likeness", "2. heat failed for 3 months", "1. heat failed for 6 months"),
        ("criterion", None, "1. knee pain", None),
        ("criterion", None, None, "2. consent"),
        ("code", "exact", "CPT 11111", "CPT 11111"),
        ("code", None, "CPT 22222", None),
        ("revision", "exact", "2024-01 Reviewed.", "2024-01 Reviewed."),
        ("reference", "exact", work, work),
        ("metadata", "exact", "Background", "Background"),
    ]


def test_alternatives_that_became_one_item_are_paired_with_it() -> None:
    old = record(statement("when met:", criteria=criterion(ANY, "early knee disease", "late knee disease")))
    new = record(statement("when met:", criteria=criterion(ANY, "early or late knee disease")))
    together = "early or late knee disease"
    assert told(explain(old, new))[1:] == [
        ("criterion", "likeness", "early knee disease", together),
        ("criterion", "likeness", "late knee disease", together),
    ]
    assert told(explain(new, old))[1:] == [
        ("criterion", "likeness", together, "early knee disease"),
        ("criterion", "likeness", together, "late knee disease"),
    ]


@pytest.mark.parametrize(("old", "new"), [(OLD, NEW), (NEW, OLD), (OLD, OLD), (record(), record())])
def test_the_diff_is_the_same_with_and_without(old: PolicyRecord, new: PolicyRecord) -> None:
    assert explain(old, new).diff == diff(old, new)


def test_the_table_adds_to_that_of_the_diff() -> None:
    plain = to_table.render(build(diff(OLD, NEW)))
    explained = to_table.render(build(explain(OLD, NEW)))
    assert explained.startswith(plain)
    assert "likeness" in explained.removeprefix(plain)
    assert "CPT 22222" in explained.removeprefix(plain)
    assert "11111" not in explained.removeprefix(plain)


def test_a_flip_lists_what_it_stands_for_on_demand_only() -> None:
    old = record(statement("when met:", COVERED, criteria=criterion(ALL, "knee pain", "heat failed")))
    new = record(statement("when met:", INVESTIGATIONAL, criteria=criterion(ALL, "knee pain")))
    assert "criterion-removed" not in to_table.render(build(diff(old, new)))
    assert "criterion-removed" in to_table.render(build(explain(old, new)))


def test_the_witness_is_told_in_words() -> None:
    old = record(statement("when met:", criteria=criterion(ALL, "knee pain", "heat failed")))
    new = record(statement("when met:", criteria=criterion(ALL, "knee pain", "heat failed", "consent")))
    shown = to_table.render(build(diff(old, new)))
    assert "qualified before and not now: whoever has “knee pain”; “heat failed”, and not “consent”" in shown


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    text = "# Lamp Therapy\n\nPolicy Number: 7\n\n## Policy\n\nLamp therapy is considered {} for knee pain.\n"
    paths = [tmp_path / "old.md", tmp_path / "new.md"]
    for path, wording in zip(paths, ("medically necessary", "investigational"), strict=True):
        path.write_text(text.format(wording))
    return paths


def test_the_command_prints_what_the_schema_says(run: Callable[..., Run], files: list[Path]) -> None:
    printed = json.loads(run("diff", *files, "--explain", "--format", "json").out)
    jsonschema.validate(printed, json_schema("explained-diff"))
    assert printed["diff"] == json.loads(run("diff", *files, "--format", "json").out)
    assert printed["alignment"][0]["by"] == "determination"


def test_there_are_no_rows_for_it(run: Callable[..., Run], files: list[Path]) -> None:
    done = run("diff", *files, "--explain", "--format", "csv")
    assert (done.code, done.out) == (2, "")
    assert "--explain goes with the formats table, json, md and html." in done.err
