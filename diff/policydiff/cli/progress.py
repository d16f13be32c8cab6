"""A bar on standard error that says how far many files are."""

import sys
from collections.abc import Iterator
from pathlib import Path

from policydiff.cli.reading import Outcome


def tracked(outcomes: Iterator[Outcome], total: int, output: Path | None) -> Iterator[Outcome]:
    """Pass outcomes through and show how many came, where a person watches and no results are written between."""
    results_on_terminal = output is None and sys.stdout.isatty()
    if total < 2 or results_on_terminal or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        for outcome in outcomes:
            bar.advance(task)
            yield outcome
