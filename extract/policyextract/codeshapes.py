"""The shapes of procedure and diagnosis codes, by system, and how codes are found in a text.

Sources: AMA CPT (five digits; categories II and III and PLA with a final F, T, U, M, A), CMS HCPCS level II (a letter
A-V and four digits, the CDT's D codes among them), ICD-10-CM (a letter, a digit, an alphanumeric, then up to four more
behind a point; policies write "x" or "-" for what is left open), ICD-10-PCS (seven characters without I and O), NUBC
revenue codes (four digits), FDA NDC (11 digits in three groups, the package part often left as "xx"), MS-DRG (three
digits).
"""

import re
from dataclasses import dataclass
from functools import cache

from policyextract.records import CodeSystem

CPT = r"(?:\d{4}[0-9FTUMA])"
HCPCS = r"(?:[A-EGHJ-MP-V]\d{4})"
ICD_10_CM = r"(?:[A-Z]\d[0-9A-Z](?:\.[0-9A-Zx]{0,3}-(?=\s*(?:[,;)]|$))|\.[0-9A-Zx]{1,4})?)"
ICD_10_PCS = r"(?:(?=\w*[A-Z]\w*)(?=\w*\d\w*\d)[0-9BCDFGHX][0-9A-HJ-NP-Z]{6})"
NDC = r"(?:\d{5}-\d{3,4}-(?:\d{2}|[xX]{1,2})|\d{4}-\d{4}-(?:\d{2}|[xX]{1,2})|\d{5}-\d{4}-\d)"

SHAPES: dict[CodeSystem, str] = {
    CodeSystem.CPT: CPT,
    CodeSystem.HCPCS: HCPCS,
    CodeSystem.ICD_10_CM: ICD_10_CM,
    CodeSystem.ICD_10_PCS: ICD_10_PCS,
    CodeSystem.NDC: NDC,
}
_NAMED_SHAPES: dict[CodeSystem, str] = {
    CodeSystem.REV: r"(?:\d{4})",
    CodeSystem.DRG: r"(?:\d{3})",
    CodeSystem.NDC: r"(?:\d{11})",
    CodeSystem.ICD_10_CM: r"(?:[A-Z]\d[0-9A-Z](?:\.?[0-9A-Zx]{1,4})?)",
}
"""Shapes too common to mean anything unless the place names the system."""

_MARK = r"[*†‡§^¹²³⁴⁵⁶⁷⁸⁹⁰+#]*"
_TO = r"(?:-|–|—|‑|through|thru|to)"
_ICD_TAIL = r"(?:[0-9A-Z]{2,3}\.[0-9A-Z]{1,4}|\d{2}\.\d{1,4})"
"""The end of a range that leaves out the letter of its beginning ("H90.A-90.A3")."""

PROSE_CODE = re.compile(
    rf"\b(?:CPT|HCPCS|codes?)\b[®*\s]*(?:codes?)?[:\s]*\(?((?:{CPT}|{HCPCS})(?:(?:\s*(?:,|and|or|&|-|–|through|to)\s*)+(?:{CPT}|{HCPCS}))*)"
    rf"|\(((?:{CPT}|{HCPCS})(?:\s*[,;]\s*(?:{CPT}|{HCPCS}))*)\)",
    re.IGNORECASE,
)
_EITHER = re.compile(rf"\b(?:{CPT}|{HCPCS})\b")
_JOINT = re.compile(
    r"[\s,;/&()*†‡§:.\[\]+#|]|\b(?:and|or|x\d+|with|plus|codes?|cpt|hcpcs|icd-?10(?:-cm)?|u\.?s)\b|®|™|[-–]",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()\d]*\)|\([^()]*\b\d{1,3}\b[^()]*\)")


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code, or the ``first`` and ``last`` of a range "A00-A09", and where it stands in the text."""

    first: str
    last: str | None
    start: int
    end: int

    @property
    def text(self) -> str:
        return f"{self.first}-{self.last}" if self.last else self.first


def system_of(code: str) -> CodeSystem | None:
    """The system that a code's shape alone gives away; None where it fits none, or more than one."""
    fits = [system for system, pattern in SHAPES.items() if re.fullmatch(pattern, code)]
    return fits[0] if len(fits) == 1 else None


def settled_system(code: str, *named: CodeSystem | None) -> CodeSystem | None:
    """The system of a code: the first of those that the place names whose shape it has, else what its shape says."""
    for system in named:
        if system and has_shape(code, system):
            return system
    return system_of(code)


def has_shape(code: str, system: CodeSystem) -> bool:
    """Whether a code may be one of a system, in a place that names the system."""
    patterns = (SHAPES.get(system), _NAMED_SHAPES.get(system))
    return any(pattern and re.fullmatch(pattern, code) for pattern in patterns)


@cache
def _item(named: CodeSystem | None) -> re.Pattern[str]:
    """One code or range of codes; ``named`` adds the shapes of the system that the place names."""
    systems = (CodeSystem.NDC, CodeSystem.CPT, CodeSystem.HCPCS, CodeSystem.ICD_10_PCS, CodeSystem.ICD_10_CM)
    shapes = [SHAPES[system] for system in systems]
    if named in _NAMED_SHAPES:
        # Its usual shape first: "C84.-" is more than "C84".
        shapes[:0] = [shape for shape in (SHAPES.get(named), _NAMED_SHAPES[named]) if shape]
    one = "|".join(shapes)
    return re.compile(
        rf"(?<![\w.])(?P<code>{one}){_MARK}(?:\s*{_TO}\s*(?P<end>{one}|{_ICD_TAIL}){_MARK})?(?![\w.-]*\w)", re.ASCII
    )


def codes_in(text: str, named: CodeSystem | None = None) -> list[FoundCode]:
    """Everything shaped like a code in a text that is known to hold codes (a zip code has the shape of one)."""
    return [FoundCode(m["code"], m["end"], m.start(), m.end()) for m in _item(named).finditer(text)]


def only_codes(text: str, named: CodeSystem | None = None) -> list[FoundCode]:
    """The codes of a text that holds codes, joints and remarks in parentheses, and nothing else; else none."""
    found = codes_in(text, named)
    if not found:
        return []
    rest = _item(named).sub(" ", text)
    return [] if re.search(r"\w{2,}", _JOINT.sub(" ", _ASIDE.sub(" ", rest))) else found


_GLUED = re.compile(r"(?P<code>\d{5}|\d{4}[FTUMA]|[A-EGHJ-MP-V]\d{4})(?=[A-Z](?:[a-z]|[A-Z]+\d*\b|\s*$))")
"""A procedure code and its description without the blank that a cell's border stood for ("12345Repair")."""


def leading_code(text: str, named: CodeSystem | None = None) -> FoundCode | None:
    """The code that a line begins with, if a description or nothing follows ("12345 Repair", not "12345 or 12346")."""
    start = re.match(r"\s*(?:[•●▪◦○–-]\s*)?", text)
    at = start.end() if start else 0
    match = _item(named).match(text, at)
    if match is None and named in (CodeSystem.CPT, CodeSystem.HCPCS):
        match = _GLUED.match(text, at)
    if match is None or re.match(r"\s*(?:,|;|or\b|and\b|\)|\d)", text[match.end() :]):
        return None
    return FoundCode(match["code"], match.groupdict().get("end"), match.start(), match.end())


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
