"""Content of a facsimile: read from YAML, checked, and made into blocks that every rendering walks.

A file may name another as its ``base``: mappings of the two are merged, everything else is replaced. ``order`` says
which sections stand in the document, and in which order. README.md shows the shape of a file.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import yaml

from facsimile.inline import Runs, parse

Yaml: TypeAlias = "str | list[Yaml] | dict[str, Yaml]"
MARKERS = ("bullet", "1.", "a.", "A.", "I.")
_ROMAN = ("I", "II", "III", "IV", "V")


class ContentError(Exception):
    """A content file does not have the shape it should have."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is a section, 2 and 3 stand inside one."""

    level: int
    runs: Runs
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Item:
    """``label`` is what is printed in front ("1.", "a.", "•"), ``body`` what stands below the text."""

    label: str
    runs: Runs
    body: tuple["Block", ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """``marker`` is one of MARKERS."""

    marker: str
    items: tuple[Item, ...]
    kind: Literal["listing"] = "listing"


@dataclass(frozen=True, slots=True)
class Table:
    """``look`` is the name under which a layout keeps widths and rules. ``header`` is empty where none is printed."""

    look: str
    header: tuple[Runs, ...]
    rows: tuple[tuple["Paragraph | Listing", ...], ...]
    kind: Literal["table"] = "table"


Block = Paragraph | Heading | Listing | Table


@dataclass(frozen=True, slots=True)
class Facsimile:
    """``facts`` goes into the manifest, ``header`` to the layout; both hold strings or lists of strings."""

    name: str
    layout: str
    facts: dict[str, str]
    header: dict[str, str | list[str]]
    blocks: tuple[Block, ...]

    def field(self, name: str) -> str:
        value = self.header[name]
        if not isinstance(value, str):
            raise ContentError(f"{self.name}: header.{name} is not a text")
        return value

    def lines(self, name: str) -> list[str]:
        value = self.header[name]
        if isinstance(value, str):
            raise ContentError(f"{self.name}: header.{name} is not a list")
        return value


def load(path: Path) -> Facsimile:
    """The facsimile that a content file describes. Raises ContentError where the file is not as it should be."""
    data = _with_base(path)
    sections, works = _mapping(data["sections"]), _mapping(data["works"])
    blocks: list[Block] = []
    try:
        for key in _list(data["order"]):
            section = _mapping(sections[_text(key)])
            if "heading" in section:
                level = int(_text(section.get("level", "1")))
                blocks.append(Heading(level, parse(_text(section["heading"]))))
            blocks += [_block(entry, works) for entry in _list(section.get("body", []))]
    except (ValueError, KeyError) as problem:
        raise ContentError(f"{path.name}: {problem}") from problem
    facts = {key: _text(value) for key, value in _mapping(data["facts"]).items()}
    header = {
        key: value if isinstance(value, str) else [_text(line) for line in _list(value)]
        for key, value in _mapping(data["header"]).items()
    }
    return Facsimile(path.stem, _text(data["layout"]), facts, header, tuple(blocks))


def _with_base(path: Path) -> dict[str, Yaml]:
    # BaseLoader reads every scalar as text: codes and dates are printed as they are written.
    data = _mapping(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
    if "base" not in data:
        return data
    return _merged(_with_base(path.with_name(_text(data.pop("base")) + ".yaml")), data)


def _merged(base: dict[str, Yaml], over: dict[str, Yaml]) -> dict[str, Yaml]:
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _block(entry: Yaml, works: dict[str, Yaml]) -> Block:
    if isinstance(entry, str):
        return Paragraph(parse(entry))
    data = _mapping(entry)
    if "heading" in data:
        return Heading(int(_text(data["level"])), parse(_text(data["heading"])))
    if "references" in data:
        cited = [works[_text(key)] for key in _list(data["references"])]
        return _listing("1.", cited, works)
    if "items" in data:
        return _listing(_text(data["marker"]), _list(data["items"]), works)
    if "table" in data:
        header = tuple(parse(_text(cell)) for cell in _list(data.get("header", [])))
        rows = tuple(tuple(_cell(cell, works) for cell in _list(row)) for row in _list(data["rows"]))
        return Table(_text(data["table"]), header, rows)
    raise ContentError(f"no block of this shape: {sorted(data)}")


def _cell(entry: Yaml, works: dict[str, Yaml]) -> Paragraph | Listing:
    block = _block(entry, works)
    if not isinstance(block, Paragraph | Listing):
        raise ContentError(f"a cell holds a text or a list, not a {block.kind}")
    return block


def _listing(marker: str, entries: list[Yaml], works: dict[str, Yaml]) -> Listing:
    if marker not in MARKERS:
        raise ContentError(f"no such list marker: {marker}")
    items: list[Item] = []
    for place, entry in enumerate(entries):
        label = label_at(marker, place)
        if isinstance(entry, str):
            items.append(Item(label, parse(entry)))
            continue
        data = _mapping(entry)
        body = tuple(_block(inner, works) for inner in _list(data["body"]))
        items.append(Item(label, parse(_text(data["text"])), body))
    return Listing(marker, tuple(items))


def label_at(marker: str, place: int) -> str:
    """What is printed in front of the item at ``place`` (from 0) of a list with this marker."""
    kinds = {"bullet": "•", "1.": f"{place + 1}.", "a.": f"{chr(97 + place)}.", "A.": f"{chr(65 + place)}."}
    return kinds.get(marker) or f"{_ROMAN[place]}."


def _text(value: Yaml) -> str:
    if not isinstance(value, str):
        raise ContentError(f"a text is wanted here: {value!r}")
    return value


def _list(value: Yaml) -> list[Yaml]:
    if not isinstance(value, list):
        raise ContentError(f"a list is wanted here: {value!r}")
    return value


def _mapping(value: Yaml) -> dict[str, Yaml]:
    if not isinstance(value, dict):
        raise ContentError(f"a mapping is wanted here: {value!r}")
    return value
