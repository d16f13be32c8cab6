"""What tags and inline styles make of the text in them. Style sheets are not read: they stand in files of their own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from policyextract.readers.marked import HANG

Styles = Mapping[str, str]

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ol", "ul", "menu", "dir"})
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody td"
    " tfoot th thead tr ul".split()
)
_NEVER_TEXT = frozenset(
    "script style noscript template head title iframe object audio video canvas svg select input textarea".split()
)
_SITE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menubar"})
_SECTIONS = ("article", "aside", "main", "nav", "section")
_STRUCK_TAGS = frozenset({"del", "s", "strike"})
_LENGTH = re.compile(r"^([\d.]+)(px|pt|in|em|rem|cm|mm)$")
_COLUMNS = {"px": 1 / 8, "pt": 1 / 6, "in": 12.0, "em": 2.0, "rem": 2.0, "cm": 12 / 2.54, "mm": 1.2 / 2.54}
"""Columns by unit: a column is half the height of type at its usual size of 16 pixels or 12 points."""


@dataclass(frozen=True, slots=True)
class Look:
    """How text is shown. ``preserved`` keeps line breaks, as ``pre`` does; ``indent`` is the left edge in columns."""

    bold: bool = False
    raised: bool = False
    preserved: bool = False
    heading: int | None = None
    indent: float = 0.0


def styles_of(element: etree._Element) -> Styles:
    """The inline declarations of an element, lower case."""
    declared = (part.partition(":") for part in element.get("style", "").lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in declared if value}


_POP_UPS = frozenset({"modal", "dropdown", "popover", "tooltip"})


def shown_on_demand(root: etree._Element) -> frozenset[str]:
    """The ids of what a control of the page folds and unfolds, or shows in turn: panels of accordions and of tabs.

    Controls of the site (its menu, its search) and of what pops up are left aside.
    """
    named = set[str]()
    for control in root.xpath(".//*[@aria-controls or @data-toggle or @data-bs-toggle]"):
        toggled = {control.get("data-toggle"), control.get("data-bs-toggle")}
        pops_up = control.get("aria-haspopup", "false") != "false" or not _POP_UPS.isdisjoint(toggled)
        if pops_up or next(control.iterancestors("nav", "header", "footer"), None) is not None:
            continue
        for name in ("aria-controls", "data-target", "data-bs-target", "href"):
            named.update(each.lstrip("#") for each in control.get(name, "").split())
    return frozenset(named)


def is_hidden(element: etree._Element, styles: Styles, on_demand: frozenset[str] = frozenset()) -> bool:
    """Whether the page hides the element. What it shows on demand counts as shown: "until-found", a panel of tabs, and
    the ids in ``on_demand``.

    Some pages hide all of themselves until a script has run.
    """
    if element.get("id") in on_demand or element.get("role") == "tabpanel":
        return False
    hidden = (
        element.get("hidden", "until-found").lower() != "until-found"
        or element.get("aria-hidden") == "true"
        or styles.get("display") == "none"
        or styles.get("visibility") == "hidden"
    )
    return hidden and not _holds_document(element)


def is_struck(element: etree._Element, styles: Styles) -> bool:
    """Whether the text is shown as deleted or no longer true."""
    lines = styles.get("text-decoration", "") + styles.get("text-decoration-line", "")
    return element.tag in _STRUCK_TAGS or "line-through" in lines


def is_no_text(element: etree._Element) -> bool:
    """Whether the element is the site's, not the document's: navigation, page headers and footers, controls, scripts.

    ``header`` and ``footer`` are the site's unless they stand in a section (HTML-AAM, implicit roles). A button in a
    heading is what folds the section, and its text the heading.
    """
    tag = element.tag
    if tag in _NEVER_TEXT or (tag == "dialog" and element.get("open") is None):
        return True
    if tag == "button":
        return next(element.iterancestors(*HEADINGS, "summary"), None) is None
    if tag == "nav" or element.get("role", "").lower() in _SITE_ROLES:
        return not _holds_document(element)
    if tag in ("header", "footer"):
        return next(element.iterancestors(*_SECTIONS), None) is None and not _holds_document(element)
    return False


def _holds_document(element: etree._Element) -> bool:
    """Whether the main part of the page stands in the element, so that it is not beside it: its end may be missing."""
    return (
        element.tag in ("html", "body", "main")
        or element.find(".//main") is not None
        or element.find(".//*[@role='main']") is not None
    )


def look_in(element: etree._Element, styles: Styles, outer: Look) -> Look:
    """How text in an element is shown, where ``outer`` is how it is shown around it."""
    tag = str(element.tag)
    look = outer
    if tag in HEADINGS:
        look = replace(look, heading=HEADINGS[tag], bold=True)
    if tag in ("b", "strong", "th"):
        look = replace(look, bold=True)
    if tag in ("sup", "sub"):
        look = replace(look, raised=tag == "sup")
    if tag == "pre" or styles.get("white-space", "").startswith("pre"):
        look = replace(look, preserved=True)
    if tag in LISTS or tag in ("dd", "blockquote"):
        look = replace(look, indent=look.indent + HANG)
    elif tag in BLOCKS and tag != "li":
        look = replace(look, indent=look.indent + _margin(styles))
    return _styled(look, styles)


def _styled(look: Look, styles: Styles) -> Look:
    weight = styles.get("font-weight", "")
    if weight:
        look = replace(look, bold=weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600))
    if "vertical-align" in styles:
        look = replace(look, raised=styles["vertical-align"] == "super")
    return look


def _margin(styles: Styles) -> float:
    length = _LENGTH.match(styles.get("margin-left", ""))
    return float(length[1]) * _COLUMNS[length[2]] if length else 0.0


def is_block(element: etree._Element, styles: Styles) -> bool:
    """Whether the element begins and ends a line."""
    return element.tag in BLOCKS or styles.get("display", "") in ("block", "list-item", "flex", "grid")
