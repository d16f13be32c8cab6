"""List markers: what stands before an item ("1.", "b)", "(iv)", "II.", "•"), and which markers follow one another."""

import re
from dataclasses import dataclass
from enum import StrEnum


class MarkerKind(StrEnum):
    BULLET = "bullet"
    DECIMAL = "decimal"
    LOWER = "lower"
    UPPER = "upper"
    LOWER_ROMAN = "lower_roman"
    UPPER_ROMAN = "upper_roman"


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as printed.

    ``readings`` are the kinds it may be, each with its ordinal from 1 ("i." is the first roman or the ninth letter); a
    bullet has the ordinal 0. ``shape`` is what surrounds the ordinal ("#.", "#)", "(#)"), or the glyph of a bullet.
    ``prefix`` is the leading part of a compound marker ("II." of "II.A.").
    """

    label: str
    shape: str
    readings: tuple[tuple[MarkerKind, int], ...]
    prefix: str = ""

    @property
    def bullet(self) -> bool:
        return self.readings[0][0] is MarkerKind.BULLET

    @property
    def chapter(self) -> bool:
        """Whether it is of figures and points alone ("2.1"), as chapters are numbered too."""
        return self.shape.endswith(".#")

    def reading(self, kind: MarkerKind) -> int | None:
        """The ordinal under one kind, or None where the marker cannot be of that kind."""
        return next((ordinal for have, ordinal in self.readings if have is kind), None)

    @property
    def first(self) -> bool:
        """Whether the marker may open a list."""
        return self.bullet or any(ordinal == 1 for _, ordinal in self.readings)


BULLETS = "•●○◦▪■□▫◆◇►▶➢➤✓✔✦❖⦿∙·‣⁃–—−*"
# A dash before a digit is a minus sign: "−2.5 or lower" goes on with a score.
_BULLET = re.compile(rf"^(?![–—−]\d)([{BULLETS}]|[o§](?=\s+\S)|-(?=\s))\s*(?=\S)")
_ORDINAL = r"(?:\d{1,2}|[a-zA-Z]|[ivxl]{2,8}|[IVXL]{2,8})"
_ABBREVIATION = r"(?:e\.g|i\.e|I\.V|[A-HJ-UWYZ]\.[A-HJ-UWYZ])\."
_NUMBERED = re.compile(
    rf"^(?!{_ABBREVIATION})(?P<label>(?P<prefix>(?:{_ORDINAL}\.)*?)"
    rf"(?P<open>[(\[]?)(?P<ordinal>{_ORDINAL})(?P<close>[.)\]]{{1,2}}))\s+(?=\S)"
)
_UNIT = r"(?:Tesla|Gy|Gray|Hz|Joules?|Watts?|Diopters?|French|Mb|Kb|Da|Fr)\b"
_CHAPTERED = re.compile(
    rf"^(?P<label>(?P<prefix>[1-9]\d?\.(?:\d{{1,2}}\.){{0,2}})(?P<ordinal>\d{{1,2}}))\s+(?!{_UNIT})(?=[A-Z]\w*[a-z])"
)
_DASHED = re.compile(r"^(?P<label>(?P<ordinal>\d) [-–])\s+(?=[A-Z][a-z])")
"""Of one figure: the sections of manuals are numbered "10 - Lights"."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def split_marker(text: str) -> tuple[Marker | None, str]:
    """Take the marker off the beginning of a text.

    Examples: "1. Age" -> ("1.", "Age"); "• Age" -> ("•", "Age"); "II.A. Age" -> ("II.A.", "Age"); "1 - Age" ->
    ("1 -", "Age"); "2.1 Age" -> ("2.1", "Age"); "2.5 mg daily" and "1.5 Tesla" have none.
    """
    if found := _BULLET.match(text):
        # "* p < 0.05" and "*Note" are footnotes, not items.
        if found[1] == "*" and text[1:2] != " ":
            return None, text
        return Marker(found[1], found[1], ((MarkerKind.BULLET, 0),)), text[found.end() :]
    if dashed := _DASHED.match(text):
        readings = _readings(dashed["ordinal"])
        return (Marker(dashed["label"], "# -", readings), text[dashed.end() :]) if readings else (None, text)
    if chaptered := _CHAPTERED.match(text):
        prefix = chaptered["prefix"]
        readings = _readings(chaptered["ordinal"])
        shape = "#." * prefix.count(".") + "#"
        return (
            (Marker(chaptered["label"], shape, readings, prefix), text[chaptered.end() :]) if readings else (None, text)
        )
    found = _NUMBERED.match(text)
    if not found or (found["open"] and found["close"][0] not in ")]"):
        return None, text
    readings = _readings(found["ordinal"])
    if not readings:
        return None, text
    shape = f"{found['open']}#{found['close']}"
    return Marker(found["label"], shape, readings, found["prefix"]), text[found.end() :]


def _readings(ordinal: str) -> tuple[tuple[MarkerKind, int], ...]:
    if ordinal.isdigit():
        return ((MarkerKind.DECIMAL, int(ordinal)),) if int(ordinal) else ()
    upper = ordinal.isupper()
    found: list[tuple[MarkerKind, int]] = []
    if (value := _roman(ordinal.lower())) is not None:
        found.append((MarkerKind.UPPER_ROMAN if upper else MarkerKind.LOWER_ROMAN, value))
    if len(ordinal) == 1:
        found.append((MarkerKind.UPPER if upper else MarkerKind.LOWER, ord(ordinal.lower()) - ord("a") + 1))
    return tuple(found)


def _roman(text: str) -> int | None:
    """The value of a roman numeral up to 89, or None where the letters make none."""
    if not re.fullmatch(r"l?x{0,3}(?:ix|iv|v?i{0,3})|xl(?:ix|iv|v?i{0,3})", text) or not text:
        return None
    total = 0
    for here, after in zip(text, [*text[1:], ""], strict=True):
        value = _ROMAN[here]
        total += -value if after and _ROMAN[after] > value else value
    return total
