"""Small builders of records for tests: everything has a default, so that a test says only what it is about."""

from collections.abc import Sequence
from itertools import count

from policyextract.document import Provenance
from policyextract.records import (
    Accounting,
    Claim,
    Code,
    CodeSystem,
    Criterion,
    Determination,
    LabelledDate,
    Note,
    Operator,
    Passage,
    Payer,
    PolicyRecord,
    Reference,
    RelatedPolicy,
    Revision,
    Section,
    Source,
    Statement,
)

ALL, ANY, NONE_OF, UNCLEAR = Operator.ALL, Operator.ANY, Operator.NONE_OF, Operator.UNCLEAR
COVERED = Determination.MEDICALLY_NECESSARY
INVESTIGATIONAL = Determination.INVESTIGATIONAL
NOT_NECESSARY = Determination.NOT_MEDICALLY_NECESSARY

WORDINGS = {
    Determination.INVESTIGATIONAL: "considered investigational",
    Determination.NOT_MEDICALLY_NECESSARY: "considered not medically necessary",
    Determination.COSMETIC: "considered cosmetic",
    Determination.RECONSTRUCTIVE: "considered reconstructive",
    Determination.NOT_COVERED: "not covered",
    Determination.MEDICALLY_NECESSARY: "considered medically necessary",
}


def place(line: int = 1, start: int = 0, length: int = 1) -> Provenance:
    return Provenance(page=1, line=line, span=(start, start + length))


def item(text: str, label: str | None = None) -> Criterion:
    """An item without sub-items."""
    return Criterion(label=label, text=text, provenance=place())


def criterion(
    operator: Operator, *items: Criterion | str, text: str = "", label: str | None = None, minimum: int | None = None
) -> Criterion:
    """A list of items; a string stands for an item without sub-items."""
    made = tuple(item(part) if isinstance(part, str) else part for part in items)
    return Criterion(operator=operator, minimum=minimum, label=label, text=text, items=made, provenance=place())


def at_least(minimum: int, *items: Criterion | str, text: str = "") -> Criterion:
    return criterion(Operator.AT_LEAST, *items, text=text, minimum=minimum)


def statement(
    tail: str = "for chronic pain.",
    determination: Determination = COVERED,
    services: Sequence[str] = ("lamp therapy",),
    criteria: Criterion | None = None,
    *,
    text: str | None = None,
    wording: str | None = None,
    residual: bool = False,
    section: str | None = "Policy",
    notes: Sequence[str] = (),
    populations: Sequence[str] = (),
    lines_of_business: Sequence[str] = (),
    line: int = 1,
) -> Statement:
    """A statement "<services> is <wording> <tail>"; ``text`` replaces the whole sentence."""
    wording = WORDINGS[determination] if wording is None else wording
    said = f"{' and '.join(services).capitalize()} is {wording} {tail}" if text is None else text
    return Statement(
        id="s1",
        section=section,
        services=tuple(services),
        determination=determination,
        wording=wording,
        text=said,
        residual=residual,
        populations=tuple(populations),
        lines_of_business=tuple(lines_of_business),
        criteria=criteria,
        notes=tuple(Note(text=note, provenance=place(line + 1)) for note in notes),
        provenance=place(line, start=100 * line, length=len(said)),
    )


def code(
    number: str,
    determination: Determination = COVERED,
    group: str | None = "Considered medically necessary",
    description: str | None = "a service",
    system: CodeSystem = CodeSystem.CPT,
) -> Code:
    return Code(
        system=system,
        code=number,
        description=description,
        determination=determination,
        group=group,
        provenance=place(50),
    )


def revision(
    date: str | None, *summary: str, claims: Sequence[Claim] = (), date_end: str | None = None, kind: str | None = None
) -> Revision:
    return Revision(
        date=date,
        date_end=date_end,
        approval_date=None,
        kind=kind,
        summary=summary,
        claims=tuple(claims),
        provenance=place(70),
    )


def section(
    title: str,
    kind: str = "background",
    digest: str = "0" * 12,
    words: int = 40,
    level: int = 2,
    passages: Sequence[str] = (),
) -> Section:
    told = tuple(Passage(text=text, provenance=place(61 + at)) for at, text in enumerate(passages))
    return Section(title=title, kind=kind, level=level, words=words, digest=digest, provenance=place(60), passages=told)


def references(*texts: str) -> tuple[Reference, ...]:
    return tuple(Reference(label=f"{at}.", text=text, provenance=place(80)) for at, text in zip(count(1), texts))


def related(*titles: str) -> tuple[RelatedPolicy, ...]:
    return tuple(RelatedPolicy(title=title, provenance=place(3)) for title in titles)


def dated(label: str, date: str) -> LabelledDate:
    return LabelledDate(label=label, date=date, provenance=place(2))


def record(
    *statements: Statement,
    codes: Sequence[Code] = (),
    revisions: Sequence[Revision] = (),
    references: Sequence[Reference] = (),
    related_policies: Sequence[RelatedPolicy] = (),
    sections: Sequence[Section] = (),
    other_dates: Sequence[LabelledDate] = (),
    lines_of_business: Sequence[str] = (),
    title: str | None = "Lamp Therapy",
    policy_number: str | None = "7",
    payer: str = "Made Health",
    effective_date: str | None = None,
    last_review_date: str | None = None,
    next_review_date: str | None = None,
    unparsed: int = 0,
) -> PolicyRecord:
    """A record of the given parts."""
    return PolicyRecord(
        source=Source(name="made.txt", sha256="0" * 64, media_type="text/plain", pages=None),
        payer=Payer(id="made", name=payer),
        policy_number=policy_number,
        title=title,
        lines_of_business=tuple(lines_of_business),
        effective_date=effective_date,
        last_review_date=last_review_date,
        next_review_date=next_review_date,
        other_dates=tuple(other_dates),
        statements=tuple(part.model_copy(update={"id": f"s{at}"}) for at, part in zip(count(1), statements)),
        codes=tuple(codes),
        revisions=tuple(revisions),
        references=tuple(references),
        related_policies=tuple(related_policies),
        sections=tuple(sections),
        issues=(),
        accounting=Accounting(lines=10, parsed=10 - unparsed, ignored=0, unparsed=unparsed),
    )
