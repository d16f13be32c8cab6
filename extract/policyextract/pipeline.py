"""The whole way from bytes to a record, readable from top to bottom."""

import hashlib
import re
from dataclasses import dataclass

from policyextract import codes, revisions, statements
from policyextract.acceptance import refuse_other_documents, refuse_without_policy
from policyextract.accounting import Ledger, account
from policyextract.document import Document
from policyextract.furniture import take_off
from policyextract.header import find_header
from policyextract.issues import issues_of
from policyextract.lexicon.labels import LABELS, HeaderField
from policyextract.organisations import author_of
from policyextract.outline import Section, outline, own_lines
from policyextract.paragraphs import paragraphs
from policyextract.payers import PROFILES
from policyextract.policypart import promoted
from policyextract.profile import GENERIC, PayerProfile, identify
from policyextract.readers import read
from policyextract.records import Payer, PolicyRecord, Source
from policyextract.records import Section as SectionRecord
from policyextract.references import references_of, related_policies_of
from policyextract.scope import lines_of_business


@dataclass(frozen=True)
class Extraction:
    """A record, the document it was read from (furniture behind the body), and what became of each line of the policy
    part.
    """

    record: PolicyRecord
    document: Document
    ledger: Ledger


def extract(data: bytes, name: str, *, generic: bool = False) -> Extraction:
    """Read one policy.

    ``name`` is the file's, for the record and for errors; ``generic`` leaves the payers' profiles out. Raises
    UnreadableFile where the bytes cannot be read, and NotAPolicy where nothing in them is a coverage policy.
    """
    whole = read(data, name)
    profile = GENERIC if generic else identify(whole, PROFILES)
    furniture = take_off(whole)
    document = furniture.document
    refuse_other_documents(document)
    sections = outline(paragraphs(document.blocks))
    author = author_of(sections, furniture.lines) if profile is GENERIC else profile.name
    header = find_header(document, sections, furniture.lines, payer=author, labels=(*profile.labels, *LABELS))
    members = lines_of_business(
        document, sections, furniture.lines, author if profile is GENERIC else None, profile.lines_of_business
    )
    found_statements = statements.find_statements(sections)
    unnamed = not found_statements.statements
    if unnamed:
        sections = promoted(sections)
        found_statements = statements.find_statements(sections)
    found_codes = codes.find_codes(sections)
    found_revisions = revisions.find_revisions(sections)
    refuse_without_policy(
        name, header, sections, found_statements.statements, found_codes.codes, found_revisions.revisions
    )
    ledger = account(sections, found_statements.used | found_codes.used)
    record = PolicyRecord(
        source=Source(
            name=_base(name), sha256=document.sha256, media_type=document.media_type, pages=len(document.pages) or None
        ),
        payer=_payer(author, profile),
        policy_number=header.get(HeaderField.POLICY_NUMBER),
        title=header.get(HeaderField.TITLE),
        lines_of_business=members,
        effective_date=header.get(HeaderField.EFFECTIVE),
        last_review_date=header.get(HeaderField.LAST_REVIEW),
        next_review_date=header.get(HeaderField.NEXT_REVIEW),
        other_dates=header.other_dates,
        statements=found_statements.statements,
        codes=found_codes.codes,
        revisions=found_revisions.revisions,
        references=references_of(sections),
        related_policies=related_policies_of(sections),
        sections=tuple(_section_record(section, document) for section in sections if section.heading),
        issues=tuple(issues_of(document, profile, ledger, switched_off=generic, unnamed=unnamed)),
        accounting=ledger.totals(),
        provenance={name.value: value.provenance for name, value in header.fields.items()},
    )
    return Extraction(record, document, ledger)


def _base(name: str) -> str:
    return re.split(r"[\\/]", name)[-1]


def _payer(author: str | None, profile: PayerProfile) -> Payer:
    if profile is not GENERIC:
        return Payer(id=profile.id, name=profile.name)
    return Payer(id=re.sub(r"[^a-z0-9]+", "-", author.casefold()).strip("-") if author else None, name=author)


def _section_record(section: Section, document: Document) -> SectionRecord:
    words = " ".join(line.text for line in own_lines(section)).casefold().split()
    words += [
        word
        for table in section.pieces
        if not hasattr(table, "lines")
        for cell in table.cells()
        for word in cell.text.casefold().split()
    ]
    assert section.heading is not None
    return SectionRecord(
        title=section.title,
        kind=section.kind.value,
        level=section.level,
        words=len(words),
        digest=hashlib.sha256(" ".join(words).encode()).hexdigest()[:12],
        provenance=section.heading.provenance(),
    )
