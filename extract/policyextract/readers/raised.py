"""Raised text as Unicode writes it: numbers and footnote letters as superscripts, a raised TM as its sign."""

import re

_NUMERALS = str.maketrans("0123456789+−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LETTERS = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_NUMBER = re.compile(r"[,;–\-−+=()*†‡]*\d[\d,;–\-−+=()*†‡]*")
_LETTER = re.compile(r"[a-pr-z](,[a-pr-z])*,?")
_SIGNS = {"TM": "™", "SM": "℠", "®": "®", "©": "©", "*": "*", "†": "†", "‡": "‡", "§": "§"}


def superscript(text: str) -> str | None:
    """How a raised piece of text is written without raising it; None where it is an ordinary word set high."""
    if text in _SIGNS:
        return _SIGNS[text]
    if _NUMBER.fullmatch(text):
        return text.translate(_NUMERALS)
    if _LETTER.fullmatch(text):
        return text.translate(_LETTERS)
    return None
