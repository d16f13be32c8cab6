"""The shapes of procedure and diagnosis codes, by system.

Sources: AMA CPT (five digits; categories II and III and PLA with a final F, T, U, M, A), CMS HCPCS level II (a letter A-V and four digits),
ICD-10-CM (a letter, a digit, an alphanumeric, then up to four more behind a point), ICD-10-PCS (seven characters without
I and O), NUBC revenue codes (four digits), FDA NDC (11 digits in three groups), MS-DRG (three digits).
"""

import re

from policyextract.records import CodeSystem

CPT = r"(?:\d{4}[0-9FTUMA])"
HCPCS = r"(?:[A-CEGHJ-MP-V]\d{4})"
ICD_10_CM = r"(?:[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?)"
ICD_10_PCS = r"(?:[0-9BCDFGHX][0-9A-HJ-NP-Z]{6})"
NDC = r"(?:\d{5}-\d{4}-\d{2}|\d{5}-\d{3}-\d{2}|\d{4}-\d{4}-\d{2})"

PROSE_CODE = re.compile(
    rf"\b(?:CPT|HCPCS|codes?)\b[®*\s]*(?:codes?)?[:\s]*\(?((?:{CPT}|{HCPCS})(?:(?:\s*(?:,|and|or|&|-|–|through|to)\s*)+(?:{CPT}|{HCPCS}))*)"
    rf"|\(((?:{CPT}|{HCPCS})(?:\s*[,;]\s*(?:{CPT}|{HCPCS}))*)\)",
    re.IGNORECASE,
)
_EITHER = re.compile(rf"\b(?:{CPT}|{HCPCS})\b")


def codes_in_prose(text: str) -> tuple[str, ...]:
    """Procedure codes that a sentence names as such: behind "CPT code", or alone in parentheses."""
    found: list[str] = []
    for match in PROSE_CODE.finditer(text):
        for code in _EITHER.findall(match[1] or match[2]):
            if code not in found and not _is_year(code):
                found.append(code)
    return tuple(found)


def _is_year(code: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d{2}", code))


def system_of(code: str) -> CodeSystem | None:
    """The system that a code's shape alone gives away; None where it fits none, or more than one."""
    fits = [system for system, pattern in SHAPES.items() if re.fullmatch(pattern, code)]
    return fits[0] if len(fits) == 1 else None


SHAPES: dict[CodeSystem, str] = {
    CodeSystem.CPT: CPT,
    CodeSystem.HCPCS: HCPCS,
    CodeSystem.ICD_10_CM: ICD_10_CM,
    CodeSystem.ICD_10_PCS: ICD_10_PCS,
    CodeSystem.NDC: NDC,
}
