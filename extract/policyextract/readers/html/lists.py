"""The markers of list items: what a browser prints before them."""

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from policyextract.readers.html.looks import Styles
from policyextract.readers.ordinals import counted_letters, roman

Form = Callable[[int], str]

_TYPES: dict[str, Form] = {
    "1": str,
    "a": counted_letters,
    "A": lambda ordinal: counted_letters(ordinal).upper(),
    "i": roman,
    "I": lambda ordinal: roman(ordinal).upper(),
}
_STYLES: dict[str, Form] = {
    "decimal": str,
    "decimal-leading-zero": lambda ordinal: f"{ordinal:02}",
    "lower-alpha": _TYPES["a"],
    "lower-latin": _TYPES["a"],
    "upper-alpha": _TYPES["A"],
    "upper-latin": _TYPES["A"],
    "lower-roman": _TYPES["i"],
    "upper-roman": _TYPES["I"],
}
_BULLETS = frozenset({"none", "disc", "circle", "square"})


@dataclass
class OpenList:
    """A list whose items are being read: its ordinals' form (None for bullets) and the next ordinal."""

    form: Form | None
    ordinal: int
    step: int


def open_list(element: etree._Element, styles: Styles) -> OpenList:
    """Begin an ``ol`` or ``ul``: its form from style or type, its first ordinal, and whether it counts down."""
    form = _TYPES["1"] if element.tag == "ol" else None
    form = _form(element, styles, form)
    if element.get("reversed") is None:
        return OpenList(form, _number(element.get("start"), 1), 1)
    items = sum(child.tag == "li" for child in element)
    return OpenList(form, _number(element.get("start"), items), -1)


def next_marker(element: etree._Element, styles: Styles, parent: OpenList) -> str:
    """The marker of the next item ("1.", "iv."), empty where it is a bullet or none is shown."""
    ordinal = _number(element.get("value"), parent.ordinal)
    parent.ordinal = ordinal + parent.step
    form = _form(element, styles, parent.form)
    return f"{form(ordinal)}." if form else ""


def _form(element: etree._Element, styles: Styles, outer: Form | None) -> Form | None:
    """The form that an element's style or type names, else the outer one."""
    for word in f"{styles.get('list-style-type', '')} {styles.get('list-style', '')}".split():
        if word in _STYLES:
            return _STYLES[word]
        if word in _BULLETS:
            return None
    kind = element.get("type", "")
    return None if kind.lower() in _BULLETS else _TYPES.get(kind, outer)


def _number(value: str | None, default: int) -> int:
    try:
        return int(value or "")
    except ValueError:
        return default
