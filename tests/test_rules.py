"""The catalogue, and each rule fired by an old and a new snippet with the expected direction."""

import re
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

from making import (
    ALL,
    ANY,
    COVERED,
    INVESTIGATIONAL,
    NONE_OF,
    NOT_NECESSARY,
    UNCLEAR,
    at_least,
    code,
    criterion,
    dated,
    item,
    record,
    references,
    related,
    revision,
    section,
    statement,
)
from policydiff.changes import Action, Direction, Rule, VersionDiff
from policydiff.direction import transition
from policydiff.rules import CATALOGUE, catalogue_table
from policydiff.versions import diff
from policyextract.records import Criterion, Determination, Operator, PolicyRecord

RESTRICTIVE, PERMISSIVE, LATERAL = Direction.RESTRICTIVE, Direction.PERMISSIVE, Direction.LATERAL
INDETERMINATE, EDITORIAL, ADMINISTRATIVE = Direction.INDETERMINATE, Direction.EDITORIAL, Direction.ADMINISTRATIVE
UNSPECIFIED = Determination.UNSPECIFIED
ROOT = Path(__file__).parent.parent
RULES = {rule.id: rule for rule in CATALOGUE}

Expected = Sequence[tuple[str, Direction]]


def listed(
    tree: Criterion, determination: Determination = COVERED, tail: str = "when criteria are met:"
) -> PolicyRecord:
    return record(statement(tail, determination, criteria=tree))


def fired(found: VersionDiff) -> list[tuple[str, Direction]]:
    return [(change.rule, change.direction) for change in found.changes]


