"""How cells look: a colour and always a word beside it, for colour alone tells nobody who cannot see it."""

from collections.abc import Mapping
from typing import Any

from policydiff.changes import Direction
from policydiff.reports.redline import Mark
from policydiff.reports.workbook.layout import Look
from policyextract.records import Determination

Properties = Mapping[str, Any]

BASE: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "text_wrap": True, "valign": "top", "align": "left"}
"""Arial: what is not Windows has a font of the same widths, so that rows are as high as they are meant to be."""
RULE: Properties = {"bottom": 1, "bottom_color": "#D0D0D0"}
HEADER: Properties = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3A5F", "valign": "vcenter"}

_RED: Properties = {"bold": True, "font_color": "#9C0006", "bg_color": "#FFC7CE"}
_GREEN: Properties = {"bold": True, "font_color": "#00580A", "bg_color": "#C6EFCE"}
_YELLOW: Properties = {"bold": True, "font_color": "#7F4A00", "bg_color": "#FFEB9C"}
_VIOLET: Properties = {"bold": True, "font_color": "#4B2E83", "bg_color": "#E4DFEC"}
_GREY: Properties = {"font_color": "#404040", "bg_color": "#EDEDED"}


def _light(properties: Properties) -> Properties:
    """The same not bold, for cells of several lines."""
    return {**properties, "bold": False}


TONES: Mapping[object, Properties] = {
    Direction.RESTRICTIVE: _RED,
    Direction.PERMISSIVE: _GREEN,
    Direction.LATERAL: _YELLOW,
    Direction.INDETERMINATE: _VIOLET,
    Direction.EDITORIAL: _GREY,
    Direction.ADMINISTRATIVE: _GREY,
    Determination.MEDICALLY_NECESSARY: _light(_GREEN),
    Determination.RECONSTRUCTIVE: _light(_GREEN),
    Determination.INVESTIGATIONAL: _light(_YELLOW),
    Determination.NOT_MEDICALLY_NECESSARY: _light(_RED),
    Determination.NOT_COVERED: _light(_RED),
    Determination.COSMETIC: _light(_RED),
    Determination.UNSPECIFIED: _GREY,
}
LOOKS: Mapping[object, Properties] = {
    Look.TITLE: {"bold": True, "font_size": 15, "text_wrap": False, "font_color": "#1F3A5F"},
    Look.HEADING: {"bold": True, "font_size": 12, "bottom": 1, "font_color": "#1F3A5F", "text_wrap": False},
    Look.STRONG: {"bold": True},
    Look.QUIET: {"font_color": "#595959"},
}
MARKS: Mapping[Mark, Properties] = {
    Mark.SAME: {},
    Mark.REMOVED: {"font_strikeout": True, "font_color": "#9C0006"},
    Mark.ADDED: {"underline": 1, "font_color": "#00580A"},
}


def properties_of(look: object) -> Properties:
    """What makes a direction, a determination or any other look; nothing for one that has none."""
    return TONES.get(look) or LOOKS.get(look) or {}
