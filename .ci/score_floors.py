"""Fail when a score on the hand-labelled real documents falls below its floor.

Usage: score_floors.py SCORE_PY [--update]

Each part of golden/score-floors.json holds the floors of one run of the scorer, as hits over labels.
--update writes what is measured now, rounded down, as the new floors.
"""

import argparse
import json
import math
import shlex
import subprocess
import sys
import tempfile
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
    measured = {run: measure(arguments.score, options) for run, options in RUNS.items()}
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
