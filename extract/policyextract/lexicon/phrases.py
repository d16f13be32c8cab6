"""A pattern of the lexicon with what it must match and what it must not; tests hold it against both."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording that tells what a text is. What it is searched in, its users say: a heading, a line, a name."""

    pattern: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()
    compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.pattern, re.IGNORECASE))
