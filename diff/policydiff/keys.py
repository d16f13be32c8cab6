"""Short names for documents, under which the cells of a comparison are filed."""

import re
import unicodedata
from collections.abc import Sequence

from policyextract.records import PolicyRecord

_LONGEST = 40
_LONGEST_NUMBER = 20


def document_keys(records: Sequence[PolicyRecord]) -> tuple[str, ...]:
    """A key for each record, in their order, no two alike: payer and policy number ("made-health-7").

    A key depends on the document alone, except that policies of one number get their line of business ("-medicare")
    where it tells them apart, versions of one policy their date, and copies of one version a count ("-2") in the order
    given. So a further payer renames nobody.
    """
    keys = [_key(record) for record in records]
    for tell in (_members, _date):
        told = [tell(record) for record in records]
        keys = [
            f"{key}-{own}"
            if own and _tells(own, [other for of, other in zip(keys, told, strict=True) if of == key])
            else key
            for key, own in zip(keys, told, strict=True)
        ]
    return tuple(key if (nth := keys[: at + 1].count(key)) == 1 else f"{key}-{nth}" for at, key in enumerate(keys))


def _key(record: PolicyRecord) -> str:
    payer = record.payer.id or record.payer.name or record.source.name.partition(".")[0]
    number = _slug(record.policy_number or "", _LONGEST_NUMBER)
    if number:
        return f"{_slug(payer, _LONGEST - len(number) - 1)}-{number}".strip("-.")
    return _slug(f"{payer} {record.title or ''}") or "document"


def _tells(own: str, of_all: Sequence[str | None]) -> bool:
    """Whether something tells documents of one key apart."""
    return len(of_all) > 1 and any(other != own for other in of_all)


def _members(record: PolicyRecord) -> str | None:
    return _slug(" ".join(record.lines_of_business), _LONGEST_NUMBER) or None


def _date(record: PolicyRecord) -> str | None:
    return record.effective_date or record.last_review_date


def _slug(text: str, longest: int = _LONGEST) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9.]+", "-", plain).strip("-.")[:longest].strip("-.")
