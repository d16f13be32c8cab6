"""Short names for documents, under which the cells of a comparison are filed."""

import re
import unicodedata
from collections.abc import Sequence

from policyextract.records import PolicyRecord

_LONGEST = 40


def document_keys(records: Sequence[PolicyRecord]) -> tuple[str, ...]:
    """A key for each record, in their order, no two alike: payer and policy number ("made-health-7").

    A key depends on the document alone, except that versions of one policy get their date, and copies of one version a
    count ("-2") in the order given. So a further payer renames nobody.
    """
    plain = [_key(record) for record in records]
    dated = [
        f"{key}-{_date(record)}" if plain.count(key) > 1 and _date(record) else key
        for key, record in zip(plain, records, strict=True)
    ]
    return tuple(key if (nth := dated[: at + 1].count(key)) == 1 else f"{key}-{nth}" for at, key in enumerate(dated))


def _key(record: PolicyRecord) -> str:
    payer = record.payer.id or record.payer.name or record.source.name.partition(".")[0]
    return _slug(" ".join(part for part in (payer, record.policy_number or record.title) if part)) or "document"


def _date(record: PolicyRecord) -> str | None:
    return record.effective_date or record.last_review_date


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9.]+", "-", plain).strip("-.")[:_LONGEST].strip("-.")
