"""Marks inside a line of content, and the runs that they make.

``**bold**``, ``*italic*``, ``__underlined__``, ``^raised^`` and ``[linked](#)``; they may stand inside one another.
A backslash takes the meaning from the character after it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

_TOKEN = re.compile(r"\\(?P<plain>.)|(?P<mark>\*\*|\*|__|\^|\[|\]\(#\))|(?P<text>[^\\*_^\[\]]+|.)")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text set in one manner."""

    text: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    raised: bool = False
    linked: bool = False


Runs = tuple[Run, ...]

_TURN: dict[str, Callable[[Run], Run]] = {
    "**": lambda run: replace(run, bold=not run.bold),
    "*": lambda run: replace(run, italic=not run.italic),
    "__": lambda run: replace(run, underlined=not run.underlined),
    "^": lambda run: replace(run, raised=not run.raised),
    "[": lambda run: replace(run, linked=True),
    "](#)": lambda run: replace(run, linked=False),
}


def parse(source: str) -> Runs:
    """Runs of a line of content. Raises ValueError where a mark is opened and not closed."""
    manner = Run("")
    runs: list[Run] = []
    for token in _TOKEN.finditer(source):
        mark = token["mark"]
        if mark is None:
            runs.append(replace(manner, text=token["plain"] or token["text"]))
        else:
            manner = _TURN[mark](manner)
    if manner != Run(""):
        raise ValueError(f"a mark is not closed: {source[:60]!r}")
    return _join(runs)


def words(runs: Runs) -> str:
    """The text of the runs without their manner."""
    return "".join(run.text for run in runs)


def split(runs: Runs, at: int) -> tuple[Runs, Runs]:
    """The runs before and from character ``at`` of their text."""
    before: list[Run] = []
    after: list[Run] = []
    for run in runs:
        head, tail = run.text[: max(at, 0)], run.text[max(at, 0) :]
        at -= len(run.text)
        before += [replace(run, text=head)] if head else []
        after += [replace(run, text=tail)] if tail else []
    return tuple(before), tuple(after)


def _join(runs: list[Run]) -> Runs:
    joined: list[Run] = []
    for run in runs:
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)
