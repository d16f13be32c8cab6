"""Whose policy it is where only the properties of the file say so: a name that its text gives goes first."""

from collections.abc import Sequence
from io import BytesIO

import docx
import pikepdf
import pytest

from paper import Paper
from policyextract.lexicon.authors import NOT_COMPANIES
from policyextract.pipeline import extract
from policyextract.readers.properties import company

POLICY = (
    "Medical Policy",
    "Lamp Therapy",
    "Effective Date: 01/01/2026",
    "Policy",
    "Lamp therapy is considered medically necessary for winter gloom.",
    "Lamp therapy is considered investigational for all other indications.",
)
SPOKEN = "Lanternshire Health reserves the right to revise its policies."


def in_pdf(named: str | None, lines: Sequence[str] = POLICY) -> bytes:
    paper = Paper()
    for at, text in enumerate(lines):
        paper.text(72, 80 + 40 * at, text, "Helvetica-Bold" if len(text) < 20 else "Helvetica")
    written = BytesIO()
    with pikepdf.open(BytesIO(paper.data())) as pdf:
        if named is not None:
            pdf.docinfo["/Company"] = named
        pdf.save(written)
    return written.getvalue()


def in_docx(properties: str | None) -> bytes:
    document = docx.Document()
    for text in POLICY:
        document.add_paragraph(text)
    if properties is not None:
        part = next(part for part in document.part.package.iter_parts() if part.partname == "/docProps/app.xml")
        part._blob = properties.encode()
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def app(inner: str, space: str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties") -> str:
    return f'<Properties xmlns="{space}">{inner}</Properties>'


def test_the_company_of_a_pdf() -> None:
    assert company(in_pdf("Erewhon  Health"), "made.pdf") == "Erewhon Health"
    assert company(in_pdf(""), "made.pdf") is None
    assert company(in_pdf(None), "made.pdf") is None
    assert company(b"%PDF-1.7 and nothing that could be read", "made.pdf") is None


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        (app("<Company>Erewhon Health</Company>"), "Erewhon Health"),
        (app("<Company/>"), None),
        (app("<Pages>2</Pages>"), None),
        (app("<Company>E</Company>", "http://purl.oclc.org/ooxml/officeDocument/extendedProperties"), "E"),
        (app(f"<Company>Erewhon</Company><!--{'x' * 70000}-->"), None),
        ("<Properties>", None),
    ],
)
def test_the_company_of_a_docx(properties: str, expected: str | None) -> None:
    assert company(in_docx(properties), "made.docx") == expected


def test_no_other_format_has_any() -> None:
    assert company(b"Company: Erewhon Health", "made.txt") is None
    assert company(b"{\\rtf1 Erewhon}", "made.rtf") is None


def test_it_names_the_payer_where_the_text_names_nobody_and_that_is_said() -> None:
    record = extract(in_pdf("Erewhon Health, Inc."), "made.pdf").record
    assert (record.payer.id, record.payer.name) == ("erewhon-health", "Erewhon Health")
    codes = [issue.code for issue in record.issues]
    assert "payer-from-properties" in codes
    assert "payer-unnamed" not in codes


def test_the_text_is_asked_first() -> None:
    record = extract(in_pdf("Erewhon Health", (*POLICY, SPOKEN)), "made.pdf").record
    assert record.payer.name == "Lanternshire Health"
    assert "payer-from-properties" not in [issue.code for issue in record.issues]


@pytest.mark.parametrize("named", [None, *NOT_COMPANIES.examples])
def test_nobody_is_named_by_the_maker_of_a_program(named: str | None) -> None:
    record = extract(in_pdf(named), "made.pdf").record
    assert record.payer.name is None
    assert "payer-unnamed" in [issue.code for issue in record.issues]


@pytest.mark.parametrize("named", NOT_COMPANIES.not_examples)
def test_a_payer_may_be_called_much_like_one(named: str) -> None:
    assert extract(in_pdf(named), "made.pdf").record.payer.name == named