STATEMENTS: list[tuple[PolicyRecord, PolicyRecord, Expected]] = [
    (
        record(statement("for knee pain.", services=["lamps", "heat packs"])),
        record(statement("for knee pain.", services=["lamps"]), statement("for knee pain.", services=["heat packs"])),
        [("statement-split", EDITORIAL)],
    ),
    (
        record(statement("for knee pain.", services=["lamps", "heat packs"])),
        record(statement("for knee pain.", services=["lamps"]), statement("for knee wounds.", services=["heat packs"])),
        [("statement-scope-narrowed", RESTRICTIVE), ("statement-added", PERMISSIVE)],
    ),
    # The list was divided: nobody gains or loses where its items are alternatives.
    (
        record(statement("when one is met:", criteria=criterion(ANY, "chronic pain", "deep burns", "old wounds"))),
        record(
            statement("when one is met:", criteria=criterion(ANY, "chronic pain", "deep burns")),
            statement("when one is met:", criteria=criterion(ANY, "old wounds")),
        ),
        [("statement-split", EDITORIAL)],
    ),
    (
        record(statement("when one is met:", criteria=criterion(ANY, "chronic pain", "deep burns", "old wounds"))),
        record(
            statement("when one is met:", criteria=criterion(ANY, "chronic pain")),
            statement("when one is met:", criteria=criterion(ANY, "old wounds")),
        ),
        [("criterion-removed", RESTRICTIVE), ("statement-split", EDITORIAL)],
    ),
    (
        record(statement("when all are met:", criteria=criterion(ALL, "chronic pain", "deep burns", "old wounds"))),
        record(
            statement("when all are met:", criteria=criterion(ALL, "chronic pain", "deep burns")),
            statement("when all are met:", criteria=criterion(ALL, "old wounds", "rest failed")),
        ),
        [("statement-added", PERMISSIVE), ("criterion-removed", PERMISSIVE)],
    ),
    (
        record(statement("once in a lifetime for each disease.", services=["testing"])),
        record(statement("once in a lifetime for each disease.", services=["early testing"])),
        [("statement-scope-narrowed", INDETERMINATE)],
    ),
    (
        record(statement("once all rest has failed for each disease.", services=["testing"])),
        record(statement("once all rest has failed for each disease.", services=["early testing"])),
        [("statement-scope-narrowed", RESTRICTIVE)],
    ),
    (
        record(statement("once in a lifetime for each disease.", INVESTIGATIONAL, ["early testing"])),
        record(statement("once in a lifetime for each disease.", INVESTIGATIONAL, ["testing"])),
        [("statement-scope-widened", RESTRICTIVE)],
    ),
    (record(), record(statement()), [("statement-added", PERMISSIVE)]),
    (record(), record(statement(determination=INVESTIGATIONAL)), [("statement-added", RESTRICTIVE)]),
    (
        record(),
        record(statement("for any other indication.", INVESTIGATIONAL, residual=True)),
        [("statement-residual-added", RESTRICTIVE)],
    ),
    (
        record(statement("for any other condition.", INVESTIGATIONAL, residual=True)),
        record(statement("for any other indication.", NOT_NECESSARY, ["lamp therapy", "heat packs"], residual=True)),
        [
            ("statement-scope-widened", RESTRICTIVE),
            ("statement-investigational-to-not-medically-necessary", LATERAL),
            ("statement-reworded", EDITORIAL),
        ],
    ),
    (
        record(statement()),
        record(statement(services=["lamp therapy", "heat packs"])),
        [("statement-scope-widened", PERMISSIVE)],
    ),
    (
        record(statement("for elbow and knee pain.", INVESTIGATIONAL)),
        record(statement("for any other indication.", INVESTIGATIONAL, residual=True)),
        [("statement-residual-added", RESTRICTIVE), ("statement-removed", PERMISSIVE)],
    ),
    (
        record(statement("for elbow or knee pain, or for pain elsewhere.", INVESTIGATIONAL)),
        record(statement("for elbow or knee pain, or for pain elsewhere.", INVESTIGATIONAL, residual=True)),
        [("statement-residual-gained", RESTRICTIVE)],
    ),
    (
        record(statement("for chronic pain in adults.", populations=["adults"])),
        record(statement("for chronic pain in adults and children.", populations=["adults", "children"])),
        [("statement-population-widened", PERMISSIVE)],
    ),
    (
        record(statement("for pain in adults.", populations=["adults"])),
        record(statement("for pain in children.", populations=["children"])),
        [("statement-population-changed", INDETERMINATE)],
    ),
    (
        record(statement(determination=INVESTIGATIONAL)),
        record(statement(determination=INVESTIGATIONAL, lines_of_business=["medicaid"])),
        [("statement-line-of-business-narrowed", PERMISSIVE)],
    ),
    (
        record(statement(lines_of_business=["medicare"])),
        record(statement(lines_of_business=["medicaid"])),
        [("statement-line-of-business-changed", INDETERMINATE)],
    ),
    (
        record(statement("for chronic pain.")),
        record(statement("for chronic pain, unless the skin is broken.")),
        [("statement-exception-added", RESTRICTIVE)],
    ),
    (
        record(statement("for chronic pain.", INVESTIGATIONAL)),
        record(statement("for chronic pain, except of the knee.", INVESTIGATIONAL)),
        [("statement-exception-added", PERMISSIVE)],
    ),
    (
        record(statement("for chronic pain lasting at least 3 months.")),
        record(statement("for chronic pain lasting at least 6 months.")),
        [("threshold-tightened", RESTRICTIVE)],
    ),
    (
        record(statement("for chronic pain lasting at least 3 months.", NOT_NECESSARY)),
        record(statement("for chronic pain lasting at least 6 months.", NOT_NECESSARY)),
        [("threshold-tightened", PERMISSIVE)],
    ),
    (
        record(statement("for chronic pain of the knee.")),
        record(statement("for chronic pain of the elbow.")),
        [("statement-reworded", INDETERMINATE)],
    ),
    (
        record(statement("for a patient with chronic pain.")),
        record(statement("for an individual with chronic pain.")),
        [("statement-reworded", EDITORIAL)],
    ),
    (
        record(statement()),
        record(statement(notes=["Lamps are not for sole use on skin."])),
        [("statement-note-added", INDETERMINATE)],
    ),
    (
        record(statement("for pain of the knee.")),
        record(statement("for chronic pain of the knee.")),
        [("statement-qualifier-added", RESTRICTIVE)],
    ),
    (
        record(statement("for pain of the knee that heat does relieve.", INVESTIGATIONAL)),
        record(statement("for pain of the knee.", INVESTIGATIONAL)),
        [("statement-qualifier-removed", RESTRICTIVE)],
    ),
    (
        record(statement("(11111, 22222) for pain.", INVESTIGATIONAL).model_copy(update={"codes": ("11111", "22222")})),
        record(statement("(11111, 33333) for pain.", INVESTIGATIONAL).model_copy(update={"codes": ("11111", "33333")})),
        [("statement-code-added", RESTRICTIVE), ("statement-code-removed", PERMISSIVE)],
    ),
    (
        record(statement("for pain.", NOT_NECESSARY)),
        record(statement("for pain due to a lack of evidence of efficacy.", NOT_NECESSARY)),
        [("statement-reworded", EDITORIAL)],
    ),
    (
        record(statement("for a burn.", services=["lamps of more than 5 watts"])),
        record(statement("for a burn.", services=["lamps of more than 6 watts"])),
        [("threshold-tightened", RESTRICTIVE)],
    ),
    (
        record(statement("for a burn.", INVESTIGATIONAL, services=["red modification of lamps"])),
        record(statement("for a burn.", INVESTIGATIONAL, services=["red or other warm modification of lamps"])),
        [("statement-scope-widened", RESTRICTIVE)],
    ),
    (
        record(statement("for a burn, one lamp per member per lifetime.")),
        record(statement("for a burn.")),
        [("threshold-removed", PERMISSIVE)],
    ),
    (
        record(statement(notes=["One lamp for each patient."])),
        record(statement(notes=["One lamp for each member."])),
        [("statement-note-reworded", EDITORIAL)],
    ),
    (
        record(statement(notes=["One lamp for each patient."])),
        record(statement(notes=["Two lamps for each patient."])),
        [("statement-note-reworded", INDETERMINATE)],
    ),
]

