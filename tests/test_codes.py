"""Code tables and lists in the shapes that policies give them: which codes, of which system, in which group."""

import pytest

from blocks import paragraph, section, table
from policyextract.codes import find_codes
from policyextract.lexicon.sections import SectionKind
from policyextract.outline import Section

K = SectionKind


def read(*sections: Section) -> list[str]:
    """Each code as "SYSTEM code determination"."""
    return [f"{code.system.value} {code.code} {code.determination.value}" for code in find_codes(sections).codes]


def cpt(determination: str, *codes: str) -> list[str]:
    return [f"CPT {code} {determination}" for code in codes]


SHAPES: dict[str, tuple[tuple[Section, ...], list[str]]] = {
    "code and description": (
        (section("Coding", table("*CPT Code | *Description", "12345 | Repair", "0123U | Assay")),),
        cpt("unspecified", "12345", "0123U"),
    ),
    "lead-in with a colon": (
        (
            section(
                "Coding",
                paragraph("The following CPT codes are considered investigational:"),
                table("*Code | *Description", "12345 | Repair"),
            ),
        ),
        cpt("investigational", "12345"),
    ),
    "lead-in with a full stop": (
        (
            section(
                "Coding",
                paragraph("The codes listed below are medically necessary only if criteria are met."),
                table("*Code | *Description", "12345 | Repair"),
            ),
        ),
        cpt("medically_necessary", "12345"),
    ),
    "codes in brackets behind what they are for": (
        (
            section(
                "Administrative process",
                paragraph("Box A: Lamp testing procedure codes that require prior authorization", bold=True),
                paragraph("Lamp repairs, Tier 2 or unlisted (CPT 12345-12347, 12399)"),
                paragraph("Unlisted lamps (HCPCS codes J1234)"),
                paragraph("Do not use with lamps of the past (CPT 12388)"),
                paragraph("Lamps of the trade fair (hall 12377)"),
                paragraph("Any other CPT code when it is used for a lamp (see Box B)"),
                kind=K.HEADER,
            ),
        ),
        ["CPT 12345-12347 unspecified", "CPT 12399 unspecified", "HCPCS J1234 unspecified"],
    ),
    "codes in brackets where none are listed": (
        (section("Background", paragraph("Lamps, Tier 2 or unlisted (CPT 12345)"), kind=K.BACKGROUND),),
        [],
    ),
    "disclaimer is no lead-in": (
        (
            section(
                "Coding",
                paragraph("Listing of a code below does not imply that the procedure is a covered health service."),
                table("*Code | *Description", "12345 | Repair"),
            ),
        ),
        cpt("unspecified", "12345"),
    ),
    "lead-in stands for the sections that name systems": (
        (
            section("Coding", paragraph("When services are investigational:", bold=True)),
            section("CPT", table("*Code | *Description", "12345 | Repair"), level=7),
            section("ICD-10 Diagnosis", paragraph("D67 Some disorder"), level=7),
        ),
        ["CPT 12345 investigational", "ICD-10-CM D67 investigational"],
    ),
    "group of one system ends at another": (
        (
            section("Coding"),
            section("CPT codes covered if criteria are met", table("*Code | *Text", "12345 | Repair"), level=5),
            section("HCPCS codes", table("*Code | *Text", "J1234 | Drug"), level=5),
        ),
        ["CPT 12345 medically_necessary", "HCPCS J1234 unspecified"],
    ),
    "group rows inside a table": (
        (
            section(
                "Coding",
                table(
                    "*Code | *Description",
                    "CPT codes covered if criteria are met: |",
                    "12345 | Repair",
                    "CPT codes not covered for indications listed: |",
                    "12346 | Removal",
                    "Other CPT codes related to the policy: |",
                    "12347 | Visit",
                ),
            ),
        ),
        ["CPT 12345 medically_necessary", "CPT 12346 not_covered", "CPT 12347 unspecified"],
    ),
    "rows of subjects keep the group": (
        (
            section(
                "Coding",
                paragraph("Considered investigational:", bold=True),
                table("*CPT Code | *Description", "*Panels |", "12345 | Panel"),
            ),
        ),
        cpt("investigational", "12345"),
    ),
    "a note after a table opens no group": (
        (
            section(
                "Coding",
                paragraph("Considered investigational:", bold=True),
                table("*CPT Codes | *Description", "12345 | Repair"),
                paragraph("†Note: Considered medically necessary when criteria are met"),
                table("*HCPCS Codes | *Description", "C1234 | Device"),
            ),
        ),
        ["CPT 12345 investigational", "HCPCS C1234 investigational"],
    ),
    "over pages, with repeated heads": (
        (
            section(
                "Coding",
                table("*Code | *Description", "12345 | Repair"),
                table("*Code | *Description", "12346 | Removal", page=2),
            ),
        ),
        cpt("unspecified", "12345", "12346"),
    ),
    "over pages, a description cut": (
        (
            section(
                "Coding",
                table("*Code | *Description", "12345 | Repair of"),
                table(" | a vein, not covered elsewhere", "12346 | Removal", page=2),
            ),
        ),
        cpt("unspecified", "12345", "12346"),
    ),
    "columns of code": (
        (
            section(
                "Coding", table("*Procedure | *Open CPT Codes | *Closed CPT Codes", "Repair | 12345 | 12346 or 12347")
            ),
        ),
        cpt("unspecified", "12345", "12346", "12347"),
    ),
    "rows of systems": (
        (section("Coding", table("*CPT Codes | 12345, 12346", "*HCPCS Codes | J1234, 12399")),),
        ["CPT 12345 unspecified", "CPT 12346 unspecified", "HCPCS J1234 unspecified", "CPT 12399 unspecified"],
    ),
    "system in the first column": (
        (section("CODES", table("*Codes | *Number | *Description", "CPT | 12345 | Repair", "HCPCS | None |")),),
        cpt("unspecified", "12345"),
    ),
    "grid of codes under a title": (
        (section("Coding", table("*Procedure Codes | | |", "S1234 | 12345 | 12346 | 12347")),),
        ["HCPCS S1234 unspecified", *cpt("unspecified", "12345", "12346", "12347")],
    ),
    "column of coverage": (
        (
            section(
                "Coding",
                table("*Code | *Description | *Status", "12345 | Repair | Covered", "12346 | Removal | Not covered"),
            ),
        ),
        ["CPT 12345 medically_necessary", "CPT 12346 not_covered"],
    ),
    "coverage by line of business": (
        (
            section(
                "Coding",
                table("*Code | *Text | *Commercial | *Medicare", "12345 | Repair | Investigational | Covered"),
            ),
        ),
        ["CPT 12345 investigational", "CPT 12345 medically_necessary"],
    ),
    "column headed with the determination": (
        (section("Coding", table("*Code | *Not Medically Necessary", "12345 | Repair")),),
        cpt("not_medically_necessary", "12345"),
    ),
    "column of comments": (
        (
            section(
                "Coding",
                table(
                    "*CPT Code(s) | *Description | *Comments",
                    "12345 | Repair | Not covered",
                    "12346 | Removal | Not covered if used to report anything outlined in the limitations section",
                    "12347 | Visit | New code",
                    "12348 | Visit |",
                ),
            ),
        ),
        [*cpt("not_covered", "12345", "12346"), *cpt("unspecified", "12347", "12348")],
    ),
    "columns of covered and other codes": (
        (section("Coding", table("*Covered codes | *Non-covered codes", "12345 | 12346", "12347 |")),),
        ["CPT 12345 medically_necessary", "CPT 12346 not_covered", "CPT 12347 medically_necessary"],
    ),
    "mark beside a code": (
        (
            section(
                "CPT Coding",
                table("12345 | Repair (Investigational)", "12346 (Non-covered) | Removal", "12347 | Visit"),
            ),
        ),
        ["CPT 12345 investigational", "CPT 12346 not_covered", "CPT 12347 unspecified"],
    ),
    "code and description in one cell": (
        (section("Coding", table("*Codes", "12345 Repair of a vein", "12346 Removal / of a vein")),),
        cpt("unspecified", "12345", "12346"),
    ),
    "lines of code and description": (
        (
            section(
                "CPT",
                paragraph("12345 Repair of a", "vein", "12346 Removal", indents=(72, 160, 72)),
                paragraph("of another, trade name", "12347 Visit", indents=(160, 72)),
            ),
        ),
        cpt("unspecified", "12345", "12346", "12347"),
    ),
    "list with commas": (
        (section("Coding", paragraph("CPT: 12345, 12346-12349"), paragraph("HCPCS codes: J1234; J1235")),),
        [
            *cpt("unspecified", "12345", "12346-12349"),
            "HCPCS J1234 unspecified",
            "HCPCS J1235 unspecified",
        ],
    ),
    "grid without rules": (
        (section("Procedure Codes", paragraph("12345 12346 0123T 12347")),),
        cpt("unspecified", "12345", "12346", "0123T", "12347"),
    ),
    "established and other codes in the policy": (
        (
            section("Policy", paragraph("CPT/HCPCS Level II Codes", bold=True), kind=K.POLICY),
            section("Established codes:", paragraph("*Various codes 12345 12346"), kind=K.POLICY, level=7),
            section("Other codes (investigational, etc.):", kind=K.POLICY, level=7),
            section("0123U 0124U", kind=K.POLICY, level=8),
            section("Policy Guidelines", paragraph("99999 Patients"), kind=K.GUIDELINES),
        ),
        [*cpt("medically_necessary", "12345", "12346"), *cpt("investigational", "0123U", "0124U")],
    ),
    "drug codes under labels": (
        (
            section("Criteria", kind=K.POLICY),
            section(
                "Billing Code/Availability Information",
                paragraph("HCPCS Code(s):"),
                paragraph("J1234 – Injection, 1 mg"),
                paragraph("NDC(s):"),
                paragraph("Made 60 mg syringe: 12345-0678-xx"),
                kind=K.POLICY,
                level=5,
            ),
        ),
        ["HCPCS J1234 unspecified", "NDC 12345-0678-xx unspecified"],
    ),
    "covered diagnoses in an appendix": (
        (
            section(
                "Appendix 1 – Covered Diagnosis Codes",
                table(
                    "*ICD-10 | *ICD-10 Description", "C50.011- / C50.929 | Growths", "Z85 | History", "U07.1 | Virus"
                ),
                kind=K.BACKGROUND,
            ),
        ),
        [
            "ICD-10-CM C50.011-C50.929 medically_necessary",
            "ICD-10-CM Z85 medically_necessary",
            "ICD-10-CM U07.1 medically_necessary",
        ],
    ),
    "diagnoses that support": (
        (
            section("ICD-10 Codes That Support Medical Necessity", table("G10 | Disease")),
            section("ICD-10 Codes That DO NOT Support Medical Necessity", table("G11 | Disease")),
        ),
        ["ICD-10-CM G10 medically_necessary", "ICD-10-CM G11 not_medically_necessary"],
    ),
    "diagnoses without points": (
        (section("Coding", table("*ICD-10 Code | *Description", "E1165 | Disease", "G4733 | Disease")),),
        ["ICD-10-CM E1165 unspecified", "ICD-10-CM G4733 unspecified"],
    ),
    "revenue codes and groups": (
        (
            section(
                "Coding",
                table("*Revenue Code | *Description", "0450 | Emergency"),
                table("*MS-DRG | *Description", "014 | Transplant"),
                table("*ICD-10-PCS | *Description", "02H63JZ | Insertion"),
            ),
        ),
        ["REV 0450 unspecified", "DRG 014 unspecified", "ICD-10-PCS 02H63JZ unspecified"],
    ),
    "table of codes in the policy goes with its statement": (
        (
            section(
                "Policy",
                paragraph("The following procedures are considered not medically necessary:"),
                table("*Procedure | *CPT Code(s)", "Repair | 12345 and 12346"),
                paragraph("Lamp therapy is considered medically necessary."),
                kind=K.POLICY,
            ),
        ),
        cpt("not_medically_necessary", "12345", "12346"),
    ),
    "heads in a table of their own": (
        (
            section("Reference", table("*Test | *Common CPT Codes"), kind=K.RELATED),
            section("Hearing", table("Panel | 12345"), kind=K.RELATED, level=7),
        ),
        cpt("unspecified", "12345"),
    ),
    "diagnoses headed by the one procedure they are for": (
        (section("Covered Diagnosis Codes for Procedure Code J0899", table("L29.8 | L29.9"), level=7),),
        ["ICD-10-CM L29.8 medically_necessary", "ICD-10-CM L29.9 medically_necessary"],
    ),
    "a code that prose labels in parentheses": (
        (section("Policy", paragraph("A diagnosis of lamp itch (ICD-10: L29.8); and"), kind=K.POLICY),),
        [],
    ),
    "sentence on billing": (
        (section("CPT Coding", paragraph("Ablation may be billed with codes 12345 or 12346.")),),
        cpt("unspecified", "12345", "12346"),
    ),
    "same code under two groups": (
        (
            section("Coding"),
            section("Medically Necessary:", table("*CPT Code | *Text", "12345 | Repair"), level=7),
            section("Investigational:", table("*CPT Code | *Text", "12345 | Repair", "12345 | Repair"), level=7),
        ),
        ["CPT 12345 medically_necessary", "CPT 12345 investigational"],
    ),
    "no codes": (
        (
            section(
                "Coding",
                paragraph("Send claims to 12 Lamp Road, Springfield, IL 62701"),
                paragraph("Do not report code 12345."),
            ),
            section("Policy", table("*Trial | *Patients", "A | 12345"), kind=K.POLICY),
            section("References", paragraph("12345 Smith J. Lamps. 2020;12:12345-12399."), kind=K.REFERENCES),
            section("Revision History", table("*Date | *CPT codes", "01/02/2020 | 12345"), kind=K.REVISIONS),
        ),
        [],
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_shapes(name: str) -> None:
    sections, expected = SHAPES[name]
    assert read(*sections) == expected


def test_descriptions_and_groups() -> None:
    made = section(
        "Coding",
        paragraph("Considered investigational:", bold=True),
        table("*Section | *Tests | *CPT | *Ref", "Lamps | Lamp panel | 12345 | 1, 2", " | Sun panel | 12346 |"),
    )
    codes = find_codes([made]).codes
    assert [code.description for code in codes] == ["Lamp panel", "Sun panel"]
    assert {code.group for code in codes} == {"Considered investigational:"}


def test_description_goes_on_over_the_page() -> None:
    made = section("Coding", table("*Code | *Text", "12345 | Repair of"), table(" | a vein", "12346 | X", page=2))
    assert [code.description for code in find_codes([made]).codes] == ["Repair of a vein", "X"]


def test_used_names_every_piece_that_gave_codes() -> None:
    first, second, prose = table("12345 | A", "12346 | B"), paragraph("HCPCS: J1234"), paragraph("Codes change.")
    found = find_codes([section("Coding", first, second, prose)])
    assert found.used == {id(first), id(second)}
