"""Code sets that a user supplies, and which codes of a record are not in them.

A set is a CSV or a text with one code a line, in the first column: a list of a fee schedule, a year's tables of a code
system, a payer's own list. What the record says stays as it is; a code that its set lacks is an issue of the record.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyextract.codeshapes import codes_in, has_shape, system_of
from policyextract.document import Provenance
from policyextract.records import CodeSystem, Issue, PolicyRecord

NOT_IN_SET = "code-not-in-set"
_FIRST_COLUMN = re.compile(r"""^[\s"']*([^\s,;|"']+)""")
_OPEN_END = re.compile(r"[.x-]*[x-]$|-[xX]{1,2}$")
_NDC_PARTS = (5, 4, 2)
_POINTED = frozenset({CodeSystem.ICD_10_CM})


class CodeSetError(ValueError):
    """A text is no set of codes of the system that it is supplied for. The message is one line."""


@dataclass(frozen=True, slots=True)
class CodeSet:
    """The codes of one system, as ``codes_of_set`` writes them, in order."""

    system: CodeSystem
    codes: tuple[str, ...]

    def holds(self, code: str) -> bool:
        """Whether a code is in the set; one that is left open ("C81.-", "C81.xx") where a code that begins so is."""
        is_open = bool(_OPEN_END.search(code))
        bare = _plain(_OPEN_END.sub("", code) if is_open else code, self.system)
        return self._begins(bare) if is_open else self._has(bare)

    def bounds(self, code: str) -> bool:
        """Whether the end of a range is in the set. A category ("C81") is where one of its codes is."""
        return self.holds(code) or (self.system in _POINTED and self._begins(_plain(code, self.system)))

    def _has(self, plain: str) -> bool:
        at = bisect_left(self.codes, plain)
        return self.codes[at : at + 1] == (plain,)

    def _begins(self, plain: str) -> bool:
        at = bisect_left(self.codes, plain)
        return any(code.startswith(plain) for code in self.codes[at : at + 1])


def read_code_set(system: CodeSystem, text: str) -> CodeSet:
    """The set that a text lists: the first column of its lines.

    A heading, and codes of other systems in a list of several, are passed over. Raises CodeSetError where no line
    begins with a code of the system.
    """
    firsts = (match[1].upper() for line in text.lstrip("\ufeff").splitlines() if (match := _FIRST_COLUMN.match(line)))
    codes = {_plain(first, system) for first in firsts if has_shape(_as_printed(first), system)}
    if not codes:
        raise CodeSetError(f"no line begins with a code of {system}")
    return CodeSet(system, tuple(sorted(codes)))


def not_in_sets(record: PolicyRecord, sets: Sequence[CodeSet]) -> Iterator[Issue]:
    """An issue for each code of the record that the set of its system lacks, with the place where it stands first.

    A range is held to its two ends. Systems without a set are not looked at.
    """
    by_system = {one.system: one for one in sets}
    seen: set[tuple[CodeSystem, str]] = set()
    for system, code, place in _codes_of(record):
        if system not in by_system or (system, code) in seen:
            continue
        seen.add((system, code))
        lacking = list(_lacking(code, by_system[system]))
        if lacking:
            which = code if lacking == [code] else f"{' and '.join(lacking)} (of {code})"
            message = f"not in the set of {system} codes that was supplied: {which}"
            yield Issue(code=NOT_IN_SET, severity="warning", message=message, provenance=place)


def with_sets_checked(record: PolicyRecord, sets: Sequence[CodeSet]) -> PolicyRecord:
    """The record with the issues of ``not_in_sets`` behind its own."""
    found = tuple(not_in_sets(record, sets))
    return record.model_copy(update={"issues": (*record.issues, *found)}) if found else record


def _codes_of(record: PolicyRecord) -> Iterator[tuple[CodeSystem, str, Provenance]]:
    """The codes of tables and lists, then those that statements name in their text."""
    for code in record.codes:
        yield code.system, code.code, code.provenance
    for statement in record.statements:
        for named in statement.codes:
            if system := system_of(named):
                yield system, named, statement.provenance


def _lacking(code: str, code_set: CodeSet) -> Iterator[str]:
    parsed = codes_in(code, code_set.system)
    if len(parsed) != 1 or parsed[0].last is None:
        if not code_set.holds(code):
            yield code
        return
    first, last = parsed[0].first, parsed[0].last
    if code_set.system in _POINTED and not last[:1].isalpha():
        last = first[0] + last
    yield from (end for end in (first, last) if not code_set.bounds(end))


def _plain(code: str, system: CodeSystem) -> str:
    """A code as sets compare it: capitals, no points; an NDC in its eleven digits."""
    bare = code.upper().replace(".", "")
    if system is CodeSystem.NDC and "-" in bare:
        parts = zip(bare.strip("-").split("-"), _NDC_PARTS, strict=False)
        return "".join(part.zfill(size) for part, size in parts)
    return bare


def _as_printed(code: str) -> str:
    return code.rstrip(".*+")
