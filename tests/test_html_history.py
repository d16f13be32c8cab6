"""The page of a policy's history, from the library to the file."""

from collections.abc import Callable
from pathlib import Path

from lxml import html

from conftest import ROOT, Run

VERSIONS = tuple(ROOT / "corpus" / f"cigna-0261__{date}.pdf" for date in ("2021-07-15", "2024-05-15", "2026-05-15"))


def test_history_writes_a_page_of_what_is_stored(run: Callable[..., Run], tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    assert run("add", *VERSIONS, "--library", library).code == 0
    done = run("history", "cigna/0261", "--library", library, "--format", "html")
    shown = html.document_fromstring(done.out)
    (table,) = shown.xpath("//section[@class='years']//table")
    assert [cell.text for cell in table.xpath(".//thead//th")] == ["Service", "2021-07-15", "2024-05-15", "2026-05-15"]
    assert len(shown.xpath("//section[@class='step']")) == 3
    assert run("history", "cigna/0261", "--library", library, "--format", "html").out == done.out
