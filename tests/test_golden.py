"""Golden files: what the program makes of the corpus, kept under golden/ so that every change of it is seen in review.

``pytest --update-golden`` rewrites them and deletes those that nothing makes any more; nothing else writes there.
"""

import difflib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT
from policydiff.cli.output import deliver
from policydiff.payers import compare
from policydiff.reports.build import build
from policydiff.reports.comparison_report import comparison_report as comparison_report_of
from policydiff.reports.render import Format
from policydiff.reports.report import Report
from policydiff.versions import diff
from policyextract.pipeline import extract
from policyextract.records import PolicyRecord

CORPUS = ROOT / "corpus"
GOLDEN = ROOT / "golden"
DOCUMENTS = sorted(path.name for path in CORPUS.iterdir() if path.suffix in (".pdf", ".txt"))

DIFFS = {
    "cigna-0261__2021-07-15--2024-05-15": ("cigna-0261__2021-07-15.pdf", "cigna-0261__2024-05-15.pdf"),
    "cigna-0261__2024-05-15--2026-05-15": ("cigna-0261__2024-05-15.pdf", "cigna-0261__2026-05-15.pdf"),
    "cigna-0261__2021-07-15--2026-05-15": ("cigna-0261__2021-07-15.pdf", "cigna-0261__2026-05-15.pdf"),
    "molina-210__2025-02-12--2026-02-11": ("molina-210__2025-02-12.pdf", "molina-210__2026-02-11.pdf"),
}
COMPARISONS = {
    "four-payers": (
        "cigna-0261__2026-05-15.pdf",
        "molina-210__2026-02-11.pdf",
        "centene-CP.MP.101__2026-02.pdf",
        "bcbsma-338__2019-04.pdf",
    ),
}


@cache
def record(name: str) -> PolicyRecord:
    return extract((CORPUS / name).read_bytes(), name).record


def record_report(name: str) -> Report:
    return build(record(name))


def diff_report(old: str, new: str) -> Report:
    return build(diff(record(old), record(new)))


def comparison_report(*names: str) -> Report:
    return build(compare([record(name) for name in names]))


def wide_comparison_report(*names: str) -> Report:
    return comparison_report_of(compare([record(name) for name in names]), wide=True)


def golden_files() -> dict[str, tuple[Callable[..., Report], tuple[str, ...], Format]]:
    """Every golden file, with what makes its report and in which format."""
    files: dict[str, tuple[Callable[..., Report], tuple[str, ...], Format]] = {}
    for name in DOCUMENTS:
        files[f"records/{name}.json"] = (record_report, (name,), "json")
    forms: tuple[Format, ...] = ("json", "csv")
    for form in forms:
        for name, pair in DIFFS.items():
            files[f"diffs/{name}.{form}"] = (diff_report, pair, form)
        for name, group in COMPARISONS.items():
            files[f"comparisons/{name}.{form}"] = (comparison_report, group, form)
    for name in ("cigna-0261__2021-07-15--2026-05-15", "molina-210__2025-02-12--2026-02-11"):
        files[f"diffs/{name}.md"] = (diff_report, DIFFS[name], "md")
    for name, group in COMPARISONS.items():
        files[f"comparisons/{name}.md"] = (comparison_report, group, "md")
        files[f"comparisons/{name}.wide.csv"] = (wide_comparison_report, group, "csv")
    return files


FILES = golden_files()


def present() -> set[str]:
    """The golden files on disk. Those directly in golden/ are not made from the corpus."""
    return {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.glob("*/**/*") if path.is_file()}


@pytest.mark.parametrize("name", FILES)
def test_golden(name: str, update_golden: bool, tmp_path: Path) -> None:
    make, sources, form = FILES[name]
    made = tmp_path / Path(name).name
    deliver(make(*sources), form, made)
    kept = GOLDEN / name
    if update_golden:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(made.read_bytes())
    assert kept.exists(), f"golden/{name} is missing; look at the result and run pytest --update-golden"
    assert made.read_bytes() == kept.read_bytes(), difference(kept, made)


def test_no_golden_file_is_unused(update_golden: bool) -> None:
    unused = present() - FILES.keys()
    if update_golden:
        for name in unused:
            (GOLDEN / name).unlink()
        unused = present() - FILES.keys()
    assert not unused


def difference(kept: Path, made: Path) -> str:
    """The first lines that differ, for the message of a failure."""
    before, after = kept.read_text().splitlines(), made.read_text().splitlines()
    lines = difflib.unified_diff(before, after, "golden", "made now", lineterm="", n=1)
    return "\n".join(list(lines)[:60])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_against_itself_has_no_change(name: str) -> None:
    found = diff(record(name), record(name))
    assert (found.changes, found.verdict) == ((), "no_change")
