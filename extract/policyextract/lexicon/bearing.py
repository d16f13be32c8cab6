"""Sections that may decide on coverage beside the statements: whom the policy holds for, definitions, what to submit."""

import re
from collections.abc import Iterable

from policyextract.lexicon.sections import SectionKind

_KINDS = frozenset(
    {
        SectionKind.POLICY,
        SectionKind.GUIDELINES,
        SectionKind.DOCUMENTATION,
        SectionKind.AUTHORIZATION,
        SectionKind.DEFINITIONS,
    }
)
_APPLIES = re.compile(r"\b(?:application|applicab\w+|applies|scope|lines? of business)\b", re.IGNORECASE)
"""Headings over what the policy holds for."""


def bears_on_coverage(kind: str, path: Iterable[str]) -> bool:
    """Whether a section of a kind may decide on coverage; ``path`` are its own heading and those above it."""
    return kind in _KINDS or any(_APPLIES.search(title) for title in path)
