"""The whole way from bytes to a record, readable from top to bottom."""

import re
from dataclasses import dataclass

from policyextract import codes, revisions
from policyextract.acceptance import Opened, doubts, signs_of
from policyextract.accounting import account
from policyextract.aliases import aliases_of
from policyextract.consistency import inconsistencies
from policyextract.digests import section_records
from policyextract.document import Document
from policyextract.furniture import take_off
from policyextract.header import find_header
from policyextract.issues import issues_of
from policyextract.ledger import Ledger
from policyextract.lexicon.labels import LABELS, HeaderField
from policyextract.organisations import author_in_properties, author_of
from policyextract.outline import outline
from policyextract.paragraphs import Paragraph, paragraphs
from policyextract.payers import PROFILES
from policyextract.policypart import find_policy
from policyextract.profile import GENERIC, PayerProfile, identify
from policyextract.readers import read
from policyextract.readers.engine import DEFAULT, Engine
from policyextract.readers.limits import LONGEST_PARAGRAPH, refuse_larger
from policyextract.readers.properties import company
from policyextract.records import Payer, PolicyRecord, Source
from policyextract.references import references_of, related_policies_of
from policyextract.scope import lines_of_business

_LONGEST = (LONGEST_PARAGRAPH, "characters in one paragraph")


@dataclass(frozen=True)
class Extraction:
    """A record, the document it was read from, and what became of each line of the policy part.

    ``document`` holds the running headers and footers behind the body; the record's spans are offsets into its text.
    """

    record: PolicyRecord
    document: Document
    ledger: Ledger


def extract(data: bytes, name: str, *, generic: bool = False, engine: Engine = DEFAULT) -> Extraction:
    """Read one policy.

    ``name`` is the file's, for the record and for errors; ``generic`` leaves the payers' profiles out, and ``engine``
    is the library that opens a PDF. Raises UnreadableFile where the bytes cannot be read, and NotAPolicy where nothing
    in them is a coverage policy.
    """
    whole = read(data, name, engine)
    profile = GENERIC if generic else identify(whole, PROFILES)
    furniture = take_off(whole)
    document = furniture.document

    pieces = tuple(paragraphs(document.blocks))
    refuse_larger(name, max((len(each.text) for each in pieces if isinstance(each, Paragraph)), default=0), *_LONGEST)
    sections = outline(pieces, profile.headings)
    said = author_of(sections, furniture.lines) if profile is GENERIC else profile.name
    author = said or author_in_properties(company(data, name))
    header = find_header(document, sections, furniture.lines, payer=author, labels=(*profile.labels, *LABELS))
    members = lines_of_business(
        document, sections, furniture.lines, author if profile is GENERIC else None, profile.lines_of_business
    )

    policy = find_policy(sections)
    found_codes = codes.find_codes(policy.sections)
    found_revisions = revisions.find_revisions(policy.sections)
    opened = Opened(document, furniture.lines, author)
    doubt = doubts(opened, policy, signs_of(opened, header, policy, found_codes.codes, found_revisions.revisions))
    used = policy.used | found_codes.used
    ledger = account(policy.sections, used)

    record = PolicyRecord(
        source=_source(document),
        payer=_payer(author, profile),
        policy_number=header.get(HeaderField.POLICY_NUMBER),
        title=header.get(HeaderField.TITLE),
        lines_of_business=members,
        effective_date=header.get(HeaderField.EFFECTIVE),
        last_review_date=header.get(HeaderField.LAST_REVIEW),
        next_review_date=header.get(HeaderField.NEXT_REVIEW),
        other_dates=header.other_dates,
        statements=policy.statements,
        codes=found_codes.codes,
        revisions=found_revisions.revisions,
        references=references_of(policy.sections),
        related_policies=related_policies_of(policy.sections),
        sections=section_records(policy.sections, used),
        aliases=aliases_of(policy.sections, header.get(HeaderField.TITLE), policy.statements),
        issues=tuple(
            issues_of(
                document,
                profile,
                author,
                ledger,
                switched_off=generic,
                unnamed=not policy.named,
                from_properties=said is None,
                doubt=doubt,
            )
        ),
        accounting=ledger.totals(),
        provenance={name.value: value.provenance for name, value in header.fields.items()},
    )
    issues = (*record.issues, *inconsistencies(record))
    return Extraction(record.model_copy(update={"issues": issues}), document, ledger)


def _source(document: Document) -> Source:
    name = re.split(r"[\\/]", document.name)[-1]
    return Source(name=name, sha256=document.sha256, media_type=document.media_type, pages=len(document.pages) or None)


def _payer(author: str | None, profile: PayerProfile) -> Payer:
    if profile is not GENERIC:
        return Payer(id=profile.id, name=profile.name)
    return Payer(id=re.sub(r"[^a-z0-9]+", "-", author.casefold()).strip("-") if author else None, name=author)
