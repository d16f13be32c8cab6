"""List numbers as Word prints them (ECMA-376 part 1, 17.9).

A paragraph names a list instance (``numId``) and a level. The instance refers to an abstract list, whose levels say how
a number looks; instances of one abstract list go on counting, unless they say where to start anew.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from policyextract.readers.docx.package import W, number, switched, value, whole
from policyextract.readers.docx.styles import Styles
from policyextract.readers.ordinals import repeated_letters, roman

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_FORMS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda ordinal: f"{ordinal:02}",
    "lowerLetter": repeated_letters,
    "upperLetter": lambda ordinal: repeated_letters(ordinal).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda ordinal: roman(ordinal).upper(),
    "decimalEnclosedParen": lambda ordinal: f"({ordinal})",
    "none": lambda ordinal: "",
}
"""How ordinals are written; all others as plain figures."""


@dataclass(frozen=True)
class Level:
    """A level of a list: its form, the text around the number ("%1.%2)"), its first number, its paragraph properties.

    ``restart`` is the level (from 1) after which it starts anew, None for any above it, 0 for never; ``legal`` writes
    the numbers of all levels in figures; ``style`` is the paragraph style that stands for the level.
    """

    form: str
    text: str
    start: int
    restart: int | None
    legal: bool
    style: str | None
    properties: etree._Element | None

    @property
    def bullet(self) -> bool:
        return self.form == "bullet"


@dataclass(frozen=True)
class Instance:
    """A list: the abstract list that it counts with, its levels, and the levels that it starts anew."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


Lists = Mapping[str, Instance]


def read_lists(root: etree._Element | None, styles: Styles) -> Lists:
    """The lists of the numbering part, by ``numId``."""
    if root is None:
        return {}
    abstract = {found.get(f"{W}abstractNumId", ""): found for found in root.iterfind(f"{W}abstractNum")}
    instances = {found.get(f"{W}numId", ""): found for found in root.iterfind(f"{W}num")}
    lists = {}
    for identity, found in instances.items():
        holder = _resolved(value(found, "abstractNumId") or "", abstract, instances, styles)
        lists[identity] = _instance(found, holder, abstract)
    return lists


def _resolved(
    identity: str, abstract: Mapping[str, etree._Element], instances: Mapping[str, etree._Element], styles: Styles
) -> str:
    """The abstract list that holds the levels: one may only name a style, whose list it is then (17.9.21)."""
    linked = value(abstract.get(identity), "numStyleLink")
    for style in styles.chain(linked):
        numbered = style.paragraph.find(f"{W}numPr") if style.paragraph is not None else None
        target = value(instances.get(value(numbered, "numId") or ""), "abstractNumId")
        if target is not None and value(abstract.get(target), "numStyleLink") is None:
            return target
    return identity


def _instance(found: etree._Element, identity: str, abstract: Mapping[str, etree._Element]) -> Instance:
    base = abstract.get(identity)
    levels = dict(map(_level, base.iterfind(f"{W}lvl"))) if base is not None else {}
    starts: dict[int, int] = {}
    for override in found.iterfind(f"{W}lvlOverride"):
        at = whole(override.get(f"{W}ilvl")) or 0
        own = override.find(f"{W}lvl")
        if own is not None:
            levels[at] = _level(own)[1]
        start = number(override, "startOverride")
        if start is not None:
            starts[at] = start
            if at in levels:
                levels[at] = replace(levels[at], start=start)
    return Instance(identity, levels, starts)


def _level(found: etree._Element) -> tuple[int, Level]:
    start = number(found, "start")
    level = Level(
        form=value(found, "numFmt") or "decimal",
        text=value(found, "lvlText") or "",
        start=1 if start is None else start,
        restart=number(found, "lvlRestart"),
        legal=switched(found, "isLgl") or False,
        style=value(found, "pStyle"),
        properties=found.find(f"{W}pPr"),
    )
    return whole(found.get(f"{W}ilvl")) or 0, level


@dataclass
class Counters:
    """How far the lists of a document have counted, level by level."""

    ordinals: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)
    """The levels of instances that have started anew."""

    def next_marker(self, identity: str, instance: Instance, at: int) -> str:
        """Count on at a level of a list, and write its number. A bullet has none."""
        level = instance.levels.get(at)
        if level is None:
            return ""
        reached = self.ordinals.setdefault(instance.abstract, {})
        anew = at in instance.starts and (identity, at) not in self.begun
        self.begun.add((identity, at))
        reached[at] = level.start if anew or at not in reached else reached[at] + 1
        for deeper in range(at + 1, LEVELS):
            if deeper in reached and _starts_anew(instance.levels.get(deeper), deeper, at):
                del reached[deeper]
        return "" if level.bullet else _written(level, instance, reached)


def _starts_anew(level: Level | None, deeper: int, at: int) -> bool:
    after = deeper if level is None or level.restart is None else level.restart
    return at < after


def _written(level: Level, instance: Instance, reached: Mapping[int, int]) -> str:
    def number_at(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        above = instance.levels.get(at)
        if above is None or above.bullet:
            return ""
        ordinal = reached.get(at, above.start)
        return str(ordinal) if level.legal else _FORMS.get(above.form, str)(ordinal)

    return _PLACE.sub(number_at, level.text).strip()
