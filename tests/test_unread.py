"""Text that may bear on coverage outside the statements: what of it changed is quoted."""

import pytest

from making import record, section
from policydiff.changes import Change, Direction
from policydiff.rules.unread import UNREAD
from policydiff.versions import diff
from policyextract.pipeline import extract
from policyextract.records import PolicyRecord

DEFINITION = "Lamp: a source of light."
PLANS = "This policy holds for all plans except those of the valley."


def told(old: PolicyRecord, new: PolicyRecord) -> list[Change]:
    return [change for change in diff(old, new).changes if change.rule == UNREAD.id]


def definitions(*passages: str, digest: str, kind: str = "definitions") -> PolicyRecord:
    return record(sections=[section("Definitions", kind, digest * 12, passages=passages)])


def quotes(change: Change) -> tuple[str | None, str | None]:
    return change.old.text if change.old else None, change.new.text if change.new else None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((DEFINITION, "Old: over 18."), (DEFINITION, "Old: over 21."), ("Old: over 18.", "Old: over 21.")),
        ((DEFINITION,), (DEFINITION, "Old: over 21."), (None, "Old: over 21.")),
        ((DEFINITION, "Old: over 18."), (DEFINITION,), ("Old: over 18.", None)),
        (("A b.", DEFINITION, "C d."), ("A x.", DEFINITION, "C y."), ("A b. […] C d.", "A x. […] C y.")),
        ((DEFINITION, DEFINITION), (DEFINITION,), (DEFINITION, None)),
        ((), (), ("Definitions", "Definitions")),
    ],
)
def test_what_one_side_alone_has_is_quoted(
    before: tuple[str, ...], after: tuple[str, ...], expected: tuple[str | None, str | None]
) -> None:
    (change,) = told(definitions(*before, digest="1"), definitions(*after, digest="2"))
    assert (quotes(change), change.direction) == (expected, Direction.INDETERMINATE)


def test_the_place_is_that_of_the_first_passage_that_differs() -> None:
    (change,) = told(definitions("A.", "B.", digest="1"), definitions("A.", "C.", digest="2"))
    assert change.new is not None
    assert change.new.provenance == definitions("A.", "C.", digest="2").sections[0].passages[1].provenance


def test_another_format_may_have_the_cells_in_another_order() -> None:
    old = definitions("Inpatient", "Required", "Outpatient", digest="1")
    new = definitions("Inpatient", "Outpatient", "Required", digest="2")
    as_pdf = new.model_copy(update={"source": new.source.model_copy(update={"media_type": "application/pdf"})})
    assert told(old, as_pdf) == []
    assert len(told(old, definitions("Inpatient", "Not required", "Outpatient", digest="2"))) == 1


def test_the_same_format_in_another_order_may_have_another_sense() -> None:
    old = definitions("Town plans", "Required", "Valley plans", "Not required", digest="1")
    new = definitions("Town plans", "Not required", "Valley plans", "Required", digest="2")
    assert len(told(old, new)) == 1


POLICY = """Acme Health Plan
Medical Policy
Policy Number: 7
Title: Lamp Therapy

Application
{application}

Coverage Policy
Lamp therapy is considered medically necessary for winter gloom.

Background
Lamps are old.
"""


def test_a_record_keeps_the_words_that_may_decide_and_stand_nowhere_else() -> None:
    found = extract(POLICY.format(application=PLANS).encode(), "lamps.txt")
    passages = {one.title: [passage.text for passage in one.passages] for one in found.record.sections}
    assert passages["Application"] == [PLANS]
    assert passages["Coverage Policy"] == []
    assert passages["Background"] == []
    for one in found.record.sections:
        for passage in one.passages:
            start, end = passage.provenance.span
            assert found.document.text[start:end] == passage.text


def test_an_exception_that_went_is_quoted_from_the_document() -> None:
    now = "This policy holds for all plans."
    old, new = (extract(POLICY.format(application=text).encode(), "lamps.txt").record for text in (PLANS, now))
    (change,) = told(old, new)
    assert quotes(change) == (PLANS, now)
