"""Sets of codes that a user supplies: how they are read, which codes they lack, and what the commands say of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from policyextract.codesets import NOT_IN_SET, CodeSet, CodeSetError, not_in_sets, read_code_set
from policyextract.pipeline import extract
from policyextract.records import CodeSystem

RunCommand = Callable[..., Run]
CPT, CM, NDC = CodeSystem.CPT, CodeSystem.ICD_10_CM, CodeSystem.NDC

POLICY = """# Lamp Therapy

Policy Number: 7

## Policy

Lamp therapy (36475) is considered medically necessary when the hall is dark.

## Coding

CPT codes: 11111, 22222

ICD-10-CM codes: C81.10, C82.00-C83.90, C84.-
"""


@pytest.mark.parametrize(
    ("system", "text", "codes"),
    [
        (CPT, "11111\n22222\n", ("11111", "22222")),
        (CPT, "\ufeffCode,Description\n22222,Lamp\n11111,Candle\n", ("11111", "22222")),
        (CPT, 'CPT;Text\n"11111";"A lamp, lit"\n', ("11111",)),
        (CPT, "11111\tA lamp\n\n   22222 A candle\nJ1234\tAn oil\n", ("11111", "22222")),
        (CodeSystem.HCPCS, "11111\tA lamp\nJ1234\tAn oil\n", ("J1234",)),
        (CPT, "0123t\n", ("0123T",)),
        (CM, "C81.00|x\nC8110 Some disease\n", ("C8100", "C8110")),
        (NDC, "0002-1234-01\n00002123402\n", ("00002123401", "00002123402")),
        (CodeSystem.REV, "Revenue code\n0360\n", ("0360",)),
        (CodeSystem.DRG, "DRG,Title\n470,Joint\n", ("470",)),
    ],
)
def test_the_first_column_of_a_text(system: CodeSystem, text: str, codes: tuple[str, ...]) -> None:
    assert read_code_set(system, text) == CodeSet(system, codes)


@pytest.mark.parametrize("text", ["", "code,description\n", "J1234\n"])
def test_a_text_without_codes_of_the_system(text: str) -> None:
    with pytest.raises(CodeSetError, match="no line begins with a code of CPT"):
        read_code_set(CPT, text)


@pytest.mark.parametrize(
    ("system", "text", "code", "held"),
    [
        (CPT, "11111", "11111", True),
        (CPT, "11111", "11112", False),
        (CM, "C81.00", "C81.00", True),
        (CM, "C8100", "C81.00", True),
        (CM, "C81.00", "C81.0", False),
        (CM, "C81.00", "C81", False),
        (CM, "C81.00", "C81.-", True),
        (CM, "C81.00", "C81.xx", True),
        (CM, "C81.00", "C82.-", False),
        (NDC, "00002123401", "0002-1234-01", True),
        (NDC, "00002123401", "00002-1234-xx", True),
        (NDC, "00002123401", "00002-1235-XX", False),
    ],
)
def test_what_a_set_holds(system: CodeSystem, text: str, code: str, held: bool) -> None:
    assert read_code_set(system, text).holds(code) is held


def lacking(*sets: CodeSet) -> list[str]:
    record = extract(POLICY.encode(), "lamp.md").record
    return [issue.message.rpartition(": ")[2] for issue in not_in_sets(record, sets)]


@pytest.mark.parametrize(
    ("sets", "missing"),
    [
        ([], []),
        ([(CPT, "11111\n22222\n36475")], []),
        ([(CPT, "11111")], ["22222", "36475"]),
        ([(CM, "C81.10\nC82.00\nC83.90\nC84.01")], []),
        ([(CM, "C81.10\nC82.00\nC84.01")], ["C83.90 (of C82.00-C83.90)"]),
        ([(CM, "C81.11\nC84.01")], ["C81.10", "C82.00 and C83.90 (of C82.00-C83.90)"]),
        ([(CPT, "11111\n22222\n36475"), (CM, "C82.00\nC83.90")], ["C81.10", "C84.-"]),
    ],
)
def test_codes_that_a_set_lacks(sets: list[tuple[CodeSystem, str]], missing: list[str]) -> None:
    assert lacking(*(read_code_set(system, text) for system, text in sets)) == missing


def test_an_issue_has_its_place_and_the_record_keeps_its_code() -> None:
    record = extract(POLICY.encode(), "lamp.md").record
    (issue,) = not_in_sets(record, [read_code_set(CPT, "11111\n36475")])
    assert (issue.code, issue.severity) == (NOT_IN_SET, "warning")
    assert issue.provenance == next(code.provenance for code in record.codes if code.code == "22222")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lamp.md").write_text(POLICY)
    (tmp_path / "cpt.csv").write_text("code\n11111\n36475\n")
    (tmp_path / "icd.txt").write_text("C8110\n")
    return tmp_path


@pytest.mark.parametrize("command", [("extract", "lamp.md"), ("diff", "lamp.md", "lamp.md")])
def test_the_commands_say_how_many(run: RunCommand, folder: Path, command: tuple[str, ...]) -> None:
    done = run(*command, "--code-set", "cpt=cpt.csv", "--code-set", "ICD-10-CM=icd.txt")
    assert done.code == 0
    assert "lamp.md: 3 of the codes not in the sets supplied" in done.err
    assert "not in the sets" not in run(*command).err


def test_the_settings_name_sets_beside_themselves(run: RunCommand, folder: Path) -> None:
    other = folder / "team"
    other.mkdir()
    (folder / "cpt.csv").rename(other / "cpt.csv")
    (other / "team.toml").write_text('code_sets = { CPT = "cpt.csv" }\n')
    done = run("extract", "lamp.md", "--format", "json", "--config", "team/team.toml")
    assert NOT_IN_SET in done.out
    assert NOT_IN_SET not in run("extract", "lamp.md", "--format", "json").out


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("cpt.csv", "a code set is SYSTEM=FILE"),
        ("LAMPS=cpt.csv", "a code set is SYSTEM=FILE"),
        ("CPT=", "a code set is SYSTEM=FILE"),
        ("CPT=none.csv", "none.csv: no such file"),
        ("CPT=icd.txt", "icd.txt: no line begins with a code of CPT"),
    ],
)
def test_a_set_that_is_none(run: RunCommand, folder: Path, named: str, message: str) -> None:
    done = run("extract", "lamp.md", "--code-set", named)
    assert done.code == 2
    assert message in done.err
    assert not done.out
