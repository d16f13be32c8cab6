"""What a reader of a record must know: what was not read, not recognised, or read in a second-best way."""

from collections.abc import Iterator

from policyextract.document import Document, Provenance
from policyextract.ledger import Ledger
from policyextract.profile import GENERIC, PayerProfile
from policyextract.records import Issue

_QUOTE = 80


def issues_of(
    document: Document,
    profile: PayerProfile,
    author: str | None,
    ledger: Ledger,
    *,
    switched_off: bool,
    unnamed: bool,
    from_properties: bool = False,
    doubt: str | None = None,
) -> Iterator[Issue]:
    """The issues of one extraction. ``unnamed``: the policy part was found without a heading that names it;
    ``from_properties``: the author stands in the file's properties, not in its text; ``doubt``: why the document may be
    no coverage policy.
    """
    recognised = document.recognised()
    for page, reason in document.problems:
        place = Provenance(page, 1, (0, 0)) if page else None
        code = "document-partly-read" if page is None else "page-ocr" if page in recognised else "page-unread"
        yield Issue(code=code, severity="warning", message=reason, provenance=place)
    if document.engine:
        yield Issue(code="engine", severity="info", message=f"opened by {document.engine}")
    yield _profile_issue(profile, switched_off)
    if doubt is not None:
        yield Issue(code="doubtful-policy", severity="warning", message=doubt)
    if author is None:
        yield Issue(code="payer-unnamed", severity="warning", message="the document does not say whose policy it is")
    elif from_properties:
        message = f"the text does not say whose policy it is; the file's properties name {author}"
        yield Issue(code="payer-from-properties", severity="warning", message=message)
    if unnamed:
        message = "no section is headed as the policy; statements were looked for where no other part is named"
        yield Issue(code="policy-part-unnamed", severity="warning", message=message)
    for line in ledger.unparsed():
        place = Provenance(line.page, line.number, (line.start, line.end), line.box)
        yield Issue(
            code="line-unparsed", severity="warning", message=f"not understood: {line.text[:_QUOTE]}", provenance=place
        )


def _profile_issue(profile: PayerProfile, switched_off: bool) -> Issue:
    if profile is not GENERIC:
        return Issue(code="profile", severity="info", message=f"read with the profile of {profile.name}")
    message = "profiles were switched off" if switched_off else "no payer profile fits; read by the general mechanism"
    return Issue(code="profile-generic", severity="info", message=message)
