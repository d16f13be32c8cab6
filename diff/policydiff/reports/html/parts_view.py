"""What several pages show in the same way."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a filter: what it picks, what it is called and how many there are, where that is worth saying."""

    value: str
    label: str
    count: int | None
    sign: str | None = None
