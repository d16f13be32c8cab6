"""What policies are called by: payer, number and title in forms in which versions can be found again."""

import hashlib
import re
import unicodedata

from policyextract.records import PolicyRecord

UNKNOWN_PAYER = "unknown"

_LONGEST = 60
"""Letters of a title in the name of a policy."""

_EDITION = re.compile(r"(?:19|20)\d\d(?P<number>[a-z]{1,2}\d{3,})[a-z]{0,2}")
"""A number that holds the year and a letter for the edition, such as 2025T0009QQ: all but these is the policy's."""


def bucket(record: PolicyRecord) -> str:
    """Under which records are gathered before it is seen which of them form one line of versions.

    Payer and number, else payer and title; case, blanks and dashes make no difference. Records of different buckets
    never form one line unless they are linked.
    """
    payer, _, own = name_of(record).partition("/")
    return f"{payer}/{own.replace('-', '').replace('.', '')}"


def name_of(record: PolicyRecord) -> str:
    """What a policy is called by: "cigna/0261"; without a number by its title, "bcbsm/carrier-screening"."""
    own = number_key(record.policy_number) or _short(slug(record.title or ""))
    return f"{payer_key(record)}/{own or 'untitled'}"


def _short(title: str) -> str:
    """A title that can be typed; of a long one the beginning, and a hash that tells it from others with the same."""
    if len(title) <= _LONGEST:
        return title
    return f"{title[:_LONGEST].rpartition('-')[0]}-{hashlib.sha256(title.encode()).hexdigest()[:6]}"


def payer_key(record: PolicyRecord) -> str:
    return slug(record.payer.id or record.payer.name or "") or UNKNOWN_PAYER


def number_key(number: str | None) -> str:
    """A policy number in one form: "AHS – M2145" -> ahs-m2145, "2025T0009QQ" -> t0009; empty without one."""
    plain = slug(number or "")
    edition = _EDITION.fullmatch(plain)
    return edition["number"] if edition else plain


def slug(text: str) -> str:
    """The letters, digits and points of a text in lower case, with dashes between."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9.]+", "-", plain).strip("-.")
