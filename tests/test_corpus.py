"""Facsimiles are what their content gives, the manifest lists them, and no prose of a real policy stands in them."""

import csv
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
REAL = Path(os.environ.get("POLICYDIFF_REAL", ROOT.parent / "shared"))
RUN = 8
"""So many words in a row of a real policy are its prose; shorter runs are names and phrases of the field."""

FACTS = {
    "cigna-0261__2021-07-15": (("38242", "38243"), ("7/15/2021", "6/15/2022")),
    "cigna-0261__2024-05-15": (("38242", "38243"), ("5/15/2024", "5/15/2025")),
    "cigna-0261__2026-05-15": (("38242", "38243"), ("5/15/2026", "5/15/2027", "5/15/2025", "5/15/2024")),
    "molina-210__2025-02-12": (("38242", "S2150"), ("02/12/2025", "February 2026", "11/11/2014")),
    "molina-210__2026-02-11": (("38242", "38243", "S2150"), ("02/11/2026", "February 2027", "08/13/2025")),
    "centene-CP.MP.101__2026-02": (("38215", "38242", "86950", "S2150"), ("02/26", "5/26/2026", "11/23\t")),
    "bcbsma-338__2019-04": (("38242",), ("4/2019", "11/2011-4/2012", "1/1/2012")),
}


def render(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(CORPUS / "render.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def documents() -> list[Path]:
    return sorted(path for path in CORPUS.iterdir() if path.suffix in (".pdf", ".txt"))


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    done = render("--out", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


def test_rendering_again_gives_the_committed_bytes(rendered: Path) -> None:
    committed = [*documents(), CORPUS / "manifest.csv"]
    assert {path.name for path in rendered.iterdir()} == {path.name for path in committed}
    assert [path.name for path in committed if path.read_bytes() != (rendered / path.name).read_bytes()] == []


def test_check_names_what_is_not_as_the_content_gives_it(rendered: Path) -> None:
    assert render("--check", "--out", str(rendered)).returncode == 0
    (rendered / "molina-210__2026-02-11.txt").write_text("changed by hand", encoding="utf-8")
    (rendered / "stray.txt").write_text("", encoding="utf-8")
    (rendered / "bcbsma-338__2019-04.pdf").unlink()
    done = render("--check", "--out", str(rendered))
    assert done.returncode == 1
    for line in ("bcbsma-338__2019-04.pdf: not in", "stray.txt: no content", "molina-210__2026-02-11.txt: differs"):
        assert line in done.stderr


def test_manifest_lists_every_file_once_and_with_its_licence() -> None:
    with (CORPUS / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["file"] for row in rows) == [path.name for path in documents()]
    assert {row["licence"].split(";")[0] for row in rows} == {"CC0-1.0"}
    for row in rows:
        assert row["file"].split("__")[1].startswith(row["version"]), row
        assert all(row[column] for column in ("payer", "number", "format", "facsimile_of", "note")), row


@pytest.mark.parametrize("path", [path for path in documents() if path.suffix == ".pdf"], ids=lambda path: path.name)
def test_pdf_has_pages_to_search_and_tags_unless_named_untagged(path: Path) -> None:
    document = pypdfium2.PdfDocument(path)
    assert len(document) >= 3
    assert bool(pdfium.FPDFCatalog_IsTagged(document)) is not path.name.endswith(".untagged.pdf")
    document.close()


@pytest.mark.parametrize("name", sorted(FACTS))
def test_text_prints_the_codes_and_dates_of_its_version(name: str) -> None:
    codes, dates = FACTS[name]
    text = (CORPUS / f"{name}.txt").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^([0-9A-Z]\d{4})\t", text, flags=re.M)) == codes
    assert [date for date in dates if date not in text] == []


def words(text: str) -> list[str]:
    """The words of a text without markup, numbers and citations, which would only break up a copied sentence."""
    return re.findall(r"[a-z]+", unicodedata.normalize("NFKC", re.sub(r"</?\w[^<>]*>", " ", text)).casefold())


def runs(text: str) -> Iterator[str]:
    of_text = words(text)
    return (" ".join(of_text[at : at + RUN]) for at in range(len(of_text) - RUN + 1))


def strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from strings(inner)


def written_here() -> Iterator[tuple[str, str]]:
    """File and text of every paragraph, item and cell: of the content, which no page turn breaks, and of the texts."""
    for path in sorted((CORPUS / "content").glob("*.yaml")):
        for string in strings(yaml.safe_load(path.read_text(encoding="utf-8"))):
            yield path.name, string
    for path in documents():
        if path.suffix == ".txt":
            for cell in re.split(r"[\t\n]", path.read_text(encoding="utf-8")):
                yield path.name, cell


def titles() -> list[str]:
    found = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (CORPUS / "content").glob("*.yaml")]
    return [" ".join(words(content["header"].get("title", ""))) for content in found]


def test_a_copied_run_would_be_seen() -> None:
    real = set(runs("The moon is made of cheese¹ and nobody has <b>ever</b> doubted it."))
    assert real & set(runs("Made of cheese, and nobody has ever doubted 5 of it?"))
    assert not real & set(runs("Of cheese, and nobody has ever, ever doubted it."))


def test_no_prose_of_a_real_policy_stands_in_a_facsimile() -> None:
    seeds = sorted((REAL / "seeds").glob("*.txt"))
    if not seeds:
        pytest.skip(f"NOT CHECKED: no real policies under {REAL}/seeds (set POLICYDIFF_REAL)")
    real = {run for seed in seeds for run in runs(seed.read_text(encoding="utf-8"))}
    allowed = titles()  # a title is a fact, and is printed as it is
    copied = {
        (file, run)
        for file, text in written_here()
        for run in runs(text)
        if run in real and not any(run in title for title in allowed)
    }
    assert sorted(copied) == []
