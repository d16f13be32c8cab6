"""How long a diff of two large records takes: the median of several, in milliseconds.

Usage: python benchmarks/diffing.py [--statements 25] [--criteria 12] [--runs 9]

The records are made here. Every statement of the new version stands elsewhere than in the old one, and a quarter of the
criteria of each has changed, so that nothing is paired by its place.
"""

import argparse
import statistics
from time import perf_counter

from policydiff.versions import diff
from policyextract.document import Provenance
from policyextract.records import (
    Accounting,
    Criterion,
    Determination,
    Operator,
    Payer,
    PolicyRecord,
    Source,
    Statement,
)

PLACE = Provenance(page=1, line=1, span=(0, 1))


def criteria(numbers: range) -> Criterion:
    items = tuple(Criterion(text=f"condition number x{number} of the knee holds") for number in numbers)
    return Criterion(operator=Operator.ALL, items=items, provenance=PLACE)


def statement(service: str, tree: Criterion) -> Statement:
    return Statement(
        id=service.replace(" ", "-"),
        section="Policy",
        services=(service,),
        determination=Determination.MEDICALLY_NECESSARY,
        wording="is considered medically necessary",
        text=f"{service} is considered medically necessary when met:",
        residual=False,
        criteria=tree,
        provenance=PLACE,
    )


def record(statements: tuple[Statement, ...]) -> PolicyRecord:
    return PolicyRecord(
        source=Source(name="made.pdf", sha256="0" * 64, media_type="application/pdf", pages=1),
        payer=Payer(id="made", name="Made Health"),
        policy_number="7",
        title="Lamp Therapy",
        lines_of_business=(),
        effective_date=None,
        last_review_date=None,
        next_review_date=None,
        other_dates=(),
        statements=statements,
        codes=(),
        revisions=(),
        references=(),
        related_policies=(),
        sections=(),
        issues=(),
        accounting=Accounting(lines=1, parsed=1, ignored=0, unparsed=0),
    )


def versions(statements: int, items: int) -> tuple[PolicyRecord, PolicyRecord]:
    """Two versions of a policy with so many statements, each with so many criteria."""
    shift = max(1, items // 4)
    services = [f"lamp kind y{number}" for number in range(statements)]
    before, after = criteria(range(items)), criteria(range(shift, items + shift))
    old = record(tuple(statement(service, before) for service in services))
    new = record(tuple(statement(service, after) for service in reversed(services)))
    return old, new


def milliseconds(old: PolicyRecord, new: PolicyRecord) -> float:
    start = perf_counter()
    diff(old, new)
    return (perf_counter() - start) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=25)
    parser.add_argument("--criteria", type=int, default=12)
    parser.add_argument("--runs", type=int, default=9)
    arguments = parser.parse_args()
    old, new = versions(arguments.statements, arguments.criteria)
    first = milliseconds(old, new)
    again = statistics.median(milliseconds(old, new) for _ in range(arguments.runs))
    print(f"{arguments.statements} statements of {arguments.criteria} criteria, {len(diff(old, new).changes)} changes")
    print(f"first diff {first:.0f} ms, median of {arguments.runs} more {again:.0f} ms")


if __name__ == "__main__":
    main()
