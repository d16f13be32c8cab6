"""Takes "A, B or C" apart into A, B and C, giving each what it shares with the others.

Only alternatives are parted ("or"); things joined by "and" may all be needed, so they stay together.
"""

import re

_LONGEST = 30
"""Words of a phrase that is still taken apart: longer ones are sentences, whose commas mean many things."""

_MOST_ATTRIBUTES = 2
_MOST_SYMBOLS = 3
"""Symbols (of genes, of drugs) in one list that are still single alternatives; more are a list to be kept together."""

_JOINT = re.compile(
    r",?\s+(?:and/or|or)\s+"
    r"(?!(?:\w+er|more|less|equal|above|below|over|under|without|not|both|at|beyond|before|after|all|any|other)\b)"
    r"|,\s+(?!(?:and|which|who|that|including|such|with|without|where|when|in|e\.g|i\.e)\b)"
)
_OR = re.compile(r"\b(?:and/or|or)\b")
_AND = re.compile(r"\band\b(?!/or)")
"""What "or" and "and" in one phrase join is not settled, so such a phrase stays whole."""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_RELATIVE = re.compile(r"^(?P<noun>.+?) (?:that|which|who) (?P<verb>has|have|is|are|was|were)(?: been)? (?P<said>.+)$")
_PREDICATE_JOINT = re.compile(
    r"(?:,?\s+(?:and/or|or)\s+|,\s+)(?:(?:that|which|who)\s+)?(?:(?:has|have|is|are|was|were|been)\s+)*"
)
_ATTRIBUTE = re.compile(
    r"(?:ed|ent|ant|ory|ic|ian|al|ive|ous|ary|ar|able|ible|oid|less|ine|free|sided|term|line|stage|grade|risk)$"
)
_SITES_AND_KINDS = frozenset(
    """great small acute chronic severe mild moderate early late adult child new old first second third active open full
    partial high low upper lower left right male female single multiple breast lung brain bone skin heart kidney liver
    knee hip spine neck head eye ear nose throat colon stomach bladder prostate thyroid blood nerve muscle hand foot
    ankle shoulder elbow wrist""".split()
)
_ACTION = re.compile(r"(?:tion|sion|ment|ing|ance|ence|al|ysis|age)s?$")
_INTRODUCING = re.compile(r"^(?P<frame>.*\b(?:of|for|with|to|in|by|from|an?|the))$")
_PARTICIPLE = re.compile(r"^\w{3,}ing\b")


def alternatives(phrase: str) -> tuple[str, ...]:
    """The alternatives that a phrase coordinates with "or", each readable alone; the phrase itself where it has none.

    Examples: "mild, persistent or severe disease" gives three diseases; "removal or revision of a device" gives
    "removal of a device" and "revision of a device"; "pain that has returned or is persistent" gives "returned pain"
    and "persistent pain"; "grade 2 or higher" stays as it is.
    """
    masked = _BRACKETS.sub(lambda match: "\0" * len(match.group()), phrase)
    if not _OR.search(masked) or _AND.search(masked) or len(phrase.split()) > _LONGEST:
        return (phrase,)
    relative = _RELATIVE.match(phrase)
    if relative and _OR.search(relative["said"]) and not _OR.search(relative["noun"]):
        return _predicated(relative["noun"], relative["verb"], _PREDICATE_JOINT.split(relative["said"]))
    parts = _parts(phrase, masked)
    if len(parts) < 2 or sum(map(_is_symbol, parts)) > _MOST_SYMBOLS or not all(map(_is_whole, parts)):
        return (phrase,)
    shared = _shared_noun(parts) or _shared_complement(parts)
    if shared is None and any(map(_is_attribute, parts)):
        return (phrase,)
    return shared or _shared_frame(parts)


def _is_whole(part: str) -> bool:
    """Whether a part can be read alone; the first half of "first- or second-degree" cannot."""
    return bool(re.search(r"\w{2}", part)) and not part.endswith("-")


