"""Layouts of payers without a profile, as small documents in ``tests/layouts``, and what must be read in each.

Each stands for what many payers print: codes between the statements, criteria in table cells, a version beside the one
before, determinations as headings over codes. A statement is its determination, its service (or how it begins) and how
its list combines; a code its system, itself and its determination.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from policyextract.pipeline import extract
from policyextract.records import PolicyRecord, Statement

FOLDER = Path(__file__).parent / "layouts"
_BEGINS = 30


@dataclass(frozen=True)
class Layout:
    """What a document says: number, title, effective, last and next review; statements; codes; dates of the log."""

    name: str
    header: tuple[str | None, ...]
    statements: tuple[tuple[str, str, str], ...]
    codes: tuple[tuple[str, str, str], ...]
    revisions: tuple[str, ...]


LAYOUTS = (
    Layout(
        "bar_in_title",
        header=(None, "Lantern Testing", "2025-01-01", "2024-09-04", None),
        statements=(
            ("medically_necessary", "Lantern testing", "all 2"),
            ("medically_necessary", "Lantern testing", ""),
            ("not_covered", "Moon testing", ""),
        ),
        codes=(
            ("CPT", "81432", "medically_necessary"),
            ("CPT", "0102U", "not_covered"),
        ),
        revisions=(),
    ),
    Layout(
        "chapters",
        header=("71440-R4", "LANTERN TESTING", "2025-06-01", "2024-05", None),
        statements=(
            ("medically_necessary", "Lantern testing", "all 2"),
            ("not_covered", "Lantern testing", "any 2"),
            ("investigational", "Screening with lanterns", ""),
        ),
        codes=(
            ("ICD-10-CM", "H53.60", "medically_necessary"),
            ("ICD-10-CM", "H53.61", "medically_necessary"),
            ("CPT", "81432", "unspecified"),
            ("CPT", "0102U", "unspecified"),
            ("HCPCS", "S3854", "not_covered"),
        ),
        revisions=(),
    ),
    Layout(
        "codes_between",
        header=("L-31-011", "Lantern Testing", "2024-01-01", "2023-10", None),
        statements=(
            ("medically_necessary", "Lantern testing", "any 2"),
            ("not_medically_necessary", "Lantern testing", ""),
            ("investigational", "Torch testing", ""),
        ),
        codes=(
            ("CPT", "81432", "unspecified"),
            ("CPT", "0102U", "unspecified"),
            ("HCPCS", "S3854", "unspecified"),
            ("ICD-10-CM", "H53.60", "medically_necessary"),
            ("ICD-10-CM", "H53.61", "medically_necessary"),
            ("ICD-10-CM", "H53.62", "medically_necessary"),
        ),
        revisions=(),
    ),
    Layout(
        "codes_first",
        header=(None, "Lantern Testing", "2024-06-01", "2024-04-01", None),
        statements=(
            ("medically_necessary", "Lantern testing", "all 2"),
            ("not_covered", "Exclusions", "any 3"),
        ),
        codes=(
            ("CPT", "81432", "unspecified"),
            ("CPT", "0102U", "investigational"),
            ("CPT", "0103U", "investigational"),
        ),
        revisions=(),
    ),
    Layout(
        "criteria_in_tables",
        header=("12.04.93", "Lantern Testing", "2025-03-01", "2025-02-10", None),
        statements=(
            ("medically_necessary", "Lantern testing", "all 2"),
            ("medically_necessary", "Torch testing", ""),
            ("investigational", "All other uses of lantern test", ""),
        ),
        codes=(
            ("CPT", "81432", "unspecified"),
            ("CPT", "0102U", "unspecified"),
            ("HCPCS", "S3854", "unspecified"),
        ),
        revisions=("2011-01-10", "2025-03-01"),
    ),
    Layout(
        "decisions_defined",
        header=("2.04.931", "Lantern Susceptibility Panels", "2025-03-01", None, None),
        statements=(
            ("medically_necessary", "Lantern panel testing", "all 2"),
            ("investigational", "Lantern panel testing", ""),
        ),
        codes=(
            ("CPT", "81432", "unspecified"),
            ("CPT", "0102U", "unspecified"),
            ("HCPCS", "S3854", "unspecified"),
        ),
        revisions=("2013-07-05", "2025-03-01"),
    ),
    Layout(
        "header_table",
        header=("2.02.14", "Lantern Testing", "2025-05-15", None, "2026-05"),
        statements=(
            ("medically_necessary", "Lantern testing", "all 2"),
            ("investigational", "Moon testing", ""),
            ("not_medically_necessary", "sun testing", ""),
        ),
        codes=(
            ("CPT", "81432", "unspecified"),
            ("CPT", "0102U", "investigational"),
            ("HCPCS", "S3854", "not_medically_necessary"),
            ("ICD-10-CM", "H53.60-H53.69", "unspecified"),
        ),
        revisions=("2025-05-15", "2025-01-01"),
    ),
    Layout(
        "inclusions",
        header=(None, "Lantern Testing", "2025-01-01", None, None),
        statements=(
            ("medically_necessary", "lantern testing", ""),
            ("medically_necessary", "Hall Lanterns", "unclear 3"),
            ("medically_necessary", "Garden Lanterns", "all 2"),
            ("not_covered", "Exclusions", "any 3"),
        ),
        codes=(
            ("CPT", "81432", "medically_necessary"),
            ("CPT", "0102U", "medically_necessary"),
            ("HCPCS", "S3854", "investigational"),
        ),
        revisions=(),
    ),
    Layout(
        "listed_chapters",
        header=(None, "Lantern Testing", "2025-04-02", "2025-04-02", None),
        statements=(
            ("medically_necessary", "lantern testing", "any 2"),
            ("not_covered", "lantern testing", ""),
            ("investigational", "moon testing", ""),
        ),
        codes=(
            ("CPT", "81432", "medically_necessary"),
            ("CPT", "0102U", "not_covered"),
            ("ICD-10-CM", "H53.60", "unspecified"),
        ),
        revisions=("2013-10", "2025-04"),
    ),
    Layout(
        "lists_without_markers",
        header=("LP-8", "Lantern Policy", "2025-01-01", None, None),
        statements=(
            ("medically_necessary", "Lantern testing", ""),
            ("medically_necessary", "Lantern testing", ""),
            ("not_medically_necessary", "Repeat lantern testing", ""),
            ("investigational", "The following tests are consid", "any 3"),
            ("investigational", "All other indications for lant", ""),
        ),
        codes=(
            ("CPT", "81432", "medically_necessary"),
            ("CPT", "0102U", "medically_necessary"),
            ("CPT", "0103U", "not_covered"),
            ("CPT", "0104U-0106U", "not_covered"),
            ("ICD-10-CM", "H53.60-H53.69", "unspecified"),
            ("ICD-10-CM", "Z13.5", "unspecified"),
        ),
        revisions=("2025-01", "2023-06", "2020-03"),
    ),
    Layout(
        "manual",
        header=("MP092", "Lantern Testing", None, None, None),
        statements=(
            ("medically_necessary", "lantern testing", "all 2"),
            ("investigational", "lanterns", ""),
            ("investigational", "Moon testing", ""),
        ),
        codes=(
            ("CPT", "81432", "unspecified"),
            ("CPT", "0102U", "unspecified"),
        ),
        revisions=(),
    ),
    Layout(
        "members_apart",
        header=(None, "Lantern Testing", None, None, None),
        statements=(
            ("medically_necessary", "Lantern testing", "all 2"),
            ("investigational", "Moon testing", ""),
        ),
        codes=(
            ("CPT", "81432", "medically_necessary"),
            ("CPT", "0102U", "not_medically_necessary"),
        ),
        revisions=("2021-01-05", "2025-02-13"),
    ),
    Layout(
        "members_eligible",
        header=("LUM-0497-021", "Lantern Testing", "2025-03-27", "2025-03-27", None),
        statements=(
            ("medically_necessary", "lantern testing", "all 2"),
            ("medically_necessary", "torch testing", "any 2"),
            ("investigational", "lantern testing", ""),
            ("not_covered", "moon testing", "any 2"),
        ),
        codes=(
            ("CPT", "81432", "unspecified"),
            ("CPT", "0102U", "not_covered"),
            ("CPT", "0103U", "not_covered"),
        ),
        revisions=("2025-03-27", "2024-10-01"),
    ),
    Layout(
        "numbered_criteria",
        header=("310", "Lantern Testing", "2025-01-01", "2024-11", "2025-10"),
        statements=(
            ("medically_necessary", "Lantern testing", "all 3"),
            ("not_medically_necessary", "Lantern testing", ""),
            ("investigational", "Moon testing", ""),
        ),
        codes=(
            ("CPT", "81432", "unspecified"),
            ("CPT", "0102U", "unspecified"),
            ("HCPCS", "S3854", "unspecified"),
        ),
        revisions=("2023-02", "2025-01"),
    ),
    Layout(
        "plan_considers",
        header=(None, "Lantern Testing", "2025-03-01", None, None),
        statements=(
            ("medically_necessary", "lantern testing", "all 2"),
            ("not_medically_necessary", "lantern testing", ""),
            ("not_covered", "In addition, the Plan does not", "any 2"),
        ),
        codes=(
            ("CPT", "81432", "unspecified"),
            ("CPT", "0102U", "unspecified"),
        ),
        revisions=("2022-09-21", "2023-11-16", "2023-12-01"),
    ),
    Layout(
        "plans_in_turn",
        header=("570", "Lantern Testing", None, "2024-08-15", None),
        statements=(
            ("medically_necessary", "lantern testing", "all 3"),
            ("investigational", "moon testing", ""),
        ),
        codes=(
            ("CPT", "81432", "medically_necessary"),
            ("CPT", "0102U", "not_covered"),
            ("HCPCS", "S3854", "medically_necessary"),
        ),
        revisions=("2020-02-01",),
    ),
    Layout(
        "positions_in_a_table",
        header=("LP-7", "Lantern Policy", "2025-01-01", None, None),
        statements=(
            ("medically_necessary", "Lantern panel (81432)", ""),
            ("medically_necessary", "Torch panel (81433)", ""),
            ("investigational", "Moon panel (0103U)", ""),
            ("not_medically_necessary", "Sun panel (0104U)", ""),
        ),
        codes=(),
        revisions=("2015-06", "2016-06", "2018-07", "2020-06", "2025-01"),
    ),
    Layout(
        "primary_criteria",
        header=("2012066", "Lantern Testing", None, "2025-01", None),
        statements=(
            ("medically_necessary", "Lantern testing", "all 2"),
            ("not_medically_necessary", "Moon testing", ""),
            ("investigational", "moon testing", ""),
        ),
        codes=(
            ("CPT", "81432", "unspecified"),
            ("CPT", "0102U", "unspecified"),
        ),
        revisions=(),
    ),
    Layout(
        "renewal",
        header=(None, "Prior Authorization Criteria: Lanternumab (Lumira®)", "2025-04-01", "2025-02", None),
        statements=(
            ("medically_necessary", "Lumira", "all 4"),
            ("medically_necessary", "Continuation of therapy", "all 2"),
            ("not_covered", "Coverage is not recommended fo", "any 2"),
        ),
        codes=(
            ("HCPCS", "J9999", "unspecified"),
            ("NDC", "12345-6789-01", "unspecified"),
        ),
        revisions=("2025-02", "2024-05"),
    ),
    Layout(
        "services_eligible",
        header=("00425", "Lantern Testing", "2025-03-10", None, "2026-02"),
        statements=(
            ("medically_necessary", "lantern testing", ""),
            ("medically_necessary", "lantern testing", "all 2"),
            ("not_medically_necessary", "lantern testing", ""),
            ("investigational", "moon testing", ""),
        ),
        codes=(
            ("CPT", "81432", "unspecified"),
            ("CPT", "0102U", "unspecified"),
            ("HCPCS", "S3854", "unspecified"),
            ("ICD-10-CM", "H53.60-H53.69", "unspecified"),
        ),
        revisions=("2014-09-17", "2025-03-10", "2014-09-04", "2014-09-17", "2025-02-06", "2025-02-12"),
    ),
    Layout(
        "systems_outside",
        header=("06.02.52k", "Lantern Testing", "2025-01-01", None, None),
        statements=(
            ("medically_necessary", "Lantern testing", "all 2"),
            ("not_medically_necessary", "All other uses for lantern tes", ""),
            ("investigational", "Torch testing", ""),
        ),
        codes=(
            ("CPT", "81432", "medically_necessary"),
            ("CPT", "0102U", "medically_necessary"),
            ("CPT", "0103U", "investigational"),
            ("ICD-10-CM", "H53.60", "unspecified"),
        ),
        revisions=("2025-01-01", "2024-07-01"),
    ),
    Layout(
        "when_covered",
        header=(None, "Lantern Testing", None, "2024-06", "2025-06"),
        statements=(
            ("medically_necessary", "lantern testing", ""),
            ("medically_necessary", "Lantern testing", "all 2"),
            ("investigational", "Lantern testing", ""),
            ("not_covered", "Lantern testing", "any 2"),
        ),
        codes=(
            ("CPT", "81432", "unspecified"),
            ("CPT", "0102U", "unspecified"),
            ("HCPCS", "S3854", "unspecified"),
        ),
        revisions=("2009-07-06", "2010-06-22", "2024-06-12"),
    ),
)


def read(layout: Layout) -> PolicyRecord:
    path = FOLDER / f"{layout.name}.md"
    return extract(path.read_bytes(), path.name).record


def told(statement: Statement) -> tuple[str, str, str]:
    criteria = statement.criteria
    service = statement.services[0] if statement.services else statement.text[:_BEGINS]
    return statement.determination.value, service, f"{criteria.operator} {len(criteria.items)}" if criteria else ""


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_layout_is_read(layout: Layout) -> None:
    record = read(layout)
    assert tuple(told(statement) for statement in record.statements) == layout.statements
    codes = tuple((code.system.value, code.code, code.determination.value) for code in record.codes)
    assert codes == layout.codes
    assert tuple(revision.date for revision in record.revisions) == layout.revisions
    dates = (record.effective_date, record.last_review_date, record.next_review_date)
    assert (record.policy_number, record.title, *dates) == layout.header


def test_every_document_of_the_folder_is_read() -> None:
    assert sorted(path.stem for path in FOLDER.iterdir()) == [layout.name for layout in LAYOUTS]
