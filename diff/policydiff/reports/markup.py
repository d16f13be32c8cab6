"""Text from a document as Markdown that shows it and is nothing else: no markup, HTML, link, mention, issue number."""

import re

from policydiff.reports import phrases
from policydiff.reports.characters import inert

_APART = "\u200b"
"""A space of no width. Where the meaning of signs is made out after Markdown is rendered, only this parts them."""

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKUP = re.compile(r"[\\`*_{}\[\]|~$^]")
_OPENS = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=:#]))")
_LIVE = re.compile(
    r"(?<=[@#])(?=\w)|(?<=://)|(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=\bgh)(?=-\d)"
    r"|(?<=:)(?!(?<=\d:)\d)(?=(?:\d*[a-z_+-][\w+-]*|100|1234):)",
    re.IGNORECASE,
)
"""Mentions, issue numbers, addresses and names of pictures such as :smile:."""


def plain(text: str) -> str:
    """Text for the middle of a line of Markdown, on one line."""
    escaped = _MARKUP.sub(r"\\\g<0>", inert(phrases.one_line(text)).translate(_ENTITIES))
    return _LIVE.sub(_APART, escaped)


def opening(text: str) -> str:
    """The same for the beginning of a line, where a dash or a number and a point would begin a list."""
    return _OPENS.sub(r"\1\\", plain(text))


def cell(text: str) -> str:
    """The same for the cell of a table, where a line end is a break."""
    return "<br>".join(plain(line) for line in text.split("\n"))