CRITERIA: list[tuple[PolicyRecord, PolicyRecord, Expected]] = [
    (
        listed(criterion(ALL, "hand pain", "the lamp is at hand", "the hall is dark")),
        listed(criterion(ALL, "hand pain", "the lamp is at hand and the hall is dark")),
        [("criterion-merged", EDITORIAL)],
    ),
    (
        listed(criterion(ALL, "hand pain", "knee pain (Candle, 2018; Wick & Wax, 2020a)")),
        listed(criterion(ALL, "hand pain", "knee pain (Candle, 2019)")),
        [("criterion-reworded", EDITORIAL)],
    ),
    (
        listed(criterion(ANY, "knee pain; or", "elbow pain")),
        listed(criterion(ANY, "knee pain; or", "elbow pain; or", "a swollen hand")),
        [("criterion-added", PERMISSIVE)],
    ),
    *(
        (listed(criterion(ALL, "hand pain", old)), listed(criterion(ALL, "hand pain", new)), [(rule, direction)])
        for old, new, rule, direction in (
            ("burn of the knee", "severe burn of the knee", "criterion-qualifier-added", RESTRICTIVE),
            ("burn of the knee with a scar", "burn of the knee", "criterion-qualifier-removed", PERMISSIVE),
            ("burn of the knee", "burn of the knee and has a scar", "criterion-qualifier-added", RESTRICTIVE),
            ("burn of stage 1b", "burn of stage 2", "criterion-reworded", INDETERMINATE),
            (
                "lamps for arm, leg, or hand",
                "lamps for arm, ear, leg, or hand",
                "criterion-alternative-added",
                PERMISSIVE,
            ),
            ("burn of the knee", "burn of the knee for a year or so", "criterion-reworded", INDETERMINATE),
            ("burn of the knee", "burn of the knee when at rest", "criterion-reworded", INDETERMINATE),
            ("burn of the knee", "burn of the knee and elbow", "criterion-reworded", INDETERMINATE),
            ("burn of the knee", "suspected burn of the knee", "criterion-reworded", INDETERMINATE),
            ("burn of the knee", "burn of the knee (a scald)", "criterion-reworded", INDETERMINATE),
            ("burn of the knee", "burn of the knee screening", "criterion-reworded", INDETERMINATE),
            ("a burn before age 50", "a burn before the age of 45", "threshold-tightened", RESTRICTIVE),
            ("a burn prior to 18 years of age", "a burn before 21 years of age", "threshold-loosened", PERMISSIVE),
            ("one lamp every 2 years", "one lamp every 3 years", "threshold-tightened", RESTRICTIVE),
            ("heat of >10ppm", "heat of > 20 ppm", "threshold-tightened", RESTRICTIVE),
            ("a non-red lamp of 5 mg", "a non-red lamp of 7 mg", "threshold-changed", INDETERMINATE),
            ("non-red burn before age 5", "non-red burn before age 3", "threshold-tightened", RESTRICTIVE),
        )
    ),
    (
        listed(
            criterion(ALL, "the hall is dark at noon and the lamp is out of oil and no candle is left", "knee pain")
        ),
        listed(criterion(ALL, "the lamp is out of oil", "elbow pain in winter", "knee pain")),
        [
            ("criterion-added", RESTRICTIVE),
            ("criterion-removed", PERMISSIVE),
            ("criterion-added", INDETERMINATE),
        ],
    ),
    *(
        (
            listed(criterion(ALL, "knee pain", "heat packs at hand")),
            listed(criterion(ALL, "knee pain", "heat packs at hand", text)),
            [(f"criterion-{topic}-added", RESTRICTIVE)],
        )
        for topic, text in (
            ("prescriber", "Prescribed by a specialist in lamps"),
            ("step-therapy", "Trial and failure of candles"),
            ("site-of-care", "Given in an outpatient setting"),
            ("duration", "No more than one lamp every 2 years"),
            ("documentation", "Chart notes tell of darkness"),
        )
    ),
    (
        record(statement("for knee pain, hip pain, or elbow pain.")),
        listed(criterion(ANY, "knee pain", "hip pain", "elbow pain"), tail="for any of the following:"),
        [("criterion-list-spelled-out", EDITORIAL)],
    ),
    (
        record(statement("when the knee hurts and the hip hurts.", INVESTIGATIONAL)),
        listed(criterion(ALL, "the knee hurts", "the hip hurts"), INVESTIGATIONAL, "when all are met:"),
        [("criterion-list-spelled-out", EDITORIAL)],
    ),
    (
        record(statement("for knee pain and hip pain.")),
        listed(criterion(ALL, "knee pain", "hip pain"), tail="for all of the following:"),
        [("criterion-list-added", INDETERMINATE)],
    ),
    (
        record(statement("for knee pain or hip pain.")),
        listed(criterion(ANY, "knee pain", "hip pain", "wounds"), tail="for any of the following:"),
        [("criterion-list-added", INDETERMINATE)],
    ),
    (
        listed(criterion(ANY, "another lamp is tried", "knee pain")),
        listed(
            criterion(ANY, "another lamp is tried. Exception: no more than 2 lamps a year may be tried", "knee pain")
        ),
        [("criterion-exception-added", INDETERMINATE)],
    ),
    (
        listed(criterion(ANY, "another lamp is tried", "knee pain")),
        listed(criterion(ANY, "another lamp is tried. Exception: a third may be considered in winter", "knee pain")),
        [("criterion-exception-added", PERMISSIVE)],
    ),
    (
        listed(criterion(ALL, "another lamp is tried", "knee pain")),
        listed(criterion(ALL, "another lamp is tried. Exceptions are allowed in winter", "knee pain")),
        [("criterion-exception-added", PERMISSIVE)],
    ),
    (
        listed(criterion(ALL, "another lamp is tried", "knee pain")),
        listed(criterion(ALL, "another lamp is tried. Exceptions are not allowed", "knee pain")),
        [("criterion-exception-added", INDETERMINATE)],
    ),
    (
        listed(criterion(ALL, "another lamp is tried", "knee pain")),
        listed(criterion(ALL, "another lamp is tried. Exceptions are not routinely permitted", "knee pain")),
        [("criterion-exception-added", INDETERMINATE)],
    ),
    (
        listed(criterion(ALL, "another lamp is tried", "knee pain")),
        listed(criterion(ALL, "another lamp is tried. Exception: no lamp is allowed by day", "knee pain")),
        [("criterion-exception-added", INDETERMINATE)],
    ),
    # What is new as an item was said before as a part of a longer one.
    (
        listed(
            criterion(
                ALL,
                "knee pain",
                "rest, heat packs, cold packs and hot baths failed and the case is known to every hall",
            )
        ),
        listed(
            criterion(
                ALL,
                "knee pain",
                "efforts with rest, heat packs, cold packs and hot baths",
                "the case is known to every hall",
            )
        ),
        [("criterion-added", INDETERMINATE), ("criterion-reworded", INDETERMINATE)],
    ),
    (
        listed(
            criterion(
                ALL,
                "knee pain",
                "rest, heat packs, cold packs and hot baths failed, the case is old, and three lamps were lit at night",
            )
        ),
        listed(
            criterion(ALL, "knee pain", "a hall is near", "efforts with rest, heat packs, cold packs and hot baths")
        ),
        [("criterion-added", RESTRICTIVE), ("criterion-removed", PERMISSIVE), ("criterion-added", INDETERMINATE)],
    ),
    (
        listed(criterion(ALL, "knee pain", "burns", "scars")),
        listed(
            criterion(
                ALL,
                "knee pain",
                criterion(ALL, "burns", "scars").model_copy(
                    update={"text": "If no guide is at hand, then ALL of these"}
                ),
            )
        ),
        [("criterion-condition-added", INDETERMINATE)],
    ),
    (
        listed(criterion(ANY, "lamps without use (for example without a bulb)", "candles"), INVESTIGATIONAL),
        listed(
            criterion(ANY, "lamps without use (for example without a bulb or no stand)", "candles"), INVESTIGATIONAL
        ),
        [("criterion-alternative-added", INDETERMINATE)],
    ),
    (
        listed(criterion(ALL, "knee pain or hip pain", "heat failed")),
        listed(criterion(ALL, "knee pain", "heat failed")),
        [("criterion-alternative-removed", RESTRICTIVE)],
    ),
    (
        listed(criterion(ALL, "heat failed")),
        listed(criterion(ALL, "heat failed", "cold failed")),
        [("criterion-added", RESTRICTIVE)],
    ),
    (
        listed(criterion(ANY, "knee", "hip")),
        listed(criterion(ANY, "knee", "hip", "elbow")),
        [("criterion-added", PERMISSIVE)],
    ),
    (
        listed(criterion(ANY, "knee", "hip"), INVESTIGATIONAL),
        listed(criterion(ANY, "knee", "hip", "elbow"), INVESTIGATIONAL),
        [("criterion-added", RESTRICTIVE)],
    ),
    (
        listed(criterion(UNCLEAR, "knee", "hip")),
        listed(criterion(UNCLEAR, "knee", "hip", "elbow")),
        [("criterion-added", INDETERMINATE)],
    ),
    (
        record(statement("for pain.")),
        record(statement("for pain when:", criteria=criterion(ALL, "heat failed", "cold failed"))),
        [("criterion-list-added", RESTRICTIVE)],
    ),
    (
        record(statement("for pain of the knee or pain of the hip.")),
        record(statement("for:", criteria=criterion(ANY, "pain of the knee", "pain of the hip"))),
        [("criterion-list-spelled-out", EDITORIAL)],
    ),
    (
        listed(criterion(ALL, "heat failed", "a therapist agrees")),
        listed(criterion(ALL, "heat failed", criterion(ALL, "in writing", "in time", text="a therapist agrees"))),
        [("criterion-sublist-added", RESTRICTIVE)],
    ),
    (
        listed(criterion(ALL, "heat failed", "a joint hurts")),
        listed(criterion(ALL, "heat failed", criterion(ANY, "knee", "hip", text="a joint hurts, including:"))),
        [("criterion-sublist-added", INDETERMINATE)],
    ),
    (
        listed(criterion(ANY, "early disease", "late disease", "knee pain")),
        listed(criterion(ANY, "early or late disease", "knee pain")),
        [("criterion-merged", EDITORIAL)],
    ),
    (
        listed(criterion(ALL, "heat failed", "cold failed", "rest failed")),
        listed(criterion(ALL, "rest failed", "heat failed", "cold failed")),
        [("criterion-moved", EDITORIAL)],
    ),
    (
        listed(criterion(ALL, "heat failed", criterion(ANY, "knee", "hip", text="ONE site:"))),
        listed(criterion(ALL, criterion(ANY, "knee", "hip", "heat failed", text="ONE site:"))),
        [("criterion-moved", PERMISSIVE)],
    ),
    (
        listed(criterion(ALL, "heat failed", "knee pain")),
        listed(criterion(ALL, "heat failed", criterion(ALL, "knee pain", text="in winter only:"))),
        [("criterion-condition-added", RESTRICTIVE)],
    ),
    (
        listed(criterion(ALL, "heat failed", "cold failed", "rest failed")),
        listed(criterion(ALL, "heat failed", criterion(ANY, "cold failed", "rest failed", text="ONE of:"))),
        [("criterion-regrouped", PERMISSIVE)],
    ),
    (
        listed(criterion(ALL, "heat failed", "cold failed")),
        listed(criterion(ALL, "heat failed", criterion(ANY, "cold failed", "rest failed", text="ONE of:"))),
        [("criterion-added", PERMISSIVE)],
    ),
    (
        listed(criterion(ALL, "failure of heat at home")),
        listed(criterion(ALL, "failure of heat at the clinic")),
        [("criterion-reworded", INDETERMINATE)],
    ),
    (
        listed(criterion(ANY, "testing for information or for the care of a family member")),
        listed(
            criterion(ANY, "Testing for the care of a relative. For example, nobody but the relative has symptoms.")
        ),
        [("criterion-reworded", INDETERMINATE)],
    ),
    (
        listed(criterion(ALL, "previous treatment failed")),
        listed(criterion(ALL, "prior therapy failed")),
        [("criterion-reworded", EDITORIAL)],
    ),
    (
        listed(criterion(ALL, item("heat failed unless harmful", "1."))),
        listed(criterion(ALL, item("heat failed", "1."))),
        [("criterion-exception-removed", RESTRICTIVE)],
    ),
    (
        listed(criterion(ANY, "chronic pain of a joint", "burns")),
        listed(criterion(ANY, "chronic pain of a joint except the knee", "burns")),
        [("criterion-exception-added", RESTRICTIVE)],
    ),
    (
        listed(criterion(ANY, "knee pain", "burns"), INVESTIGATIONAL),
        listed(criterion(ANY, "knee pain unless severe", "burns"), INVESTIGATIONAL),
        [("criterion-exception-added", PERMISSIVE)],
    ),
    (
        listed(criterion(ANY, "knee pain", "burns")),
        listed(criterion(ANY, "knee pain unless severe", "burns")),
        [("criterion-exception-added", INDETERMINATE)],
    ),
    (
        listed(criterion(ALL, "heat failed", "pregnant")),
        listed(criterion(ALL, "heat failed", "not pregnant")),
        [("criterion-negated", INDETERMINATE)],
    ),
    (
        listed(criterion(ALL, "failure of heat packs")),
        listed(criterion(ALL, "failure of heat packs or cold packs")),
        [("criterion-alternative-added", PERMISSIVE)],
    ),
    (
        listed(criterion(ALL, "member is at least 18 years old")),
        listed(criterion(ALL, "member is at least 12 years old")),
        [("threshold-loosened", PERMISSIVE)],
    ),
    (
        listed(criterion(NONE_OF, "bilirubin > 3 mg/dl")),
        listed(criterion(NONE_OF, "bilirubin > 2 mg/dl")),
        [("threshold-loosened", RESTRICTIVE)],
    ),
    (
        listed(criterion(ALL, "heat for 3 months")),
        listed(criterion(ALL, "heat for 6 months")),
        [("threshold-changed", INDETERMINATE)],
    ),
    (
        listed(criterion(ALL, "heat packs at home failed")),
        listed(criterion(ALL, "heat packs at home failed for at least 6 weeks")),
        [("threshold-added", RESTRICTIVE)],
    ),
    (
        listed(criterion(ALL, "heat", "cold", "rest")),
        listed(at_least(2, "heat", "cold", "rest")),
        [("criterion-operator-all-to-at-least", PERMISSIVE)],
    ),
    (
        listed(at_least(1, "heat", "cold", "rest")),
        listed(criterion(ANY, "heat", "cold", "rest")),
        [("criterion-operator-at-least-to-any", EDITORIAL)],
    ),
    (
        listed(at_least(1, "heat", "cold", "rest")),
        listed(at_least(2, "heat", "cold", "rest")),
        [("criterion-minimum-raised", RESTRICTIVE)],
    ),
    (
        listed(at_least(1, "heat", "cold"), INVESTIGATIONAL),
        listed(at_least(2, "heat", "cold"), INVESTIGATIONAL),
        [("criterion-minimum-raised", PERMISSIVE)],
    ),
]

