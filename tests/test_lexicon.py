"""Every pattern of the lexicon matches its examples, and none of what it must not match."""

import pytest

from policyextract.lexicon.claims import CLAIM_WORDINGS
from policyextract.lexicon.determinations import WORDINGS, Wording
from policyextract.lexicon.doctypes import OTHER_TYPES, DocumentType
from policyextract.lexicon.labels import LABELS, Label, labels_in
from policyextract.lexicon.operators import QUANTIFIERS, Quantifier, stated_operator
from policyextract.lexicon.remarks import REMARKS, Remark
from policyextract.lexicon.scopes import LINES_OF_BUSINESS, POPULATIONS, RESIDUAL, Scope
from policyextract.lexicon.sections import SECTION_NAMES, SectionName, section_kind
from policyextract.predicates import sentences

SEARCHED = (*RESIDUAL, *POPULATIONS, *LINES_OF_BUSINESS, *REMARKS, *OTHER_TYPES, *CLAIM_WORDINGS)


def named(entry: object) -> str:
    return getattr(entry, "pattern", "")[:40] or repr(entry)[:40]


@pytest.mark.parametrize("entry", SEARCHED, ids=named)
def test_searched_patterns(entry: Scope | Remark | DocumentType) -> None:
    assert entry.examples
    for example in entry.examples:
        assert entry.compiled.search(example), example
    for example in entry.not_examples:
        assert not entry.compiled.search(example), example


@pytest.mark.parametrize("entry", SECTION_NAMES, ids=lambda entry: entry.kind.value)
def test_section_names(entry: SectionName) -> None:
    assert entry.examples
    for example in entry.examples:
        assert section_kind(example) is entry.kind, example
    for example in entry.not_examples:
        assert section_kind(example) is not entry.kind, example


@pytest.mark.parametrize("entry", QUANTIFIERS, ids=named)
def test_quantifiers(entry: Quantifier) -> None:
    assert entry.examples
    for example in entry.examples:
        stated = stated_operator(example)
        assert stated is not None, example
        assert stated.operator is entry.operator, example
    for example in entry.not_examples:
        stated = stated_operator(example)
        assert stated is None or stated.operator is not entry.operator, example


@pytest.mark.parametrize("at", range(len(WORDINGS)), ids=lambda at: WORDINGS[at].examples[0])
def test_determinations(at: int) -> None:
    wording: Wording = WORDINGS[at]
    for example in wording.examples:
        predicate = sentences(example)[0].predicate
        assert (predicate.determination if predicate else None) == (wording.determination if wording.alone else None), (
            example
        )
    for example in wording.not_examples:
        predicate = sentences(example)[0].predicate
        assert predicate is None or predicate.determination is not wording.determination, example


@pytest.mark.parametrize("label", LABELS, ids=named)
def test_header_labels(label: Label) -> None:
    for example in label.examples:
        assert any(found.label.field is label.field for found in labels_in(example)), example
    for example in label.not_examples:
        assert not any(found.label.field is label.field for found in labels_in(example)), example
