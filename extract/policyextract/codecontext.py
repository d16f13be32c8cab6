"""What stands over a list of codes: the heading of its group, the determination it gives, the system it names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policyextract.lexicon.codegroups import (
    BARE_SYSTEM_WORD,
    CODE_LIST_HEADING,
    CODE_WORD,
    DISCLAIMER,
    GROUP_WORDINGS,
    LEAD_IN,
    NOTE,
    SYSTEM_NAMES,
)
from policyextract.paragraphs import Paragraph
from policyextract.predicates import group_determination, sentences
from policyextract.records import CodeSystem, Determination

_LONGEST_HEADING = 400
_ROW_WORDS = 14
_IN_TABLE = 100
"""The level of a heading that stands in a row of a table: below any heading of the text."""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading over codes: what it determines, the system it names itself, and its level in the outline.

    ``inside`` is the system under whose heading the group stands, where systems are the outer headings.
    """

    heading: str | None = None
    determination: Determination = Determination.UNSPECIFIED
    system: CodeSystem | None = None
    level: int = 0
    inside: CodeSystem | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The group that codes stand in, and the system that the nearest heading names."""

    group: Group = Group()
    system: CodeSystem | None = None


def system_named(text: str) -> CodeSystem | None:
    """The one code system that a heading names; None where it names none, or several."""
    found = systems_named(text)
    return found[0] if len(found) == 1 else None


def systems_named(text: str) -> tuple[CodeSystem, ...]:
    """All code systems that a heading names ("CPT/HCPCS Codes")."""
    rest, found = text, []
    for name in SYSTEM_NAMES:
        if name.compiled.search(rest):
            found.append(name.system)
            rest = name.compiled.sub(" ", rest)
    return tuple(found)


def determination_of_group(text: str) -> Determination | None:
    """What the heading of a group of codes determines, by the wordings of groups, else by those of statements."""
    for wording in GROUP_WORDINGS:
        if wording.compiled.search(text):
            return wording.determination
    return group_determination(text)


def heads_codes(text: str) -> bool:
    """Whether a heading opens a list of codes ("HCPCS Code(s):", "Established codes:")."""
    return bool(CODE_LIST_HEADING.compiled.search(text.strip()))


def under_heading(context: Context, text: str, level: int) -> Context:
    """The context below a heading of the outline.

    A heading that decides opens a group. One that only names a system ("HCPCS") stands inside the group, unless the
    group's own heading named another system. One that heads other codes ("Other CPT codes related to the policy") ends
    the group, and so does any heading of a higher rank than the group's.
    """
    determination = determination_of_group(text) if len(text) < _LONGEST_HEADING else None
    named = systems_named(text)
    system = named[0] if len(named) == 1 else None
    if determination:
        return Context(Group(text, determination, system, level, _outer_system(context)), system or context.system)
    if named and _is_bare_name(text):
        return Context(_kept(context.group, named, level), system)
    if (system and heads_codes(text)) or _heads_other_codes(text):
        return Context(Group(text, Determination.UNSPECIFIED, system, level), system)
    if level < context.group.level:
        return replace(context, group=Group())
    return context


def _outer_system(context: Context) -> CodeSystem | None:
    """The system whose heading stands over a group that opens here: the first group tells which is the outer."""
    return context.system if context.group.heading is None or context.group.inside else None


def _kept(group: Group, named: Sequence[CodeSystem], level: int) -> Group:
    """The group that goes on below a heading that only names systems: another system's group does not."""
    if group.system is not None and group.system not in named:
        return Group()
    if group.inside is not None and group.inside not in named and level <= group.level:
        return Group()
    return group


def under_lead_in(context: Context, paragraph: Paragraph, level: int) -> Context:
    """The context below a paragraph among codes. A note, a disclaimer and prose of other things change nothing."""
    text = paragraph.text
    if NOTE.compiled.search(text):
        return context
    if not text.rstrip().endswith(".") and len(text) < _LONGEST_HEADING:
        return under_heading(context, text, level) if _may_head(paragraph) else context
    for sentence in sentences(text):
        said = sentence.text
        if LEAD_IN.compiled.search(said) and not DISCLAIMER.compiled.search(said) and len(said) < _LONGEST_HEADING:
            determination = determination_of_group(said)
            if determination:
                system = system_named(said)
                return Context(Group(said, determination, system, level), system or context.system)
    return context


def under_row(context: Context, text: str) -> Context:
    """The context below a row of a table that holds one heading instead of codes."""
    if NOTE.compiled.search(text):
        return context
    if len(text.split()) > _ROW_WORDS and not CODE_WORD.compiled.search(text):
        return context
    return under_heading(context, text, _IN_TABLE)


def _may_head(paragraph: Paragraph) -> bool:
    """Whether a paragraph without a full stop is a lead-in: it ends in a colon, is set in bold, or is short."""
    text = paragraph.text
    if text.rstrip().endswith(":") or LEAD_IN.compiled.search(text):
        return True
    short = paragraph.bold or len(text.split()) <= _ROW_WORDS
    return short and text[:1].isupper() and not DISCLAIMER.compiled.search(text)


def _is_bare_name(text: str) -> bool:
    rest = text
    for name in SYSTEM_NAMES:
        rest = name.compiled.sub(" ", rest)
    return not BARE_SYSTEM_WORD.compiled.sub("", rest).strip()


def _heads_other_codes(text: str) -> bool:
    return bool(re.match(r"(?:all )?other\b.{0,40}\bcodes?\b", text, re.IGNORECASE)) and len(text.split()) <= _ROW_WORDS
