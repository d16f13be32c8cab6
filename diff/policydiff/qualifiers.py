"""What a wording says more than another that it otherwise repeats: "pain" against "chronic pain".

A further qualification lets fewer cases through, whatever it says, as long as it is one: words that hedge
("suspected"), give examples, name an alternative or negate may do anything, and so may a noun behind a noun ("cancer
screening").
"""

import re

from policydiff.wording import MODALS, NEGATIONS, QUANTIFIERS, inserted, words

_TOKEN = re.compile(r"[\w][\w'’/+-]*|[^\w\s]")
_NOTHING_IN_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")

_OPENERS = frozenset(
    "with who that which whose whom despite plus within by from using during at as having receiving requiring "
    "confirmed documented defined due".split()
)
"""Words that open a qualification behind what it qualifies. "For", "in", "when" and "if" may also open the case in
which alone a condition is asked for."""
_VERBS = frozenset("has have is are was were meets does did requires had".split())
"""Behind "and", words that show that a condition follows and not a further thing."""
_FUNCTION_WORDS = _OPENERS | frozenset(
    "for in on when if only after before under where of to and or nor but than into the a "
    "an is are was were be been has have not".split()
)
_HEDGES = frozenset(
    "suspected possible possibly probable presumed likely potential potentially risk history family relative other "
    "similar related associated eg ie example including see note refer section above below also additional similarly "
    "approximately about unknown equivalent consider considered".split()
)
_LONGEST = 20


def qualification(shorter: str, longer: str) -> str | None:
    """The qualification that the longer of two wordings has more; None where the difference may be anything else."""
    found = _difference(shorter, longer)
    if found is None:
        return None
    tokens, start, end = found
    return " ".join(tokens[start:end]).strip(" ,") if _qualifies(tokens, start, end) else None


def alternative(shorter: str, longer: str) -> str | None:
    """The alternative that the longer of two wordings lists more: "BRCA1, PALB2, or TP53" against "BRCA1 or TP53"."""
    found = _difference(shorter, longer)
    if found is None:
        return None
    tokens, start, end = found
    listed = tokens[start:end].count(",") == 1 and "," in (tokens[start], tokens[end - 1])
    between = tokens[start - 1] == "," or tokens[start] == "," if start else False
    return " ".join(tokens[start:end]).strip(" ,") if listed and between and _ends_in_or(tokens[end:]) else None


def _ends_in_or(tokens: list[str]) -> bool:
    """Whether a list that goes on here is one of alternatives: an "or" comes before its words end."""
    for token in tokens[:_LONGEST]:
        if token in ("or", "and/or"):
            return True
        if token in _FUNCTION_WORDS or not (token == "," or token[0].isalnum()):
            return False
    return False


def _difference(shorter: str, longer: str) -> tuple[list[str], int, int] | None:
    """The tokens of the longer wording, and where the run stands that it has more."""
    base, more = words(shorter), words(longer)
    segment = inserted(base, more)
    if not segment or words(_bare(shorter)) == words(_bare(longer)) or NEGATIONS.intersection(more):
        return None
    if (MODALS - {"only"} | QUANTIFIERS - {"and"} | _HEDGES).intersection(segment):
        return None
    old, new = _TOKEN.findall(shorter.casefold()), _TOKEN.findall(longer.casefold())
    run = _run(old, new)
    return (new, *run) if run else None


def _bare(text: str) -> str:
    return _NOTHING_IN_PARENTHESES.sub(" ", text)


def _run(old: list[str], new: list[str]) -> tuple[int, int] | None:
    """Where the one run of tokens stands that makes the new text out of the old one, its commas with it."""
    old = [token for token in old if token not in ".;:"]
    kept = [token for token in new if token not in ".;:"]
    new[:] = kept
    added = len(new) - len(old)
    if not 0 < added <= _LONGEST:
        return None
    start = 0
    while start < len(old) and old[start] == new[start]:
        start += 1
    return (start, start + added) if old[start:] == new[start + added :] else None


def _qualifies(tokens: list[str], start: int, end: int) -> bool:
    run = tokens[start:end]
    if run[0] == "," and len(run) > 1:
        run = run[1:]
    if run[0] == "and":
        return len(run) > 1 and run[1] in _VERBS
    if run[0] in _OPENERS:
        return start > 0
    after = tokens[end] if end < len(tokens) else ""
    # Before a noun; what stands at the end, or before "of", may be a noun of its own.
    return after.isalpha() and not (_FUNCTION_WORDS | {","}).intersection((after, *run))
