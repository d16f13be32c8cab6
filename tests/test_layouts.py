"""Layouts of payers without a profile, as small documents in ``tests/layouts``, and what must be read in each.

Each stands for what many payers print: codes between the statements, criteria in table cells, a version beside the one
before, determinations as headings over codes. Beside each document stands what is read of it, a line for each part;
``--update-golden`` writes that anew.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policyextract.pipeline import extract
from policyextract.records import Criterion, PolicyRecord

FOLDER = Path(__file__).parent / "layouts"
DOCUMENTS = sorted(FOLDER.glob("*.md"))


def told(record: PolicyRecord) -> Iterator[str]:
    """A line for each part of a record."""
    dates = (record.effective_date, record.last_review_date, record.next_review_date)
    yield f"header | {record.policy_number} | {record.title} | {' | '.join(map(str, dates))}"
    for statement in record.statements:
        residual = " residual" if statement.residual else ""
        yield f"{statement.determination}{residual} | {'; '.join(statement.services)} | {statement.text}"
        if statement.criteria:
            yield from (f"  {line}" for line in tree(statement.criteria))
        yield from (f"  note: {note.text}" for note in statement.notes)
    for code in record.codes:
        yield f"{code.system} | {code.code} | {code.determination}"
    for revision in record.revisions:
        yield f"revision | {revision.date} | {' '.join(revision.summary)}"


def tree(criterion: Criterion) -> Iterator[str]:
    operator = f"[{criterion.operator}{criterion.minimum or ''}]" if criterion.operator else ""
    yield " ".join(part for part in (criterion.label, operator, criterion.text) if part)
    for item in criterion.items:
        yield from (f"  {line}" for line in tree(item))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_layout_is_read(path: Path, update_golden: bool) -> None:
    lines = list(told(extract(path.read_bytes(), path.name).record))
    expected = path.with_suffix(".txt")
    if update_golden:
        expected.write_text("\n".join(lines) + "\n")
    assert lines == expected.read_text().splitlines()


def test_nothing_else_lies_in_the_folder() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {path.stem for path in DOCUMENTS}
