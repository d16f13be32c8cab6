"""Numbers of policies told from page numbers, phones, dates, versions and procedure codes."""

import pytest

from pages import line
from policyextract.policynumbers import labelled_number, number_alone, number_beside, split_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5.21.054", "5.21.054"),
        ("02-33000-31", "02-33000-31"),
        ("MOL.TS.193.A", "MOL.TS.193.A"),
        ("V.19", "V.19"),
        ("CPG 135", "CPG 135"),
        ("MP 2.320", "MP 2.320"),
        ("AHS – M2145", "AHS – M2145"),
        ("No. 051", "051"),
        ("051", None),
        ("v1.0.2025", None),
        ("V2.2023", None),
        ("Version 1.2", None),
        ("1 of 8", None),
        ("Page 1 of 44", None),
        ("202.942.1000", None),
        ("1-800-624-5060", None),
        ("20001-1234", None),
        ("750 9th St NW", None),
        ("7/15/2021", None),
        ("J0897", None),
        ("E11.9", None),
        ("Chapter 1", None),
        ("2026 Lamp Manual", None),
    ],
)
def test_alone_on_a_line(text: str, number: str | None) -> None:
    match = number_alone(text)
    assert (match["number"] if match else None) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0529", "0529"),
        ("CP.MP.101", "CP.MP.101"),
        ("No. 7, Section 3", "7"),
        ("DME-1.01.29", "DME-1.01.29"),
        ("N/A", None),
        ("Lamps", None),
        ("v2.1", None),
    ],
)
def test_behind_a_label(text: str, number: str | None) -> None:
    match = labelled_number(text)
    assert (match["number"] if match else None) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Lamp Therapy (CPG 135)", "CPG 135"),
        ("Lamp Therapy/PSY301.014 Page 12", "PSY301.014"),
        ("V.19 LAMP THERAPY", "V.19"),
        ("Guidelines for Lamp Therapy V1.0.2025", None),
        ("Lamp Therapy Page 2 of 9", None),
        ("Lamp Therapy at home 12.3", None),
    ],
)
def test_beside_the_title(text: str, number: str | None) -> None:
    found = number_beside("Lamp Therapy", [line(text)])
    assert (text[found[1] : found[2]] if found else None) == number


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Lamp Therapy MP9594", ("Lamp Therapy", "MP9594")),
        ("Lamp Therapy-OH MCD-MM-0003", ("Lamp Therapy", "MM-0003")),
        ("Lamp Therapy - CAM 157", ("Lamp Therapy", "CAM 157")),
        ("Lamp Therapy (L34567)", ("Lamp Therapy", "L34567")),
        ("2.04.93 Lamp Therapy", ("Lamp Therapy", "2.04.93")),
        ("Testing for CYP450", ("Testing for CYP450", None)),
        ("HLA-B 1502 Testing", ("HLA-B 1502 Testing", None)),
        ("Human Papillomavirus (HPV16)", ("Human Papillomavirus (HPV16)", None)),
        ("COVID-19", ("COVID-19", None)),
    ],
)
def test_in_the_title(title: str, parts: tuple[str, str | None]) -> None:
    assert split_number(title) == parts
