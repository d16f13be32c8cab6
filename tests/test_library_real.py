"""The real documents in the library: added once and for all, and put together as versions where they are versions.

Only facts are written here: names of files, and which of them belong together.
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from conftest import ROOT
from libraries import damages_of, state_of

FOLDER = Path(os.environ.get("POLICYDIFF_REAL", ROOT.parent / "shared")) / "corpus"

VERSIONS = [
    ["FEP_5.21.054_Ibrance__2024-07-01.pdf", "FEP_5.21.054_Ibrance__2025-07-01.pdf"],
    ["FEP_5.21.169_Breyanzi__2024-04-01.pdf", "FEP_5.21.169_Breyanzi__2025-04-01.pdf"],
    [
        "United_Healthcare_genetic-testing-hereditary-cancer__2025-04-01.pdf",
        "genetic-testing-hereditary-cancer__2025-05-01.pdf",
    ],
    [
        "Molina_healthcare__2025-02-12.pdf",
        "molina-genetic-testing-051__crawled-2026-02-05.txt",
        "molina-genetic-testing-051__crawled-2026-03-22.txt",
    ],
]
"""The files of one policy each. All others are of policies of which there is one file."""

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="real documents are not at hand (POLICYDIFF_REAL): pairing is tested on facsimiles alone",
)


def add(library: str) -> tuple[int, dict]:
    code = "import sys; from policydiff.cli import main; main(sys.argv[1:])"
    arguments = ["add", str(FOLDER), "--jobs", "2", "--library", library, "--format", "json"]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True)
    return done.returncode, json.loads(done.stdout)


def test_real_documents_are_paired_by_themselves_and_the_second_run_adds_nothing(tmp_path: Path) -> None:
    library = str(tmp_path / "library.db")
    code, first = add(library)
    assert code == 3
    files: defaultdict[str, set[str]] = defaultdict(set)
    for each in (*first["added"], *first["renderings"]):
        files[each["placement"]["policy"]["name"]].add(Path(each["file"]).name)
    together = sorted(sorted(names) for names in files.values() if len(names) > 1)
    assert together == sorted(sorted(names) for names in VERSIONS)
    assert damages_of(library) == []
    before = state_of(library)

    code, second = add(library)
    assert (code, second["added"], second["renderings"], second["refused"]) == (3, [], [], first["refused"])
    assert len(second["known"]) == len(first["added"]) + len(first["renderings"]) > 50
    assert state_of(library) == before
