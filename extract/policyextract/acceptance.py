"""Whether a document is a coverage policy at all. A file that is none is refused with the reason, never read as an
empty policy.
"""

from collections.abc import Iterable, Sequence

from policyextract.document import Document, Line
from policyextract.errors import NotAPolicy
from policyextract.header import Header
from policyextract.lexicon.doctypes import other_type
from policyextract.lexicon.labels import HeaderField
from policyextract.lexicon.sections import SectionKind
from policyextract.policypart import PolicyPart
from policyextract.records import Code, Revision

_OPENING_LINES = 6
_MIN_SIGNS = 2
_IDENTIFIERS = frozenset(
    {HeaderField.POLICY_NUMBER, HeaderField.EFFECTIVE, HeaderField.LAST_REVIEW, HeaderField.NEXT_REVIEW}
)


def refuse_other_documents(document: Document) -> None:
    """Raise NotAPolicy where the document's opening lines call it something else (a provider manual, say)."""
    for line in _opening(document):
        if kind := other_type(line.text):
            raise NotAPolicy(document.name, f"is {kind}, not a coverage policy")


def _opening(document: Document) -> Iterable[Line]:
    return (line for line, _ in zip(document.lines(), range(_OPENING_LINES), strict=False))


def refuse_without_policy(
    name: str, header: Header, policy: PolicyPart, codes: Sequence[Code], revisions: Sequence[Revision]
) -> None:
    """Raise NotAPolicy where too little of a policy is there.

    Two of these are asked for: statements, a part headed as the policy, a number or date in the header, a list of
    codes, a revision log; and one of the first two.
    """
    has_part = any(
        section.kind is SectionKind.POLICY and section.heading and section.pieces for section in policy.sections
    )
    if not policy.statements and not has_part:
        raise NotAPolicy(name, "holds no coverage statement and no section of a coverage policy")
    signs = [bool(policy.statements), has_part, bool(header.fields.keys() & _IDENTIFIERS), bool(codes), bool(revisions)]
    if sum(signs) < _MIN_SIGNS:
        raise NotAPolicy(name, "has neither number, dates, codes nor revision log of a coverage policy")
