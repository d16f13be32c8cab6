"""What somebody must know who reads no further: a few questions, each with its answer in plain sentences.

Every output opens with it. Of a diff: what changed, is it stricter, from when, did the payer's log admit it, what is
undecided.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from policydiff.reports.report import Tone


@dataclass(frozen=True, slots=True)
class Point:
    """One thing in words, and beneath it the quotes that show it, shortened where they are long.

    ``changes`` are the fingerprints of the changes that it stands for.
    """

    text: str
    tone: Tone = None
    before: str | None = None
    after: str | None = None
    why: str | None = None
    changes: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """All of it on one line."""
        quotes = [f"{label} “{quote}”" for label, quote in (("before", self.before), ("now", self.after)) if quote]
        said = f"{self.text}: {', '.join(quotes)}" if quotes else self.text
        return f"{said} ({self.why})" if self.why else said


@dataclass(frozen=True, slots=True)
class Answer:
    """``short`` is the answer in a word or two ("Stricter", "2026-05-15"), ``text`` the sentences that go with it."""

    question: str
    short: str
    text: str
    tone: Tone = None
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """``title`` says of what, ``answers`` stand in the order in which they are to be read."""

    title: str
    answers: tuple[Answer, ...]


def number_of(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 change", "2 changes"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def capital(text: str) -> str:
    """The text with a capital at its beginning; names such as "0614U" and "HPC boost" stay as they are."""
    return text[:1].upper() + text[1:]


def joined(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)
