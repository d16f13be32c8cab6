"""The ordinals of list items as letters and roman numerals, as word processors and browsers print them."""

from string import ascii_lowercase

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_HIGHEST_ROMAN = 3999
_HIGHEST_REPEATED = 780
"""Thirty letters, which is where Word stops."""


def roman(ordinal: int) -> str:
    """A lower-case roman numeral; a number without one (0, 4000) in figures."""
    if not 0 < ordinal <= _HIGHEST_ROMAN:
        return str(ordinal)
    numeral = ""
    for value, letters in _ROMAN:
        numeral += letters * (ordinal // value)
        ordinal %= value
    return numeral


def counted_letters(ordinal: int) -> str:
    """Letters as browsers count (CSS Counter Styles 3, "alphabetic"): a, ..., z, aa, ab; below 1 in figures."""
    if ordinal < 1:
        return str(ordinal)
    letters = ""
    while ordinal:
        ordinal, at = divmod(ordinal - 1, len(ascii_lowercase))
        letters = ascii_lowercase[at] + letters
    return letters


def repeated_letters(ordinal: int) -> str:
    """Letters as word processors count (ECMA-376 part 1, 17.18.59): a, ..., z, aa, bb; beyond 1 to 780 in figures."""
    if not 0 < ordinal <= _HIGHEST_REPEATED:
        return str(ordinal)
    times, at = divmod(ordinal - 1, len(ascii_lowercase))
    return ascii_lowercase[at] * (times + 1)