TABLES: list[tuple[PolicyRecord, PolicyRecord, Expected]] = [
    (record(), record(codes=[code("11111")]), [("code-added", PERMISSIVE)]),
    (record(), record(codes=[code("11111", INVESTIGATIONAL)]), [("code-added", RESTRICTIVE)]),
    (record(), record(codes=[code("11111", UNSPECIFIED)]), [("code-added", INDETERMINATE)]),
    (
        record(codes=[code("11111")]),
        record(codes=[code("11111", NOT_NECESSARY, "Considered not medically necessary")]),
        [("code-moved-group", RESTRICTIVE)],
    ),
    (
        record(codes=[code("11111", UNSPECIFIED, None)]),
        record(codes=[code("11111")]),
        [("code-moved-group", INDETERMINATE)],
    ),
    (
        record(codes=[code("11111"), code("22222")]),
        record(codes=[code("11111", group="Medically necessary"), code("22222", group="Medically necessary")]),
        [("code-group-renamed", EDITORIAL)],
    ),
    (
        record(codes=[code("11111", description="lamp, first hour")]),
        record(codes=[code("11111", description="lamp, first 2 hours")]),
        [("code-description-changed", ADMINISTRATIVE)],
    ),
    (
        record(codes=[code("11111", description="lamp for a patient")]),
        record(codes=[code("11111", description="lamp for an individual")]),
        [],
    ),
    (record(codes=[code("11111", description=None)]), record(codes=[code("11111")]), []),
    (record(codes=[code("X10-X19")]), record(codes=[code("X10-X29")]), [("code-range-widened", PERMISSIVE)]),
]