def _is_symbol(part: str) -> bool:
    last = part.split()[-1]
    return last[:1].isupper() and (last.isupper() or any(c.isdigit() for c in last))


def _parts(phrase: str, masked: str) -> list[str]:
    """The coordinated parts; commas part only where they lead up to an "or" of the same list."""
    last_or = [match.start() for match in _JOINT.finditer(masked) if "or" in match.group()]
    cuts = [match.span() for match in _JOINT.finditer(masked) if last_or and match.start() <= last_or[-1]]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(phrase)]
    return [phrase[start:end].strip(" ,") for start, end in zip(starts, ends, strict=True)]


def _predicated(noun: str, verb: str, said: list[str]) -> tuple[str, ...]:
    """ "a noun that has A or is B" as "A noun" and "B noun"; a longer predicate keeps its verb."""
    bare = re.sub(r"^(?:an?|the)\s+", "", noun)
    return tuple(f"{one} {bare}" if len(one.split()) == 1 else f"{bare} that {verb} {one}" for one in said)


def _shared_noun(parts: list[str]) -> tuple[str, ...] | None:
    """ "breast, ovarian or lung cancer": attributes share the last part's noun, and the first part's introduction."""
    noun = parts[-1].split()[1:]
    frame, attribute = _introduction(parts[0])
    inner = [attribute, *parts[1:-1]]
    if not noun or noun[0] in {"of", "in", "with", "for", "to"} or not _mostly_attributes(inner):
        return None
    if not _is_attribute(parts[-1].split()[0]) or (frame and not _INTRODUCING.match(frame)):
        return None
    frame = re.sub(r"(?:^|\s+)(?:an?|the)$", "", frame)
    kept = f"{frame} " if frame else ""
    return tuple(f"{kept}{one} {' '.join(noun)}" for one in [*inner, parts[-1].split()[0]])


def _mostly_attributes(parts: list[str]) -> bool:
    """All of them, or in a longer list all but a short one ("breast, ovarian, fallopian tube or peritoneal cancer")."""
    others = [part for part in parts if not _is_attribute(part)]
    return not others or (len(parts) > 2 and len(others) == 1 and 0 < len(others[0].split()) <= _MOST_ATTRIBUTES)


def _introduction(part: str) -> tuple[str, str]:
    """The first part as what introduces the list and the attributes it ends in ("history of", "early invasive")."""
    words = part.split()
    at = len(words)
    while at and len(words) - at < _MOST_ATTRIBUTES and _is_attribute(words[at - 1]):
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def _is_attribute(phrase: str) -> bool:
    words = phrase.lower().split()
    return 0 < len(words) <= _MOST_ATTRIBUTES and all(
        word in _SITES_AND_KINDS or _ATTRIBUTE.search(word) is not None for word in words
    )


def _shared_complement(parts: list[str]) -> tuple[str, ...] | None:
    """ "removal or revision of a device": actions that share what the last one is done to."""
    head, of, complement = parts[-1].partition(" of ")
    actions = [*parts[:-1], head]
    if not of or not all(_ACTION.search(action) and " of " not in action for action in actions):
        return None
    return tuple(f"{action} of {complement}" for action in actions)


def _shared_frame(parts: list[str]) -> tuple[str, ...]:
    """ "couples planning A or receiving B", "diagnosis of A or B": later parts take over the first part's beginning."""
    first, rest = parts[0], parts[1:]
    participle = re.search(r"^(\S+(?: \S+)?) (?=\w{3,}ing\b)", first)
    if participle and all(_PARTICIPLE.match(part) for part in rest):
        return (first, *(f"{participle[1]} {part}" for part in rest))
    frame = re.match(r"^(.{3,}? (?:of|for|with)) (?:an? |the )?\S", first)
    if frame and not any(re.search(r"\b(?:of|for|with|has|have|is|are)\b", part) for part in rest):
        return (first, *(f"{frame[1]} {part}" for part in rest))
    return tuple(parts)
