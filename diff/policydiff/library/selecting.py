"""Which stored policies a comparison is to set side by side: those named, or all that speak of a service or a code."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from policydiff.library.errors import NotMeant
from policydiff.library.finding_policies import find_policy
from policydiff.library.held import is_of_payer
from policydiff.library.listed_codes import lists_code
from policydiff.library.models import CodeRow, PolicyRow, RecordRow, StatementRow, VersionRow
from policydiff.library.searching import holds_terms, terms_of
from policyextract.records import PolicyRecord


def current_records(
    session: Session,
    names: Sequence[str],
    *,
    services: Sequence[str] = (),
    codes: Sequence[str] = (),
    payers: Sequence[str] = (),
) -> tuple[PolicyRecord, ...]:
    """The records of current versions: of the policies named, in that order, else of all, by name, that name one of the
    services and list one of the codes, as far as these are given.

    Raises NotMeant where it is less than two.
    """
    if names:
        policies = list({policy.id: policy for policy in (find_policy(session, name) for name in names)}.values())
    elif services or codes:
        policies = _speaking(session, services, codes)
    else:
        raise NotMeant("name policies, or say with --service or --code what the policies are to speak of")
    if payers:
        policies = [policy for policy in policies if any(is_of_payer(policy, payer) for payer in payers)]
    if len(policies) < 2:
        found = f"only {policies[0].name} is stored of those" if policies else "no such policy is stored"
        raise NotMeant(f"comparing takes two policies or more; {found}")
    return tuple(_current(session, policy) for policy in policies)


def _speaking(session: Session, services: Sequence[str], codes: Sequence[str]) -> list[PolicyRow]:
    """The policies whose current versions name one of the services, and list one of the codes."""
    query = select(PolicyRow).order_by(PolicyRow.name)
    for found in (_naming(session, services), _listing(session, codes)):
        if found is not None:
            query = query.where(PolicyRow.id.in_(found))
    return list(session.scalars(query))


def _naming(session: Session, services: Sequence[str]) -> set[int] | None:
    """The policies that name one of some services in a current version; None where none is asked for."""
    query = select(VersionRow.policy_id).join(StatementRow, StatementRow.source_id == VersionRow.source_id)
    found: set[int] = set()
    for service in services:
        if terms := terms_of(service):
            found.update(session.scalars(query.where(VersionRow.is_current, holds_terms(session, StatementRow, terms))))
    return found if services else None


def _listing(session: Session, codes: Sequence[str]) -> set[int] | None:
    """The same of codes."""
    query = select(VersionRow.policy_id).join(CodeRow, CodeRow.source_id == VersionRow.source_id)
    found: set[int] = set()
    for code in codes:
        found.update(session.scalars(query.where(VersionRow.is_current, lists_code(code.strip().upper()))))
    return found if codes else None


def _current(session: Session, policy: PolicyRow) -> PolicyRecord:
    text = session.scalars(
        select(RecordRow.record)
        .join(VersionRow, VersionRow.source_id == RecordRow.source_id)
        .where(VersionRow.policy_id == policy.id, VersionRow.is_current)
    ).one()
    return PolicyRecord.model_validate_json(text)
