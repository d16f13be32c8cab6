"""What is shaped like a code, of which system, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyextract.codeshapes import codes_in, codes_in_prose, leading_code, only_codes, settled_system
from policyextract.records import CodeSystem

LISTS = [
    ("12345, 12346", ["12345", "12346"]),
    ("12345 and 12346 OR J1234", ["12345", "12346", "J1234"]),
    ("12345-12349", ["12345-12349"]),
    ("38207 - 38215", ["38207-38215"]),
    ("C50.011 through C50.92, Z17.0", ["C50.011-C50.92", "Z17.0"]),
    ("H90-H90.8, H90.A-90.A3", ["H90-H90.8", "H90.A-90.A3"]),
    ("M80.00XA- M80.08XS", ["M80.00XA-M80.08XS"]),
    ("C50.-, S72.0-", ["C50.-", "S72.0-"]),
    ("C91.0x", ["C91.0x"]),
    ("12345† 12346*", ["12345", "12346"]),
    ("12345 (unlisted)", ["12345"]),
    ("12345-0678-90; 12345-678-xx", ["12345-0678-90", "12345-678-xx"]),
    ("CPT codes 12345", ["12345"]),
    ("None", []),
    ("12345 Repair of a vein", []),
    ("28626-0", []),
    ("1-800-555-1234", []),
    ("2022", []),
    ("PMID 12345678", []),
    ("10.1016/S1470-2045(18)30072-X", []),
]


@pytest.mark.parametrize(("text", "codes"), LISTS)
def test_only_codes(text: str, codes: list[str]) -> None:
    assert [found.text for found in only_codes(text)] == codes


SYSTEMS = [
    ("12345", None, CodeSystem.CPT),
    ("0123T", None, CodeSystem.CPT),
    ("J1234", None, CodeSystem.HCPCS),
    ("D7880", None, CodeSystem.HCPCS),
    ("D67", None, CodeSystem.ICD_10_CM),
    ("02H63JZ", None, CodeSystem.ICD_10_PCS),
    ("12345-678-90", None, CodeSystem.NDC),
    ("0450", None, None),
    ("0450", CodeSystem.REV, CodeSystem.REV),
    ("014", CodeSystem.DRG, CodeSystem.DRG),
    ("12345", CodeSystem.HCPCS, CodeSystem.CPT),
    ("E1165", CodeSystem.ICD_10_CM, CodeSystem.ICD_10_CM),
    ("E1165", CodeSystem.CPT, CodeSystem.HCPCS),
]


@pytest.mark.parametrize(("code", "named", "system"), SYSTEMS)
def test_settled_system(code: str, named: CodeSystem | None, system: CodeSystem | None) -> None:
    assert settled_system(code, named) is system


LEADING = [
    ("12345 Repair", "12345"),
    ("• J1234 – Injection", "J1234"),
    ("12345", "12345"),
    ("12345 or 12346.", None),
    ("12345, 12346", None),
    ("Repair 12345", None),
    ("01/02/2020 Repair", None),
]


@pytest.mark.parametrize(("text", "code"), LEADING)
def test_leading_code(text: str, code: str | None) -> None:
    found = leading_code(text)
    assert (found.text if found else None) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12345Repair of a lamp", "12345"),
        ("12345LMP1 (lamp 1) analysis", "12345"),
        ("1234UOncology", "1234U"),
        ("J1234Injection", "J1234"),
        ("12345R", "12345"),
        ("12345repair", None),
        ("123456Repair", None),
        ("12345-Repair", None),
    ],
)
def test_a_code_glued_to_its_description(text: str, code: str | None) -> None:
    """Only where the place names a system of procedures: elsewhere such a run is a lot number or a typing error."""
    found = leading_code(text, CodeSystem.CPT)
    assert (found.text if found else None) == code
    assert leading_code(text) is None


PROSE = [
    ("Ablation (CPT code 12345) is covered.", ("12345",)),
    ("Tests (12345, 0123U) are unproven.", ("12345", "0123U")),
    ("In 12345 patients of 2021 the dose was 2000 mg.", ()),
    ("Call 555-12345.", ()),
]


@pytest.mark.parametrize(("text", "codes"), PROSE)
def test_codes_in_prose(text: str, codes: tuple[str, ...]) -> None:
    assert codes_in_prose(text) == codes


@given(st.lists(st.from_regex(r"[1-9][0-9]{4}", fullmatch=True), min_size=1, max_size=5))
def test_a_list_gives_what_was_put_in(codes: list[str]) -> None:
    text = ", ".join(codes)
    assert [found.text for found in only_codes(text)] == codes
    assert [text[found.start : found.end] for found in codes_in(text)] == codes
