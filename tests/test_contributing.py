"""The walk of CONTRIBUTING.md that adds a payer, followed in a copy of the source tree."""

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from conftest import ROOT

MODULE = "extract/policyextract/payers/acme.py"
REGISTER = Path("extract/policyextract/payers/__init__.py")

POLICY = """\
Lamp Therapy
Policy Number: 7
In force from: 03/01/2026

What we pay for

Lamp therapy is considered medically necessary when ALL of the following are met:
1. The hall is dark.
2. A candle has failed.

Codes

CPT 11111  lamp, first hour

Decided by the Acme Lamp and Light Committee.
© 2026 Acme Health Plan of the Valley
"""


def written_module() -> str:
    """The module as CONTRIBUTING.md prints it."""
    text = (ROOT / "CONTRIBUTING.md").read_text()
    found = re.search(re.escape(f"<!-- file: {MODULE} -->") + r"\n   ```python\n(.*?)   ```", text, re.DOTALL)
    assert found, "CONTRIBUTING.md prints no module"
    return textwrap.dedent(found[1])


def register(source: str) -> str:
    """Import the module and name its profile, each in front of the others: A comes first."""
    imported = source.replace("from policyextract.payers import ", "from policyextract.payers import acme, ", 1)
    named = re.sub(r"(PROFILES: .* = \(\n)", r"\1    acme.PROFILE,\n", imported)
    assert (imported != source, named != imported) == (True, True), f"{REGISTER} is written in another way"
    return named


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree in which the walk has been followed, with a policy of the new payer."""
    copy = tmp_path_factory.mktemp("walked")
    for folder in ("extract", "diff", "tests"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    (copy / MODULE).write_text(written_module())
    (copy / REGISTER).write_text(register((copy / REGISTER).read_text()))
    (copy / "lamps.txt").write_text(POLICY)
    return copy


def python(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python with the packages of the copy instead of those that are installed."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(copy / "extract"), str(copy / "diff")))}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)


def policydiff(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return python(copy, "-c", "import sys; from policydiff.cli import main; main(sys.argv[1:])", *arguments)


def test_the_new_payer_is_listed(walked: Path) -> None:
    listed = json.loads(policydiff(walked, "payers", "--format", "json").stdout)
    assert listed[0] == {"id": "acme", "name": "Acme Health Plan"}


def test_its_policy_is_read_by_its_profile(walked: Path) -> None:
    record = json.loads(policydiff(walked, "extract", "lamps.txt", "--format", "json").stdout)
    assert record["payer"] == {"id": "acme", "name": "Acme Health Plan"}
    assert record["effective_date"] == "2026-03-01"
    assert [section["kind"] for section in record["sections"] if section["title"] == "What we pay for"] == ["policy"]
    (statement,) = record["statements"]
    assert (statement["determination"], statement["criteria"]["operator"]) == ("medically_necessary", "all")


def test_without_profiles_it_is_anybodys(walked: Path) -> None:
    record = json.loads(policydiff(walked, "extract", "lamps.txt", "--generic", "--format", "json").stdout)
    assert record["payer"]["id"] != "acme"
    assert record["effective_date"] is None


def test_the_checks_of_profiles_hold_for_it(walked: Path) -> None:
    done = python(walked, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_profiles.py", "-k", "acme")
    assert done.returncode == 0, done.stdout
    assert re.search(r"^[1-9]\d* passed", done.stdout, re.MULTILINE), done.stdout
