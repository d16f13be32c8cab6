"""Properties of paragraphs and of the text in them: their own, else those of their styles, from the nearest up."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

from policyextract.readers.docx.package import W, number, switched, value

T = TypeVar("T")
TWIPS_PER_COLUMN = 120
"""A column is half the height of type at its usual size of 12 points; a twip is a twentieth of a point."""
BODY_LEVEL = 9
"""The outline level that means "no heading" (ECMA-376 part 1, 17.3.1.20)."""
_HEADING = re.compile(r"^heading (\d)$", re.IGNORECASE)
_CONTENTS = re.compile(r"^toc \d$", re.IGNORECASE)
_Properties = etree._Element | None


@dataclass(frozen=True)
class Style:
    """A style's id and name, the style it is based on, and its properties for paragraphs and for text."""

    identity: str
    name: str
    base: str | None
    paragraph: _Properties
    text: _Properties


@dataclass(frozen=True)
class Styles:
    """The styles of a document by their ids, and the one of paragraphs that name none."""

    by_id: Mapping[str, Style]
    default: str | None
    text: _Properties
    """The properties of text that no style changes."""

    def chain(self, identity: str | None) -> Iterator[Style]:
        """A style and those it is based on."""
        seen: set[str] = set()
        while identity is not None and identity in self.by_id and identity not in seen:
            seen.add(identity)
            yield self.by_id[identity]
            identity = self.by_id[identity].base


def read_styles(root: etree._Element | None) -> Styles:
    """The styles part of a document."""
    if root is None:
        return Styles({}, None, None)
    styles = {style.get(f"{W}styleId", ""): style for style in root.iterfind(f"{W}style")}
    default = next(
        (
            identity
            for identity, style in styles.items()
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")
        ),
        None,
    )
    made = {
        identity: Style(
            identity=identity,
            name=value(style, "name") or "",
            base=value(style, "basedOn"),
            paragraph=style.find(f"{W}pPr"),
            text=style.find(f"{W}rPr"),
        )
        for identity, style in styles.items()
    }
    return Styles(made, default, root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))


def paragraph_styles(styles: Styles, own: _Properties) -> list[Style]:
    return list(styles.chain(value(own, "pStyle") or styles.default))


def heading_level(own: _Properties, chain: Sequence[Style]) -> int | None:
    """The level of a heading, from 1; None where the paragraph is none. A title is a heading of the first level."""
    levels = (level for properties, name in _named(own, chain) if (level := _own_level(properties, name)) is not None)
    level = next(levels, BODY_LEVEL)
    return level + 1 if level < BODY_LEVEL else None


def _named(own: _Properties, chain: Sequence[Style]) -> Iterator[tuple[_Properties, str]]:
    yield own, ""
    yield from ((style.paragraph, style.name) for style in chain)


def _own_level(properties: _Properties, name: str) -> int | None:
    """The outline level, from 0, that properties or the name of their style give."""
    stated = number(properties, "outlineLvl")
    if stated is None and (named := _HEADING.match(name)):
        return int(named[1]) - 1
    return 0 if stated is None and name.lower() == "title" else stated


def is_contents(chain: Sequence[Style]) -> bool:
    """Whether the paragraph is an entry of a table of contents, which repeats the headings."""
    return any(_CONTENTS.match(style.name) for style in chain)


def indent(levels: Sequence[_Properties]) -> float:
    """The left edge of a paragraph's first line in columns, from properties in the order of precedence."""
    left = _first(levels, lambda properties: _side(properties, "left", "start")) or 0
    first = _first(levels, _first_line) or 0
    return max(round((left + first) / TWIPS_PER_COLUMN, 1), 0.0)


def _side(properties: _Properties, *names: str) -> int | None:
    return next((found for name in names if (found := number(properties, "ind", name)) is not None), None)


def _first_line(properties: _Properties) -> int | None:
    hanging = number(properties, "ind", "hanging")
    return -hanging if hanging is not None else number(properties, "ind", "firstLine")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text is shown."""

    bold: bool
    raised: bool
    struck: bool
    hidden: bool
    font: str


def look_of(own: _Properties, styles: Styles, chain: Sequence[Style]) -> Look:
    """How a run looks: by its own properties, its style, the paragraph's style, the document's defaults."""
    of_run = styles.chain(value(own, "rStyle"))
    levels = [own, *(style.text for style in of_run), *(style.text for style in chain), styles.text]

    def is_on(name: str) -> bool:
        return _first(levels, lambda properties: switched(properties, name)) or False

    return Look(
        bold=is_on("b"),
        raised=_first(levels, lambda properties: value(properties, "vertAlign")) == "superscript",
        struck=is_on("strike") or is_on("dstrike"),
        hidden=is_on("vanish"),
        font=_first(levels, lambda properties: value(properties, "rFonts", "ascii")) or "",
    )


def _first(levels: Sequence[_Properties], asked: Callable[[_Properties], T | None]) -> T | None:
    """What the nearest properties say that say anything."""
    return next((said for level in levels if (said := asked(level)) is not None), None)
