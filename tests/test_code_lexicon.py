"""The wordings of code groups and of revision logs match their examples, and none of what they must not match."""

import pytest

from policyextract.codecontext import determination_of_group, heads_codes, system_named
from policyextract.lexicon import codegroups, revisionlogs
from policyextract.lexicon.codegroups import GROUP_WORDINGS, SYSTEM_NAMES, GroupWording, SystemName
from policyextract.lexicon.phrases import Phrase
from policyextract.records import CodeSystem, Determination

PHRASES: dict[str, Phrase | SystemName | GroupWording] = {
    **{name: value for name, value in vars(codegroups).items() if isinstance(value, Phrase)},
    **{name: value for name, value in vars(revisionlogs).items() if isinstance(value, Phrase)},
    **{f"system {entry.system}": entry for entry in SYSTEM_NAMES},
    **{f"group {at} {entry.determination}": entry for at, entry in enumerate(GROUP_WORDINGS)},
}


@pytest.mark.parametrize("name", PHRASES)
def test_phrases(name: str) -> None:
    entry = PHRASES[name]
    assert entry.examples
    assert entry.not_examples
    for example in entry.examples:
        assert entry.compiled.search(example), example
    for example in entry.not_examples:
        assert not entry.compiled.search(example), example


HEADINGS = [
    ("CPT codes covered if selection criteria are met", Determination.MEDICALLY_NECESSARY),
    ("ICD-10 codes not covered for indications listed", Determination.NOT_COVERED),
    ("ICD-10-CM codes that do not support medical necessity", Determination.NOT_MEDICALLY_NECESSARY),
    ("Considered Experimental/Investigational/Unproven", Determination.INVESTIGATIONAL),
    ("Considered integral to the primary procedure", Determination.NOT_COVERED),
    ("Established codes:", Determination.MEDICALLY_NECESSARY),
    ("Other CPT codes related to the policy", None),
    ("Coverage Criteria Sections", None),
    ("Group 1 codes", None),
]


@pytest.mark.parametrize(("heading", "determination"), HEADINGS)
def test_determination_of_group(heading: str, determination: Determination | None) -> None:
    assert determination_of_group(heading) is determination


SYSTEMS = [
    ("CPT®* Codes", CodeSystem.CPT),
    ("ICD-10-PCS Codes", CodeSystem.ICD_10_PCS),
    ("ICD-10-CM Diagnosis Codes", CodeSystem.ICD_10_CM),
    ("CPT/HCPCS Codes", None),
    ("Codes", None),
]


@pytest.mark.parametrize(("text", "system"), SYSTEMS)
def test_system_named(text: str, system: CodeSystem | None) -> None:
    assert system_named(text) is system


@pytest.mark.parametrize("text", ["HCPCS Code(s):", "Applicable CPT Codes", "Coding of variants", "Policy"])
def test_heads_codes(text: str) -> None:
    assert heads_codes(text) is (text not in {"Coding of variants", "Policy"})
