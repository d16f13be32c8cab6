"""What holds of every format alike: the same input gives the same bytes, and a hostile document does no harm."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from conftest import ROOT, Run
from policydiff.cli.options import FORMATS, PAGES, READ

CIGNA = [f"cigna-0261__{date}.txt" for date in ("2021-07-15", "2026-05-15")]
MOLINA = "molina-210__2026-02-11.txt"

COMMANDS = [
    *(["diff", *CIGNA, "--format", form] for form in PAGES),
    *(["compare", CIGNA[1], MOLINA, "--format", form] for form in PAGES),
    *(["extract", *CIGNA, MOLINA, "--format", form] for form in READ),
    *(["rules", "--format", form] for form in FORMATS),
]
SCRIPT = """
import json, sys
from policydiff.cli import main
for number, arguments in enumerate(json.loads(sys.argv[1])):
    try:
        main([*arguments, "-o", f"{sys.argv[2]}/{number}"])
    except SystemExit as left:
        assert left.code == 0, arguments
"""

HOSTILE = """Made Health
Policy Number: 7
Effective Date: 01/01/2026

Policy: =HYPERLINK("http://a.example";"x") <script>alert(1)</script>

Coverage Policy

Lamp therapy is considered medically necessary when ALL of the following criteria are met:

1. =1+1 @SUM(1) \x1b[31mred\x1b]0;title\x07 of chronic pain
2. <img src=x onerror=alert(1)> </style></script> age 18 years or older
3. [link](javascript:alert(1)) `code` | @everyone #1 ‮gnp.exe‬ שלום
4. {long}

Lamp therapy is considered experimental, investigational or unproven for any other indication, including {{7*7}}.

Coding Information

Considered medically necessary:

CPT Codes   Description
00100       =cmd lamp, first hour
"""


def test_the_same_input_gives_the_same_bytes_in_every_format(tmp_path: Path) -> None:
    """In two processes that hash, date, sort and measure terminals otherwise."""
    settings = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C", "COLUMNS": "40"},
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LANG": "C.UTF-8", "COLUMNS": "200", "FORCE_COLOR": "1"},
    )
    made = []
    for number, environment in enumerate(settings):
        folder = tmp_path / str(number)
        folder.mkdir()
        arguments = [sys.executable, "-c", SCRIPT, json.dumps(COMMANDS), str(folder)]
        subprocess.run(arguments, cwd=ROOT / "corpus", env={**os.environ, **environment}, check=True, timeout=300)
        made.append({int(file.name): file.read_bytes() for file in folder.iterdir()})
    first, second = made
    assert sorted(first) == sorted(second) == list(range(len(COMMANDS)))
    assert [COMMANDS[at] for at in first if first[at] != second[at]] == []


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    """A policy of hostile words, and the same one with a criterion less."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    text = HOSTILE.replace("{long}", "x" * 10_000)
    old.write_text(text, encoding="utf-8")
    new.write_text(re.sub(r"^1\\. .*\n", "", text, flags=re.MULTILINE).replace("2026", "2027"), encoding="utf-8")
    return old, new


@pytest.mark.parametrize("form", PAGES)
def test_a_hostile_document_does_no_harm_in_any_format(
    run: Callable[..., Run], versions: tuple[Path, Path], form: str, tmp_path: Path
) -> None:
    for name, arguments in {"diff": ["diff", *versions], "compare": ["compare", *versions]}.items():
        target = tmp_path / name
        assert run(*arguments, "--format", form, "-o", target).code == 0
        acts = ACTING[form](target.read_bytes())
        assert not acts, f"{name}: {acts}"


@pytest.mark.parametrize("form", READ)
def test_a_hostile_document_can_be_read_in_any_format(
    run: Callable[..., Run], versions: tuple[Path, Path], form: str, tmp_path: Path
) -> None:
    target = tmp_path / "records"
    assert run("extract", *versions, "--format", form, "-o", target).code == 0
    assert not ACTING[form](target.read_bytes())


def controls(data: bytes) -> list[str]:
    return re.findall(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", data.decode("utf-8-sig"))


def turning(data: bytes) -> list[str]:
    return [*controls(data), *re.findall("[\u202a-\u202e\u2066-\u2069]", data.decode())]


def formulas_of_text(data: bytes) -> list[str]:
    return [*controls(data), *re.findall(r'(?:^|[,\n]"?)\s*[=+@][^,]*', data.decode("utf-8-sig"))]


def formulas(data: bytes) -> list[str]:
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    return [str(cell.value) for cell in cells if cell.data_type == "f" or cell.hyperlink]


def unreadable(data: bytes) -> list[str]:
    for line in data.decode().splitlines() if data.startswith(b'{"') else [data.decode()]:
        json.loads(line)
    return controls(data)


def markup(data: bytes) -> list[str]:
    return [*turning(data), *re.findall(r"<(?!br>)\w+|@\w|(?<!\\)\[link|(?<!\\)`|javascript:(?=\w)\)", data.decode())]


def elements(data: bytes) -> list[str]:
    return [*controls(data), *re.findall(r"<img src=x|<script>alert|</style></script>|\b49\b.{0,3}\.<", data.decode())]


ACTING: dict[str, Callable[[bytes], list[str]]] = {
    "table": turning,
    "json": unreadable,
    "jsonl": unreadable,
    "csv": formulas_of_text,
    "md": markup,
    "xlsx": formulas,
    "html": elements,
}
"""What in a file of each format would act, or break it."""


@pytest.mark.parametrize(
    ("form", "bad"),
    [
        ("table", b"\x1b[31m"),
        ("table", "\u202eabc".encode()),
        ("json", b'{"a": "\x7f"}'),
        ("csv", b"a,b\r\n1,=1+1\r\n"),
        ("csv", b'a,b\r\n1,"@SUM(1)"\r\n'),
        ("md", b"- <script>"),
        ("md", b"- @everyone"),
        ("html", b"<p><script>alert(1)</script>"),
    ],
)
def test_what_acts_is_seen(form: str, bad: bytes) -> None:
    """That the tests above can fail."""
    assert ACTING[form](bad)
