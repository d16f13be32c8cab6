"""The JSON Schema of the published results."""

from typing import TypeAlias

from pydantic import JsonValue, TypeAdapter

from policydiff.additions import Additions, QuarantinedFile
from policydiff.changes import VersionDiff
from policydiff.comparison import Comparison
from policydiff.explained import ExplainedDiff
from policydiff.history import AsOf, Decision, History
from policydiff.holdings import ChangesSince, CodeListing, DueReviews, HeldPolicy, Search, Verification
from policydiff.manifest import Manifest
from policyextract.explained import ExplainedRecord
from policyextract.records import PolicyRecord

Printed: TypeAlias = (
    PolicyRecord
    | ExplainedRecord
    | VersionDiff
    | ExplainedDiff
    | Comparison
    | History
    | AsOf
    | list[HeldPolicy]
    | Search
    | CodeListing
    | ChangesSince
    | DueReviews
    | Verification
    | list[Decision]
    | Additions
    | list[QuarantinedFile]
    | list[PolicyRecord]
    | list[ExplainedRecord]
    | Manifest
)

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(contract: str | None = None) -> dict[str, JsonValue]:
    """The schema of one contract (a name of ``CONTRACTS`` in ``cli.catalogues``), or of anything printed as JSON."""
    adapters: dict[str | None, TypeAdapter[Printed]] = {
        "record": TypeAdapter(PolicyRecord),
        "explained": TypeAdapter(ExplainedRecord),
        "diff": TypeAdapter(VersionDiff),
        "explained-diff": TypeAdapter(ExplainedDiff),
        "comparison": TypeAdapter(Comparison),
        "manifest": TypeAdapter(Manifest),
        "history": TypeAdapter(History),
        "asof": TypeAdapter(AsOf),
        "policies": TypeAdapter(list[HeldPolicy]),
        "search": TypeAdapter(Search),
        "codes": TypeAdapter(CodeListing),
        "changes": TypeAdapter(ChangesSince),
        "reviews": TypeAdapter(DueReviews),
        "verification": TypeAdapter(Verification),
        "decisions": TypeAdapter(list[Decision]),
        "additions": TypeAdapter(Additions),
        "quarantine": TypeAdapter(list[QuarantinedFile]),
        None: TypeAdapter(Printed),
    }
    return {"$schema": _DIALECT, **adapters[contract].json_schema(mode="serialization")}
