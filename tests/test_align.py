"""Which parts of two versions are taken for one another, by which pass, and which are not."""

import pytest

from making import (
    ALL,
    ANY,
    COVERED,
    INVESTIGATIONAL,
    NOT_NECESSARY,
    criterion,
    item,
    record,
    references,
    section,
    statement,
)
from policydiff.align import align
from policydiff.align.lists import align_references, align_sections
from policydiff.align.pairing import Pair, Pairing, Pass, out_of_order
from policydiff.align.placed import place
from policydiff.align.trees import TreeAlignment, align_trees
from policydiff.glossary import Glossary
from policyextract.records import Criterion


def trees(old: Criterion, new: Criterion) -> TreeAlignment:
    glossary = Glossary({})
    return align_trees(place(old, glossary), place(new, glossary))


def pairs(alignment: TreeAlignment) -> list[tuple[str, str, Pass]]:
    """The paired items below the roots, in the order of the new version."""
    return [(pair.old.item.text, pair.new.item.text, pair.by) for pair in alignment.pairs if pair.new.parent]


def lone(alignment: TreeAlignment) -> tuple[list[str], list[str]]:
    return [part.part.item.text for part in alignment.removed], [part.part.item.text for part in alignment.added]


def test_exact_before_like() -> None:
    found = trees(
        criterion(ALL, "heat failed for three months", "cold failed"),
        criterion(ALL, "cold failed", "heat failed for 3 months", "rest failed"),
    )
    assert pairs(found) == [
        ("cold failed", "cold failed", Pass.EXACT),
        ("heat failed for three months", "heat failed for 3 months", Pass.EXACT),
    ]
    assert lone(found) == ([], ["rest failed"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("chronic knee pain after surgery", "chronic knee pain without surgery"),
        ("type 1 diabetes of long standing", "type 2 diabetes of long standing"),
        ("non-healing wound of the leg", "healing wound of the arm"),
        ("heat failed", "the member agrees to the lamp"),
    ],
)
def test_guards_forbid_a_pair(old: str, new: str) -> None:
    found = trees(criterion(ANY, old), criterion(ANY, new))
    assert lone(found) == ([old], [new])


@pytest.mark.parametrize(
    ("old", "new", "by"),
    [
        ("knee pain for at least 3 months", "knee pain for at least 6 months", Pass.LIKENESS),
        ("documented failure of heat or cold at home", "documented failure of cold or heat", Pass.LIKENESS),
        ("failure of heat at home", "failure of heat under guidance of a therapist", Pass.STRUCTURE),
    ],
)
def test_rewordings_are_paired(old: str, new: str, by: Pass) -> None:
    found = trees(criterion(ALL, "first", item(old, "2.")), criterion(ALL, "first", item(new, "2.")))
    assert pairs(found)[1] == (old, new, by)


def test_an_item_that_moved_into_another_list() -> None:
    found = trees(
        criterion(ALL, "cold failed", criterion(ANY, "knee pain", "hip pain", text="One site:")),
        criterion(ALL, criterion(ANY, "knee pain", "hip pain", "cold failed", text="One site:")),
    )
    assert ("cold failed", "cold failed", Pass.MOVED) in pairs(found)
    assert lone(found) == ([], [])


def test_a_list_around_an_item_is_no_addition() -> None:
    found = trees(
        criterion(ALL, "knee pain", "heat failed"),
        criterion(ALL, "knee pain", criterion(ANY, "heat failed", "cold failed", text="ONE of the following:")),
    )
    assert [part.item.text for part in found.wrapping] == ["ONE of the following:"]
    assert lone(found) == ([], ["cold failed"])


def test_labels_and_order_are_no_matter() -> None:
    old = criterion(ALL, item("heat failed", "1."), criterion(ANY, "hip", "knee", label="2.", text="One of:"))
    new = criterion(ALL, criterion(ANY, "knee", "hip", label="A.", text="One of:"), item("heat failed", "B."))
    assert {by for _, _, by in pairs(trees(old, new))} == {Pass.EXACT}


def test_alternatives_that_became_one_item_in_a_list_that_went_up() -> None:
    sites = criterion(ANY, "early knee disease", "late knee disease", text="ONE of the following:")
    found = trees(
        criterion(ALL, "heat failed", "cold failed", sites),
        criterion(ALL, criterion(ALL, "early or late knee disease", text="The following:"), "cold failed"),
    )
    (merger,) = found.merged
    assert [part.item.text for part in merger.several] == ["early knee disease", "late knee disease"]
    assert merger.one.item.text == "early or late knee disease"
    assert lone(found) == (["heat failed"], [])


def test_statements_by_service_before_likeness() -> None:
    old = record(
        statement("for knee pain.", services=["lamp therapy"]),
        statement("for knee pain.", services=["heat packs"]),
    )
    new = record(
        statement("for chronic knee pain.", services=["heat packs"]),
        statement("for chronic knee pain.", services=["lamp therapy"]),
    )
    found = [(pair.old.statement.id, pair.new.statement.id, pair.by) for pair in align(old, new).statements]
    assert found == [("s2", "s1", Pass.STRUCTURE), ("s1", "s2", Pass.STRUCTURE)]