HEADER: list[tuple[PolicyRecord, PolicyRecord, Expected]] = [
    (
        record(last_review_date="2024-03-01", next_review_date="2025-03"),
        record(last_review_date="2026-03-01", next_review_date="2025-03"),
        [("date-last-review-changed", ADMINISTRATIVE), ("date-review-overdue", ADMINISTRATIVE)],
    ),
    (
        record(effective_date="2026-03-01", next_review_date="2026"),
        record(effective_date="2026-03-02", next_review_date="2026"),
        [("date-effective-changed", ADMINISTRATIVE)],
    ),
    (
        record(effective_date="2025-01-01", last_review_date="2025-01", next_review_date="2026"),
        record(effective_date="2026-01-01", last_review_date="2026-01", next_review_date="2027"),
        [
            ("date-effective-changed", ADMINISTRATIVE),
            ("date-last-review-changed", ADMINISTRATIVE),
            ("date-next-review-changed", ADMINISTRATIVE),
        ],
    ),
    (
        record(),
        record(effective_date="2026-01-01", last_review_date="2026-01", next_review_date="2027"),
        [
            ("date-effective-added", ADMINISTRATIVE),
            ("date-last-review-added", ADMINISTRATIVE),
            ("date-next-review-added", ADMINISTRATIVE),
        ],
    ),
    (
        record(other_dates=[dated("Published", "2025-02"), dated("Posted", "2025-03")]),
        record(other_dates=[dated("Published", "2026-02"), dated("Printed", "2026-03")]),
        [
            ("date-other-changed", ADMINISTRATIVE),
            ("date-other-added", ADMINISTRATIVE),
            ("date-other-removed", ADMINISTRATIVE),
        ],
    ),
    (
        record(effective_date="2026-01-01"),
        record(statement(), effective_date="2026-01-01"),
        [("statement-added", PERMISSIVE), ("date-effective-not-advanced", ADMINISTRATIVE)],
    ),
    (
        record(title="Lamps", policy_number="7", payer="Made Health"),
        record(title="Bright Lamps", policy_number="8", payer="Other Health"),
        [
            ("title-changed", ADMINISTRATIVE),
            ("policy-number-changed", ADMINISTRATIVE),
            ("payer-changed", ADMINISTRATIVE),
        ],
    ),
    (record(), record(lines_of_business=["medicaid"]), [("line-of-business-added", INDETERMINATE)]),
    (record(), record(related_policies=related("Heat Packs")), [("related-policy-added", ADMINISTRATIVE)]),
    (record(), record(sections=[section("Background")]), [("section-added", ADMINISTRATIVE)]),
    (
        record(sections=[section("Policy History", "revisions", "a" * 12)]),
        record(sections=[section("Revision Details", "revisions", "a" * 12)]),
        [("section-renamed", EDITORIAL)],
    ),
    (
        record(sections=[section("Background"), section("References", "references", "a" * 12)]),
        record(sections=[section("References", "references", "a" * 12), section("Background")]),
        [("section-moved", EDITORIAL)],
    ),
    (
        record(sections=[section("Background"), section("Knees", digest="1" * 12, level=3)]),
        record(sections=[section("Background", digest="2" * 12), section("Elbows", digest="3" * 12, level=3)]),
        [("background-changed", EDITORIAL)],
    ),
    (
        record(sections=[section("Definitions", "definitions")]),
        record(sections=[section("Definitions", "definitions", "1" * 12)]),
        [("section-text-changed", INDETERMINATE)],
    ),
    (
        record(sections=[section("Application", "description"), section("Some State", "description", level=5)]),
        record(
            sections=[section("Application", "description"), section("Some State", "description", "1" * 12, level=5)]
        ),
        [("section-text-changed", INDETERMINATE)],
    ),
    (
        record(sections=[section("Coverage Policy", "policy")], unparsed=2),
        record(sections=[section("Coverage Policy", "policy", "1" * 12)]),
        [("section-text-changed", INDETERMINATE)],
    ),
    (
        record(sections=[section("Coverage Policy", "policy")]),
        record(sections=[section("Coverage Policy", "policy", "1" * 12)]),
        [],
    ),
    (record(), record(revisions=[revision("2026-01", "Reviewed.")]), [("revision-added", ADMINISTRATIVE)]),
    (
        record(revisions=[revision("2026-01", "Annual review, lamps updated.")]),
        record(revisions=[revision("2026-01", "Annual review, lamps and packs updated.")]),
        [("revision-changed", ADMINISTRATIVE)],
    ),
    (
        record(references=references("Ray A. Lamps. 2001.")),
        record(references=references("Ray A. Lamps. 2001.", "Beam B. Heat. 2003.")),
        [("reference-list-changed", EDITORIAL)],
    ),
]

