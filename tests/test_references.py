"""The entries of reference lists, by their numbers or by their paragraphs."""

import pytest

from blocks import paragraph, section, table
from policyextract.lexicon.sections import SectionKind
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph
from policyextract.references import references_of

K = SectionKind
Row = tuple[str | None, str]


def cited(*paragraphs: Paragraph, title: str = "References", kind: SectionKind = K.REFERENCES) -> Section:
    return section(title, *paragraphs, kind=kind)


LISTS: dict[str, tuple[tuple[Section, ...], list[Row]]] = {
    "numbered": (
        (cited(paragraph("1. Lamp A. 2020."), paragraph("2. Lamp B.", "2021;5.")),),
        [("1.", "Lamp A. 2020."), ("2.", "Lamp B. 2021;5.")],
    ),
    "numbers in one paragraph, and beyond 99": (
        (cited(*(paragraph(f"{n}. Lamp {n}.") for n in range(1, 99)), paragraph("99. Lamp C.", "100. Lamp D.")),),
        [*((f"{n}.", f"Lamp {n}.") for n in range(1, 99)), ("99.", "Lamp C."), ("100.", "Lamp D.")],
    ),
    "a number that does not follow begins no entry": (
        (cited(paragraph("1. Lamp A. Light", "12. 2020;4:1-9. doi: 10.1/", "1. PMID: 7."), paragraph("2. Lamp B.")),),
        [("1.", "Lamp A. Light 12. 2020;4:1-9. doi: 10.1/ 1. PMID: 7."), ("2.", "Lamp B.")],
    ),
    "a second list": (
        (cited(paragraph("1. A."), paragraph("2. B."), paragraph("Sites"), paragraph("1. C."), paragraph("2. D.")),),
        [("1.", "A."), ("2.", "B."), ("1.", "C."), ("2.", "D.")],
    ),
    "what stands below a list, and what a page break cut": (
        (
            cited(
                paragraph("1. Lamp A. Light."),
                paragraph("2020;4.", indents=(90,)),
                paragraph("2. Lamp B and"),
                paragraph("Lamp C. 2021."),
                paragraph("The plan is a company."),
            ),
        ),
        [("1.", "Lamp A. Light. 2020;4."), ("2.", "Lamp B and Lamp C. 2021.")],
    ),
    "a list that a heading cuts": (
        (cited(paragraph("1. A."), paragraph("2. B.")), cited(paragraph("3. C."), title="REFERENCES, continued")),
        [("1.", "A."), ("2.", "B."), ("3.", "C.")],
    ),
    "brackets and raised numbers": (
        (cited(paragraph("[1] Lamp A."), paragraph("[2] Lamp B.")), cited(paragraph("¹ Based on a review."))),
        [("[1]", "Lamp A."), ("[2]", "Lamp B."), ("¹", "Based on a review.")],
    ),
    "a raised number behind that of the list": (
        (cited(paragraph("1. Lamp A."), paragraph("2. ¹Lamp B.")),),
        [("1.", "Lamp A."), ("¹", "Lamp B.")],
    ),
    "without numbers": (
        (
            cited(
                paragraph("Lamp A, Lamp B. Light. 2020."),
                paragraph("Seen at https://a.example today."),
                paragraph("Sources"),
            ),
        ),
        [(None, "Lamp A, Lamp B. Light. 2020."), (None, "Seen at https://a.example today.")],
    ),
    "elsewhere": ((cited(paragraph("1. Lamp A. 2020."), title="Policy", kind=K.POLICY),), []),
}


@pytest.mark.parametrize("name", LISTS)
def test_references(name: str) -> None:
    sections, expected = LISTS[name]
    assert [(entry.label, entry.text) for entry in references_of(sections)] == expected


def test_where_an_entry_stands() -> None:
    (entry,) = references_of([cited(paragraph("1. Lamp A.", "2020."))])
    assert entry.provenance.span == (3, len("1. Lamp A. 2020."))


def test_an_entry_ends_before_a_table() -> None:
    pieces = (paragraph("1. Lamp A"), table("Code | Lamp"), paragraph("is bright."), paragraph("2. Lamp B."))
    found = references_of([section("References", *pieces, kind=K.REFERENCES)])
    assert [each.text for each in found] == ["Lamp A", "Lamp B."]
