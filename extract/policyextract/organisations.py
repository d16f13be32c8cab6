"""Who wrote a policy, where no profile knows the payer: the organisation that the text names as its author."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from policyextract.document import Line, Table
from policyextract.lexicon.authors import AUTHORSHIP, HEAD, NOT_AUTHORS, NOT_COMPANIES, TAIL, Authorship
from policyextract.lexicon.mastheads import payer_in_masthead
from policyextract.lexicon.sections import SectionKind
from policyextract.opening import opening_paragraphs
from policyextract.outline import Section
from policyextract.paragraphs import Paragraph

_MOST_PER_WORDING = 3
"""A wording that recurs on every page counts no more than this often."""
_MASTHEAD = 8
_FULLER_SHARE = 0.5
"""The share of a short name's votes that a longer form of it needs to be taken instead."""
_ENOUGH = 3
"""Votes below which a name is only mentioned."""
_SURE = 6
"""Wordings of this weight name the author wherever they stand."""
_OTHERS_SPEAK = frozenset({SectionKind.BACKGROUND, SectionKind.REFERENCES, SectionKind.DEFINITIONS})
_LAST_PARAGRAPHS = 30
_CONTRACTOR = re.compile(r"contractor names?", re.IGNORECASE)
_SMALL_WORDS = frozenset({"and", "of", "the", "for", "&"})
_HOST = re.compile(r"^https?://(?:www\.)?([a-z0-9.-]+\.[a-z]{2,6})(?:/|$)", re.IGNORECASE)


def author_of(sections: Sequence[Section], furniture: Sequence[Line]) -> str | None:
    """The organisation that a document most plainly names as its author; None where it names none.

    A page printed from the web that names nobody is its site's, and is named by the site.
    """
    running = list(dict.fromkeys(" ".join(line.text.split()) for line in furniture))
    votes = _votes([*_own_words(sections), *running], AUTHORSHIP)
    votes += _votes(_words(sections, _OTHERS_SPEAK), [wording for wording in AUTHORSHIP if wording.weight >= _SURE])
    opening = [line.text for paragraph in opening_paragraphs(sections) for line in paragraph.lines]
    for name, sure in payer_in_masthead((*opening, *_in_head_tables(sections), *running)):
        clean = plain_name(name)
        if clean and (sure or any(_begins(other, clean) for other in votes)):
            votes[clean] += _MASTHEAD
    for name in _contractors(sections):
        votes[name] += _MASTHEAD
    merged = _merged(votes)
    best = max(merged.values(), default=0)
    if best < _ENOUGH:
        return _site(running)
    name = min(name for name, count in merged.items() if count == best)
    return _spelled_out(_fuller(name, merged), "\n".join(_own_words(sections)))


def _in_head_tables(sections: Sequence[Section]) -> Iterator[str]:
    """The lines in the cells of the tables above the first section: a masthead may be set as a table."""
    for section in sections:
        if section.kind is not SectionKind.HEADER:
            return
        for piece in section.pieces:
            if not isinstance(piece, Paragraph):
                yield from (line for cell in piece.cells() for line in cell.text.splitlines() if line.strip())


def author_in_properties(company: str | None) -> str | None:
    """The payer, by the company that a file's properties name; None where that is the maker of a program, or no name.

    For a document whose text names nobody: its author may stand there as a picture alone.
    """
    name = plain_name(company or "")
    return name if name and not NOT_COMPANIES.compiled.search(name) else None


def _contractors(sections: Sequence[Section]) -> Iterator[str]:
    """The contractors who decide for Medicare, from the table in which a local determination names them."""
    tables = (piece for section in sections for piece in section.pieces if isinstance(piece, Table) and piece.rows)
    for table in tables:
        for at, cell in enumerate(table.rows[0]):
            if _CONTRACTOR.fullmatch(" ".join(cell.text.split())):
                names = (plain_name(" ".join(row[at].text.split())) for row in table.rows[1:])
                yield from dict.fromkeys(name for name in names if name)