TRANSITIONS: list[tuple[PolicyRecord, PolicyRecord, Expected]] = [
    (record(statement(determination=old)), record(statement(determination=new)), [(rule, direction)])
    for old, new, rule, direction in (
        (old, new, f"statement-{old}-to-{new}".replace("_", "-"), transition(old, new).direction)
        for old, new in permutations([value for value in Determination if value is not UNSPECIFIED], 2)
    )
]

NEEDED = {Operator.ALL: 3, Operator.AT_LEAST: 2, Operator.ANY: 1}
"""How many of three items have to hold."""


def three(operator: Operator) -> Criterion:
    return criterion(operator, "heat", "cold", "rest", minimum=2 if operator is Operator.AT_LEAST else None)


def _expected(old: Operator, new: Operator) -> Direction:
    if old not in NEEDED or new not in NEEDED:
        return INDETERMINATE
    return RESTRICTIVE if NEEDED[new] > NEEDED[old] else PERMISSIVE


OPERATORS: list[tuple[PolicyRecord, PolicyRecord, Expected]] = [
    (
        listed(three(old)),
        listed(three(new)),
        [(f"criterion-operator-{old}-to-{new}".replace("_", "-"), _expected(old, new))],
    )
    for old, new in permutations(Operator, 2)
]

CASES = [*STATEMENTS, *CRITERIA, *TABLES, *HEADER, *TRANSITIONS, *OPERATORS]


