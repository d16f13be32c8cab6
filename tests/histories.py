"""Made histories of policies."""

from itertools import pairwise

from conftest import ROOT
from policydiff.changes import VersionDiff
from policydiff.history import Decision, DecisionStatus, History, HistoryStep, Policy, Position
from policyextract.records import PolicyRecord
from samples import DIFF

GOLDEN = ROOT / "golden"
VERSIONS = ("2021-07-15", "2024-05-15", "2026-05-15")


def cigna_history() -> History:
    """The three versions of the corpus, and a decision on one of the changes."""
    diffs = [
        None,
        *(_read(f"diffs/cigna-0261__{old}--{new}.json") for old, new in pairwise(VERSIONS)),
    ]
    steps = tuple(
        _step(_record(date), until, diff)
        for date, until, diff in zip(VERSIONS, (*VERSIONS[1:], None), diffs, strict=True)
    )
    newest = steps[-1].version
    policy = Policy(
        name="cigna/0261",
        payer=newest.payer,
        policy_number=newest.policy_number,
        title=newest.title,
        lines_of_business=(),
    )
    assert steps[1].diff is not None
    decision = Decision(
        fingerprint=steps[1].diff.changes[0].fingerprint,
        status=DecisionStatus.DEFERRED,
        owner="R. Lamp",
        note="ask the plan",
        decided_at="2026-06-01T09:00:00Z",
    )
    return History(policy=policy, steps=steps, decisions=(decision,))


def _read(name: str) -> VersionDiff:
    return VersionDiff.model_validate_json((GOLDEN / name).read_text())


def _record(date: str) -> PolicyRecord:
    return PolicyRecord.model_validate_json((GOLDEN / "records" / f"cigna-0261__{date}.pdf.json").read_text())


def _step(record: PolicyRecord, until: str | None, diff: VersionDiff | None) -> HistoryStep:
    version = DIFF.new.model_copy(
        update={
            "source": record.source,
            "payer": record.payer,
            "policy_number": record.policy_number,
            "title": record.title,
            "effective_date": record.effective_date,
            "last_review_date": record.last_review_date,
            "next_review_date": record.next_review_date,
        }
    )
    positions = tuple(
        Position(service=service, determination=statement.determination, residual=statement.residual)
        for statement in record.statements
        for service in statement.services
    )
    return HistoryStep(
        version=version, in_force_from=record.effective_date, in_force_until=until, positions=positions, diff=diff
    )
