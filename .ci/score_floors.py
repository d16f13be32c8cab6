"""Fail when a score on the hand-labelled real documents falls below its floor.

Usage: score_floors.py SCORE_PY [--update]

Each part of golden/score-floors.json holds the floors of one run of the scorer, as hits over labels.
All runs are printed side by side, with and without payer profiles. --update writes what is measured now, rounded down,
as the new floors.
"""

import argparse
import json
import math
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FLOORS = Path(__file__).resolve().parent.parent / "golden" / "score-floors.json"
POLICYDIFF = str(Path(sys.executable).with_name("policydiff"))
GENERIC = shlex.join(["sh", "-c", '"$0" "$@" --generic', POLICYDIFF])
RUNS = {
    "seeds": ["--only", "seeds", "--cmd", POLICYDIFF],
    "all": ["--cmd", POLICYDIFF],
    "generic": ["--cmd", GENERIC],
}
DECIMALS = 3
NAME_WIDTH = 26
COLUMN_WIDTH = 9

Scores = dict[str, float]


def measure(score: Path, arguments: list[str]) -> Scores:
    """Run the scorer once. Totals without a label to score against are left out."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "scores.json"
        command = [sys.executable, str(score), *arguments, "--json", str(result)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        totals: dict[str, tuple[int, int]] = json.loads(result.read_text())["total"]
    return {name: hits / labels for name, (hits, labels) in sorted(totals.items()) if labels}


def rounded_down(scores: Scores) -> Scores:
    step = 10**DECIMALS
    return {name: math.floor(value * step + 1e-9) / step for name, value in scores.items()}


def measure_all(score: Path) -> dict[str, Scores]:
    """All runs, as many at once as there are processors: each starts the program for every document."""
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        measured = {run: threads.submit(measure, score, options) for run, options in RUNS.items()}
    return {run: future.result() for run, future in measured.items()}


def table(measured: dict[str, Scores]) -> Iterator[str]:
    """The runs side by side, a score a line; a dash where a run has nothing to score against."""
    names = sorted({name for scores in measured.values() for name in scores})
    yield f"{'':{NAME_WIDTH}}" + "".join(f"{run:>{COLUMN_WIDTH}}" for run in measured)
    for name in names:
        cells = (f"{scores[name]:.{DECIMALS}f}" if name in scores else "-" for scores in measured.values())
        yield f"{name:{NAME_WIDTH}}" + "".join(f"{cell:>{COLUMN_WIDTH}}" for cell in cells)


def shortfalls(measured: Scores, floors: Scores) -> list[str]:
    """One line for each score that is below its floor, or no longer there."""
    lines = []
    for name, floor in floors.items():
        value = rounded_down(measured).get(name)
        if value is None or value < floor:
            lines.append(f"{name}: {'not scored' if value is None else value}, floor {floor}")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("score", type=Path)
    parser.add_argument("--update", action="store_true", help="write what is measured as the new floors")
    arguments = parser.parse_args()
    measured = measure_all(arguments.score)
    print("\n".join(table(measured)))
    if arguments.update:
        floors = {run: rounded_down(scores) for run, scores in measured.items()}
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n")
        return
    floors = json.loads(FLOORS.read_text())
    below = [f"{run}: {line}" for run in RUNS for line in shortfalls(measured[run], floors[run])]
    print("\n".join(below) or f"{sum(map(len, floors.values()))} scores, none below its floor")
    sys.exit(bool(below))


if __name__ == "__main__":
    main()
