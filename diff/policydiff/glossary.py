"""The abbreviations that a policy defines in its own text, and its texts with them spelled out.

"Donor lymphocyte infusion (DLI)" defines DLI. The long form is found as in A. S. Schwartz and M. A. Hearst, "A simple
algorithm for identifying abbreviation definitions in biomedical text", Pacific Symposium on Biocomputing 2003: the
shortest run of words before the parenthesis that holds the letters of the short form in order, the first at the start
of a word.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from policydiff.wording import words
from policyextract.records import Criterion, PolicyRecord

_DEFINITION = re.compile(r"\(\s*[\"“]?(?P<short>[A-Za-z][\w+/-]{1,9}?)(?P<plural>s?)[\"”]?\s*\)")
_QUANTIFIERS = frozenset({"all", "any", "one", "and", "or", "not", "no", "none", "both", "each", "if", "may", "must"})
"""Never read as abbreviations: "ALL of the following" is no leukemia."""


class Glossary:
    """Abbreviations and what they stand for. ``words`` gives a text's carrying words with them spelled out."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self.meanings = dict(meanings)
        self._pattern = _any_of(self.meanings)
        self._words: dict[str, tuple[str, ...]] = {}

    def spell_out(self, text: str) -> str:
        """The text with the long form for each abbreviation, and without the parentheses that define them."""
        if self._pattern is None:
            return text
        text = re.sub(rf"\s*\(\s*{self._pattern.pattern}\s*\)", "", text)
        return self._pattern.sub(lambda found: self.meanings[found["short"]], text)

    def words(self, text: str) -> tuple[str, ...]:
        """``wording.words`` of the text spelled out."""
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = words(self.spell_out(text))
        return found


def _any_of(meanings: Mapping[str, str]) -> re.Pattern[str] | None:
    if not meanings:
        return None
    longest_first = sorted(meanings, key=lambda short: (-len(short), short))
    return re.compile(rf"(?<![\w-])(?P<short>{'|'.join(map(re.escape, longest_first))})s?(?![\w+-])")


def glossaries(old: PolicyRecord, new: PolicyRecord) -> tuple[Glossary, Glossary]:
    """Two versions' glossaries. What one version does not define, it is taken to use as the other does."""
    of_old, of_new = definitions(texts(old)), definitions(texts(new))
    return Glossary(of_new | of_old), Glossary(of_old | of_new)


def definitions(within: Iterable[str]) -> dict[str, str]:
    """Each abbreviation defined in the texts with its long form, lower case. The first definition holds."""
    found: dict[str, str] = {}
    for text in within:
        for match in _DEFINITION.finditer(text):
            short = match["short"]
            long = _long_form(short, text[: match.start()])
            if long and _is_abbreviation(short):
                found.setdefault(short, long)
    return found


def _is_abbreviation(short: str) -> bool:
    return sum(c.isupper() for c in short) >= 2 and short.casefold() not in _QUANTIFIERS


def _long_form(short: str, before: str) -> str | None:
    """The words before the parenthesis that the short form stands for, or None where they do not hold its letters."""
    letters = [c for c in short.casefold() if c.isalnum()]
    preceding = before.split()[-min(len(letters) + 5, 2 * len(letters)) :]
    text = " ".join(preceding).casefold()
    at = len(text)
    for position, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= 0 and (text[at] != letter or (position == 0 and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    long = text[at:].strip(" ,;:-")
    return long if len(long) > len(short) and " " in long else None


def texts(record: PolicyRecord) -> Iterator[str]:
    """The texts of a record in which it may define its abbreviations, in their order."""
    yield record.title or ""
    for section in record.sections:
        yield section.title
    for statement in record.statements:
        yield statement.text
        if statement.criteria:
            yield from _criterion_texts(statement.criteria)
        yield from (note.text for note in statement.notes)


def _criterion_texts(criterion: Criterion) -> Iterator[str]:
    yield criterion.text
    for item in criterion.items:
        yield from _criterion_texts(item)
