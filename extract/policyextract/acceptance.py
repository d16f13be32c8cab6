"""Whether a document is a coverage policy at all. A file that is none is refused with the reason, never read as an
empty policy, and one that hardly looks like one is taken with a warning.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from policyextract.criteriatables import RowName
from policyextract.document import Document, Line
from policyextract.errors import NotAPolicy
from policyextract.header import Header
from policyextract.lexicon.labels import HeaderField
from policyextract.lexicon.sections import SectionKind
from policyextract.otherkinds import names_itself_policy, other_kinds, quotes_statements
from policyextract.outline import Section
from policyextract.policypart import PolicyPart
from policyextract.records import Code, Determination, Revision

_DATES = frozenset({HeaderField.EFFECTIVE, HeaderField.LAST_REVIEW, HeaderField.NEXT_REVIEW})
_SURE = 3
"""Signs besides statements from which a document is taken for a policy without a word."""
_SURE_OF_ITS_OWN = 5
"""The same, from which statements that it quotes do not tell against it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document, its running headers and footers, and who wrote it, if that is known."""

    document: Document
    running: tuple[Line, ...]
    author: str | None


@dataclass(frozen=True, slots=True)
class Signs:
    """What of a coverage policy a document has: statements, a heading of their part, a line that calls it a policy, a
    number, dates, an author, lists of codes, codes that are said to be covered or not, a revision log.
    """

    stated: bool
    headed: bool
    named: bool
    numbered: bool
    dated: bool
    authored: bool
    coded: bool
    logged: bool
    decided: bool = False

    @property
    def by_codes(self) -> bool:
        """Whether it is a numbered and dated version of what is decided by lists of codes alone."""
        return self.decided and self.numbered and self.dated

    @property
    def besides(self) -> int:
        """How many there are besides statements."""
        return sum((self.headed, self.named, self.numbered, self.dated, self.authored, self.coded, self.logged))

    @property
    def at_the_head(self) -> bool:
        """Whether it says at its head which policy it is, and has the heading and the statements of one."""
        return self.stated and self.headed and self.named and self.numbered and self.dated


def signs_of(
    opened: Opened, header: Header, policy: PolicyPart, codes: Sequence[Code], revisions: Sequence[Revision]
) -> Signs:
    """Look for all signs of a policy in a document."""
    fields = header.fields.keys()
    parts = [section for section in policy.sections if section.kind is SectionKind.POLICY]
    return Signs(
        stated=bool(policy.statements),
        headed=policy.named and any(map(_is_headed, parts)),
        named=names_itself_policy(opened.document, opened.running),
        numbered=HeaderField.POLICY_NUMBER in fields,
        dated=bool(fields & _DATES),
        authored=opened.author is not None,
        coded=bool(codes),
        logged=bool(revisions),
        decided=any(code.determination is not Determination.UNSPECIFIED for code in codes),
    )


def _is_headed(section: Section) -> bool:
    """Whether a heading names a part, or the column of a table that holds criteria."""
    return bool(section.heading and section.pieces) or any(isinstance(piece, RowName) for piece in section.pieces)


def doubts(opened: Opened, policy: PolicyPart, signs: Signs) -> str | None:
    """Why a document is hardly a coverage policy, though it is taken for one; None where it plainly is one.

    Raises NotAPolicy where it is none: it is something else (a provider manual, say), quotes the statements of others,
    or has too little of a policy.
    """
    doubt = _other(opened, signs)
    name = opened.document.name
    if not (signs.stated or signs.headed or signs.by_codes):
        nothing = "holds no coverage statement and no section of a coverage policy"
        raise NotAPolicy(name, nothing + _unread(opened.document))
    if quotes_statements(opened.document, policy.statements) and signs.besides < _SURE_OF_ITS_OWN:
        raise NotAPolicy(name, "quotes coverage statements and makes none of its own")
    if not _enough(signs):
        raise NotAPolicy(name, "has neither number, dates, codes nor revision log of a coverage policy")
    if not signs.stated and not signs.headed:
        return doubt or "the document states coverage by its lists of codes alone"
    if doubt is None and signs.besides < _SURE:
        return f"the document has little of a coverage policy: {_what_is_there(signs)}"
    return doubt


def _unread(document: Document) -> str:
    """What of a document was not read, where its statements may stand, to be added to a reason; else nothing."""
    recognised = document.recognised()
    pages = [(page, reason) for page, reason in document.problems if page is not None and page not in recognised]
    return f" in what could be read; page {pages[0][0]}: {pages[0][1]}" if pages else ""


def _other(opened: Opened, signs: Signs) -> str | None:
    """The doubt that another kind leaves. Raises NotAPolicy where it leaves none.

    A policy may end in a form to fill in, and the web site that it was printed from may lead to a manual: with many
    signs of its own it is taken for one all the same.
    """
    doubt = None
    outweighing = signs.besides if signs.stated or signs.headed else 0
    for found in other_kinds(opened.document, opened.running, outweighing):
        sure = signs.besides >= found.outweighed_by or (signs.at_the_head and not found.of_many)
        if not (sure and (signs.stated or signs.headed)):
            raise NotAPolicy(opened.document.name, f"is {found.name}, not a coverage policy")
        if signs.besides <= found.outweighed_by:
            doubt = doubt or f"the document has what is otherwise found in {found.name}"
    return doubt


def _enough(signs: Signs) -> bool:
    """Under a heading of the policy part, statements are enough, or any sign of a policy's own but an author.

    Without one a date is too little beside statements, for letters and logs have dates.
    """
    marks = signs.numbered or signs.coded or signs.logged
    if signs.headed:
        return signs.stated or marks or signs.dated
    return marks or (signs.dated and signs.named)


_CALLED = {
    "stated": "statements",
    "headed": "a heading of the policy part",
    "named": "a line that calls it a policy",
    "numbered": "a number",
    "dated": "dates",
    "authored": "an author",
    "coded": "codes",
    "logged": "a revision log",
}


def _what_is_there(signs: Signs) -> str:
    return ", ".join(words for sign, words in _CALLED.items() if getattr(signs, sign)) + ", and no more"
