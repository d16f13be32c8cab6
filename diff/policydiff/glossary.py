"""The abbreviations that a policy defines in its own text, and its texts with them spelled out."""

import re
from collections.abc import Iterator, Mapping

from policydiff.wording import words
from policyextract.abbreviations import definitions
from policyextract.records import Criterion, PolicyRecord


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
