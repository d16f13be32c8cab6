"""Names of services, the services of a policy, and which of two policies' services are the same."""

import pytest

from making import code, record, statement
from policydiff.glossary import Glossary, texts
from policydiff.services import Catalogue, Service, action_on, announces, same_service, service_name, speciality
from policyextract.abbreviations import definitions
from policyextract.records import PolicyRecord


def catalogue(of: PolicyRecord, *names: str) -> Catalogue:
    return Catalogue(of, Glossary(definitions(texts(of))), names)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("The use of light therapy for winter sadness", "light therapy"),
        ("Light therapy (LT)", "Light therapy"),
        ("Lamp panel (12345, 12346", "Lamp panel"),
        ("Lamp testing of members with gout", "Lamp testing"),
        ("Testing for gout", "Testing for gout"),
        ("the following procedures", None),
        ("specific lamps noted below", None),
        ("Individuals with gout", None),
        ("When the criteria are met", None),
        ("", None),
    ],
)
def test_service_name(printed: str, name: str | None) -> None:
    assert service_name(printed) == name


def test_what_only_announces_is_no_service() -> None:
    assert announces("specific lamps noted below")
    assert not announces("lamp therapy")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("modification of skin grafts", ("modification", 1)),
        ("Chemical modification of skin grafts (CM)", ("Chemical modification", 1)),
        ("Chemically modified skin grafts", ("Chemically modified", 1)),
        ("skin graft repair", None),
        ("storage of cells", None),
        ("modification of skin graft repair", None),
        ("Early lamp therapy", None),
    ],
)
def test_an_action_on_what_a_service_is_made_of(name: str, expected: tuple[str, int] | None) -> None:
    assert action_on(name, ["lamp therapy", "skin graft repair"]) == expected


def test_a_service_goes_by_all_its_names() -> None:
    made = record(
        statement(
            text="Bright lamp therapy (BLT) is considered medically necessary.", services=["Bright lamp therapy"]
        ),
        statement(text="Bright lamp therapy, also known as day lamp care, is not covered for gout."),
        title=None,
    )
    found = catalogue(made, "Bright lamp therapy", "BLT")
    assert [service.names for service in found.services] == [("Bright lamp therapy", "BLT", "day lamp care")]
    assert found.find("BLT") == found.find("bright lamp therapies") == 0
    assert found.find("lamp") is None


def test_initials_that_a_text_uses_without_defining_them_are_a_name() -> None:
    made = record(statement(text="BLT as a treatment for gout", services=[]))
    assert catalogue(made, "bright lamp therapy").services[0].names == ("bright lamp therapy", "BLT")


def test_mentions_take_the_longest_name_and_its_brackets() -> None:
    found = catalogue(record(), "lamp therapy", "day lamp therapy")
    text = "Day lamp therapies (DLT) and lamp therapy"
    assert [(at, text[start:end]) for at, start, end in found.mentions(text)] == [
        (1, "Day lamp therapies (DLT)"),
        (0, "lamp therapy"),
    ]


def test_a_heading_names_a_service_in_other_forms_of_its_words() -> None:
    found = catalogue(record(), "knee surgery", "lamp therapy")
    assert found.spoken_of("Surgical procedures") == ()
    assert found.spoken_of("Knee surgical procedures") == (0,)


def test_codes_go_to_the_service_that_their_description_names() -> None:
    made = record(
        statement().model_copy(update={"codes": ("97000",)}),
        codes=[
            code("11111", description="Lamp therapy, first hour"),
            code("22222", description="Infusion of skin grafts"),
            code("33333", description="Office visit"),
        ],
    )
    lamp, infusion = catalogue(made, "lamp therapy", "skin graft repair").services
    assert (lamp.codes, lamp.own_codes) == ({"11111", "97000"}, {"11111", "97000"})
    assert infusion.codes == {"22222"}


def named(*names: str, own: str = "") -> Service:
    codes = frozenset(own.split())
    return Service(names, codes, codes)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (named("lamp therapy"), named("Lamp therapies"), True),
        (named("deep skin graft boost"), named("thin skin graft boost"), True),
        (named("deep skin graft boost"), named("deep skin graft storage"), False),
        (named("light therapy"), named("blue light therapy"), True),
        (named("light therapy", "LT"), named("LT"), True),
        (named("targeted lamp testing"), named("non-targeted lamp testing"), False),
        (named("lamp therapy"), named("knee surgery"), False),
        (named("lamp therapy", own="11111"), named("lamp exposure", own="11111"), True),
        (named("lamp therapy", own="11111"), named("lamp exposure", own="22222"), False),
        (named("lamp therapy", own="11111"), named("knee surgery", own="11111"), False),
        (named("targeted or non-targeted testing"), named("targeted or non-targeted testing"), True),
    ],
)
def test_same_service(one: Service, other: Service, same: bool) -> None:
    assert same_service(one, other) is same
    assert same_service(other, one) is same


@pytest.mark.parametrize(
    ("special", "general", "words"),
    [
        (("bright light therapy",), ("light therapy",), {"bright"}),
        (("bright light therapy", "BLT"), ("light therapy", "BLT"), set()),
        (("light therapy",), ("bright light therapy",), set()),
        (("lamp therapy",), ("light therapy",), set()),
        (("LT-A", "light test for aging"), ("LT", "light test"), {"typea"}),
    ],
)
def test_what_makes_a_service_a_special_kind(
    special: tuple[str, ...], general: tuple[str, ...], words: set[str]
) -> None:
    assert speciality(Service(special), Service(general)) == words
