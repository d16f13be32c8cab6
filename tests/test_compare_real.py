"""Comparisons of real policies. They lie outside the project; where they are missing, these tests are skipped.

``POLICYDIFF_REAL`` names their folder; without it, "shared" beside the project is taken.
"""

import importlib.util
import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT
from policydiff import terms, wording
from policydiff.comparison import Comparison, Kinship
from policydiff.payers import compare
from policyextract.pipeline import extract
from policyextract.records import PolicyRecord

REAL = Path(os.environ.get("POLICYDIFF_REAL", ROOT.parent / "shared"))
LABEL = REAL / "labels" / "seeds" / "compare__dli.json"

pytestmark = pytest.mark.skipif(not LABEL.exists(), reason=f"REAL POLICIES NOT TESTED: nothing at {LABEL}")

OF_THE_FIELD = re.compile(
    r"transplant|graft|h(?:a)?ematolog|h(?:a)?ematopoie|leuk(?:a)?emi|lympho|an(?:a)?emi|allogen|autolog|donor|chimer"
    r"|marrow|cytopen|stem cell|relaps|recur|malignan|cancer|neoplas|tumou?r|metasta|conver"
)
"""Any word that has to do with transplantation or diseases of the blood, and then some."""


@cache
def record(*parts: str) -> PolicyRecord:
    (path,) = REAL.joinpath(*parts[:-1]).glob(parts[-1])
    return extract(path.read_bytes(), path.name).record


@pytest.fixture
def without_words_of_the_field(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The lexicon as if nobody had thought of the disease at hand."""
    monkeypatch.setattr(wording, "_STANDS_FOR", {a: b for a, b in wording._STANDS_FOR.items() if not of_field(a, b)})
    monkeypatch.setattr(terms, "_CANONICAL", {a: b for a, b in terms._CANONICAL.items() if not of_field(a, b)})
    monkeypatch.setattr(terms, "FILLER", frozenset(word for word in terms.FILLER if not of_field(word)))
    pairs = (terms._stem(word) for pair in terms.OPPOSITES if not of_field(*pair) for word in pair)
    monkeypatch.setattr(terms, "_OPPOSITE_STEMS", tuple(frozenset(pair) for pair in zip(pairs, pairs, strict=True)))
    forget()
    yield
    monkeypatch.undo()
    forget()


def of_field(*words: str) -> bool:
    return any(OF_THE_FIELD.search(word) for word in words)


def forget() -> None:
    wording.words.cache_clear()
    terms.stems.cache_clear()


def scores() -> dict[str, float]:
    """The scores of the labelled comparison, by the scorer that lies with the labels."""
    spec = importlib.util.spec_from_file_location("score", REAL / "score.py")
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    label = json.loads(LABEL.read_text())
    names = [name for names in label["files"].values() for name in ([names] if isinstance(names, str) else names)]
    result = compare([record("seeds", Path(name).name) for name in names])
    tally = scorer.Tally()
    scorer.score_compare(label, json.loads(result.model_dump_json()), tally, [])
    return {name: hits / labels for name, (hits, labels) in tally.items() if labels}


def test_the_labelled_comparison() -> None:
    found = scores()
    assert found["compare.service"] == 1.0
    assert found["compare.code"] == 1.0
    assert found["compare.row"] >= 0.95
    assert found["compare.determination"] >= 0.95
    assert found["compare.basis"] >= 0.90


@pytest.mark.usefixtures("without_words_of_the_field")
def test_the_labelled_comparison_without_the_words_of_its_field() -> None:
    assert wording.words("haematologic") != wording.words("hematologic")
    assert terms.stems("malignancy") != terms.stems("cancer")
    assert scores()["compare.determination"] >= 0.85


def hearing_loss() -> Comparison:
    return compare(
        [
            record("corpus", "centene", "*Hearing_Loss*"),
            record("corpus", "bcbs_ne", "*V35*"),
            record("corpus", "dean_health_plan", "*Hearing-Loss*"),
        ]
    )


def test_policies_of_one_source_are_recognised() -> None:
    result = hearing_loss()
    first, second, third = (document.key for document in result.documents)
    assert [(one.keys, one.kinship) for one in result.shared_texts] == [
        ((first, second), Kinship.SAME_SOURCE),
        ((first, third), Kinship.SAME_SOURCE),
        ((second, third), Kinship.SAME_TEXT),
    ]
    assert result.shared_texts[2].differences == ()
    found = [(change.rule, change.direction.value) for change in result.shared_texts[0].differences]
    assert found == [
        ("statement-removed", "indeterminate"),
        ("code-removed", "indeterminate"),
        ("code-removed", "indeterminate"),
        ("criterion-reworded", "editorial"),
        ("statement-reworded", "indeterminate"),
        ("statement-reworded", "indeterminate"),
    ]


def test_what_policies_of_one_source_ask_alike_stands_in_one_row() -> None:
    result = hearing_loss()
    first = result.documents[0].key
    shared = result.services[1]
    assert [(row.confidence, row.alone, None in row.cells.values()) for row in shared.conditions] == [
        (1.0, None, False),
        (1.0, None, False),
    ]
    assert [row.agreement.value for row in shared.rows] == ["same", "same"]
    assert {row.code: row.alone for row in result.codes if row.alone} == {"81253": first, "81403": first}


def test_sister_brands_have_the_same_text() -> None:
    result = compare([record("corpus", "asuris_cambia", "*.pdf"), record("corpus", "regence_cambia", "*.pdf")])
    (shared,) = result.shared_texts
    assert (shared.kinship, shared.share, shared.differences) == (Kinship.SAME_TEXT, 1.0, ())
    assert {row.agreement.value for service in result.services for row in service.rows} == {"same"}


def test_policies_of_different_sources_share_no_text() -> None:
    files = ("cigna-0261__2026*", "molina-210*", "centene*", "bcbsma-338*")
    assert compare([record("seeds", name) for name in files]).shared_texts == ()
