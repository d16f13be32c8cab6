"""Characters that documents hold and outputs cannot show, or that would act instead of being shown.

Text from a PDF may hold anything: control characters, halves of surrogate pairs, codes that are no characters, and
marks that turn the direction of what follows. They are replaced by signs that can be seen, never taken out.
"""

import re

_REPLACEMENT = "\ufffd"
_LINE_END = re.compile(r"\r\n?")
_OTHER_LINE_END = re.compile(r"[\u2028\u2029]")
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PICTURES = 0x2400
_DELETE = 0x7F


def showable(text: str) -> str:
    """The text with line ends as LF, and a picture (␀, ␛) or � for each character that is none.

    Tabs stay. Text without such characters is returned as it is.
    """
    return _UNSHOWABLE.sub(_picture, _LINE_END.sub("\n", text))


def inert(text: str) -> str:
    """The same for where text is shown as it comes, as on a terminal.

    Marks that turn its direction are spelt out, and other characters that end a line are LF.
    """
    shown = _OTHER_LINE_END.sub("\n", showable(text))
    return _TURNING.sub(lambda found: f"<U+{ord(found[0]):04X}>", shown)


def _picture(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number == _DELETE:
        return "␡"
    return chr(_PICTURES + number) if number < ord(" ") else _REPLACEMENT
