"""Other names of what a policy is about, read from its background too, and what a comparison makes of them."""

import pytest

from making import place, record, statement
from policydiff.payers import compare
from policyextract.abbreviations import abbreviations
from policyextract.aliases import other_names
from policyextract.pipeline import extract
from policyextract.records import Alias, Payer, PolicyRecord

POLICY = """# Winter Lamps

Policy Number: 7

## Policy

Bright light treatment is considered medically necessary for winter sadness.

## Background

Bright light treatment, also known as sun box care, has been studied in mice.
The bright light treatment (BLT) of mice differs. Magnetic mouse imaging (MMI) is not.
Magnetic mouse imaging, also called a mouse scan, costs little.

## References

1. Mouse lamp, also known as bright light treatment. 2001.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Light boost (LB), also known as lamp boost, is given.", [("Light boost", "lamp boost")]),
        ("A sun lamp (also called a day lamp) is used", [("sun lamp", "day lamp")]),
        ("This is done with a sun lamp, otherwise termed day lamp.", [("sun lamp", "day lamp")]),
        ("A sun lamp is used", []),
        ("It is also known that lamps are warm.", []),
        ("It is also known as a day lamp.", []),
    ],
)
def test_other_names(text: str, expected: list[tuple[str, str]]) -> None:
    found = list(other_names(text))
    assert [(one.name, one.other) for one in found] == expected
    for one in found:
        assert text[slice(*one.span)].startswith(one.name)


def test_where_an_abbreviation_stands() -> None:
    text = "The bright light treatment (BLT) of mice"
    (found,) = abbreviations(text)
    assert (found.short, found.long, text[slice(*found.span)]) == (
        "BLT",
        "bright light treatment",
        "bright light treatment (BLT)",
    )


def test_a_record_names_what_its_background_calls_its_subject() -> None:
    made = extract(POLICY.encode(), "lamps.md")
    assert [(alias.name, alias.aliases) for alias in made.record.aliases] == [
        ("Bright light treatment", ("sun box care", "BLT"))
    ]
    (alias,) = made.record.aliases
    quoted = made.document.text[slice(*alias.provenance.span)]
    assert quoted == "Bright light treatment, also known as sun box care"
    assert alias.provenance.line == 11


def payer(name: str, service: str, *aliases: Alias) -> PolicyRecord:
    made = record(statement("for gout.", services=[service]), policy_number=None, title=None)
    return made.model_copy(update={"payer": Payer(id=name, name=name), "aliases": aliases})


@pytest.mark.parametrize(
    ("called", "alias"),
    [
        ("sun box care", Alias(name="Bright light treatment", aliases=("sun box care",), provenance=place())),
        ("BLT", Alias(name="bright light treatment", aliases=("BLT",), provenance=place())),
    ],
)
def test_services_pair_by_a_name_that_only_a_background_gives(called: str, alias: Alias) -> None:
    one, other = payer("acme", "Bright light treatment"), payer("best", called)
    assert len(compare([one, other]).services) == 2
    (service,) = compare([payer("acme", "Bright light treatment", alias), other]).services
    assert set(service.rows[0].cells) == {"acme", "best"}
    assert all(cell.named_as == "gout" for cell in service.rows[0].cells.values())
