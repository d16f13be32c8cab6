"""The whole way from bytes to a record, readable from top to bottom."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyextract import codes, revisions, statements
from policyextract.acceptance import refuse_other_documents, refuse_without_policy
from policyextract.accounting import Ledger, account
from policyextract.document import Document, Line
from policyextract.furniture import take_off
from policyextract.header import find_header
from policyextract.issues import issues_of
from policyextract.lexicon.labels import HeaderField
from policyextract.lexicon.sections import SectionKind
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
from policyextract.subjects import lines_of_business_of


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
    header = find_header(document, sections, furniture.lines)
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
        payer=_payer(document, profile),
        policy_number=header.get(HeaderField.POLICY_NUMBER),
        title=header.get(HeaderField.TITLE),
        lines_of_business=_lines_of_business(sections),
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


def _payer(document: Document, profile: PayerProfile) -> Payer:
    if profile is not GENERIC:
        return Payer(id=profile.id, name=profile.name)
    name = author_of(document.text)
    return Payer(id=re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") if name else None, name=name)


_APPLIES = re.compile(r"\b(?:members?|applies|application|products?|plans?|line\(?s?\)? of business)\b", re.IGNORECASE)


def _lines_of_business(sections: Sequence[Section]) -> tuple[str, ...]:
    """The lines of business that the policy part, or the part that says where the policy applies, is headed with."""
    found: list[str] = []
    for line in _scope_lines(sections):
        for business in lines_of_business_of(line.text):
            if business not in found:
                found.append(business)
    return tuple(found)


def _scope_lines(sections: Sequence[Section]) -> Iterator[Line]:
    for section in sections:
        if (
            section.heading
            and section.kind in (SectionKind.POLICY, SectionKind.DESCRIPTION, SectionKind.HEADER)
            and _APPLIES.search(section.title)
        ):
            yield from section.heading.lines
        for line in own_lines(section):
            headed = line.bold or line.text.rstrip().endswith((":", "Members"))
            if section.kind is SectionKind.POLICY and headed and len(line.text) < 130 and _APPLIES.search(line.text):
                yield line


def _section_record(section: Section, document: Document) -> SectionRecord:
    words = " ".join(line.text for line in own_lines(section)).casefold().split()
    words += [
        word
        for table in section.pieces
        if not hasattr(table, "lines")
        for cell in table.cells()
        for word in cell.text.casefold().split()
    ]  # type: ignore[union-attr]
    assert section.heading is not None
    return SectionRecord(
        title=section.title,
        kind=section.kind.value,
        level=section.level,
        words=len(words),
        digest=hashlib.sha256(" ".join(words).encode()).hexdigest()[:12],
        provenance=section.heading.provenance(),
    )
