"""One file that is a whole page: text, style and script, with nothing to fetch.

Whatever comes from a document is escaped by the templates, and what would change how the text around it reads is made
visible: control characters, and the marks that turn the direction of writing. The page forbids the browser to load
anything, and to run any script or style but its own, which it names by their hashes.
"""

import base64
import hashlib
import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, besides tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the direction of writing
    "\u200b\u2060-\u2064\ufeff\ufff9-\ufffb"  # what takes no room
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"  # halves of characters, what is none, and hidden tags
)


def seen(text: str) -> str:
    """The text with what cannot be seen named by its number: "⟨U+202E⟩". A carriage return is a line break."""
    return _UNSEEN.sub(_named, text.replace("\r\n", "\n").replace("\r", "\n"))


def _named(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found[0]):04X}⟩"


def render_page(template: str, **values: object) -> str:
    """Fill a template of ``templates/`` that extends ``base.html``."""
    style, script = _source("page.css"), _source("page.js")
    policy = (
        f"default-src 'none'; img-src data:; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    page = _environment().get_template(template)
    return page.render(style=Markup(style), script=Markup(script), policy=policy, **values)


def _hash(source: str) -> str:
    """How a content security policy names a style or a script that stands in the page itself."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


_DATE = re.compile(r"\b(\d{4}-\d{2}(?:-\d{2})?)\b")


def whole_dates(text: str) -> Markup:
    """The text with its dates kept on one line."""
    return Markup(_DATE.sub(r'<span class="date">\1</span>', str(escape(seen(text)))))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("policydiff.reports.html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["whole_dates"] = whole_dates
    return environment


def _finalize(value: Any) -> Any:
    """What a template puts out: nothing for what is not there, and no character of a document that nobody can see."""
    if value is None:
        return ""
    return seen(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _source(name: str) -> str:
    loader = _environment().loader
    assert loader is not None
    return loader.get_source(_environment(), name)[0]
