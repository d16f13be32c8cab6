"""LibreOffice without a window, for tests that see what an office program makes of a file."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from policydiff.reports.columns import Kind

AS_TEXT, AS_IT_SEEMS = 2, 1
"""How LibreOffice may read a column of a CSV."""

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed: what it makes of our files is not tested"
)


_EXPECTED = re.compile("convert |Overwriting|Warning: failed to launch javaldx")


def convert(files: Sequence[Path], target: str, folder: Path, *, reading: str | None = None) -> list[str]:
    """Convert files into ``folder``, and give what LibreOffice says besides that it converts.

    ``target`` and ``reading`` are filters as the command line takes them.
    """
    told = [f"--infilter={reading}"] if reading else []
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", *told, "--convert-to", target, "--outdir", str(folder)]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, timeout=180, check=True)
    return [line for line in (done.stdout + done.stderr).splitlines() if line and not _EXPECTED.match(line)]


def csv_reading(kinds: Sequence[Kind]) -> str:
    """The filter that reads a CSV of such columns as docs/reports.md says: text as text, numbers as numbers."""
    numeric = (Kind.INTEGER, Kind.NUMBER)
    pairs = (f"{at}/{AS_IT_SEEMS if kind in numeric else AS_TEXT}" for at, kind in enumerate(kinds, start=1))
    return f"CSV:44,34,76,1,{'/'.join(pairs)}"


CSV_AGAIN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
"""Comma, quotation marks, UTF-8; what is in the cells, not how they look."""