def _own_words(sections: Sequence[Section]) -> list[str]:
    """The paragraphs in which a plan speaks of itself: all but background, definitions and references.

    Of those the document's end counts: there a plan prints its copyright, behind whatever came last.
    """
    last = list(_words(sections, frozenset(SectionKind)))[-_LAST_PARAGRAPHS:]
    joined: list[str] = []
    for text in (*_words(sections, frozenset(SectionKind) - _OTHERS_SPEAK), *last):
        if joined and text[:1].islower():
            joined[-1] += " " + text
        else:
            joined.append(text)
    return joined


def _words(sections: Sequence[Section], kinds: frozenset[SectionKind]) -> Iterator[str]:
    for section in sections:
        if section.kind not in kinds:
            continue
        for piece in (section.heading, *section.pieces):
            if isinstance(piece, Paragraph):
                yield piece.text
            elif piece is not None:
                yield from (" ".join(cell.text.split()) for cell in piece.cells() if cell.text)


def _votes(texts: Iterable[str], wordings: Iterable[Authorship]) -> Counter[str]:
    votes: Counter[str] = Counter()
    texts = list(dict.fromkeys(texts))
    for wording in wordings:
        times: Counter[str] = Counter()
        for match in (match for text in texts for match in wording.matches(text)):
            name = plain_name(next(group for group in match.groups() if group))
            if name and times[name] < _MOST_PER_WORDING:
                times[name] += 1
                votes[name] += wording.weight
    return votes


def plain_name(name: str) -> str:
    """A name without legal forms, marks and stray words around it; empty where it can be no payer's."""
    name = " ".join(re.sub(r"[®™℠*]", " ", name).split())
    before = None
    while before != name:
        before, name = name, TAIL.sub("", HEAD.sub("", name)).strip()
    return "" if len(name) < 3 or NOT_AUTHORS.search(name) else name


def _key(name: str) -> tuple[str, ...]:
    words = re.findall(r"[a-z0-9&]+", name.casefold().replace("health care", "healthcare"))
    return tuple(word for word in words if word not in _SMALL_WORDS)


def _begins(longer: str, name: str) -> bool:
    return _key(longer)[: len(_key(name))] == _key(name)


def _ends(longer: str, name: str) -> bool:
    return len(_key(name)) > 1 and _key(longer)[-len(_key(name)) :] == _key(name)


def _merged(votes: Counter[str]) -> Counter[str]:
    """Spellings of one name counted together, under the one most often printed."""
    spellings: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in votes:
        spellings[_key(name)].append(name)
    return Counter(
        {
            max(names, key=lambda name: (votes[name], len(name), name)): sum(votes[name] for name in names)
            for names in spellings.values()
        }
    )


def _fuller(name: str, votes: Counter[str]) -> str:
    """The longer form of a name ("Erewhon" is short for "Erewhon Health") where the document uses it often enough."""
    forms = [
        other for other in votes if len(_key(other)) > len(_key(name)) and (_begins(other, name) or _ends(other, name))
    ]
    often = [other for other in forms if votes[other] >= _FULLER_SHARE * votes[name]]
    return max(often, key=lambda other: (votes[other], other)) if often else name


def _spelled_out(name: str, text: str) -> str:
    """The name that an abbreviation stands for, where the document defines it: "Erewhon Health Plans (EHP)"."""
    if not re.fullmatch(r"[A-Z]{2,6}", name):
        return name
    words = rf"((?:[A-Z][\w&’'-]*[ ]+(?:(?:of|and|the|for|&)[ ]+)?){{{len(name) - 1},{len(name) + 1}}})\({name}\)"
    for found in re.finditer(words, text):
        initials = "".join(word[0] for word in found[1].split() if word[0].isupper())
        if initials.endswith(name):
            return " ".join(found[1].split()[-_words_of(found[1], name) :])
    return name


def _words_of(text: str, initials: str) -> int:
    """How many words from the end give the initials, small words between them counted."""
    capitals, words = 0, 0
    for word in reversed(text.split()):
        if capitals == len(initials):
            break
        words += 1
        capitals += word[0].isupper()
    return words


def _site(furniture: Iterable[str]) -> str | None:
    hosts = Counter(match[1].casefold() for line in furniture if (match := _HOST.match(line.strip())))
    return hosts.most_common(1)[0][0] if hosts else None