def _name(value: object) -> str:
    return "+".join(rule for rule, _ in value) or "nothing" if isinstance(value, list) else ""


@pytest.mark.parametrize(("old", "new", "expected"), CASES, ids=_name)
def test_rule_fires(old: PolicyRecord, new: PolicyRecord, expected: Expected) -> None:
    assert fired(diff(old, new)) == expected


@pytest.mark.parametrize(("old", "new", "expected"), CASES, ids=_name)
def test_mirror_fires_from_new_to_old(old: PolicyRecord, new: PolicyRecord, expected: Expected) -> None:
    mirrored = [(RULES[rule].mirror, direction.opposite) for rule, direction in expected]
    assert sorted(fired(diff(new, old))) == sorted(mirrored)


@pytest.mark.parametrize("side", [0, 1])
def test_nothing_fires_without_a_change(side: int) -> None:
    assert [fired(diff(case[side], case[side])) for case in CASES] == [[]] * len(CASES)


def test_every_rule_is_fired_by_a_case() -> None:
    """From old to new or, by the test of mirrors, from new to old."""
    named = {rule for _, _, expected in CASES for rule, _ in expected}
    assert named | {RULES[rule].mirror for rule in named} == set(RULES)


def test_ids_are_unique_and_speak_of_area_and_deed() -> None:
    assert len(RULES) == len(CATALOGUE)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", rule) for rule in RULES)


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.id)
def test_every_rule_has_its_mirror_or_a_reason(rule: Rule) -> None:
    if rule.mirror is None:
        assert rule.no_mirror
        return
    mirror = RULES[rule.mirror]
    assert mirror.mirror == rule.id
    assert mirror.area is rule.area
    opposite = {Action.ADDED: Action.REMOVED, Action.REMOVED: Action.ADDED}
    assert mirror.action is opposite.get(rule.action, rule.action)
    assert mirror.direction is (rule.direction.opposite if rule.direction else None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: _name(case[2]))
def test_a_fixed_direction_is_kept(case: tuple[PolicyRecord, PolicyRecord, Expected]) -> None:
    for change in diff(case[0], case[1]).changes:
        assert RULES[change.rule].direction in (None, change.direction)
        assert (change.area, change.action) == (RULES[change.rule].area, RULES[change.rule].action)


def test_the_document_of_rules_is_current() -> None:
    """Written by ``policydiff rules --format md``."""
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == catalogue_table()
