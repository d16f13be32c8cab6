"""The JSON Schema of the published results."""

from pydantic import JsonValue, TypeAdapter

from policydiff.changes import VersionDiff
from policydiff.comparison import Comparison
from policyextract.records import PolicyRecord

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(contract: str | None = None) -> dict[str, JsonValue]:
    """The schema of one contract ("record", "diff", "comparison"), or of anything that is printed as JSON."""
    adapters: dict[str | None, TypeAdapter[PolicyRecord | VersionDiff | Comparison | list[PolicyRecord]]] = {
        "record": TypeAdapter(PolicyRecord),
        "diff": TypeAdapter(VersionDiff),
        "comparison": TypeAdapter(Comparison),
        None: TypeAdapter(PolicyRecord | VersionDiff | Comparison | list[PolicyRecord]),
    }
    return {"$schema": _DIALECT, **adapters[contract].json_schema(mode="serialization")}