def test_an_abbreviation_is_its_long_form() -> None:
    old = record(statement(text="Bright lamp therapy (BLT) is considered investigational.", services=["BLT"]))
    new = record(statement(text="BLT is considered investigational.", services=["bright lamp therapy"]))
    (pair,) = align(old, new).statements
    assert pair.old.services.keys() == pair.new.services.keys() == {("bright", "lamp", "therapy")}


def test_a_statement_is_not_paired_with_the_rest_of_all_uses() -> None:
    """Coverage that went and a residual statement that came are two changes, not a flip."""
    old = record(statement("for knee pain."))
    new = record(statement("for any other indication.", INVESTIGATIONAL, residual=True))
    found = align(old, new)
    assert found.statements == ()
    assert (len(found.lone.removed), len(found.lone.added)) == (1, 1)


def test_a_flip_pairs_last() -> None:
    old = record(statement("for knee pain."), statement("for hip pain.", INVESTIGATIONAL))
    new = record(statement("for knee pain.", NOT_NECESSARY), statement("for hip pain.", INVESTIGATIONAL))
    found = [(pair.old.determination, pair.new.determination, pair.by) for pair in align(old, new).statements]
    assert found == [(COVERED, NOT_NECESSARY, Pass.DETERMINATION), (INVESTIGATIONAL, INVESTIGATIONAL, Pass.EXACT)]


def test_assignment_is_optimal_and_not_greedy() -> None:
    """The best single pair would leave the other two parts with nothing."""
    scores = {("a", "x"): 0.8, ("a", "y"): 0.9, ("b", "x"): 0.0, ("b", "y"): 0.85}
    pairing = Pairing(["a", "b"], ["x", "y"])
    pairing.best(lambda one, other: scores[one, other], 0.5, Pass.LIKENESS)
    found = pairing.result(lambda one, other: scores[one, other])
    assert [(pair.old, pair.new, pair.confidence) for pair in found.pairs] == [("a", "x", 0.8), ("b", "y", 0.85)]


def test_what_is_left_knows_how_near_a_partner_was() -> None:
    pairing = Pairing(["a"], ["x"])
    pairing.best(lambda one, other: 0.7, 0.75, Pass.LIKENESS)
    found = pairing.result(lambda one, other: 0.7)
    assert [part.confidence for part in (*found.removed, *found.added)] == [0.8, 0.8]


@pytest.mark.parametrize(
    ("order", "moved"),
    [([0, 1, 2, 3], []), ([1, 2, 3, 0], [0]), ([3, 0, 1, 2], [3]), ([0, 2, 1, 3], [2])],
)
def test_out_of_order(order: list[int], moved: list[int]) -> None:
    found = [Pair(old, new, Pass.EXACT, 1.0) for new, old in enumerate(order)]
    assert [pair.old for pair in out_of_order(found, lambda pair: (pair.old, pair.new, str(pair.old)))] == moved
    back = [Pair(new, old, Pass.EXACT, 1.0) for new, old in enumerate(order)]
    assert [pair.new for pair in out_of_order(back, lambda pair: (pair.old, pair.new, str(pair.new)))] == moved


def test_references() -> None:
    """The same entry with other numbering, another edition of one work, and a series that shares most of its words."""
    institute = "Institute of Lamps. Guidelines for clinical practice."
    old = references(
        "Ray A. Lamps in practice. J Lamp. 2001;3:1-2.",
        f"{institute} Knees. Updated May 2020.",
        f"{institute} Elbows. Updated May 2020.",
        f"{institute} Shoulders. Updated May 2020.",
        "Beam B. Heat or light. J Lamp. 2003;5:6-9.",
    )
    new = references(
        f"{institute} Elbows. Updated June 2024.",
        f"{institute} Knees. Updated June 2024.",
        f"{institute} Ankles. Updated June 2024.",
        "Ray A. Lamps in practice. J Lamp. 2001;3:1-2.",
    )
    found = align_references(old, new)
    assert [(pair.old.reference.label, pair.new.reference.label, pair.by) for pair in found.pairs] == [
        ("3.", "1.", Pass.LIKENESS),
        ("2.", "2.", Pass.LIKENESS),
        ("1.", "4.", Pass.EXACT),
    ]
    assert [part.part.reference.label for part in found.removed] == ["4.", "5."]
    assert [part.part.reference.label for part in found.added] == ["3."]


def test_sections_by_heading_then_words_then_like_heading() -> None:
    old = [
        section("Background", digest="a" * 12),
        section("Codes", "codes", "b" * 12),
        section("Notes", digest="c" * 12),
    ]
    new = [section("Notes", digest="d" * 12), section("Billing Codes", "codes", "b" * 12), section("Summary")]
    found = align_sections(old, new)
    assert [(pair.old.title, pair.new.title, pair.by) for pair in found.pairs] == [
        ("Notes", "Notes", Pass.EXACT),
        ("Codes", "Billing Codes", Pass.STRUCTURE),
    ]


def test_a_reference_in_words_of_the_same_meaning_is_another_edition() -> None:
    old = references("Institute of Lamps. Lamps for chronic myelogenous leukemia. 2020.", "Ray A. Heat. 2001.")
    new = references("Institute of Lamps. Lamp for Chronic Myeloid Leukaemia. Accessed 2024.", "Ray A. Ice. 2001.")
    (pair,) = align_references(old, new).pairs
    assert (pair.old.reference.label, pair.new.reference.label, pair.by) == ("1.", "1.", Pass.LIKENESS)
